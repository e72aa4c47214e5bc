package org.throughline.credentials.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.throughline.credentials.CredentialIssuer;
import org.throughline.credentials.Shared;
import org.throughline.credentials.json.ReportJson;
import org.throughline.credentials.model.Achievement;
import org.throughline.credentials.model.AchievementCredential;
import org.throughline.credentials.model.AchievementSubject;
import org.throughline.credentials.model.Criteria;
import org.throughline.credentials.model.IdentityObject;
import org.throughline.credentials.model.Result;
import org.throughline.credentials.model.ResultDescription;
import org.throughline.credentials.model.RubricCriterionLevel;
import org.throughline.credentials.tree.Parsed;
import org.throughline.credentials.tree.StrictJson;

class IssuingTests {

    private static final CredentialIssuer ISSUER = new CredentialIssuer(Riverbend.CLOCK);

    private static AchievementCredential graded(String resultOf) {
        Achievement plain = Riverbend.achievement(21);
        Achievement withResults = new Achievement(
                plain.id(),
                plain.name(),
                plain.description(),
                plain.criteria(),
                plain.achievementType(),
                plain.humanCode(),
                plain.alignment(),
                List.of(new ResultDescription(
                        "urn:uuid:0d000000-0000-4000-8000-000000000001",
                        "Level reached",
                        "RubricCriterionLevel",
                        List.of(),
                        "urn:uuid:0d000000-0000-4000-8000-000000000002",
                        null,
                        null,
                        null,
                        List.of(new RubricCriterionLevel(
                                "urn:uuid:0d000000-0000-4000-8000-000000000002",
                                "Works alone",
                                "3",
                                "3",
                                null,
                                List.of())))));
        return new AchievementCredential(
                "urn:uuid:0b5a4c1e-0000-4000-8000-000000000021",
                "Graded \"badge\"",
                null,
                Riverbend.college(Riverbend.signer().controller()),
                Riverbend.FROM,
                Instant.parse("2030-01-01T00:00:00.123Z"),
                new AchievementSubject(
                        null,
                        List.of(IdentityObject.hashed("a@example.com", "Kosher", "emailAddress")),
                        withResults,
                        List.of(new Result(
                                resultOf, null, "urn:uuid:0d000000-0000-4000-8000-000000000002", "Completed"))),
                List.of());
    }

    @Test
    void keepsToThePublishedSchemas() throws IOException {
        String badges = "specs/credentials/schemas/1edtech-ob-v3p0/ob_v3p0_achievementcredential_schema.json";
        String records = "specs/credentials/schemas/1edtech-clr-v2p0/clr_v2p0_clrcredential_schema.json";
        String badge = Riverbend.issue(Riverbend.badge(1));

        assertThat(problems(badges, badge)).isEmpty();
        assertThat(problems(badges, Riverbend.issue(graded("urn:uuid:0d000000-0000-4000-8000-000000000001"))))
                .isEmpty();
        assertThat(problems(records, Riverbend.issue(Riverbend.record(List.of(badge), List.of()))))
                .isEmpty();
        assertThat(problems(badges, Riverbend.with(badge, "/credentialSubject/achievement", null)))
                .isNotEmpty();
    }

    private static List<?> problems(String schema, String document) throws IOException {
        Schema rules = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2019_09)
                .getSchema(Files.readString(Shared.path(schema)));
        return rules.validate(document, com.networknt.schema.InputFormat.JSON);
    }

    @Test
    void makesTheSameBytesEachTime() {
        assertThat(Riverbend.issue(Riverbend.badge(1))).isEqualTo(Riverbend.issue(Riverbend.badge(1)));
    }

    @Test
    void putsBadgesIntoARecordExactlyAsTheirIssuersSignedThem() {
        String badge = Riverbend.issue(Riverbend.badge(1)).replace("{", "{ ").replace("Shown", "\\u0053hown");

        assertThat(Riverbend.issue(Riverbend.record(List.of(badge), List.of()))).contains(badge);
    }

    @Test
    void hashesAnIdentifierAsTheStandardDoes() {
        assertThat(IdentityObject.hashed("a@example.com", "Kosher", "emailAddress")
                        .identityHash())
                .isEqualTo("sha256$b5809d8a92f8858436d7e6b87c12ebc0ae1eac4baecc2c0b913aee2c922ef399");
    }

    @Test
    void refusesADraftThatItsOwnVerifierWouldRefuse() {
        assertThatThrownBy(() -> ISSUER.issue(graded("urn:uuid:another"), Riverbend.signer()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("/credentialSubject/result/0/resultDescription");
        assertThatThrownBy(
                        () -> ISSUER.issue(Riverbend.badge(1), Riverbend.key(2).signer()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the key speaks for");
        assertThatThrownBy(() -> ISSUER.issue(Riverbend.record(List.of(), List.of()), Riverbend.signer()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least one credential");
        AchievementCredential relative =
                Riverbend.badge(1, Riverbend.signer().controller(), "mara", Riverbend.FROM, null, List.of());
        assertThatThrownBy(() -> ISSUER.issue(relative, Riverbend.signer()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("/credentialSubject/id");
    }

    @Test
    void refusesAnAchievementWithoutAName() {
        Achievement nameless = new Achievement("urn:uuid:1", " ", "d", new Criteria(null, "c"), null, null, List.of());
        AchievementCredential draft = new AchievementCredential(
                "urn:uuid:2",
                "n",
                null,
                Riverbend.college(Riverbend.signer().controller()),
                Riverbend.FROM,
                null,
                new AchievementSubject(Riverbend.LEARNER, List.of(), nameless),
                List.of());

        assertThatThrownBy(() -> ISSUER.issue(draft, Riverbend.signer()))
                .hasMessageContaining("/credentialSubject/achievement/name");
    }

    @Test
    void writesAReportOnOneLineOfJson() {
        var report = org.throughline.credentials.CredentialVerifier.builder()
                .clock(Riverbend.CLOCK)
                .build()
                .verify(ISSUER.issue(
                        Riverbend.record(List.of(Riverbend.issue(Riverbend.badge(1))), List.of()), Riverbend.signer()));

        String json = ReportJson.write(report, "my \"badge\".json");

        assertThat(json)
                .doesNotContain("\n")
                .startsWith("{\"file\":\"my \\\"badge\\\".json\",\"verdict\":\"VALID\",\"format\":\"clr-2.0\"");
        Parsed.Tree tree = (Parsed.Tree) StrictJson.parse(json);
        assertThat(tree.object().keySet())
                .containsExactly("file", "verdict", "format", "checks", "warnings", "children");
        assertThat(tree.object().getJsonArray("checks").getJsonObject(0).keySet())
                .containsExactly("id", "outcome", "message", "pointer", "spec");
        assertThat(tree.object().getJsonArray("children").getJsonObject(0).getString("verdict"))
                .isEqualTo("UNDETERMINED");
    }
}
