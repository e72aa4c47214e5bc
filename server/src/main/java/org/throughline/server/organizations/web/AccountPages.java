package org.throughline.server.organizations.web;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.throughline.server.face.Dates;
import org.throughline.server.face.Option;
import org.throughline.server.face.ToastView;
import org.throughline.server.limits.Act;
import org.throughline.server.limits.Limited;
import org.throughline.server.organizations.ActingPrograms;
import org.throughline.server.organizations.CurrentPerson;
import org.throughline.server.organizations.InstitutionSignIns;
import org.throughline.server.organizations.Membership;
import org.throughline.server.organizations.People;
import org.throughline.server.organizations.Person;
import org.throughline.server.organizations.PersonId;
import org.throughline.server.organizations.Role;
import org.throughline.server.organizations.SecondSteps;
import org.throughline.server.organizations.SignedIn;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;

/** A person's own account: name, password, and where they belong. */
@Controller
class AccountPages {
    private static final String END = "end";

    private final CurrentPerson current;
    private final People people;
    private final SecondSteps secondSteps;
    private final ActingPrograms programs;
    private final InstitutionSignIns institutions;

    AccountPages(
            CurrentPerson current,
            People people,
            SecondSteps secondSteps,
            ActingPrograms programs,
            InstitutionSignIns institutions) {
        this.current = current;
        this.people = people;
        this.secondSteps = secondSteps;
        this.programs = programs;
        this.institutions = institutions;
    }

    @GetMapping("/account")
    ModelAndView account() {
        return page(null, null, null);
    }

    @PostMapping("/account/name")
    ModelAndView rename(@RequestParam("name") String name, RedirectAttributes redirect) {
        SignedIn person = current.requireFresh("change your name");
        try {
            people.rename(person.id(), name);
        } catch (Problem problem) {
            return page(refusal(problem), null, null);
        }
        redirect.addFlashAttribute("toast", ToastView.of("Your name is saved."));
        return new ModelAndView("redirect:/account");
    }

    /** Whoever proved a moment ago who they are needs no old password: a mailed link is the way of those who forgot it. */
    @Limited(Act.SECRET)
    @PostMapping("/account/password")
    ModelAndView changePassword(
            @RequestParam("wanted") String wanted,
            @RequestParam(name = "programs", defaultValue = "") String programs,
            RedirectAttributes redirect) {
        SignedIn person = current.requireFresh("change your password");
        try {
            people.changePassword(person.id(), wanted, secondSteps.isOn(person.id()), programs.equals(END));
        } catch (Problem problem) {
            return page(null, refusal(problem), null);
        }
        redirect.addFlashAttribute(
                "toast", ToastView.of("Your password is set, and all your other sessions are ended."));
        return new ModelAndView("redirect:/account");
    }

    /** An institution lets its person in no more; the last way in stays. */
    @PostMapping("/account/institutions/{link}/end")
    ModelAndView unlink(@PathVariable("link") String link, RedirectAttributes redirect) {
        PersonId person = current.requireFresh("end an institution's sign-in to your account")
                .id();
        try {
            institutions.unlink(person, link);
        } catch (Problem problem) {
            return page(null, null, refusal(problem));
        }
        redirect.addFlashAttribute("toast", ToastView.of("The institution lets you in no more."));
        return new ModelAndView("redirect:/account");
    }

    private ModelAndView page(@Nullable String nameError, @Nullable String passwordError, @Nullable String linkError) {
        SignedIn signedIn = current.require();
        Person person = people.find(signedIn.id()).orElseThrow(Problem::notFound);
        List<AccountPage.Belonging> belongings =
                signedIn.memberships().stream().map(AccountPages::belonging).toList();
        boolean secondStep = secondSteps.isOn(person.id());
        AccountPage view = new AccountPage(
                person.displayName(),
                person.email(),
                signedIn.administrator(),
                people.hasPassword(person.id()),
                secondStep,
                secondStep ? People.MIN_PASSWORD_WITH_SECOND_STEP : People.MIN_PASSWORD,
                toEnd(person.id()),
                belongings,
                institutions.links(person.id()).stream()
                        .map(link -> new AccountPage.Linked(
                                link.institution(),
                                Dates.day(link.linkedAt()),
                                link.works(),
                                "/account/institutions/" + link.id() + "/end"))
                        .toList(),
                nameError,
                passwordError,
                linkError);
        ModelAndView page = new ModelAndView("organizations/account", Map.of("page", view));
        boolean taken = nameError == null && passwordError == null && linkError == null;
        page.setStatus(taken ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
        return page;
    }

    private List<Option> toEnd(PersonId person) {
        ActingPrograms.Count acting = programs.of(person);
        return acting.isNone()
                ? List.of()
                : List.of(new Option(
                        END,
                        "End " + acting.words() + " too",
                        "They act for you without a password. Leave them only if you know all of them."));
    }

    private static AccountPage.Belonging belonging(Membership membership) {
        String roles = membership.roles().stream()
                .sorted(Comparator.comparing(Role::ordinal))
                .map(Words::of)
                .reduce((a, b) -> a + ", " + b)
                .orElse("");
        return new AccountPage.Belonging(
                membership.organization().name(),
                "/o/" + membership.organization().slug(),
                roles);
    }

    /** What a form says beside its field; any other problem is not the form's. */
    private static String refusal(Problem problem) {
        if (problem.type() != ProblemType.BAD_INPUT) {
            throw problem;
        }
        return String.valueOf(problem.getMessage());
    }
}
