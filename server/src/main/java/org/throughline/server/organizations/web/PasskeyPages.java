package org.throughline.server.organizations.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
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
import org.throughline.server.face.Dates;
import org.throughline.server.face.ToastView;
import org.throughline.server.organizations.CurrentPerson;
import org.throughline.server.organizations.Passkey;
import org.throughline.server.organizations.Passkeys;
import org.throughline.server.organizations.People;
import org.throughline.server.organizations.Person;
import org.throughline.server.organizations.PersonId;
import org.throughline.server.organizations.SignIns.How;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.PublicPaths;

/** Passkeys: a person adds, names and removes their own, and signs in with one. */
@Controller
class PasskeyPages {
    private static final String HERE = "/account/passkeys";

    private final CurrentPerson current;
    private final People people;
    private final Passkeys passkeys;
    private final PasskeyCeremony ceremony;
    private final SignInAttempts attempts;
    private final Arrival arrival;

    PasskeyPages(
            CurrentPerson current,
            People people,
            Passkeys passkeys,
            PasskeyCeremony ceremony,
            SignInAttempts attempts,
            Arrival arrival) {
        this.current = current;
        this.people = people;
        this.passkeys = passkeys;
        this.ceremony = ceremony;
        this.attempts = attempts;
        this.arrival = arrival;
    }

    @GetMapping(HERE)
    ModelAndView passkeys(HttpServletRequest request) {
        return page(request, null);
    }

    @PostMapping(HERE)
    ModelAndView add(
            @RequestParam("name") String name,
            @RequestParam("credential") String credential,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        Person person = person();
        current.requireFresh("add a passkey");
        try {
            ceremony.add(person, name, credential, request.getSession());
        } catch (Problem problem) {
            return page(request, OrganizationPages.inForm(problem));
        }
        redirect.addFlashAttribute("toast", ToastView.of("The passkey is added. Use it at your next sign-in."));
        return new ModelAndView("redirect:" + HERE);
    }

    @PostMapping(HERE + "/{passkey}/name")
    ModelAndView rename(
            @PathVariable("passkey") String passkey,
            @RequestParam("name") String name,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        try {
            passkeys.rename(current.require().id(), passkey, name);
        } catch (Problem problem) {
            return page(request, OrganizationPages.inForm(problem));
        }
        redirect.addFlashAttribute("toast", ToastView.of("The name is saved."));
        return new ModelAndView("redirect:" + HERE);
    }

    @PostMapping(HERE + "/{passkey}/remove")
    String remove(@PathVariable("passkey") String passkey, RedirectAttributes redirect) {
        PersonId person = current.requireFresh("remove a passkey").id();
        passkeys.remove(person, passkey);
        redirect.addFlashAttribute("toast", ToastView.of("The passkey is removed. Remove it on your device too."));
        return "redirect:" + HERE;
    }

    @PostMapping("/sign-in/passkey")
    String signIn(
            @RequestParam("credential") String credential, HttpServletRequest request, HttpServletResponse response) {
        SignInAttempts.Attempt attempt = attempts.atNobody(request);
        Optional<PersonId> person = ceremony.signIn(credential, request.getSession());
        if (person.isEmpty()) {
            return current.find().isPresent() ? "redirect:/sign-in/again?failed" : "redirect:/sign-in?failed";
        }
        attempt.succeeded();
        return "redirect:" + arrival.arrive(person.get(), How.PASSKEY, request, response);
    }

    private ModelAndView page(HttpServletRequest request, @Nullable String error) {
        Person person = person();
        List<Passkey> own = passkeys.of(person.id());
        String options = ceremony.optionsToAdd(person, request.getSession());
        PasskeysPage view = new PasskeysPage(
                own.stream().map(PasskeyPages::entry).toList(),
                options,
                Devices.words(request.getHeader("User-Agent")),
                error);
        ModelAndView page = new ModelAndView("organizations/passkeys", Map.of("page", view));
        page.setStatus(error == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
        return page;
    }

    private Person person() {
        return people.find(current.require().id()).orElseThrow(Problem::notFound);
    }

    private static PasskeysPage.Entry entry(Passkey passkey) {
        return new PasskeysPage.Entry(
                passkey.name(),
                Dates.day(passkey.madeAt()),
                Dates.day(passkey.usedAt()),
                HERE + "/" + passkey.credentialId(),
                "f-name-" + passkey.credentialId());
    }

    @Configuration(proxyBeanMethods = false)
    static class Paths {
        @Bean
        PublicPaths passkeyPaths() {
            return PublicPaths.of().posting("/sign-in/passkey");
        }
    }
}
