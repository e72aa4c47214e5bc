package org.throughline.credentials.samples;

import static org.throughline.credentials.samples.Riverbend.badge;
import static org.throughline.credentials.samples.Riverbend.issue;
import static org.throughline.credentials.samples.Riverbend.key;
import static org.throughline.credentials.samples.Riverbend.signer;
import static org.throughline.credentials.samples.Riverbend.with;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.throughline.credentials.CredentialIssuer;
import org.throughline.credentials.check.Outcome;
import org.throughline.credentials.key.Signer;
import org.throughline.credentials.model.EndorsementCredential;
import org.throughline.credentials.model.EndorsementSubject;

/** Samples of schemas that a badge names, and of what others say of it. */
final class SchemaSamples {

    private static final String HOME = "https://riverbend.example/schemas/";
    private static final String EXTENSIONS = "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json";
    private static final String ONE_EDTECH = "https://purl.imsglobal.org/spec/%s_schema.json";

    private SchemaSamples() {}

    static void documents(Map<String, String> documents) {
        documents.put(HOME + "named", schema("\"required\":[\"name\"],\"properties\":{\"name\":{\"maxLength\":200}}"));
        documents.put(HOME + "dated", schema("\"required\":[\"awardedDate\"]"));
        documents.put(HOME + "slow", schema("\"properties\":{\"description\":{\"pattern\":\"^(a+)+\\\\1!x$\"}}"));
        documents.put(HOME + "slow-at-jdk", schema("\"properties\":{\"description\":{\"pattern\":\"^(a+)+x$\"}}"));
        documents.put(HOME + "doubling", doubling());
        documents.put(HOME + "mail", schema("\"properties\":{\"description\":{\"format\":\"email\"}}"));
        documents.put(HOME + "undated", "{\"type\":\"object\"}");
        documents.put(HOME + "of-1edtech", schema("\"required\":[\"name\"]").replace("2020-12", "2019-09"));
        documents.put(HOME + "credential", held("credential", "\"required\":[\"name\"]"));
        documents.put(HOME + "credential-dated", held("credential-dated", "\"required\":[\"awardedDate\"]"));
        documents.put(
                HOME + "credential-tampered",
                with(
                        held("credential-tampered", "\"required\":[\"awardedDate\"]"),
                        "/credentialSubject/jsonSchema/required",
                        Json.createArrayBuilder().build()));
        documents.put(HOME + "credential-moved", held("credential", "\"required\":[\"name\"]"));
        documents.put(HOME + "elsewhere", schema("\"$ref\":\"https://mallory.example/schema\""));
    }

    /** Each part asks the next twice. */
    private static String doubling() {
        StringBuilder parts = new StringBuilder();
        for (int i = 0; i < 50; i++) {
            String next = "{\"$ref\":\"#/$defs/d" + (i + 1) + "\"}";
            parts.append("\"d")
                    .append(i)
                    .append("\":{\"allOf\":[")
                    .append(next)
                    .append(',')
                    .append(next)
                    .append("]},");
        }
        return schema("\"$ref\":\"#/$defs/d0\",\"$defs\":{" + parts + "\"d50\":{}}");
    }

    /** A schema in a credential of its own. */
    private static String held(String name, String rules) {
        JsonObject credential = Json.createObjectBuilder()
                .add("@context", Json.createArrayBuilder().add("https://www.w3.org/ns/credentials/v2"))
                .add("id", HOME + name)
                .add(
                        "type",
                        Json.createArrayBuilder().add("VerifiableCredential").add("JsonSchemaCredential"))
                .add("issuer", key(7).didKey())
                .add("validFrom", "2026-01-15T08:00:00Z")
                .add(
                        "credentialSchema",
                        Json.createObjectBuilder()
                                .add("id", "https://www.w3.org/ns/credentials/json-schema/v2.json")
                                .add("type", "JsonSchema"))
                .add(
                        "credentialSubject",
                        Json.createObjectBuilder()
                                .add("id", HOME + name + "#schema")
                                .add("type", "JsonSchema")
                                .add("jsonSchema", Riverbend.tree(schema(rules))))
                .build();
        return Riverbend.signCarelessly(credential.toString(), key(7).signer());
    }

    private static void inCredentials(List<Sample> samples) {
        samples.add(Sample.of(
                        "schema-in-a-credential",
                        "The schema stands in a credential, which holds",
                        named(HOME + "credential", "JsonSchemaCredential"))
                .with(Outcome.PASSED, "schema"));
        samples.add(Sample.of(
                        "schema-in-a-credential-broken",
                        "The schema in the credential demands more of it",
                        named(HOME + "credential-dated", "JsonSchemaCredential"))
                .failed("schema"));
        Map<String, String> unusable = new LinkedHashMap<>();
        unusable.put("tampered", "Somebody made the schema milder");
        unusable.put("moved", "Another credential stands at the address");
        unusable.put("silent", "It does not answer");
        unusable.forEach((name, about) -> samples.add(Sample.of(
                        "schema-in-a-credential-" + name,
                        about,
                        named(HOME + "credential-" + name, "JsonSchemaCredential"))
                .undetermined("schema")));
        samples.add(Sample.of(
                        "schema-held",
                        "The credential that holds a schema names the schema of all such credentials",
                        held("credential", "\"required\":[\"name\"]"))
                .withoutStatus()
                .with(Outcome.PASSED, "schema"));
        samples.add(Sample.of(
                        "schema-not-held",
                        "It says that it holds a schema, and holds none",
                        Riverbend.signCarelessly(
                                with(
                                        held("credential", "\"required\":[\"name\"]"),
                                        "/credentialSubject/jsonSchema",
                                        null),
                                key(7).signer()))
                .withoutStatus()
                .failed("schema"));
    }

    private static void digests(List<Sample> samples) {
        String right =
                "sha384-" + digest(schema("\"required\":[\"name\"],\"properties\":{\"name\":{\"maxLength\":200}}"));
        samples.add(Sample.of("schema-with-its-digest", "The issuer signed which schema is meant", digested(right))
                .with(Outcome.PASSED, "schema"));
        samples.add(
                Sample.of("schema-altered", "Not the schema that the issuer meant", digested("sha384-" + digest("{}")))
                        .undetermined("schema"));
        samples.add(Sample.of("schema-with-an-unknown-digest", "A digest that nobody knows", digested("md5-AAAA"))
                .undetermined("schema"));
    }

    private static String digest(String text) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-384").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String digested(String digest) {
        return Riverbend.signCarelessly(
                with(named(HOME + "named", "JsonSchema"), "/credentialSchema/digestSRI", Json.createValue(digest)),
                signer());
    }

    private static String schema(String rules) {
        return "{\"$schema\":\"https://json-schema.org/draft/2020-12/schema\",\"type\":\"object\"," + rules + "}";
    }

    static void addTo(List<Sample> samples) {
        schemas(samples);
        inCredentials(samples);
        digests(samples);
        endorsements(samples);
    }

    private static void schemas(List<Sample> samples) {
        String ours = ONE_EDTECH.formatted("ob/v3p0/schema/json/ob_v3p0_achievementcredential");
        samples.add(Sample.of(
                        "schema-of-1edtech",
                        "The published schema; our own table knows it",
                        named(ours, "1EdTechJsonSchemaValidator2019"))
                .with(Outcome.PASSED, "schema"));
        samples.add(Sample.of(
                        "schema-of-1edtech-as-a-json-schema",
                        "The same schema, under the W3C's word for one",
                        named(ours, "JsonSchema"))
                .with(Outcome.PASSED, "schema"));
        samples.add(Sample.of(
                        "schema-of-another-kind",
                        "A badge that names the schema of a record",
                        named(
                                ONE_EDTECH.formatted("clr/v2p0/schema/json/clr_v2p0_clrcredential"),
                                "1EdTechJsonSchemaValidator2019"))
                .failed("schema"));
        samples.add(Sample.of("schema-kept", "It is as its schema says", named(HOME + "named", "JsonSchema"))
                .with(Outcome.PASSED, "schema"));
        samples.add(Sample.of("schema-broken", "Its schema demands more of it", named(HOME + "dated", "JsonSchema"))
                .failed("schema"));
        samples.add(Sample.of("schema-unreachable", "The schema does not answer", named(HOME + "silent", "JsonSchema"))
                .undetermined("schema"));
        samples.add(Sample.of(
                        "schema-refers-elsewhere",
                        "What a schema refers to is not fetched",
                        named(HOME + "elsewhere", "JsonSchema"))
                .undetermined("schema"));
        samples.add(Sample.of(
                        "schema-that-takes-too-long",
                        "A pattern that needs a long time for a short text",
                        named(HOME + "slow", "JsonSchema"))
                .undetermined("schema"));
        samples.add(Sample.of(
                        "schema-with-a-slow-pattern",
                        "A pattern that keeps others busy for years, and here counts its steps",
                        named(HOME + "slow-at-jdk", "JsonSchema"))
                .failed("schema"));
        samples.add(Sample.of(
                        "schema-that-doubles",
                        "A schema that asks itself twice, fifty times over",
                        named(HOME + "doubling", "JsonSchema"))
                .undetermined("schema"));
        samples.add(
                Sample.of("schema-with-a-format", "Its schema asks for an address", named(HOME + "mail", "JsonSchema"))
                        .failed("schema"));
        samples.add(Sample.of(
                        "schema-without-version",
                        "The schema does not say in what it is written",
                        named(HOME + "undated", "JsonSchema"))
                .undetermined("schema"));
        samples.add(Sample.of(
                        "schema-for-1edtechs-validator",
                        "A schema of the college's own for the validator of 1EdTech",
                        named(HOME + "of-1edtech", "1EdTechJsonSchemaValidator2019"))
                .with(Outcome.PASSED, "schema"));
        samples.add(Sample.of(
                        "schema-for-1edtechs-validator-broken",
                        "The same, and it demands more",
                        named(HOME + "dated", "1EdTechJsonSchemaValidator2019"))
                .failed("schema"));
        samples.add(Sample.of(
                        "schema-for-1edtechs-validator-unreachable",
                        "The same, and it does not answer",
                        named(HOME + "silent", "1EdTechJsonSchemaValidator2019"))
                .undetermined("schema"));
        samples.add(Sample.of(
                        "schema-of-unknown-kind",
                        "Nobody here knows how to compare it",
                        named(HOME + "named", "https://riverbend.example/terms#Shape"))
                .undetermined("schema"));
    }

    private static String named(String url, String type) {
        JsonValue schema =
                Json.createObjectBuilder().add("id", url).add("type", type).build();
        String extended = with(issue(badge(40)), "/@context/2", Json.createValue(EXTENSIONS));
        String described = with(extended, "/description", Json.createValue("a".repeat(60) + "!"));
        return Riverbend.signCarelessly(with(described, "/credentialSchema", schema), signer());
    }

    private static void endorsements(List<Sample> samples) {
        String badge = badge(41).id();
        String achievement = Riverbend.achievement(41).id();
        String ofBadge = endorsement(1, badge);
        String ofAchievement = endorsement(2, achievement);
        samples.add(endorsed(
                        "endorsed",
                        "Somebody else stands by the badge, and by its achievement",
                        endorsed(List.of(ofBadge), List.of(ofAchievement)))
                .with(Outcome.PASSED, "endorsements"));
        samples.add(endorsed(
                "endorsement-tampered",
                "The endorsement says something else than was signed; the badge is as true as before",
                endorsed(
                        List.of(
                                ofBadge,
                                with(ofBadge, "/credentialSubject/endorsementComment", Json.createValue("The best"))),
                        List.of())));
        samples.add(endorsed(
                "endorsement-of-something-else",
                "The endorsement of another achievement was put there",
                endorsed(List.of(), List.of(endorsement(3, "urn:uuid:5f0c1f3e-0000-4000-8000-000000000099")))));
        samples.add(endorsed(
                "endorsement-unsigned",
                "Nobody signed the endorsement",
                endorsed(List.of(with(ofBadge, "/proof", null)), List.of())));
    }

    private static Sample endorsed(String name, String about, String document) {
        Sample sample = Sample.of(name, about, document);
        return name.equals("endorsed")
                ? sample
                : sample.with(Outcome.UNDETERMINED, "endorsements").warnings(1);
    }

    static String endorsement(int number, String of) {
        Signer guild = key(7).signer();
        return new String(
                new CredentialIssuer(Riverbend.CLOCK)
                        .issue(
                                new EndorsementCredential(
                                        "urn:uuid:e0d05e00-0000-4000-8000-%012d".formatted(number),
                                        "The guild stands by it",
                                        null,
                                        Riverbend.college(guild.controller()),
                                        Riverbend.FROM,
                                        null,
                                        new EndorsementSubject(of, "Our crews look for this."),
                                        List.of()),
                                guild),
                StandardCharsets.UTF_8);
    }

    private static String endorsed(List<String> ofBadge, List<String> ofAchievement) {
        String badge = issue(badge(41));
        if (!ofBadge.isEmpty()) {
            badge = with(badge, "/endorsement", array(ofBadge));
        }
        if (!ofAchievement.isEmpty()) {
            badge = with(badge, "/credentialSubject/achievement/endorsement", array(ofAchievement));
        }
        return Riverbend.signCarelessly(badge, signer());
    }

    private static JsonValue array(List<String> documents) {
        var array = Json.createArrayBuilder();
        documents.forEach(document -> array.add(Riverbend.tree(document)));
        return array.build();
    }
}
