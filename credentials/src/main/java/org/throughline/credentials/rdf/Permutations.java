package org.throughline.credentials.rdf;

import java.util.List;

/** All orders of some nodes, one after the other; which comes when does not matter. */
final class Permutations {

    private final BlankNode[] nodes;
    private final int[] order;

    Permutations(List<BlankNode> nodes) {
        this.nodes = nodes.toArray(BlankNode[]::new);
        this.order = new int[this.nodes.length];
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
    }

    BlankNode[] current() {
        BlankNode[] current = new BlankNode[order.length];
        for (int i = 0; i < order.length; i++) {
            current[i] = nodes[order[i]];
        }
        return current;
    }

    /** Goes on to the next order in the dictionary's sense; false after the last. */
    boolean next() {
        int i = order.length - 2;
        while (i >= 0 && order[i] > order[i + 1]) {
            i--;
        }
        if (i < 0) {
            return false;
        }
        int j = order.length - 1;
        while (order[j] < order[i]) {
            j--;
        }
        swap(i, j);
        for (int from = i + 1, to = order.length - 1; from < to; from++, to--) {
            swap(from, to);
        }
        return true;
    }

    private void swap(int a, int b) {
        int kept = order[a];
        order[a] = order[b];
        order[b] = kept;
    }
}
