package org.throughline.server.alignment.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.throughline.server.face.Option;

/**
 * The form that opens a crosswalk.
 *
 * @param requirements frameworks that may ask, job roles first
 * @param outcomes frameworks that may answer, programmes first
 */
public record NewCrosswalkPage(
        List<Option> organizations,
        List<Option> requirements,
        List<Option> outcomes,
        String title,
        @Nullable String error) {
    public NewCrosswalkPage {
        organizations = List.copyOf(organizations);
        requirements = List.copyOf(requirements);
        outcomes = List.copyOf(outcomes);
    }
}
