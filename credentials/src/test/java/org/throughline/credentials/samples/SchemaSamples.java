package org.throughline.credentials.samples;

import static org.throughline.credentials.samples.Riverbend.badge;
import static org.throughline.credentials.samples.Riverbend.issue;
import static org.throughline.credentials.samples.Riverbend.key;
import static org.throughline.credentials.samples.Riverbend.signer;
import static org.throughline.credentials.samples.Riverbend.with;

import jakarta.json.Json;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
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
        documents.put(HOME + "elsewhere", schema("\"$ref\":\"https://mallory.example/schema\""));
    }

    private static String schema(String rules) {
        return "{\"$schema\":\"https://json-schema.org/draft/2020-12/schema\",\"type\":\"object\"," + rules + "}";
    }

    static void addTo(List<Sample> samples) {
        schemas(samples);
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

    private static String endorsement(int number, String of) {
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
