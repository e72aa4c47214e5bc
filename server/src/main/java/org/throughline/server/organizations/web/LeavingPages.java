package org.throughline.server.organizations.web;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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
import org.throughline.server.organizations.CurrentPerson;
import org.throughline.server.organizations.HandingOver;
import org.throughline.server.organizations.Membership;
import org.throughline.server.organizations.Organization;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.organizations.Organizations;
import org.throughline.server.organizations.People;
import org.throughline.server.organizations.Person;
import org.throughline.server.organizations.PersonId;
import org.throughline.server.organizations.Role;
import org.throughline.server.organizations.SignedIn;
import org.throughline.server.shared.Problem;

/** How a member leaves, by themselves or because an owner ends it: first what rests on them is shown, then it is handed over with the same step. */
@Controller
class LeavingPages {
    private final CurrentPerson current;
    private final Organizations organizations;
    private final People people;
    private final HandingOver handingOver;

    LeavingPages(CurrentPerson current, Organizations organizations, People people, HandingOver handingOver) {
        this.current = current;
        this.organizations = organizations;
        this.people = people;
        this.handingOver = handingOver;
    }

    @GetMapping("/o/{slug}/leave")
    ModelAndView leaving(@PathVariable("slug") String slug) {
        Organization organization = find(slug);
        PersonId self = current.require(organization.id()).id();
        return page(membership(organization, self), self, null, null);
    }

    /** A member leaves by themselves; the last owner names a successor. */
    @PostMapping("/o/{slug}/leave")
    ModelAndView leave(
            @PathVariable("slug") String slug,
            @RequestParam(name = "successor", defaultValue = "") String successor,
            RedirectAttributes redirect) {
        Organization organization = find(slug);
        PersonId self = current.require(organization.id()).id();
        return end(membership(organization, self), successor, self)
                .orElseGet(() -> done(redirect, "You left " + organization.name() + ".", "/account"));
    }

    @GetMapping("/o/{slug}/members/{person}/end")
    ModelAndView ending(@PathVariable("slug") String slug, @PathVariable("person") UUID person) {
        Organization organization = find(slug);
        SignedIn owner = current.require(organization.id(), Role.OWNER);
        return page(membership(organization, new PersonId(person)), owner.id(), null, null);
    }

    @PostMapping("/o/{slug}/members/{person}/end")
    ModelAndView end(
            @PathVariable("slug") String slug,
            @PathVariable("person") UUID person,
            @RequestParam(name = "successor", defaultValue = "") String successor,
            RedirectAttributes redirect) {
        Organization organization = find(slug);
        SignedIn owner = current.require(organization.id(), Role.OWNER);
        Membership leaver = membership(organization, new PersonId(person));
        boolean self = leaver.person().equals(owner.id());
        return end(leaver, successor, owner.id())
                .orElseGet(() ->
                        done(redirect, "The membership is ended.", self ? "/account" : "/o/" + slug + "/members"));
    }

    /** The page once more where it can't be done. */
    private Optional<ModelAndView> end(Membership leaver, String written, PersonId by) {
        PersonId successor = chosen(leaver.organization().id(), written);
        if (successor != null && handingOver.makesAnOwner(leaver, successor, by)) {
            current.requireFresh(
                    "make another owner of " + leaver.organization().name());
        }
        try {
            handingOver.end(leaver, successor, by);
        } catch (Problem problem) {
            return Optional.of(page(leaver, by, written, OrganizationPages.inForm(problem)));
        }
        return Optional.empty();
    }

    /** Whom the form names; somebody who is no member is nobody whom it could name. */
    private @Nullable PersonId chosen(OrganizationId organization, String written) {
        return written.isEmpty()
                ? null
                : organizations.members(organization).stream()
                        .map(Membership::person)
                        .filter(person -> person.toString().equals(written))
                        .findFirst()
                        .orElseThrow(Problem::notFound);
    }

    private static ModelAndView done(RedirectAttributes redirect, String words, String to) {
        redirect.addFlashAttribute("toast", ToastView.of(words));
        return new ModelAndView("redirect:" + to);
    }

    private ModelAndView page(Membership leaver, PersonId by, @Nullable String chosen, @Nullable String error) {
        Organization organization = leaver.organization();
        List<Membership> members = organizations.members(organization.id());
        boolean owner = members.stream().anyMatch(m -> m.person().equals(by) && m.hasAny(Role.OWNER));
        boolean self = leaver.person().equals(by);
        LeavingPage view = new LeavingPage(
                "/o/" + organization.slug() + (self ? "/leave" : "/members/" + leaver.person() + "/end"),
                organization.slug(),
                organization.name(),
                people.find(leaver.person()).map(Person::displayName).orElseThrow(Problem::notFound),
                self,
                owner,
                handingOver.resting(leaver).stream()
                        .map(duty -> new LeavingPage.Duty(duty.text(), duty.href(), duty.goesAlong(owner)))
                        .toList(),
                successors(leaver, members),
                chosen,
                error);
        ModelAndView page = new ModelAndView("organizations/leaving", Map.of("page", view));
        page.setStatus(error == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
        return page;
    }

    private List<Option> successors(Membership leaver, List<Membership> members) {
        List<PersonId> others = members.stream()
                .map(Membership::person)
                .filter(person -> !person.equals(leaver.person()))
                .toList();
        Map<PersonId, Person> known = people.find(others);
        List<Option> options = new ArrayList<>();
        options.add(new Option("", "Nobody", null));
        others.stream()
                .flatMap(person -> Stream.ofNullable(known.get(person)))
                .sorted(Comparator.comparing(Person::displayName, String.CASE_INSENSITIVE_ORDER))
                .forEach(person -> options.add(new Option(person.id().toString(), named(person), null)));
        return options;
    }

    private static String named(Person person) {
        String email = person.email();
        return email == null ? person.displayName() : person.displayName() + " (" + email + ")";
    }

    private Organization find(String slug) {
        return organizations.bySlug(slug).orElseThrow(Problem::notFound);
    }

    private Membership membership(Organization organization, PersonId person) {
        return organizations.member(organization.id(), person).orElseThrow(Problem::notFound);
    }
}
