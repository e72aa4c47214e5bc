package org.throughline.credentials.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.throughline.credentials.CredentialVerifier;
import org.throughline.credentials.check.Outcome;
import org.throughline.credentials.check.Verdict;
import org.throughline.credentials.check.VerificationReport;
import org.throughline.credentials.model.IdentityObject;

/** Whose a badge is, asked by somebody who knows a person by an id or by an address of e-mail. */
class RecipientTests {

    private static VerificationReport verify(String... known) {
        return CredentialVerifier.builder()
                .clock(Riverbend.CLOCK)
                .recipient(known)
                .build()
                .verify(Riverbend.issue(Riverbend.badge(
                                1, Riverbend.signer().controller(), Riverbend.LEARNER, Riverbend.FROM, null, List.of()))
                        .getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void isThePersonWhoHasTheIdOrTheAddressThatWasHashed() {
        assertThat(verify(Riverbend.LEARNER).outcome("recipient")).isEqualTo(Outcome.PASSED);
        assertThat(verify("mara@learner.example").outcome("recipient")).isEqualTo(Outcome.PASSED);
        assertThat(verify("Mara@learner.example").outcome("recipient")).isEqualTo(Outcome.PASSED);
        assertThat(verify("did:example:noor", "mara@learner.example").verdict()).isEqualTo(Verdict.VALID);
    }

    @Test
    void isSomebodyElseWhereBothAreNamedAlike() {
        assertThat(verify("did:example:noor").outcome("recipient")).isEqualTo(Outcome.FAILED);
        assertThat(verify("did:example:noor").verdict()).isEqualTo(Verdict.INVALID);
        assertThat(verify("noor@learner.example").verdict()).isEqualTo(Verdict.INVALID);
    }

    @Test
    void cannotBeToldWhereTheyAreNamedInDifferentWays() {
        VerificationReport report = verify("student-4711");

        assertThat(report.outcome("recipient")).isEqualTo(Outcome.UNDETERMINED);
        assertThat(report.verdict()).isEqualTo(Verdict.UNDETERMINED);
    }

    @Test
    void cannotBeToldFromAHashOfAnotherKind() {
        assertThat(new IdentityObject(true, "sha512$" + "0".repeat(128), "emailAddress", null).isComparable())
                .isFalse();
        assertThat(new IdentityObject(true, "mara@learner.example", "emailAddress", null).isComparable())
                .isFalse();
        assertThat(IdentityObject.hashed("mara@learner.example", "", "emailAddress")
                        .isComparable())
                .isTrue();
        assertThat(ask(written("true", "sha512$" + "0".repeat(128)), "mara@learner.example")
                        .outcome("recipient"))
                .isEqualTo(Outcome.UNDETERMINED);
    }

    @Test
    void isTheOneWhoseAddressIsWrittenPlainlyInCapitalsOrNot() {
        String plain = written("false", "Mara@Learner.example");

        assertThat(ask(plain, "mara@learner.example").outcome("recipient")).isEqualTo(Outcome.PASSED);
        assertThat(ask(plain, "noor@learner.example").outcome("recipient")).isEqualTo(Outcome.FAILED);
    }

    private static String written(String hashed, String identity) {
        return Riverbend.issue(Riverbend.badge(
                        1, Riverbend.signer().controller(), Riverbend.LEARNER, Riverbend.FROM, null, List.of()))
                .replaceFirst("\"hashed\":true", "\"hashed\":" + hashed)
                .replaceFirst(
                        "\"identityHash\":\"[^\"]*\"",
                        java.util.regex.Matcher.quoteReplacement("\"identityHash\":\"" + identity + "\""));
    }

    private static VerificationReport ask(String badge, String known) {
        return CredentialVerifier.builder()
                .clock(Riverbend.CLOCK)
                .recipient(known)
                .build()
                .verify(badge.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void isNotAskedUnlessSomebodyIsNamed() {
        assertThat(verify().outcome("recipient")).isEqualTo(Outcome.NOT_APPLICABLE);
    }

    @Test
    void isAskedOfAllThatAPresentationShows() {
        String badge = Riverbend.issue(Riverbend.badge(
                1, Riverbend.signer().controller(), Riverbend.LEARNER, Riverbend.FROM, null, List.of()));
        String unsigned = """
                {"@context":["https://www.w3.org/ns/credentials/v2"],"type":["VerifiablePresentation"],"holder":"%s",
                 "verifiableCredential":[%s]}""".formatted(Riverbend.key(5).didKey(), badge);
        byte[] shown = Riverbend.present(unsigned, Riverbend.key(5).signer()).getBytes(StandardCharsets.UTF_8);

        CredentialVerifier.Builder asking = CredentialVerifier.builder().clock(Riverbend.CLOCK);
        assertThat(asking.build().verify(shown).outcome("recipient")).isEqualTo(Outcome.NOT_APPLICABLE);
        assertThat(asking.recipient(Riverbend.LEARNER).build().verify(shown).outcome("recipient"))
                .isEqualTo(Outcome.PASSED);
        VerificationReport others = asking.recipient("did:example:noor").build().verify(shown);
        assertThat(others.outcome("recipient")).isEqualTo(Outcome.FAILED);
        assertThat(others.verdict()).isEqualTo(Verdict.INVALID);
        assertThat(asking.recipient("student-4711").build().verify(shown).verdict())
                .isEqualTo(Verdict.UNDETERMINED);
    }

    @Test
    void hashesAsTheStandardDoes() {
        String published = "sha256$b5809d8a92f8858436d7e6b87c12ebc0ae1eac4baecc2c0b913aee2c922ef399";
        assertThat(new IdentityObject(true, published, "emailAddress", "Kosher").matches("a@example.com"))
                .isTrue();
        // MD5 of "a@example.comKosher"
        assertThat(new IdentityObject(true, "md5$D7C78E5E4B5D1D37F4B5E2B8E8F1C0A1", "emailAddress", "Kosher")
                        .matches("a@example.com"))
                .isFalse();
        assertThat(new IdentityObject(true, "MD5$DDD142639A792E74751EE7E129237EFA", "emailAddress", "Kosher")
                        .matches("a@example.com"))
                .isTrue();
    }
}
