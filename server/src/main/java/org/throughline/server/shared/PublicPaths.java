package org.throughline.server.shared;

import java.util.List;

/**
 * Paths that a room opens to strangers: a bean in the room's {@code web} package. Everything that no room declares needs sign-in.
 *
 * @param patterns path patterns such as {@code /verify} or {@code /status/**}, open for GET and HEAD
 * @param posts path patterns that strangers may also POST a form to, with its CSRF token; nothing there changes anything that is kept
 */
public record PublicPaths(List<String> patterns, List<String> posts) {
    public PublicPaths {
        patterns = List.copyOf(patterns);
        posts = List.copyOf(posts);
        patterns.forEach(PublicPaths::check);
        posts.forEach(PublicPaths::check);
    }

    public static PublicPaths of(String... patterns) {
        return new PublicPaths(List.of(patterns), List.of());
    }

    /** The same, and forms posted to these paths. */
    public PublicPaths posting(String... paths) {
        return new PublicPaths(patterns, List.of(paths));
    }

    private static void check(String pattern) {
        if (!pattern.startsWith("/") || pattern.equals("/**")) {
            throw new IllegalArgumentException(
                    "a public path starts with a slash and is not the whole site: " + pattern);
        }
    }
}
