package org.throughline.server.pipeline;

import java.util.List;
import org.throughline.server.shared.ItemUri;

/**
 * Supply and demand of one competency.
 *
 * @param label its code and statement
 * @param framework the title of the framework it stands in
 * @param needs the titles of the published needs that ask for it
 * @param demand openings of those needs, summed
 * @param supply people who prove it now; counts under {@link Pipeline#SMALLEST_SHOWN} are shown to nobody
 */
public record CompetencyBalance(
        ItemUri item, String label, String framework, List<String> needs, int demand, int supply) {
    public CompetencyBalance {
        needs = List.copyOf(needs);
    }

    /** Whether the supply is too small to be shown: a count under ten might point at a person. */
    public boolean suppressed() {
        return supply > 0 && supply < Pipeline.SMALLEST_SHOWN;
    }

    /** People for every opening; above 1 there are more people than openings. */
    public double perOpening() {
        return demand == 0 ? 0 : (double) supply / demand;
    }
}
