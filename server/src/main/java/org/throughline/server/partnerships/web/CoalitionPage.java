package org.throughline.server.partnerships.web;

import java.util.List;
import org.throughline.server.face.TableView;

/** All that a convener convenes. */
public record CoalitionPage(
        String name,
        String base,
        int partnerships,
        int members,
        int overdue,
        String hours,
        TableView table,
        List<Pack> packs,
        boolean manages) {
    public CoalitionPage {
        packs = List.copyOf(packs);
    }

    /** A starter pack. */
    public record Pack(String name, String href, String jobRole, String holds) {}
}
