package org.throughline.credentials.tree;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Where a walk through a document is. It becomes a JSON Pointer (RFC 6901) only where somebody asks. */
public final class Path {

    private @Nullable String[] names = new String[16];
    private int[] indices = new int[16];
    private int depth;

    /** Goes on to a property. */
    public void enter(String name) {
        grow();
        names[depth++] = name;
    }

    /** Goes on to an element of an array. */
    public void enter(int index) {
        grow();
        names[depth] = null;
        indices[depth++] = index;
    }

    private void grow() {
        if (depth == names.length) {
            names = Arrays.copyOf(names, depth * 2);
            indices = Arrays.copyOf(indices, depth * 2);
        }
    }

    /** Goes back by one step. */
    public void leave() {
        depth--;
    }

    /** How many steps it is from the beginning. */
    public int depth() {
        return depth;
    }

    /** The way as a JSON Pointer. */
    public String pointer() {
        StringBuilder pointer = new StringBuilder();
        for (int i = 0; i < depth; i++) {
            String name = names[i];
            if (name == null) {
                pointer.append('/').append(indices[i]);
            } else {
                pointer.append(Tree.step(name));
            }
        }
        return pointer.toString();
    }
}
