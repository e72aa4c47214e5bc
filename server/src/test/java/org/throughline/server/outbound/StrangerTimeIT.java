package org.throughline.server.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.throughline.credentials.CredentialVerifier;
import org.throughline.credentials.check.Outcome;
import org.throughline.credentials.check.Verdict;
import org.throughline.credentials.check.VerificationReport;
import org.throughline.credentials.load.DocumentKind;
import org.throughline.credentials.load.DocumentLoader;
import org.throughline.credentials.load.Loaded;
import org.throughline.credentials.load.RemoteDocuments;
import org.throughline.safefetch.SafeFetcher;
import org.throughline.server.shared.OutboundRequests;
import org.throughline.server.support.RunningServer;
import org.throughline.server.teeth.AbuseCase;

/**
 * Abuse cases V11 and V12: what is asked for before a signature holds, and remotes that are slow or lie. Where nothing depends on the server's own
 * limits, shorter ones are used, so that nobody waits for them.
 */
class StrangerTimeIT extends AmongStrangers {
    /** Longer than any limit that is used with it, and shorter than a remote goes on for. */
    private static final Duration PATIENCE = Duration.ofSeconds(4);

    private final CredentialVerifier verifier;
    private final DocumentLoader impatient;
    private final DocumentLoader patient;
    private final OutboundRequests requests;
    private final RunningServer server;

    StrangerTimeIT(CredentialVerifier verifier, OutboundRequests requests, RunningServer server) {
        this.verifier = verifier;
        this.requests = requests;
        this.server = server;
        SafeFetcher fetcher = requests.fetcher("test of limits")
                .idleWait(Duration.ofSeconds(2)) // a busy machine lets one pass by itself
                .build();
        this.impatient = new RemoteDocuments(fetcher, Duration.ofMillis(1500));
        this.patient = new RemoteDocuments(fetcher, Duration.ofSeconds(30));
    }

    @Test
    @AbuseCase(
            value = "V11",
            defence = "nothing that a credential names is fetched before its signature and signer hold",
            in = "org.throughline.credentials.check.Examination",
            method = "isEstablished",
            answer = "true")
    void asksForNothingButTheIssuersKeyBeforeTheSignatureHolds() {
        String list = CANARIES.front("/list");
        String signed = new String(StrangerCredentials.signed(list), StandardCharsets.UTF_8);
        String forged = signed.replace("Watches", "Watched");
        String named = forged.replaceFirst(
                "\\{",
                "{\"credentialSchema\":[{\"id\":\"" + list + "\",\"type\":\"1EdTechJsonSchemaValidator2019\"}],"
                        + "\"evidence\":[{\"id\":\"" + list + "\",\"type\":[\"Evidence\"]}],"
                        + "\"refreshService\":{\"id\":\"" + list + "\",\"type\":\"x\"},\"image\":{\"id\":\"" + list
                        + "\",\"type\":\"Image\"},");
        String unsigned = signed.replaceFirst(",?\"proof\":\\[.*?\\]", "");
        int before = CANARIES.asked();
        for (String document : List.of(forged, named, unsigned)) {
            VerificationReport report = verifier.verify(document.getBytes(StandardCharsets.UTF_8));
            assertThat(report.verdict()).isNotEqualTo(Verdict.VALID);
            assertThat(report.outcome("status")).isNotEqualTo(Outcome.PASSED);
        }
        assertThat(verifier.verify(forged.getBytes(StandardCharsets.UTF_8)).outcome("signature"))
                .isEqualTo(Outcome.FAILED);
        assertThat(CANARIES.asked()).as("requests for what the documents name").isEqualTo(before);

        verifier.verify(signed.getBytes(StandardCharsets.UTF_8));
        assertThat(CANARIES.asked())
                .as("the same list is asked for once the signature holds")
                .isEqualTo(before + 1);
    }

    @Test
    @AbuseCase(
            value = "V12",
            defence = "a fetch has one end, however steadily the other side drips",
            in = "org.throughline.safefetch.FetchRequest",
            method = "deadline",
            answer = "forever")
    void endsAtTheDeadlineWhateverComesByteByByte() {
        for (String address : List.of(
                CANARIES.front("/fault/drip"), CANARIES.front("/fault/dripping-head"), CANARIES.drippingHandshake())) {
            long begin = System.nanoTime();
            assertThat(code(impatient, address)).as(address).isEqualTo("remote-timeout");
            assertThat(elapsed(begin)).as(address).isLessThan(PATIENCE);
        }
    }

    @Test
    @AbuseCase(
            value = "V12",
            defence = "a body ends at its limit while it streams, also inside gzip",
            in = "org.throughline.safefetch.CappedInputStream",
            method = "count")
    void readsNoFurtherThanItsLimit() {
        for (String kind : List.of("two-gigabytes", "endless", "bomb")) {
            assertThat(code(patient, CANARIES.front("/fault/" + kind))).as(kind).isEqualTo("remote-too-large");
        }
        // what the other side could send before it noticed lies in buffers of the two systems
        assertThat(CANARIES.faults().sent()).isLessThan(Faults.LARGEST / 2);
    }

    @Test
    @AbuseCase(
            value = "V12",
            defence = "a line of a head ends at its limit",
            in = "org.throughline.safefetch.HttpExchange",
            method = "refuseLongLine")
    void readsNoHeadWithoutAnEnd() {
        assertThat(code(patient, CANARIES.front("/fault/long-line"))).isEqualTo("remote-malformed");
        assertThat(code(patient, CANARIES.front("/fault/many-headers"))).isEqualTo("remote-malformed");
    }

    @Test
    void callsSilenceResetsAndLiesByTheirNames() {
        Map.of(
                        CANARIES.stalling(), "remote-timeout",
                        CANARIES.resetting(), "remote-unreachable",
                        CANARIES.front("/fault/short"), "remote-malformed")
                .forEach((address, code) ->
                        assertThat(code(patient, address)).as(address).isEqualTo(code));
    }

    @Test
    void leavesEveryVerdictOpenThatHangsOnSuchARemote() {
        CredentialVerifier stranger = CredentialVerifier.builder()
                .documents(patient)
                .deadline(Duration.ofSeconds(30))
                .build();
        for (String kind : List.of("long-line", "endless", "bomb", "short")) {
            String did = "did:web:" + CANARIES.frontHost().replace(":", "%3A") + ":fault:" + kind;
            VerificationReport signer = stranger.verify(StrangerCredentials.signedAs(did, null));
            assertThat(signer.verdict()).as(kind).isEqualTo(Verdict.UNDETERMINED);
            assertThat(signer.outcome("signer")).as(kind).isEqualTo(Outcome.UNDETERMINED);
            VerificationReport status = stranger.verify(StrangerCredentials.signed(CANARIES.front("/fault/" + kind)));
            assertThat(status.verdict()).as(kind).isEqualTo(Verdict.UNDETERMINED);
            assertThat(status.outcome("status")).as(kind).isEqualTo(Outcome.UNDETERMINED);
        }
    }

    @Test
    @AbuseCase(
            value = "V12",
            defence = "one verification has one end, with all that it asks for",
            in = "org.throughline.credentials.Budget",
            method = "left",
            answer = "forever")
    void endsAWholeVerificationThoughEachDocumentMightStillCome() {
        CredentialVerifier hasty = CredentialVerifier.builder()
                .documents(
                        new RemoteDocuments(requests.fetcher("test of limits").build()))
                .deadline(Duration.ofMillis(1500))
                .build();
        byte[] both = StrangerCredentials.signedAs(CANARIES.slowIssuer(), CANARIES.front("/fault/drip"));
        long begin = System.nanoTime();
        VerificationReport report = hasty.verify(both);
        assertThat(elapsed(begin)).isLessThan(PATIENCE);
        assertThat(report.verdict()).isEqualTo(Verdict.UNDETERMINED);
        assertThat(report.outcome("signer"))
                .as("the keys came late, but in time")
                .isEqualTo(Outcome.PASSED);
        assertThat(report.outcome("status")).isEqualTo(Outcome.UNDETERMINED);
    }

    @Test
    @AbuseCase(
            value = "V12",
            defence = "of one host no more than four are asked at a time",
            in = "org.throughline.safefetch.HostTurns",
            method = "take",
            answer = "null")
    void waitsForASlowHostNoLongerThanForOneVerificationAndLetsOthersThrough() throws Exception {
        byte[] slow = StrangerCredentials.signed(CANARIES.front("/fault/slow"));
        byte[] good = StrangerCredentials.signed(null);
        CANARIES.faults().forget();
        try (ExecutorService hands = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Duration>> waits = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                int place = i;
                waits.add(hands.submit(() -> {
                    Thread.sleep(20L * place); // within a second: it is not the database's pool that is tried here
                    long begin = System.nanoTime();
                    VerificationReport report = verified(slow);
                    assertThat(report.verdict()).isEqualTo(Verdict.UNDETERMINED);
                    assertThat(report.outcome("status")).isEqualTo(Outcome.UNDETERMINED);
                    return elapsed(begin);
                }));
            }
            Duration slowest = Duration.ZERO;
            int others = 0;
            while (waits.stream().anyMatch(wait -> !wait.isDone())) {
                long begin = System.nanoTime();
                assertThat(verified(good).verdict()).isEqualTo(Verdict.VALID);
                HttpResponse<String> page = server.get("/verify");
                assertThat(page.statusCode()).isEqualTo(200);
                slowest = longer(slowest, elapsed(begin));
                others++;
                Thread.sleep(100);
            }
            Duration longest = Duration.ZERO;
            for (Future<Duration> wait : waits) {
                longest = longer(longest, wait.get());
            }
            System.out.printf(
                    "V12: 50 verifications at one slow host, the longest took %d ms, at most %d at a time; of %d others the slowest took %d ms%n",
                    longest.toMillis(), CANARIES.faults().mostAtOnce(), others, slowest.toMillis());
            assertThat(longest).isLessThan(Duration.ofSeconds(9));
            assertThat(CANARIES.faults().mostAtOnce()).isLessThanOrEqualTo(4);
            assertThat(slowest).isLessThan(longest);
            assertThat(others).isPositive();
        }
    }

    /** Asks for a document and gives the code of what became of it. */
    private static String code(DocumentLoader documents, String address) {
        Loaded loaded = documents.load(URI.create(address), DocumentKind.DID_DOCUMENT);
        return switch (loaded) {
            case Loaded.Unavailable(String code, String message) -> code;
            case Loaded.Document document -> "fetched";
        };
    }

    /** Comes again where the server has no connection to its database free, as whoever is told so does. */
    private VerificationReport verified(byte[] document) throws InterruptedException {
        while (true) {
            try {
                return verifier.verify(document);
            } catch (CannotGetJdbcConnectionException | CannotCreateTransactionException busy) {
                Thread.sleep(200);
            }
        }
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private static Duration elapsed(long begin) {
        return Duration.ofNanos(System.nanoTime() - begin);
    }
}
