package org.throughline.server.frameworks;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.throughline.server.organizations.OrganizationId;

/**
 * A framework that is looked after elsewhere and only kept here.
 *
 * @param framework its identifier, at its source and here; null until it came in
 * @param address where its whole package is to be had
 * @param open whether everybody may read it here: somebody said that its licence allows that
 * @param client by which name its source knows us; null where it asks for none
 * @param lookedAt when its source was asked the last time
 * @param answeredAt when it answered with this framework the last time
 * @param changedAt when it brought something new the last time
 * @param nextLook when it is asked again, while it is followed
 * @param failures how often in a row it could not be had
 * @param trouble what stands in the way, in a word; null while nothing does
 * @param troubleWords the same in a sentence
 * @param licence as its source names it
 */
public record Mirror(
        UUID id,
        OrganizationId owner,
        @Nullable FrameworkId framework,
        String title,
        FrameworkKind kind,
        String address,
        State state,
        boolean open,
        boolean takesOver,
        @Nullable String client,
        @Nullable Instant lookedAt,
        @Nullable Instant answeredAt,
        @Nullable Instant changedAt,
        Instant nextLook,
        int failures,
        @Nullable String trouble,
        @Nullable String troubleWords,
        Licence licence) {

    /** Whether its source is asked. What stands here stays in any case, and nobody edits it. */
    public enum State {
        /** Somebody looks at what stands at the address. */
        CHOOSING,
        FOLLOWING,
        PAUSED,
        /** For good, until somebody takes it up again. */
        STOPPED
    }

    /** Whether its source says that it is there no more. */
    public boolean vanished() {
        return "gone".equals(trouble);
    }

    public Optional<FrameworkId> standing() {
        return Optional.ofNullable(framework);
    }
}
