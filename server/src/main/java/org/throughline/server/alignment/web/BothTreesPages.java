package org.throughline.server.alignment.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.throughline.server.alignment.Board;
import org.throughline.server.alignment.Crosswalk;
import org.throughline.server.alignment.CrosswalkBoards;
import org.throughline.server.alignment.Crosswalks;
import org.throughline.server.alignment.ItemTree;
import org.throughline.server.alignment.SuggestedAlignment;
import org.throughline.server.alignment.Voice;
import org.throughline.server.alignment.WorkingTimes;
import org.throughline.server.alignment.web.BothTreesPage.Asked;
import org.throughline.server.alignment.web.BothTreesPage.Choice;
import org.throughline.server.alignment.web.BothTreesPage.Pair;
import org.throughline.server.face.Numbers;
import org.throughline.server.face.StateView;
import org.throughline.server.face.ToastView;
import org.throughline.server.frameworks.FoundItem;
import org.throughline.server.frameworks.Framework;
import org.throughline.server.frameworks.FrameworkId;
import org.throughline.server.frameworks.FrameworkItem;
import org.throughline.server.frameworks.Frameworks;
import org.throughline.server.shared.ItemUri;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;

/**
 * Both frameworks side by side as trees, and between them one pair: for whoever wants to see where things stand, or knows of an outcome that nobody
 * suggested. Every choice stands in the address.
 */
@Controller
class BothTreesPages {
    private static final int MOST_FOUND = 50;

    private final Crosswalks crosswalks;
    private final CrosswalkBoards boards;
    private final WorkingTimes times;
    private final Frameworks frameworks;
    private final CrosswalkAccess access;

    BothTreesPages(
            Crosswalks crosswalks,
            CrosswalkBoards boards,
            WorkingTimes times,
            Frameworks frameworks,
            CrosswalkAccess access) {
        this.crosswalks = crosswalks;
        this.boards = boards;
        this.times = times;
        this.frameworks = frameworks;
        this.access = access;
    }

    /**
     * What is looked at.
     *
     * @param at the requirement's identifier; null for the first that waits
     * @param to the outcome's; null for what is accepted or suggested first
     * @param as for which organization the person decides
     */
    record Chosen(
            @Nullable UUID at, @Nullable UUID to, @Nullable String as) {
        Chosen at(UUID requirement) {
            return new Chosen(requirement, null, as);
        }

        Chosen to(UUID outcome) {
            return new Chosen(at, outcome, as);
        }

        Map<String, String> fields() {
            Map<String, String> fields = new LinkedHashMap<>();
            Optional.ofNullable(at).ifPresent(one -> fields.put("at", one.toString()));
            Optional.ofNullable(to).ifPresent(one -> fields.put("to", one.toString()));
            Optional.ofNullable(as).filter(one -> !one.isBlank()).ifPresent(one -> fields.put("as", one));
            return fields;
        }

        String query() {
            return fields().entrySet().stream()
                    .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                    .collect(Collectors.joining("&"));
        }
    }

    /** The two sides. */
    enum Side {
        REQUIREMENTS,
        OUTCOMES;

        String word() {
            return this == REQUIREMENTS ? "requirements" : "outcomes";
        }

        static Side of(String word) {
            return Stream.of(values())
                    .filter(side -> side.word().equals(word))
                    .findFirst()
                    .orElseThrow(Problem::notFound);
        }
    }

    @GetMapping("/crosswalks/{id}/trees")
    ModelAndView both(@PathVariable UUID id, Chosen chosen, @RequestParam(defaultValue = "") String q) {
        Crosswalk crosswalk = access.require(id);
        return new ModelAndView("alignment/bothtrees", Map.of("page", page(crosswalk, chosen, q.strip())));
    }

    /** A stretch of one level of a tree, for a node that is opened or shows more. */
    @GetMapping("/crosswalks/{id}/trees/{side}/{parent}")
    ModelAndView level(
            @PathVariable UUID id,
            @PathVariable String side,
            @PathVariable UUID parent,
            @RequestParam(defaultValue = "2") int level,
            @RequestParam(defaultValue = "0") int offset,
            @RequestParam(defaultValue = "BOTH") SideTree.Toward toward,
            Chosen chosen) {
        Crosswalk crosswalk = access.require(id);
        Side which = Side.of(side);
        SideTree tree = which == Side.REQUIREMENTS
                ? requirements(crosswalk, chosen, new Work(crosswalk))
                : outcomes(
                        crosswalk,
                        chosen,
                        row(crosswalk, requirement(crosswalk, chosen).orElse(null)));
        return new ModelAndView(
                "alignment/bothtreeslevel",
                Map.of("drawn", tree.stretch(parent, level, Math.clamp(offset, 0, 1_000_000), toward), "level", level));
    }

    /** @param decision {@code accepted}, {@code rejected}, or {@code open} to take a decision back */
    @PostMapping("/crosswalks/{id}/trees")
    ModelAndView decide(
            @PathVariable UUID id,
            Chosen chosen,
            @RequestParam(defaultValue = "") String relation,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam String decision,
            RedirectAttributes redirect) {
        Crosswalk crosswalk = access.require(id);
        Voice voice = access.requireDeciding(crosswalk, chosen.as());
        ItemUri requirement =
                requirement(crosswalk, chosen).orElseThrow(Problem::notFound).uri();
        ItemUri outcome = chosen(crosswalk.outcomes(), chosen.to())
                .orElseThrow(Problem::notFound)
                .uri();
        String said = switch (decision) {
            case "accepted" ->
                crosswalks
                                .accept(crosswalk.id(), requirement, outcome, relation, reason, voice)
                                .isPresent()
                        ? "Accepted."
                        : Boards.KEPT;
            case "rejected" ->
                crosswalks.reject(crosswalk.id(), requirement, outcome, reason, voice) ? "Rejected." : Boards.KEPT;
            case "open" ->
                crosswalks.undo(crosswalk.id(), requirement, outcome, voice)
                        ? "Your view of the pair is taken back."
                        : "Your organization has said nothing of this pair.";
            default ->
                throw new Problem(
                        ProblemType.BAD_INPUT,
                        "Expected accepted, rejected or open as decision, found “%s”.".formatted(decision));
        };
        redirect.addFlashAttribute("toast", ToastView.of(said));
        return new ModelAndView("redirect:" + address(crosswalk, chosen) + "#pair");
    }

    /** How far the requirements are, counted upwards along their tree. */
    private final class Work {
        private final ItemTree tree;
        private final CrosswalkBoards.Count count;
        private final Map<ItemUri, Integer> leaves = new HashMap<>();
        private final Map<ItemUri, Integer> done = new HashMap<>();

        Work(Crosswalk crosswalk) {
            tree = new ItemTree(frameworks.items(crosswalk.requirements()));
            count = boards.count(crosswalk.id(), null);
            for (FrameworkItem leaf : tree.leaves()) {
                for (ItemUri above : tree.upwards(leaf.uri())) {
                    leaves.merge(above, 1, Integer::sum);
                    if (isDone(leaf)) {
                        done.merge(above, 1, Integer::sum);
                    }
                }
            }
        }

        private boolean isDone(FrameworkItem leaf) {
            return state(leaf) != Board.State.UNDECIDED;
        }

        Board.State state(FrameworkItem leaf) {
            CrosswalkBoards.Stand stand = count.stands().get(leaf.uri());
            return stand == null ? Board.State.UNDECIDED : stand.state();
        }

        /** What stands at a node of the tree. */
        StateView view(FrameworkItem item) {
            if (item.leaf()) {
                CrosswalkBoards.Stand stand = count.stands().get(item.uri());
                return stand != null && stand.disputed() > 0 ? StateView.unsure("Disputed") : Boards.state(state(item));
            }
            int all = leaves.getOrDefault(item.uri(), 0);
            int settled = done.getOrDefault(item.uri(), 0);
            return all == settled ? StateView.good("All decided") : StateView.neutral(decided(item));
        }

        String decided(FrameworkItem item) {
            return "%s of %s decided"
                    .formatted(
                            Numbers.count(done.getOrDefault(item.uri(), 0)),
                            Numbers.count(leaves.getOrDefault(item.uri(), 0)));
        }

        /** The first requirement behind this one that waits for a decision, else the first of all; never this one. */
        Optional<FrameworkItem> next(@Nullable FrameworkItem here) {
            List<FrameworkItem> all = tree.leaves();
            int from = 0;
            for (int i = 0; i < all.size() && here != null; i++) {
                if (all.get(i).uri().equals(here.uri())) {
                    from = i + 1;
                }
            }
            return Stream.concat(all.subList(from, all.size()).stream(), all.subList(0, from).stream())
                    .filter(leaf ->
                            !isDone(leaf) && (here == null || !leaf.uri().equals(here.uri())))
                    .findFirst();
        }
    }

    private BothTreesPage page(Crosswalk crosswalk, Chosen asked, String q) {
        Work work = new Work(crosswalk);
        @Nullable
        FrameworkItem requirement = requirement(crosswalk, asked)
                .or(() -> work.next(null))
                .or(() -> work.tree.leaves().stream().findFirst())
                .orElse(null);
        Board.@Nullable Row row = row(crosswalk, requirement);
        @Nullable
        FrameworkItem outcome =
                chosen(crosswalk.outcomes(), asked.to()).or(() -> first(row)).orElse(null);
        Chosen chosen = new Chosen(
                requirement == null ? null : requirement.identifier(),
                outcome == null ? null : outcome.identifier(),
                asked.as());
        Framework requirements = framework(crosswalk.requirements());
        Framework outcomes = framework(crosswalk.outcomes());
        BothTreesPage.Drawn left = requirements(crosswalk, chosen, work).of(requirement);
        BothTreesPage.Drawn right =
                q.isEmpty() ? outcomes(crosswalk, chosen, row).of(outcome) : BothTreesPage.Drawn.NOTHING;
        String board = "/crosswalks/" + crosswalk.id();
        return new BothTreesPage(
                crosswalk.title(),
                board,
                Boards.progress(work.count.progress(), times.pace(crosswalk.id())),
                side(requirements, left),
                side(outcomes, right),
                requirement == null ? null : asked(crosswalk, work, chosen, requirement, row, outcome),
                board + "/trees",
                q,
                chosen.fields(),
                q.isEmpty() ? null : found(crosswalk, chosen, q),
                address(crosswalk, chosen));
    }

    private static BothTreesPage.Side side(Framework framework, BothTreesPage.Drawn drawn) {
        return new BothTreesPage.Side(framework.title(), "/frameworks/" + framework.id(), drawn);
    }

    private List<Choice> found(Crosswalk crosswalk, Chosen chosen, String q) {
        return frameworks.search(q, crosswalk.outcomes(), List.of(crosswalk.outcomes()), 0, MOST_FOUND).items().stream()
                .map(FoundItem::item)
                .map(item -> choice(crosswalk, chosen, item, null))
                .toList();
    }

    private Asked asked(
            Crosswalk crosswalk,
            Work work,
            Chosen chosen,
            FrameworkItem requirement,
            Board.@Nullable Row row,
            @Nullable FrameworkItem outcome) {
        return new Asked(
                Boards.path(work.tree.path(requirement)),
                requirement.code(),
                requirement.statement(),
                requirement.language(),
                work.view(requirement),
                row == null ? work.decided(requirement) : null,
                "/crosswalks/" + crosswalk.id() + "?view=all&q="
                        + URLEncoder.encode(requirement.label(), StandardCharsets.UTF_8) + "#"
                        + Boards.anchor(requirement),
                row == null || outcome == null ? null : pair(crosswalk, chosen, row, outcome),
                row == null
                        ? List.of()
                        : row.accepted().stream()
                                .map(one -> choice(
                                        crosswalk,
                                        chosen,
                                        one.outcome(),
                                        one.step().words()))
                                .toList(),
                row == null ? List.of() : choices(crosswalk, chosen, row.disputed()),
                row == null ? List.of() : choices(crosswalk, chosen, row.rejected()),
                row == null
                        ? List.of()
                        : row.open().stream()
                                .map(one -> choice(
                                        crosswalk,
                                        chosen,
                                        one.outcome(),
                                        Words.probability(one.suggestion().probability())))
                                .toList(),
                work.next(requirement)
                        .map(next -> address(crosswalk, chosen.at(next.identifier())))
                        .orElse(null));
    }

    private List<Choice> choices(Crosswalk crosswalk, Chosen chosen, List<FrameworkItem> outcomes) {
        return outcomes.stream()
                .map(one -> choice(crosswalk, chosen, one, null))
                .toList();
    }

    private static Choice choice(Crosswalk crosswalk, Chosen chosen, FrameworkItem outcome, @Nullable String note) {
        return new Choice(
                address(crosswalk, chosen.to(outcome.identifier())),
                outcome.code(),
                outcome.statement(),
                outcome.language(),
                note,
                outcome.identifier().equals(chosen.to()));
    }

    private Pair pair(Crosswalk crosswalk, Chosen chosen, Board.Row row, FrameworkItem outcome) {
        Optional<SuggestedAlignment> suggestion = row.open().stream()
                .filter(one -> one.outcome().uri().equals(outcome.uri()))
                .map(Board.Candidate::suggestion)
                .findFirst();
        Optional<String> accepted = row.accepted().stream()
                .filter(one -> one.outcome().uri().equals(outcome.uri()))
                .map(one -> one.step().associationType())
                .findFirst();
        Board.@Nullable Said said = row.standings().get(outcome.uri());
        Optional<Voice> voice = access.voice(crosswalk, chosen.as());
        return new Pair(
                Boards.path(frameworks.path(outcome)),
                outcome.code(),
                outcome.statement(),
                outcome.language(),
                view(row, outcome),
                suggestion.map(SuggestedAlignment::reasons).orElse(List.of()),
                "/uri/" + outcome.identifier(),
                RelationOptions.ALL,
                accepted.or(() -> suggestion.map(SuggestedAlignment::associationType))
                        .orElse("isRelatedTo"),
                chosen.to(outcome.identifier()).fields(),
                voice.isPresent(),
                said != null
                        && voice.isPresent()
                        && said.views().stream()
                                .anyMatch(view -> Objects.equals(
                                        view.organization(), voice.get().organization())),
                !outcome.leaf());
    }

    /** How an outcome stands to the requirement; null where nothing is said of it. */
    private static @Nullable StateView view(Board.Row row, FrameworkItem outcome) {
        return states(row).get(outcome.uri());
    }

    private static Map<ItemUri, StateView> states(Board.Row row) {
        Map<ItemUri, StateView> states = new HashMap<>();
        row.open()
                .forEach(one -> states.put(
                        one.outcome().uri(),
                        StateView.active(
                                "Suggested, " + Numbers.percent(one.suggestion().probability()))));
        row.rejected().forEach(one -> states.put(one.uri(), StateView.neutral("Rejected")));
        row.accepted().forEach(one -> states.put(one.outcome().uri(), StateView.good("Accepted")));
        row.disputed().forEach(one -> states.put(one.uri(), StateView.unsure("Disputed")));
        return states;
    }

    private SideTree requirements(Crosswalk crosswalk, Chosen chosen, Work work) {
        return new SideTree(
                frameworks,
                framework(crosswalk.requirements()),
                new Sight(
                        crosswalk,
                        chosen,
                        Side.REQUIREMENTS,
                        work.tree.items().stream()
                                .collect(Collectors.toMap(
                                        FrameworkItem::uri, item -> List.of(work.view(item)), (one, _) -> one))));
    }

    private SideTree outcomes(Crosswalk crosswalk, Chosen chosen, Board.@Nullable Row row) {
        Map<ItemUri, List<StateView>> states = new HashMap<>();
        if (row != null) {
            // a branch tells what waits in it before it is opened
            Map<ItemUri, Integer> accepted = new HashMap<>();
            Map<ItemUri, Integer> suggested = new HashMap<>();
            row.accepted()
                    .forEach(one -> frameworks
                            .path(one.outcome())
                            .forEach(above -> accepted.merge(above.uri(), 1, Integer::sum)));
            row.open().forEach(one -> one.above().forEach(above -> suggested.merge(above.uri(), 1, Integer::sum)));
            accepted.forEach((above, many) -> states.computeIfAbsent(above, _ -> new ArrayList<>())
                    .add(StateView.good(Numbers.count(many) + " accepted")));
            suggested.forEach((above, many) -> states.computeIfAbsent(above, _ -> new ArrayList<>())
                    .add(StateView.active(Numbers.count(many) + " suggested")));
            states(row)
                    .forEach((outcome, state) -> states.computeIfAbsent(outcome, _ -> new ArrayList<>())
                            .addFirst(state));
        }
        return new SideTree(
                frameworks, framework(crosswalk.outcomes()), new Sight(crosswalk, chosen, Side.OUTCOMES, states));
    }

    /** What stands at the nodes of one side. */
    private record Sight(Crosswalk crosswalk, Chosen chosen, Side side, Map<ItemUri, List<StateView>> states)
            implements SideTree.Look {
        @Override
        public String href(FrameworkItem item) {
            return address(
                    crosswalk, side == Side.REQUIREMENTS ? chosen.at(item.identifier()) : chosen.to(item.identifier()));
        }

        @Override
        public String children(UUID parent, int level, int offset, SideTree.Toward toward) {
            return "/crosswalks/%s/trees/%s/%s?level=%d&offset=%d&toward=%s&%s"
                    .formatted(crosswalk.id(), side.word(), parent, level, offset, toward, chosen.query());
        }

        @Override
        public List<StateView> states(FrameworkItem item) {
            return states.getOrDefault(item.uri(), List.of());
        }
    }

    private static String address(Crosswalk crosswalk, Chosen chosen) {
        return "/crosswalks/" + crosswalk.id() + "/trees?" + chosen.query();
    }

    /** What comes first to mind for a requirement: what is accepted, else what is suggested. */
    private static Optional<FrameworkItem> first(Board.@Nullable Row row) {
        return row == null
                ? Optional.empty()
                : Stream.of(
                                row.accepted().stream().map(Board.Accepted::outcome),
                                row.disputed().stream(),
                                row.open().stream().map(Board.Candidate::outcome))
                        .flatMap(some -> some)
                        .findFirst();
    }

    /** The row of a requirement; null of what only groups them. */
    private Board.@Nullable Row row(Crosswalk crosswalk, @Nullable FrameworkItem requirement) {
        return requirement == null || !requirement.leaf()
                ? null
                : boards.rows(crosswalk.id(), List.of(requirement.uri())).rows().stream()
                        .findFirst()
                        .orElse(null);
    }

    private Optional<FrameworkItem> requirement(Crosswalk crosswalk, Chosen chosen) {
        return chosen(crosswalk.requirements(), chosen.at());
    }

    private Optional<FrameworkItem> chosen(FrameworkId framework, @Nullable UUID identifier) {
        return identifier == null ? Optional.empty() : frameworks.in(framework, identifier);
    }

    private Framework framework(FrameworkId id) {
        return frameworks.find(id).orElseThrow(Problem::notFound);
    }
}
