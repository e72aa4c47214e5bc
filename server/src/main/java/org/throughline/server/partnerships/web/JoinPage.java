package org.throughline.server.partnerships.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.throughline.server.face.Option;

/**
 * What somebody reads who was invited by mail.
 *
 * @param signedIn the name of the reader's account; null for a stranger
 * @param known whether the invited address has an account here
 * @param own organizations that the reader owns
 */
public record JoinPage(
        String name,
        String convener,
        String inviter,
        String purpose,
        String person,
        String email,
        String organization,
        String action,
        @Nullable String signedIn,
        boolean known,
        List<Option> own,
        @Nullable String error) {
    public JoinPage {
        own = List.copyOf(own);
    }
}
