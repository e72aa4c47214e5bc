package org.throughline.server.frameworks.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A whole framework on paper.
 *
 * @param rows its items in reading order
 */
public record PrintPage(
        String title, String href, @Nullable String description, List<FrameworkPage.Fact> facts, List<Row> rows) {
    public PrintPage {
        facts = List.copyOf(facts);
        rows = List.copyOf(rows);
    }

    /**
     * One item.
     *
     * @param depth 1 for top items
     * @param indent how far it stands in, from 1 to 8: deeper ones stand in no further
     * @param heading whether others stand below it
     * @param facts type and level, in a few words
     * @param also where else it stands, by label; empty for most
     */
    public record Row(
            int depth,
            int indent,
            boolean heading,
            @Nullable String code,
            String statement,
            @Nullable String lang,
            String facts,
            List<String> also) {
        public Row {
            also = List.copyOf(also);
        }
    }
}
