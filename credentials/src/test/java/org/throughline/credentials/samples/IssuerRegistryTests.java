package org.throughline.credentials.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.throughline.credentials.CredentialVerifier;
import org.throughline.credentials.Shared;
import org.throughline.credentials.check.IssuerStanding;
import org.throughline.credentials.check.IssuerStanding.Standing;
import org.throughline.credentials.check.Verdict;
import org.throughline.credentials.check.VerificationReport;
import org.throughline.credentials.json.ReportJson;
import org.throughline.credentials.load.DocumentsInMemory;
import org.throughline.credentials.registry.IssuerRegistry;
import org.throughline.credentials.registry.UnreachableRegistry;

/** Who knows an issuer stands beside the verdict, and is asked only where the issuer is established. */
class IssuerRegistryTests {

    private final List<String> asked = new ArrayList<>();

    private IssuerRegistry listing(String issuer, Instant since, Instant until) {
        return new IssuerRegistry() {
            @Override
            public String name() {
                return "The accreditor";
            }

            @Override
            public Answer find(String id) {
                asked.add(id);
                return id.equals(issuer)
                        ? new Answer.Known("Riverbend College", since, until, "https://riverbend.example/")
                        : new Answer.Unknown();
            }
        };
    }

    private IssuerRegistry listing(String issuer) {
        return listing(issuer, Instant.parse("2024-01-01T00:00:00Z"), Instant.parse("2027-01-01T00:00:00Z"));
    }

    private static VerificationReport verify(String document, IssuerRegistry... registries) {
        DocumentsInMemory documents = new DocumentsInMemory();
        Samples.documents()
                .forEach((url, text) -> documents.with(url, text.getBytes(StandardCharsets.UTF_8), "application/json"));
        return CredentialVerifier.builder()
                .clock(Riverbend.CLOCK)
                .documents(documents)
                .registries(List.of(registries))
                .build()
                .verify(document.getBytes(StandardCharsets.UTF_8));
    }

    private static String sample(String name) throws IOException {
        return Files.readString(Shared.project().resolve("samples/credentials/" + name + ".json"));
    }

    private static String college() {
        return Riverbend.signer().controller();
    }

    @Test
    void tellsWhoKnowsTheIssuerBesideTheVerdict() throws IOException {
        VerificationReport report = verify(
                sample("valid-badge"),
                listing("did:example:somebody-else"),
                listing(college()),
                new UnreachableRegistry("The network", "it did not answer"));

        assertThat(report.verdict()).isEqualTo(Verdict.VALID);
        assertThat(report.warnings()).isEmpty();
        assertThat(report.registries())
                .extracting(IssuerStanding::standing)
                .containsExactly(Standing.UNKNOWN, Standing.KNOWN, Standing.NOT_REACHABLE);
        assertThat(report.knownIssuer()).get().extracting(IssuerStanding::name).isEqualTo("Riverbend College");
        assertThat(asked).as("once each, and not for its status list").containsExactly(college(), college());
        assertThat(ReportJson.write(report, "x"))
                .contains("\"registries\":[{\"registry\":\"The accreditor\",\"standing\":\"unknown\",")
                .contains(
                        "{\"registry\":\"The accreditor\",\"standing\":\"known\",\"message\":\"The accreditor lists the "
                                + "issuer as \\\"Riverbend College\\\" since 2024-01-01 until 2027-01-01, "
                                + "https://riverbend.example/\",\"name\":\"Riverbend College\",\"since\":\"2024-01-01T00:00:00Z\","
                                + "\"until\":\"2027-01-01T00:00:00Z\",\"homePage\":\"https://riverbend.example/\"}")
                .contains("\"standing\":\"not-reachable\"");
    }

    @Test
    void neverChangesTheVerdict() throws IOException {
        for (String name : List.of("valid-badge", "expired", "status-unreachable", "revoked")) {
            VerificationReport alone = verify(sample(name));
            VerificationReport beside = verify(sample(name), listing("did:example:somebody-else"));
            assertThat(beside.verdict()).isEqualTo(alone.verdict());
            assertThat(beside.checks()).isEqualTo(alone.checks());
            assertThat(beside.warnings()).isEqualTo(alone.warnings());
            assertThat(alone.registries()).isEmpty();
        }
    }

    @Test
    void asksNobodyForAnIssuerWhoIsNotEstablished() throws IOException {
        for (String name : List.of(
                "tampered-achievement",
                "signed-by-somebody-else",
                "unsigned",
                "key-in-the-url",
                "did-web-unreachable",
                "token-brings-its-key")) {
            VerificationReport report = verify(sample(name), listing(college()));
            assertThat(report.registries())
                    .as(name)
                    .extracting(IssuerStanding::standing)
                    .containsExactly(Standing.NOT_ESTABLISHED);
            assertThat(report.knownIssuer()).isEmpty();
        }
        assertThat(asked).isEmpty();
    }

    @Test
    void doesNotKnowAnIssuerBeforeOrAfterItsTime() throws IOException {
        Instant summer = Instant.parse("2026-06-30T00:00:00Z");
        Instant winter = Instant.parse("2026-12-24T00:00:00Z");

        IssuerStanding over = verify(sample("valid-badge"), listing(college(), Instant.EPOCH, summer))
                .registries()
                .getFirst();
        IssuerStanding early = verify(sample("valid-badge"), listing(college(), winter, Instant.MAX))
                .registries()
                .getFirst();

        assertThat(over.standing()).isEqualTo(Standing.UNKNOWN);
        assertThat(over.message()).contains("until 2026-06-30, and does not any more");
        assertThat(over.name()).isEqualTo("Riverbend College");
        assertThat(early.standing()).isEqualTo(Standing.UNKNOWN);
        assertThat(early.message()).contains("only from 2026-12-24 on");
    }

    @Test
    void asksForTheIssuerOfEachCredentialInside() throws IOException {
        VerificationReport presentation = verify(sample("presentation"), listing(college()));

        assertThat(presentation.registries()).as("a presentation has no issuer").isEmpty();
        assertThat(presentation.children())
                .singleElement()
                .satisfies(child -> assertThat(child.knownIssuer()).isPresent());

        VerificationReport record = verify(sample("record-with-tampered-badge"), listing(college()));
        assertThat(record.knownIssuer()).isPresent();
        assertThat(record.children())
                .anySatisfy(child -> assertThat(child.registries())
                        .extracting(IssuerStanding::standing)
                        .containsExactly(Standing.NOT_ESTABLISHED));
    }
}
