package org.throughline.server.alignment.web;

import java.util.List;

/** The list of crosswalks with their progress. */
public record CrosswalksPage(List<Entry> entries, boolean mayOpen) {
    public CrosswalksPage {
        entries = List.copyOf(entries);
    }

    /**
     * One crosswalk.
     *
     * @param decided requirements that are decided
     * @param sentence the same in words
     */
    public record Entry(
            String title,
            String href,
            String coverageHref,
            String requirements,
            String outcomes,
            int decided,
            int total,
            String sentence,
            boolean published) {}
}
