package org.throughline.server.talent;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.throughline.server.records.HeldCredentialId;
import org.throughline.server.shared.ItemUri;

/**
 * The credential behind one point of a score.
 *
 * @param item the competency that it proves
 * @param itemLabel its code and statement, or its URI where no framework here knows it
 * @param strength how strongly it is held, in [0, 1]
 */
public record Evidence(
        HeldCredentialId credential,
        ItemUri item,
        String itemLabel,
        double strength,
        String achievement,
        String issuerId,
        String issuerName,
        @Nullable Instant awarded) {}
