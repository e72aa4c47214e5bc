package org.throughline.server.frameworks.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.throughline.server.face.Option;
import org.throughline.server.frameworks.ImportLook;

/**
 * The step in which somebody says what the columns of a table mean.
 *
 * @param sheets the sheets to choose from; a choice only where there are several
 * @param headingLine the line of the headings, from 1; 0 for none
 * @param roles what a column may say
 * @param updates whether a framework that stands here is updated, so that what the table does not mention has a fate
 * @param rows the first rows of the tree that comes of it; empty while nothing says the statement
 * @param inAll how many statements there are
 * @param usable whether the table can be read so
 * @param noticed what was noticed, the first few
 */
public record ColumnsPage(
        String source,
        String href,
        String nextHref,
        List<Option> sheets,
        String sheet,
        int headingLine,
        List<Column> columns,
        List<Option> roles,
        boolean updates,
        String unmentioned,
        List<ImportLook.Row> rows,
        int inAll,
        boolean usable,
        List<String> noticed,
        int noticedInAll,
        @Nullable String error) {
    public ColumnsPage {
        sheets = List.copyOf(sheets);
        columns = List.copyOf(columns);
        roles = List.copyOf(roles);
        rows = List.copyOf(rows);
        noticed = List.copyOf(noticed);
    }

    /**
     * One column.
     *
     * @param role what it says, or empty
     * @param samples its first values
     */
    public record Column(int index, String letter, String heading, String role, List<String> samples) {
        public Column {
            samples = List.copyOf(samples);
        }

        /** Letter and heading. */
        public String label() {
            return heading.isBlank() ? "Column " + letter : letter + ": " + heading;
        }
    }
}
