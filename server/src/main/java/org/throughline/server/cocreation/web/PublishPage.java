package org.throughline.server.cocreation.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.throughline.server.face.StateView;

/**
 * What publishing a draft would do, and for whom.
 *
 * @param heading what is compared, in a sentence
 * @param mayEdit whether whoever looks may change the draft at once
 * @param movedOn why the draft can't be published as it is, because another text came to stand; null where none did
 * @param impact who rests on what changes, by kind
 * @param seen the newest act that this page tells of
 * @param alreadyOpen whether anyone may read the framework already
 */
public record PublishPage(
        String title,
        String base,
        StateView state,
        PageTabs tabs,
        boolean leads,
        boolean mayEdit,
        boolean inReview,
        String heading,
        @Nullable String movedOn,
        @Nullable String stopped,
        DiffView diff,
        List<Impact> impact,
        String irrevocable,
        long seen,
        boolean alreadyOpen,
        boolean nothing) {
    public PublishPage {
        impact = List.copyOf(impact);
    }

    /** Those of one kind that rest on what changes. */
    public record Impact(String count, List<By> by) {
        public Impact {
            by = List.copyOf(by);
        }
    }

    /** One of them. */
    public record By(String label, String href) {}
}
