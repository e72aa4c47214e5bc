package org.throughline.credentials.check;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.throughline.credentials.registry.IssuerRegistry;

/** The registries of one verification, in the order of their weight, each asked once for each issuer. */
public final class Registries {

    private final List<IssuerRegistry> registries;
    private final Instant now;
    private final Map<String, List<IssuerStanding>> asked = new HashMap<>();

    /**
     * For one verification.
     *
     * @param now  the moment at which an issuer must be listed
     */
    public Registries(List<IssuerRegistry> registries, Instant now) {
        this.registries = List.copyOf(registries);
        this.now = now;
    }

    /** What each says of an issuer whose own key signed. */
    List<IssuerStanding> established(String issuer) {
        return asked.computeIfAbsent(
                issuer,
                id -> registries.stream()
                        .map(registry -> IssuerStanding.of(registry, id, now))
                        .toList());
    }

    /** What each says where it is not certain who signed. */
    List<IssuerStanding> notEstablished() {
        return registries.stream().map(IssuerStanding::notEstablished).toList();
    }
}
