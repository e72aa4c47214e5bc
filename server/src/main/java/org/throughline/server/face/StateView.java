package org.throughline.server.face;

/**
 * A badge of state: icon, word and colour.
 *
 * @param word the state in one or two words, "Draft", "Published", "Revoked"
 * @param icon a name of {@code component/icon.jte}
 */
public record StateView(Tone tone, String word, String icon) {
    public static StateView good(String word) {
        return new StateView(Tone.GOOD, word, "check");
    }

    public static StateView bad(String word) {
        return new StateView(Tone.BAD, word, "cross");
    }

    public static StateView unsure(String word) {
        return new StateView(Tone.UNSURE, word, "open");
    }

    /** Under way: a draft, a running job. */
    public static StateView active(String word) {
        return new StateView(Tone.ACTIVE, word, "half");
    }

    public static StateView neutral(String word) {
        return new StateView(Tone.NEUTRAL, word, "dot");
    }

    public static StateView of(VerdictView verdict) {
        return new StateView(verdict.tone(), verdict.word(), verdict.icon());
    }
}
