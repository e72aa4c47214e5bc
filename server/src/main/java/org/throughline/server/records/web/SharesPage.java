package org.throughline.server.records.web;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.throughline.server.face.StateView;
import org.throughline.server.records.HeldCredentialId;
import org.throughline.server.records.Share;

/**
 * A person's links.
 *
 * @param names what the credentials are called
 * @param fresh the link that was just made, or null
 */
public record SharesPage(
        List<Share> shares,
        Map<HeldCredentialId, String> names,
        Instant now,
        @Nullable NewLink fresh) {
    public SharesPage {
        shares = List.copyOf(shares);
        names = Map.copyOf(names);
    }

    public String contents(Share share) {
        return share.credentials().stream()
                .map(id -> names.getOrDefault(id, "a credential that is gone"))
                .collect(Collectors.joining(", "));
    }

    public StateView state(Share share) {
        if (share.revokedAt() != null) {
            return StateView.neutral("Closed");
        }
        return share.isOpen(now) ? StateView.good("Open") : StateView.neutral("Ended");
    }
}
