package org.throughline.server.partnerships.web;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.throughline.server.face.Option;

/** The form that founds a partnership. */
public record FoundingForm(
        List<Option> conveners,
        List<Option> organizations,
        Set<String> chosen,
        String name,
        String charter,
        @Nullable String finding) {
    public FoundingForm {
        conveners = List.copyOf(conveners);
        organizations = List.copyOf(organizations);
        chosen = Set.copyOf(chosen);
    }
}
