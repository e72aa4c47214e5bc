package org.throughline.server.cocreation.web;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.throughline.server.face.PageLinks;

/**
 * The statements of a framework as somebody reads them who says what should change.
 *
 * @param within the statement whose parts are shown, in words; null for the whole framework
 * @param upHref one step up; null at the top
 * @param rows in reading order
 * @param query what was searched; empty for nothing
 * @param proposes whether the reader may propose
 * @param addHref where something is added to what is shown; null where the reader may not
 * @param links to the next statements, or null
 */
public record StatementsPage(
        WorkspaceHead head,
        @Nullable String within,
        @Nullable String upHref,
        List<Row> rows,
        String query,
        boolean proposes,
        @Nullable String addHref,
        @Nullable PageLinks links) {
    public StatementsPage {
        rows = List.copyOf(rows);
    }

    /**
     * One statement.
     *
     * @param depth from 0
     * @param path where it stands, for one that was searched; else empty
     * @param href where the reader says what they think of it
     * @param facts its level, and whether people must have it when hired; or empty
     * @param said how much is proposed and said about it, in words; empty for nothing
     * @param talkHref where that stands
     * @param insideHref where its parts stand, if they do not follow here
     * @param inside how many, in words
     */
    public record Row(
            UUID id,
            int depth,
            @Nullable String code,
            String statement,
            @Nullable String language,
            String path,
            String href,
            String facts,
            String said,
            String talkHref,
            @Nullable String insideHref,
            String inside) {}
}
