package org.throughline.server.partnerships.web;

import java.util.List;
import org.throughline.server.face.Option;
import org.throughline.server.face.StateView;

/** The workshops of a partnership, and the form that opens one. */
public record WorkshopsPage(
        PartnershipHead head, List<Entry> workshops, List<Option> crosswalks, int usual, boolean manages) {
    public WorkshopsPage {
        workshops = List.copyOf(workshops);
        crosswalks = List.copyOf(crosswalks);
    }

    public record Entry(
            String title, String href, StateView state, String day, int settled, int questions, int people) {}
}
