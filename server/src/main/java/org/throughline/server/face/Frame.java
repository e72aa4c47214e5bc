package org.throughline.server.face;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the roof of the house puts around a page: its name, the way through it and who is here.
 *
 * @param lang the language of the page, BCP 47
 */
public record Frame(
        String siteName,
        String lang,
        List<NavItem> nav,
        @Nullable SignedIn person,
        @Nullable Demo demo,
        @Nullable Action signIn) {
    public Frame {
        nav = List.copyOf(nav);
    }

    /** A frame with the name alone, for a server without a roof: tests, the style guide. */
    public static Frame bare() {
        return new Frame("Throughline", "en", List.of(), null, null, null);
    }
}
