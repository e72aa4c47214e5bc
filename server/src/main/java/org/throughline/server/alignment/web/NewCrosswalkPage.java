package org.throughline.server.alignment.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.throughline.server.face.Option;

/**
 * The form that opens a crosswalk.
 *
 * @param requirements frameworks that may ask, job roles first
 * @param outcomes frameworks that may answer, programmes first
 * @param asking the one of the requirements that was chosen; blank for none yet
 * @param answering the one of the outcomes that was chosen; blank for none yet
 */
public record NewCrosswalkPage(
        List<Option> organizations,
        List<Option> requirements,
        List<Option> outcomes,
        String asking,
        String answering,
        String title,
        @Nullable String error) {
    public NewCrosswalkPage {
        organizations = List.copyOf(organizations);
        requirements = List.copyOf(requirements);
        outcomes = List.copyOf(outcomes);
    }
}
