package org.throughline.server.cocreation.web;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.throughline.server.cocreation.ProposalWords;
import org.throughline.server.cocreation.Side;
import org.throughline.server.cocreation.Speaker;
import org.throughline.server.cocreation.Speakers;
import org.throughline.server.cocreation.Speakers.Said;
import org.throughline.server.cocreation.WorkspaceCandidates.Candidate;
import org.throughline.server.cocreation.WorkspaceInvitations;
import org.throughline.server.cocreation.WorkspaceLetters;
import org.throughline.server.cocreation.WorkspaceMember;
import org.throughline.server.cocreation.WorkspacePeople;
import org.throughline.server.cocreation.WorkspaceRole;
import org.throughline.server.cocreation.Workspaces;
import org.throughline.server.cocreation.web.WorkspaceAccess.Seat;
import org.throughline.server.face.Option;
import org.throughline.server.face.ToastView;
import org.throughline.server.limits.Act;
import org.throughline.server.limits.Limited;
import org.throughline.server.organizations.Organization;
import org.throughline.server.organizations.Organizations;
import org.throughline.server.organizations.People;
import org.throughline.server.organizations.PersonId;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;

/** Who takes part: the lead names people out of partnerships or by mail, gives roles, and takes out; everybody may leave. */
@Controller
class WorkspacePages {
    private final WorkspaceAccess access;
    private final WorkspaceHeads heads;
    private final Workspaces workspaces;
    private final WorkspacePeople members;
    private final WorkspaceInvitations invitations;
    private final WorkspaceLetters letters;
    private final Speakers speakers;
    private final People people;
    private final Organizations organizations;

    WorkspacePages(
            WorkspaceAccess access,
            WorkspaceHeads heads,
            Workspaces workspaces,
            WorkspacePeople members,
            WorkspaceInvitations invitations,
            WorkspaceLetters letters,
            Speakers speakers,
            People people,
            Organizations organizations) {
        this.access = access;
        this.heads = heads;
        this.workspaces = workspaces;
        this.members = members;
        this.invitations = invitations;
        this.letters = letters;
        this.speakers = speakers;
        this.people = people;
        this.organizations = organizations;
    }

    @GetMapping("/frameworks/{id}/workspace")
    ModelAndView people(@PathVariable UUID id) {
        return page(access.require(id), new PeoplePage.Guest("", "", "", "EMPLOYER", "CONTRIBUTOR"), null);
    }

    /** Names somebody who is a candidate. */
    @PostMapping("/frameworks/{id}/people")
    ModelAndView name(
            @PathVariable UUID id, @RequestParam UUID person, @RequestParam String role, RedirectAttributes redirect) {
        Seat seat = access.requireLeading(id);
        Candidate candidate = candidates(seat).stream()
                .filter(c -> c.person().value().equals(person))
                .findFirst()
                .orElseThrow(Problem::notFound);
        members.name(seat.workspace(), candidate, role(role), seat.id());
        return back(seat, "They take part, and a letter tells them.", redirect);
    }

    /** Invites anybody by mail. */
    @Limited(Act.LETTERS)
    @PostMapping("/frameworks/{id}/invitations")
    ModelAndView invite(
            @PathVariable UUID id,
            @RequestParam String name,
            @RequestParam String email,
            @RequestParam(defaultValue = "") String speaksFor,
            @RequestParam String side,
            @RequestParam String role,
            RedirectAttributes redirect) {
        Seat seat = access.requireLeading(id);
        try {
            invitations.invite(
                    seat.workspace(),
                    new WorkspaceInvitations.Guest(name, email, speaksFor, side(side), role(role)),
                    seat.id());
        } catch (Problem problem) {
            if (problem.type() != ProblemType.BAD_INPUT) {
                throw problem;
            }
            ModelAndView again =
                    page(seat, new PeoplePage.Guest(name, email, speaksFor, side, role), problem.getMessage());
            again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return again;
        }
        return back(seat, "A letter with a link is on its way.", redirect);
    }

    @PostMapping("/frameworks/{id}/invitations/{invitation}/withdraw")
    ModelAndView withdraw(@PathVariable UUID id, @PathVariable UUID invitation, RedirectAttributes redirect) {
        Seat seat = access.requireLeading(id);
        invitations.withdraw(seat.workspace(), invitation, seat.id());
        return back(seat, "The invitation is taken back; its link works no more.", redirect);
    }

    @PostMapping("/frameworks/{id}/people/{person}/role")
    ModelAndView give(
            @PathVariable UUID id, @PathVariable UUID person, @RequestParam String role, RedirectAttributes redirect) {
        Seat seat = access.requireLeading(id);
        members.give(seat.workspace(), new PersonId(person), role(role), seat.id());
        return back(seat, "The role is changed.", redirect);
    }

    @PostMapping("/frameworks/{id}/people/{person}/remove")
    ModelAndView remove(@PathVariable UUID id, @PathVariable UUID person, RedirectAttributes redirect) {
        Seat seat = access.requireLeading(id);
        members.leave(seat.workspace(), new PersonId(person), seat.id());
        return back(seat, "They take part no more. What they said stays.", redirect);
    }

    /** Whoever was named leaves. */
    @PostMapping("/frameworks/{id}/leave")
    ModelAndView leave(@PathVariable UUID id, RedirectAttributes redirect) {
        Seat seat = access.require(id);
        if (!named(seat)) {
            throw new Problem(
                    ProblemType.CONFLICT,
                    "You take part through your organization, which owns this framework. There is nothing to leave.");
        }
        members.leave(seat.workspace(), seat.id(), seat.id());
        redirect.addFlashAttribute("toast", ToastView.of("You take part no more. What you said stays."));
        return new ModelAndView("redirect:/");
    }

    /** Where everybody says whether they want letters about such work. */
    @GetMapping("/workspaces/letters")
    ModelAndView letters() {
        return new ModelAndView(
                "cocreation/letters",
                Map.of("wanted", letters.wants(access.person().id())));
    }

    @PostMapping("/workspaces/letters")
    ModelAndView letters(@RequestParam boolean wanted, RedirectAttributes redirect) {
        letters.want(access.person().id(), wanted);
        redirect.addFlashAttribute(
                "toast",
                ToastView.of(
                        wanted ? "You get letters about shared work." : "You get no more letters about shared work."));
        return new ModelAndView("redirect:/workspaces/letters");
    }

    private ModelAndView page(Seat seat, PeoplePage.Guest guest, @Nullable String error) {
        List<WorkspaceMember> all = workspaces.members(seat.framework());
        Map<Said, Speaker> who = speakers.of(
                seat.framework(),
                all.stream().map(m -> new Said(m.person(), m.organization())).collect(Collectors.toSet()));
        List<PeoplePage.Row> rows = all.stream()
                .map(m -> {
                    Speaker speaker = who.getOrDefault(
                            new Said(m.person(), m.organization()), new Speaker(m.person(), "", "", Side.OTHER));
                    return new PeoplePage.Row(
                            m.person().value(),
                            speaker.name(),
                            speaker.speaksFor(),
                            ProposalWords.of(speaker.side()),
                            m.role().name(),
                            ProposalWords.of(m.role()),
                            m.joinedAt());
                })
                .toList();
        List<PersonId> unnamed = members.leadingUnnamed(seat.workspace());
        List<Option> candidates = List.of();
        if (seat.leads()) {
            List<Candidate> found = candidates(seat);
            Map<PersonId, String> names =
                    people.names(found.stream().map(Candidate::person).toList());
            candidates = found.stream()
                    .map(c -> Option.of(
                            c.person().toString(),
                            names.getOrDefault(c.person(), "?") + ", " + ofOrganization(c) + through(c)))
                    .toList();
        }
        return new ModelAndView(
                "cocreation/people",
                Map.of(
                        "page",
                        new PeoplePage(
                                heads.of(seat, "workspace"),
                                rows,
                                String.join(
                                        ", ",
                                        people.names(unnamed).values().stream()
                                                .sorted()
                                                .toList()),
                                seat.leads(),
                                named(seat),
                                Arrays.stream(WorkspaceRole.values())
                                        .map(r -> new Option(r.name(), ProposalWords.of(r), ProposalWords.sentence(r)))
                                        .toList(),
                                List.of(
                                        Option.of(Side.EMPLOYER.name(), "An employer"),
                                        Option.of(Side.EDUCATOR.name(), "An educator"),
                                        Option.of(Side.OTHER.name(), "Somebody else")),
                                candidates,
                                seat.leads() ? invited(seat) : List.of(),
                                guest,
                                error)));
    }

    private List<PeoplePage.InvitedRow> invited(Seat seat) {
        return invitations.open(seat.framework()).stream()
                .map(i -> new PeoplePage.InvitedRow(
                        i.id(), i.personName(), i.email(), i.speaksFor(), ProposalWords.of(i.role()), i.until()))
                .toList();
    }

    private List<Candidate> candidates(Seat seat) {
        return members.candidates(seat.workspace(), "");
    }

    private String ofOrganization(Candidate candidate) {
        return organizations
                .find(candidate.organization())
                .map(Organization::name)
                .orElse("their organization");
    }

    private static String through(Candidate candidate) {
        return candidate.through().isEmpty() ? "" : " (" + candidate.through() + ")";
    }

    private boolean named(Seat seat) {
        return workspaces.members(seat.framework()).stream()
                .anyMatch(m -> m.person().equals(seat.id()));
    }

    private ModelAndView back(Seat seat, String said, RedirectAttributes redirect) {
        redirect.addFlashAttribute("toast", ToastView.of(said));
        return new ModelAndView("redirect:" + seat.base() + "/workspace");
    }

    static WorkspaceRole role(String word) {
        return Arrays.stream(WorkspaceRole.values())
                .filter(r -> r.name().equals(word.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new Problem(ProblemType.BAD_INPUT, "Choose what they should do here."));
    }

    private static Side side(String word) {
        return Arrays.stream(Side.values())
                .filter(s -> s.name().equals(word.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new Problem(ProblemType.BAD_INPUT, "Say on which side they stand."));
    }
}
