package org.throughline.server.audit;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.throughline.credentials.log.MerkleTree;
import org.throughline.credentials.log.MerkleTree.Node;
import org.throughline.credentials.log.SignedNote;
import org.throughline.credentials.log.TreeHash;

/** The rows of the Merkle tree: leaves, complete subtrees, checkpoints, and the entries that wait for a place. */
@Component
final class LogTree {

    /** An entry that waits for its place. */
    record Pending(long entry, TreeHash leaf) {}

    /** A checkpoint as it is kept. */
    record StoredCheckpoint(long number, long size, Instant at, SignedNote note) {}

    private static final String CHECKPOINT = "SELECT number, size, at, note FROM audit.checkpoint ";

    private final JdbcClient jdbc;

    LogTree(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Whether this transaction, of all servers, is the one that may let the tree grow. */
    boolean takeTurn() {
        return jdbc.sql("SELECT pg_try_advisory_xact_lock(hashtext('throughline'), hashtext('audit.tree'))")
                .query(Boolean.class)
                .single();
    }

    boolean anyPending() {
        return jdbc.sql("SELECT EXISTS (SELECT 1 FROM audit.pending)")
                .query(Boolean.class)
                .single();
    }

    List<Pending> pending(int limit) {
        return jdbc.sql("SELECT entry, leaf FROM audit.pending ORDER BY entry LIMIT :limit")
                .param("limit", limit)
                .query((row, number) -> new Pending(row.getLong("entry"), TreeHash.stored(row.getBytes("leaf"))))
                .list();
    }

    long size() {
        return jdbc.sql("SELECT coalesce(max(index) + 1, 0) FROM audit.leaf")
                .query(Long.class)
                .single();
    }

    /** The hashes of complete subtrees, read one by one as a proof asks for them. */
    MerkleTree reading() {
        return new MerkleTree(this::at);
    }

    /** Gives these entries the next places; returns the new size and root. */
    Grown append(List<Pending> entries) {
        long before = size();
        Map<Long, Map<Integer, TreeHash>> fresh = new HashMap<>();
        MerkleTree tree = new MerkleTree((level, index) -> {
            Map<Integer, TreeHash> levels = fresh.get(index);
            TreeHash known = levels == null ? null : levels.get(level);
            return known != null ? known : at(level, index);
        });
        List<Node> nodes = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            for (Node node : tree.append(before + i, entries.get(i).leaf())) {
                fresh.computeIfAbsent(node.index(), index -> new HashMap<>()).put(node.level(), node.hash());
                if (node.level() > 0) {
                    nodes.add(node);
                }
            }
        }
        writeLeaves(before, entries);
        writeNodes(nodes);
        long size = before + entries.size();
        return new Grown(size, tree.root(size));
    }

    /** How large the tree is now, and its root. */
    record Grown(long size, TreeHash root) {}

    void keep(Grown grown, Instant at, SignedNote note) {
        jdbc.sql("INSERT INTO audit.checkpoint (size, root, at, note) VALUES (:size, :root, :at, :note)")
                .param("size", grown.size())
                .param("root", grown.root().bytes())
                .param("at", OffsetDateTime.ofInstant(at, ZoneOffset.UTC))
                .param("note", note.note())
                .update();
    }

    Optional<StoredCheckpoint> latest() {
        return jdbc.sql(CHECKPOINT + "ORDER BY number DESC LIMIT 1")
                .query((row, number) -> checkpoint(row))
                .optional();
    }

    List<StoredCheckpoint> after(long number, int limit) {
        return jdbc.sql(CHECKPOINT + "WHERE number > :number ORDER BY number LIMIT :limit")
                .param("number", number)
                .param("limit", limit)
                .query((row, n) -> checkpoint(row))
                .list();
    }

    /** The number under which a checkpoint is kept. */
    Optional<Long> numberOf(SignedNote note) {
        return jdbc.sql("SELECT max(number) FROM audit.checkpoint WHERE note = :note HAVING count(*) > 0")
                .param("note", note.note())
                .query(Long.class)
                .optional();
    }

    /** The place of an entry; empty while it waits for one. */
    Optional<Long> placeOf(long entry) {
        return jdbc.sql("SELECT index FROM audit.leaf WHERE entry = :entry")
                .param("entry", entry)
                .query(Long.class)
                .optional();
    }

    private TreeHash at(int level, long index) {
        String sql = level == 0
                ? "SELECT hash FROM audit.leaf WHERE index = :index"
                : "SELECT hash FROM audit.node WHERE index = :index AND level = " + level;
        return jdbc.sql(sql)
                .param("index", index)
                .query((row, number) -> TreeHash.stored(row.getBytes("hash")))
                .optional()
                .orElseThrow(() -> new IllegalStateException(
                        "The log's tree has no node at level %d, place %d; ./throughline fsck says what else is missing"
                                .formatted(level, index)));
    }

    private void writeLeaves(long first, List<Pending> entries) {
        Long[] ids = entries.stream().map(Pending::entry).toArray(Long[]::new);
        jdbc.sql("""
                INSERT INTO audit.leaf (index, entry, hash)
                SELECT :first + place - 1, entry, hash
                FROM unnest(:entries::bigint[], :hashes::bytea[]) WITH ORDINALITY AS fresh (entry, hash, place)
                """)
                .param("first", first)
                .param("entries", ids)
                .param(
                        "hashes",
                        entries.stream().map(pending -> pending.leaf().bytes()).toArray(byte[][]::new))
                .update();
        jdbc.sql("SELECT audit.leave_queue(:entries::bigint[])")
                .param("entries", ids)
                .query((row, number) -> true)
                .list();
    }

    private void writeNodes(List<Node> nodes) {
        jdbc.sql("""
                INSERT INTO audit.node (level, index, hash)
                SELECT level, index, hash FROM unnest(:levels::int[], :indexes::bigint[], :hashes::bytea[]) AS fresh (level, index, hash)
                """)
                .param("levels", nodes.stream().map(Node::level).toArray(Integer[]::new))
                .param("indexes", nodes.stream().map(Node::index).toArray(Long[]::new))
                .param("hashes", nodes.stream().map(node -> node.hash().bytes()).toArray(byte[][]::new))
                .update();
    }

    private static StoredCheckpoint checkpoint(java.sql.ResultSet row) throws java.sql.SQLException {
        return new StoredCheckpoint(
                row.getLong("number"),
                row.getLong("size"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                SignedNote.parse(row.getString("note"))
                        .orElseThrow(() -> new IllegalStateException("a stored checkpoint is a signed note")));
    }
}
