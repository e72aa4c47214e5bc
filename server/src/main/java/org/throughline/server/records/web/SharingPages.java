package org.throughline.server.records.web;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.throughline.server.face.Option;
import org.throughline.server.face.ToastView;
import org.throughline.server.face.VerdictView;
import org.throughline.server.organizations.CurrentPerson;
import org.throughline.server.organizations.PersonId;
import org.throughline.server.records.HeldCredential;
import org.throughline.server.records.HeldCredentialId;
import org.throughline.server.records.HeldCredentials;
import org.throughline.server.records.ShareId;
import org.throughline.server.records.Shares;
import org.throughline.server.shared.PublicAddress;

/** Links that a person gives away: make one, see what was opened, close it. */
@Controller
class SharingPages {
    private static final int LONGEST_LABEL = 100;

    private final CurrentPerson current;
    private final HeldCredentials credentials;
    private final Shares shares;
    private final PublicAddress address;
    private final Clock clock;

    SharingPages(
            CurrentPerson current, HeldCredentials credentials, Shares shares, PublicAddress address, Clock clock) {
        this.current = current;
        this.credentials = credentials;
        this.shares = shares;
        this.address = address;
        this.clock = clock;
    }

    @GetMapping("/record/shares")
    ModelAndView list(Model model) {
        PersonId person = current.require().id();
        Map<HeldCredentialId, String> names =
                credentials.of(person).stream().collect(Collectors.toMap(HeldCredential::id, HeldCredential::name));
        NewLink fresh =
                model.getAttribute("fresh") instanceof String token ? NewLink.of(ShareLink.of(address, token)) : null;
        return new ModelAndView(
                "records/shares", Map.of("page", new SharesPage(shares.of(person), names, clock.instant(), fresh)));
    }

    @GetMapping("/record/share")
    ModelAndView choose(@RequestParam(defaultValue = "") Set<String> credential) {
        return form(current.require().id(), credential, "", "30", null);
    }

    @PostMapping("/record/share")
    ModelAndView create(
            @RequestParam(defaultValue = "") List<UUID> credential,
            @RequestParam(defaultValue = "") String label,
            @RequestParam(defaultValue = "30") int days,
            RedirectAttributes redirect) {
        PersonId person = current.require().id();
        if (credential.isEmpty() || label.length() > LONGEST_LABEL) {
            Set<String> chosen = credential.stream().map(UUID::toString).collect(Collectors.toSet());
            return form(
                    person,
                    chosen,
                    label,
                    Integer.toString(days),
                    credential.isEmpty()
                            ? "Choose at least one credential."
                            : "Keep the name of the link under 100 letters.");
        }
        List<HeldCredentialId> ids =
                credential.stream().map(HeldCredentialId::new).toList();
        redirect.addFlashAttribute(
                "fresh",
                shares.create(person, ids, label, Duration.ofDays(days)).token());
        return new ModelAndView("redirect:/record/shares");
    }

    @PostMapping("/record/shares/{id}/close")
    String close(@PathVariable UUID id, RedirectAttributes redirect) {
        shares.revoke(current.require().id(), new ShareId(id));
        redirect.addFlashAttribute("toast", ToastView.of("The link is closed. Whoever tries it now sees nothing."));
        return "redirect:/record/shares";
    }

    private ModelAndView form(PersonId person, Set<String> chosen, String label, String days, @Nullable String error) {
        List<Option> options = credentials.of(person).stream()
                .filter(c -> c.parent() == null)
                .map(c -> new Option(
                        c.id().toString(),
                        c.name(),
                        VerdictView.of(c.verdict()).word() + ", issued by " + c.issuerName()))
                .toList();
        return new ModelAndView("records/share", Map.of("page", new ShareForm(options, chosen, label, days, error)));
    }
}
