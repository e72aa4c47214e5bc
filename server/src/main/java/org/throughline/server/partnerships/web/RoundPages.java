package org.throughline.server.partnerships.web;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.throughline.server.alignment.Crosswalks;
import org.throughline.server.face.Dates;
import org.throughline.server.face.Numbers;
import org.throughline.server.face.Option;
import org.throughline.server.face.ToastView;
import org.throughline.server.frameworks.Frameworks;
import org.throughline.server.organizations.Membership;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.partnerships.Hours;
import org.throughline.server.partnerships.Member;
import org.throughline.server.partnerships.Part;
import org.throughline.server.partnerships.Partnership;
import org.throughline.server.partnerships.Round;
import org.throughline.server.partnerships.Rounds;
import org.throughline.server.partnerships.Standings;
import org.throughline.server.partnerships.Standings.MemberTask;
import org.throughline.server.partnerships.Standings.Overview;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;

/** Rounds: the plan, the tasks of each member and how far they are, and the hours that were spent. */
@Controller
class RoundPages {
    private final Rounds rounds;
    private final Hours hours;
    private final Standings standings;
    private final Crosswalks crosswalks;
    private final Frameworks frameworks;
    private final PartnershipAccess access;
    private final Heads heads;
    private final Clock clock;

    RoundPages(
            Rounds rounds,
            Hours hours,
            Standings standings,
            Crosswalks crosswalks,
            Frameworks frameworks,
            PartnershipAccess access,
            Heads heads,
            Clock clock) {
        this.rounds = rounds;
        this.hours = hours;
        this.standings = standings;
        this.crosswalks = crosswalks;
        this.frameworks = frameworks;
        this.access = access;
        this.heads = heads;
        this.clock = clock;
    }

    @GetMapping("/partnerships/{id}/rounds")
    ModelAndView all(@PathVariable UUID id) {
        PartnershipAccess.Seat seat = access.require(id);
        Overview overview = standings.of(seat.partnership());
        return new ModelAndView(
                "partnerships/rounds",
                Map.of(
                        "page",
                        new RoundsPage(
                                heads.of(seat.partnership(), "Rounds"),
                                overview.rounds().stream()
                                        .map(r -> new RoundsPage.Entry(
                                                "Round %d: %s".formatted(r.number(), r.name()),
                                                seat.base() + "/rounds/" + r.id(),
                                                r.goal(),
                                                Words.of(r.state()),
                                                when(r),
                                                done(overview, r),
                                                tasks(overview, r).size()))
                                        .toList(),
                                seat.base(),
                                today().toString(),
                                today().plusWeeks(3).toString(),
                                seat.manages() && !seat.partnership().closed())));
    }

    @PostMapping("/partnerships/{id}/rounds")
    ModelAndView plan(
            @PathVariable UUID id,
            @RequestParam String name,
            @RequestParam(defaultValue = "") String goal,
            @RequestParam String opens,
            @RequestParam String due,
            RedirectAttributes redirect) {
        PartnershipAccess.Seat seat = access.requireManaging(id);
        Round round = rounds.plan(
                seat.partnership(),
                name,
                goal,
                CharterPages.day(opens),
                CharterPages.day(due),
                seat.person().id());
        redirect.addFlashAttribute("toast", ToastView.of("The round is planned. Say what is asked of whom."));
        return new ModelAndView("redirect:" + seat.base() + "/rounds/" + round.id());
    }

    @GetMapping("/partnerships/{id}/rounds/{round}")
    ModelAndView one(@PathVariable UUID id, @PathVariable UUID round) {
        PartnershipAccess.Seat seat = access.require(id);
        Overview overview = standings.of(seat.partnership());
        Round found = overview.rounds().stream()
                .filter(r -> r.id().equals(round))
                .findFirst()
                .orElseThrow(Problem::notFound);
        return new ModelAndView("partnerships/round", Map.of("page", page(seat, overview, found)));
    }

    @PostMapping("/partnerships/{id}/rounds/{round}/open")
    ModelAndView open(@PathVariable UUID id, @PathVariable UUID round, RedirectAttributes redirect) {
        PartnershipAccess.Seat seat = access.requireManaging(id);
        rounds.open(seat.partnership(), round, seat.person().id());
        redirect.addFlashAttribute("toast", ToastView.of("The round is open; every member sees its tasks at home."));
        return new ModelAndView("redirect:" + seat.base() + "/rounds/" + round);
    }

    @PostMapping("/partnerships/{id}/rounds/{round}/close")
    ModelAndView close(@PathVariable UUID id, @PathVariable UUID round, RedirectAttributes redirect) {
        PartnershipAccess.Seat seat = access.requireManaging(id);
        Overview overview = standings.of(seat.partnership());
        Round found = overview.rounds().stream()
                .filter(r -> r.id().equals(round))
                .findFirst()
                .orElseThrow(Problem::notFound);
        List<MemberTask> tasks = tasks(overview, found);
        rounds.close(
                seat.partnership(),
                round,
                "%d of %s done; %s of %s requirements settled."
                        .formatted(
                                tasks.stream().filter(MemberTask::isDone).count(),
                                Numbers.count(tasks.size(), "task", "tasks"),
                                Numbers.count(overview.settled()),
                                Numbers.count(overview.asked())),
                seat.person().id());
        redirect.addFlashAttribute(
                "toast", ToastView.of("The round is closed; how far you came stands in the minutes."));
        return new ModelAndView("redirect:" + seat.base() + "/rounds/" + round);
    }

    /** Asks something of a member ({@code m:slug}) or of a part ({@code p:EMPLOYER}). */
    @PostMapping("/partnerships/{id}/rounds/{round}/tasks")
    ModelAndView ask(
            @PathVariable UUID id,
            @PathVariable UUID round,
            @RequestParam String of,
            @RequestParam String kind,
            @RequestParam(defaultValue = "") String subject,
            @RequestParam(defaultValue = "") String title,
            RedirectAttributes redirect) {
        PartnershipAccess.Seat seat = access.requireManaging(id);
        Round.TaskKind chosen = Words.constant(Round.TaskKind.class, kind);
        if (chosen == null) {
            throw new Problem(ProblemType.BAD_INPUT, "Choose what is asked.");
        }
        rounds.ask(
                seat.partnership(),
                round,
                new Rounds.Asked(
                        of.startsWith("m:") ? member(seat.partnership(), of.substring(2)) : null,
                        of.startsWith("p:") ? Words.constant(Part.class, of.substring(2)) : null,
                        chosen,
                        subject(seat.partnership(), chosen, subject),
                        title.isBlank() ? Words.of(chosen) : title),
                seat.person().id());
        redirect.addFlashAttribute("toast", ToastView.of("It is asked."));
        return new ModelAndView("redirect:" + seat.base() + "/rounds/" + round);
    }

    @PostMapping("/partnerships/{id}/rounds/{round}/tasks/{task}/done")
    ModelAndView tick(
            @PathVariable UUID id,
            @PathVariable UUID round,
            @PathVariable UUID task,
            @RequestParam Optional<String> organization,
            RedirectAttributes redirect) {
        PartnershipAccess.Seat seat = access.require(id);
        Membership member = access.requireWorking(seat, organization);
        rounds.tick(
                seat.partnership(),
                task,
                seat.partnership().member(member.organization().id()).orElseThrow(Problem::notFound),
                seat.person().id());
        redirect.addFlashAttribute(
                "toast", ToastView.of("Done, for " + member.organization().name() + "."));
        return new ModelAndView("redirect:" + seat.base() + "/rounds/" + round);
    }

    /** Logs hours for a member, in a round and for a task where they are named. */
    @PostMapping("/partnerships/{id}/hours")
    ModelAndView log(
            @PathVariable UUID id,
            @RequestParam Optional<String> organization,
            @RequestParam Optional<UUID> round,
            @RequestParam(defaultValue = "") String task,
            @RequestParam String spent,
            @RequestParam String day,
            @RequestParam(defaultValue = "") String note,
            RedirectAttributes redirect) {
        PartnershipAccess.Seat seat = access.require(id);
        Membership member = access.requireWorking(seat, organization);
        List<Round> plan = rounds.of(seat.partnership().id());
        UUID inRound = round.flatMap(
                        r -> plan.stream().map(Round::id).filter(r::equals).findFirst())
                .orElse(null);
        UUID forTask = plan.stream()
                .flatMap(r -> r.tasks().stream())
                .map(Round.Task::id)
                .filter(t -> t.toString().equals(task))
                .findFirst()
                .orElse(null);
        hours.log(
                seat.partnership().id(),
                member.organization().id(),
                inRound,
                forTask,
                CharterPages.number(spent),
                CharterPages.day(day),
                note,
                seat.person().id());
        redirect.addFlashAttribute(
                "toast", ToastView.of("Logged for " + member.organization().name() + "."));
        return new ModelAndView("redirect:" + seat.base() + "/rounds" + (inRound == null ? "" : "/" + inRound));
    }

    @PostMapping("/partnerships/{id}/hours/{entry}/remove")
    ModelAndView remove(
            @PathVariable UUID id,
            @PathVariable UUID entry,
            @RequestParam Optional<String> organization,
            RedirectAttributes redirect) {
        PartnershipAccess.Seat seat = access.require(id);
        Membership member = access.requireWorking(seat, organization);
        hours.remove(
                seat.partnership().id(),
                member.organization().id(),
                entry,
                seat.person().id());
        redirect.addFlashAttribute("toast", ToastView.of("The entry is removed."));
        return new ModelAndView("redirect:" + seat.base() + "/rounds");
    }

    private @Nullable OrganizationId member(Partnership partnership, String slug) {
        return partnership.joined().stream()
                .map(Member::organization)
                .filter(o -> heads.slug(o).equals(slug))
                .findFirst()
                .orElseThrow(Problem::notFound);
    }

    private static @Nullable UUID subject(Partnership partnership, Round.TaskKind kind, String text) {
        if (!kind.ofCrosswalk() && kind != Round.TaskKind.CONFIRM_OUTCOMES) {
            return null;
        }
        Stream<UUID> scoped = kind.ofCrosswalk()
                ? partnership.crosswalks().stream().map(c -> c.value())
                : partnership.frameworks().stream().map(f -> f.value());
        return scoped.filter(id -> id.toString().equals(text)).findFirst().orElse(null);
    }

    private static String when(Round round) {
        return switch (round.state()) {
            case PLANNED -> "%s to %s".formatted(Dates.words(round.opens()), Dates.words(round.due()));
            case OPEN -> "due " + Dates.words(round.due());
            case CLOSED -> round.closedAt() == null ? "closed" : "closed " + Dates.day(round.closedAt());
        };
    }

    private static List<MemberTask> tasks(Overview overview, Round round) {
        return overview.tasks().stream()
                .filter(t -> t.round().id().equals(round.id()))
                .toList();
    }

    private static long done(Overview overview, Round round) {
        return tasks(overview, round).stream().filter(MemberTask::isDone).count();
    }

    private RoundPage page(PartnershipAccess.Seat seat, Overview overview, Round round) {
        List<MemberTask> tasks = tasks(overview, round);
        List<OrganizationId> working =
                seat.working().stream().map(m -> m.organization().id()).toList();
        Partnership partnership = seat.partnership();
        return new RoundPage(
                heads.of(partnership, "Rounds"),
                "Round %d: %s".formatted(round.number(), round.name()),
                round.goal(),
                Words.of(round.state()),
                when(round),
                seat.base() + "/rounds/" + round.id(),
                done(overview, round),
                tasks.size(),
                partnership.joined().stream()
                        .map(m -> new RoundPage.MemberTasks(
                                heads.name(m.organization()),
                                heads.slug(m.organization()),
                                tasks.stream()
                                        .filter(t -> t.member().equals(m.organization()))
                                        .map(t -> new RoundPage.TaskRow(
                                                PartnershipPages.todo(seat, t),
                                                t.task().id().toString(),
                                                round.state() == Round.State.OPEN
                                                        && !t.isDone()
                                                        && t.task().kind().ticked()
                                                        && working.contains(m.organization())
                                                        && !partnership.closed()))
                                        .toList()))
                        .filter(m -> !m.tasks().isEmpty())
                        .toList(),
                partnership.closed()
                        ? List.of()
                        : seat.working().stream()
                                .map(m -> Option.of(
                                        m.organization().slug(),
                                        m.organization().name()))
                                .toList(),
                overview.hours().stream()
                        .filter(h -> round.id().equals(h.round()))
                        .map(h -> new RoundPage.HoursRow(
                                h.id().toString(),
                                heads.name(h.organization()),
                                heads.slug(h.organization()),
                                Words.hours(h.hours()),
                                Dates.words(h.workedOn()),
                                h.note(),
                                working.contains(h.organization())))
                        .toList(),
                asked(partnership),
                Stream.of(Round.TaskKind.values())
                        .map(k -> Option.of(k.name(), Words.of(k)))
                        .toList(),
                subjects(partnership),
                round.tasks().stream()
                        .map(t -> Option.of(t.id().toString(), t.title()))
                        .distinct()
                        .toList(),
                round.tasks().stream()
                        .map(t -> new RoundPage.Asked(t.id().toString(), t.title(), of(t)))
                        .toList(),
                round.name(),
                round.opens().toString(),
                round.due().toString(),
                round.state() == Round.State.PLANNED,
                round.state() == Round.State.OPEN,
                today().toString(),
                seat.base() + "/hours",
                round.id().toString(),
                seat.manages() && !partnership.closed());
    }

    private String of(Round.Task task) {
        return task.organization() != null
                ? heads.name(task.organization())
                : task.part() == null ? "" : "every " + Words.of(task.part()).toLowerCase(java.util.Locale.ROOT);
    }

    private List<Option> asked(Partnership partnership) {
        return Stream.concat(
                        Stream.of(Part.EMPLOYER, Part.EDUCATOR)
                                .map(p -> Option.of(
                                        "p:" + p.name(), "Every " + Words.of(p).toLowerCase(java.util.Locale.ROOT))),
                        partnership.joined().stream()
                                .filter(Member::works)
                                .map(m -> Option.of("m:" + heads.slug(m.organization()), heads.name(m.organization()))))
                .toList();
    }

    private List<Option> subjects(Partnership partnership) {
        return Stream.of(
                        Stream.of(Option.of("", "Nothing in particular")),
                        partnership.crosswalks().stream()
                                .flatMap(c -> crosswalks.find(c).stream())
                                .map(c -> Option.of(c.id().toString(), "Crosswalk: " + c.title())),
                        partnership.frameworks().stream()
                                .flatMap(f -> frameworks.find(f).stream())
                                .map(f -> Option.of(f.id().toString(), "Framework: " + f.title())))
                .flatMap(s -> s)
                .toList();
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
