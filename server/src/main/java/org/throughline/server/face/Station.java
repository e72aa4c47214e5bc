package org.throughline.server.face;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One labelled stop on a {@link Line}.
 *
 * @param kind what stands here, in words a reader knows: requirement, alignment, outcome, achievement, credential, person
 * @param label its name; code and statement, never an identifier
 * @param detail one more fact, for example a level
 * @param by who stands behind it
 * @param since since when, already in words (see {@link Dates})
 * @param href where to read more
 * @param linkToNext whether it leads to the next station; without meaning on the last one
 * @param linkLabel what the way to the next station says, for example "the same competency"
 */
public record Station(
        String kind,
        String label,
        @Nullable String detail,
        @Nullable String by,
        @Nullable String since,
        @Nullable String href,
        LinkState linkToNext,
        @Nullable String linkLabel) {

    /** A station that holds to the next one and says no more than its kind and label. */
    public static Station of(String kind, String label) {
        return new Station(kind, label, null, null, null, null, LinkState.HELD, null);
    }

    public Station detail(@Nullable String newDetail) {
        return new Station(kind, label, newDetail, by, since, href, linkToNext, linkLabel);
    }

    public Station by(@Nullable String newBy) {
        return new Station(kind, label, detail, newBy, since, href, linkToNext, linkLabel);
    }

    public Station since(@Nullable String newSince) {
        return new Station(kind, label, detail, by, newSince, href, linkToNext, linkLabel);
    }

    public Station href(@Nullable String newHref) {
        return new Station(kind, label, detail, by, since, newHref, linkToNext, linkLabel);
    }

    /** How this station leads to the next, with the words written on the way. */
    public Station link(LinkState state, @Nullable String newLinkLabel) {
        return new Station(kind, label, detail, by, since, href, state, newLinkLabel);
    }

    /** The kind as a CSS class. */
    public String css() {
        return "station--" + kind.toLowerCase(Locale.ROOT).replaceAll("[^a-z]+", "-");
    }
}
