package org.throughline.server.partnerships.web;

import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import org.throughline.server.face.Dates;
import org.throughline.server.face.Option;
import org.throughline.server.face.StateView;
import org.throughline.server.face.ToastView;
import org.throughline.server.limits.Act;
import org.throughline.server.limits.Limited;
import org.throughline.server.mail.MailSettings;
import org.throughline.server.organizations.Membership;
import org.throughline.server.organizations.Organization;
import org.throughline.server.organizations.OrganizationKind;
import org.throughline.server.organizations.Organizations;
import org.throughline.server.organizations.PersonId;
import org.throughline.server.organizations.Role;
import org.throughline.server.partnerships.Charter;
import org.throughline.server.partnerships.Charters;
import org.throughline.server.partnerships.MailInvitations;
import org.throughline.server.partnerships.Member;
import org.throughline.server.partnerships.Part;
import org.throughline.server.partnerships.Partnership;
import org.throughline.server.partnerships.Partnerships;
import org.throughline.server.partnerships.Standing;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;
import org.throughline.server.shared.PublicAddress;

/** Who sits at the table: members, the people whom they named, and invitations. */
@Controller
class SeatPages {
    private final Partnerships partnerships;
    private final MailInvitations invitations;
    private final Charters charters;
    private final Organizations organizations;
    private final PartnershipAccess access;
    private final Heads heads;
    private final MailSettings letters;
    private final PublicAddress address;

    SeatPages(
            Partnerships partnerships,
            MailInvitations invitations,
            Charters charters,
            Organizations organizations,
            PartnershipAccess access,
            Heads heads,
            MailSettings letters,
            PublicAddress address) {
        this.partnerships = partnerships;
        this.invitations = invitations;
        this.charters = charters;
        this.organizations = organizations;
        this.access = access;
        this.heads = heads;
        this.letters = letters;
        this.address = address;
    }

    @GetMapping("/partnerships/{id}/members")
    ModelAndView members(@PathVariable UUID id, Model model) {
        PartnershipAccess.Seat seat = access.require(id);
        return new ModelAndView(
                "partnerships/members", Map.of("page", page(seat, (String) model.getAttribute("link"), (String)
                        model.getAttribute("linkFor"))));
    }

    /** Invites an organization of this server. */
    @PostMapping("/partnerships/{id}/members")
    ModelAndView invite(
            @PathVariable UUID id,
            @RequestParam String organization,
            @RequestParam String part,
            RedirectAttributes redirect) {
        PartnershipAccess.Seat seat = access.requireManaging(id);
        Organization invited = organizations.bySlug(organization).orElseThrow(Problem::notFound);
        try {
            partnerships.invite(
                    seat.partnership().id(), invited, part(part), seat.person().id());
            redirect.addFlashAttribute(
                    "toast", ToastView.of(invited.name() + " is invited; its owners see it at home."));
        } catch (Problem problem) {
            said(problem, redirect);
        }
        return new ModelAndView("redirect:" + seat.base() + "/members");
    }

    /** Invites an organization that is not here yet, through one of its people. */
    @Limited(Act.LETTERS)
    @PostMapping("/partnerships/{id}/mail-invitations")
    ModelAndView inviteByMail(
            @PathVariable UUID id,
            @RequestParam String name,
            @RequestParam String kind,
            @RequestParam String person,
            @RequestParam String email,
            @RequestParam String part,
            RedirectAttributes redirect) {
        PartnershipAccess.Seat seat = access.requireManaging(id);
        OrganizationKind chosen = Words.constant(OrganizationKind.class, kind);
        try {
            if (chosen == null) {
                throw new Problem(ProblemType.BAD_INPUT, "Choose what kind of organization it is.");
            }
            MailInvitations.Sent sent = invitations.invite(
                    seat.partnership(),
                    name,
                    chosen,
                    part(part),
                    person,
                    email,
                    seat.person().id());
            if (letters.carried()) {
                redirect.addFlashAttribute(
                        "toast",
                        ToastView.of(
                                "A letter is on its way to " + sent.invitation().personName() + "."));
            } else {
                redirect.addFlashAttribute("link", address.url("/join/" + sent.token()));
                redirect.addFlashAttribute("linkFor", sent.invitation().personName());
            }
        } catch (Problem problem) {
            said(problem, redirect);
        }
        return new ModelAndView("redirect:" + seat.base() + "/members");
    }

    @PostMapping("/partnerships/{id}/mail-invitations/{invitation}/withdraw")
    ModelAndView withdraw(@PathVariable UUID id, @PathVariable UUID invitation, RedirectAttributes redirect) {
        PartnershipAccess.Seat seat = access.requireManaging(id);
        invitations.withdraw(seat.partnership(), invitation, seat.person().id());
        redirect.addFlashAttribute(
                "toast", ToastView.of("The invitation is withdrawn; its link opens nothing any more."));
        return new ModelAndView("redirect:" + seat.base() + "/members");
    }

    /** Names people who work for a member here. An owner or editor of the member does, among its own people. */
    @PostMapping("/partnerships/{id}/people")
    ModelAndView name(
            @PathVariable UUID id,
            @RequestParam Optional<String> organization,
            @RequestParam UUID person,
            RedirectAttributes redirect) {
        PartnershipAccess.Seat seat = access.require(id);
        Membership member = naming(seat, organization);
        PersonId named = organizations
                .member(member.organization().id(), new PersonId(person))
                .map(Membership::person)
                .orElseThrow(Problem::notFound);
        partnerships.name(
                seat.partnership().id(),
                member.organization().id(),
                named,
                seat.person().id());
        redirect.addFlashAttribute("toast", ToastView.of("The person is named."));
        return new ModelAndView("redirect:" + seat.base() + "/members");
    }

    @PostMapping("/partnerships/{id}/people/{person}/withdraw")
    ModelAndView unname(
            @PathVariable UUID id,
            @PathVariable UUID person,
            @RequestParam Optional<String> organization,
            RedirectAttributes redirect) {
        PartnershipAccess.Seat seat = access.require(id);
        Membership member = naming(seat, organization);
        partnerships.unname(
                seat.partnership().id(),
                member.organization().id(),
                new PersonId(person),
                seat.person().id());
        redirect.addFlashAttribute("toast", ToastView.of("The person is not named any more."));
        return new ModelAndView("redirect:" + seat.base() + "/members");
    }

    /** What an invited organization's people see: what is asked, by whom, and the one next step. */
    @GetMapping("/partnerships/{id}/invitation")
    ModelAndView invitation(@PathVariable UUID id) {
        PartnershipAccess.Invited invited = access.requireInvited(id);
        Partnership partnership = invited.partnership();
        Charter charter = charters.current(partnership.id());
        return new ModelAndView(
                "partnerships/invitation",
                Map.of(
                        "page",
                        new InvitationPage(
                                partnership.name(),
                                heads.name(partnership.convener()),
                                invited.membership().organization().name(),
                                charter.purpose(),
                                charter.of(invited.membership().organization().id())
                                        .map(c -> c.text())
                                        .filter(t -> !t.isBlank())
                                        .orElse(null),
                                charter.of(invited.membership().organization().id())
                                        .map(c -> Words.hours(c.hours()))
                                        .filter(h -> !h.equals("0"))
                                        .orElse(null),
                                "/partnerships/" + id + "/invitation",
                                invited.mayAnswer())));
    }

    @PostMapping("/partnerships/{id}/invitation/accept")
    ModelAndView accept(@PathVariable UUID id, RedirectAttributes redirect) {
        PartnershipAccess.Invited invited = answering(id);
        partnerships.answer(
                invited.partnership().id(),
                invited.membership().organization(),
                true,
                invited.person().id());
        redirect.addFlashAttribute("toast", ToastView.of("Welcome. Your organization takes part."));
        return new ModelAndView("redirect:/partnerships/" + id);
    }

    @PostMapping("/partnerships/{id}/invitation/decline")
    ModelAndView decline(@PathVariable UUID id, RedirectAttributes redirect) {
        PartnershipAccess.Invited invited = answering(id);
        partnerships.answer(
                invited.partnership().id(),
                invited.membership().organization(),
                false,
                invited.person().id());
        redirect.addFlashAttribute("toast", ToastView.of("You declined. Whoever invited you sees it."));
        return new ModelAndView("redirect:/partnerships");
    }

    private PartnershipAccess.Invited answering(UUID id) {
        PartnershipAccess.Invited invited = access.requireInvited(id);
        if (!invited.mayAnswer()) {
            throw PartnershipAccess.forbidden("An owner of the organization answers an invitation.");
        }
        return invited;
    }

    private static Membership naming(PartnershipAccess.Seat seated, Optional<String> slug) {
        PartnershipAccess.Seat seat = PartnershipAccess.open(seated);
        if (slug.filter(s -> seat.memberships().stream()
                        .noneMatch(m -> m.organization().slug().equals(s)))
                .isPresent()) {
            throw Problem.notFound();
        }
        return seat.memberships().stream()
                .filter(m -> slug.isEmpty() || m.organization().slug().equals(slug.get()))
                .filter(m -> m.hasAny(Role.EDITOR))
                .findFirst()
                .orElseThrow(() -> PartnershipAccess.forbidden("Owners and editors of a member name its people."));
    }

    private MembersPage page(PartnershipAccess.Seat seat, @Nullable String link, @Nullable String linkFor) {
        Partnership partnership = seat.partnership();
        List<Partnerships.Delegate> delegates = partnerships.delegates(partnership.id());
        Charter charter = charters.current(partnership.id());
        Set<Object> taken = partnership.members().stream()
                .filter(m -> m.joined() || m.standing() == Standing.INVITED)
                .map(Member::organization)
                .collect(Collectors.toSet());
        return new MembersPage(
                heads.of(partnership, "Members"),
                partnership.members().stream()
                        .filter(m -> m.standing() != Standing.WITHDRAWN)
                        .map(m -> member(seat, m, delegates, charter))
                        .toList(),
                seat.manages()
                        ? invitations.open(partnership.id()).stream()
                                .map(i -> new MembersPage.Waiting(
                                        i.id().toString(),
                                        i.organizationName(),
                                        i.personName(),
                                        Dates.day(i.expiresAt())))
                                .toList()
                        : List.of(),
                seat.manages()
                        ? organizations.all().stream()
                                .filter(o -> !taken.contains(o.id()))
                                .map(o -> Option.of(o.slug(), o.name() + " (" + Words.of(o.kind()) + ")"))
                                .toList()
                        : List.of(),
                Words.parts(),
                List.of(
                        Option.of("EMPLOYER", "Employer"),
                        Option.of("EDUCATOR", "Educator"),
                        Option.of("AGENCY", "Agency"),
                        Option.of("COALITION", "Coalition")),
                link,
                linkFor,
                manages(seat));
    }

    private static boolean manages(PartnershipAccess.Seat seat) {
        return seat.manages() && !seat.partnership().closed();
    }

    private MembersPage.Seated member(
            PartnershipAccess.Seat seat, Member member, List<Partnerships.Delegate> delegates, Charter charter) {
        boolean names = !seat.partnership().closed()
                && seat.memberships().stream()
                        .anyMatch(m -> m.organization().id().equals(member.organization()) && m.hasAny(Role.EDITOR));
        boolean owns = member.part() != Part.LEAD
                && seat.owning().stream().anyMatch(m -> m.organization().id().equals(member.organization()));
        List<Partnerships.Delegate> own = delegates.stream()
                .filter(d -> d.organization().equals(member.organization()))
                .toList();
        return new MembersPage.Seated(
                heads.name(member.organization()),
                heads.slug(member.organization()),
                Words.of(member.part()),
                switch (member.standing()) {
                    case INVITED -> StateView.unsure("Invited");
                    case JOINED -> StateView.good("Takes part");
                    case DECLINED -> StateView.neutral("Declined");
                    case LEFT -> StateView.neutral("Left");
                    case UNSEATED -> StateView.neutral("Takes part no more");
                    case WITHDRAWN -> StateView.neutral("Invitation taken back");
                },
                Dates.day(member.since()),
                charter.of(member.organization())
                        .map(c -> c.text())
                        .filter(t -> !t.isBlank())
                        .orElse(null),
                own.stream()
                        .map(d -> new MembersPage.Named(d.person().toString(), heads.name(d.person()), names))
                        .toList(),
                names && member.joined()
                        ? organizations.members(member.organization()).stream()
                                .filter(m ->
                                        own.stream().noneMatch(d -> d.person().equals(m.person())))
                                .map(m -> Option.of(m.person().toString(), heads.name(m.person())))
                                .toList()
                        : List.of(),
                owns && member.joined() && !seat.partnership().closed(),
                manages(seat) && member.part() != Part.LEAD && member.joined(),
                manages(seat) && member.standing() == Standing.INVITED,
                member.part().name());
    }

    private static Part part(String name) {
        Part part = Words.constant(Part.class, name);
        if (part == null) {
            throw new Problem(ProblemType.BAD_INPUT, "Choose which part the organization has.");
        }
        return part;
    }

    private static void said(Problem problem, RedirectAttributes redirect) {
        if (problem.type() != ProblemType.CONFLICT && problem.type() != ProblemType.BAD_INPUT) {
            throw problem;
        }
        redirect.addFlashAttribute("toast", ToastView.of(String.valueOf(problem.getMessage())));
    }
}
