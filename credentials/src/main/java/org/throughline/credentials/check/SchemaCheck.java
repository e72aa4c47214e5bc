package org.throughline.credentials.check;

import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.throughline.credentials.load.DocumentKind;
import org.throughline.credentials.load.Loaded;
import org.throughline.credentials.schema.CredentialSchema;
import org.throughline.credentials.schema.SchemaOutcome;
import org.throughline.credentials.tree.JsonText;
import org.throughline.credentials.tree.StrictJson;
import org.throughline.credentials.tree.Tree;

/** Is it as the schema says that it names? */
public final class SchemaCheck implements Check {

    private static final int MAX_SCHEMAS = 8;

    /** The schemas of 1EdTech: {@code json} is the formal form, {@code json-ld} the one that may be compacted. */
    private static final Pattern OF_ONE_EDTECH = Pattern.compile(
            "https://purl\\.imsglobal\\.org/spec/(ob/v3p0|clr/v2p0)/schema/(json|json-ld)/(ob_v3p0|clr_v2p0)_([a-z]+)_schema\\.json");

    @Override
    public String id() {
        return "schema";
    }

    @Override
    public String spec() {
        return "VC Data Model 2.0 section 4.11 Data Schemas; Open Badges 3.0 section 9.1 step 1; "
                + "Verifiable Credentials JSON Schema Specification";
    }

    @Override
    public CheckResult examine(Examination examination) {
        JsonObject document = examination.document();
        List<JsonObject> schemas = Tree.objects(document, "credentialSchema");
        if (schemas.isEmpty()) {
            return notApplicable("It names no schema");
        }
        if (schemas.size() > MAX_SCHEMAS) {
            return undetermined("It names more than " + MAX_SCHEMAS + " schemas", "/credentialSchema");
        }
        List<CheckResult> results = new ArrayList<>();
        for (int i = 0; i < schemas.size(); i++) {
            results.add(result(schemas.get(i), Tree.pointer(document, "credentialSchema", i), examination));
        }
        for (Outcome worst : List.of(Outcome.FAILED, Outcome.UNDETERMINED)) {
            for (CheckResult result : results) {
                if (result.outcome() == worst) {
                    return result;
                }
            }
        }
        return results.getFirst();
    }

    private CheckResult result(JsonObject schema, String pointer, Examination examination) {
        List<String> types = Tree.texts(schema, "type");
        String url = Tree.text(schema, "id").orElse("");
        Matcher wellKnown = OF_ONE_EDTECH.matcher(url);
        if (types.contains("1EdTechJsonSchemaValidator2019") && wellKnown.matches()) {
            return ourOwn(wellKnown.group(4), pointer, examination);
        }
        boolean inCredential = types.contains("JsonSchemaCredential");
        if (!inCredential && !types.contains("1EdTechJsonSchemaValidator2019") && !types.contains("JsonSchema")) {
            return undetermined("Schemas of the kind " + types + " are not known here", pointer + "/type");
        }
        if (!examination.isEstablished()) {
            return undetermined(
                    "Not compared: nothing is fetched that a document names before its signature and signer hold",
                    pointer);
        }
        return switch (Addresses.load(url, DocumentKind.SCHEMA, examination.surroundings())) {
            case Loaded.Unavailable unavailable ->
                undetermined(
                        "Could not compare it with its schema: " + url + " " + unavailable.message(), pointer + "/id");
            case Loaded.Document found -> {
                Optional<String> text = inCredential ? signed(found, examination) : StrictJson.utf8(found.bytes());
                yield text.isEmpty()
                        ? undetermined("What stands at " + url + " is no schema that can be used", pointer + "/id")
                        : compared(text.get(), url, pointer, examination);
            }
        };
    }

    private CheckResult compared(String schema, String url, String pointer, Examination examination) {
        return switch (CredentialSchema.compare(schema, new JsonText().write(examination.document()))) {
            case SchemaOutcome.Kept kept -> passed("It is as its schema says");
            case SchemaOutcome.Broken broken ->
                failed("It is not as its schema " + url + " says: " + broken.message(), broken.pointer());
            case SchemaOutcome.Unusable unusable ->
                undetermined(
                        "Could not compare it with its schema " + url + ": " + unusable.message(), pointer + "/id");
        };
    }

    /** A schema in a credential of its own, which must hold like any other. */
    private static Optional<String> signed(Loaded.Document document, Examination examination) {
        NestedVerification.Verified read = examination.surroundings().nested().verifyList(document);
        return read.report().verdict() != Verdict.VALID
                ? Optional.empty()
                : Tree.objects(read.document(), "credentialSubject").stream()
                        .findFirst()
                        .flatMap(subject -> Tree.object(subject, "jsonSchema"))
                        .map(schema -> new JsonText().write(schema));
    }

    /** What 1EdTech's published schemas say stands in our own tables, which the check {@code structure} compares with: nothing is fetched. */
    private CheckResult ourOwn(String name, String pointer, Examination examination) {
        DocumentType wanted = switch (name) {
            case "achievementcredential" -> DocumentType.OPEN_BADGE;
            case "endorsementcredential" -> DocumentType.ENDORSEMENT;
            case "clrcredential" -> DocumentType.CLR;
            default -> DocumentType.OTHER;
        };
        if (wanted != examination.type()) {
            return wanted == DocumentType.OTHER
                    ? undetermined("This schema of 1EdTech is not one for credentials", pointer + "/id")
                    : failed("It names a schema for another kind of document", pointer + "/id");
        }
        return switch (examination.earlier("structure")) {
            case PASSED -> passed("It is as 1EdTech's schema says (see structure)");
            case FAILED -> failed("It is not as 1EdTech's schema says (see structure)", "");
            default ->
                undetermined("Whether it is as 1EdTech's schema says was not found out (see structure)", pointer);
        };
    }
}
