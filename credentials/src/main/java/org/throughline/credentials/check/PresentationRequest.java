package org.throughline.credentials.check;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a verifier asked a holder who shows credentials, so that what was shown to others, or before, can be told apart.
 *
 * @param challenge  the question that the proof must answer ({@code challenge} of a proof, {@code nonce} of a token); null where none was put
 * @param domains  the names of whoever asks, for whom the proof must have been made ({@code domain} of a proof, {@code aud} of a token); empty where
 *     they gave none
 */
public record PresentationRequest(@Nullable String challenge, Set<String> domains) {

    /** Nothing was asked. */
    public static final PresentationRequest NONE = new PresentationRequest(null, Set.of());

    public PresentationRequest {
        domains = Set.copyOf(domains);
        if (challenge != null && challenge.isBlank() || domains.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("A challenge or domain that is blank asks nothing");
        }
    }

    /** Whether nothing was asked. */
    boolean isEmpty() {
        return challenge == null && domains.isEmpty();
    }
}
