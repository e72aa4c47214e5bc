package org.throughline.server.audit;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.throughline.credentials.log.Checkpoint;
import org.throughline.credentials.log.LoggedAct;
import org.throughline.credentials.log.MerkleTree.Node;
import org.throughline.credentials.log.SignedNote;
import org.throughline.credentials.log.TreeHash;
import org.throughline.server.shared.Invariant;

/**
 * Makes the whole tree anew from the entries and compares it with everything that is kept: leaves, nodes, and every checkpoint inside and outside
 * the database. It reads each once, in order, and keeps no more than one path in memory.
 */
final class LogInspection {

    /**
     * A leaf with its entry.
     *
     * @param act the entry; null where it is gone
     * @param entryLeaf the leaf that stands in the entry's own row
     */
    record Leaf(
            long index,
            long entry,
            TreeHash hash,
            @Nullable LoggedAct act,
            @Nullable TreeHash entryLeaf) {}

    /**
     * A checkpoint.
     *
     * @param where it was found, for people
     * @param size and root as they stand beside it in its row; null for one outside the database
     */
    record Signed(
            String where,
            SignedNote note,
            @Nullable Long size,
            @Nullable TreeHash root) {
        Optional<Checkpoint> checkpoint() {
            return Checkpoint.parse(note.text());
        }

        long claimed() {
            return checkpoint().map(Checkpoint::size).orElse(0L);
        }
    }

    private final List<CheckpointKeys.LogKey> keys;
    private final Iterator<Node> nodes;
    private final Iterator<Signed> checkpoints;
    private final List<String> findings = new ArrayList<>();
    private final Deque<Node> path = new ArrayDeque<>(); // complete subtrees, the largest at the bottom
    private long size;
    private long checked;
    private @Nullable Signed waiting;

    /**
     * @param nodes in the order in which they come to be: by their last leaf, then by level
     * @param checkpoints by their size
     */
    LogInspection(List<CheckpointKeys.LogKey> keys, Iterator<Node> nodes, Iterator<Signed> checkpoints) {
        this.keys = keys;
        this.nodes = nodes;
        this.checkpoints = checkpoints;
        this.waiting = next(checkpoints);
    }

    /** Inspects the leaves, in the order of their places, and all that stands above them. */
    Invariant.Found inspect(Iterator<Leaf> leaves) {
        while (leaves.hasNext()) {
            Leaf leaf = leaves.next();
            checked++;
            compare(leaf);
            grow(leaf);
            compareCheckpoints();
        }
        while (nodes.hasNext()) {
            Node surplus = nodes.next();
            find("The tree has a node too many, at level %d, place %d", surplus.level(), surplus.index());
        }
        for (Signed late = waiting; late != null; late = next(checkpoints)) {
            compareLate(late);
        }
        return new Invariant.Found(checked, findings);
    }

    private void compare(Leaf leaf) {
        if (leaf.index() != size) {
            find("The place %d of the log is %s", size, leaf.index() > size ? "missing" : "given twice");
        }
        LoggedAct act = leaf.act();
        if (act == null) {
            find("The act at place %d is gone (entry %d)", leaf.index(), leaf.entry());
            return;
        }
        TreeHash made = act.leaf();
        TreeHash written = leaf.entryLeaf();
        if (written == null || !made.equals(written)) {
            find(
                    "The act at place %d says something else than when it was written (entry %d)",
                    leaf.index(), leaf.entry());
        }
        if (!made.equals(leaf.hash())) {
            find("The leaf at place %d is not that of its act (entry %d)", leaf.index(), leaf.entry());
        }
    }

    /** Takes the leaf as the entry says it is, so that one change shows in every root above it. */
    private void grow(Leaf leaf) {
        LoggedAct act = leaf.act();
        Node node = new Node(0, size, act == null ? leaf.hash() : act.leaf());
        size++;
        while ((node.index() & 1) == 1) {
            Node left = path.pop();
            node = new Node(node.level() + 1, node.index() >> 1, TreeHash.above(left.hash(), node.hash()));
            compareNode(node);
        }
        path.push(node);
    }

    private void compareNode(Node made) {
        if (!nodes.hasNext()) {
            find("The tree's node at level %d, place %d is missing", made.level(), made.index());
            return;
        }
        Node kept = nodes.next();
        if (!kept.equals(made)) {
            find(
                    "The tree's node at level %d, place %d is not what the acts below it make",
                    made.level(), made.index());
        }
    }

    private void compareCheckpoints() {
        for (Signed signed = waiting; signed != null && signed.claimed() <= size; signed = waiting) {
            compareSigned(signed);
            waiting = next(checkpoints);
        }
    }

    private void compareSigned(Signed signed) {
        checked++;
        Optional<Checkpoint> read = signed.checkpoint();
        if (read.isEmpty()) {
            find("A checkpoint does not read as one (%s)", signed.where());
            return;
        }
        Checkpoint checkpoint = read.get();
        boolean columnsAgree = (signed.size() == null || signed.size() == checkpoint.size())
                && (signed.root() == null || signed.root().equals(checkpoint.root()));
        if (!columnsAgree) {
            find(
                    "The checkpoint of %d acts stands beside other figures than it signs (%s)",
                    checkpoint.size(), signed.where());
        }
        Optional<CheckpointKeys.LogKey> key = keyOf(checkpoint);
        if (key.isEmpty() || !signed.note().isSignedBy(key.get().key())) {
            find(
                    "The checkpoint of %d acts is not signed by a key of this log (%s)",
                    checkpoint.size(), signed.where());
            return;
        }
        if (isLost(key.get(), checkpoint)) {
            return;
        }
        if (checkpoint.size() != size || !checkpoint.root().equals(root())) {
            find("The first %d acts are not those that were signed (%s)", checkpoint.size(), signed.where());
        }
    }

    /** A checkpoint over more acts than there are. */
    private void compareLate(Signed signed) {
        checked++;
        Optional<Checkpoint> checkpoint = signed.checkpoint();
        boolean lost = checkpoint
                .flatMap(this::keyOf)
                .filter(key -> signed.note().isSignedBy(key.key()) && isLost(key, checkpoint.get()))
                .isPresent();
        if (!lost) {
            find("%d acts were signed, and the log has %d (%s)", signed.claimed(), size, signed.where());
        }
    }

    /** Whether it tells of acts that a restore took away: its key was retired when the log had fewer. */
    private static boolean isLost(CheckpointKeys.LogKey key, Checkpoint checkpoint) {
        return key.lastSize().isPresent() && checkpoint.size() > key.lastSize().getAsLong();
    }

    private Optional<CheckpointKeys.LogKey> keyOf(Checkpoint checkpoint) {
        return keys.stream()
                .filter(key -> key.key().name().equals(checkpoint.origin()))
                .findFirst();
    }

    private TreeHash root() {
        TreeHash root = null;
        for (Node subtree : path) {
            root = root == null ? subtree.hash() : TreeHash.above(subtree.hash(), root);
        }
        return root == null ? TreeHash.OF_NOTHING : root;
    }

    private void find(String words, Object... values) {
        findings.add(words.formatted(values));
    }

    private static @Nullable Signed next(Iterator<Signed> checkpoints) {
        return checkpoints.hasNext() ? checkpoints.next() : null;
    }
}
