package org.throughline.server.alignment.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.throughline.server.face.Option;
import org.throughline.server.face.StateView;

/**
 * One outcome of a crosswalk, and the requirements that it may answer.
 *
 * @param decideAction where a decision posts to; null for whoever may not decide
 */
public record OutcomePage(
        String crosswalk,
        String boardHref,
        String label,
        String path,
        @Nullable String decideAction,
        List<Asked> requirements) {
    public OutcomePage {
        requirements = List.copyOf(requirements);
    }

    /**
     * A requirement that the outcome may answer.
     *
     * @param relations what the outcome may be to it, in the order of the keys 1 to 5
     * @param proposed the relation that stands, or that the engine proposes
     * @param decided whether something is decided about the pair
     */
    public record Asked(
            String id,
            String requirement,
            String label,
            String path,
            String href,
            String whyHref,
            String probability,
            List<String> reasons,
            List<Option> relations,
            String proposed,
            StateView state,
            boolean decided,
            @Nullable String next) {
        public Asked {
            reasons = List.copyOf(reasons);
            relations = List.copyOf(relations);
        }
    }
}
