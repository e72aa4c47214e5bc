package org.throughline.server.face;

import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** One step of an act with several: a station of the stepper. */
public record Step(String label, Reached reached, @Nullable String href) {
    /** How far the act has come, seen from one step. */
    public enum Reached {
        DONE("done"),
        CURRENT("you are here"),
        AHEAD("still to do");

        private final String word;

        Reached(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    /** The steps of an act that stands at {@code current} (counted from 0). */
    public static List<Step> at(int current, String... labels) {
        return IntStream.range(0, labels.length)
                .mapToObj(i -> new Step(
                        labels[i], i < current ? Reached.DONE : i == current ? Reached.CURRENT : Reached.AHEAD, null))
                .toList();
    }
}
