package org.throughline.server.shared;

import java.util.List;

/**
 * Paths that a room opens to strangers: a bean in the room's {@code web} package. Only GET and HEAD become open; everything that no
 * room declares needs sign-in.
 *
 * @param patterns path patterns such as {@code /verify} or {@code /status/**}
 */
public record PublicPaths(List<String> patterns) {
    public PublicPaths {
        patterns = List.copyOf(patterns);
        for (String pattern : patterns) {
            if (!pattern.startsWith("/") || pattern.equals("/**")) {
                throw new IllegalArgumentException(
                        "a public path starts with a slash and is not the whole site: " + pattern);
            }
        }
    }

    public static PublicPaths of(String... patterns) {
        return new PublicPaths(List.of(patterns));
    }
}
