package org.throughline.server.access.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.throughline.server.face.PageLinks;
import org.throughline.server.face.StateView;

/** One webhook and what it was told. */
public record WebhookPage(
        String slug,
        String organization,
        String id,
        String url,
        String events,
        StateView state,
        boolean active,
        @Nullable String trouble,
        List<Told> told,
        PageLinks links) {
    public WebhookPage {
        told = List.copyOf(told);
    }

    /** One message. */
    public record Told(String id, String event, String when, StateView state, String last, boolean again) {}
}
