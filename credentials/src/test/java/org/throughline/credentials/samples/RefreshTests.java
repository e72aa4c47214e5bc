package org.throughline.credentials.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.throughline.credentials.CredentialVerifier;
import org.throughline.credentials.Shared;
import org.throughline.credentials.bake.ImageKind;
import org.throughline.credentials.check.Outcome;
import org.throughline.credentials.check.Refreshed;
import org.throughline.credentials.check.Verdict;
import org.throughline.credentials.check.VerificationReport;
import org.throughline.credentials.json.ReportJson;
import org.throughline.credentials.load.DocumentsInMemory;

/** A report about a newer credential says which bytes it is about, and what came of those that were given. */
class RefreshTests {

    private static CredentialVerifier.Builder verifier() {
        DocumentsInMemory documents = new DocumentsInMemory();
        Samples.documents()
                .forEach((url, text) -> documents.with(url, text.getBytes(StandardCharsets.UTF_8), "application/json"));
        return CredentialVerifier.builder().clock(Riverbend.CLOCK).documents(documents);
    }

    private static byte[] sample(String name) throws IOException {
        return Files.readAllBytes(Shared.project().resolve("samples/credentials/" + name + ".json"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"refreshed", "refreshed-token", "refreshed-in-an-envelope", "refreshed-to-a-token"})
    void saysWhichBytesItIsAboutAndWhatCameOfThoseThatWereGiven(String name) throws IOException {
        VerificationReport report = verifier().build().verify(sample(name));

        Refreshed refreshed = Objects.requireNonNull(report.refreshed());
        assertThat(report.verdict()).isEqualTo(Verdict.VALID);
        assertThat(refreshed.document().text()).isEqualTo(Samples.documents().get(refreshed.address()));
        assertThat(Objects.requireNonNull(report.claimed()).document())
                .isEqualTo(refreshed.document().sha256());
        assertThat(refreshed.given().verdict()).isEqualTo(Verdict.INVALID);
        assertThat(refreshed.given().outcome("validity")).isEqualTo(Outcome.FAILED);
        assertThat(refreshed.given().outcome("refresh")).isEqualTo(Outcome.PASSED);
        assertThat(refreshed.given().refreshed()).isNull();
        assertThat(report.warnings()).first().asString().contains(refreshed.address());
        assertThat(ReportJson.write(report, name))
                .contains(",\"refreshed\":{\"from\":\"" + refreshed.address() + "\",\"sha256\":\""
                        + refreshed.document().sha256() + "\",\"given\":{\"verdict\":\"INVALID\"");
    }

    @Test
    void findsOnlyTheGivenOneInTheImage() throws IOException {
        String given = new String(sample("refreshed"), StandardCharsets.UTF_8);
        byte[] image = ImageKind.SVG.bake(
                "<svg xmlns=\"http://www.w3.org/2000/svg\"></svg>".getBytes(StandardCharsets.UTF_8), given);

        VerificationReport report = verifier().build().verify(image);

        Refreshed refreshed = Objects.requireNonNull(report.refreshed());
        assertThat(report.check("format").orElseThrow().message()).doesNotContain("baked into");
        assertThat(refreshed.given().check("format").orElseThrow().message()).contains("baked into");
    }

    @Test
    void leavesWhatWasShownForAChallengeAsItWasShown() throws IOException {
        VerificationReport report = verifier().challenge("7f3a").build().verify(sample("refreshed"));

        assertThat(report.refreshed()).isNull();
        assertThat(report.verdict()).isEqualTo(Verdict.INVALID);
        assertThat(report.outcome("presentation")).isEqualTo(Outcome.FAILED);
    }

    @Test
    void isNotRefreshedWhereItStandsInsideOfAnotherDocument() throws IOException {
        String inside = new String(sample("refreshed-in-an-envelope"), StandardCharsets.UTF_8);
        String unsigned = """
                {"@context":["https://www.w3.org/ns/credentials/v2"],"type":["VerifiablePresentation"],"holder":"%s",
                 "verifiableCredential":[%s]}""".formatted(Riverbend.key(5).didKey(), inside);

        VerificationReport report = verifier()
                .build()
                .verify(Riverbend.present(unsigned, Riverbend.key(5).signer()).getBytes(StandardCharsets.UTF_8));

        assertThat(report.refreshed()).isNull();
        assertThat(report.children()).singleElement().satisfies(child -> {
            assertThat(child.refreshed()).isNull();
            assertThat(child.outcome("validity")).isEqualTo(Outcome.FAILED);
            assertThat(child.outcome("refresh")).isEqualTo(Outcome.NOT_APPLICABLE);
        });
    }
}
