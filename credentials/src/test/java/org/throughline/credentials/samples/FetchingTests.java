package org.throughline.credentials.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.throughline.credentials.CredentialVerifier;
import org.throughline.credentials.check.Outcome;
import org.throughline.credentials.check.VerificationReport;
import org.throughline.credentials.check.VerifiedCredential;
import org.throughline.credentials.load.CompetencyResolver.Resolution;
import org.throughline.credentials.load.DocumentKind;
import org.throughline.credentials.load.DocumentLoader;
import org.throughline.credentials.load.DocumentsInMemory;
import org.throughline.credentials.load.Loaded;
import org.throughline.credentials.load.RecentDocuments;
import org.throughline.credentials.load.StolenKeys;
import org.throughline.credentials.status.StatusListsInMemory;

/** What a verification asks the world for, and when. */
class FetchingTests {

    private final List<String> asked = new ArrayList<>();

    /** Answers from the samples and remembers what it was asked. */
    private final class Listening implements DocumentLoader {
        private final DocumentsInMemory documents = new DocumentsInMemory();

        Listening() {
            Samples.documents()
                    .forEach((url, text) ->
                            documents.with(url, text.getBytes(StandardCharsets.UTF_8), "application/json"));
        }

        @Override
        public Loaded load(URI uri, DocumentKind kind) {
            asked.add(uri.toString());
            return documents.load(uri, kind);
        }
    }

    private VerificationReport verify(String name) {
        String document = Samples.all().stream()
                .filter(s -> s.name().equals(name))
                .findFirst()
                .orElseThrow()
                .document();
        return CredentialVerifier.builder()
                .clock(Riverbend.CLOCK)
                .documents(new Listening())
                .competencies(target -> {
                    asked.add(target);
                    return target.endsWith("1")
                            ? new Resolution.Found("Isolates and grounds energized equipment", null, null)
                            : new Resolution.NotFound("gone");
                })
                .build()
                .verify(document.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void asksForNothingWhenTheSignatureOrTheSignerDoesNotHold() {
        for (String name : List.of(
                "unsigned",
                "tampered-achievement",
                "tampered-alignment",
                "signed-by-somebody-else",
                "undefined-term",
                "unknown-context",
                "inline-context",
                "proof-expired")) {
            verify(name);
            assertThat(asked).as(name).isEmpty();
        }
    }

    @Test
    void asksTheIssuerAloneAboutAKeyInAnAddress() {
        verify("key-in-the-url");

        assertThat(asked).containsExactly("https://riverbend.example/issuer");
    }

    @Test
    void asksForTheKeyOfADidWebFirstAndForTheListLast() {
        verify("valid-badge-did-web");

        assertThat(asked.get(0)).isEqualTo("https://riverbend.example/.well-known/did.json");
        assertThat(asked.get(1)).isEqualTo(Riverbend.LIST);
    }

    @Test
    void asksOnceForAListThatManyBadgesShare() {
        verify("valid-record");

        assertThat(asked).filteredOn(Riverbend.LIST::equals).hasSize(1);
    }

    @Test
    void asksOnceForAListThatManyVerificationsShare() {
        CredentialVerifier verifier = CredentialVerifier.builder()
                .clock(Riverbend.CLOCK)
                .documents(new Listening())
                .statusLists(new StatusListsInMemory())
                .build();
        for (int i = 1; i < 10; i++) {
            byte[] badge = Riverbend.issue(Riverbend.badge(i)).getBytes(StandardCharsets.UTF_8);
            assertThat(verifier.verify(badge).outcome("status")).isEqualTo(Outcome.PASSED);
        }

        assertThat(asked).containsExactly(Riverbend.LIST);
    }

    @Test
    void looksUpCompetenciesAndNeverLetsThemDecide() {
        VerificationReport found = verify("valid-badge");
        VerificationReport missing = verify("valid-without-status");

        assertThat(found.outcome("alignment")).isEqualTo(Outcome.PASSED);
        assertThat(missing.outcome("alignment")).isEqualTo(Outcome.UNDETERMINED);
        assertThat(missing.warnings()).singleElement().asString().contains("gone");
        assertThat(missing.verified()).isPresent();
    }

    @Test
    void countsInARecordOnlyWhatIsValidAndAboutTheSamePerson() {
        assertThat(children("valid-record")).hasSize(2);
        assertThat(children("record-with-revoked-badge")).hasSize(1);
        assertThat(children("record-with-somebody-elses-badge")).hasSize(1);
        assertThat(verify("record-with-tampered-badge").verified()).isEmpty();
    }

    private List<VerifiedCredential> children(String name) {
        return verify(name).verified().orElseThrow().children();
    }

    @Test
    void tellsWhatTheBadgeSays() {
        var claimed = verify("valid-badge").verified().orElseThrow().credential();

        assertThat(claimed.issuerName()).isEqualTo("Riverbend Community College");
        assertThat(claimed.subjectId()).isEqualTo(Riverbend.LEARNER);
        assertThat(claimed.identifiers()).singleElement().satisfies(i -> {
            assertThat(i.matches("mara@learner.example")).isTrue();
            assertThat(i.matches("noor@learner.example")).isFalse();
        });
        assertThat(claimed.alignments()).hasSize(1);
        assertThat(claimed.status()).hasSize(1);
        assertThat(claimed.achievement()).isNotNull();
    }

    @Test
    void asksOnceForTheKeysOfAnIssuerAndForItsListEachTimeWhenDocumentsAreRemembered() {
        String badge = document("valid-badge-did-web");
        CredentialVerifier verifier = CredentialVerifier.builder()
                .clock(Riverbend.CLOCK)
                .documents(new RecentDocuments(new Listening()))
                .build();
        for (int i = 0; i < 5; i++) {
            assertThat(verifier.verify(badge.getBytes(StandardCharsets.UTF_8)).verified())
                    .isPresent();
        }

        assertThat(asked)
                .containsOnlyOnce("https://riverbend.example/.well-known/did.json")
                .hasSize(6);
    }

    @Test
    void followsNothingThatASchemaRefersTo() {
        VerificationReport report = verify("schema-refers-elsewhere");

        assertThat(report.outcome("schema")).isEqualTo(Outcome.UNDETERMINED);
        assertThat(asked).noneMatch(url -> url.contains("mallory"));
    }

    @Test
    void takesAListAsShortAsTheCallerAllows() {
        byte[] badge = document("status-list-too-short").getBytes(StandardCharsets.UTF_8);
        CredentialVerifier.Builder verifier =
                CredentialVerifier.builder().clock(Riverbend.CLOCK).documents(new Listening());

        assertThat(verifier.build().verify(badge).warnings()).hasSize(1);
        assertThat(verifier.statusListMinimum(10_000).build().verify(badge).warnings())
                .isEmpty();
    }

    @Test
    void believesNoListOfTokensWhoseKeyWasReportedAsStolen() {
        String list = Objects.requireNonNull(Samples.documents().get("https://riverbend.example/token-status/1"));
        VerificationReport report = CredentialVerifier.builder()
                .clock(Riverbend.CLOCK)
                .documents(new Listening())
                .stolenKeys((method, document) -> document.equals(list)
                        ? Optional.of(
                                new StolenKeys.Report(Riverbend.key(1).publicKey(), Riverbend.CLOCK.instant(), false))
                        : Optional.empty())
                .build()
                .verify(document("token-status-clear").getBytes(StandardCharsets.UTF_8));

        assertThat(report.outcome("status")).isEqualTo(Outcome.UNDETERMINED);
    }

    private static String document(String name) {
        return Samples.all().stream()
                .filter(s -> s.name().equals(name))
                .findFirst()
                .orElseThrow()
                .document();
    }
}
