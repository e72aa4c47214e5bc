package org.throughline.server.access.web;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.throughline.server.access.Agreements;
import org.throughline.server.access.PersonalKeys;
import org.throughline.server.access.Scopes;
import org.throughline.server.face.Dates;
import org.throughline.server.face.Option;
import org.throughline.server.face.ToastView;
import org.throughline.server.organizations.CurrentPerson;
import org.throughline.server.organizations.PersonId;
import org.throughline.server.organizations.SignedIn;
import org.throughline.server.shared.Problem;

/** A person's keys for their own scripts, and the programs that act for them. */
@Controller
class KeyPages {
    private static final String HERE = "redirect:/account/keys";
    private static final int USUAL_DAYS = 90;

    private final CurrentPerson current;
    private final PersonalKeys keys;
    private final Agreements agreements;

    KeyPages(CurrentPerson current, PersonalKeys keys, Agreements agreements) {
        this.current = current;
        this.keys = keys;
        this.agreements = agreements;
    }

    @GetMapping("/account/keys")
    ModelAndView list() {
        return list(current.require(), "", USUAL_DAYS, List.of(), null);
    }

    @PostMapping("/account/keys")
    ModelAndView make(
            @RequestParam("name") String name,
            @RequestParam("days") int days,
            @RequestParam(name = "scopes", required = false) @Nullable List<String> scopes,
            RedirectAttributes redirect) {
        SignedIn person = current.requireFresh("make a personal access key");
        List<String> chosen = scopes == null ? List.of() : scopes;
        try {
            redirect.addFlashAttribute("key", keys.make(person.id(), name, new HashSet<>(chosen), days));
        } catch (Problem problem) {
            return list(person, name, days, chosen, ClientPages.inForm(problem));
        }
        redirect.addFlashAttribute("toast", ToastView.of("The key is made."));
        return new ModelAndView(HERE);
    }

    @PostMapping("/account/keys/{key}/revoke")
    ModelAndView revoke(@PathVariable("key") UUID key, RedirectAttributes redirect) {
        keys.revoke(current.require().id(), key);
        redirect.addFlashAttribute("toast", ToastView.of("The key is revoked. It no longer works."));
        return new ModelAndView(HERE);
    }

    @PostMapping("/account/applications/{grant}/revoke")
    ModelAndView takeBack(@PathVariable("grant") String grant, RedirectAttributes redirect) {
        agreements.takeBack(current.require().id(), grant);
        redirect.addFlashAttribute("toast", ToastView.of("The application can no longer act for you."));
        return new ModelAndView(HERE);
    }

    private ModelAndView list(SignedIn person, String name, int days, List<String> chosen, @Nullable String error) {
        PersonId id = person.id();
        List<KeysPage.Key> kept = keys.of(id).stream()
                .map(key -> new KeysPage.Key(
                        key.id().toString(),
                        key.name(),
                        ClientPages.words(key.scopes()),
                        Dates.words(key.expiresAt()),
                        key.lastUsedAt() == null ? "not yet" : Dates.words(key.lastUsedAt())))
                .toList();
        List<KeysPage.Application> applications = agreements.of(id).stream()
                .map(a -> new KeysPage.Application(
                        a.id(),
                        a.client(),
                        a.scopes().stream().map(Scopes::words).toList(),
                        Dates.words(a.since())))
                .toList();
        List<Option> scopes = Scopes.forKeys().stream()
                .map(scope -> new Option(scope.wire(), scope.words(), scope.wire()))
                .toList();
        ModelAndView page = new ModelAndView(
                "access/keys", Map.of("page", new KeysPage(kept, applications, scopes, name, days, chosen, error)));
        page.setStatus(error == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
        return page;
    }
}
