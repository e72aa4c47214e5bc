package org.throughline.server.organizations.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who says that telephone and recovery codes are lost. */
public record LostSecondStepsPage(List<Entry> entries) {
    public LostSecondStepsPage {
        entries = List.copyOf(entries);
    }

    /**
     * One person.
     *
     * @param offAt when the second step is switched off; null while nobody has confirmed it
     */
    public record Entry(
            String name,
            String email,
            String asked,
            @Nullable String offAt,
            String action) {}
}
