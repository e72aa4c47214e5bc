package org.throughline.server.alignment.web;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.throughline.matching.Learned;
import org.throughline.server.alignment.SuggestionRun;
import org.throughline.server.face.Dates;
import org.throughline.server.face.Numbers;

/**
 * How far the suggestions of a crosswalk are.
 *
 * @param left how long it takes still; null while nobody knows
 * @param learned what they learned from, and whether it helped
 * @param href where all of it is told
 */
public record Suggesting(
        boolean on,
        boolean failed,
        String title,
        @Nullable String left,
        int done,
        int total,
        @Nullable String learned,
        String href,
        String boardHref) {

    static Suggesting of(@Nullable SuggestionRun run, String address, Instant now) {
        boolean on = run != null && run.isOn();
        boolean failed = run != null && run.state() == SuggestionRun.State.FAILED;
        return new Suggesting(
                on,
                failed,
                title(run),
                run == null || !on ? null : left(run, now),
                run == null ? 0 : run.done(),
                run == null ? 0 : run.inAll(),
                run == null || run.lesson() == null ? null : learned(run.lesson()),
                address + "/suggestions",
                address);
    }

    private static String title(@Nullable SuggestionRun run) {
        if (run == null) {
            return "No suggestions were made yet.";
        }
        String step = run.step() == null ? "" : run.step();
        return switch (run.state()) {
            case WAITING -> "The suggestions wait for their turn.";
            case RUNNING -> "The suggestions are being made. " + step;
            case FAILED -> step;
            case DONE -> "Suggestions of " + Dates.words(run.endedAt() == null ? run.askedAt() : run.endedAt());
        };
    }

    /** "about 20 seconds left": by how long what is done took, without what another server had done before. */
    private static @Nullable String left(SuggestionRun run, Instant now) {
        Instant started = run.startedAt();
        int answered = run.done() - run.doneBefore();
        if (started == null || answered == 0) {
            return null;
        }
        double took = Duration.between(started, now).toMillis() / 1000.0;
        long seconds = Math.max(1, Math.round(took * (run.inAll() - run.done()) / answered));
        return seconds < 90
                ? "About %s left.".formatted(Numbers.count(seconds, "second", "seconds"))
                : "About %s left.".formatted(Numbers.count((seconds + 30) / 60, "minute", "minutes"));
    }

    /** What a run learned from, and whether that helped. */
    static String learned(SuggestionRun.Lesson lesson) {
        String types = lesson.relations() == 0
                ? ""
                : " For %s of relation people mostly chose another than the engine proposed; theirs is proposed now."
                        .formatted(Numbers.count(lesson.relations(), "kind", "kinds"));
        if (lesson.decisions() == 0) {
            return "Nothing was decided yet, so nothing was learned: the wording and both trees speak alone.";
        }
        String from = from(lesson);
        if (lesson.tried() == 0) {
            return from
                    + " Learning begins with %d accepted pairs of these outcomes, and there are %d. What was rejected is not suggested again."
                            .formatted(Learned.FEWEST, lesson.accepted())
                    + types;
        }
        String tried =
                " It was tried on %s, each with what the others teach: the first suggestion was right for %d instead of %d, and a right one stood among the first ten for %d instead of %d."
                        .formatted(
                                Numbers.count(lesson.tried(), "decided requirement", "decided requirements"),
                                lesson.firstWith(),
                                lesson.firstWithout(),
                                lesson.tenWith(),
                                lesson.tenWithout());
        return lesson.trust() == 0
                ? from
                        + " Tried on %s that had not taught it, it could not be told from chance, so it is not used."
                                .formatted(Numbers.count(lesson.tried(), "decided requirement", "decided requirements"))
                        + types
                : from + tried + " It is believed to %s.".formatted(Numbers.percent(lesson.trust())) + types;
    }

    private static String from(SuggestionRun.Lesson lesson) {
        return "It looked at %s: %s here, %s in this partnership's other crosswalks, %s where the organizations let them teach further."
                .formatted(
                        Numbers.count(lesson.decisions(), "decided pair", "decided pairs"),
                        Numbers.count(lesson.own()),
                        Numbers.count(lesson.partnership()),
                        Numbers.count(lesson.elsewhere()));
    }
}
