package org.throughline.matching;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Parts of the latent space in which pieces of statements lie, found where nobody said which pieces belong to one field: what lies in one region is
 * about the same, so that what was learned in others is tried on it as on a new field. Spherical k-means from the largest piece and those farthest
 * from what was chosen before; the same pieces give the same regions.
 */
final class Regions {
    private static final int MOST = 10;
    private static final int ROUNDS = 10;

    private Regions() {}

    /**
     * Per piece the name of its region.
     *
     * @param place of a statement in the latent space, of length 1
     */
    static Map<String, String> of(
            List<Learning.Decided> decided, Function<Statement, String> piece, Function<Analysed, float[]> place) {
        Map<String, float[]> middles = new LinkedHashMap<>();
        for (Learning.Decided one : decided) {
            float[] at = place.apply(one.from());
            float[] middle = middles.computeIfAbsent(piece.apply(one.asked()), _ -> new float[at.length]);
            add(middle, at);
        }
        List<float[]> points = new ArrayList<>(middles.values());
        float[] largest = points.stream()
                .max(Comparator.comparingDouble(middle -> LatentSpace.product(middle, middle)))
                .orElseThrow();
        points.forEach(LatentSpace::scaleToOne);
        int[] regions = regions(points, largest);
        Map<String, String> names = new LinkedHashMap<>();
        int number = 0;
        for (String name : middles.keySet()) {
            names.put(name, "region " + regions[number++]);
        }
        return names;
    }

    private static int[] regions(List<float[]> points, float[] first) {
        List<float[]> centres = new ArrayList<>(List.of(first.clone()));
        double[] nearest = new double[points.size()];
        Arrays.fill(nearest, -1);
        while (centres.size() < Math.min(MOST, points.size())) {
            int farthest = 0;
            for (int i = 0; i < nearest.length; i++) {
                nearest[i] = Math.max(nearest[i], LatentSpace.product(points.get(i), centres.getLast()));
                farthest = nearest[i] < nearest[farthest] ? i : farthest;
            }
            centres.add(points.get(farthest).clone());
        }
        int[] regions = new int[points.size()];
        for (int round = 0; round < ROUNDS; round++) {
            for (int i = 0; i < regions.length; i++) {
                regions[i] = nearest(centres, points.get(i));
            }
            for (int region = 0; region < centres.size(); region++) {
                float[] middle = new float[first.length];
                for (int i = 0; i < regions.length; i++) {
                    if (regions[i] == region) {
                        add(middle, points.get(i));
                    }
                }
                LatentSpace.scaleToOne(middle);
                centres.set(region, middle);
            }
        }
        return regions;
    }

    private static int nearest(List<float[]> centres, float[] point) {
        int nearest = 0;
        for (int region = 1; region < centres.size(); region++) {
            if (LatentSpace.product(centres.get(region), point) > LatentSpace.product(centres.get(nearest), point)) {
                nearest = region;
            }
        }
        return nearest;
    }

    private static void add(float[] sum, float[] vector) {
        for (int k = 0; k < sum.length; k++) {
            sum[k] += vector[k];
        }
    }
}
