package org.throughline.server.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.throughline.credentials.key.Ed25519KeyPair;
import org.throughline.credentials.log.Checkpoint;
import org.throughline.credentials.log.LoggedAct;
import org.throughline.credentials.log.MerkleTree;
import org.throughline.credentials.log.MerkleTree.Node;
import org.throughline.credentials.log.NoteKey;
import org.throughline.credentials.log.SignedNote;
import org.throughline.credentials.log.TreeHash;

class LogInspectionTests {
    private static final int ACTS = 130;

    private final Ed25519KeyPair pair = Ed25519KeyPair.generate(new SecureRandom());
    private final NoteKey key = new NoteKey("log.example.org/log/1", pair.publicKey());
    private final List<LogInspection.Leaf> leaves = new ArrayList<>();
    private final List<Node> nodes = new ArrayList<>();
    private final List<LogInspection.Signed> checkpoints = new ArrayList<>();

    /** A log as the sequencer leaves it, with a checkpoint every few acts; every other one also outside. */
    LogInspectionTests() {
        Map<String, TreeHash> kept = new HashMap<>();
        MerkleTree tree = new MerkleTree((level, index) -> {
            TreeHash hash = kept.get(level + "/" + index);
            if (hash == null) {
                throw new AssertionError();
            }
            return hash;
        });
        for (int i = 0; i < ACTS; i++) {
            LoggedAct act = new LoggedAct(
                    Instant.EPOCH.plusSeconds(i),
                    "credential.issued",
                    "person:" + i % 7,
                    "org",
                    "thing " + i,
                    Map.of("n", "" + i));
            leaves.add(new LogInspection.Leaf(i, i * 2L, act.leaf(), act, act.leaf()));
            for (Node node : tree.append(i, act.leaf())) {
                kept.put(node.level() + "/" + node.index(), node.hash());
                if (node.level() > 0) {
                    nodes.add(node);
                }
            }
            if (i % 13 == 12 || i == ACTS - 1) {
                Checkpoint checkpoint = new Checkpoint(key.name(), i + 1, tree.root(i + 1));
                SignedNote note = SignedNote.sign(checkpoint.text(), key, pair.signer()::sign);
                checkpoints.add(new LogInspection.Signed("inside", note, (long) i + 1, checkpoint.root()));
                checkpoints.add(new LogInspection.Signed("outside", note, null, null));
            }
        }
    }

    @Test
    void findsNothingInALogThatNobodyTouched() {
        assertThat(findings()).isEmpty();
    }

    @Test
    void noticesEveryOneOfAThousandRandomChanges() {
        Random random = new Random(42);
        List<LogInspection.Leaf> leaves = List.copyOf(this.leaves);
        List<Node> nodes = List.copyOf(this.nodes);
        List<LogInspection.Signed> checkpoints = List.copyOf(this.checkpoints);
        int noticed = 0;
        for (int i = 0; i < 1_000; i++) {
            restore(leaves, nodes, checkpoints);
            String what = tamper(random);
            assertThat(findings()).as("change %d: %s", i, what).isNotEmpty();
            noticed++;
        }
        assertThat(noticed).isEqualTo(1_000);
    }

    @Test
    void letsAloneWhatARestoreTookAway() {
        int standing = 6 * 13;
        leaves.subList(standing, ACTS).clear();
        nodes.removeIf(node -> ((node.index() + 1) << node.level()) > standing);
        checkpoints.removeIf(signed -> signed.size() != null && signed.size() > standing);
        assertThat(findings()).isNotEmpty();
        List<CheckpointKeys.LogKey> retired = List.of(new CheckpointKeys.LogKey(key, OptionalLong.of(standing)));
        assertThat(inspect(retired)).isEmpty();
    }

    private String tamper(Random random) {
        int place = random.nextInt(leaves.size());
        LogInspection.Leaf leaf = leaves.get(place);
        LoggedAct act = leaf.act();
        if (act == null) {
            throw new AssertionError();
        }
        switch (random.nextInt(12)) {
            case 0 -> {
                leaves.set(place, with(leaf, changed(act, random), leaf.hash(), leaf.entryLeaf()));
                return "an act's words at " + place;
            }
            case 1 -> {
                LoggedAct other = changed(act, random);
                leaves.set(place, with(leaf, other, leaf.hash(), other.leaf()));
                return "an act with its own leaf at " + place;
            }
            case 2 -> {
                LoggedAct other = changed(act, random);
                leaves.set(place, with(leaf, other, other.leaf(), other.leaf()));
                return "an act and both its leaves at " + place;
            }
            case 3 -> {
                leaves.set(place, with(leaf, act, flipped(leaf.hash(), random), leaf.entryLeaf()));
                return "a leaf of the tree at " + place;
            }
            case 4 -> {
                leaves.remove(place);
                return "an act removed at " + place;
            }
            case 5 -> {
                int other = (place + 1 + random.nextInt(leaves.size() - 1)) % leaves.size();
                LogInspection.Leaf second = leaves.get(other);
                leaves.set(
                        place,
                        new LogInspection.Leaf(
                                leaf.index(), second.entry(), second.hash(), second.act(), second.entryLeaf()));
                leaves.set(
                        other,
                        new LogInspection.Leaf(second.index(), leaf.entry(), leaf.hash(), act, leaf.entryLeaf()));
                return "two acts exchanged";
            }
            case 6 -> {
                int node = random.nextInt(nodes.size());
                Node kept = nodes.get(node);
                nodes.set(node, new Node(kept.level(), kept.index(), flipped(kept.hash(), random)));
                return "a node of the tree";
            }
            case 7 -> {
                nodes.remove(random.nextInt(nodes.size()));
                return "a node removed";
            }
            case 8 -> {
                int n = random.nextInt(checkpoints.size() / 2) * 2;
                LogInspection.Signed signed = checkpoints.get(n);
                TreeHash root = signed.root();
                checkpoints.set(
                        n,
                        new LogInspection.Signed(
                                signed.where(),
                                signed.note(),
                                signed.size(),
                                flipped(root == null ? TreeHash.OF_NOTHING : root, random)));
                return "a checkpoint's column";
            }
            case 9 -> {
                int n = random.nextInt(checkpoints.size());
                LogInspection.Signed signed = checkpoints.get(n);
                Checkpoint checkpoint = signed.checkpoint().orElseThrow();
                Checkpoint other =
                        new Checkpoint(checkpoint.origin(), checkpoint.size(), flipped(checkpoint.root(), random));
                SignedNote forged = new SignedNote(other.text(), signed.note().signatures());
                checkpoints.set(n, new LogInspection.Signed(signed.where(), forged, null, null));
                return "a checkpoint's text";
            }
            case 10 -> {
                Ed25519KeyPair thief = Ed25519KeyPair.generate(new SecureRandom());
                int n = random.nextInt(checkpoints.size());
                LogInspection.Signed signed = checkpoints.get(n);
                SignedNote forged = SignedNote.sign(
                        signed.note().text(), new NoteKey(key.name(), thief.publicKey()), thief.signer()::sign);
                checkpoints.set(n, new LogInspection.Signed(signed.where(), forged, signed.size(), signed.root()));
                return "a checkpoint signed by another key";
            }
            default -> {
                int keep = 1 + random.nextInt(leaves.size() - 1);
                leaves.subList(keep, leaves.size()).clear();
                nodes.removeIf(node -> ((node.index() + 1) << node.level()) > keep);
                checkpoints.removeIf(signed -> signed.size() != null && signed.size() > keep);
                return "everything after " + keep + " removed from the database, with its checkpoints";
            }
        }
    }

    private static LoggedAct changed(LoggedAct act, Random random) {
        return switch (random.nextInt(6)) {
            case 0 ->
                new LoggedAct(
                        act.at().plusNanos(1000),
                        act.action(),
                        act.actor(),
                        act.organization(),
                        act.subject(),
                        act.details());
            case 1 ->
                new LoggedAct(
                        act.at(), act.action() + "x", act.actor(), act.organization(), act.subject(), act.details());
            case 2 ->
                new LoggedAct(act.at(), act.action(), "person:8", act.organization(), act.subject(), act.details());
            case 3 -> new LoggedAct(act.at(), act.action(), act.actor(), null, act.subject(), act.details());
            case 4 ->
                new LoggedAct(
                        act.at(), act.action(), act.actor(), act.organization(), act.subject() + " ", act.details());
            default -> new LoggedAct(act.at(), act.action(), act.actor(), act.organization(), act.subject(), Map.of());
        };
    }

    private static LogInspection.Leaf with(
            LogInspection.Leaf leaf,
            LoggedAct act,
            TreeHash hash,
            @org.jspecify.annotations.Nullable TreeHash entryLeaf) {
        return new LogInspection.Leaf(leaf.index(), leaf.entry(), hash, act, entryLeaf);
    }

    private static TreeHash flipped(TreeHash hash, Random random) {
        byte[] bytes = hash.bytes();
        bytes[random.nextInt(TreeHash.LENGTH)] ^= (byte) (1 << random.nextInt(8));
        return TreeHash.stored(bytes);
    }

    private void restore(List<LogInspection.Leaf> leaves, List<Node> nodes, List<LogInspection.Signed> checkpoints) {
        this.leaves.clear();
        this.leaves.addAll(leaves);
        this.nodes.clear();
        this.nodes.addAll(nodes);
        this.checkpoints.clear();
        this.checkpoints.addAll(checkpoints);
    }

    private List<String> findings() {
        return inspect(List.of(new CheckpointKeys.LogKey(key, OptionalLong.empty())));
    }

    private List<String> inspect(List<CheckpointKeys.LogKey> keys) {
        List<LogInspection.Signed> sorted = new ArrayList<>(checkpoints);
        sorted.sort(Comparator.comparingLong(LogInspection.Signed::claimed));
        return new LogInspection(keys, nodes.iterator(), sorted.iterator())
                .inspect(leaves.iterator())
                .findings();
    }
}
