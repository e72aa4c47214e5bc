package org.throughline.server.cocreation.web;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.throughline.server.cocreation.PartnerDoors;
import org.throughline.server.cocreation.Workspaces;
import org.throughline.server.face.ToastView;
import org.throughline.server.frameworks.Framework;
import org.throughline.server.frameworks.FrameworkId;
import org.throughline.server.frameworks.FrameworkItem;
import org.throughline.server.frameworks.Frameworks;
import org.throughline.server.organizations.CurrentPerson;
import org.throughline.server.organizations.Organization;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.organizations.Organizations;
import org.throughline.server.organizations.Role;
import org.throughline.server.organizations.SignedIn;
import org.throughline.server.shared.Problem;

/** The way of a partner's person from a published framework to their first proposal, and where its owner lets them. */
@Controller
class PartnerDoorPages {
    private final PartnerDoors doors;
    private final Workspaces workspaces;
    private final Frameworks frameworks;
    private final Organizations organizations;
    private final CurrentPerson current;

    PartnerDoorPages(
            PartnerDoors doors,
            Workspaces workspaces,
            Frameworks frameworks,
            Organizations organizations,
            CurrentPerson current) {
        this.doors = doors;
        this.workspaces = workspaces;
        this.frameworks = frameworks;
        this.organizations = organizations;
        this.current = current;
    }

    /** What it means to step in, and one button. Whoever takes part already is led on. */
    @GetMapping("/frameworks/{id}/step-in")
    ModelAndView page(@PathVariable UUID id, @RequestParam Optional<UUID> item) {
        SignedIn person = current.require();
        if (isIn(id, person)) {
            return onwards(id, item);
        }
        Framework framework = framework(id);
        OrganizationId speaksFor = doors.speakingFor(framework, person.id()).orElseThrow(Problem::notFound);
        return new ModelAndView(
                "cocreation/stepin",
                Map.of(
                        "page",
                        new StepInPage(
                                framework.title(),
                                "/frameworks/" + id,
                                name(framework.owner()),
                                name(speaksFor),
                                item.flatMap(one -> frameworks.in(framework.id(), one))
                                        .map(FrameworkItem::label)
                                        .orElse(null),
                                item.map(UUID::toString).orElse(null))));
    }

    @PostMapping("/frameworks/{id}/step-in")
    ModelAndView enter(@PathVariable UUID id, @RequestParam Optional<UUID> item) {
        SignedIn person = current.require();
        if (!isIn(id, person)) {
            doors.enter(framework(id), person.id());
        }
        return onwards(id, item);
    }

    /** Lets the people of partners propose changes of all published frameworks of the organization that owns this one. */
    @PostMapping("/frameworks/{id}/partners/welcome")
    ModelAndView open(@PathVariable UUID id, RedirectAttributes redirect) {
        return set(id, true, redirect);
    }

    /** Lets them no more; who takes part already goes on. */
    @PostMapping("/frameworks/{id}/partners/ask-first")
    ModelAndView close(@PathVariable UUID id, RedirectAttributes redirect) {
        return set(id, false, redirect);
    }

    private ModelAndView set(UUID id, boolean open, RedirectAttributes redirect) {
        Framework framework = framework(id);
        SignedIn person = current.require(framework.owner(), Role.EDITOR);
        doors.set(framework.owner(), open, person.id());
        redirect.addFlashAttribute(
                "toast",
                ToastView.of(
                        open
                                ? "Your partners' people find “Propose a change” on every published framework of yours from now on."
                                : "Partners propose where a lead asks them. Who takes part already goes on."));
        return new ModelAndView("redirect:/frameworks/" + id);
    }

    private boolean isIn(UUID id, SignedIn person) {
        return workspaces
                .find(new FrameworkId(id))
                .flatMap(workspace -> workspaces.role(workspace, person))
                .isPresent();
    }

    private static ModelAndView onwards(UUID id, Optional<UUID> item) {
        return new ModelAndView("redirect:/frameworks/" + id
                + item.map(one -> "/propose?item=" + one).orElse("/proposals"));
    }

    private Framework framework(UUID id) {
        return frameworks
                .find(new FrameworkId(id))
                .filter(found -> found.isOpenTo(current.find()))
                .orElseThrow(Problem::notFound);
    }

    private String name(OrganizationId organization) {
        return organizations.find(organization).map(Organization::name).orElse("its owner");
    }
}
