package org.throughline.server.audit;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.throughline.credentials.log.MerkleTree.Node;
import org.throughline.credentials.log.SignedNote;
import org.throughline.credentials.log.TreeHash;
import org.throughline.server.shared.Invariant;

/** Reads the log for its inspection, in order and piece by piece. */
@Component
final class LogRows {
    private static final int PIECE = 5_000;

    private final JdbcClient jdbc;
    private final LogReader reader;

    LogRows(JdbcClient jdbc, LogReader reader) {
        this.jdbc = jdbc;
        this.reader = reader;
    }

    Iterator<LogInspection.Leaf> leaves() {
        return pieces(after -> reader.leavesAfter(after, PIECE), LogInspection.Leaf::index);
    }

    Iterator<Node> nodes() {
        record Kept(Node node, long order) {}
        Iterator<Kept> kept = pieces(
                after -> jdbc.sql("""
                        SELECT level, index, hash, (((index + 1) << level) * 64 + level) AS place FROM audit.node
                        WHERE (((index + 1) << level) * 64 + level) > :after
                        ORDER BY (((index + 1) << level) * 64 + level) LIMIT :limit
                        """)
                        .param("after", after)
                        .param("limit", PIECE)
                        .query((row, number) -> new Kept(
                                new Node(
                                        row.getInt("level"),
                                        row.getLong("index"),
                                        TreeHash.stored(row.getBytes("hash"))),
                                row.getLong("place")))
                        .list(),
                Kept::order);
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return kept.hasNext();
            }

            @Override
            public Node next() {
                return kept.next().node();
            }
        };
    }

    List<LogInspection.Signed> checkpoints() {
        return jdbc.sql("SELECT number, size, root, note FROM audit.checkpoint")
                .query((row, number) -> new LogInspection.Signed(
                        "checkpoint " + row.getLong("number"),
                        SignedNote.parse(row.getString("note"))
                                .orElseGet(() -> new SignedNote("unreadable\n", List.of())),
                        row.getLong("size"),
                        TreeHash.stored(row.getBytes("root"))))
                .list();
    }

    Invariant.Found withoutPlace() {
        List<String> findings = new ArrayList<>();
        long checked =
                jdbc.sql("SELECT count(*) FROM audit.entry").query(Long.class).single();
        jdbc.sql("""
                SELECT e.sequence FROM audit.entry e
                WHERE NOT EXISTS (SELECT 1 FROM audit.leaf l WHERE l.entry = e.sequence)
                  AND NOT EXISTS (SELECT 1 FROM audit.pending p WHERE p.entry = e.sequence AND p.leaf = e.leaf)
                ORDER BY e.sequence
                """)
                .query((row, number) -> row.getLong("sequence"))
                .list()
                .forEach(entry ->
                        findings.add("The act %d has no place in the log and waits for none".formatted(entry)));
        jdbc.sql("""
                SELECT p.entry FROM audit.pending p LEFT JOIN audit.entry e ON e.sequence = p.entry
                WHERE e.sequence IS NULL OR EXISTS (SELECT 1 FROM audit.leaf l WHERE l.entry = p.entry)
                """)
                .query((row, number) -> row.getLong("entry"))
                .list()
                .forEach(entry ->
                        findings.add("The act %d waits for a place and is not there, or has one".formatted(entry)));
        reader.waiting().forEach(stored -> {
            if (!stored.act().leaf().equals(stored.leaf())) {
                findings.add("The act %d says something else than when it was written".formatted(stored.sequence()));
            }
        });
        return new Invariant.Found(checked, findings);
    }

    private interface Piece<T> {
        List<T> after(long key);
    }

    private interface Key<T> {
        long of(T row);
    }

    private static <T> Iterator<T> pieces(Piece<T> piece, Key<T> key) {
        return Stream.iterate(
                        piece.after(-1),
                        rows -> !rows.isEmpty(),
                        rows -> rows.size() < PIECE ? List.<T>of() : piece.after(key.of(rows.getLast())))
                .flatMap(List::stream)
                .iterator();
    }
}
