package org.throughline.server.alignment.web;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.throughline.server.alignment.Crosswalk;
import org.throughline.server.alignment.CrosswalkBoards;
import org.throughline.server.alignment.CrosswalkProgress;
import org.throughline.server.alignment.Crosswalks;
import org.throughline.server.face.Option;
import org.throughline.server.frameworks.Framework;
import org.throughline.server.frameworks.FrameworkId;
import org.throughline.server.frameworks.FrameworkKind;
import org.throughline.server.frameworks.Frameworks;
import org.throughline.server.organizations.Membership;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.organizations.SignedIn;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;

/** The list of crosswalks, and the form that opens one. */
@Controller
class CrosswalksPages {
    private final Crosswalks crosswalks;
    private final CrosswalkBoards boards;
    private final Frameworks frameworks;
    private final CrosswalkAccess access;

    CrosswalksPages(Crosswalks crosswalks, CrosswalkBoards boards, Frameworks frameworks, CrosswalkAccess access) {
        this.crosswalks = crosswalks;
        this.boards = boards;
        this.frameworks = frameworks;
        this.access = access;
    }

    @GetMapping("/crosswalks")
    ModelAndView list() {
        List<CrosswalksPage.Entry> entries =
                access.visible().stream().map(this::entry).toList();
        return new ModelAndView(
                "alignment/list",
                Map.of("page", new CrosswalksPage(entries, !access.opening().isEmpty())));
    }

    @GetMapping("/crosswalks/new")
    ModelAndView form() {
        return form("", "", "", null);
    }

    @PostMapping("/crosswalks")
    ModelAndView open(
            @RequestParam UUID organization,
            @RequestParam UUID requirements,
            @RequestParam UUID outcomes,
            @RequestParam(defaultValue = "") String title) {
        OrganizationId owner = new OrganizationId(organization);
        SignedIn person = access.requireOpening(owner);
        Framework asking = visible(requirements);
        Framework answering = visible(outcomes);
        String named = title.isBlank() ? asking.title() + " × " + answering.title() : title;
        try {
            Crosswalk crosswalk = crosswalks.open(owner, named, asking.id(), answering.id(), person.id());
            return new ModelAndView("redirect:/crosswalks/" + crosswalk.id());
        } catch (Problem problem) {
            return form(requirements.toString(), outcomes.toString(), title, problem.getMessage());
        }
    }

    private ModelAndView form(String asking, String answering, String title, @Nullable String error) {
        access.requireSignedIn();
        List<Membership> opening = access.opening();
        if (opening.isEmpty()) {
            throw new Problem(
                    ProblemType.FORBIDDEN, "Opening a crosswalk needs the role of editor or owner in an organization.");
        }
        NewCrosswalkPage page = new NewCrosswalkPage(
                opening.stream()
                        .map(m -> Option.of(
                                m.organization().id().toString(),
                                m.organization().name()))
                        .toList(),
                options(FrameworkKind.JOB_ROLE),
                options(FrameworkKind.OUTCOMES),
                asking,
                answering,
                title,
                error);
        return new ModelAndView("alignment/new", Map.of("page", page));
    }

    private List<Option> options(FrameworkKind first) {
        return access.frameworks().stream()
                .sorted(Comparator.comparing((Framework framework) -> framework.kind() != first))
                .map(framework -> Option.of(framework.id().toString(), framework.title()))
                .toList();
    }

    private Framework visible(UUID id) {
        return access.frameworks().stream()
                .filter(framework -> framework.id().equals(new FrameworkId(id)))
                .findFirst()
                .orElseThrow(Problem::notFound);
    }

    private CrosswalksPage.Entry entry(Crosswalk crosswalk) {
        CrosswalkProgress progress = boards.progress(crosswalk.id());
        String address = "/crosswalks/" + crosswalk.id();
        return new CrosswalksPage.Entry(
                crosswalk.title(),
                address,
                address + "/coverage",
                title(crosswalk.requirements()),
                title(crosswalk.outcomes()),
                progress.requirements() - progress.undecided(),
                progress.requirements(),
                Boards.sentence(progress),
                crosswalks.isPublished(crosswalk.id()));
    }

    private String title(FrameworkId id) {
        return frameworks.find(id).map(Framework::title).orElse("?");
    }
}
