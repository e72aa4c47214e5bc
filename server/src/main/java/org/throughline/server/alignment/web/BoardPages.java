package org.throughline.server.alignment.web;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.throughline.server.alignment.Board;
import org.throughline.server.alignment.Crosswalk;
import org.throughline.server.alignment.Crosswalks;
import org.throughline.server.alignment.SuggestionJobs;
import org.throughline.server.face.PageLinks;
import org.throughline.server.face.TabsView;
import org.throughline.server.face.ToastView;
import org.throughline.server.frameworks.Framework;
import org.throughline.server.frameworks.FrameworkId;
import org.throughline.server.frameworks.FrameworkItem;
import org.throughline.server.frameworks.Frameworks;
import org.throughline.server.organizations.SignedIn;
import org.throughline.server.shared.ItemUri;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;

/**
 * The board where pairs are decided. Each decision is a plain form; with script only the decided row is exchanged, so that nobody loses
 * their place.
 */
@Controller
class BoardPages {
    private static final int ROWS_PER_PAGE = 50;

    private final Crosswalks crosswalks;
    private final Frameworks frameworks;
    private final CrosswalkAccess access;
    private final SuggestionJobs jobs;
    private final Clock clock;

    BoardPages(Crosswalks crosswalks, Frameworks frameworks, CrosswalkAccess access, SuggestionJobs jobs, Clock clock) {
        this.jobs = jobs;
        this.clock = clock;
        this.crosswalks = crosswalks;
        this.frameworks = frameworks;
        this.access = access;
    }

    @GetMapping("/crosswalks/{id}")
    ModelAndView board(
            @PathVariable UUID id, @RequestParam Optional<String> view, @RequestParam(defaultValue = "0") int offset) {
        Crosswalk crosswalk = access.require(id);
        Board board = crosswalks.board(crosswalk.id());
        // whoever comes by a link to one requirement has no view in the address: then everything is shown
        Boards.View chosen = Boards.View.of(view.orElse(access.mayDecide(crosswalk) ? "undecided" : "all"));
        return new ModelAndView("alignment/board", Map.of("page", page(crosswalk, board, chosen, Math.max(0, offset))));
    }

    @PostMapping("/crosswalks/{id}/accept")
    ModelAndView accept(
            @PathVariable UUID id,
            @RequestParam String requirement,
            @RequestParam String outcome,
            @RequestParam String relation,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "undecided") String view,
            @RequestHeader(name = "HX-Request", required = false) @Nullable String htmx,
            RedirectAttributes redirect) {
        Crosswalk crosswalk = access.require(id);
        SignedIn person = access.requireDeciding(crosswalk);
        crosswalks.accept(
                crosswalk.id(), new ItemUri(requirement), new ItemUri(outcome), relation, reason, person.id());
        return answer(crosswalk, requirement, view, htmx, "Accepted.", redirect);
    }

    /** Accepts an outcome that was not suggested, named by its code. */
    @PostMapping("/crosswalks/{id}/accept-code")
    ModelAndView acceptByCode(
            @PathVariable UUID id,
            @RequestParam String requirement,
            @RequestParam String code,
            @RequestParam String relation,
            @RequestParam(defaultValue = "undecided") String view,
            @RequestHeader(name = "HX-Request", required = false) @Nullable String htmx,
            RedirectAttributes redirect) {
        Crosswalk crosswalk = access.require(id);
        SignedIn person = access.requireDeciding(crosswalk);
        FrameworkItem outcome = frameworks.items(crosswalk.outcomes()).stream()
                .filter(item -> code.strip().equalsIgnoreCase(item.code()))
                .findFirst()
                .orElseThrow(() -> new Problem(
                        ProblemType.BAD_INPUT,
                        "No outcome has the code “%s”. The codes stand before the statements in the framework."
                                .formatted(code.strip())));
        crosswalks.accept(crosswalk.id(), new ItemUri(requirement), outcome.uri(), relation, "", person.id());
        return answer(crosswalk, requirement, view, htmx, "Accepted.", redirect);
    }

    @PostMapping("/crosswalks/{id}/reject")
    ModelAndView reject(
            @PathVariable UUID id,
            @RequestParam String requirement,
            @RequestParam String outcome,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "undecided") String view,
            @RequestHeader(name = "HX-Request", required = false) @Nullable String htmx,
            RedirectAttributes redirect) {
        Crosswalk crosswalk = access.require(id);
        SignedIn person = access.requireDeciding(crosswalk);
        crosswalks.reject(crosswalk.id(), new ItemUri(requirement), new ItemUri(outcome), reason, person.id());
        return answer(crosswalk, requirement, view, htmx, "Rejected.", redirect);
    }

    @PostMapping("/crosswalks/{id}/undo")
    ModelAndView undo(
            @PathVariable UUID id,
            @RequestParam String requirement,
            @RequestParam String outcome,
            @RequestParam(defaultValue = "undecided") String view,
            @RequestHeader(name = "HX-Request", required = false) @Nullable String htmx,
            RedirectAttributes redirect) {
        Crosswalk crosswalk = access.require(id);
        SignedIn person = access.requireDeciding(crosswalk);
        crosswalks.undo(crosswalk.id(), new ItemUri(requirement), new ItemUri(outcome), person.id());
        return answer(crosswalk, requirement, view, htmx, "The pair is open again.", redirect);
    }

    @PostMapping("/crosswalks/{id}/publish")
    ModelAndView publish(@PathVariable UUID id, RedirectAttributes redirect) {
        Crosswalk crosswalk = access.require(id);
        SignedIn person = access.requireOpening(crosswalk.owner());
        crosswalks.publish(crosswalk.id(), person.id());
        redirect.addFlashAttribute(
                "toast",
                ToastView.of("The crosswalk is published: everybody may read it, here and through the CASE API."));
        return new ModelAndView("redirect:/crosswalks/" + id);
    }

    /** With script the row as it stands now and the progress; without it the board at the same place. */
    private ModelAndView answer(
            Crosswalk crosswalk,
            String requirement,
            String view,
            @Nullable String htmx,
            String said,
            RedirectAttributes redirect) {
        Board board = crosswalks.board(crosswalk.id());
        Board.Row row = board.row(new ItemUri(requirement)).orElseThrow(Problem::notFound);
        if (htmx == null) {
            redirect.addFlashAttribute("toast", ToastView.of(said));
            return new ModelAndView("redirect:/crosswalks/%s?view=%s#%s"
                    .formatted(crosswalk.id(), Boards.View.of(view).word(), Boards.anchor(row)));
        }
        return new ModelAndView(
                "alignment/decided",
                Map.of(
                        "row", Boards.row(row, following(board, row, view), crosswalk, Boards.View.of(view), true),
                        "progress", Boards.progress(board)));
    }

    /** The anchor of the row that this view shows behind a row; null behind the last. */
    private static @Nullable String following(Board board, Board.Row row, String view) {
        return board.rows().stream()
                .dropWhile(other -> !other.equals(row))
                .skip(1)
                .filter(Boards.View.of(view).shown())
                .findFirst()
                .map(Boards::anchor)
                .orElse(null);
    }

    private BoardPage page(Crosswalk crosswalk, Board board, Boards.View view, int offset) {
        List<Board.Row> shown = board.rows().stream().filter(view.shown()).toList();
        List<Board.Row> here =
                shown.subList(Math.min(offset, shown.size()), Math.min(offset + ROWS_PER_PAGE, shown.size()));
        boolean published = crosswalks.isPublished(crosswalk.id());
        boolean mayDecide = access.mayDecide(crosswalk);
        boolean mayPublish =
                access.opening().stream().anyMatch(m -> m.organization().id().equals(crosswalk.owner()));
        String address = "/crosswalks/" + crosswalk.id();
        return new BoardPage(
                crosswalk.title(),
                title(crosswalk.requirements()),
                "/frameworks/" + crosswalk.requirements(),
                title(crosswalk.outcomes()),
                "/frameworks/" + crosswalk.outcomes(),
                Boards.progress(board),
                views(address, board, view),
                Boards.rows(here, crosswalk, view, mayDecide),
                links(address, view, offset, here.size(), shown.size()),
                address + "/coverage",
                address + "/package",
                published,
                published || !mayPublish ? null : address + "/publish",
                mayDecide,
                Suggesting.of(jobs.latest(crosswalk.id()).orElse(null), address, clock.instant()));
    }

    private static TabsView views(String address, Board board, Boards.View chosen) {
        List<TabsView.Tab> tabs = new ArrayList<>();
        for (Boards.View view : Boards.View.values()) {
            long rows = board.rows().stream().filter(view.shown()).count();
            tabs.add(new TabsView.Tab(view.label(), address + "?view=" + view.word(), view == chosen, rows));
        }
        return new TabsView("Requirements to show", tabs);
    }

    private static PageLinks links(String address, Boards.View view, int offset, int shown, int total) {
        String base = address + "?view=" + view.word() + "&offset=";
        return new PageLinks(
                shown == 0 ? 0 : offset + 1L,
                (long) offset + shown,
                (long) total,
                offset == 0 ? null : base + Math.max(0, offset - ROWS_PER_PAGE),
                offset + shown < total ? base + (offset + ROWS_PER_PAGE) : null);
    }

    private String title(FrameworkId id) {
        return frameworks.find(id).map(Framework::title).orElse("?");
    }
}
