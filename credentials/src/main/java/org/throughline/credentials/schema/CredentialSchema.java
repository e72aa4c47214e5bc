package org.throughline.credentials.schema;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.Optional;
import org.throughline.credentials.tree.Parsed;
import org.throughline.credentials.tree.StrictJson;

/**
 * Compares a credential with JSON Schemas of 2020-12, 2019-09 or one of the drafts before (Verifiable Credentials JSON Schema Specification, section 4;
 * 1EdTech Verifiable Credentials Schema 1.0). A schema is a program of strangers: it refers to nothing outside of itself, has a size, and may
 * cost so many steps. They are counted here, in the thread that asks, so that nothing goes on when the answer is given, and the answer is the
 * same on a slow machine.
 */
public final class CredentialSchema {

    /** The most characters of a schema. */
    public static final int MAX_CHARACTERS = 512 * 1024;

    /** The most steps of all comparisons together; an honest one takes some hundred thousand at most. */
    public static final long MAX_STEPS = 6_000_000;

    private final Work work = new Work(MAX_STEPS);

    /** For the schemas of one credential, which share the steps. */
    public CredentialSchema() {}

    /**
     * Compares.
     *
     * @param schema  the schema as JSON text
     * @param document  the document
     * @param dialect  what the schema is written in where it does not say so ({@code $schema}); empty when it must say so
     */
    public SchemaOutcome compare(String schema, JsonObject document, String dialect) {
        if (schema.length() > MAX_CHARACTERS) {
            return new SchemaOutcome.Unusable("it has more than " + MAX_CHARACTERS + " characters");
        }
        if (!(StrictJson.parse(schema) instanceof Parsed.Tree tree)) {
            return new SchemaOutcome.Unusable("what stands there is no JSON object");
        }
        JsonValue named = tree.object().get("$schema");
        String written = named instanceof jakarta.json.JsonString text ? text.getString() : dialect;
        if (written.isEmpty()) {
            return new SchemaOutcome.Unusable(
                    "it does not say in which version of JSON Schema it is written ($schema)");
        }
        Optional<SchemaDialect> known = SchemaDialect.of(written);
        return known.isEmpty()
                ? new SchemaOutcome.Unusable("it is written in \"" + written + "\", which is not known here")
                : compare(tree.object(), document, known.get());
    }

    private SchemaOutcome compare(JsonObject schema, JsonObject document, SchemaDialect dialect) {
        try {
            return SchemaEvaluation.compare(schema, dialect, document, work)
                    .<SchemaOutcome>map(failure -> new SchemaOutcome.Broken(failure.message(), failure.pointer()))
                    .orElseGet(SchemaOutcome.Kept::new);
        } catch (Work.TooMuchException e) {
            return new SchemaOutcome.Unusable("the comparison would take more than " + MAX_STEPS + " steps");
        } catch (UnusableSchemaException e) {
            return new SchemaOutcome.Unusable(e.reason());
        }
    }
}
