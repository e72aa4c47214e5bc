package org.throughline.server.alignment;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.throughline.server.organizations.OrganizationId;

/**
 * What the decisions about one pair amount to. This is the one place that says what counts (decision record 31): an organization's last word
 * is its view; where all views are the same, that is decided; where they differ in the verdict or in the relation, the pair is disputed and
 * counts as accepted for nobody until the lead resolves it; a resolution stands until an organization says something else after it.
 *
 * @param decisive the decision that stands: the latest view, or the resolution as long as nobody said the same after it; null where nothing is decided
 * @param views the last word of each organization, the earliest first; a view that was taken back is none
 */
record Settlement(Standing standing, @Nullable Decision decisive, List<Decision> views) {
    Settlement {
        views = List.copyOf(views);
    }

    /** Whether the pair is an accepted alignment. */
    boolean accepted() {
        return decisive != null && standing.counts() && decisive.verdict() == Decision.Verdict.ACCEPTED;
    }

    /**
     * Settles a pair.
     *
     * @param decisions all that was ever decided about it, in any order
     */
    static Settlement of(List<Decision> decisions) {
        Map<OrganizationId, Decision> last = new LinkedHashMap<>();
        Optional<Decision> resolution = Optional.empty();
        List<Decision> inOrder = new ArrayList<>(decisions);
        inOrder.sort(Comparator.comparingLong(Decision::number));
        for (Decision decision : inOrder) {
            if (decision.resolves()) {
                resolution = Optional.of(decision).filter(d -> d.verdict() != Decision.Verdict.REOPENED);
            } else {
                // a later word stands behind the earlier ones
                last.remove(decision.organization());
                last.put(decision.organization(), decision);
            }
        }
        List<Decision> views = last.values().stream()
                .filter(view -> view.verdict() != Decision.Verdict.REOPENED)
                .toList();
        if (resolution.isPresent() && stands(resolution.get(), views)) {
            Decision resolved = resolution.get();
            Decision latest =
                    views.isEmpty() || views.getLast().number() < resolved.number() ? resolved : views.getLast();
            return new Settlement(Standing.RESOLVED, latest, views);
        }
        if (views.isEmpty()) {
            return new Settlement(Standing.OPEN, null, views);
        }
        boolean same = views.stream().allMatch(view -> sayTheSame(view, views.getFirst()));
        Decision latest = views.getLast();
        if (!same || resolution.isPresent() && views.size() == 1) {
            return new Settlement(Standing.DISPUTED, latest, views);
        }
        return new Settlement(views.size() == 1 ? Standing.ONE_SIDED : Standing.AGREED, latest, views);
    }

    private static boolean stands(Decision resolution, List<Decision> views) {
        return views.stream().allMatch(view -> view.number() < resolution.number() || sayTheSame(view, resolution));
    }

    static boolean sayTheSame(Decision one, Decision other) {
        return one.verdict() == other.verdict() && Objects.equals(one.relation(), other.relation());
    }
}
