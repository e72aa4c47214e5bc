package org.throughline.server.organizations.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.throughline.server.face.Option;
import org.throughline.server.limits.Act;
import org.throughline.server.limits.Limited;
import org.throughline.server.limits.Limited.Counted;
import org.throughline.server.organizations.CurrentPerson;
import org.throughline.server.organizations.InstitutionSignIns;
import org.throughline.server.organizations.LinkRequests;
import org.throughline.server.organizations.OneTimeLinks;
import org.throughline.server.organizations.Passkeys;
import org.throughline.server.organizations.PasswordSignIn;
import org.throughline.server.organizations.People;
import org.throughline.server.organizations.Person;
import org.throughline.server.organizations.PersonId;
import org.throughline.server.organizations.SecondSteps;
import org.throughline.server.organizations.SignIns.How;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.PublicPaths;

/** How people come in: by address and password or by a mailed link, and by a second step where they asked for one. */
@Controller
class SignInPages {
    private final OneTimeLinks links;
    private final LinkRequests requests;
    private final PasswordSignIn passwords;
    private final SecondSteps secondSteps;
    private final SignInAttempts attempts;
    private final Arrival arrival;
    private final CurrentPerson current;
    private final People people;
    private final Passkeys passkeys;
    private final PasskeyCeremony ceremony;
    private final InstitutionSignIns institutions;

    SignInPages(
            OneTimeLinks links,
            LinkRequests requests,
            PasswordSignIn passwords,
            SecondSteps secondSteps,
            SignInAttempts attempts,
            Arrival arrival,
            CurrentPerson current,
            People people,
            Passkeys passkeys,
            PasskeyCeremony ceremony,
            InstitutionSignIns institutions) {
        this.links = links;
        this.requests = requests;
        this.passwords = passwords;
        this.secondSteps = secondSteps;
        this.attempts = attempts;
        this.arrival = arrival;
        this.current = current;
        this.people = people;
        this.passkeys = passkeys;
        this.ceremony = ceremony;
        this.institutions = institutions;
    }

    @GetMapping("/sign-in")
    ModelAndView signIn(
            @RequestParam(name = "failed", required = false) @Nullable String failed, HttpServletRequest request) {
        return new ModelAndView(
                "organizations/sign-in",
                Map.of("page", SignInPage.first(failed != null, ceremony.optionsToSignIn(request.getSession()))));
    }

    /** Somebody who is signed in proves anew that it is they, by the ways in that they have. */
    @GetMapping("/sign-in/again")
    ModelAndView again(
            @RequestParam(name = "failed", required = false) @Nullable String failed, HttpServletRequest request) {
        Person person = people.find(current.require().id()).orElseThrow(Problem::notFound);
        HttpSession session = request.getSession();
        SignInPage.Again again = new SignInPage.Again(
                ActInSession.words(session).orElse("change how you sign in"),
                person.email() == null ? "" : person.email(),
                people.hasPassword(person.id()),
                !passkeys.of(person.id()).isEmpty(),
                institutions.linkedTo(person.id()).stream()
                        .map(o -> Option.of("/sign-in/institution/" + o.slug() + "?again", o.name()))
                        .toList());
        return new ModelAndView(
                "organizations/sign-in",
                Map.of("page", new SignInPage(failed != null, again, ceremony.optionsToSignIn(session))));
    }

    /** Goes on with what somebody was about to do, as they typed it, by a button of theirs. */
    @GetMapping(ActInSession.GO_ON)
    ModelAndView goOn(HttpServletRequest request) {
        current.require();
        return ActInSession.find(request.getSession(false))
                .map(act -> new ModelAndView("organizations/go-on", Map.of("page", page(act))))
                .orElseGet(() -> new ModelAndView("redirect:/"));
    }

    private static GoOnPage page(ActInSession.Act act) {
        return new GoOnPage(
                act.words(),
                act.words().substring(0, 1).toUpperCase(Locale.ROOT)
                        + act.words().substring(1),
                act.path(),
                act.fields().stream()
                        .map(field -> new GoOnPage.Field(field.name(), field.value()))
                        .toList());
    }

    @PostMapping("/sign-in")
    String signIn(
            @RequestParam("email") String email,
            @RequestParam("password") String password,
            HttpServletRequest request,
            HttpServletResponse response) {
        SignInAttempts.Attempt attempt = attempts.at(Act.SIGN_IN, email, () -> passwords.whose(email), request);
        Optional<PersonId> person = passwords.check(email, password, attempt.knownDevice());
        if (person.isEmpty()) {
            return "redirect:" + failed();
        }
        attempt.succeeded();
        return "redirect:" + arrival.arrive(person.get(), How.PASSWORD, request, response);
    }

    /** Back to the page that asked: somebody who is signed in was asked for a fresh proof. */
    private String failed() {
        return current.find().isPresent() ? "/sign-in/again?failed" : "/sign-in?failed";
    }

    @GetMapping("/sign-in/code")
    ModelAndView code(
            @RequestParam(name = "failed", required = false) @Nullable String failed, HttpServletRequest request) {
        return arrival.halfIn(request).isEmpty()
                ? new ModelAndView("redirect:/sign-in")
                : new ModelAndView("organizations/sign-in-code", Map.of("failed", failed != null));
    }

    @PostMapping("/sign-in/code")
    String code(@RequestParam("code") String code, HttpServletRequest request, HttpServletResponse response) {
        Optional<Arrival.HalfIn> half = arrival.halfIn(request);
        if (half.isEmpty()) {
            return "redirect:/sign-in";
        }
        PersonId person = half.get().person();
        SignInAttempts.Attempt attempt =
                attempts.at(Act.SECRET, "second step " + person, () -> Optional.of(person), request);
        if (!secondSteps.comeIn(person, code, half.get().how(), attempt.knownDevice())) {
            return "redirect:/sign-in/code?failed";
        }
        attempt.succeeded();
        return "redirect:" + arrival.open(person, request, response);
    }

    @GetMapping("/sign-in/link")
    ModelAndView askForLink() {
        return new ModelAndView("organizations/sign-in-link", Map.of("asked", false));
    }

    /** The same answer whether the address is known or not. */
    @PostMapping("/sign-in/link")
    ModelAndView askForLink(@RequestParam("email") String email, HttpServletRequest request) {
        attempts.letter(email, request);
        requests.ask(email);
        return new ModelAndView("organizations/sign-in-link", Map.of("asked", true));
    }

    /** Only shows the button: programs that look at a link in a letter do not use it up. */
    @Limited(value = Act.LINK_MISSES, counted = Counted.MISSES)
    @GetMapping("/sign-in/link/{token}")
    ModelAndView byLink(@PathVariable("token") String token) {
        Person person = links.lookAtSignIn(token);
        return new ModelAndView(
                "organizations/sign-in-by-link",
                Map.of("name", person.displayName(), "action", "/sign-in/link/" + token));
    }

    @Limited(value = Act.LINK_MISSES, counted = Counted.MISSES)
    @PostMapping("/sign-in/link/{token}")
    String comeInByLink(@PathVariable("token") String token, HttpServletRequest request, HttpServletResponse response) {
        return "redirect:" + arrival.arriveRecorded(links.signIn(token), How.LINK, request, response);
    }

    @Configuration(proxyBeanMethods = false)
    static class Paths {
        @Bean
        PublicPaths signInPaths() {
            return PublicPaths.of("/sign-in", "/sign-in/code", "/sign-in/link", "/sign-in/link/*")
                    .posting("/sign-in", "/sign-in/code", "/sign-in/link", "/sign-in/link/*");
        }
    }
}
