package org.throughline.server.organizations.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.throughline.server.database.Reach;
import org.throughline.server.face.Dates;
import org.throughline.server.face.ToastView;
import org.throughline.server.limits.Act;
import org.throughline.server.limits.Limited;
import org.throughline.server.limits.Limited.Counted;
import org.throughline.server.organizations.CurrentPerson;
import org.throughline.server.organizations.LostSecondSteps;
import org.throughline.server.organizations.People;
import org.throughline.server.organizations.Person;
import org.throughline.server.organizations.PersonId;
import org.throughline.server.shared.PublicPaths;

/** The road back of somebody who lost telephone and recovery codes: asked half-way in, confirmed by whoever runs the server, stopped by a letter. */
@Controller
class LostSecondStepPages {
    private final Arrival arrival;
    private final SignInAttempts attempts;
    private final LostSecondSteps lost;
    private final People people;
    private final CurrentPerson current;

    LostSecondStepPages(
            Arrival arrival, SignInAttempts attempts, LostSecondSteps lost, People people, CurrentPerson current) {
        this.arrival = arrival;
        this.attempts = attempts;
        this.lost = lost;
        this.people = people;
        this.current = current;
    }

    /** Only who proved the first step a moment ago gets here. */
    @PostMapping("/sign-in/code/lost")
    ModelAndView ask(HttpServletRequest request) {
        Optional<Arrival.HalfIn> half = arrival.halfIn(request);
        if (half.isEmpty()) {
            return new ModelAndView("redirect:/sign-in");
        }
        PersonId person = half.get().person();
        attempts.letter("lost second step of " + person, request);
        lost.ask(person);
        return new ModelAndView("redirect:/sign-in/code/lost");
    }

    @GetMapping("/sign-in/code/lost")
    ModelAndView asked() {
        return new ModelAndView("organizations/second-step-lost");
    }

    /** Only shows the button: programs that look at a link in a letter stop nothing. */
    @Limited(value = Act.LINK_MISSES, counted = Counted.MISSES)
    @GetMapping("/sign-in/keep-second-step/{token}")
    ModelAndView keep(@PathVariable("token") String token) {
        lost.lookAtStop(token);
        return new ModelAndView(
                "organizations/second-step-keep",
                Map.of("action", "/sign-in/keep-second-step/" + token, "kept", false));
    }

    @Limited(value = Act.LINK_MISSES, counted = Counted.MISSES)
    @PostMapping("/sign-in/keep-second-step/{token}")
    ModelAndView keepIt(@PathVariable("token") String token) {
        lost.stop(token);
        return new ModelAndView("organizations/second-step-keep", Map.of("action", "", "kept", true));
    }

    @GetMapping("/lost-second-steps")
    ModelAndView waiting() {
        current.requireAdministrator();
        List<LostSecondStepsPage.Entry> entries = Reach.asHouse(
                "the administrator sees who says that their codes are lost",
                () -> lost.waiting().stream()
                        .flatMap(asked -> people.find(asked.person()).map(person -> entry(asked, person)).stream())
                        .toList());
        return new ModelAndView("organizations/lost-second-steps", Map.of("page", new LostSecondStepsPage(entries)));
    }

    @PostMapping("/lost-second-steps/{person}/confirm")
    String confirm(@PathVariable("person") UUID person, RedirectAttributes redirect) {
        PersonId by = current.requireAdministrator().id();
        current.requireFresh("confirm that somebody lost their second step");
        lost.confirm(new PersonId(person), by);
        redirect.addFlashAttribute(
                "toast",
                ToastView.of("It is confirmed. The person can stop it for a day; then the second step is off."));
        return "redirect:/lost-second-steps";
    }

    private static LostSecondStepsPage.Entry entry(LostSecondSteps.Asked asked, Person person) {
        String email = person.email();
        return new LostSecondStepsPage.Entry(
                person.displayName(),
                email == null ? "no address" : email,
                Dates.words(asked.askedAt()),
                asked.confirmedAt()
                        .map(at -> Dates.words(at.plus(LostSecondSteps.TIME_TO_STOP)))
                        .orElse(null),
                "/lost-second-steps/" + person.id() + "/confirm");
    }

    @Configuration(proxyBeanMethods = false)
    static class Paths {
        @Bean
        PublicPaths lostSecondStepPaths() {
            return PublicPaths.of("/sign-in/code/lost", "/sign-in/keep-second-step/*")
                    .posting("/sign-in/code/lost", "/sign-in/keep-second-step/*");
        }
    }
}
