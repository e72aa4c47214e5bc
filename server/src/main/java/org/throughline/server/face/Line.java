package org.throughline.server.face;

import java.util.List;

/**
 * The one idea of the house: a continuous way through labelled stations, from a requirement to the person who meets it. It is
 * drawn across on wide screens and downwards on narrow ones, and it is an ordered list with links underneath, so that it
 * prints, reads aloud and works without script.
 *
 * @param name what this line shows, for people who hear it
 * @param stations two or more, in the order of the way
 */
public record Line(String name, List<Station> stations) {
    public Line {
        stations = List.copyOf(stations);
    }

    public static Line of(String name, Station... stations) {
        return new Line(name, List.of(stations));
    }

    /** Whether every way between two stations is held. */
    public boolean unbroken() {
        return stations.stream()
                .limit(Math.max(0, stations.size() - 1))
                .allMatch(s -> s.linkToNext() == LinkState.HELD);
    }
}
