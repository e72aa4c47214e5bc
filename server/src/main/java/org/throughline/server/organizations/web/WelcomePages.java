package org.throughline.server.organizations.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.throughline.server.face.ToastView;
import org.throughline.server.limits.Act;
import org.throughline.server.limits.Limited;
import org.throughline.server.limits.Limited.Counted;
import org.throughline.server.organizations.CurrentPerson;
import org.throughline.server.organizations.Invitations;
import org.throughline.server.organizations.OneTimeLinks;
import org.throughline.server.organizations.OneTimeLinks.OneTimeLink;
import org.throughline.server.organizations.Organization;
import org.throughline.server.organizations.PendingInvitation;
import org.throughline.server.organizations.People;
import org.throughline.server.organizations.Person;
import org.throughline.server.organizations.PersonId;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;
import org.throughline.server.shared.PublicPaths;

/** How people come in for the first time: by a link that the administrator handed over, or by an invitation. */
@Controller
class WelcomePages {
    private final OneTimeLinks links;
    private final Invitations invitations;
    private final CurrentPerson current;
    private final People people;
    private final Arrival arrival;

    WelcomePages(OneTimeLinks links, Invitations invitations, CurrentPerson current, People people, Arrival arrival) {
        this.links = links;
        this.invitations = invitations;
        this.current = current;
        this.people = people;
        this.arrival = arrival;
    }

    @Limited(value = Act.LINK_MISSES, counted = Counted.MISSES)
    @GetMapping("/welcome/{token}")
    ModelAndView welcome(@PathVariable("token") String token) {
        return page(links.look(token), token, new Welcome("", "", ""), null);
    }

    @Limited(value = Act.LINK_MISSES, counted = Counted.MISSES)
    @PostMapping("/welcome/{token}")
    ModelAndView begin(@PathVariable("token") String token, Welcome form, RedirectAttributes redirect) {
        OneTimeLink link = links.look(token);
        try {
            if (link.person().isPresent()) {
                links.welcome(token, form.name(), form.password());
            } else {
                links.welcomeAdministrator(token, form.name(), form.email(), form.password());
            }
        } catch (Problem problem) {
            if (problem.type() != ProblemType.BAD_INPUT) {
                throw problem;
            }
            return page(link, token, form, problem.getMessage());
        }
        redirect.addFlashAttribute("toast", ToastView.of("Your password is set. Sign in with it."));
        return new ModelAndView("redirect:/sign-in");
    }

    @Limited(value = Act.LINK_MISSES, counted = Counted.MISSES)
    @GetMapping("/invitations/{token}")
    ModelAndView invitation(@PathVariable("token") String token, HttpServletRequest request) {
        return page(invitations.look(token), token, new Welcome("", "", ""), null, request);
    }

    /** Somebody signed in accepts by the button alone; somebody new with a name and a password. */
    @Limited(value = Act.LINK_MISSES, counted = Counted.MISSES)
    @PostMapping("/invitations/{token}")
    ModelAndView accept(
            @PathVariable("token") String token,
            Welcome form,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        PendingInvitation invitation = invitations.look(token);
        Organization organization = invitation.organization();
        redirect.addFlashAttribute("toast", ToastView.of("You belong to " + organization.name() + " now."));
        try {
            var signedIn = current.find();
            if (signedIn.isPresent()) {
                invitations.accept(token, signedIn.get().id());
            } else {
                PersonId person = invitations.acceptAsNew(token, form.name(), form.password());
                arrival.open(person, request, response);
            }
        } catch (Problem problem) {
            return page(invitation, token, form, OrganizationPages.inForm(problem), request);
        }
        return new ModelAndView("redirect:/o/" + organization.slug());
    }

    @Limited(value = Act.LINK_MISSES, counted = Counted.MISSES)
    @PostMapping("/invitations/{token}/decline")
    String decline(@PathVariable("token") String token, RedirectAttributes redirect) {
        invitations.decline(token);
        redirect.addFlashAttribute("toast", ToastView.of("You declined. Nothing was kept about you but that."));
        return "redirect:/";
    }

    private ModelAndView page(
            PendingInvitation invitation,
            String token,
            Welcome form,
            @Nullable String error,
            HttpServletRequest request) {
        boolean signedIn = current.find().isPresent();
        boolean known = invitations.ownerOfAddress(invitation).isPresent();
        if (!signedIn && known) {
            WantedPage.keep(request.getSession(), "/invitations/" + token);
        }
        String by = people.names(java.util.List.of(invitation.invitedBy()))
                .getOrDefault(invitation.invitedBy(), "An owner");
        InvitationPage view = new InvitationPage(
                "/invitations/" + token,
                invitation.organization().name(),
                invitation.organization().description(),
                by,
                invitation.email(),
                invitation.roles().stream()
                        .sorted()
                        .map(r -> Words.of(r) + ": " + Words.meaning(r))
                        .toList(),
                signedIn,
                known,
                form.name(),
                error);
        ModelAndView page = new ModelAndView("organizations/invitation", Map.of("page", view));
        page.setStatus(error == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
        return page;
    }

    private static ModelAndView page(OneTimeLink link, String token, Welcome form, @Nullable String error) {
        String name =
                form.name().isBlank() ? link.person().map(Person::displayName).orElse("") : form.name();
        String email = link.person().map(Person::email).orElse(form.email());
        WelcomePage view = new WelcomePage("/welcome/" + token, link.person().isEmpty(), name, email, error);
        ModelAndView page = new ModelAndView("organizations/welcome", Map.of("page", view));
        page.setStatus(error == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
        return page;
    }

    /** What the form of a first coming holds. */
    record Welcome(String name, String email, String password) {
        Welcome(@Nullable String name, @Nullable String email, @Nullable String password) {
            this.name = name == null ? "" : name;
            this.email = email == null ? "" : email;
            this.password = password == null ? "" : password;
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Paths {
        @Bean
        PublicPaths welcomePaths() {
            return PublicPaths.of("/welcome/*", "/invitations/*")
                    .posting("/welcome/*", "/invitations/*", "/invitations/*/decline");
        }
    }
}
