package org.throughline.server.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
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
import org.throughline.server.database.Reach;
import org.throughline.server.shared.Page;
import org.throughline.server.support.RunningServer;
import org.throughline.server.support.ServerTest;

@ServerTest
class LogSequencerIT {
    /** Of a machine that does other things, too. */
    private static final Duration TOLERANCE = Duration.ofSeconds(4);

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
            Future<?> slow = threads.submit(() -> inTransaction(() -> {
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
                        inTransaction(() -> log.record(entry("many")));
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

    /** Nobody calls the sequencer here: it works by itself, as on a server. */
    @Test
    void staysAtMostASecondOrAThousandActsBehindAlsoInAFlood() throws Exception {
        transaction.executeWithoutResult(status -> {
            for (int i = 0; i < 2_500; i++) {
                log.record(entry("flood " + i));
            }
        });
        Instant committed = moment("select clock_timestamp()");
        String signed = """
                select %s from (select row_number() over (order by l.index) as place, (select c.at from audit.checkpoint c
                    where c.size > l.index order by c.size limit 1) as at
                  from audit.entry e join audit.leaf l on l.entry = e.sequence where e.organization = ?) s
                """;
        for (int i = 0; i < 400 && counted(signed.formatted("count(at)")) < 2_500; i++) {
            Thread.sleep(50);
        }
        assertThat(counted(signed.formatted("count(at)"))).isEqualTo(2_500);

        // when no more than a thousand were left, and when none was
        Duration untilAThousand =
                Duration.between(committed, moment(signed.formatted("max(at) filter (where place <= 1500)")));
        Duration untilAll = Duration.between(committed, moment(signed.formatted("max(at)")));
        System.out.printf(
                "checkpoints: 1,000 of 2,500 acts behind after %d ms, none after %d ms%n",
                untilAThousand.toMillis(), untilAll.toMillis());
        assertThat(untilAThousand).isLessThan(Duration.ofSeconds(1).plus(TOLERANCE));
        assertThat(untilAll).isLessThan(Duration.ofSeconds(2).plus(TOLERANCE));
        assertThat(counted(
                        "select max(size - before) from (select size, lag(size, 1, 0::bigint) over (order by size) as before"
                                + " from audit.checkpoint) c where ? <> ''"))
                .as("acts under one checkpoint that are not under the one before")
                .isLessThanOrEqualTo(1_000);

        long size = counted("select max(size) from audit.checkpoint where ? <> ''");
        List<Long> outside = List.of();
        for (int i = 0; i < 100 && !outside.contains(size); i++) {
            Thread.sleep(50);
            outside = CheckpointFiles.in(data.resolve("checkpoints")).stream()
                    .map(exported -> exported.checkpoint().size())
                    .toList();
        }
        assertThat(outside).as("checkpoints outside the database").contains(size);
        for (int i = 1; i < outside.size(); i++) {
            assertThat(outside.get(i) - outside.get(i - 1)).isLessThanOrEqualTo(1_000);
        }
    }

    private long counted(String sql) {
        return server.sql().sql(sql).param(organization).query(Long.class).single();
    }

    private Instant moment(String sql) {
        var asked = server.sql().sql(sql);
        return (sql.contains("?") ? asked.param(organization) : asked)
                .query((row, number) -> row.getObject(1, java.time.OffsetDateTime.class))
                .single()
                .toInstant();
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
                .containsExactly("share.revoked", "roles.set", "share.created");
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

    /** On a thread of its own, which reaches no further than it says. */
    private void inTransaction(Runnable work) {
        Reach.asHouse("a test writes into the log", () -> transaction.executeWithoutResult(status -> work.run()));
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
