package org.throughline.server.cocreation.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.throughline.server.face.Option;

/**
 * What somebody reads who was invited into a workspace by mail.
 *
 * @param signedIn the name of the reader's account; null for a stranger
 * @param known whether the invited address has an account here
 * @param own the reader's organizations
 */
public record TakePartPage(
        String title,
        String inviter,
        String owner,
        String may,
        String person,
        String email,
        String speaksFor,
        String action,
        @Nullable String signedIn,
        boolean known,
        List<Option> own,
        @Nullable String error) {
    public TakePartPage {
        own = List.copyOf(own);
    }
}
