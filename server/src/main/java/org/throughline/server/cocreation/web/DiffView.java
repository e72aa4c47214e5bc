package org.throughline.server.cocreation.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.throughline.caseformat.compare.TextDiff;

/**
 * The difference of two texts of a framework, in words.
 *
 * @param choosable whether whoever looks may say that a meaning changed
 */
public record DiffView(
        String summary,
        List<Text> document,
        List<Reworded> reworded,
        List<Line> moved,
        List<Line> added,
        List<Line> retired,
        List<Line> replaced,
        @Nullable String links,
        @Nullable String more,
        boolean choosable) {
    public DiffView {
        document = List.copyOf(document);
        reworded = List.copyOf(reworded);
        moved = List.copyOf(moved);
        added = List.copyOf(added);
        retired = List.copyOf(retired);
        replaced = List.copyOf(replaced);
    }

    /** A text before and after, word by word. */
    public record Text(String what, List<TextDiff.Run> words) {
        public Text {
            words = List.copyOf(words);
        }
    }

    /** A statement that says something else. */
    public record Reworded(
            String id,
            String label,
            @Nullable String lang,
            List<Text> texts,
            @Nullable String rests) {
        public Reworded {
            texts = List.copyOf(texts);
        }
    }

    /** A statement, and what became of it. */
    public record Line(
            String label, @Nullable String lang, @Nullable String note) {}
}
