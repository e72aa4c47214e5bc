package org.throughline.server.access.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.throughline.server.face.Option;
import org.throughline.server.face.TableView;

/** The webhooks of an organization, with the form that makes another. */
public record WebhooksPage(
        String slug,
        String organization,
        TableView table,
        String url,
        List<Option> events,
        List<String> chosen,
        @Nullable String error) {
    public WebhooksPage {
        events = List.copyOf(events);
        chosen = List.copyOf(chosen);
    }
}
