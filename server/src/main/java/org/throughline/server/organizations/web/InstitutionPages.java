package org.throughline.server.organizations.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
import org.throughline.server.face.Option;
import org.throughline.server.face.ToastView;
import org.throughline.server.limits.Act;
import org.throughline.server.limits.Limited;
import org.throughline.server.organizations.ClientAssertions;
import org.throughline.server.organizations.CurrentPerson;
import org.throughline.server.organizations.InstitutionSignIn;
import org.throughline.server.organizations.InstitutionSignIns;
import org.throughline.server.organizations.Organization;
import org.throughline.server.organizations.Organizations;
import org.throughline.server.organizations.PersonId;
import org.throughline.server.organizations.ProviderClaims;
import org.throughline.server.organizations.ProviderConversation;
import org.throughline.server.organizations.ProviderConversation.Away;
import org.throughline.server.organizations.Role;
import org.throughline.server.organizations.SignIns.How;
import org.throughline.server.organizations.SignedIn;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;
import org.throughline.server.shared.PublicPaths;

/** Sign-in by an institution's own provider, and its set-up. */
@Controller
class InstitutionPages {
    private static final String AWAY = "institution-away";
    static final String TO_LINK = "institution-to-link";

    private final CurrentPerson current;
    private final Organizations organizations;
    private final InstitutionSignIns institutions;
    private final ProviderConversation conversation;
    private final Arrival arrival;
    private final ClientAssertions assertions;

    InstitutionPages(
            CurrentPerson current,
            Organizations organizations,
            InstitutionSignIns institutions,
            ProviderConversation conversation,
            Arrival arrival,
            ClientAssertions assertions) {
        this.current = current;
        this.organizations = organizations;
        this.institutions = institutions;
        this.conversation = conversation;
        this.arrival = arrival;
        this.assertions = assertions;
    }

    @GetMapping("/sign-in/institution")
    ModelAndView choose() {
        List<Option> choices = institutions.all().stream()
                .map(InstitutionSignIn::organization)
                .map(o -> Option.of("/sign-in/institution/" + o.slug(), o.name()))
                .toList();
        return new ModelAndView("organizations/institutions", Map.of("institutions", choices));
    }

    /** Leads to the provider. What must come back with the answer waits in the session. */
    @Limited(Act.INSTITUTION)
    @GetMapping("/sign-in/institution/{slug}")
    String goTo(
            @PathVariable("slug") String slug,
            @RequestParam(name = "again", required = false) @Nullable String again,
            HttpServletRequest request) {
        InstitutionSignIn institution = institutions.find(slug).orElseThrow(Problem::notFound);
        Away away =
                conversation.begin(institution, again != null && current.find().isPresent());
        String there = conversation.goTo(institution, away);
        request.getSession().setAttribute(AWAY, away.written());
        return "redirect:" + there;
    }

    @Limited(Act.INSTITUTION)
    @GetMapping("/sign-in/institution/{slug}/callback")
    ModelAndView comeBack(
            @PathVariable("slug") String slug,
            @RequestParam(name = "state", defaultValue = "") String state,
            @RequestParam(name = "code", defaultValue = "") String code,
            @RequestParam(name = "iss", required = false) @Nullable String issuer,
            HttpServletRequest request,
            HttpServletResponse response) {
        HttpSession session = request.getSession();
        Object written = session.getAttribute(AWAY);
        session.removeAttribute(AWAY);
        if (!(written instanceof String text) || code.isBlank()) {
            return new ModelAndView("redirect:/sign-in/institution");
        }
        Away away = Away.read(text);
        InstitutionSignIn institution = institutions.find(slug).orElseThrow(Problem::notFound);
        ProviderClaims claims = conversation.comeBack(institution, away, state, issuer, code);
        Optional<SignedIn> signedIn = current.find();
        if (signedIn.isPresent() && away.again()) {
            PersonId person = signedIn.get().id();
            boolean proved = institutions.isLinked(person, claims) && conversation.askedWhileAway(away, claims);
            return new ModelAndView("redirect:"
                    + (proved ? arrival.arrive(person, How.INSTITUTION, request, response) : "/sign-in/again?failed"));
        }
        if (signedIn.isPresent()) {
            session.setAttribute(TO_LINK, slug + " " + claims.issuer() + " " + claims.subject());
            return new ModelAndView("redirect:/account/institution");
        }
        Optional<PersonId> person = institutions.arrive(institution, claims);
        return person.map(id -> new ModelAndView("redirect:" + arrival.open(id, request, response)))
                .orElseGet(() -> new ModelAndView(
                        "organizations/institution-unknown",
                        Map.of(
                                "name",
                                institution.organization().name(),
                                "again",
                                "/sign-in/institution/"
                                        + institution.organization().slug())));
    }

    /** A signed-in person links their name at the provider by a button, so that nobody else's page can do it for them. */
    @GetMapping("/account/institution")
    ModelAndView link(HttpServletRequest request) {
        String name = current.require().displayName();
        if (!(request.getSession().getAttribute(TO_LINK) instanceof String claims)) {
            return new ModelAndView("redirect:/account");
        }
        String[] parts = claims.split(" ", 3);
        return institutions
                .find(parts[0])
                .map(institution -> new ModelAndView(
                        "organizations/institution-link",
                        Map.of(
                                "name",
                                name,
                                "institution",
                                institution.organization().name(),
                                "issuer",
                                parts[1])))
                .orElseGet(() -> new ModelAndView("redirect:/account"));
    }

    @PostMapping("/account/institution")
    String linkIt(HttpServletRequest request, RedirectAttributes redirect) {
        PersonId person = current.require().id();
        current.requireFresh("link your institution to your account");
        Object waiting = request.getSession().getAttribute(TO_LINK);
        request.getSession().removeAttribute(TO_LINK);
        if (!(waiting instanceof String claims)) {
            throw new Problem(
                    ProblemType.CONFLICT,
                    "No institution has named you in this session. Begin at the institution's sign-in.");
        }
        String[] parts = claims.split(" ", 3);
        institutions.link(person, new ProviderClaims(parts[1], parts[2], null, null, null));
        redirect.addFlashAttribute("toast", ToastView.of("You can sign in with your institution from now on."));
        return "redirect:/account";
    }

    @GetMapping("/o/{slug}/sign-in")
    ModelAndView settings(@PathVariable("slug") String slug) {
        return page(reachable(slug), null, null, null);
    }

    @Limited(Act.FETCH)
    @PostMapping("/o/{slug}/sign-in")
    ModelAndView setUp(
            @PathVariable("slug") String slug,
            @RequestParam("issuer") String issuer,
            @RequestParam("clientId") String clientId,
            @RequestParam("secret") String secret,
            RedirectAttributes redirect) {
        Organization organization = organizations.bySlug(slug).orElseThrow(Problem::notFound);
        PersonId owner = current.require(organization.id(), Role.OWNER).id();
        current.requireFresh("set up how people of " + organization.name() + " sign in");
        try {
            conversation.check(
                    new InstitutionSignIn(organization, issuer.strip(), clientId, Set.of()),
                    !secret.isBlank() || institutions.hasSecret(organization.id(), issuer.strip()));
            institutions.setUp(organization.id(), issuer, clientId, secret, owner);
        } catch (Problem problem) {
            return page(organization, issuer, clientId, OrganizationPages.inForm(problem));
        }
        redirect.addFlashAttribute("toast", ToastView.of("The sign-in is set up. Try it in another browser."));
        return new ModelAndView("redirect:/o/" + slug + "/sign-in");
    }

    @PostMapping("/o/{slug}/sign-in/end")
    String end(@PathVariable("slug") String slug, RedirectAttributes redirect) {
        Organization organization = organizations.bySlug(slug).orElseThrow(Problem::notFound);
        PersonId owner = current.require(organization.id(), Role.OWNER).id();
        current.requireFresh("end the sign-in of " + organization.name());
        institutions.end(organization.id(), owner);
        redirect.addFlashAttribute("toast", ToastView.of("Nobody comes in by it any more."));
        return "redirect:/o/" + slug + "/sign-in";
    }

    /** The administrator confirms whose addresses the provider may vouch for. */
    @PostMapping("/o/{slug}/sign-in/domains")
    ModelAndView confirm(
            @PathVariable("slug") String slug, @RequestParam("domains") String domains, RedirectAttributes redirect) {
        PersonId administrator = current.requireAdministrator().id();
        Organization organization = organizations.bySlug(slug).orElseThrow(Problem::notFound);
        current.requireFresh("confirm the domains of " + organization.name());
        try {
            institutions.confirmDomains(organization.id(), domains, administrator);
        } catch (Problem problem) {
            return page(organization, null, null, OrganizationPages.inForm(problem));
        }
        redirect.addFlashAttribute("toast", ToastView.of("The domains are confirmed."));
        return new ModelAndView("redirect:/o/" + slug + "/sign-in");
    }

    /** For owners, and for whoever runs this server. */
    private Organization reachable(String slug) {
        Organization organization = organizations.bySlug(slug).orElseThrow(Problem::notFound);
        if (!current.require().administrator()) {
            current.require(organization.id(), Role.OWNER);
        }
        return organization;
    }

    private ModelAndView page(
            Organization organization, @Nullable String issuer, @Nullable String clientId, @Nullable String error) {
        SignedIn viewer = current.require();
        Optional<InstitutionSignIn> institution = institutions.find(organization.slug());
        InstitutionPage view = new InstitutionPage(
                organization.slug(),
                organization.name(),
                institution.isPresent(),
                issuer != null
                        ? issuer
                        : institution.map(InstitutionSignIn::issuer).orElse(""),
                clientId != null
                        ? clientId
                        : institution.map(InstitutionSignIn::clientId).orElse(""),
                institution
                        .map(i ->
                                String.join(", ", i.domains().stream().sorted().toList()))
                        .orElse(""),
                conversation.callback(organization),
                assertions.keysAt(),
                viewer.in(organization.id()).filter(m -> m.hasAny(Role.OWNER)).isPresent(),
                viewer.administrator(),
                error);
        ModelAndView page = new ModelAndView("organizations/institution", Map.of("page", view));
        page.setStatus(error == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
        return page;
    }

    @Configuration(proxyBeanMethods = false)
    static class Paths {
        @Bean
        PublicPaths institutionPaths() {
            return PublicPaths.of("/sign-in/institution", "/sign-in/institution/*", "/sign-in/institution/*/callback");
        }
    }
}
