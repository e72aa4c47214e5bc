package org.throughline.server.partnerships.web;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.throughline.server.database.Reach;
import org.throughline.server.face.Option;
import org.throughline.server.face.ToastView;
import org.throughline.server.limits.Act;
import org.throughline.server.limits.Limited;
import org.throughline.server.limits.Limited.Counted;
import org.throughline.server.organizations.CurrentPerson;
import org.throughline.server.organizations.FirstSession;
import org.throughline.server.organizations.Membership;
import org.throughline.server.organizations.Organization;
import org.throughline.server.organizations.People;
import org.throughline.server.organizations.PersonId;
import org.throughline.server.organizations.Role;
import org.throughline.server.organizations.SignedIn;
import org.throughline.server.partnerships.Charter;
import org.throughline.server.partnerships.Charters;
import org.throughline.server.partnerships.MailInvitations;
import org.throughline.server.partnerships.MailInvitations.MailInvitation;
import org.throughline.server.partnerships.Partnership;
import org.throughline.server.partnerships.Partnerships;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;
import org.throughline.server.shared.PublicPaths;

/**
 * The way in for somebody whose organization is not on this server: a link that says in three sentences what is asked, and one next step.
 * Whoever holds it sees the purpose and nothing else of the partnership.
 */
@Controller
class JoinPages {
    private static final String WELCOME = "Welcome. Your organization takes part.";

    private final MailInvitations invitations;
    private final Partnerships partnerships;
    private final Charters charters;
    private final People people;
    private final Heads heads;
    private final CurrentPerson current;
    private final FirstSession session;

    JoinPages(
            MailInvitations invitations,
            Partnerships partnerships,
            Charters charters,
            People people,
            Heads heads,
            CurrentPerson current,
            FirstSession session) {
        this.invitations = invitations;
        this.partnerships = partnerships;
        this.charters = charters;
        this.people = people;
        this.heads = heads;
        this.current = current;
        this.session = session;
    }

    @Limited(value = Act.LINK_MISSES, counted = Counted.MISSES)
    @GetMapping("/join/{token}")
    ModelAndView look(@PathVariable String token) {
        return page(token, null, null, null);
    }

    /** The same page for somebody who has an account: reached through the sign-in, which leads back here. */
    @Limited(value = Act.LINK_MISSES, counted = Counted.MISSES)
    @GetMapping("/join/{token}/signed-in")
    ModelAndView signedIn(@PathVariable String token) {
        current.require();
        return new ModelAndView("redirect:/join/" + token);
    }

    /** A stranger makes their account and their organization in one step, and stands in the partnership. */
    @Limited(value = Act.LINK_MISSES, counted = Counted.MISSES)
    @PostMapping("/join/{token}")
    ModelAndView begin(
            @PathVariable String token,
            @RequestParam String name,
            @RequestParam String organization,
            @RequestParam String password,
            RedirectAttributes redirect) {
        if (current.find().isPresent()) {
            throw new Problem(ProblemType.CONFLICT, "You are signed in. Take the invitation up with your account.");
        }
        String partnership;
        PersonId person;
        try {
            partnership = Reach.asHouse(
                    "the holder of an invitation, who has no account yet",
                    () -> invitations.look(token).partnership().toString());
            person = Reach.asHouse(
                    "the holder of an invitation, who has no account yet",
                    () -> invitations.takeUpAsNew(token, organization, name, password));
        } catch (Problem problem) {
            if (problem.type() != ProblemType.BAD_INPUT) {
                throw problem;
            }
            return page(token, organization, name, problem.getMessage());
        }
        session.open(person);
        redirect.addFlashAttribute("toast", ToastView.of(WELCOME));
        return new ModelAndView("redirect:/partnerships/" + partnership);
    }

    /** Somebody with an account joins, with an organization that they own or with a new one. */
    @Limited(value = Act.LINK_MISSES, counted = Counted.MISSES)
    @PostMapping("/join/{token}/account")
    ModelAndView beginSignedIn(
            @PathVariable String token,
            @RequestParam(defaultValue = "") String own,
            @RequestParam(defaultValue = "") String organization,
            RedirectAttributes redirect) {
        SignedIn person = current.require();
        Organization owned = own.isBlank()
                ? null
                : person.memberships().stream()
                        .filter(m -> m.organization().slug().equals(own) && m.hasAny(Role.OWNER))
                        .map(Membership::organization)
                        .findFirst()
                        .orElseThrow(Problem::notFound);
        String partnership;
        try {
            partnership =
                    Reach.asHouse("the holder of an invitation joins a partnership that they cannot see yet", () -> {
                        MailInvitation invitation = invitations.look(token);
                        invitations.takeUp(token, owned, organization, person.id());
                        return invitation.partnership().toString();
                    });
        } catch (Problem problem) {
            if (problem.type() != ProblemType.BAD_INPUT) {
                throw problem;
            }
            return page(token, organization, null, problem.getMessage());
        }
        redirect.addFlashAttribute("toast", ToastView.of(WELCOME));
        return new ModelAndView("redirect:/partnerships/" + partnership);
    }

    @Limited(value = Act.LINK_MISSES, counted = Counted.MISSES)
    @PostMapping("/join/{token}/decline")
    ModelAndView decline(@PathVariable String token) {
        Reach.asHouse("the holder of an invitation says no", () -> {
            invitations.decline(token);
            return true;
        });
        return new ModelAndView("partnerships/declined");
    }

    private ModelAndView page(
            String token, @Nullable String organization, @Nullable String name, @Nullable String error) {
        Optional<SignedIn> person = current.find();
        JoinPage page = Reach.asHouse("the holder of an invitation reads what it asks", () -> {
            MailInvitation invitation = invitations.look(token);
            Partnership partnership =
                    partnerships.find(invitation.partnership()).orElseThrow(Problem::notFound);
            Charter charter = charters.current(partnership.id());
            List<Option> own = person.map(SignedIn::memberships).orElse(List.of()).stream()
                    .filter(m -> m.hasAny(Role.OWNER))
                    .map(m ->
                            Option.of(m.organization().slug(), m.organization().name()))
                    .toList();
            return new JoinPage(
                    partnership.name(),
                    heads.name(partnership.convener()),
                    heads.name(invitation.askedBy()),
                    charter.purpose(),
                    name == null || name.isBlank() ? invitation.personName() : name,
                    invitation.email(),
                    organization == null || organization.isBlank() ? invitation.organizationName() : organization,
                    "/join/" + token,
                    person.map(SignedIn::displayName).orElse(null),
                    people.byEmail(invitation.email()).isPresent(),
                    own,
                    error);
        });
        ModelAndView view = new ModelAndView("partnerships/join", Map.of("page", page));
        view.setStatus(error == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
        return view;
    }

    @Configuration(proxyBeanMethods = false)
    static class Paths {
        @Bean
        PublicPaths joinPaths() {
            return PublicPaths.of("/join/*").posting("/join/*", "/join/*/decline");
        }
    }
}
