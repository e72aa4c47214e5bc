package org.throughline.server.records.web;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.throughline.server.face.ToastView;
import org.throughline.server.organizations.CurrentPerson;
import org.throughline.server.organizations.Organization;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.organizations.OrganizationKind;
import org.throughline.server.organizations.Organizations;
import org.throughline.server.organizations.PersonId;
import org.throughline.server.records.Consents;
import org.throughline.server.shared.Problem;

/** Who may find me: nobody, until the person says so; taken back with one press. */
@Controller
class ConsentPages {
    private final CurrentPerson current;
    private final Organizations organizations;
    private final Consents consents;

    ConsentPages(CurrentPerson current, Organizations organizations, Consents consents) {
        this.current = current;
        this.organizations = organizations;
        this.consents = consents;
    }

    @GetMapping("/record/consents")
    ModelAndView consents() {
        PersonId person = current.require().id();
        Consents.ConsentState state = consents.of(person);
        List<ConsentsPage.Employer> employers = employers().stream()
                .map(e -> new ConsentsPage.Employer(
                        e.id(), e.name(), state.employers().contains(e.id()), consents.visible(person, e.id())))
                .toList();
        return new ModelAndView(
                "records/consents",
                Map.of("page", new ConsentsPage(state.allEmployers(), consents.namedToAll(person), employers)));
    }

    /** An empty {@code employer} speaks of all employers. */
    @PostMapping("/record/consents/give")
    String give(
            @RequestParam(defaultValue = "") String employer,
            @RequestParam(defaultValue = "false") boolean name,
            RedirectAttributes redirect) {
        PersonId person = current.require().id();
        String how = name ? " and see your name." : ", without your name.";
        if (employer.isEmpty()) {
            consents.grantAllEmployers(person, name);
            redirect.addFlashAttribute("toast", new ToastView("Every employer here can find you" + how, null));
        } else {
            Organization chosen = employer(employer);
            consents.grant(person, chosen.id(), name);
            redirect.addFlashAttribute("toast", new ToastView(chosen.name() + " can find you" + how, null));
        }
        return "redirect:/record/consents";
    }

    @PostMapping("/record/consents/withdraw")
    String withdraw(@RequestParam(defaultValue = "") String employer, RedirectAttributes redirect) {
        PersonId person = current.require().id();
        if (employer.isEmpty()) {
            consents.withdrawAllEmployers(person);
        } else {
            consents.withdraw(person, employer(employer).id());
        }
        redirect.addFlashAttribute("toast", ToastView.of("Taken back. It took effect at once."));
        return "redirect:/record/consents";
    }

    private Organization employer(String id) {
        OrganizationId wanted;
        try {
            wanted = new OrganizationId(UUID.fromString(id));
        } catch (IllegalArgumentException e) {
            throw Problem.notFound();
        }
        return employers().stream()
                .filter(e -> e.id().equals(wanted))
                .findFirst()
                .orElseThrow(Problem::notFound);
    }

    private List<Organization> employers() {
        return organizations.all().stream()
                .filter(o -> o.kind() == OrganizationKind.EMPLOYER)
                .toList();
    }
}
