package org.throughline.server.alignment.web;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.throughline.server.alignment.Crosswalk;
import org.throughline.server.alignment.CrosswalkBoards;
import org.throughline.server.alignment.Crosswalks;
import org.throughline.server.alignment.SuggestedAlignment;
import org.throughline.server.alignment.Voice;
import org.throughline.server.face.Numbers;
import org.throughline.server.face.Option;
import org.throughline.server.face.ToastView;
import org.throughline.server.frameworks.FoundItem;
import org.throughline.server.frameworks.Frameworks;
import org.throughline.server.shared.ItemUri;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;

/** Accepts what is probable enough in one go: first a list of what that would be, then those lines that stay ticked. */
@Controller
class BulkPages {
    private static final int USUAL_ABOVE = 80;

    /** More lines than this nobody reads before they accept; the rest is offered when these are done. */
    private static final int MOST = 200;

    private final Crosswalks crosswalks;
    private final CrosswalkBoards boards;
    private final Frameworks frameworks;
    private final CrosswalkAccess access;

    BulkPages(Crosswalks crosswalks, CrosswalkBoards boards, Frameworks frameworks, CrosswalkAccess access) {
        this.crosswalks = crosswalks;
        this.boards = boards;
        this.frameworks = frameworks;
        this.access = access;
    }

    @GetMapping("/crosswalks/{id}/bulk")
    ModelAndView preview(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "" + USUAL_ABOVE) int above,
            @RequestParam(required = false) @Nullable String as) {
        Crosswalk crosswalk = access.require(id);
        Voice voice = access.requireDeciding(crosswalk, as);
        return new ModelAndView("alignment/bulk", Map.of("page", page(crosswalk, within(above), as, voice)));
    }

    @PostMapping("/crosswalks/{id}/bulk")
    ModelAndView accept(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "" + USUAL_ABOVE) int above,
            @RequestParam(required = false) @Nullable List<String> pair,
            @RequestParam(required = false) @Nullable String as,
            RedirectAttributes redirect) {
        Crosswalk crosswalk = access.require(id);
        Voice voice = access.requireDeciding(crosswalk, as);
        if (pair != null && pair.size() > MOST) {
            throw new Problem(ProblemType.BAD_INPUT, "At most %d pairs are accepted in one go.".formatted(MOST));
        }
        List<Crosswalks.Chosen> chosen = chosen(crosswalk, pair == null ? List.of() : pair);
        int accepted = crosswalks.acceptAll(crosswalk.id(), chosen, within(above) / 100.0, voice);
        redirect.addFlashAttribute(
                "toast",
                ToastView.of(
                        accepted == 0
                                ? "Nothing was ticked, nothing is accepted."
                                : "%s accepted. “Undo my last decision” takes all of them back."
                                        .formatted(Numbers.count(accepted, "pair is", "pairs are"))));
        return new ModelAndView("redirect:/crosswalks/" + id
                + new Place(accepted == 0 ? null : "matched", null, null, null, null, as, null).query());
    }

    private static int within(int above) {
        return Math.min(99, Math.max(1, above));
    }

    /** A line's value is "requirement outcome relation", the items by their identifiers. */
    private List<Crosswalks.Chosen> chosen(Crosswalk crosswalk, List<String> values) {
        List<Ticked> ticked = values.stream().map(BulkPages::ticked).toList();
        Map<UUID, ItemUri> requirements = frameworks.in(
                crosswalk.requirements(),
                ticked.stream().map(Ticked::requirement).toList());
        Map<UUID, ItemUri> outcomes = frameworks.in(
                crosswalk.outcomes(), ticked.stream().map(Ticked::outcome).toList());
        List<Crosswalks.Chosen> chosen = new ArrayList<>();
        for (Ticked one : ticked) {
            ItemUri requirement = requirements.get(one.requirement());
            ItemUri outcome = outcomes.get(one.outcome());
            if (requirement == null || outcome == null) {
                throw namesNoPair(one.requirement() + " " + one.outcome() + " " + one.relation());
            }
            chosen.add(new Crosswalks.Chosen(requirement, outcome, one.relation()));
        }
        return chosen;
    }

    private record Ticked(UUID requirement, UUID outcome, String relation) {}

    private static Ticked ticked(String value) {
        String[] parts = value.split(" ", -1);
        if (parts.length != 3) {
            throw namesNoPair(value);
        }
        try {
            return new Ticked(UUID.fromString(parts[0]), UUID.fromString(parts[1]), parts[2]);
        } catch (IllegalArgumentException e) {
            throw namesNoPair(value);
        }
    }

    private static Problem namesNoPair(String value) {
        return new Problem(ProblemType.BAD_INPUT, "“%s” names no pair of this crosswalk.".formatted(value));
    }

    private BulkPage page(Crosswalk crosswalk, int above, @Nullable String as, Voice voice) {
        Set<ItemUri> postponed = boards.questions(crosswalk.id(), voice.organization()).stream()
                .filter(one -> one.postponed())
                .map(one -> one.requirement().uri())
                .collect(Collectors.toSet());
        List<SuggestedAlignment> best = boards.bestAbove(crosswalk.id(), above / 100.0).stream()
                .filter(one -> !postponed.contains(one.requirement()))
                .toList();
        List<SuggestedAlignment> here = best.subList(0, Math.min(MOST, best.size()));
        Set<ItemUri> asked = new LinkedHashSet<>();
        Set<ItemUri> answering = new LinkedHashSet<>();
        here.forEach(one -> {
            asked.add(one.requirement());
            answering.add(one.outcome());
        });
        Map<ItemUri, FoundItem> requirements = frameworks.standing(crosswalk.requirements(), asked);
        Map<ItemUri, FoundItem> outcomes = frameworks.standing(crosswalk.outcomes(), answering);
        List<BulkPage.Line> lines = here.stream()
                .flatMap(one -> line(one, requirements.get(one.requirement()), outcomes.get(one.outcome())).stream())
                .toList();
        Map<String, String> kept = new HashMap<>();
        if (as != null && !as.isBlank()) {
            kept.put("as", as);
        }
        String address = "/crosswalks/" + crosswalk.id();
        return new BulkPage(
                crosswalk.title(),
                address + new Place(null, null, null, null, null, as, null).query(),
                address + "/bulk",
                above,
                IntStream.concat(IntStream.of(95, 90, 85, 80, 70, 60, 50), IntStream.of(above))
                        .distinct()
                        .map(percent -> -percent)
                        .sorted()
                        .map(percent -> -percent)
                        .mapToObj(percent -> Option.of(Integer.toString(percent), percent + " %"))
                        .toList(),
                sentence(lines, above),
                lines,
                best.size() - here.size(),
                kept);
    }

    private static Optional<BulkPage.Line> line(
            SuggestedAlignment one, @Nullable FoundItem requirement, @Nullable FoundItem outcome) {
        return requirement == null || outcome == null
                ? Optional.empty()
                : Optional.of(new BulkPage.Line(
                        requirement.item().identifier() + " " + outcome.item().identifier() + " "
                                + one.associationType(),
                        requirement.item().label(),
                        outcome.item().label(),
                        one.words(),
                        Numbers.percent(one.probability()),
                        one.probability()));
    }

    /** "41 suggestions of 80 % or more. By the probabilities, about 5 of them are expected to be wrong." */
    static String sentence(List<BulkPage.Line> lines, int above) {
        if (lines.isEmpty()) {
            return "No undecided requirement has a suggestion of %d %% or more.".formatted(above);
        }
        double wrong = lines.stream().mapToDouble(line -> 1 - line.share()).sum();
        String expected = wrong < 0.5
                ? "probably none of them is wrong"
                : "about %s of them %s expected to be wrong"
                        .formatted(Numbers.count(Math.round(wrong)), Math.round(wrong) == 1 ? "is" : "are");
        return "%s of %d %% or more. By the probabilities, %s. Read them, and take the tick from what is wrong."
                .formatted(Numbers.count(lines.size(), "suggestion", "suggestions"), above, expected);
    }
}
