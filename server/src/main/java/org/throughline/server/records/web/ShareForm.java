package org.throughline.server.records.web;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.throughline.server.face.Option;

/** The form that makes a link. */
public record ShareForm(
        List<Option> credentials,
        Set<String> chosen,
        String label,
        String days,
        @Nullable String error) {
    public ShareForm {
        credentials = List.copyOf(credentials);
        chosen = Set.copyOf(chosen);
    }

    /** How long a link can stay open. */
    public List<Option> lives() {
        return List.of(
                new Option("7", "a week", null),
                new Option("30", "30 days", null),
                new Option("90", "three months", null),
                new Option("365", "a year", null));
    }
}
