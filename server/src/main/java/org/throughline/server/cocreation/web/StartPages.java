package org.throughline.server.cocreation.web;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.throughline.server.cocreation.Drafts;
import org.throughline.server.cocreation.Workspace;
import org.throughline.server.face.Option;
import org.throughline.server.face.ToastView;
import org.throughline.server.frameworks.Framework;
import org.throughline.server.frameworks.FrameworkId;
import org.throughline.server.frameworks.FrameworkKind;
import org.throughline.server.frameworks.Frameworks;
import org.throughline.server.frameworks.Mirrors;
import org.throughline.server.organizations.CurrentPerson;
import org.throughline.server.organizations.Membership;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.organizations.Role;
import org.throughline.server.organizations.SignedIn;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;

/** Begins a framework, or a draft of one that stands. */
@Controller
class StartPages {
    private final Drafts drafts;
    private final Frameworks frameworks;
    private final Mirrors mirrors;
    private final CurrentPerson current;

    StartPages(Drafts drafts, Frameworks frameworks, Mirrors mirrors, CurrentPerson current) {
        this.drafts = drafts;
        this.frameworks = frameworks;
        this.mirrors = mirrors;
        this.current = current;
    }

    @GetMapping("/frameworks/new")
    ModelAndView form() {
        return form("", "", "", null);
    }

    @PostMapping("/frameworks")
    ModelAndView begin(
            @RequestParam UUID organization,
            @RequestParam(defaultValue = "") String title,
            @RequestParam(defaultValue = "") String language,
            @RequestParam FrameworkKind kind) {
        SignedIn person = current.require(new OrganizationId(organization), Role.EDITOR);
        if (title.isBlank() || title.strip().length() > 1_000) {
            return form(organization.toString(), title, language, "Give it a title of up to 1,000 characters.");
        }
        if (!language.isBlank() && !language.strip().matches("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")) {
            return form(organization.toString(), title, language, "Expected a language such as en or es-MX.");
        }
        String creator = person.in(new OrganizationId(organization))
                .orElseThrow()
                .organization()
                .name();
        Workspace workspace = drafts.begin(
                new OrganizationId(organization),
                title.strip(),
                creator,
                kind,
                language.isBlank() ? null : language.strip(),
                person.id());
        return new ModelAndView("redirect:/frameworks/" + workspace.framework() + "/edit");
    }

    private ModelAndView form(String organization, String title, String language, @Nullable String problem) {
        List<Membership> editing = current.require().memberships().stream()
                .filter(membership -> membership.hasAny(Role.EDITOR))
                .toList();
        if (editing.isEmpty()) {
            throw new Problem(
                    ProblemType.FORBIDDEN,
                    "Starting a framework needs the role of editor or owner in an organization.");
        }
        return new ModelAndView(
                "cocreation/new",
                Map.of(
                        "page",
                        new NewPage(
                                editing.stream()
                                        .map(m -> Option.of(
                                                m.organization().id().toString(),
                                                m.organization().name()))
                                        .toList(),
                                organization,
                                title,
                                language,
                                problem)));
    }

    /** Opens the draft of a framework that stands, for an editor of its owner. */
    @PostMapping("/frameworks/{id}/draft")
    ModelAndView open(@PathVariable UUID id, RedirectAttributes redirect) {
        Framework framework = frameworks
                .find(new FrameworkId(id))
                .filter(found -> found.isOpenTo(current.find()))
                .orElseThrow(Problem::notFound);
        SignedIn person = current.require(framework.owner(), Role.EDITOR);
        if (mirrors.as(framework.id()).isPresent()) {
            throw new Problem(
                    ProblemType.CONFLICT,
                    "“%s” is a mirror here: only its source changes it. Make a local variant of it, and shape that."
                            .formatted(framework.title()));
        }
        drafts.open(framework.id(), person.id());
        redirect.addFlashAttribute("toast", ToastView.of("What you change here is a draft until it is published."));
        return new ModelAndView("redirect:/frameworks/" + id + "/edit");
    }
}
