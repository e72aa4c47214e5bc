package org.throughline.matching;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** Works through long lists a few hundred at a time: what is made of each is taken in its order, and nobody has to hold all of it at once. */
final class Batches {
    private static final int AT_A_TIME = 512;

    private Batches() {}

    /**
     * @param made what is made of one; asked by several threads
     * @param taken gets it, in the order of the list, by this thread
     */
    static <T, R> void each(List<T> all, Function<? super T, R> made, Consumer<? super R> taken) {
        for (int from = 0; from < all.size(); from += AT_A_TIME) {
            all.subList(from, Math.min(all.size(), from + AT_A_TIME)).parallelStream()
                    .map(made)
                    .toList()
                    .forEach(taken);
        }
    }
}
