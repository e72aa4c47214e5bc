package org.throughline.credentials.samples;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.throughline.credentials.CredentialVerifier;
import org.throughline.credentials.check.CheckResult;
import org.throughline.credentials.check.Outcome;
import org.throughline.credentials.check.VerificationReport;
import org.throughline.credentials.context.ApprovedContexts;
import org.throughline.credentials.key.Signer;
import org.throughline.credentials.proof.CanonicalForm;
import org.throughline.credentials.proof.Canonicalizer;
import org.throughline.credentials.proof.Ed25519Signature2020;
import org.throughline.credentials.proof.UnsecuredDocument;
import org.throughline.credentials.tree.JsonText;

/** Contexts were changed under their addresses: what was signed under an older content holds, and the report says so. */
class RevisionTests {

    private static final String UNNUMBERED = "https://purl.imsglobal.org/spec/ob/v3p0/context.json";
    private static final Signer SIGNER = Riverbend.signer();

    /** A badge of the time when the context without a number was still being changed. */
    private static JsonObject early() {
        return Riverbend.tree("""
                {"@context":["https://www.w3.org/2018/credentials/v1","%s","https://w3id.org/security/suites/ed25519-2020/v1"],"id":"urn:uuid:0b5a4c1e-0000-4000-8000-000000000041",
                 "type":["VerifiableCredential","OpenBadgeCredential"],"issuer":"%s","issuanceDate":"2022-06-01T00:00:00Z",
                 "credentialSubject":{"id":"did:example:mara","type":["AchievementSubject"]}}""".formatted(UNNUMBERED, SIGNER.controller()));
    }

    private static JsonObject draft() {
        JsonObject badge = Riverbend.tree(Riverbend.issue(
                Riverbend.badge(40, SIGNER.controller(), Riverbend.LEARNER, Riverbend.FROM, null, List.of())));
        return Json.createObjectBuilder(badge)
                .remove("proof")
                .add(
                        "@context",
                        Json.createArrayBuilder(badge.getJsonArray("@context"))
                                .add("https://w3id.org/security/suites/ed25519-2020/v1"))
                .build();
    }

    private static String signed(JsonObject draft, ApprovedContexts view) {
        Ed25519Signature2020 suite = new Ed25519Signature2020();
        UnsecuredDocument document = UnsecuredDocument.of(draft, view);
        JsonObject options = suite.options(document, SIGNER.verificationMethod(), "2026-11-23T12:00:00Z");
        return new JsonText()
                .write(Json.createObjectBuilder(draft)
                        .add("proof", suite.sign(document, options, SIGNER))
                        .build());
    }

    private static String canonical(JsonObject draft, ApprovedContexts view) {
        return ((CanonicalForm.NQuads) new Canonicalizer(view).canonicalize(draft)).text();
    }

    @Test
    void whatWasSignedUnderAnOlderContentHoldsAndIsTold() {
        JsonObject draft = early();
        String newest = canonical(draft, ApprovedContexts.standard());
        List<Map<String, String>> others = new ArrayList<>();
        for (ApprovedContexts view : ApprovedContexts.standard().revisionsFor(draft)) {
            VerificationReport report = CredentialVerifier.builder()
                    .clock(Riverbend.CLOCK)
                    .build()
                    .verify(signed(draft, view).getBytes(StandardCharsets.UTF_8));
            assertThat(report.outcome("signature"))
                    .as(view.chosen() + " " + report.checks())
                    .isEqualTo(Outcome.PASSED);
            if (!canonical(draft, view).equals(newest)) {
                others.add(view.chosen());
                assertThat(report.checks())
                        .filteredOn(c -> c.id().equals("signature"))
                        .extracting(CheckResult::message)
                        .singleElement()
                        .asString()
                        .contains("the revision ", UNNUMBERED);
            }
        }
        assertThat(others).isNotEmpty();
    }

    @Test
    void whatWasChangedHoldsUnderNone() {
        for (ApprovedContexts view : ApprovedContexts.standard().revisionsFor(draft())) {
            String changed = signed(draft(), view).replace("Shown on the training yard", "Shown on the moon");
            assertThat(CredentialVerifier.builder()
                            .clock(Riverbend.CLOCK)
                            .build()
                            .verify(changed.getBytes(StandardCharsets.UTF_8))
                            .outcome("signature"))
                    .isEqualTo(Outcome.FAILED);
        }
    }

    /** Our own credentials mean the same under every content since June 2024. */
    @Test
    void whatWeIssueMeansTheSameUnderEveryContentSinceJune2024() {
        JsonObject draft = draft();
        for (ApprovedContexts view : ApprovedContexts.standard().revisionsFor(draft)) {
            if (view.chosen().values().stream().allMatch(revision -> revision.compareTo("2024-03") >= 0)) {
                assertThat(canonical(draft, view))
                        .as(view.chosen().toString())
                        .isEqualTo(canonical(draft, ApprovedContexts.standard()));
            }
        }
    }
}
