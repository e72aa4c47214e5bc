package org.throughline.server.programs.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.throughline.server.face.Option;

/**
 * The form that defines an achievement.
 *
 * @param chosen the items that it proves so far
 * @param offered further items of the framework that is looked at
 * @param tooMany whether the framework has more than are offered: search it
 */
public record DefinePage(
        Values values,
        List<Option> organizations,
        List<Option> types,
        List<Option> frameworks,
        List<Item> chosen,
        List<Item> offered,
        boolean tooMany,
        @Nullable String error,
        List<String> findings) {
    public DefinePage {
        organizations = List.copyOf(organizations);
        types = List.copyOf(types);
        frameworks = List.copyOf(frameworks);
        chosen = List.copyOf(chosen);
        offered = List.copyOf(offered);
        findings = List.copyOf(findings);
    }

    /** What was filled in so far. */
    public record Values(
            String organization,
            String name,
            String description,
            String criteria,
            String type,
            String humanCode,
            String course,
            String framework,
            String find,
            List<String> items) {
        public Values {
            items = List.copyOf(items);
        }
    }

    /** An item that can be chosen. */
    public record Item(
            String uri,
            String key,
            @Nullable String code,
            String statement,
            @Nullable String above) {}
}
