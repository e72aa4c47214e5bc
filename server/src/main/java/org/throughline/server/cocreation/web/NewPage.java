package org.throughline.server.cocreation.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.throughline.server.face.Option;

/** The form that begins a framework. */
public record NewPage(
        List<Option> organizations,
        String organization,
        String title,
        String language,
        @Nullable String problem) {
    public NewPage {
        organizations = List.copyOf(organizations);
    }
}
