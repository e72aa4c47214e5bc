package org.throughline.server.alignment.web;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
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
import org.throughline.server.alignment.CrosswalkBoards;
import org.throughline.server.alignment.Crosswalks;
import org.throughline.server.alignment.Question;
import org.throughline.server.alignment.QuestionOrder;
import org.throughline.server.alignment.Relation;
import org.throughline.server.alignment.SuggestionJobs;
import org.throughline.server.alignment.Voice;
import org.throughline.server.alignment.WorkingTimes;
import org.throughline.server.face.Option;
import org.throughline.server.face.PageLinks;
import org.throughline.server.face.TabsView;
import org.throughline.server.face.ToastView;
import org.throughline.server.frameworks.Framework;
import org.throughline.server.frameworks.FrameworkId;
import org.throughline.server.frameworks.FrameworkItem;
import org.throughline.server.frameworks.Frameworks;
import org.throughline.server.organizations.Organization;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.organizations.Organizations;
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
    /** A page of more takes longer to draw than to decide. */
    private static final int ROWS_PER_PAGE = 20;

    private final Crosswalks crosswalks;
    private final CrosswalkBoards boards;
    private final WorkingTimes times;
    private final Frameworks frameworks;
    private final Organizations organizations;
    private final CrosswalkAccess access;
    private final SuggestionJobs jobs;
    private final Clock clock;

    BoardPages(
            Crosswalks crosswalks,
            CrosswalkBoards boards,
            WorkingTimes times,
            Frameworks frameworks,
            Organizations organizations,
            CrosswalkAccess access,
            SuggestionJobs jobs,
            Clock clock) {
        this.jobs = jobs;
        this.clock = clock;
        this.crosswalks = crosswalks;
        this.boards = boards;
        this.times = times;
        this.frameworks = frameworks;
        this.organizations = organizations;
        this.access = access;
    }

    @GetMapping("/crosswalks/{id}")
    ModelAndView board(@PathVariable UUID id, Place place) {
        Crosswalk crosswalk = access.require(id);
        // whoever comes by a link to one requirement has no view in the address: then everything is shown
        Place chosen = place.view() == null
                ? place.with(access.mayDecide(crosswalk) ? Boards.View.UNDECIDED : Boards.View.ALL)
                        .at(place.from())
                : place;
        return new ModelAndView("alignment/board", Map.of("page", page(crosswalk, chosen)));
    }

    /** What else was suggested for a requirement, and a form for another outcome. */
    @GetMapping("/crosswalks/{id}/requirements/{requirement}/suggestions")
    ModelAndView suggestions(@PathVariable UUID id, @PathVariable UUID requirement, Place place) {
        return unfolded(id, requirement, place, Place.Fold.SUGGESTIONS);
    }

    /** What was rejected for a requirement. */
    @GetMapping("/crosswalks/{id}/requirements/{requirement}/rejected")
    ModelAndView rejected(@PathVariable UUID id, @PathVariable UUID requirement, Place place) {
        return unfolded(id, requirement, place, Place.Fold.REJECTED);
    }

    private ModelAndView unfolded(UUID id, UUID requirement, Place place, Place.Fold fold) {
        Crosswalk crosswalk = access.require(id);
        FrameworkItem item =
                frameworks.in(crosswalk.requirements(), requirement).orElseThrow(Problem::notFound);
        Board.Row row = row(crosswalk, item.uri());
        Boards.Looker looker =
                looker(crosswalk, place.unfolding(fold, requirement), voice(crosswalk, place), List.of(row));
        return new ModelAndView(
                "alignment/folded",
                Map.of("row", Boards.row(row, false, looker), "rejections", fold == Place.Fold.REJECTED));
    }

    private Board.Row row(Crosswalk crosswalk, ItemUri requirement) {
        return boards.rows(crosswalk.id(), List.of(requirement)).rows().stream()
                .findFirst()
                .orElseThrow(Problem::notFound);
    }

    /** @param seen what others had decided as it was shown, where this answers it: a relation, or {@code rejected} */
    @PostMapping("/crosswalks/{id}/accept")
    ModelAndView accept(
            @PathVariable UUID id,
            @RequestParam String requirement,
            @RequestParam String outcome,
            @RequestParam String relation,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String seen,
            Place place,
            @RequestHeader(name = "HX-Request", required = false) @Nullable String htmx,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        Crosswalk crosswalk = access.require(id);
        Voice voice = access.requireDeciding(crosswalk, place.as());
        Crosswalks.Answered answered =
                decided(crosswalk, new ItemUri(requirement), new ItemUri(outcome), relation, reason, voice, seen);
        tellMeanwhile(answered, htmx, response);
        return answer(crosswalk, requirement, place.folded(), htmx, said("Accepted.", answered), redirect);
    }

    /** Accepts an outcome that was not suggested, named by its code. */
    @PostMapping("/crosswalks/{id}/accept-code")
    ModelAndView acceptByCode(
            @PathVariable UUID id,
            @RequestParam String requirement,
            @RequestParam String code,
            @RequestParam String relation,
            Place place,
            @RequestHeader(name = "HX-Request", required = false) @Nullable String htmx,
            RedirectAttributes redirect) {
        Crosswalk crosswalk = access.require(id);
        Voice voice = access.requireDeciding(crosswalk, place.as());
        FrameworkItem outcome = frameworks
                .byCode(crosswalk.outcomes(), code)
                .orElseThrow(() -> new Problem(
                        ProblemType.BAD_INPUT,
                        "No outcome has the code “%s”. The codes stand before the statements in the framework."
                                .formatted(code.strip())));
        boolean counts = crosswalks
                .accept(crosswalk.id(), new ItemUri(requirement), outcome.uri(), relation, "", voice)
                .isPresent();
        return answer(crosswalk, requirement, place.folded(), htmx, counts ? "Accepted." : Boards.KEPT, redirect);
    }

    /** @param seen as where a pair is accepted */
    @PostMapping("/crosswalks/{id}/reject")
    ModelAndView reject(
            @PathVariable UUID id,
            @RequestParam String requirement,
            @RequestParam String outcome,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String seen,
            Place place,
            @RequestHeader(name = "HX-Request", required = false) @Nullable String htmx,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        Crosswalk crosswalk = access.require(id);
        Voice voice = access.requireDeciding(crosswalk, place.as());
        Crosswalks.Answered answered =
                decided(crosswalk, new ItemUri(requirement), new ItemUri(outcome), null, reason, voice, seen);
        tellMeanwhile(answered, htmx, response);
        return answer(crosswalk, requirement, place, htmx, said("Rejected.", answered), redirect);
    }

    private Crosswalks.Answered decided(
            Crosswalk crosswalk,
            ItemUri requirement,
            ItemUri outcome,
            @Nullable String relation,
            String reason,
            Voice voice,
            String seen) {
        if (!seen.isEmpty()) {
            Crosswalks.Shown shown = new Crosswalks.Shown(Relation.ofWord(seen).orElse(null));
            return crosswalks.answer(crosswalk.id(), requirement, outcome, relation, reason, voice, shown);
        }
        boolean counts = relation == null
                ? crosswalks.reject(crosswalk.id(), requirement, outcome, reason, voice)
                : crosswalks
                        .accept(crosswalk.id(), requirement, outcome, relation, reason, voice)
                        .isPresent();
        return counts ? Crosswalks.Answered.COUNTS : Crosswalks.Answered.DISPUTED;
    }

    private static String said(String counting, Crosswalks.Answered answered) {
        return switch (answered) {
            case COUNTS -> counting;
            case DISPUTED -> Boards.KEPT;
            case CHANGED_MEANWHILE -> Boards.CHANGED_MEANWHILE;
        };
    }

    /** With script the row says by itself what was decided, and not that nothing was. */
    private static void tellMeanwhile(
            Crosswalks.Answered answered, @Nullable String htmx, HttpServletResponse response) {
        if (htmx != null && answered == Crosswalks.Answered.CHANGED_MEANWHILE) {
            response.setHeader("HX-Trigger", "{\"toast\":{\"message\":\"%s\"}}".formatted(Boards.CHANGED_MEANWHILE));
        }
    }

    @PostMapping("/crosswalks/{id}/undo")
    ModelAndView undo(
            @PathVariable UUID id,
            @RequestParam String requirement,
            @RequestParam String outcome,
            Place place,
            @RequestHeader(name = "HX-Request", required = false) @Nullable String htmx,
            RedirectAttributes redirect) {
        Crosswalk crosswalk = access.require(id);
        Voice voice = access.requireDeciding(crosswalk, place.as());
        boolean taken = crosswalks.undo(crosswalk.id(), new ItemUri(requirement), new ItemUri(outcome), voice);
        return answer(
                crosswalk,
                requirement,
                place,
                htmx,
                taken ? "Your view of the pair is taken back." : "Your organization has said nothing of this pair.",
                redirect);
    }

    /** Takes back what the person did last in this crosswalk, wherever it stands. */
    @PostMapping("/crosswalks/{id}/undo-last")
    @Nullable
    ModelAndView undoLast(
            @PathVariable UUID id,
            Place place,
            @RequestHeader(name = "HX-Request", required = false) @Nullable String htmx,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        Crosswalk crosswalk = access.require(id);
        Voice voice = access.requireDeciding(crosswalk, place.as());
        List<ItemUri> back = crosswalks.undoLast(crosswalk.id(), voice.person());
        if (htmx == null || back.size() > 1) {
            redirect.addFlashAttribute(
                    "toast",
                    ToastView.of(
                            switch (back.size()) {
                                case 0 -> "There is nothing of yours to take back.";
                                case 1 -> "Your last decision is taken back.";
                                default -> "%d decisions are taken back.".formatted(back.size());
                            }));
        }
        if (htmx == null) {
            return back(crosswalk, place, back.stream().findFirst().orElse(null));
        }
        if (back.size() == 1) {
            ModelAndView answer = fragment(crosswalk, back.getFirst(), place, true);
            response.setHeader(
                    "HX-Trigger-After-Settle",
                    "{\"keyed:choose\":\"%s\"}"
                            .formatted(anchor(crosswalk, back.getFirst()).orElse("")));
            return answer;
        }
        if (back.isEmpty()) {
            response.setStatus(HttpServletResponse.SC_NO_CONTENT);
        } else {
            response.setHeader("HX-Refresh", "true");
        }
        return null;
    }

    @PostMapping("/crosswalks/{id}/postpone")
    ModelAndView postpone(
            @PathVariable UUID id,
            @RequestParam String requirement,
            @RequestParam(defaultValue = "") String reason,
            Place place,
            @RequestHeader(name = "HX-Request", required = false) @Nullable String htmx,
            RedirectAttributes redirect) {
        Crosswalk crosswalk = access.require(id);
        Voice voice = access.requireDeciding(crosswalk, place.as());
        crosswalks.postpone(crosswalk.id(), new ItemUri(requirement), reason, voice);
        return answer(crosswalk, requirement, place, htmx, "Postponed: it stands under “Postponed”.", redirect);
    }

    @PostMapping("/crosswalks/{id}/resume")
    ModelAndView resume(
            @PathVariable UUID id,
            @RequestParam String requirement,
            Place place,
            @RequestHeader(name = "HX-Request", required = false) @Nullable String htmx,
            RedirectAttributes redirect) {
        Crosswalk crosswalk = access.require(id);
        Voice voice = access.requireDeciding(crosswalk, place.as());
        crosswalks.resume(crosswalk.id(), new ItemUri(requirement), voice);
        return answer(crosswalk, requirement, place, htmx, "It is asked again.", redirect);
    }

    /** The lead settles what organizations see differently. */
    @PostMapping("/crosswalks/{id}/resolve")
    ModelAndView resolve(
            @PathVariable UUID id,
            @RequestParam String requirement,
            @RequestParam String outcome,
            @RequestParam String relation,
            @RequestParam(defaultValue = "") String reason,
            Place place,
            @RequestHeader(name = "HX-Request", required = false) @Nullable String htmx,
            RedirectAttributes redirect) {
        Crosswalk crosswalk = access.require(id);
        Voice voice = access.requireLead(crosswalk, place.as());
        crosswalks.resolve(
                crosswalk.id(),
                new ItemUri(requirement),
                new ItemUri(outcome),
                relation.equals("none") ? null : relation,
                reason,
                voice);
        return answer(crosswalk, requirement, place, htmx, "Resolved. Both views stay readable.", redirect);
    }

    /** Confirms an accepted pair with the words as they are now. */
    @PostMapping("/crosswalks/{id}/confirm")
    ModelAndView confirm(
            @PathVariable UUID id,
            @RequestParam String requirement,
            @RequestParam String outcome,
            Place place,
            @RequestHeader(name = "HX-Request", required = false) @Nullable String htmx,
            RedirectAttributes redirect) {
        Crosswalk crosswalk = access.require(id);
        Voice voice = access.requireDeciding(crosswalk, place.as());
        crosswalks.confirm(crosswalk.id(), new ItemUri(requirement), new ItemUri(outcome), voice);
        return answer(crosswalk, requirement, place, htmx, "Confirmed with the words as they are now.", redirect);
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
            Place place,
            @Nullable String htmx,
            String said,
            RedirectAttributes redirect) {
        if (htmx != null) {
            return fragment(crosswalk, new ItemUri(requirement), place, false);
        }
        redirect.addFlashAttribute("toast", ToastView.of(said));
        return back(crosswalk, place, new ItemUri(requirement));
    }

    private ModelAndView back(Crosswalk crosswalk, Place place, @Nullable ItemUri requirement) {
        String anchor = Optional.ofNullable(requirement)
                .flatMap(one -> anchor(crosswalk, one))
                .map(one -> "#" + one)
                .orElse("");
        return new ModelAndView("redirect:/crosswalks/" + crosswalk.id() + place.query() + anchor);
    }

    private Optional<String> anchor(Crosswalk crosswalk, ItemUri requirement) {
        return frameworks.in(crosswalk.requirements(), requirement).map(Boards::anchor);
    }

    private ModelAndView fragment(Crosswalk crosswalk, ItemUri requirement, Place place, boolean anywhere) {
        OrganizationId voice = voice(crosswalk, place);
        Board.Row row = row(crosswalk, requirement);
        boolean postponed = boards.isPostponed(crosswalk.id(), requirement, voice);
        Boards.Looker looker = looker(crosswalk, place, voice, List.of(row));
        CrosswalkBoards.Count count = boards.count(crosswalk.id(), voice);
        Collection<CrosswalkBoards.Stand> within = place.isNarrowed()
                ? boards.questions(crosswalk.id(), voice).stream()
                        .filter(Boards.narrowed(place))
                        .map(Question::stand)
                        .toList()
                : count.stands().values();
        return new ModelAndView(
                "alignment/decided",
                Map.of(
                        "row",
                        Boards.row(row, postponed, looker),
                        "progress",
                        Boards.progress(count.progress(), times.pace(crosswalk.id())),
                        "views",
                        views(looker.address(), within, place, looker.together()),
                        "anywhere",
                        anywhere,
                        "left",
                        Optional.ofNullable(count.stands().get(requirement))
                                .filter(place.shown().shown())
                                .isEmpty()));
    }

    private @Nullable OrganizationId voice(Crosswalk crosswalk, Place place) {
        return access.voice(crosswalk, place.as()).map(Voice::organization).orElse(null);
    }

    private Boards.Looker looker(
            Crosswalk crosswalk, Place place, @Nullable OrganizationId voice, List<Board.Row> rows) {
        Map<OrganizationId, String> names = new HashMap<>();
        Boards.organizations(rows).forEach(id -> organizations.find(id).ifPresent(one -> names.put(id, one.name())));
        return new Boards.Looker(
                "/crosswalks/" + crosswalk.id(),
                place,
                voice,
                voice != null && access.leads(crosswalk),
                voice != null && access.isDecidedTogether(crosswalk),
                names);
    }

    private BoardPage page(Crosswalk crosswalk, Place place) {
        OrganizationId voice = voice(crosswalk, place);
        List<Question> all = boards.questions(crosswalk.id(), voice);
        List<Question> within = all.stream().filter(Boards.narrowed(place)).toList();
        List<Question> ordered = place.helpful() ? QuestionOrder.of(within) : within;
        List<Question> shown = ordered.stream()
                .filter(one -> place.shown().shown().test(one.stand()))
                .toList();
        int start = start(place.from(), shown.size());
        List<Question> here = shown.subList(start, Math.min(start + ROWS_PER_PAGE, shown.size()));
        List<Board.Row> rows = boards.rows(crosswalk.id(), Boards.uris(here)).rows();
        Boards.Looker looker = looker(crosswalk, place, voice, rows);
        List<ItemUri> postponed =
                Boards.uris(here.stream().filter(Question::postponed).toList());
        boolean published = crosswalks.isPublished(crosswalk.id());
        boolean mayPublish =
                access.opening().stream().anyMatch(m -> m.organization().id().equals(crosswalk.owner()));
        String address = "/crosswalks/" + crosswalk.id();
        return new BoardPage(
                crosswalk.title(),
                address,
                title(crosswalk.requirements()),
                "/frameworks/" + crosswalk.requirements(),
                title(crosswalk.outcomes()),
                "/frameworks/" + crosswalk.outcomes(),
                Boards.progress(CrosswalkBoards.progress(crosswalk, all), times.pace(crosswalk.id())),
                views(address, within.stream().map(Question::stand).toList(), place, looker.together()),
                orders(address, place),
                place.helpful()
                        ? "First what is uncertain and matters: where the best suggestions are close calls, where talent needs or achievements rest on the requirement, and where its part of the framework has few matches yet."
                        : "As the framework has it.",
                narrowing(crosswalk, all, place, voice),
                rows.stream()
                        .map(row -> Boards.row(
                                row, postponed.contains(row.requirement().uri()), looker))
                        .toList(),
                links(address, place, start, here.size(), shown.size()),
                address + "/coverage",
                address + "/package",
                published,
                published || !mayPublish ? null : address + "/publish",
                voice == null ? null : address + "/undo-last",
                voice == null
                        ? null
                        : address + "/bulk" + new Place(null, null, null, null, null, place.as(), null).query(),
                access.standsBehind(crosswalk) ? address + "/effort" : null,
                place.fields(),
                voice != null,
                Suggesting.of(jobs.latest(crosswalk.id()).orElse(null), address, clock.instant()));
    }

    /** Where the page begins; what was decided meanwhile may have left fewer than stood before it, then it is the last page. */
    private static int start(int asked, int shown) {
        return asked < shown ? asked : Math.max(0, (shown - 1) / ROWS_PER_PAGE * ROWS_PER_PAGE);
    }

    private BoardPage.Narrowing narrowing(
            Crosswalk crosswalk, List<Question> all, Place place, @Nullable OrganizationId voice) {
        List<Organization> voices = access.deciding(crosswalk);
        Map<String, String> kept = new HashMap<>(place.fields());
        kept.keySet().removeAll(List.of("branch", "q", "offset", "as"));
        return new BoardPage.Narrowing(
                Boards.branches(all),
                place.branch(),
                place.words(),
                voices.size() < 2
                        ? List.of()
                        : voices.stream()
                                .map(one -> Option.of(one.id().toString(), one.name()))
                                .toList(),
                voice == null ? null : voice.toString(),
                kept,
                place.isNarrowed() || place.as() != null);
    }

    private static TabsView views(
            String address, Collection<CrosswalkBoards.Stand> within, Place place, boolean together) {
        List<TabsView.Tab> tabs = new ArrayList<>();
        for (Boards.View view : Boards.View.values()) {
            if (together || !view.isOfSides()) {
                long rows = within.stream().filter(view.shown()).count();
                tabs.add(new TabsView.Tab(
                        view.label(), address + place.with(view).query(), view == place.shown(), rows));
            }
        }
        return new TabsView("Requirements to show", tabs);
    }

    private static TabsView orders(String address, Place place) {
        return new TabsView(
                "Order",
                List.of(
                        new TabsView.Tab(
                                "What helps most",
                                address + place.inOrder(Place.HELPS).query(),
                                place.helpful(),
                                null),
                        new TabsView.Tab(
                                "The framework's own",
                                address + place.inOrder(Place.TREE).query(),
                                !place.helpful(),
                                null)));
    }

    private static PageLinks links(String address, Place place, int offset, int shown, int total) {
        return new PageLinks(
                shown == 0 ? 0 : offset + 1L,
                (long) offset + shown,
                (long) total,
                offset == 0
                        ? null
                        : address
                                + place.at(Math.max(0, offset - ROWS_PER_PAGE)).query(),
                offset + shown < total
                        ? address + place.at(offset + ROWS_PER_PAGE).query()
                        : null);
    }

    private String title(FrameworkId id) {
        return frameworks.find(id).map(Framework::title).orElse("?");
    }
}
