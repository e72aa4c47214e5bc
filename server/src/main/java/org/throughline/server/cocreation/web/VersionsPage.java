package org.throughline.server.cocreation.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.throughline.server.face.StateView;

/** The versions of a framework, the newest first. */
public record VersionsPage(String title, String base, PageTabs tabs, List<Row> rows) {
    public VersionsPage {
        rows = List.copyOf(rows);
    }

    /**
     * One version.
     *
     * @param by who published it; null where that is not told
     * @param change where what changed since the version before is shown; null for the first
     */
    public record Row(
            int number,
            String at,
            @Nullable String by,
            @Nullable String note,
            String items,
            StateView state,
            @Nullable String change) {}
}
