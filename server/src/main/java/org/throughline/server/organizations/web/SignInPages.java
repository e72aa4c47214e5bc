package org.throughline.server.organizations.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
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
import org.throughline.server.face.ToastView;
import org.throughline.server.organizations.OneTimeLinks;
import org.throughline.server.organizations.OneTimeLinks.OneTimeLink;
import org.throughline.server.organizations.PasswordSignIn;
import org.throughline.server.organizations.Person;
import org.throughline.server.organizations.PersonId;
import org.throughline.server.organizations.SignInAttempts;
import org.throughline.server.organizations.SignIns.How;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;
import org.throughline.server.shared.PublicPaths;

/** How people come in: by address and password, or the first time by a one-time link. */
@Controller
class SignInPages {
    private final OneTimeLinks links;
    private final PasswordSignIn passwords;
    private final SignInAttempts attempts;
    private final Arrival arrival;

    SignInPages(OneTimeLinks links, PasswordSignIn passwords, SignInAttempts attempts, Arrival arrival) {
        this.links = links;
        this.passwords = passwords;
        this.attempts = attempts;
        this.arrival = arrival;
    }

    @GetMapping("/sign-in")
    ModelAndView signIn(@RequestParam(name = "failed", required = false) @Nullable String failed) {
        return new ModelAndView("organizations/sign-in", Map.of("failed", failed != null));
    }

    @PostMapping("/sign-in")
    String signIn(
            @RequestParam("email") String email,
            @RequestParam("password") String password,
            HttpServletRequest request,
            HttpServletResponse response) {
        attempts.count(email, request.getRemoteAddr());
        Optional<PersonId> person = passwords.check(email, password);
        if (person.isEmpty()) {
            attempts.failed(request.getRemoteAddr());
            return "redirect:/sign-in?failed";
        }
        return "redirect:" + arrival.letIn(person.get(), How.PASSWORD, request, response);
    }

    @GetMapping("/welcome/{token}")
    ModelAndView welcome(@PathVariable("token") String token) {
        return page(links.look(token), token, new Welcome("", "", ""), null);
    }

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

    private static ModelAndView page(OneTimeLink link, String token, Welcome form, @Nullable String error) {
        String name =
                form.name().isBlank() ? link.person().map(Person::displayName).orElse("") : form.name();
        String email = link.person().map(Person::email).orElse(form.email());
        WelcomePage view = new WelcomePage("/welcome/" + token, link.person().isEmpty(), name, email, error);
        ModelAndView page = new ModelAndView("organizations/welcome", Map.of("page", view));
        page.setStatus(error == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
        return page;
    }

    /** What the form of a one-time link holds. */
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
        PublicPaths signInPaths() {
            return PublicPaths.of("/sign-in", "/welcome/*").posting("/sign-in", "/welcome/*");
        }
    }
}
