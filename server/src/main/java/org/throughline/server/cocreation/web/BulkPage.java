package org.throughline.server.cocreation.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a change of many statements would do, before it does.
 *
 * @param fields what was asked, to be sent again
 * @param seen the newest act that this page tells of
 */
public record BulkPage(
        String title,
        String base,
        String back,
        String summary,
        List<Field> fields,
        List<Line> lines,
        @Nullable String more,
        long seen,
        boolean nothing) {
    public BulkPage {
        fields = List.copyOf(fields);
        lines = List.copyOf(lines);
    }

    /** A hidden field. */
    public record Field(String name, String value) {}

    /** A statement with what becomes of it. */
    public record Line(String label, @Nullable String lang, String before, String after) {}
}
