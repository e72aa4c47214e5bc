package org.throughline.server.face;

import java.util.Locale;

/** How the three verdicts look and read: three words, three shapes. The names are those of the verifier's verdict. */
public enum VerdictView {
    VALID("Verified", "check", Tone.GOOD),
    INVALID("Not valid", "cross", Tone.BAD),
    UNDETERMINED("Could not check", "open", Tone.UNSURE);

    private final String word;
    private final String icon;
    private final Tone tone;

    VerdictView(String word, String icon, Tone tone) {
        this.word = word;
        this.icon = icon;
        this.tone = tone;
    }

    /** The view of the verifier's verdict of the same name: {@code VerdictView.of(report.verdict())}. */
    public static VerdictView of(Enum<?> verdict) {
        return valueOf(verdict.name());
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

    public String css() {
        return "verdict--" + name().toLowerCase(Locale.ROOT);
    }
}
