package org.throughline.server.issuing.web;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.throughline.server.face.PageLinks;
import org.throughline.server.face.ToastView;
import org.throughline.server.issuing.Issuance;
import org.throughline.server.issuing.IssuedCredential;
import org.throughline.server.organizations.People;
import org.throughline.server.organizations.Person;
import org.throughline.server.shared.Page;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;

/** What an organization has issued, and taking it back. */
@Controller
class IssuedPages {
    private static final int ROWS = 50;

    private final IssuerSeat seats;
    private final Issuance issuance;
    private final People people;

    IssuedPages(IssuerSeat seats, Issuance issuance, People people) {
        this.seats = seats;
        this.issuance = issuance;
        this.people = people;
    }

    @GetMapping("/issuing/credentials")
    ModelAndView list(
            @RequestParam(defaultValue = "") String organization,
            @RequestParam(defaultValue = "false") boolean revoked,
            @RequestParam(defaultValue = "0") int offset) {
        IssuerSeat.Seat seat = seats.take(organization);
        Page<IssuedCredential> issued = issuance.issuedBy(seat.organization().id(), revoked, Math.max(0, offset), ROWS);
        IssuedPage page = new IssuedPage(
                seat.organization(), revoked, issued, names(issued.items()), links(seat, revoked, issued));
        return new ModelAndView("issuing/credentials", Map.of("page", page));
    }

    @GetMapping("/issuing/credentials/{id}")
    ModelAndView one(@PathVariable UUID id, @RequestParam(defaultValue = "") String organization) {
        IssuerSeat.Seat seat = seats.take(organization);
        IssuedCredential credential = issuance.credential(seat.organization().id(), "urn:uuid:" + id);
        String recipient =
                people.find(credential.recipient()).map(Person::displayName).orElse("somebody whose account is gone");
        return new ModelAndView(
                "issuing/credential",
                Map.of("page", new IssuedCredentialPage(seat.organization(), credential, recipient)));
    }

    @PostMapping("/issuing/credentials/{id}/revoke")
    String revoke(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String organization,
            @RequestParam(defaultValue = "") String reason,
            RedirectAttributes redirect) {
        IssuerSeat.Seat seat = seats.take(organization);
        if (reason.isBlank() || reason.length() > 500) {
            throw new Problem(
                    ProblemType.BAD_INPUT,
                    "Say in a sentence why the credential is revoked; the reason stays in your log.");
        }
        issuance.revoke(
                seat.organization().id(),
                "urn:uuid:" + id,
                reason,
                seat.person().id());
        redirect.addFlashAttribute("toast", ToastView.of("Revoked. Whoever verifies it from now on sees that."));
        return "redirect:/issuing/credentials/" + id + "?organization="
                + seat.organization().slug();
    }

    private Map<UUID, String> names(List<IssuedCredential> credentials) {
        var found = people.find(
                credentials.stream().map(IssuedCredential::recipient).collect(Collectors.toSet()));
        return credentials.stream()
                .collect(Collectors.toMap(
                        IssuedCredential::id,
                        c -> found.containsKey(c.recipient())
                                ? found.get(c.recipient()).displayName()
                                : "somebody whose account is gone"));
    }

    private static PageLinks links(IssuerSeat.Seat seat, boolean revoked, Page<?> page) {
        String base = "/issuing/credentials?organization=" + seat.organization().slug()
                + (revoked ? "&revoked=true" : "") + "&offset=";
        return new PageLinks(
                page.items().isEmpty() ? 0 : page.offset() + 1,
                page.offset() + page.items().size(),
                page.total(),
                page.offset() == 0 ? null : base + Math.max(0, page.offset() - page.limit()),
                page.hasNext() ? base + (page.offset() + page.limit()) : null);
    }
}
