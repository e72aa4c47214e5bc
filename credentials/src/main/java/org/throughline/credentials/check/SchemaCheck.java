package org.throughline.credentials.check;

import jakarta.json.JsonObject;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
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

    /** What a credential must be made of that holds a schema (Verifiable Credentials JSON Schema Specification, section 2.2). */
    private static final String OF_SCHEMA_CREDENTIALS = "https://www.w3.org/ns/credentials/json-schema/v2.json";

    private static final String OF_ONE_EDTECHS_VALIDATOR = "https://json-schema.org/draft/2019-09/schema";

    private static final Pattern SRI = Pattern.compile("sha(256|384|512)-([A-Za-z0-9+/]{43,86}={0,2})");

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
        CredentialSchema comparing = new CredentialSchema();
        List<CheckResult> results = new ArrayList<>();
        for (int i = 0; i < schemas.size(); i++) {
            results.add(result(schemas.get(i), Tree.pointer(document, "credentialSchema", i), comparing, examination));
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

    private CheckResult result(JsonObject schema, String pointer, CredentialSchema comparing, Examination examination) {
        List<String> types = Tree.texts(schema, "type");
        String url = Tree.text(schema, "id").orElse("");
        Matcher wellKnown = OF_ONE_EDTECH.matcher(url);
        boolean asksUs = types.contains("1EdTechJsonSchemaValidator2019") || types.contains("JsonSchema");
        if (asksUs && wellKnown.matches()) {
            return ourOwn(wellKnown.group(4), pointer, examination);
        }
        if (types.contains("JsonSchema") && url.equals(OF_SCHEMA_CREDENTIALS)) {
            return ofSchemaCredentials(examination.document());
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
                Optional<String> altered = Tree.text(schema, "digestSRI").flatMap(sri -> altered(sri, found.bytes()));
                if (altered.isPresent()) {
                    yield unusable(url, altered.get(), pointer);
                }
                yield inCredential
                        ? signed(found, url, pointer, comparing, examination)
                        : StrictJson.utf8(found.bytes())
                                .map(text -> compared(
                                        text,
                                        types.contains("JsonSchema") ? "" : OF_ONE_EDTECHS_VALIDATOR,
                                        url,
                                        pointer,
                                        comparing,
                                        examination))
                                .orElseGet(() -> unusable(url, "it is not UTF-8 text", pointer));
            }
        };
    }

    private CheckResult unusable(String url, String reason, String pointer) {
        return undetermined("Could not compare it with its schema " + url + ": " + reason, pointer + "/id");
    }

    private CheckResult compared(
            String schema,
            String dialect,
            String url,
            String pointer,
            CredentialSchema comparing,
            Examination examination) {
        return switch (comparing.compare(schema, examination.document(), dialect)) {
            case SchemaOutcome.Kept kept -> passed("It is as its schema says");
            case SchemaOutcome.Broken broken ->
                failed("It is not as its schema " + url + " says: " + broken.message(), broken.pointer());
            case SchemaOutcome.Unusable unusable -> unusable(url, unusable.message(), pointer);
        };
    }

    /** Why a document is not the one that was meant, if it is not (VC Data Model 2.0, section 5.3 Integrity of Related Resources). */
    private static Optional<String> altered(String sri, byte[] document) {
        Matcher digest = SRI.matcher(sri);
        if (!digest.matches()) {
            return Optional.of("its digest (digestSRI) is of a kind that is not known here");
        }
        try {
            byte[] found = MessageDigest.getInstance("SHA-" + digest.group(1)).digest(document);
            return Base64.getEncoder().encodeToString(found).equals(digest.group(2))
                    ? Optional.empty()
                    : Optional.of("what stands there is not what the issuer meant (digestSRI)");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-2", e);
        }
    }

    /** A schema in a credential of its own, which must hold like any other. */
    private CheckResult signed(
            Loaded.Document document, String url, String pointer, CredentialSchema comparing, Examination examination) {
        NestedVerification.Verified read = examination.surroundings().nested().verifyList(document);
        ClaimedCredential claimed = read.report().claimed();
        if (read.report().verdict() != Verdict.VALID || claimed == null) {
            String reason = read.report().checks().stream()
                    .filter(c -> c.outcome() == Outcome.FAILED || c.outcome() == Outcome.UNDETERMINED)
                    .map(CheckResult::message)
                    .findFirst()
                    .orElse("it could not be read");
            return unusable(url, "the credential there does not hold itself: " + reason, pointer);
        }
        if (!claimed.types().contains("JsonSchemaCredential")) {
            return unusable(url, "what stands there is another kind of credential", pointer);
        }
        if (claimed.id() != null && !claimed.id().equals(url)) {
            return unusable(url, "what stands there is another credential, " + claimed.id(), pointer);
        }
        return Tree.objects(read.document(), "credentialSubject").stream()
                .findFirst()
                .flatMap(subject -> Tree.object(subject, "jsonSchema"))
                .map(schema -> compared(new JsonText().write(schema), "", url, pointer, comparing, examination))
                .orElseGet(() -> unusable(url, "the credential there holds no schema (jsonSchema)", pointer));
    }

    /** The one schema that every credential with a schema in it names: it says what such a credential is made of. */
    private CheckResult ofSchemaCredentials(JsonObject document) {
        boolean holdsOne = Tree.texts(document, "type").contains("JsonSchemaCredential")
                && !Tree.objects(document, "credentialSubject").isEmpty()
                && Tree.objects(document, "credentialSubject").stream()
                        .allMatch(subject -> Tree.texts(subject, "type").equals(List.of("JsonSchema"))
                                && Tree.object(subject, "jsonSchema").isPresent());
        return holdsOne
                ? passed("It holds a schema, as it says")
                : failed("It should hold a schema (jsonSchema) and does not", "/credentialSubject");
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
