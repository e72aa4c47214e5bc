package org.throughline.server.programs.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Achievements, organization by organization. */
public record AchievementsPage(List<Shelf> shelves, boolean mayDefine) {
    public AchievementsPage {
        shelves = List.copyOf(shelves);
    }

    /** An organization's achievements. */
    public record Shelf(String organization, List<Entry> entries) {
        public Shelf {
            entries = List.copyOf(entries);
        }
    }

    /** One achievement. */
    public record Entry(
            String name, String href, String type, @Nullable String course, String proves) {}
}
