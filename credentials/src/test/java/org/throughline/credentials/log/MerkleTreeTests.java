package org.throughline.credentials.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MerkleTreeTests {
    /** The leaves with which implementations of Certificate Transparency compare themselves, and the roots over the first one to eight. */
    private static final List<String> LEAVES =
            List.of("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f");

    private static final List<String> ROOTS = List.of(
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

    private final Map<String, TreeHash> kept = new HashMap<>();
    private int reads;
    private final MerkleTree tree = new MerkleTree((level, index) -> {
        reads++;
        TreeHash hash = kept.get(level + "/" + index);
        if (hash == null) {
            throw new AssertionError("no complete subtree " + level + "/" + index);
        }
        return hash;
    });

    @Test
    void hasTheRootsThatOtherImplementationsHave() {
        assertThat(tree.root(0)).hasToString("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        for (int i = 0; i < LEAVES.size(); i++) {
            append(i, leaf(HexFormat.of().parseHex(LEAVES.get(i))));
            assertThat(tree.root(i + 1)).hasToString(ROOTS.get(i));
        }
    }

    @Test
    void provesEveryLeafOfEverySizeAndNoOtherOne() {
        grow(70);
        for (int size = 1; size <= 70; size++) {
            TreeHash root = tree.root(size);
            for (int index = 0; index < size; index++) {
                List<TreeHash> path = tree.inclusion(index, size);
                assertThat(MerkleTree.includes(leaf(index), index, size, path, root))
                        .isTrue();
                assertThat(MerkleTree.includes(leaf(index + 1000), index, size, path, root))
                        .isFalse();
                assertThat(MerkleTree.includes(leaf(index), index + 1, size, path, root))
                        .isFalse();
                assertThat(MerkleTree.includes(leaf(index), index, size, path, tree.root(size - 1)))
                        .isFalse();
                if (!path.isEmpty()) {
                    assertThat(MerkleTree.includes(leaf(index), index, size, path.subList(1, path.size()), root))
                            .isFalse();
                    List<TreeHash> longer = new ArrayList<>(path);
                    longer.add(root);
                    assertThat(MerkleTree.includes(leaf(index), index, size, longer, root))
                            .isFalse();
                }
            }
        }
    }

    @Test
    void provesThatEverySizeBeginsWithEverySmallerOne() {
        grow(40);
        for (int size = 0; size <= 40; size++) {
            for (int older = 0; older <= size; older++) {
                List<TreeHash> path = tree.consistency(older, size);
                assertThat(MerkleTree.continues(older, tree.root(older), size, tree.root(size), path))
                        .isTrue();
                if (older > 0 && older < size) {
                    assertThat(MerkleTree.continues(older, leaf(older + 1000), size, tree.root(size), path))
                            .isFalse();
                    assertThat(MerkleTree.continues(older, tree.root(older), size, leaf(size + 1000), path))
                            .isFalse();
                    assertThat(MerkleTree.continues(older, tree.root(older), size, tree.root(size), List.of()))
                            .isFalse();
                }
            }
        }
    }

    @Test
    void readsFewNodesForAProofInALargeTree() {
        grow(50_000);
        reads = 0;
        tree.inclusion(31_337, 50_000);
        assertThat(reads).isLessThan(64);
        reads = 0;
        tree.consistency(31_337, 50_000);
        assertThat(reads).isLessThan(64);
    }

    @Test
    void noticesOneBitAnywhereInAPath() {
        grow(1000);
        Random random = new Random(11);
        TreeHash root = tree.root(1000);
        for (int i = 0; i < 500; i++) {
            int index = random.nextInt(1000);
            List<TreeHash> path = new ArrayList<>(tree.inclusion(index, 1000));
            int step = random.nextInt(path.size());
            byte[] bytes = path.get(step).bytes();
            bytes[random.nextInt(32)] ^= (byte) (1 << random.nextInt(8));
            path.set(step, TreeHash.stored(bytes));
            assertThat(MerkleTree.includes(leaf(index), index, 1000, path, root))
                    .isFalse();
        }
    }

    private void grow(int size) {
        for (int i = 0; i < size; i++) {
            append(i, leaf(i));
        }
    }

    private void append(long index, TreeHash leaf) {
        tree.append(index, leaf).forEach(node -> kept.put(node.level() + "/" + node.index(), node.hash()));
    }

    private static TreeHash leaf(long number) {
        return leaf(Long.toString(number).getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private static TreeHash leaf(byte[] content) {
        var digest = TreeHash.sha256();
        digest.update((byte) 0);
        digest.update(content);
        return TreeHash.stored(digest.digest());
    }
}
