package org.throughline.server.talent.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.throughline.server.face.StateView;

/** The list of talent needs: an employer's own first, then what others published. */
public record NeedsPage(List<Entry> own, List<Entry> others, boolean mayState) {
    public NeedsPage {
        own = List.copyOf(own);
        others = List.copyOf(others);
    }

    /** One need. */
    public record Entry(
            String title,
            String href,
            String employer,
            @Nullable String location,
            String openings,
            String asks,
            StateView state,
            @Nullable String peopleHref) {}
}
