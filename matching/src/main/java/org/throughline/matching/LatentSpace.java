package org.throughline.matching;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * The directions in which a corpus varies most (latent semantic analysis): words that keep the same company point the same way.
 *
 * <p>Found by block power iteration on the documents' TF-IDF vectors from a fixed seed (Halko, Martinsson and Tropp 2011,
 * algorithm 4.4). Cosines inside the space do not depend on the choice of its axes, so an orthonormal basis is enough and no
 * eigenvectors are computed.
 */
final class LatentSpace {
    private static final int ROUNDS = 3;

    private final Map<String, Integer> rows = new HashMap<>();
    private final float[][] basis;
    private final float[][] meanings;
    private final int dimensions;

    /**
     * @param documents TF-IDF vectors
     * @param dimensions at most; fewer where the corpus has fewer terms or documents
     */
    LatentSpace(List<Map<String, Double>> documents, int dimensions) {
        documents.forEach(d -> d.keySet().forEach(term -> rows.putIfAbsent(term, rows.size())));
        this.dimensions = Math.min(dimensions, Math.min(rows.size(), documents.size()));
        this.basis = new float[rows.size()][this.dimensions];
        SplittableRandom random = new SplittableRandom(20210101);
        for (float[] row : basis) {
            for (int k = 0; k < this.dimensions; k++) {
                row[k] = (float) random.nextDouble(-1, 1);
            }
        }
        orthonormalise();
        for (int round = 0; round < ROUNDS; round++) {
            copy(multiplied(documents), basis);
            orthonormalise();
        }
        this.meanings = multiplied(documents);
        for (float[] meaning : meanings) {
            scaleToOne(meaning);
        }
    }

    int dimensions() {
        return dimensions;
    }

    /** Where a vector lies in this space, scaled to length 1; all zeros when none of its terms is known. */
    float[] place(Map<String, Double> vector) {
        float[] place = project(vector);
        scaleToOne(place);
        return place;
    }

    /**
     * Where a term lies: the documents that hold it, summed, scaled to length 1. Terms that keep the same company lie near each other. Null where
     * the term is not known. Not to be written to.
     */
    float @Nullable [] meaning(String term) {
        Integer row = rows.get(term);
        return row == null ? null : meanings[row];
    }

    /** Cosine of two places or meanings, in [-1, 1]; four sums side by side, which the processor can keep busy with. */
    static float product(float[] one, float[] other) {
        float a = 0;
        float b = 0;
        float c = 0;
        float d = 0;
        int k = 0;
        for (; k + 3 < one.length; k += 4) {
            a += one[k] * other[k];
            b += one[k + 1] * other[k + 1];
            c += one[k + 2] * other[k + 2];
            d += one[k + 3] * other[k + 3];
        }
        for (; k < one.length; k++) {
            a += one[k] * other[k];
        }
        return a + b + c + d;
    }

    /** Scales a vector to length 1; one of zeros stays. */
    static void scaleToOne(float[] vector) {
        double squares = 0;
        for (float x : vector) {
            squares += x * x;
        }
        if (squares > 0) {
            float scale = (float) (1 / Math.sqrt(squares));
            for (int k = 0; k < vector.length; k++) {
                vector[k] *= scale;
            }
        }
    }

    private float[] project(Map<String, Double> vector) {
        float[] place = new float[dimensions];
        vector.forEach((term, weight) -> {
            Integer row = rows.get(term);
            if (row != null) {
                add(place, basis[row], weight.floatValue());
            }
        });
        return place;
    }

    /** Per term the sum over documents of its weight there times the document's projection. */
    private float[][] multiplied(List<Map<String, Double>> documents) {
        float[][] product = new float[basis.length][dimensions];
        for (Map<String, Double> document : documents) {
            float[] place = project(document);
            document.forEach((term, weight) -> {
                Integer row = rows.get(term);
                if (row != null) {
                    add(product[row], place, weight.floatValue());
                }
            });
        }
        return product;
    }

    private static void copy(float[][] from, float[][] to) {
        System.arraycopy(from, 0, to, 0, from.length);
    }

    /** Modified Gram-Schmidt over the columns. */
    private void orthonormalise() {
        for (int k = 0; k < dimensions; k++) {
            double squares = 0;
            for (float[] row : basis) {
                squares += row[k] * row[k];
            }
            float scale = squares > 1e-20 ? (float) (1 / Math.sqrt(squares)) : 0;
            double[] along = new double[dimensions];
            for (float[] row : basis) {
                row[k] *= scale;
                for (int j = k + 1; j < dimensions; j++) {
                    along[j] += row[k] * row[j];
                }
            }
            for (float[] row : basis) {
                for (int j = k + 1; j < dimensions; j++) {
                    row[j] -= (float) (along[j] * row[k]);
                }
            }
        }
    }

    private static void add(float[] sum, float[] vector, float weight) {
        for (int k = 0; k < sum.length; k++) {
            sum[k] += weight * vector[k];
        }
    }
}
