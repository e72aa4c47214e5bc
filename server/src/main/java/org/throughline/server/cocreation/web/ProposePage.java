package org.throughline.server.cocreation.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.throughline.server.face.Option;
import org.throughline.server.face.TabsView;

/**
 * The form for one proposal.
 *
 * @param item the statement that it is about; null for the framework itself
 * @param was its words, as this page shows them
 * @param kinds what can be proposed, each with its own address
 * @param kind what is proposed
 * @param found places to which the statement could move, for what was searched
 */
public record ProposePage(
        WorkspaceHead head,
        @Nullable String item,
        String was,
        String itemId,
        TabsView kinds,
        String kind,
        String statement,
        String code,
        String level,
        boolean atHire,
        String reason,
        String query,
        List<Option> found,
        List<ProposalView> already,
        @Nullable String error) {
    public ProposePage {
        found = List.copyOf(found);
        already = List.copyOf(already);
    }
}
