package org.throughline.server.cocreation.web;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.throughline.server.cocreation.Proposal;
import org.throughline.server.cocreation.Proposal.State;
import org.throughline.server.cocreation.ProposalRound;
import org.throughline.server.cocreation.ProposalRounds;
import org.throughline.server.cocreation.Proposals;
import org.throughline.server.cocreation.Speaker;
import org.throughline.server.cocreation.Speakers;
import org.throughline.server.cocreation.Speakers.Said;
import org.throughline.server.cocreation.Workspaces;
import org.throughline.server.cocreation.web.WorkspaceAccess.Seat;
import org.throughline.server.face.Dates;
import org.throughline.server.face.Numbers;
import org.throughline.server.face.StateView;
import org.throughline.server.face.ToastView;
import org.throughline.server.organizations.PersonId;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;

/** Rounds: what is asked until when, who has not spoken yet, and at the end a page to print with what was decided and what remains. */
@Controller
class WorkspaceRoundPages {
    private static final int MOST = 1_000;

    private final WorkspaceAccess access;
    private final WorkspaceHeads heads;
    private final ProposalRounds rounds;
    private final Proposals proposals;
    private final ProposalViews views;
    private final Workspaces workspaces;
    private final Speakers speakers;

    WorkspaceRoundPages(
            WorkspaceAccess access,
            WorkspaceHeads heads,
            ProposalRounds rounds,
            Proposals proposals,
            ProposalViews views,
            Workspaces workspaces,
            Speakers speakers) {
        this.access = access;
        this.heads = heads;
        this.rounds = rounds;
        this.proposals = proposals;
        this.views = views;
        this.workspaces = workspaces;
        this.speakers = speakers;
    }

    @GetMapping("/frameworks/{id}/rounds")
    ModelAndView all(@PathVariable UUID id) {
        return page(access.require(id), "", "", "", null);
    }

    @PostMapping("/frameworks/{id}/rounds")
    ModelAndView open(
            @PathVariable UUID id,
            @RequestParam String title,
            @RequestParam String asked,
            @RequestParam String due,
            RedirectAttributes redirect) {
        Seat seat = access.requireLeading(id);
        ProposalRound opened;
        try {
            opened = rounds.open(seat.workspace(), title, asked, day(due), seat.id());
        } catch (Problem problem) {
            if (problem.type() != ProblemType.BAD_INPUT) {
                throw problem;
            }
            ModelAndView again = page(seat, title, asked, due, problem.getMessage());
            again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return again;
        }
        redirect.addFlashAttribute(
                "toast", ToastView.of("The round is open, and everybody who can speak was written to."));
        return new ModelAndView("redirect:" + seat.base() + "/rounds/" + opened.id());
    }

    @GetMapping("/frameworks/{id}/rounds/{round}")
    ModelAndView one(@PathVariable UUID id, @PathVariable UUID round) {
        Seat seat = access.require(id);
        ProposalRound found = find(seat, round);
        List<Proposal> all = proposals
                .list(seat.framework(), Proposals.Filter.ofRound(round), 0, MOST)
                .items();
        List<RoundsPage.Part> parts = Stream.of(
                        part(seat, all, "Still to decide", State.OPEN),
                        part(seat, all, "Accepted", State.ACCEPTED),
                        part(seat, all, "Declined", State.DECLINED),
                        part(seat, all, "Postponed", State.POSTPONED),
                        part(seat, all, "Withdrawn", State.WITHDRAWN))
                .filter(part -> !part.proposals().isEmpty())
                .toList();
        return new ModelAndView(
                "cocreation/round",
                Map.of(
                        "head",
                        heads.of(seat, "rounds"),
                        "round",
                        new RoundsPage.One(
                                entry(seat, found, all),
                                found.open(),
                                seat.leads(),
                                found.open() ? silent(seat, found) : "",
                                parts)));
    }

    @PostMapping("/frameworks/{id}/rounds/{round}/close")
    ModelAndView close(@PathVariable UUID id, @PathVariable UUID round, RedirectAttributes redirect) {
        Seat seat = access.requireLeading(id);
        rounds.close(seat.workspace(), find(seat, round), seat.id());
        return back(seat, round, "The round is closed. This page can be printed.", redirect);
    }

    @PostMapping("/frameworks/{id}/rounds/{round}/reopen")
    ModelAndView reopen(@PathVariable UUID id, @PathVariable UUID round, RedirectAttributes redirect) {
        Seat seat = access.requireLeading(id);
        rounds.reopen(seat.workspace(), find(seat, round), seat.id());
        return back(seat, round, "The round is open again.", redirect);
    }

    @PostMapping("/frameworks/{id}/rounds/{round}/remind")
    ModelAndView remind(@PathVariable UUID id, @PathVariable UUID round, RedirectAttributes redirect) {
        Seat seat = access.requireLeading(id);
        int told = rounds.remind(seat.workspace(), find(seat, round), seat.id());
        return back(
                seat,
                round,
                told == 0
                        ? "Nobody was written to: everybody has spoken, was written to today, or wants no letters."
                        : Numbers.count(told, "person was", "people were") + " reminded.",
                redirect);
    }

    private RoundsPage.Part part(Seat seat, List<Proposal> all, String name, State state) {
        return new RoundsPage.Part(
                name,
                views.of(seat, all.stream().filter(p -> p.state() == state).toList()));
    }

    private String silent(Seat seat, ProposalRound round) {
        Map<PersonId, Said> said = new LinkedHashMap<>();
        workspaces.members(seat.framework()).forEach(m -> said.put(m.person(), new Said(m.person(), m.organization())));
        List<Said> silent = rounds.silent(seat.workspace(), round).stream()
                .flatMap(person -> Optional.ofNullable(said.get(person)).stream())
                .toList();
        return speakers.of(seat.framework(), silent).values().stream()
                .map(Speaker::words)
                .sorted()
                .collect(Collectors.joining("; "));
    }

    private RoundsPage.Entry entry(Seat seat, ProposalRound round, List<Proposal> all) {
        long settled = all.stream().filter(p -> !p.state().waits()).count();
        return new RoundsPage.Entry(
                round.id(),
                round.number(),
                round.title(),
                seat.base() + "/rounds/" + round.id(),
                round.open() ? StateView.active("Open") : StateView.good("Closed"),
                round.closedAt() == null
                        ? "until " + Dates.words(round.due())
                        : "closed on " + Dates.day(round.closedAt()),
                round.asked(),
                "%s, %s settled."
                        .formatted(Numbers.count(all.size(), "proposal", "proposals"), Numbers.count(settled)));
    }

    private ModelAndView page(Seat seat, String title, String asked, String due, @Nullable String error) {
        List<ProposalRound> all = rounds.of(seat.framework());
        return new ModelAndView(
                "cocreation/rounds",
                Map.of(
                        "page",
                        new RoundsPage(
                                heads.of(seat, "rounds"),
                                all.stream()
                                        .map(r -> entry(
                                                seat,
                                                r,
                                                proposals
                                                        .list(
                                                                seat.framework(),
                                                                Proposals.Filter.ofRound(r.id()),
                                                                0,
                                                                MOST)
                                                        .items()))
                                        .toList(),
                                seat.leads() && all.stream().noneMatch(ProposalRound::open),
                                title,
                                asked,
                                due,
                                error)));
    }

    private ProposalRound find(Seat seat, UUID round) {
        return rounds.find(seat.framework(), round).orElseThrow(Problem::notFound);
    }

    private static LocalDate day(String text) {
        try {
            return LocalDate.parse(text.strip());
        } catch (DateTimeParseException e) {
            throw new Problem(ProblemType.BAD_INPUT, "Write the last day as a date, such as 2026-12-12.");
        }
    }

    private static ModelAndView back(Seat seat, UUID round, String said, RedirectAttributes redirect) {
        redirect.addFlashAttribute("toast", ToastView.of(said));
        return new ModelAndView("redirect:" + seat.base() + "/rounds/" + round);
    }
}
