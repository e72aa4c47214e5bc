package org.throughline.server.partnerships.web;

import java.util.List;
import org.throughline.server.face.StateView;

/** The rounds of a partnership, in their order. */
public record RoundsPage(
        PartnershipHead head, List<Entry> rounds, String base, String today, String later, boolean manages) {
    public RoundsPage {
        rounds = List.copyOf(rounds);
    }

    public record Entry(String title, String href, String goal, StateView state, String when, long done, int tasks) {}
}
