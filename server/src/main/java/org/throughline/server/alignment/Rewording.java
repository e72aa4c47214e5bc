package org.throughline.server.alignment;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.throughline.server.frameworks.FrameworkItem;
import org.throughline.server.frameworks.ItemWording;

/**
 * The words of a pair then and now.
 *
 * @param requirement null while the requirement reads as it did
 * @param outcome likewise
 */
public record Rewording(
        @Nullable Change requirement, @Nullable Change outcome) {
    /**
     * @param then the words that were decided upon; null where they were not kept
     * @param now null for an item that this framework no longer knows
     * @param retired whether it has left its framework
     */
    public record Change(@Nullable String then, @Nullable String now, boolean retired) {}

    /** What has changed since a pair was decided; empty when both items read as they did, or it is not known upon what was decided. */
    static Optional<Rewording> of(
            Pairs.Grounds grounds, @Nullable ItemWording requirement, @Nullable ItemWording outcome) {
        Change asked = change(grounds.requirementWording(), grounds.requirementVersion(), requirement);
        Change answering = change(grounds.outcomeWording(), grounds.outcomeVersion(), outcome);
        return asked == null && answering == null ? Optional.empty() : Optional.of(new Rewording(asked, answering));
    }

    /** Whether it is certain without looking closer that nothing has changed: both items stand in their frameworks with the words that were kept. */
    static boolean isNone(Pairs.Grounds grounds, @Nullable FrameworkItem requirement, @Nullable FrameworkItem outcome) {
        return reads(requirement, grounds.requirementWording(), grounds.requirementVersion())
                && reads(outcome, grounds.outcomeWording(), grounds.outcomeVersion());
    }

    private static boolean reads(@Nullable FrameworkItem now, @Nullable String then, @Nullable Instant version) {
        return now != null && (then == null ? version == null : then.equals(now.label()));
    }

    private static @Nullable Change change(
            @Nullable String then, @Nullable Instant version, @Nullable ItemWording now) {
        if (now == null) {
            return new Change(then, null, true);
        }
        boolean same = then == null ? version == null || version.equals(now.lastChange()) : then.equals(now.label());
        return same && !now.retired() ? null : new Change(then, now.label(), now.retired());
    }
}
