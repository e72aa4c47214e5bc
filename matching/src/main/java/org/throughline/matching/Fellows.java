package org.throughline.matching;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The statements that stand under one parent with the one asked about: where the others of a job or a course belong, it is likely to belong too. */
final class Fellows {
    private static final int BEST = 3;

    private final Map<String, List<Analysed>> byParent = new HashMap<>();
    private final Map<String, float[]> centres = new ConcurrentHashMap<>();
    private final Map<String, Map<Integer, Best>> favourites = new ConcurrentHashMap<>();
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

    /** The mean of the three best scores that the fellows give a candidate; its own does not count. */
    double favour(Statement of, int candidate) {
        Best best = favourites(of).get(candidate);
        return best == null ? 0 : best.without(of.id());
    }

    /** What all under one parent like, found out at the first question; two threads that find it out find the same. */
    private Map<Integer, Best> favourites(Statement of) {
        List<Analysed> fellows = of(of);
        if (fellows.isEmpty()) {
            return Map.of();
        }
        String parent = of.context().getFirst();
        Map<Integer, Best> known = favourites.get(parent);
        if (known == null) {
            Map<Integer, Best> found = new HashMap<>();
            for (Analysed fellow : fellows) {
                neighbourhood
                        .favourites(fellow.statement())
                        .forEach((candidate, score) -> found.computeIfAbsent(candidate, _ -> new Best())
                                .take(fellow.statement().id(), score));
            }
            favourites.put(parent, found);
            known = found;
        }
        return known;
    }

    /** The best scores of one candidate and who gave them: one more than count, since whoever asks does not count. */
    private static final class Best {
        private final double[] scores = new double[BEST + 1];
        private final @Nullable String[] givers = new String[BEST + 1];

        void take(String giver, double score) {
            double given = score;
            @Nullable String by = giver;
            for (int k = 0; k < scores.length; k++) {
                if (given > scores[k]) {
                    double weaker = scores[k];
                    @Nullable String their = givers[k];
                    scores[k] = given;
                    givers[k] = by;
                    given = weaker;
                    by = their;
                }
            }
        }

        double without(String asker) {
            double sum = 0;
            int counted = 0;
            for (int k = 0; k < scores.length && counted < BEST; k++) {
                if (!asker.equals(givers[k])) {
                    sum += scores[k];
                    counted++;
                }
            }
            return sum / BEST;
        }
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
