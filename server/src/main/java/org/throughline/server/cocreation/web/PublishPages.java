package org.throughline.server.cocreation.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.throughline.server.cocreation.Publishing;
import org.throughline.server.cocreation.Workspace;
import org.throughline.server.cocreation.web.WorkspaceAccess.Seat;
import org.throughline.server.face.Numbers;
import org.throughline.server.face.ToastView;
import org.throughline.server.frameworks.Citation;

/** Publishing: what changes, who rests on it, and the one button that nobody takes back. */
@Controller
class PublishPages {
    private static final int NAMED = 50;

    private final WorkspaceAccess access;
    private final Publishing publishing;
    private final DraftTabs tabs;

    PublishPages(WorkspaceAccess access, Publishing publishing, DraftTabs tabs) {
        this.access = access;
        this.publishing = publishing;
        this.tabs = tabs;
    }

    @GetMapping("/frameworks/{id}/publish")
    ModelAndView page(@PathVariable UUID id) {
        return shown(access.require(id), null);
    }

    /** Puts the draft up for review, or takes it back. */
    @PostMapping("/frameworks/{id}/review")
    ModelAndView review(@PathVariable UUID id, @RequestParam boolean up, RedirectAttributes redirect) {
        Seat seat = access.requireLeading(id);
        publishing.review(seat.framework(), up, seat.id(), seat.organization());
        redirect.addFlashAttribute(
                "toast",
                ToastView.of(
                        up
                                ? "The draft is up for review: leads change it, others propose."
                                : "The draft is open to its editors again."));
        return new ModelAndView("redirect:" + seat.base() + "/publish");
    }

    @PostMapping("/frameworks/{id}/publish")
    ModelAndView publish(
            @PathVariable UUID id,
            @RequestParam long seen,
            @RequestParam(defaultValue = "") List<UUID> otherMeaning,
            @RequestParam(defaultValue = "false") boolean open,
            @RequestParam(defaultValue = "") String note,
            RedirectAttributes redirect) {
        Seat seat = access.requireLeading(id);
        return switch (publishing.publish(
                seat.workspace(), seen, otherMeaning, open, note, seat.id(), seat.organization())) {
            case Publishing.Outcome.Published published -> {
                redirect.addFlashAttribute(
                        "toast", ToastView.of("Version %d is published.".formatted(published.version())));
                // a lead of another organization may not see the versions of a framework that is not open
                boolean seesThem =
                        open || seat.person().in(seat.workspace().owner()).isPresent();
                yield new ModelAndView("redirect:" + seat.base() + (seesThem ? "/versions" : "/publish"));
            }
            case Publishing.Outcome.Stopped stopped -> shown(access.require(id), stopped.reason());
        };
    }

    private ModelAndView shown(Seat seat, @Nullable String stopped) {
        Workspace workspace = seat.workspace();
        Publishing.Outlook outlook = publishing.outlook(workspace);
        Integer base = outlook.base();
        String movedOn = outlook.movedOn()
                ? "This draft began with %s, and version %s stands now: an import or another publication came in between. Nothing of the draft is lost, but it can't be published over a text that it does not know: bring the newer version into it first, which asks where both changed the same."
                        .formatted(base == null ? "nothing" : "version " + base, outlook.newest())
                : null;
        return new ModelAndView(
                "cocreation/publish",
                Map.of(
                        "page",
                        new PublishPage(
                                workspace.title(),
                                seat.base(),
                                EditPages.state(workspace),
                                tabs.shape(seat, "publish"),
                                seat.leads(),
                                seat.mayEdit(),
                                workspace.state() == Workspace.State.REVIEW,
                                base == null
                                        ? "The first version, with "
                                                + Numbers.count(outlook.items(), "statement", "statements") + "."
                                        : "The draft beside version " + base + ".",
                                movedOn,
                                stopped,
                                Diffs.of(outlook.diff(), outlook.cited(), seat.leads()),
                                impact(outlook.cited()),
                                irrevocable(outlook),
                                workspace.revision(),
                                outlook.open(),
                                outlook.diff().isSame())));
    }

    private static String irrevocable(Publishing.Outlook outlook) {
        long resting = outlook.cited().values().stream()
                .flatMap(List::stream)
                .map(Citation::href)
                .distinct()
                .count();
        return "This can't be undone: a version that is published stays, whole and for good. "
                + (resting == 0
                        ? "Nothing here rests on what changes."
                        : Numbers.count(resting, "thing rests", "things rest") + " on what changes.");
    }

    private static List<PublishPage.Impact> impact(Map<String, List<Citation>> cited) {
        Map<String, Map<String, String>> kinds = new TreeMap<>();
        cited.values().stream()
                .flatMap(List::stream)
                .forEach(citation -> kinds.computeIfAbsent(citation.kind(), _ -> new LinkedHashMap<>())
                        .put(citation.href(), citation.label()));
        List<PublishPage.Impact> impact = new ArrayList<>();
        kinds.forEach((kind, by) -> impact.add(new PublishPage.Impact(
                Kinds.count(kind, by.size()),
                by.entrySet().stream()
                        .limit(NAMED)
                        .map(one -> new PublishPage.By(one.getValue(), one.getKey()))
                        .toList())));
        return impact;
    }
}
