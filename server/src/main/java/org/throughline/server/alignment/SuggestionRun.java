package org.throughline.server.alignment;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.throughline.server.organizations.PersonId;

/**
 * One run of the engine over a crosswalk.
 *
 * @param place 1 for the first of its crosswalk
 * @param askedBy null when it came about by itself, after enough decisions
 * @param upTo the number of the last decision that it learns from
 * @param done how many questions are answered, of {@code inAll}: one for each requirement, then one for each outcome
 * @param doneBefore how many of these another server had answered that died or was stopped
 * @param step what is done now, or how it ended when it failed
 * @param lesson what it learned; null while that is not known, and for runs of before runs were kept
 */
public record SuggestionRun(
        UUID id,
        CrosswalkId crosswalk,
        int place,
        State state,
        Instant askedAt,
        @Nullable PersonId askedBy,
        long upTo,
        int attempts,
        int done,
        int doneBefore,
        int inAll,
        @Nullable String step,
        @Nullable String modelVersion,
        @Nullable Lesson lesson,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt) {
    /** How far a run is. */
    public enum State {
        WAITING,
        RUNNING,
        DONE,
        FAILED
    }

    /**
     * What a run learned from, and whether it helped.
     *
     * @param own decided pairs of its own crosswalk
     * @param partnership decided pairs of the same partnership's other crosswalks
     * @param elsewhere decided pairs of organizations that let them teach further
     * @param accepted accepted pairs among them that name an outcome of this crosswalk
     * @param trust in [0, 1]: how far what was learned is believed
     * @param tried decided requirements on which it was tried, each with lessons from others only
     * @param firstWithout of these, for how many the first suggestion was right without the lessons
     * @param tenWithout of these, for how many a right one stood among ten without the lessons
     * @param relations for how many of the engine's proposals of a type people mostly chose another
     */
    public record Lesson(
            int own,
            int partnership,
            int elsewhere,
            int accepted,
            double trust,
            int tried,
            int firstWithout,
            int firstWith,
            int tenWithout,
            int tenWith,
            int relations) {
        /** All decided pairs that it looked at. */
        public int decisions() {
            return own + partnership + elsewhere;
        }
    }

    /** Whether it still waits or is worked on. */
    public boolean isOn() {
        return state == State.WAITING || state == State.RUNNING;
    }
}
