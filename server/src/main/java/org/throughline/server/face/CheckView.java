package org.throughline.server.face;

import org.jspecify.annotations.Nullable;

/**
 * One line of a report: a question, its answer in words, and where to read about it.
 *
 * @param id the check's stable name, in kebab case
 * @param title the question in short, "Signature"
 * @param sentence what was found
 * @param detail more, for experts: what was expected, where (JSON Pointer)
 * @param href the page of this check
 */
public record CheckView(
        String id,
        Outcome outcome,
        String title,
        String sentence,
        @Nullable String detail,
        @Nullable String href) {
    /** The four answers of a check. */
    public enum Outcome {
        PASSED("Passed", "check", Tone.GOOD),
        FAILED("Failed", "cross", Tone.BAD),
        UNDETERMINED("Could not check", "open", Tone.UNSURE),
        NOT_APPLICABLE("Does not apply", "dash", Tone.NEUTRAL);

        private final String word;
        private final String icon;
        private final Tone tone;

        Outcome(String word, String icon, Tone tone) {
            this.word = word;
            this.icon = icon;
            this.tone = tone;
        }

        public String word() {
            return word;
        }

        public String icon() {
            return icon;
        }

        public Tone tone() {
            return tone;
        }
    }
}
