package org.throughline.matching;

import java.util.Arrays;
import java.util.List;

/**
 * Where many things lie, kept so that one place is compared with all of them at once: two thousand at a time stand beside each other, axis by
 * axis, which the processor multiplies eight or sixteen at a stroke; their sums stay in its nearest memory.
 */
final class Places {
    private static final int ABREAST = 2048;

    private final List<float[]> places;
    private final float[] packed;
    private final int dimensions;

    /** @param places all of the same length; not to be written to any more */
    Places(List<float[]> places) {
        this.places = List.copyOf(places);
        this.dimensions = places.isEmpty() ? 0 : places.getFirst().length;
        this.packed = new float[Math.multiplyExact(places.size(), dimensions)];
        for (int first = 0; first < places.size(); first += ABREAST) {
            int abreast = Math.min(ABREAST, places.size() - first);
            for (int i = 0; i < abreast; i++) {
                float[] place = places.get(first + i);
                for (int k = 0; k < dimensions; k++) {
                    packed[first * dimensions + k * abreast + i] = place[k];
                }
            }
        }
    }

    int size() {
        return places.size();
    }

    int dimensions() {
        return dimensions;
    }

    float[] get(int number) {
        return places.get(number);
    }

    List<float[]> all() {
        return places;
    }

    /** The cosine of each with a place, all of length 1. */
    double[] products(float[] with) {
        double[] products = new double[places.size()];
        float[] sums = new float[ABREAST];
        for (int first = 0; first < products.length; first += ABREAST) {
            int abreast = Math.min(ABREAST, products.length - first);
            Arrays.fill(sums, 0);
            int at = first * dimensions;
            int k = 0;
            for (; k + 3 < dimensions; k += 4) {
                add(sums, packed, at + k * abreast, abreast, with[k], with[k + 1], with[k + 2], with[k + 3]);
            }
            for (; k < dimensions; k++) {
                add(sums, packed, at + k * abreast, abreast, with[k]);
            }
            for (int i = 0; i < abreast; i++) {
                products[first + i] = sums[i];
            }
        }
        return products;
    }

    /** Four axes at a stroke, so that the sums are fetched and put back once for all four. */
    private static void add(float[] sums, float[] from, int at, int many, float a, float b, float c, float d) {
        int second = at + many;
        int third = second + many;
        int fourth = third + many;
        for (int i = 0; i < many; i++) {
            sums[i] += a * from[at + i] + b * from[second + i] + c * from[third + i] + d * from[fourth + i];
        }
    }

    private static void add(float[] sums, float[] from, int at, int many, float weight) {
        for (int i = 0; i < many; i++) {
            sums[i] += weight * from[at + i];
        }
    }
}
