package org.throughline.credentials.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.throughline.credentials.CredentialVerifier;
import org.throughline.credentials.check.Outcome;
import org.throughline.credentials.check.Verdict;
import org.throughline.credentials.check.VerificationReport;
import org.throughline.credentials.key.Signer;

/** What whoever asks for a presentation may ask: that it answers their question, and was made for them. */
class PresentationTests {

    private static final Signer HOLDER = Riverbend.key(5).signer();
    private static final String CHALLENGE = "7f3a-1c55";
    private static final String DOMAIN = "https://employer.example";

    private static CredentialVerifier.Builder asking() {
        return CredentialVerifier.builder().clock(Riverbend.CLOCK);
    }

    private static VerificationReport verify(CredentialVerifier.Builder asked, String document) {
        return asked.build().verify(document.getBytes(StandardCharsets.UTF_8));
    }

    private static String badge() {
        return Riverbend.issue(Riverbend.badge(
                1, Riverbend.signer().controller(), HOLDER.controller(), Riverbend.FROM, null, List.of()));
    }

    private static String unsigned() {
        return """
                {"@context":["https://www.w3.org/ns/credentials/v2"],"type":["VerifiablePresentation"],"holder":"%s",
                 "verifiableCredential":[%s]}""".formatted(HOLDER.controller(), badge());
    }

    private static JsonObject answers(@Nullable String challenge, String... domains) {
        JsonObjectBuilder answers = Json.createObjectBuilder();
        if (challenge != null) {
            answers.add("challenge", challenge);
        }
        if (domains.length == 1) {
            answers.add("domain", domains[0]);
        } else if (domains.length > 1) {
            answers.add("domain", Json.createArrayBuilder(List.of(domains)));
        }
        return answers.build();
    }

    private static String presented(JsonObject answers) {
        return Riverbend.present(unsigned(), HOLDER, answers);
    }

    @Test
    void answersTheChallengeAndIsForWhoeverAsks() {
        VerificationReport report =
                verify(asking().challenge(CHALLENGE).domain(DOMAIN), presented(answers(CHALLENGE, DOMAIN)));

        assertThat(report.verdict()).as(() -> report.checks().toString()).isEqualTo(Verdict.VALID);
        assertThat(report.outcome("presentation")).isEqualTo(Outcome.PASSED);
        assertThat(report.warnings()).isEmpty();
        assertThat(report.children()).allMatch(child -> child.outcome("presentation") == Outcome.NOT_APPLICABLE);
        assertThat(verify(asking().challenge(CHALLENGE), presented(answers(CHALLENGE, DOMAIN)))
                        .verdict())
                .isEqualTo(Verdict.VALID);
    }

    @Test
    void isAnOldOneOrAnotherVerifiersWhereItAnswersSomethingElse() {
        for (JsonObject answers : List.of(
                answers(null),
                answers("another"),
                answers(CHALLENGE),
                answers(CHALLENGE, "https://mallory.example"),
                answers(CHALLENGE, DOMAIN, "https://mallory.example"),
                answers(null, DOMAIN))) {
            VerificationReport report = verify(asking().challenge(CHALLENGE).domain(DOMAIN), presented(answers));
            assertThat(report.verdict()).as(answers.toString()).isEqualTo(Verdict.INVALID);
            assertThat(report.outcome("presentation")).isEqualTo(Outcome.FAILED);
            assertThat(report.outcome("signature")).isEqualTo(Outcome.PASSED);
        }
    }

    @Test
    void isForSeveralNamesOnlyWhereTheyAreTheSame() {
        String both = presented(answers(CHALLENGE, "a.example", "b.example"));

        assertThat(verify(asking().domain("b.example", "a.example"), both).outcome("presentation"))
                .isEqualTo(Outcome.PASSED);
        assertThat(verify(asking().domain("a.example"), both).outcome("presentation"))
                .isEqualTo(Outcome.FAILED);
    }

    @Test
    void cannotBeMadeToAnswerAfterItWasSigned() {
        String replayed = Riverbend.with(presented(answers("old")), "/proof/challenge", Json.createValue(CHALLENGE));

        VerificationReport report = verify(asking().challenge(CHALLENGE), replayed);

        assertThat(report.verdict()).isEqualTo(Verdict.INVALID);
        assertThat(report.outcome("signature")).isEqualTo(Outcome.FAILED);
        assertThat(report.outcome("presentation")).isEqualTo(Outcome.UNDETERMINED);
    }

    @Test
    void isNotAnsweredByAStrangersProofBesideTheHolders() {
        JsonObject own = Riverbend.tree(presented(answers("old")));
        JsonObject strangers =
                Riverbend.tree(Riverbend.present(unsigned(), Riverbend.key(9).signer(), answers(CHALLENGE)));
        String both = Riverbend.with(
                unsigned(),
                "/proof",
                Json.createArrayBuilder()
                        .add(own.get("proof"))
                        .add(strangers.get("proof"))
                        .build());

        VerificationReport report = verify(asking().challenge(CHALLENGE), both);

        assertThat(report.outcome("signer")).isEqualTo(Outcome.PASSED);
        assertThat(report.outcome("presentation")).isEqualTo(Outcome.UNDETERMINED);
        assertThat(report.verdict()).isEqualTo(Verdict.UNDETERMINED);
    }

    @Test
    void isNoAnswerWhereNobodyShowsIt() {
        assertThat(verify(asking().challenge(CHALLENGE), badge()).verdict()).isEqualTo(Verdict.INVALID);
        assertThat(verify(asking().challenge(CHALLENGE), unsigned()).verdict()).isEqualTo(Verdict.INVALID);
        assertThat(verify(asking(), unsigned()).verdict()).isEqualTo(Verdict.UNDETERMINED);
        assertThat(verify(asking().domain(DOMAIN), Forge.token(badge(), Riverbend.signer()))
                        .verdict())
                .isEqualTo(Verdict.INVALID);
    }

    @Test
    void tellsThatFreshnessWasNotCheckedWhereNobodyAsked() {
        VerificationReport report = verify(asking(), presented(answers(CHALLENGE, DOMAIN)));

        assertThat(report.verdict()).isEqualTo(Verdict.VALID);
        assertThat(report.outcome("presentation")).isEqualTo(Outcome.NOT_APPLICABLE);
        assertThat(report.warnings()).anyMatch(w -> w.contains("no challenge was given"));
        assertThat(verify(asking().domain(DOMAIN), presented(answers(CHALLENGE, DOMAIN)))
                        .warnings())
                .anyMatch(w -> w.contains("no challenge was given"));
        assertThat(verify(asking(), badge()).warnings()).isEmpty();
    }

    @Test
    void isAskedOfATokenByNonceAndAudience() {
        JsonObject claims = Json.createObjectBuilder(Riverbend.tree(unsigned()))
                .add("iss", HOLDER.controller())
                .add("nonce", CHALLENGE)
                .add(
                        "aud",
                        Json.createArrayBuilder()
                                .add("x509_san_dns:other.example")
                                .add(DOMAIN))
                .build();
        JsonObject header = Forge.with(Forge.header(HOLDER), "typ", "vp+jwt");
        String token = Forge.sign(header, claims, HOLDER);
        String envelope =
                "{\"@context\":\"https://www.w3.org/ns/credentials/v2\",\"type\":\"EnvelopedVerifiablePresentation\","
                        + "\"id\":\"data:application/vp+jwt," + token + "\"}";

        for (String shown : List.of(token, envelope)) {
            VerificationReport report = verify(asking().challenge(CHALLENGE).domain(DOMAIN), shown);
            assertThat(report.verdict()).as(() -> report.checks().toString()).isEqualTo(Verdict.VALID);
            assertThat(report.outcome("presentation")).isEqualTo(Outcome.PASSED);
            assertThat(verify(asking().challenge("another"), shown).verdict()).isEqualTo(Verdict.INVALID);
            assertThat(verify(asking().domain("https://mallory.example"), shown).verdict())
                    .isEqualTo(Verdict.INVALID);
            assertThat(verify(asking(), shown).warnings()).anyMatch(w -> w.contains("no challenge was given"));
        }
        assertThat(verify(
                                asking().challenge(CHALLENGE),
                                Forge.sign(header, Forge.with(claims, "nonce", (JsonObject) null), HOLDER))
                        .verdict())
                .isEqualTo(Verdict.INVALID);
    }

    @Test
    void isAskedOfAnSdJwtByItsKeyBinding() {
        String bare = TokenSamples.bound();
        String shown = bare + TokenSamples.keyBinding(bare, HOLDER);

        VerificationReport report = verify(asking().challenge(CHALLENGE).domain(DOMAIN), shown);
        assertThat(report.verdict()).as(() -> report.checks().toString()).isEqualTo(Verdict.VALID);
        assertThat(report.outcome("presentation")).isEqualTo(Outcome.PASSED);
        assertThat(report.warnings()).isEmpty();
        assertThat(verify(asking().challenge("another"), shown).verdict()).isEqualTo(Verdict.INVALID);
        assertThat(verify(asking().domain("https://mallory.example"), shown).verdict())
                .isEqualTo(Verdict.INVALID);
        assertThat(verify(asking().challenge(CHALLENGE), bare).verdict())
                .as("without a holder's proof nobody shows it")
                .isEqualTo(Verdict.INVALID);
        assertThat(verify(asking(), bare).verdict()).isEqualTo(Verdict.VALID);
    }

    @Test
    void refusesABlankQuestion() {
        assertThatThrownBy(() -> asking().challenge(" ").build()).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> asking().domain("").build()).isInstanceOf(IllegalArgumentException.class);
    }
}
