package org.throughline.caseformat.json;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.RandomAccess;

/** The places of a list's elements, in eight bytes each. */
final class Places extends AbstractList<Place> implements RandomAccess {

    private int[] bounds = new int[32];
    private int size;

    void add(int start, int end) {
        if (2 * size == bounds.length) {
            bounds = Arrays.copyOf(bounds, 2 * bounds.length);
        }
        bounds[2 * size] = start;
        bounds[2 * size + 1] = end;
        size++;
    }

    @Override
    public Place get(int index) {
        return new Place(bounds[2 * index], bounds[2 * index + 1]);
    }

    @Override
    public int size() {
        return size;
    }
}
