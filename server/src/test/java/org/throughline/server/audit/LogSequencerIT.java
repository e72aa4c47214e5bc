package org.throughline.server.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.transaction.support.TransactionTemplate;
import org.throughline.credentials.log.Checkpoint;
import org.throughline.credentials.log.LogReceipt;
import org.throughline.credentials.log.MerkleTree;
import org.throughline.credentials.log.NoteKey;
import org.throughline.credentials.log.SignedNote;
import org.throughline.credentials.log.TreeHash;
import org.throughline.server.shared.Page;
import org.throughline.server.support.RunningServer;
import org.throughline.server.support.ServerTest;

@ServerTest
class LogSequencerIT {
    private final String organization = UUID.randomUUID().toString();
    private final AuditLog log;
    private final LogSequencer sequencer;
    private final TransactionTemplate transaction;
    private final RunningServer server;
    private final Path data;

    LogSequencerIT(
            AuditLog log,
            LogSequencer sequencer,
            TransactionTemplate transaction,
            RunningServer server,
            @Value("${throughline.data-dir}") Path data) {
        this.log = log;
        this.sequencer = sequencer;
        this.transaction = transaction;
        this.server = server;
        this.data = data;
    }

    @Test
    void givesEveryEntryAPlaceWithoutGapsHoweverTheirTransactionsEnd() throws Exception {
        CountDownLatch written = new CountDownLatch(1);
        CountDownLatch others = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> slow = threads.submit(() -> transaction.executeWithoutResult(status -> {
                log.record(entry("slow"));
                written.countDown();
                await(others);
            }));
            written.await();
            transaction.executeWithoutResult(status -> log.record(entry("quick")));
            transaction.executeWithoutResult(status -> {
                log.record(entry("never"));
                status.setRollbackOnly();
            });
            RecordedEntry quick = placed(1).getFirst();
            assertThat(quick.entry().subject()).isEqualTo("quick");
            others.countDown();
            slow.get();
        }
        List<RecordedEntry> both = placed(2);
        assertThat(both).extracting(e -> e.entry().subject()).containsExactlyInAnyOrder("slow", "quick");

        List<Long> places = server.sql()
                .sql("SELECT index FROM audit.leaf ORDER BY index")
                .query((row, number) -> row.getLong("index"))
                .list();
        assertThat(places).isEqualTo(LongStream.range(0, places.size()).boxed().toList());
    }

    @Test
    void takesInWhatManyServersWriteAtOnceExactlyOnce() throws Exception {
        int before = count();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                all.add(threads.submit(() -> {
                    for (int n = 0; n < 40; n++) {
                        transaction.executeWithoutResult(status -> log.record(entry("many")));
                        sequencer.catchUp();
                    }
                }));
            }
            for (Future<?> each : all) {
                each.get();
            }
        }
        assertThat(placed(320)).hasSize(320);
        assertThat(count()).isGreaterThanOrEqualTo(before + 320);
        assertThat(server.sql()
                        .sql("SELECT count(*) FROM audit.entry e LEFT JOIN audit.leaf l ON l.entry = e.sequence"
                                + " WHERE l.entry IS NULL AND e.organization = :o")
                        .param("o", organization)
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void handsOutReceiptsThatHoldAgainstThePublishedKeyAndALogThatOnlyGrows() throws Exception {
        transaction.executeWithoutResult(status -> log.record(entry("first")));
        placed(1);
        Checkpoint older = checkpoint();
        for (int i = 0; i < 20; i++) {
            transaction.executeWithoutResult(status -> log.record(entry("more " + UUID.randomUUID())));
        }
        List<RecordedEntry> all = placed(21);

        NoteKey key = publishedKey();
        for (RecordedEntry entry : all) {
            LogReceipt receipt = log.receiptFor(organization, entry.sequence()).orElseThrow();
            assertThat(receipt.check(key)).isInstanceOf(LogReceipt.Answer.Stands.class);
            assertThat(receipt.act().subject()).isEqualTo(entry.entry().subject());
        }
        assertThat(log.receiptFor(UUID.randomUUID().toString(), all.getFirst().sequence()))
                .isEmpty();

        Checkpoint newer = checkpoint();
        List<TreeHash> path = server.get("/log/consistency?from=" + older.size() + "&to=" + newer.size())
                .body()
                .lines()
                .map(line -> TreeHash.ofBase64(line).orElseThrow())
                .toList();
        assertThat(MerkleTree.continues(older.size(), older.root(), newer.size(), newer.root(), path))
                .isTrue();
        assertThat(server.get("/log/consistency?from=5&to=4").statusCode()).isEqualTo(404);
    }

    @Test
    void leavesEveryCheckpointOutsideTheDatabase() throws Exception {
        transaction.executeWithoutResult(status -> log.record(entry("outside")));
        placed(1);
        sequencer.catchUp();
        Checkpoint latest = checkpoint();
        List<CheckpointFiles.Exported> files = CheckpointFiles.in(data.resolve("checkpoints"));
        assertThat(files).extracting(CheckpointFiles.Exported::checkpoint).contains(latest);
        NoteKey key = publishedKey();
        assertThat(files.getLast().note().isSignedBy(key)).isTrue();
    }

    @Test
    void forgetsAPersonWithoutChangingTheTree() throws Exception {
        UUID person = UUID.randomUUID();
        UUID colleague = UUID.randomUUID();
        transaction.executeWithoutResult(status -> {
            log.record(new AuditEntry("share.created", person.toString(), organization, "a share", Map.of()));
            log.record(new AuditEntry(
                    "roles.set", colleague.toString(), organization, person.toString(), Map.of("roles", "EDITOR")));
            log.record(new AuditEntry(
                    "share.revoked", "system", organization, "a share", Map.of("by", person.toString())));
        });
        placed(3);
        assertThat(log.concerning(person, LogFilter.ALL, 0, 10).items())
                .extracting(e -> e.entry().action())
                .containsExactly("roles.set", "share.created");
        assertThat(log.of(organization, new LogFilter("roles", colleague.toString(), null, null), 0, 10)
                        .items())
                .singleElement()
                .satisfies(e -> assertThat(e.entry().subject()).isEqualTo(person.toString()));
        long sequence =
                log.concerning(person, LogFilter.ALL, 0, 10).items().getFirst().sequence();
        assertThat(rowsThatSay(person)).isZero();
        assertThat(log.receiptFor(person, sequence)).isPresent();

        log.forget(person);

        assertThat(log.concerning(person, LogFilter.ALL, 0, 10).items()).isEmpty();
        assertThat(log.receiptFor(person, sequence)).isEmpty();
        assertThat(log.of(organization, 0, 10).items())
                .allSatisfy(e -> assertThat(e.toString()).doesNotContain(person.toString()));
        assertThat(server.sql()
                        .sql("SELECT count(*) FROM audit.person_key WHERE person = :p")
                        .param("p", person)
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(log.receiptFor(organization, sequence).orElseThrow().check(publishedKey()))
                .isInstanceOf(LogReceipt.Answer.Stands.class);
    }

    private long rowsThatSay(UUID person) {
        return server.sql()
                .sql("SELECT count(*) FROM audit.entry e WHERE e::text LIKE '%' || :p || '%'")
                .param("p", person.toString())
                .query(Long.class)
                .single();
    }

    private int count() {
        return server.sql()
                .sql("SELECT count(*) FROM audit.leaf")
                .query(Integer.class)
                .single();
    }

    private Checkpoint checkpoint() throws Exception {
        SignedNote note = SignedNote.parse(server.get("/log/checkpoint").body()).orElseThrow();
        assertThat(note.isSignedBy(publishedKey())).isTrue();
        return Checkpoint.parse(note.text()).orElseThrow();
    }

    private NoteKey publishedKey() throws Exception {
        Optional<NoteKey> key =
                server.get("/log/key").body().lines().findFirst().flatMap(NoteKey::parse);
        return key.orElseThrow();
    }

    /** The organization's entries, once so many of them have a place; any of the servers on this database may give it. */
    private List<RecordedEntry> placed(int expected) throws InterruptedException {
        for (int i = 0; i < 200; i++) {
            sequencer.catchUp();
            Page<RecordedEntry> page = log.of(organization, 0, 1000);
            List<RecordedEntry> placed =
                    page.items().stream().filter(e -> e.proof() != null).toList();
            if (placed.size() == expected) {
                return placed;
            }
            Thread.sleep(50);
        }
        throw new AssertionError("not all entries found a place");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private AuditEntry entry(String subject) {
        return new AuditEntry("framework.imported", "system", organization, subject, Map.of());
    }
}
