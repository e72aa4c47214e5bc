package org.throughline.credentials.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.throughline.credentials.samples.Riverbend.badge;
import static org.throughline.credentials.samples.Riverbend.issue;
import static org.throughline.credentials.samples.Riverbend.signCarelessly;
import static org.throughline.credentials.samples.Riverbend.signer;
import static org.throughline.credentials.samples.Riverbend.with;

import jakarta.json.Json;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.throughline.credentials.CredentialVerifier;
import org.throughline.credentials.check.Outcome;
import org.throughline.credentials.check.Verdict;
import org.throughline.credentials.check.VerificationReport;
import org.throughline.credentials.load.DocumentsInMemory;

/** What 1EdTech's published schemas and the W3C's words demand beyond what must be there. */
class StructureTests {

    @Test
    void whatHasNoValueIsLeftOut() {
        String badge = issue(badge(1));
        for (String place : List.of("/name", "/credentialSubject/achievement/humanCode", "/issuer/url")) {
            assertThat(verify(with(badge, place, JsonValue.NULL)).outcome("structure"))
                    .as(place)
                    .isEqualTo(Outcome.FAILED);
        }
    }

    @Test
    void whatThereIsOneOfIsNoList() {
        String badge = issue(badge(1));
        for (String place : List.of("/name", "/credentialSubject/achievement/name", "/issuer/url")) {
            JsonValue one = Json.createPointer(place).getValue(Riverbend.tree(badge));
            String list = with(badge, place, Json.createArrayBuilder().add(one).build());
            assertThat(verify(list).outcome("structure")).as(place).isEqualTo(Outcome.FAILED);
        }
    }

    @Test
    void theSubjectMayBeAListOfOne() {
        String badge = issue(badge(1));
        JsonValue subject = Json.createPointer("/credentialSubject").getValue(Riverbend.tree(badge));
        assertThat(verify(with(
                                badge,
                                "/credentialSubject",
                                Json.createArrayBuilder().add(subject).build()))
                        .verdict())
                .isEqualTo(Verdict.VALID);
        assertThat(verify(with(
                                badge,
                                "/credentialSubject",
                                Json.createArrayBuilder()
                                        .add(subject)
                                        .add(subject)
                                        .build()))
                        .outcome("structure"))
                .isEqualTo(Outcome.FAILED);
    }

    @Test
    void anImageHoldsNothingButItsCaption() {
        JsonValue image = Json.createObjectBuilder()
                .add("id", "https://riverbend.example/badge.png")
                .add("type", "Image")
                .add("https://riverbend.example/width", "400")
                .build();
        String badge = signCarelessly(with(issue(badge(1)), "/image", image), signer());
        VerificationReport report = verify(badge);
        assertThat(report.outcome("structure")).isEqualTo(Outcome.FAILED);
        assertThat(report.outcome("signature")).isEqualTo(Outcome.PASSED);
    }

    @Test
    void aWordOfOnesOwnHasAName() {
        String place = "/credentialSubject/achievement/achievementType";
        for (String word : List.of("ext:", "ext: Bootcamp", "Bootcamp")) {
            assertThat(verify(with(issue(badge(1)), place, Json.createValue(word)))
                            .outcome("structure"))
                    .as(word)
                    .isEqualTo(Outcome.FAILED);
        }
        assertThat(verify(with(issue(badge(1)), place, Json.createValue("ext:Bootcamp")))
                        .outcome("structure"))
                .isEqualTo(Outcome.PASSED);
    }

    @Test
    void anActivityMayEndAtALocalTime() {
        String place = "/credentialSubject/activityEndDate";
        for (String time : List.of("2026-01-10T17:00:00", "2026-01-10T17:00:00Z", "2026-01-10T17:00:00.5+01:00")) {
            assertThat(verify(with(issue(badge(1)), place, Json.createValue(time)))
                            .outcome("structure"))
                    .as(time)
                    .isEqualTo(Outcome.PASSED);
        }
        assertThat(verify(with(issue(badge(1)), place, Json.createValue("2026-01-10")))
                        .outcome("structure"))
                .isEqualTo(Outcome.FAILED);
    }

    @Test
    void aLevelThatNobodyDescribesIsToldAndNothingMore() {
        JsonValue result = Json.createArrayBuilder()
                .add(Json.createObjectBuilder().add("type", "Result").add("achievedLevel", "urn:uuid:1"))
                .build();
        VerificationReport report =
                verify(signCarelessly(with(issue(badge(1)), "/credentialSubject/result", result), signer()));
        assertThat(report.verdict()).isEqualTo(Verdict.VALID);
        assertThat(report.warnings()).anyMatch(warning -> warning.contains("urn:uuid:1"));
    }

    @Test
    void somethingIsSaidOfASubject() {
        assertThat(verify(plain("\"credentialSubject\":{}")).outcome("structure"))
                .isEqualTo(Outcome.FAILED);
        assertThat(verify(plain("\"credentialSubject\":{\"name\":\"Yard pass\"}"))
                        .verdict())
                .isEqualTo(Verdict.VALID);
    }

    @Test
    void aRelatedResourceHasADigestAndIsNamedOnce() {
        String subject = "\"credentialSubject\":{\"name\":\"Yard pass\"},\"relatedResource\":[%s]";
        String resource = "{\"id\":\"https://riverbend.example/yard\",\"digestSRI\":\"sha384-abcd\"}";
        assertThat(verify(plain(subject.formatted(resource))).verdict()).isEqualTo(Verdict.VALID);
        assertThat(verify(plain(subject.formatted(resource + "," + resource.replace("abcd", "efgh"))))
                        .outcome("structure"))
                .isEqualTo(Outcome.FAILED);
        assertThat(verify(plain(subject.formatted("{\"id\":\"https://riverbend.example/yard\"}")))
                        .outcome("structure"))
                .isEqualTo(Outcome.FAILED);
    }

    @Test
    void aBadgeClassOfTheGenerationBeforeHasAPictureAndCriteriaAndItsIssuerAnAddressForMail() {
        String home = "https://badges.riverbend.example/";
        for (String left : List.of("classes/1 /image", "classes/1 /criteria", "issuer /email", "issuer /url")) {
            String[] place = left.split(" ", 2);
            String part = with(Samples.documents().getOrDefault(home + place[0], ""), place[1], null);
            VerificationReport report = CredentialVerifier.builder()
                    .clock(Riverbend.CLOCK)
                    .documents(documents()
                            .with(home + place[0], part.getBytes(StandardCharsets.UTF_8), "application/json"))
                    .build()
                    .verify(Samples.documents().getOrDefault(home + "1", "").getBytes(StandardCharsets.UTF_8));
            assertThat(report.outcome("issuer")).as(left).isEqualTo(Outcome.FAILED);
        }
    }

    @Test
    void whatStandsAtAnAddressIsAboutThatAddress() {
        String home = "https://badges.riverbend.example/";
        for (String place : List.of("classes/1", "issuer")) {
            String part =
                    with(Samples.documents().getOrDefault(home + place, ""), "/id", Json.createValue(home + "another"));
            VerificationReport report = CredentialVerifier.builder()
                    .clock(Riverbend.CLOCK)
                    .documents(
                            documents().with(home + place, part.getBytes(StandardCharsets.UTF_8), "application/json"))
                    .build()
                    .verify(Samples.documents().getOrDefault(home + "1", "").getBytes(StandardCharsets.UTF_8));
            assertThat(report.outcome("issuer")).as(place).isEqualTo(Outcome.FAILED);
        }
    }

    private static String plain(String rest) {
        return signCarelessly("""
                {"@context":["https://www.w3.org/ns/credentials/v2"],"type":["VerifiableCredential"],"issuer":"%s",%s}
                """.formatted(signer().controller(), rest), signer());
    }

    private static DocumentsInMemory documents() {
        DocumentsInMemory documents = new DocumentsInMemory();
        Samples.documents()
                .forEach((url, text) -> documents.with(url, text.getBytes(StandardCharsets.UTF_8), "application/json"));
        return documents;
    }

    private static VerificationReport verify(String document) {
        return CredentialVerifier.builder()
                .clock(Riverbend.CLOCK)
                .documents(documents())
                .build()
                .verify(document.getBytes(StandardCharsets.UTF_8));
    }
}
