package org.throughline.server.partnerships.web;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.throughline.server.database.Reach;
import org.throughline.server.face.Dates;
import org.throughline.server.face.ToastView;
import org.throughline.server.limits.Act;
import org.throughline.server.limits.Limited;
import org.throughline.server.limits.Limited.Counted;
import org.throughline.server.mail.MailSettings;
import org.throughline.server.partnerships.Charters;
import org.throughline.server.partnerships.PartnershipDocuments;
import org.throughline.server.partnerships.Sponsors;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;
import org.throughline.server.shared.PublicAddress;
import org.throughline.server.shared.PublicPaths;

/** The charter and the minutes as signed documents, and the sponsor's signature, for which nobody needs an account. */
@Controller
class DocumentPages {
    private static final String WHY = "the holder of the link reads and signs the charter as its sponsor";

    private final PartnershipDocuments documents;
    private final Charters charters;
    private final Sponsors sponsors;
    private final PartnershipAccess access;
    private final Heads heads;
    private final MailSettings letters;
    private final PublicAddress address;

    DocumentPages(
            PartnershipDocuments documents,
            Charters charters,
            Sponsors sponsors,
            PartnershipAccess access,
            Heads heads,
            MailSettings letters,
            PublicAddress address) {
        this.documents = documents;
        this.charters = charters;
        this.sponsors = sponsors;
        this.access = access;
        this.heads = heads;
        this.letters = letters;
        this.address = address;
    }

    /** Asks the sponsor by a letter, or tells the link once where nobody carries letters. */
    @Limited(Act.LETTERS)
    @PostMapping("/partnerships/{id}/charter/sponsor")
    ModelAndView ask(@PathVariable UUID id, @RequestParam String email, RedirectAttributes redirect) {
        PartnershipAccess.Seat seat = access.requireManaging(id);
        return done(seat, "/charter", redirect, () -> {
            String token = sponsors.ask(seat.partnership(), email, seat.person().id());
            if (letters.carried()) {
                return "A letter is on its way to the sponsor.";
            }
            redirect.addFlashAttribute("link", address.url("/sponsor/" + token));
            return "The link is made.";
        });
    }

    /** Writes down that the sponsor signed elsewhere. */
    @PostMapping("/partnerships/{id}/charter/sponsor/record")
    ModelAndView record(@PathVariable UUID id, @RequestParam String day, RedirectAttributes redirect) {
        PartnershipAccess.Seat seat = access.requireManaging(id);
        return done(seat, "/charter", redirect, () -> {
            sponsors.record(
                    seat.partnership(), CharterPages.day(day), seat.person().id());
            return "The sponsor's signature is recorded.";
        });
    }

    @PostMapping("/partnerships/{id}/charter/document")
    ModelAndView file(@PathVariable UUID id, RedirectAttributes redirect) {
        PartnershipAccess.Seat seat = access.requireManaging(id);
        return done(seat, "/charter", redirect, () -> {
            documents.fileCharter(seat.partnership(), seat.person().id());
            return "The charter is a signed document.";
        });
    }

    /** The exact signed document of a version, of the one that counts where none is named. */
    @GetMapping("/partnerships/{id}/charter.json")
    ResponseEntity<byte[]> charter(@PathVariable UUID id, @RequestParam Optional<Integer> version) {
        PartnershipAccess.Seat seat = access.require(id);
        int wanted = version.orElseGet(
                () -> charters.current(seat.partnership().id()).version());
        return document(
                documents.charter(seat.partnership().id(), wanted), "charter-version-%d.json".formatted(wanted));
    }

    @PostMapping("/partnerships/{id}/minutes/document")
    ModelAndView signMinutes(@PathVariable UUID id, RedirectAttributes redirect) {
        PartnershipAccess.Seat seat = access.requireLeading(id);
        return done(seat, "/minutes", redirect, () -> {
            documents.signMinutes(seat.partnership(), seat.person().id());
            return "The minutes are signed as they stand now.";
        });
    }

    /** The minutes as they were signed last. */
    @GetMapping("/partnerships/{id}/minutes/signed.json")
    ResponseEntity<byte[]> minutes(@PathVariable UUID id) {
        PartnershipAccess.Seat seat = access.require(id);
        return document(documents.minutes(seat.partnership().id()), "signed-minutes.json");
    }

    /** What the sponsor reads: the charter, and one button. */
    @Limited(value = Act.LINK_MISSES, counted = Counted.MISSES)
    @GetMapping("/sponsor/{token}")
    ModelAndView look(@PathVariable String token) {
        SponsorPage page = Reach.asHouse(WHY, () -> {
            Sponsors.Asked asked = sponsors.look(token);
            return new SponsorPage(
                    asked.partnership().name(),
                    heads.name(asked.partnership().convener()),
                    asked.charter().sponsor().words(),
                    asked.charter().version(),
                    asked.charter().purpose(),
                    asked.charter().commitments().stream()
                            .map(c -> new SponsorPage.Line(
                                    heads.name(c.organization()),
                                    (c.text() + " Planned hours: " + Words.hours(c.hours())).strip()))
                            .toList(),
                    asked.charter().milestones().stream()
                            .map(m -> new SponsorPage.Line(Dates.words(m.due()), m.title()))
                            .toList(),
                    "/sponsor/" + token);
        });
        return new ModelAndView("partnerships/sponsor", Map.of("page", page));
    }

    @Limited(value = Act.LINK_MISSES, counted = Counted.MISSES)
    @PostMapping("/sponsor/{token}")
    ModelAndView sign(@PathVariable String token) {
        Reach.asHouse(WHY, () -> {
            sponsors.sign(token);
            return true;
        });
        return new ModelAndView("partnerships/sponsored");
    }

    private static ResponseEntity<byte[]> document(Optional<byte[]> document, String name) {
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("application/vc+ld+json"))
                .header(HttpHeaders.CONTENT_DISPOSITION, MinutesPages.attachment(name))
                .body(document.orElseThrow(Problem::notFound));
    }

    private static ModelAndView done(
            PartnershipAccess.Seat seat,
            String page,
            RedirectAttributes redirect,
            java.util.function.Supplier<String> act) {
        String said;
        try {
            said = act.get();
        } catch (Problem problem) {
            if (problem.type() != ProblemType.CONFLICT && problem.type() != ProblemType.BAD_INPUT) {
                throw problem;
            }
            said = String.valueOf(problem.getMessage());
        }
        redirect.addFlashAttribute("toast", ToastView.of(said));
        return new ModelAndView("redirect:" + seat.base() + page);
    }

    @Configuration(proxyBeanMethods = false)
    static class Paths {
        @Bean
        PublicPaths sponsorPaths() {
            return PublicPaths.of("/sponsor/*").posting("/sponsor/*");
        }
    }
}
