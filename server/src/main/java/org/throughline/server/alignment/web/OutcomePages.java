package org.throughline.server.alignment.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
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
import org.throughline.server.alignment.Crosswalks;
import org.throughline.server.alignment.Relation;
import org.throughline.server.alignment.SuggestedAlignment;
import org.throughline.server.alignment.Voice;
import org.throughline.server.face.StateView;
import org.throughline.server.face.ToastView;
import org.throughline.server.frameworks.FrameworkItem;
import org.throughline.server.frameworks.Frameworks;
import org.throughline.server.shared.ItemUri;
import org.throughline.server.shared.Problem;

/** The other way round: for an outcome the requirements that it may answer, each to be decided as on the board. */
@Controller
class OutcomePages {
    private final Crosswalks crosswalks;
    private final Frameworks frameworks;
    private final CrosswalkAccess access;

    OutcomePages(Crosswalks crosswalks, Frameworks frameworks, CrosswalkAccess access) {
        this.crosswalks = crosswalks;
        this.frameworks = frameworks;
        this.access = access;
    }

    @GetMapping("/crosswalks/{id}/outcomes/{outcome}")
    ModelAndView outcome(@PathVariable UUID id, @PathVariable UUID outcome) {
        Crosswalk crosswalk = access.require(id);
        access.requireSignedIn();
        FrameworkItem item = frameworks.in(crosswalk.outcomes(), outcome).orElseThrow(Problem::notFound);
        String address = "/crosswalks/" + id;
        return new ModelAndView(
                "alignment/outcome",
                Map.of(
                        "page",
                        new OutcomePage(
                                crosswalk.title(),
                                address,
                                item.label(),
                                Boards.path(frameworks.path(item)),
                                access.mayDecide(crosswalk) ? address + "/outcomes/" + outcome : null,
                                asked(crosswalk, item))));
    }

    /**
     * Decides about one of the requirements.
     *
     * @param decision a relation, {@code rejected}, or {@code open} to take a decision back
     */
    @PostMapping("/crosswalks/{id}/outcomes/{outcome}")
    ModelAndView decide(
            @PathVariable UUID id,
            @PathVariable UUID outcome,
            @RequestParam String requirement,
            @RequestParam(defaultValue = "") String relation,
            @RequestParam String decision,
            RedirectAttributes redirect) {
        Crosswalk crosswalk = access.require(id);
        Voice voice = access.requireDeciding(crosswalk, null);
        FrameworkItem item = frameworks.in(crosswalk.outcomes(), outcome).orElseThrow(Problem::notFound);
        ItemUri asked = new ItemUri(requirement);
        String said = switch (decision) {
            case "rejected" ->
                crosswalks.reject(crosswalk.id(), asked, item.uri(), "", voice) ? "Rejected." : Boards.KEPT;
            case "open" -> takenBack(crosswalk, asked, item, voice);
            default ->
                crosswalks
                                .accept(crosswalk.id(), asked, item.uri(), relation, "", voice)
                                .isPresent()
                        ? "Accepted."
                        : Boards.KEPT;
        };
        redirect.addFlashAttribute("toast", ToastView.of(said));
        String anchor =
                frameworks.item(asked).map(one -> "#r-" + one.identifier()).orElse("");
        return new ModelAndView("redirect:/crosswalks/" + id + "/outcomes/" + outcome + anchor);
    }

    private String takenBack(Crosswalk crosswalk, ItemUri requirement, FrameworkItem outcome, Voice voice) {
        if (!crosswalks.undo(crosswalk.id(), requirement, outcome.uri(), voice)) {
            return "Your organization has said nothing of this pair.";
        }
        return crosswalks.decidedAt(crosswalk.id(), outcome.uri()).containsKey(requirement)
                ? "Your organization's view is taken back; what another says stands."
                : "The pair is open again.";
    }

    private List<OutcomePage.Asked> asked(Crosswalk crosswalk, FrameworkItem outcome) {
        Map<ItemUri, Crosswalks.Stands> decided = crosswalks.decidedAt(crosswalk.id(), outcome.uri());
        Map<ItemUri, @Nullable SuggestedAlignment> suggested = new LinkedHashMap<>();
        crosswalks.suggestionsFor(crosswalk.id(), outcome.uri()).forEach(one -> suggested.put(one.requirement(), one));
        decided.keySet().forEach(requirement -> suggested.putIfAbsent(requirement, null));
        Map<ItemUri, FrameworkItem> items = frameworks.items(suggested.keySet());
        List<FrameworkItem> shown = suggested.keySet().stream()
                .filter(items::containsKey)
                .map(uri -> Objects.requireNonNull(items.get(uri)))
                .toList();
        return IntStream.range(0, shown.size())
                .mapToObj(n -> asked(
                        crosswalk,
                        outcome,
                        shown.get(n),
                        suggested.get(shown.get(n).uri()),
                        decided.get(shown.get(n).uri()),
                        n + 1 < shown.size() ? "r-" + shown.get(n + 1).identifier() : null))
                .toList();
    }

    private OutcomePage.Asked asked(
            Crosswalk crosswalk,
            FrameworkItem outcome,
            FrameworkItem requirement,
            @Nullable SuggestedAlignment suggestion,
            Crosswalks.@Nullable Stands decided,
            @Nullable String next) {
        String address = "/crosswalks/" + crosswalk.id();
        Relation stands = decided == null ? null : decided.accepted();
        return new OutcomePage.Asked(
                "r-" + requirement.identifier(),
                requirement.uri().value(),
                requirement.label(),
                Boards.path(frameworks.path(requirement)),
                address + "?view=all#r-" + requirement.identifier(),
                address + "/requirements/" + requirement.identifier() + "/why/" + outcome.identifier(),
                suggestion == null ? "Not proposed" : Words.probability(suggestion.probability()),
                suggestion == null ? List.of("somebody found it themselves") : suggestion.reasons(),
                RelationOptions.ALL,
                stands != null ? stands.word() : suggestion == null ? "isRelatedTo" : suggestion.associationType(),
                state(decided),
                decided != null,
                next);
    }

    private static StateView state(Crosswalks.@Nullable Stands decided) {
        if (decided == null) {
            return StateView.neutral("Not decided");
        }
        if (decided.disputed()) {
            return StateView.unsure("Disputed");
        }
        return decided.accepted() == null
                ? StateView.bad("Rejected")
                : StateView.good("Accepted: " + decided.accepted().words());
    }
}
