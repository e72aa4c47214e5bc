package org.throughline.credentials.log;

import java.util.ArrayList;
import java.util.List;

/**
 * The arithmetic of a Merkle tree over a growing list of leaves (RFC 9162, section 2.1). The tree keeps the hash of every complete subtree: the
 * node at level l and index i stands over the leaves i * 2^l to (i + 1) * 2^l - 1, and level 0 are the leaves. Such a node never changes, so
 * that a root, an inclusion proof or a consistency proof reads about log2(size) of them.
 */
public final class MerkleTree {

    /** Where complete subtrees are kept. */
    public interface Nodes {
        TreeHash at(int level, long index);
    }

    /** One complete subtree. */
    public record Node(int level, long index, TreeHash hash) {}

    private final Nodes nodes;

    public MerkleTree(Nodes nodes) {
        this.nodes = nodes;
    }

    /** The root over the first {@code size} leaves. */
    public TreeHash root(long size) {
        return size == 0 ? TreeHash.OF_NOTHING : over(0, size);
    }

    /**
     * What proves that a leaf stands in the tree (RFC 9162, section 2.1.3.1).
     *
     * @param index of the leaf, from 0
     * @param size of the tree, greater than the index
     */
    public List<TreeHash> inclusion(long index, long size) {
        require(index >= 0 && index < size, index, size);
        List<TreeHash> path = new ArrayList<>();
        inclusion(index, 0, size, path);
        return List.copyOf(path);
    }

    /** What proves that the tree of {@code size} leaves begins with the tree of {@code older} leaves (RFC 9162, section 2.1.4.1). */
    public List<TreeHash> consistency(long older, long size) {
        require(older >= 0 && older <= size, older, size);
        List<TreeHash> path = new ArrayList<>();
        if (older > 0 && older < size) {
            consistency(older, 0, size, true, path);
        }
        return List.copyOf(path);
    }

    /** The complete subtrees that come to be when a leaf is appended at this index, lowest first: the leaf itself, and what it completes. */
    public List<Node> append(long index, TreeHash leaf) {
        List<Node> grown = new ArrayList<>();
        Node node = new Node(0, index, leaf);
        grown.add(node);
        while ((node.index() & 1) == 1) {
            TreeHash left = nodes.at(node.level(), node.index() - 1);
            node = new Node(node.level() + 1, node.index() >> 1, TreeHash.above(left, node.hash()));
            grown.add(node);
        }
        return List.copyOf(grown);
    }

    private TreeHash over(long from, long to) {
        long width = to - from;
        if (Long.bitCount(width) == 1 && from % width == 0) {
            int level = Long.numberOfTrailingZeros(width);
            return nodes.at(level, from >> level);
        }
        long left = leftWidth(width);
        return TreeHash.above(over(from, from + left), over(from + left, to));
    }

    private void inclusion(long index, long from, long to, List<TreeHash> path) {
        if (to - from == 1) {
            return;
        }
        long middle = from + leftWidth(to - from);
        if (index < middle) {
            inclusion(index, from, middle, path);
            path.add(over(middle, to));
        } else {
            inclusion(index, middle, to, path);
            path.add(over(from, middle));
        }
    }

    private void consistency(long older, long from, long to, boolean known, List<TreeHash> path) {
        if (older == to) {
            if (!known) {
                path.add(over(from, to));
            }
            return;
        }
        long middle = from + leftWidth(to - from);
        if (older <= middle) {
            consistency(older, from, middle, known, path);
            path.add(over(middle, to));
        } else {
            consistency(older, middle, to, false, path);
            path.add(over(from, middle));
        }
    }

    /** Whether the path leads from the leaf to the root (RFC 9162, section 2.1.3.2). */
    public static boolean includes(TreeHash leaf, long index, long size, List<TreeHash> path, TreeHash root) {
        if (index < 0 || index >= size) {
            return false;
        }
        long place = index;
        long last = size - 1;
        TreeHash hash = leaf;
        for (TreeHash step : path) {
            if (last == 0) {
                return false;
            }
            if ((place & 1) == 1 || place == last) {
                hash = TreeHash.above(step, hash);
                while ((place & 1) == 0 && place != 0) {
                    place >>= 1;
                    last >>= 1;
                }
            } else {
                hash = TreeHash.above(hash, step);
            }
            place >>= 1;
            last >>= 1;
        }
        return last == 0 && hash.equals(root);
    }

    /** Whether the path shows that the newer tree begins with the older one (RFC 9162, section 2.1.4.2). */
    public static boolean continues(
            long older, TreeHash olderRoot, long newer, TreeHash newerRoot, List<TreeHash> path) {
        if (older < 0 || older > newer) {
            return false;
        }
        if (older == newer) {
            return path.isEmpty() && olderRoot.equals(newerRoot);
        }
        if (older == 0) {
            return path.isEmpty() && olderRoot.equals(TreeHash.OF_NOTHING);
        }
        List<TreeHash> steps = new ArrayList<>(path);
        if (Long.bitCount(older) == 1) {
            steps.addFirst(olderRoot);
        }
        if (steps.isEmpty()) {
            return false;
        }
        long place = older - 1;
        long last = newer - 1;
        while ((place & 1) == 1) {
            place >>= 1;
            last >>= 1;
        }
        TreeHash before = steps.getFirst();
        TreeHash after = steps.getFirst();
        for (TreeHash step : steps.subList(1, steps.size())) {
            if (last == 0) {
                return false;
            }
            if ((place & 1) == 1 || place == last) {
                before = TreeHash.above(step, before);
                after = TreeHash.above(step, after);
                while ((place & 1) == 0 && place != 0) {
                    place >>= 1;
                    last >>= 1;
                }
            } else {
                after = TreeHash.above(after, step);
            }
            place >>= 1;
            last >>= 1;
        }
        return last == 0 && before.equals(olderRoot) && after.equals(newerRoot);
    }

    /** The largest power of two below this width. */
    private static long leftWidth(long width) {
        return Long.highestOneBit(width - 1);
    }

    private static void require(boolean holds, long place, long size) {
        if (!holds) {
            throw new IllegalArgumentException("%d does not stand in a tree of %d leaves".formatted(place, size));
        }
    }
}
