package org.throughline.server.partnerships.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.throughline.server.face.Option;

/** The form that makes a starter pack. */
public record PackForm(
        String organization,
        String base,
        List<Option> roles,
        List<Option> outcomes,
        List<Option> baselines,
        @Nullable String error) {
    public PackForm {
        roles = List.copyOf(roles);
        outcomes = List.copyOf(outcomes);
        baselines = List.copyOf(baselines);
    }
}
