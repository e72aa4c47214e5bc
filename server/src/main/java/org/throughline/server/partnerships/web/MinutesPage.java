package org.throughline.server.partnerships.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was decided, the newest first. */
public record MinutesPage(
        PartnershipHead head, List<Entry> entries, String action, boolean signed, boolean maySign, boolean mayNote) {
    public MinutesPage {
        entries = List.copyOf(entries);
    }

    public record Entry(
            String id,
            String kind,
            String text,
            String behind,
            String at,
            @Nullable String workshopHref) {}
}
