package org.throughline.server.cocreation.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.throughline.caseformat.compare.TextDiff;

/**
 * What would be brought into a draft from another text, and what is to be decided before.
 *
 * @param base where the framework is
 * @param action where the form goes; also where this page is
 * @param otherHref where the other text is read, for those who may
 * @param into what becomes of it, in a sentence
 * @param versions the other side's versions since, the newest first
 * @param act the newest act on the draft that this page tells of
 * @param own the version that stood then
 * @param from the version of the other side that is common ground
 * @param to the version of the other side that is brought in
 * @param taken what comes without a question, with what was decided
 * @param more how many conflicts are not on this page
 * @param something whether there is anything to bring in
 * @param anew where the draft begins anew instead; null where that is not offered
 */
public record MergePage(
        String title,
        String framework,
        String base,
        String action,
        String lede,
        String other,
        @Nullable String otherHref,
        String into,
        List<Version> versions,
        long act,
        int own,
        int from,
        int to,
        List<Conflict> conflicts,
        int more,
        DiffView taken,
        boolean something,
        String button,
        @Nullable String anew,
        @Nullable String error) {
    public MergePage {
        versions = List.copyOf(versions);
        conflicts = List.copyOf(conflicts);
    }

    /** One version of the other side: its number, when it came to stand, who brought it where that may be told, what they said of it. */
    public record Version(
            int number,
            String at,
            @Nullable String by,
            @Nullable String note) {}

    /**
     * What both sides changed, differently.
     *
     * @param sentence what happened, in a sentence
     * @param who who changed it here last; null where nobody knows
     * @param there with which version it changed at the other side, when, and who brought that; null where nobody knows
     * @param before the text that both began with; null for nothing
     * @param theirs the other side's text, marked against what it was before; empty for nothing
     * @param mine the text here, likewise
     * @param lang the language of these texts, where it is known
     * @param own the third text as it was typed; null where none can be written
     * @param chosen {@code theirs}, {@code mine}, {@code own}, or empty while it is open
     */
    public record Conflict(
            String key,
            String label,
            @Nullable String href,
            String sentence,
            @Nullable String who,
            @Nullable String there,
            @Nullable String before,
            List<TextDiff.Run> theirs,
            List<TextDiff.Run> mine,
            @Nullable String lang,
            @Nullable String own,
            String chosen,
            String theirsWord,
            String mineWord) {
        public Conflict {
            theirs = List.copyOf(theirs);
            mine = List.copyOf(mine);
        }
    }
}
