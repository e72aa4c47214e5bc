package org.throughline.server.organizations;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a provider said, signed, about whoever signed in there.
 *
 * @param subject its name for them, unique with it and never given again
 * @param nullableVerifiedEmail an address that it checked; null where it names none or did not check it
 * @param nullableName what it calls them
 * @param nullableProvedAt when they proved to it who they are ({@code auth_time}); null where it does not say
 */
public record ProviderClaims(
        String issuer,
        String subject,
        @Nullable String nullableVerifiedEmail,
        @Nullable String nullableName,
        @Nullable Instant nullableProvedAt) {
    /** Whether they proved to it who they are at this moment or later. */
    public boolean provedSince(Instant moment) {
        return nullableProvedAt != null && !nullableProvedAt.isBefore(moment);
    }

    Optional<String> verifiedEmail() {
        return Optional.ofNullable(nullableVerifiedEmail);
    }

    Optional<String> name() {
        return Optional.ofNullable(nullableName).filter(name -> !name.isBlank());
    }
}
