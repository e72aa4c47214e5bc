package org.throughline.server.partnerships.web;

import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.throughline.server.face.ToastView;
import org.throughline.server.organizations.Membership;
import org.throughline.server.organizations.Organization;
import org.throughline.server.organizations.Role;
import org.throughline.server.partnerships.Part;
import org.throughline.server.partnerships.Partnerships;
import org.throughline.server.partnerships.Rounds;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;

/** Changes what was made: the partnership itself, its members' seats, its rounds and tasks. Each is one act, and stands in the minutes. */
@Controller
class ChangePages {
    private final Partnerships partnerships;
    private final Rounds rounds;
    private final PartnershipAccess access;

    ChangePages(Partnerships partnerships, Rounds rounds, PartnershipAccess access) {
        this.partnerships = partnerships;
        this.rounds = rounds;
        this.access = access;
    }

    @PostMapping("/partnerships/{id}/name")
    ModelAndView rename(@PathVariable UUID id, @RequestParam String name, RedirectAttributes redirect) {
        PartnershipAccess.Seat seat = access.requireManaging(id);
        return done(
                seat,
                "",
                "The partnership has its new name.",
                redirect,
                () -> partnerships.rename(
                        seat.partnership().id(), name, seat.person().id()));
    }

    @PostMapping("/partnerships/{id}/close")
    ModelAndView close(
            @PathVariable UUID id, @RequestParam(defaultValue = "") String reason, RedirectAttributes redirect) {
        PartnershipAccess.Seat seat = access.requireManaging(id);
        return done(
                seat,
                "",
                "The partnership is closed. Its members read it as it stands.",
                redirect,
                () -> partnerships.close(
                        seat.partnership().id(), reason, seat.person().id()));
    }

    @PostMapping("/partnerships/{id}/reopen")
    ModelAndView reopen(@PathVariable UUID id, RedirectAttributes redirect) {
        PartnershipAccess.Seat seat = access.requireLeading(id);
        return done(
                seat,
                "",
                "The partnership goes on.",
                redirect,
                () -> partnerships.reopen(seat.partnership().id(), seat.person().id()));
    }

    /** Hands the lead to another member. An owner of the organization that leads does. */
    @PostMapping("/partnerships/{id}/lead")
    ModelAndView handOver(@PathVariable UUID id, @RequestParam String to, RedirectAttributes redirect) {
        PartnershipAccess.Seat seat = access.requireManaging(id);
        Membership lead = seat.person()
                .in(seat.partnership().convener())
                .filter(m -> m.hasAny(Role.OWNER))
                .orElseThrow(() -> PartnershipAccess.forbidden("An owner of the organization that leads does this."));
        Organization next = access.requireMember(seat, to);
        return done(
                seat,
                "",
                next.name() + " leads from now on.",
                redirect,
                () -> partnerships.handOver(
                        seat.partnership().id(),
                        next,
                        lead.organization(),
                        seat.person().id()));
    }

    @PostMapping("/partnerships/{id}/members/{slug}/part")
    ModelAndView part(
            @PathVariable UUID id, @PathVariable String slug, @RequestParam String part, RedirectAttributes redirect) {
        PartnershipAccess.Seat seat = access.requireManaging(id);
        Organization member = access.requireMember(seat, slug);
        Part chosen = Words.constant(Part.class, part);
        if (chosen == null) {
            throw new Problem(ProblemType.BAD_INPUT, "Choose which part the organization has.");
        }
        return done(
                seat,
                "/members",
                member.name() + " has another part.",
                redirect,
                () -> partnerships.give(
                        seat.partnership().id(), member, chosen, seat.person().id()));
    }

    @PostMapping("/partnerships/{id}/members/{slug}/unseat")
    ModelAndView unseat(
            @PathVariable UUID id,
            @PathVariable String slug,
            @RequestParam(defaultValue = "") String reason,
            RedirectAttributes redirect) {
        PartnershipAccess.Seat seat = access.requireManaging(id);
        Organization member = access.requireMember(seat, slug);
        return done(
                seat,
                "/members",
                member.name() + " takes part no more. What its people said stays.",
                redirect,
                () -> partnerships.unseat(
                        seat.partnership().id(), member, reason, seat.person().id()));
    }

    @PostMapping("/partnerships/{id}/members/{slug}/withdraw")
    ModelAndView withdraw(@PathVariable UUID id, @PathVariable String slug, RedirectAttributes redirect) {
        PartnershipAccess.Seat seat = access.requireManaging(id);
        Organization member = access.requireMember(seat, slug);
        return done(
                seat,
                "/members",
                "The invitation of " + member.name() + " is taken back.",
                redirect,
                () -> partnerships.withdraw(
                        seat.partnership().id(), member, seat.person().id()));
    }

    @PostMapping("/partnerships/{id}/rounds/{round}/change")
    ModelAndView round(
            @PathVariable UUID id,
            @PathVariable UUID round,
            @RequestParam String name,
            @RequestParam(defaultValue = "") String goal,
            @RequestParam String opens,
            @RequestParam String due,
            RedirectAttributes redirect) {
        PartnershipAccess.Seat seat = access.requireManaging(id);
        return done(
                seat,
                "/rounds/" + round,
                "The round is changed; what changed stands in the minutes.",
                redirect,
                () -> rounds.change(
                        seat.partnership(),
                        round,
                        name,
                        goal,
                        CharterPages.day(opens),
                        CharterPages.day(due),
                        seat.person().id()));
    }

    @PostMapping("/partnerships/{id}/rounds/{round}/tasks/{task}/take-away")
    ModelAndView takeAway(
            @PathVariable UUID id, @PathVariable UUID round, @PathVariable UUID task, RedirectAttributes redirect) {
        PartnershipAccess.Seat seat = access.requireManaging(id);
        return done(
                seat,
                "/rounds/" + round,
                "It is asked no more.",
                redirect,
                () -> rounds.takeAway(
                        seat.partnership(), round, task, seat.person().id()));
    }

    /** Does it and says so; what cannot be done is said in the same place, and nothing changed. */
    private static ModelAndView done(
            PartnershipAccess.Seat seat, String page, String sentence, RedirectAttributes redirect, Runnable act) {
        try {
            act.run();
            redirect.addFlashAttribute("toast", ToastView.of(sentence));
        } catch (Problem problem) {
            if (problem.type() != ProblemType.CONFLICT && problem.type() != ProblemType.BAD_INPUT) {
                throw problem;
            }
            redirect.addFlashAttribute("toast", ToastView.of(String.valueOf(problem.getMessage())));
        }
        return new ModelAndView("redirect:" + seat.base() + page);
    }
}
