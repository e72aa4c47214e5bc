package org.throughline.server.cocreation.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.throughline.server.face.Option;
import org.throughline.server.face.PageLinks;

/**
 * Proposals to be looked at and resolved in one pass.
 *
 * @param mayPropose whether the reader proposes
 * @param leads whether the reader resolves
 * @param kind the kind that is looked at, as it stands in the address; empty for all
 */
public record ProposalsPage(
        WorkspaceHead head,
        List<ProposalView> proposals,
        @Nullable PageLinks links,
        String view,
        List<Option> kinds,
        String kind,
        List<Option> rounds,
        String round,
        boolean mayPropose,
        boolean leads) {
    public ProposalsPage {
        proposals = List.copyOf(proposals);
        kinds = List.copyOf(kinds);
        rounds = List.copyOf(rounds);
    }
}
