package org.throughline.credentials.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.throughline.credentials.CredentialIssuer;
import org.throughline.credentials.CredentialVerifier;
import org.throughline.credentials.Shared;
import org.throughline.credentials.check.Outcome;
import org.throughline.credentials.check.Verdict;
import org.throughline.credentials.check.VerificationReport;
import org.throughline.credentials.context.ApprovedContexts;
import org.throughline.credentials.json.ReportJson;
import org.throughline.credentials.key.NistCurve;
import org.throughline.credentials.key.NistKeyPair;
import org.throughline.credentials.key.Signer;
import org.throughline.credentials.model.Achievement;
import org.throughline.credentials.model.AchievementCredential;
import org.throughline.credentials.model.AchievementSubject;
import org.throughline.credentials.model.Association;
import org.throughline.credentials.model.Criteria;
import org.throughline.credentials.model.EndorsementCredential;
import org.throughline.credentials.model.EndorsementSubject;
import org.throughline.credentials.model.IdentityObject;
import org.throughline.credentials.model.Result;
import org.throughline.credentials.model.ResultDescription;
import org.throughline.credentials.model.RubricCriterionLevel;
import org.throughline.credentials.proof.EcdsaSd2023;
import org.throughline.credentials.proof.EddsaJcs2022;
import org.throughline.credentials.tree.JsonText;
import org.throughline.credentials.tree.Parsed;
import org.throughline.credentials.tree.StrictJson;

class IssuingTests {

    private static final CredentialIssuer ISSUER = new CredentialIssuer(Riverbend.CLOCK);

    private static AchievementCredential graded(String resultOf) {
        return graded(resultOf, "urn:uuid:0d000000-0000-4000-8000-000000000002");
    }

    private static AchievementCredential graded(String resultOf, String level) {
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
                        List.of(new Result(resultOf, null, level, "Completed"))),
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
    void refusesWhatAnIssuerWouldRegret() {
        Association dangling = new Association(
                "isChildOf", "urn:uuid:nobody", Riverbend.achievement(1).id());
        String badge = Riverbend.issue(Riverbend.badge(1));
        assertThatThrownBy(() -> Riverbend.issue(Riverbend.record(List.of(badge), List.of(dangling))))
                .hasMessageContaining("/credentialSubject/association/0/sourceId");
        AchievementCredential backwards = Riverbend.badge(
                1,
                Riverbend.signer().controller(),
                Riverbend.LEARNER,
                Riverbend.FROM,
                Riverbend.FROM.minusSeconds(1),
                List.of());
        assertThatThrownBy(() -> Riverbend.issue(backwards)).hasMessageContaining("end before it begins");
        assertThatThrownBy(() -> Riverbend.issue(graded(
                        "urn:uuid:0d000000-0000-4000-8000-000000000001",
                        "urn:uuid:0d000000-0000-4000-8000-000000000009")))
                .hasMessageContaining("/credentialSubject/result/0/achievedLevel");
    }

    @Test
    void signsWithTheSuiteOfTheKeyOrTheOneChosen() {
        Signer p256 = NistKeyPair.fromSecret(NistCurve.P256, filled(32)).signer();
        Signer p384 = NistKeyPair.fromSecret(NistCurve.P384, filled(48)).signer();
        assertThat(suiteOf(ISSUER, Riverbend.signer())).isEqualTo("eddsa-rdfc-2022");
        assertThat(suiteOf(ISSUER, p256)).isEqualTo("ecdsa-rdfc-2019");
        assertThat(suiteOf(ISSUER, p384)).isEqualTo("ecdsa-rdfc-2019");
        assertThat(suiteOf(ISSUER.securingWith(new EddsaJcs2022()), Riverbend.signer()))
                .isEqualTo("eddsa-jcs-2022");
        assertThatThrownBy(() -> suiteOf(ISSUER.securingWith(new EcdsaSd2023()), Riverbend.signer()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ecdsa-sd-2023 signs with P-256");
    }

    private static String suiteOf(CredentialIssuer issuer, Signer signer) {
        byte[] signed = issuer.issue(plain(signer), signer);
        VerificationReport report =
                CredentialVerifier.builder().clock(Riverbend.CLOCK).build().verify(signed);
        assertThat(report.verdict()).as(report.checks().toString()).isEqualTo(Verdict.VALID);
        return Riverbend.tree(new String(signed, StandardCharsets.UTF_8))
                .getJsonArray("proof")
                .getJsonObject(0)
                .getString("cryptosuite");
    }

    private static AchievementCredential plain(Signer signer) {
        return Riverbend.badge(3, signer.controller(), Riverbend.LEARNER, Riverbend.FROM, null, List.of());
    }

    private static byte[] filled(int length) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) 5);
        return bytes;
    }

    @Test
    void signsBadgesThatTheirHolderShowsInPart() {
        Signer p256 = NistKeyPair.fromSecret(NistCurve.P256, filled(32)).signer();
        byte[] held = ISSUER.securingWith(new EcdsaSd2023()).issue(plain(p256), p256);
        CredentialVerifier verifier =
                CredentialVerifier.builder().clock(Riverbend.CLOCK).build();
        assertThat(verifier.verify(held).outcome("signature")).isEqualTo(Outcome.FAILED);

        JsonObject shown = EcdsaSd2023.derive(
                Riverbend.tree(new String(held, StandardCharsets.UTF_8)), ApprovedContexts.standard(), List.of());
        String text = new JsonText().write(shown);
        assertThat(text).contains("Demonstrated twice").doesNotContain("identityHash", "training yard");
        VerificationReport report = verifier.verify(text.getBytes(StandardCharsets.UTF_8));
        assertThat(report.verdict()).as(report.checks().toString()).isEqualTo(Verdict.VALID);
    }

    @Test
    void signsTokensThatVerifyAloneAndInARecord() {
        Signer p256 = NistKeyPair.fromSecret(NistCurve.P256, filled(32)).signer();
        byte[] token = ISSUER.issueToken(plain(p256), p256);
        byte[] record = ISSUER.issueToken(
                Riverbend.record(List.of(new String(token, StandardCharsets.UTF_8)), List.of()), Riverbend.signer());
        CredentialVerifier verifier =
                CredentialVerifier.builder().clock(Riverbend.CLOCK).build();

        VerificationReport alone = verifier.verify(token);
        assertThat(alone.verdict()).as(alone.checks().toString()).isEqualTo(Verdict.VALID);
        VerificationReport together = verifier.verify(record);
        assertThat(together.verdict()).as(together.toString()).isEqualTo(Verdict.VALID);
        assertThat(together.children())
                .singleElement()
                .satisfies(child -> assertThat(child.verdict()).isEqualTo(Verdict.VALID));
        token[token.length - 5] ^= 1;
        assertThat(verifier.verify(token).verdict()).isEqualTo(Verdict.INVALID);
    }

    @Test
    void signsAnEndorsement() throws IOException {
        EndorsementCredential endorsement = new EndorsementCredential(
                "urn:uuid:0e000000-0000-4000-8000-000000000001",
                "Endorsed by the regional grid",
                null,
                Riverbend.college(Riverbend.signer().controller()),
                Riverbend.FROM,
                null,
                new EndorsementSubject(Riverbend.achievement(1).id(), "We hire whoever has it."),
                List.of());
        byte[] signed = ISSUER.issue(endorsement, Riverbend.signer());

        VerificationReport report =
                CredentialVerifier.builder().clock(Riverbend.CLOCK).build().verify(signed);
        assertThat(report.verdict()).as(report.checks().toString()).isEqualTo(Verdict.VALID);
        assertThat(problems(
                        "specs/credentials/schemas/1edtech-ob-v3p0/ob_v3p0_endorsementcredential_schema.json",
                        new String(signed, StandardCharsets.UTF_8)))
                .isEmpty();
        assertThatThrownBy(() -> ISSUER.issue(
                        new EndorsementCredential(
                                "urn:uuid:0e000000-0000-4000-8000-000000000002",
                                "Endorses nothing",
                                null,
                                endorsement.issuer(),
                                Riverbend.FROM,
                                null,
                                new EndorsementSubject("the badge", null),
                                List.of()),
                        Riverbend.signer()))
                .hasMessageContaining("/credentialSubject/id");
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
