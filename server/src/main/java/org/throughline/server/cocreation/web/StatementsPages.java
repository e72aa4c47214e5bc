package org.throughline.server.cocreation.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.throughline.server.cocreation.DraftItem;
import org.throughline.server.cocreation.Drafts;
import org.throughline.server.cocreation.ItemThreads;
import org.throughline.server.cocreation.Proposals;
import org.throughline.server.cocreation.web.WorkspaceAccess.Seat;
import org.throughline.server.face.Numbers;
import org.throughline.server.face.PageLinks;
import org.throughline.server.shared.Problem;

/**
 * The statements for whoever says what should change: a list to read, on a phone as well; each statement is one step from a proposal. A framework that
 * fits is shown whole, a larger one level by level.
 */
@Controller
class StatementsPages {
    /** As many as are shown whole, with what stands below them. */
    private static final int WHOLE = 150;

    private static final int ON_A_PAGE = 100;
    private static final int DEEPEST = 8;

    private final WorkspaceAccess access;
    private final WorkspaceHeads heads;
    private final Drafts drafts;
    private final Proposals proposals;
    private final ItemThreads threads;

    StatementsPages(
            WorkspaceAccess access, WorkspaceHeads heads, Drafts drafts, Proposals proposals, ItemThreads threads) {
        this.access = access;
        this.heads = heads;
        this.drafts = drafts;
        this.proposals = proposals;
        this.threads = threads;
    }

    @GetMapping("/frameworks/{id}/statements")
    ModelAndView list(
            @PathVariable UUID id,
            @RequestParam Optional<UUID> at,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "0") int offset) {
        Seat seat = access.require(id);
        DraftItem within = at.filter(item -> !item.equals(id))
                .map(item -> drafts.item(seat.framework(), item).orElseThrow(Problem::notFound))
                .orElse(null);
        UUID parent = within == null ? id : within.identifier();
        String base = seat.base() + "/statements";
        int from = Math.clamp(offset, 0, 1_000_000);
        boolean searching = !q.isBlank();
        boolean whole = !searching && within == null && drafts.count(seat.framework()) <= WHOLE;
        List<Placed> shown = new ArrayList<>();
        if (searching) {
            drafts.search(seat.framework(), q, ON_A_PAGE).forEach(item -> shown.add(new Placed(item, 0)));
        } else if (whole) {
            below(seat, id, 0, shown);
        } else {
            drafts.children(seat.framework(), parent, from, ON_A_PAGE).forEach(item -> shown.add(new Placed(item, 0)));
        }
        long total = searching || whole ? shown.size() : drafts.count(seat.framework(), parent);
        String go = base + "?at=" + parent + "&offset=";
        PageLinks links = total <= ON_A_PAGE || searching || whole
                ? null
                : new PageLinks(
                        from + 1L,
                        from + (long) shown.size(),
                        total,
                        from == 0 ? null : go + Math.max(0, from - ON_A_PAGE),
                        from + shown.size() < total ? go + (from + ON_A_PAGE) : null);
        return new ModelAndView(
                "cocreation/statements",
                Map.of(
                        "page",
                        new StatementsPage(
                                heads.of(seat, "proposals"),
                                within == null ? null : EditPages.label(within),
                                within == null ? null : up(seat, within),
                                rows(seat, shown, searching, whole),
                                q,
                                seat.role().proposes(),
                                seat.role().proposes() && !searching
                                        ? seat.base() + "/propose"
                                                + (within == null ? "" : "?kind=add&item=" + within.identifier())
                                        : null,
                                links)));
    }

    private record Placed(DraftItem item, int depth) {}

    private void below(Seat seat, UUID parent, int depth, List<Placed> shown) {
        for (DraftItem item : drafts.children(seat.framework(), parent, 0, WHOLE)) {
            shown.add(new Placed(item, depth));
            if (item.children() > 0 && depth < DEEPEST) {
                below(seat, item.identifier(), depth + 1, shown);
            }
        }
    }

    private static String up(Seat seat, DraftItem within) {
        return seat.base() + "/statements"
                + (within.parent().equals(seat.framework().value()) ? "" : "?at=" + within.parent());
    }

    private List<StatementsPage.Row> rows(Seat seat, List<Placed> shown, boolean searching, boolean whole) {
        List<UUID> ids =
                shown.stream().map(placed -> placed.item().identifier()).toList();
        Map<UUID, Integer> proposed = proposals.waitingOn(seat.framework(), ids);
        Map<UUID, Integer> talked = threads.openOn(seat.framework(), ids);
        return shown.stream()
                .map(placed -> row(
                        seat,
                        placed,
                        searching,
                        whole && placed.depth() < DEEPEST,
                        proposed.getOrDefault(placed.item().identifier(), 0),
                        talked.getOrDefault(placed.item().identifier(), 0)))
                .toList();
    }

    private StatementsPage.Row row(
            Seat seat, Placed placed, boolean searching, boolean follow, int proposed, int talked) {
        DraftItem item = placed.item();
        String talk = seat.base() + "/talk/" + item.identifier();
        List<String> said = new ArrayList<>();
        if (proposed > 0) {
            said.add(Numbers.count(proposed, "proposal", "proposals"));
        }
        if (talked > 0) {
            said.add(Numbers.count(talked, "comment thread", "comment threads"));
        }
        List<String> facts = new ArrayList<>();
        if (item.text().level() != null) {
            facts.add("Level: " + item.text().level());
        }
        if (item.text().atHire()) {
            facts.add("Must have when hired");
        }
        @Nullable
        String inside = item.children() == 0 || follow ? null : seat.base() + "/statements?at=" + item.identifier();
        return new StatementsPage.Row(
                item.identifier(),
                placed.depth(),
                item.text().code(),
                item.text().statement(),
                item.text().language(),
                searching
                        ? drafts.path(seat.framework(), item.identifier()).stream()
                                .map(EditPages::label)
                                .collect(Collectors.joining(" › "))
                        : "",
                seat.role().proposes() ? seat.base() + "/propose?item=" + item.identifier() : talk,
                String.join(" · ", facts),
                String.join(", ", said),
                talk,
                inside,
                Numbers.count(item.children(), "statement", "statements") + " in it");
    }
}
