package org.throughline.server.cocreation.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.throughline.caseformat.compare.TextDiff;
import org.throughline.server.cocreation.DraftText;
import org.throughline.server.face.Crumb;

/**
 * One statement of a draft with everything that is known of it.
 *
 * @param seen the text revision that the form carries
 * @param theirs where somebody else changed the text meanwhile: that text; then {@code text} is what was typed
 * @param refused why what was typed was not kept; null where it was, or where nothing was typed
 */
public record EditItemPage(
        String title,
        String base,
        PageTabs tabs,
        String href,
        String id,
        String label,
        boolean mayEdit,
        boolean retired,
        boolean standing,
        long seen,
        DraftText text,
        @Nullable DraftText theirs,
        @Nullable String theirsBy,
        @Nullable String refused,
        List<Crumb> crumbs,
        List<Linked> links,
        List<Linked> translations,
        List<Cited> cited,
        List<Past> past,
        List<String> types,
        List<String> levels) {
    public EditItemPage {
        crumbs = List.copyOf(crumbs);
        links = List.copyOf(links);
        translations = List.copyOf(translations);
        cited = List.copyOf(cited);
        past = List.copyOf(past);
        types = List.copyOf(types);
        levels = List.copyOf(levels);
    }

    /** A link to another node. */
    public record Linked(
            String id,
            String words,
            String label,
            @Nullable String lang,
            @Nullable String href) {}

    /** Who rests on the statement. */
    public record Cited(String kind, String label, String href) {}

    /**
     * Something that was done to it.
     *
     * @param words what its statement said before and says since, word by word; empty where that was not changed
     * @param restore whether the text from before can be brought back
     */
    public record Past(long act, String sentence, String by, String at, List<TextDiff.Run> words, boolean restore) {
        public Past {
            words = List.copyOf(words);
        }
    }
}
