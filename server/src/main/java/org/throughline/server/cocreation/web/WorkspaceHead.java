package org.throughline.server.cocreation.web;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.throughline.server.face.Crumb;

/**
 * What every page of a workspace has on top.
 *
 * @param title of the framework
 * @param base {@code /frameworks/…}
 * @param role the reader's own part, in a sentence
 * @param round the open round in a sentence, or null
 * @param item the item that the page is about, or null
 * @param here who has a page open, in a sentence; empty for nobody else
 * @param place how far the page is, for what comes live
 */
public record WorkspaceHead(
        String title,
        String base,
        PageTabs tabs,
        String role,
        @Nullable String round,
        @Nullable UUID item,
        String here,
        String place) {

    /** The way to a page that has a tab. */
    public List<Crumb> top() {
        return List.of(new Crumb("Frameworks", "/frameworks"));
    }

    /** The way to a page below one that has a tab. */
    public List<Crumb> crumbs() {
        return List.of(new Crumb("Frameworks", "/frameworks"), new Crumb(title, base + "/edit"));
    }
}
