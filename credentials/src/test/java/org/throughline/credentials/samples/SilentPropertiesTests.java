package org.throughline.credentials.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.throughline.credentials.samples.Riverbend.badge;
import static org.throughline.credentials.samples.Riverbend.issue;
import static org.throughline.credentials.samples.Riverbend.with;

import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.throughline.credentials.CredentialVerifier;
import org.throughline.credentials.check.Outcome;
import org.throughline.credentials.check.Verdict;
import org.throughline.credentials.check.VerificationReport;
import org.throughline.credentials.load.DocumentsInMemory;

/** Properties that say nothing: JSON-LD drops them, and a word without a meaning stays one. */
class SilentPropertiesTests {

    @Test
    void aWordWithoutMeaningIsRefusedAlsoWhenItSaysNothing() {
        String badge = issue(badge(1));
        for (String place : List.of("", "/credentialSubject", "/credentialSubject/achievement", "/issuer")) {
            for (JsonValue nothing : List.of(JsonValue.NULL, JsonValue.EMPTY_JSON_ARRAY)) {
                VerificationReport report = verify(with(badge, place + "/favouriteColour", nothing));
                assertThat(report.outcome("context")).as(place).isEqualTo(Outcome.FAILED);
                assertThat(report.verdict()).as(place).isEqualTo(Verdict.INVALID);
            }
        }
    }

    @Test
    void anIdOrATypeIsNeverNull() {
        String badge = issue(badge(1));
        for (String place : List.of(
                "/credentialSubject/achievement/criteria/id",
                "/credentialSubject/achievement/criteria/type",
                "/proof/0/id")) {
            assertThat(verify(with(badge, place, JsonValue.NULL)).outcome("context"))
                    .as(place)
                    .isEqualTo(Outcome.FAILED);
        }
    }

    private static VerificationReport verify(String document) {
        DocumentsInMemory documents = new DocumentsInMemory();
        Samples.documents()
                .forEach((url, text) -> documents.with(url, text.getBytes(StandardCharsets.UTF_8), "application/json"));
        return CredentialVerifier.builder()
                .clock(Riverbend.CLOCK)
                .documents(documents)
                .build()
                .verify(document.getBytes(StandardCharsets.UTF_8));
    }
}
