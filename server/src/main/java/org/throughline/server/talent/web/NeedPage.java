package org.throughline.server.talent.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One talent need as anyone may read it. */
public record NeedPage(
        String title,
        String employer,
        String description,
        @Nullable String location,
        String openings,
        String statedAt,
        int version,
        boolean published,
        List<Group> groups,
        @Nullable String editHref,
        @Nullable String peopleHref,
        @Nullable String worthHref,
        @Nullable String meeting) {
    public NeedPage {
        groups = List.copyOf(groups);
    }

    /** Requirements that are asked together; the label is null for single ones. */
    public record Group(@Nullable String label, String rule, List<Requirement> requirements) {
        public Group {
            requirements = List.copyOf(requirements);
        }
    }

    /** One requirement in words. */
    public record Requirement(
            String label,
            String href,
            String framework,
            boolean required,
            String importance,
            @Nullable String level) {}
}
