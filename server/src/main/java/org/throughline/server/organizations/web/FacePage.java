package org.throughline.server.organizations.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The form of what an organization shows beside its name. */
public record FacePage(
        String slug,
        String organization,
        @Nullable String accent,
        @Nullable String location,
        @Nullable String logo,
        List<Named> domains,
        @Nullable String error) {
    public FacePage {
        domains = List.copyOf(domains);
    }

    /**
     * A domain that the organization says is its own.
     *
     * @param token the line that must stand there
     * @param since since when it was seen there, or null
     * @param looked when somebody last looked, or null
     */
    public record Named(
            String name,
            String token,
            @Nullable String since,
            @Nullable String looked) {}
}
