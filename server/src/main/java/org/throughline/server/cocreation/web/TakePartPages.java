package org.throughline.server.cocreation.web;

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
import org.throughline.server.cocreation.Proposal;
import org.throughline.server.cocreation.Proposals;
import org.throughline.server.cocreation.Workspace;
import org.throughline.server.cocreation.WorkspaceInvitations;
import org.throughline.server.cocreation.WorkspaceInvitations.Invited;
import org.throughline.server.cocreation.WorkspaceRole;
import org.throughline.server.cocreation.Workspaces;
import org.throughline.server.database.Reach;
import org.throughline.server.face.Option;
import org.throughline.server.face.ToastView;
import org.throughline.server.frameworks.FrameworkId;
import org.throughline.server.limits.Act;
import org.throughline.server.limits.Limited;
import org.throughline.server.limits.Limited.Counted;
import org.throughline.server.organizations.CurrentPerson;
import org.throughline.server.organizations.FirstSession;
import org.throughline.server.organizations.Membership;
import org.throughline.server.organizations.Organization;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.organizations.Organizations;
import org.throughline.server.organizations.People;
import org.throughline.server.organizations.PersonId;
import org.throughline.server.organizations.SignedIn;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;
import org.throughline.server.shared.PublicPaths;

/**
 * The way in for somebody who was asked by mail to look at a framework: what is asked in three sentences, one form, and then the proposals.
 * Whoever holds the link sees the framework's title and nothing else of it.
 */
@Controller
class TakePartPages {
    private static final String HOLDER = "the holder of an invitation, who takes no part yet";

    private final WorkspaceInvitations invitations;
    private final Proposals proposals;
    private final Workspaces workspaces;
    private final Organizations organizations;
    private final People people;
    private final CurrentPerson current;
    private final FirstSession session;

    TakePartPages(
            WorkspaceInvitations invitations,
            Proposals proposals,
            Workspaces workspaces,
            Organizations organizations,
            People people,
            CurrentPerson current,
            FirstSession session) {
        this.invitations = invitations;
        this.proposals = proposals;
        this.workspaces = workspaces;
        this.organizations = organizations;
        this.people = people;
        this.current = current;
        this.session = session;
    }

    @Limited(value = Act.LINK_MISSES, counted = Counted.MISSES)
    @GetMapping("/take-part/{token}")
    ModelAndView look(@PathVariable String token) {
        return page(token, null, null);
    }

    /** The same page for somebody who has an account: reached through the sign-in, which leads back here. */
    @Limited(value = Act.LINK_MISSES, counted = Counted.MISSES)
    @GetMapping("/take-part/{token}/signed-in")
    ModelAndView signedIn(@PathVariable String token) {
        current.require();
        return new ModelAndView("redirect:/take-part/" + token);
    }

    /** A stranger makes their account and takes part, in one step. */
    @Limited(value = Act.LINK_MISSES, counted = Counted.MISSES)
    @PostMapping("/take-part/{token}")
    ModelAndView begin(
            @PathVariable String token,
            @RequestParam String name,
            @RequestParam String password,
            RedirectAttributes redirect) {
        if (current.find().isPresent()) {
            throw new Problem(ProblemType.CONFLICT, "You are signed in. Take part with your account.");
        }
        FrameworkId framework;
        PersonId person;
        try {
            framework = Reach.asHouse(HOLDER, () -> invitations.look(token).framework());
            person = Reach.asHouse(HOLDER, () -> invitations.acceptAsNew(token, name, password));
        } catch (Problem problem) {
            if (problem.type() != ProblemType.BAD_INPUT) {
                throw problem;
            }
            return page(token, name, problem.getMessage());
        }
        session.open(person);
        return welcome(framework, redirect);
    }

    /** Somebody with an account takes part, for an organization of theirs or as the invitation says. */
    @Limited(value = Act.LINK_MISSES, counted = Counted.MISSES)
    @PostMapping("/take-part/{token}/account")
    ModelAndView beginSignedIn(
            @PathVariable String token, @RequestParam(defaultValue = "") String own, RedirectAttributes redirect) {
        SignedIn person = current.require();
        OrganizationId organization = own.isBlank()
                ? null
                : person.memberships().stream()
                        .map(Membership::organization)
                        .filter(o -> o.slug().equals(own))
                        .findFirst()
                        .map(Organization::id)
                        .orElseThrow(Problem::notFound);
        FrameworkId framework = Reach.asHouse(HOLDER, () -> {
            FrameworkId asked = invitations.look(token).framework();
            invitations.accept(token, person.id(), organization);
            return asked;
        });
        return welcome(framework, redirect);
    }

    @Limited(value = Act.LINK_MISSES, counted = Counted.MISSES)
    @PostMapping("/take-part/{token}/decline")
    ModelAndView decline(@PathVariable String token) {
        Reach.asHouse(HOLDER, () -> invitations.decline(token));
        return new ModelAndView("cocreation/declined");
    }

    /** To what others propose; and where nobody proposes anything yet, to the statements themselves. */
    private ModelAndView welcome(FrameworkId framework, RedirectAttributes redirect) {
        boolean waiting = Reach.asHouse(HOLDER, () -> {
            Map<Proposal.State, Integer> counts = proposals.count(framework);
            return counts.getOrDefault(Proposal.State.OPEN, 0) + counts.getOrDefault(Proposal.State.POSTPONED, 0) > 0;
        });
        redirect.addFlashAttribute(
                "toast",
                ToastView.of(
                        waiting
                                ? "Welcome. Say what you think of a proposal, or make one yourself."
                                : "Welcome. Choose a statement that should change, or propose one that is missing."));
        return new ModelAndView("redirect:/frameworks/" + framework + (waiting ? "/proposals" : "/statements"));
    }

    private ModelAndView page(String token, @Nullable String name, @Nullable String error) {
        Optional<SignedIn> person = current.find();
        TakePartPage page = Reach.asHouse(HOLDER, () -> {
            Invited invitation = invitations.look(token);
            Workspace workspace = workspaces.find(invitation.framework()).orElseThrow(Problem::notFound);
            return new TakePartPage(
                    workspace.title(),
                    people.names(List.of(invitation.by())).getOrDefault(invitation.by(), "Somebody"),
                    organizations
                            .find(workspace.owner())
                            .map(Organization::name)
                            .orElse("the owner"),
                    may(invitation.role()),
                    name == null || name.isBlank() ? invitation.personName() : name,
                    invitation.email(),
                    invitation.speaksFor(),
                    "/take-part/" + token,
                    person.map(SignedIn::displayName).orElse(null),
                    invitations.hasAccount(invitation),
                    person.map(SignedIn::memberships).orElse(List.of()).stream()
                            .map(m -> Option.of(
                                    m.organization().slug(), m.organization().name()))
                            .toList(),
                    error);
        });
        ModelAndView view = new ModelAndView("cocreation/takepart", Map.of("page", page));
        view.setStatus(error == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
        return view;
    }

    /** What is asked, in one sentence. */
    private static String may(WorkspaceRole role) {
        return switch (role) {
            case LEAD, EDITOR, CONTRIBUTOR ->
                "Read the statements, and where one is wrong, missing or not needed, propose what it should be and say why.";
            case REVIEWER -> "Read what others propose, and say whether you agree and why.";
            case READER -> "Read the statements and what others say about them.";
        };
    }

    @Configuration(proxyBeanMethods = false)
    static class Paths {
        @Bean
        PublicPaths takePartPaths() {
            return PublicPaths.of("/take-part/*").posting("/take-part/*", "/take-part/*/decline");
        }
    }
}
