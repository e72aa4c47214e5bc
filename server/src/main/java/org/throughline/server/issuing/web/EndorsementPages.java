package org.throughline.server.issuing.web;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.throughline.server.alignment.Crosswalk;
import org.throughline.server.alignment.CrosswalkId;
import org.throughline.server.face.Dates;
import org.throughline.server.face.ToastView;
import org.throughline.server.issuing.Endorsement;
import org.throughline.server.issuing.Endorsements;
import org.throughline.server.organizations.Organization;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.organizations.Organizations;
import org.throughline.server.programs.AchievementDefinition;
import org.throughline.server.programs.AchievementId;
import org.throughline.server.programs.Achievements;

/** Endorsing others' achievements from published crosswalks, and deciding whether others' endorsements travel with one's own badges. */
@Controller
class EndorsementPages {
    private final IssuerSeat seats;
    private final Endorsements endorsements;
    private final Achievements achievements;
    private final Organizations organizations;

    EndorsementPages(
            IssuerSeat seats, Endorsements endorsements, Achievements achievements, Organizations organizations) {
        this.seats = seats;
        this.endorsements = endorsements;
        this.achievements = achievements;
        this.organizations = organizations;
    }

    @GetMapping("/issuing/endorsements")
    ModelAndView list(
            @RequestParam(defaultValue = "") String organization,
            @RequestParam(required = false) @Nullable UUID crosswalk) {
        IssuerSeat.Seat seat = seats.take(organization);
        OrganizationId own = seat.organization().id();
        List<EndorsementsPage.Choice> choices = endorsements.crosswalks(own).stream()
                .map(one -> choice(one, seat.organization(), crosswalk))
                .toList();
        EndorsementsPage page = new EndorsementsPage(
                seat.organization(),
                seat.others(),
                choices,
                choices.stream()
                        .filter(EndorsementsPage.Choice::current)
                        .findFirst()
                        .orElse(null),
                crosswalk == null ? List.of() : candidates(own, new CrosswalkId(crosswalk)),
                endorsements.given(own).stream().map(this::given).toList(),
                endorsements.received(own).stream().map(this::received).toList());
        return new ModelAndView("issuing/endorsements", Map.of("page", page));
    }

    @PostMapping("/issuing/endorsements")
    String endorse(
            @RequestParam(defaultValue = "") String organization,
            @RequestParam UUID crosswalk,
            @RequestParam UUID achievement,
            @RequestParam(defaultValue = "") String reason,
            RedirectAttributes redirect) {
        IssuerSeat.Seat seat = seats.take(organization);
        Endorsement endorsement = endorsements.endorse(
                seat.organization().id(),
                new CrosswalkId(crosswalk),
                new AchievementId(achievement),
                reason,
                seat.person().id());
        redirect.addFlashAttribute(
                "toast",
                ToastView.of(
                        endorsement.carried()
                                ? "Signed. Every badge that is issued from now on carries it."
                                : "Signed. It travels with the badges as soon as their issuer lets it."));
        return back(seat, crosswalk);
    }

    @PostMapping("/issuing/endorsements/{id}/withdraw")
    String withdraw(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String organization,
            @RequestParam(defaultValue = "") String reason,
            RedirectAttributes redirect) {
        IssuerSeat.Seat seat = seats.take(organization);
        endorsements.withdraw(
                seat.organization().id(), id, reason, seat.person().id());
        redirect.addFlashAttribute("toast", ToastView.of("Withdrawn. Whoever verifies it from now on sees that."));
        return back(seat, null);
    }

    @PostMapping("/issuing/endorsements/{id}/carry")
    String carry(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String organization,
            @RequestParam(defaultValue = "false") boolean carried,
            RedirectAttributes redirect) {
        IssuerSeat.Seat seat = seats.take(organization);
        endorsements.carry(seat.organization().id(), id, carried, seat.person().id());
        redirect.addFlashAttribute(
                "toast",
                ToastView.of(
                        carried
                                ? "Badges that you issue from now on carry it."
                                : "Badges that you issue from now on go without it."));
        return back(seat, null);
    }

    private static String back(IssuerSeat.Seat seat, @Nullable UUID crosswalk) {
        return "redirect:/issuing/endorsements?organization="
                + seat.organization().slug() + (crosswalk == null ? "" : "&crosswalk=" + crosswalk);
    }

    private static EndorsementsPage.Choice choice(Crosswalk one, Organization own, @Nullable UUID chosen) {
        return new EndorsementsPage.Choice(
                one.id().toString(),
                one.title(),
                "/issuing/endorsements?organization=" + own.slug() + "&crosswalk=" + one.id() + "#endorse",
                one.id().value().equals(chosen));
    }

    private List<EndorsementsPage.Candidate> candidates(OrganizationId own, CrosswalkId crosswalk) {
        return endorsements.candidates(own, crosswalk).stream()
                .map(one -> new EndorsementsPage.Candidate(
                        one.achievement().id().toString(),
                        one.achievement().name(),
                        "/achievements/" + one.achievement().id(),
                        name(one.achievement().organization()),
                        endorsements
                                .preview(own, crosswalk, one)
                                .lines()
                                .filter(line -> !line.isBlank())
                                .map(line -> line.startsWith("- ") ? line.substring(2) : line)
                                .toList(),
                        one.standing()))
                .toList();
    }

    private EndorsementsPage.Given given(Endorsement one) {
        int standing = one.stands()
                ? endorsements.standingAlignments(one)
                : one.associations().size();
        return new EndorsementsPage.Given(
                one.id().toString(),
                achievement(one),
                "/achievements/" + one.achievement(),
                name(one.owner()),
                one.sentence(),
                Dates.day(one.signedAt()),
                one.carried(),
                one.withdrawnAt() == null ? null : Dates.day(one.withdrawnAt()),
                standing == one.associations().size()
                        ? ""
                        : "Of the %d alignments that it names, %d still stand in the crosswalk."
                                .formatted(one.associations().size(), standing));
    }

    private EndorsementsPage.Received received(Endorsement one) {
        return new EndorsementsPage.Received(
                one.id().toString(),
                achievement(one),
                "/achievements/" + one.achievement(),
                name(one.organization()),
                one.sentence(),
                Dates.day(one.signedAt()),
                one.carried(),
                one.stands());
    }

    private String achievement(Endorsement one) {
        return achievements
                .find(one.achievement())
                .map(AchievementDefinition::name)
                .orElse("An achievement that is gone");
    }

    private String name(OrganizationId id) {
        return organizations.find(id).map(Organization::name).orElse("An organization that has left");
    }
}
