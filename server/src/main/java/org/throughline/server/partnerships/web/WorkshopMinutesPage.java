package org.throughline.server.partnerships.web;

import java.util.List;
import org.throughline.server.face.StateView;
import org.throughline.server.face.VerdictView;

/** The minutes of a workshop that has ended. */
public record WorkshopMinutesPage(
        PartnershipHead head,
        String title,
        String when,
        String convener,
        VerdictView verdict,
        String documentHref,
        List<StagePage.Present> present,
        List<Entry> entries) {
    public WorkshopMinutesPage {
        present = List.copyOf(present);
        entries = List.copyOf(entries);
    }

    public record Entry(
            int number,
            String words,
            StateView outcome,
            String relation,
            String note,
            String spent,
            List<StagePage.Turn> turns) {
        public Entry {
            turns = List.copyOf(turns);
        }
    }
}
