package org.throughline.matching;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The statements that stand under one parent with the one asked about: where the others of a job or a course belong, it is likely to belong too. */
final class Fellows {
    private static final int BEST = 3;

    private final Map<String, List<Analysed>> byParent = new HashMap<>();
    private final Map<String, float[]> centres = new ConcurrentHashMap<>();
    private final Neighbourhood neighbourhood;
    private final LatentSource latent;

    Fellows(List<Analysed> statements, Neighbourhood neighbourhood, LatentSource latent) {
        this.neighbourhood = neighbourhood;
        this.latent = latent;
        for (Analysed statement : statements) {
            List<String> parents = statement.statement().context();
            if (!parents.isEmpty()) {
                byParent.computeIfAbsent(parents.getFirst(), _ -> new ArrayList<>())
                        .add(statement);
            }
        }
    }

    /** Per candidate the mean of the three best scores that the fellows give it; candidates that none of them favours are missing. */
    Map<Integer, Double> favourites(Statement of) {
        Map<Integer, double[]> best = new HashMap<>();
        for (Analysed fellow : of(of)) {
            if (!fellow.statement().id().equals(of.id())) {
                neighbourhood.favourites(fellow.statement()).forEach((candidate, score) -> {
                    double[] theirs = best.computeIfAbsent(candidate, _ -> new double[BEST]);
                    double given = score;
                    for (int k = 0; k < BEST; k++) {
                        if (given > theirs[k]) {
                            double weaker = theirs[k];
                            theirs[k] = given;
                            given = weaker;
                        }
                    }
                });
            }
        }
        Map<Integer, Double> mean = new HashMap<>();
        best.forEach((candidate, scores) -> {
            double sum = 0;
            for (double score : scores) {
                sum += score;
            }
            mean.put(candidate, sum / BEST);
        });
        return mean;
    }

    /** Where all the fellows together lie in the latent space; zeros when there are none. */
    float[] centre(Analysed of) {
        List<String> parents = of.statement().context();
        List<Analysed> fellows = of(of.statement());
        if (parents.isEmpty() || fellows.isEmpty()) {
            return new float[latent.dimensions()];
        }
        return centres.computeIfAbsent(parents.getFirst(), _ -> {
            float[] centre = new float[latent.dimensions()];
            for (Analysed fellow : fellows) {
                float[] place = latent.place(fellow);
                for (int k = 0; k < centre.length; k++) {
                    centre[k] += place[k];
                }
            }
            LatentSpace.scaleToOne(centre);
            return centre;
        });
    }

    private List<Analysed> of(Statement statement) {
        return statement.context().isEmpty()
                ? List.of()
                : byParent.getOrDefault(statement.context().getFirst(), List.of());
    }
}
