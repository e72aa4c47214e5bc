package org.throughline.server.cocreation.web;

import java.util.List;
import org.throughline.caseformat.compare.TextDiff;

/** What differs between two texts, word by word, as a page marks it. */
public final class Marks {
    private Marks() {}

    /** How a piece is shown. */
    public enum Kind {
        SAME,
        GONE,
        NEW
    }

    /** A piece of text. */
    public record Piece(Kind kind, String text) {}

    static List<Piece> between(String before, String after) {
        return TextDiff.between(before, after).runs().stream()
                .map(run -> new Piece(
                        switch (run.kind()) {
                            case EQUAL -> Kind.SAME;
                            case REMOVED -> Kind.GONE;
                            case ADDED -> Kind.NEW;
                        },
                        run.text()))
                .toList();
    }
}
