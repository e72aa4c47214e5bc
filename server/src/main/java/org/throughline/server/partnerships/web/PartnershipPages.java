package org.throughline.server.partnerships.web;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import org.throughline.server.alignment.Crosswalks;
import org.throughline.server.face.Action;
import org.throughline.server.face.Dates;
import org.throughline.server.face.Line;
import org.throughline.server.face.LinkState;
import org.throughline.server.face.Numbers;
import org.throughline.server.face.Option;
import org.throughline.server.face.StateView;
import org.throughline.server.face.Station;
import org.throughline.server.face.Step;
import org.throughline.server.face.TableView;
import org.throughline.server.face.TableView.Cell;
import org.throughline.server.face.TableView.Column;
import org.throughline.server.face.TableView.Row;
import org.throughline.server.face.ToastView;
import org.throughline.server.frameworks.Framework;
import org.throughline.server.frameworks.FrameworkId;
import org.throughline.server.frameworks.FrameworkKind;
import org.throughline.server.frameworks.Frameworks;
import org.throughline.server.organizations.Membership;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.organizations.Role;
import org.throughline.server.partnerships.Hours;
import org.throughline.server.partnerships.Member;
import org.throughline.server.partnerships.Minute;
import org.throughline.server.partnerships.Minutes;
import org.throughline.server.partnerships.Partnership;
import org.throughline.server.partnerships.Partnerships;
import org.throughline.server.partnerships.Scopes;
import org.throughline.server.partnerships.Standing;
import org.throughline.server.partnerships.Standings;
import org.throughline.server.partnerships.Standings.MemberTask;
import org.throughline.server.partnerships.Standings.OnboardingStep;
import org.throughline.server.partnerships.Standings.Overview;
import org.throughline.server.partnerships.StarterPacks;
import org.throughline.server.programs.AchievementDefinition;
import org.throughline.server.programs.AchievementId;
import org.throughline.server.programs.Achievements;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;

/** One partnership: what the reader does next, where everybody stands, and what is in scope. */
@Controller
class PartnershipPages {
    private static final int RECENT = 5;

    private final Partnerships partnerships;
    private final Scopes scopes;
    private final StarterPacks packs;
    private final Standings standings;
    private final Minutes minutes;
    private final Frameworks frameworks;
    private final Crosswalks crosswalks;
    private final Achievements achievements;
    private final PartnershipAccess access;
    private final Heads heads;
    private final Clock clock;

    PartnershipPages(
            Partnerships partnerships,
            Scopes scopes,
            StarterPacks packs,
            Standings standings,
            Minutes minutes,
            Frameworks frameworks,
            Crosswalks crosswalks,
            Achievements achievements,
            PartnershipAccess access,
            Heads heads,
            Clock clock) {
        this.partnerships = partnerships;
        this.scopes = scopes;
        this.packs = packs;
        this.standings = standings;
        this.minutes = minutes;
        this.frameworks = frameworks;
        this.crosswalks = crosswalks;
        this.achievements = achievements;
        this.access = access;
        this.heads = heads;
        this.clock = clock;
    }

    @GetMapping("/partnerships/{id}")
    ModelAndView one(@PathVariable UUID id) {
        return new ModelAndView("partnerships/one", Map.of("page", page(access.require(id))));
    }

    /** Brings something into scope that the asker may bring: their own, what everybody may read, or all that a programme awards. */
    @PostMapping("/partnerships/{id}/scope")
    ModelAndView scope(
            @PathVariable UUID id,
            @RequestParam Optional<UUID> framework,
            @RequestParam Optional<UUID> crosswalk,
            @RequestParam Optional<UUID> programme,
            @RequestParam Optional<UUID> awardedFor,
            RedirectAttributes redirect) {
        PartnershipAccess.Seat seat = requireEditing(id);
        Partnership partnership = seat.partnership();
        framework
                .map(FrameworkId::new)
                .ifPresent(f -> scopes.take(
                        partnership.id(),
                        frameworks
                                .find(f)
                                .filter(x -> isOpen(x, seat))
                                .orElseThrow(Problem::notFound)
                                .id(),
                        seat.person().id()));
        crosswalk.map(CrosswalkId::new).ifPresent(c -> {
            Crosswalk found = crosswalks.find(c).filter(x -> isOpen(x, seat)).orElseThrow(Problem::notFound);
            scopes.take(
                    partnership.id(),
                    found.id(),
                    isOwned(found, seat),
                    seat.person().id());
        });
        programme
                .map(AchievementId::new)
                .ifPresent(a -> scopes.take(
                        partnership.id(),
                        List.of(achievements
                                .find(a)
                                .filter(x -> partnership.joined().stream()
                                        .anyMatch(m -> m.organization().equals(x.organization())))
                                .orElseThrow(Problem::notFound)
                                .id()),
                        seat.person().id()));
        awardedFor.ifPresent(f -> scopes.take(
                partnership.id(),
                scopes.awardedFor(partnership, scoped(partnership, f)),
                seat.person().id()));
        redirect.addFlashAttribute("toast", ToastView.of("It is in scope."));
        return new ModelAndView("redirect:" + seat.base());
    }

    /** Takes something out of scope: the lead's editors anything, a member's editors what is their own. */
    @PostMapping("/partnerships/{id}/scope/remove")
    ModelAndView unscope(
            @PathVariable UUID id, @RequestParam String kind, @RequestParam UUID subject, RedirectAttributes redirect) {
        PartnershipAccess.Seat seat = requireEditing(id);
        Scopes.Kind chosen = Words.constant(Scopes.Kind.class, kind);
        if (chosen == null) {
            throw new Problem(ProblemType.BAD_INPUT, "Choose what goes out of scope.");
        }
        if (!mayDrop(seat, owner(chosen, subject))) {
            throw PartnershipAccess.forbidden("The lead's editors take it out of scope, or its owner's.");
        }
        try {
            scopes.drop(seat.partnership().id(), chosen, subject, seat.person().id());
            redirect.addFlashAttribute("toast", ToastView.of("It is out of scope. What was decided stays."));
        } catch (Problem problem) {
            if (problem.type() != ProblemType.CONFLICT) {
                throw problem;
            }
            redirect.addFlashAttribute("toast", ToastView.of(String.valueOf(problem.getMessage())));
        }
        return new ModelAndView("redirect:" + seat.base() + "#in-scope");
    }

    private Optional<OrganizationId> owner(Scopes.Kind kind, UUID subject) {
        return switch (kind) {
            case FRAMEWORK -> frameworks.find(new FrameworkId(subject)).map(Framework::owner);
            case CROSSWALK -> crosswalks.find(new CrosswalkId(subject)).map(Crosswalk::owner);
            case PROGRAMME -> achievements.find(new AchievementId(subject)).map(AchievementDefinition::organization);
        };
    }

    private static boolean mayDrop(PartnershipAccess.Seat seat, Optional<OrganizationId> owner) {
        return !seat.partnership().closed()
                && (seat.manages()
                        || seat.working().stream()
                                .anyMatch(m -> m.hasAny(Role.EDITOR)
                                        && owner.filter(m.organization().id()::equals)
                                                .isPresent()));
    }

    /** Opens a crosswalk that belongs to the partnership: all members see it, and those who work decide in it. */
    @PostMapping("/partnerships/{id}/crosswalks")
    ModelAndView open(
            @PathVariable UUID id,
            @RequestParam String title,
            @RequestParam UUID requirements,
            @RequestParam UUID outcomes,
            RedirectAttributes redirect) {
        PartnershipAccess.Seat seat = access.requireManaging(id);
        Crosswalk opened = packs.open(
                seat.partnership(),
                title,
                scoped(seat.partnership(), requirements),
                scoped(seat.partnership(), outcomes),
                null,
                seat.person().id());
        redirect.addFlashAttribute("toast", ToastView.of("The crosswalk is open to all members."));
        return new ModelAndView("redirect:/crosswalks/" + opened.id());
    }

    @PostMapping("/partnerships/{id}/leave")
    ModelAndView leave(
            @PathVariable UUID id, @RequestParam Optional<String> organization, RedirectAttributes redirect) {
        PartnershipAccess.Seat seat = access.require(id);
        Membership member = access.requireOwning(seat, organization);
        partnerships.leave(
                seat.partnership().id(), member.organization(), seat.person().id());
        redirect.addFlashAttribute("toast", ToastView.of(member.organization().name() + " has left."));
        return new ModelAndView("redirect:/partnerships");
    }

    private PartnershipAccess.Seat requireEditing(UUID id) {
        PartnershipAccess.Seat seat = PartnershipAccess.open(access.require(id));
        if (!edits(seat)) {
            throw PartnershipAccess.forbidden("Editors of the members bring things into scope.");
        }
        return seat;
    }

    private static boolean edits(PartnershipAccess.Seat seat) {
        return seat.working().stream().anyMatch(m -> m.hasAny(Role.EDITOR));
    }

    private static FrameworkId scoped(Partnership partnership, UUID framework) {
        return partnership.frameworks().stream()
                .filter(f -> f.value().equals(framework))
                .findFirst()
                .orElseThrow(Problem::notFound);
    }

    private static boolean isOpen(Framework framework, PartnershipAccess.Seat seat) {
        return framework.isOpenTo(Optional.of(seat.person()));
    }

    private boolean isOpen(Crosswalk crosswalk, PartnershipAccess.Seat seat) {
        return crosswalks.isPublished(crosswalk.id())
                || seat.person().in(crosswalk.owner()).isPresent();
    }

    /** Whether the asker may let all members work on the crosswalk: its owner takes part, and they edit for it. */
    private static boolean isOwned(Crosswalk crosswalk, PartnershipAccess.Seat seat) {
        return seat.memberships().stream()
                .anyMatch(m -> m.organization().id().equals(crosswalk.owner()) && m.hasAny(Role.EDITOR));
    }

    private PartnershipPage page(PartnershipAccess.Seat seat) {
        Partnership partnership = seat.partnership();
        Overview overview = standings.of(partnership);
        boolean edits = edits(seat) && !partnership.closed();
        boolean manages = seat.manages() && !partnership.closed();
        return new PartnershipPage(
                heads.of(partnership, "Overview"),
                Words.of(overview.stage()),
                overview.charter().purpose(),
                seat.memberships().stream().map(m -> own(seat, m, overview)).toList(),
                overview.pairs().stream().map(p -> walk(seat, p)).toList(),
                members(overview),
                overview.openRound().map(r -> round(seat, overview, r)).orElse(null),
                milestones(seat, overview),
                partnership.frameworks().stream()
                        .flatMap(f -> frameworks.find(f).stream())
                        .map(f -> new PartnershipPage.Scoped(
                                "framework",
                                f.id().toString(),
                                f.title(),
                                "/frameworks/" + f.id(),
                                heads.name(f.owner()) + ", " + Numbers.count(f.items(), "competency", "competencies"),
                                mayDrop(seat, Optional.of(f.owner()))))
                        .toList(),
                partnership.programmes().stream()
                        .flatMap(a -> achievements.find(a).stream())
                        .map(a -> new PartnershipPage.Scoped(
                                "programme",
                                a.id().toString(),
                                a.name(),
                                "/achievements/" + a.id(),
                                heads.name(a.organization()),
                                mayDrop(seat, Optional.of(a.organization()))))
                        .toList(),
                minutes.of(partnership.id()).stream()
                        .limit(RECENT)
                        .map(this::entry)
                        .toList(),
                edits
                        ? frameworks.all().stream()
                                .filter(f -> !partnership.frameworks().contains(f.id()) && isOpen(f, seat))
                                .map(f -> Option.of(f.id().toString(), f.title()))
                                .toList()
                        : List.of(),
                edits
                        ? crosswalks.all().stream()
                                .filter(c -> !partnership.crosswalks().contains(c.id()) && isOpen(c, seat))
                                .map(c -> Option.of(c.id().toString(), c.title()))
                                .toList()
                        : List.of(),
                edits ? programmes(partnership) : List.of(),
                edits ? awarding(partnership) : List.of(),
                frameworksOf(partnership, true),
                frameworksOf(partnership, false),
                manages,
                partnership.closed() ? new PartnershipPage.Closed(seat.manages()) : null,
                manages && owns(seat, partnership.convener()) ? successors(partnership) : List.of());
    }

    private List<Option> programmes(Partnership partnership) {
        return partnership.joined().stream()
                .flatMap(m -> achievements.of(m.organization()).stream())
                .filter(a -> !partnership.programmes().contains(a.id()))
                .map(a -> Option.of(a.id().toString(), a.name()))
                .toList();
    }

    /** The programmes in scope for which something is awarded that is not in scope yet. */
    private List<Option> awarding(Partnership partnership) {
        List<Option> awarding = new ArrayList<>();
        for (FrameworkId id : partnership.frameworks()) {
            long more = scopes.awardedFor(partnership, id).stream()
                    .filter(a -> !partnership.programmes().contains(a))
                    .count();
            if (more > 0) {
                frameworks
                        .find(id)
                        .ifPresent(f -> awarding.add(Option.of(
                                id.toString(),
                                f.title() + " (" + Numbers.count(more, "achievement", "achievements") + ")")));
            }
        }
        return awarding;
    }

    private static boolean owns(PartnershipAccess.Seat seat, OrganizationId organization) {
        return seat.owning().stream().anyMatch(m -> m.organization().id().equals(organization));
    }

    /** Who could lead instead. */
    private List<Option> successors(Partnership partnership) {
        return partnership.joined().stream()
                .filter(m -> m.works() && !m.organization().equals(partnership.convener()))
                .map(m -> Option.of(heads.slug(m.organization()), heads.name(m.organization())))
                .toList();
    }

    private List<Option> frameworksOf(Partnership partnership, boolean asking) {
        return partnership.frameworks().stream()
                .flatMap(f -> frameworks.find(f).stream())
                .filter(f -> (f.kind() == FrameworkKind.JOB_ROLE) == asking)
                .map(f -> Option.of(f.id().toString(), f.title()))
                .toList();
    }

    private PartnershipPage.Own own(PartnershipAccess.Seat seat, Membership membership, Overview overview) {
        OrganizationId id = membership.organization().id();
        List<OnboardingStep> steps = overview.onboarding().getOrDefault(id, List.of());
        Optional<OnboardingStep> first = steps.stream().filter(s -> !s.done()).findFirst();
        List<MemberTask> waiting = overview.waiting(id);
        boolean works = membership.hasAny(Role.EDITOR, Role.REVIEWER);
        List<Step> shown = steps.stream()
                .map(s -> new Step(
                        Words.of(s.kind()),
                        s.done()
                                ? Step.Reached.DONE
                                : s.equals(first.orElse(null)) ? Step.Reached.CURRENT : Step.Reached.AHEAD,
                        s.done() ? null : stepHref(seat, membership, s.kind())))
                .toList();
        @Nullable Action next = null;
        String sentence;
        if (overview.partnership().closed()) {
            sentence = "The partnership is closed. Everything can be read.";
        } else if (works && !waiting.isEmpty() && overview.hasSigned(id)) {
            MemberTask task = waiting.getFirst();
            sentence = Numbers.count(waiting.size(), "task waits", "tasks wait") + " in round "
                    + task.round().number() + ", due "
                    + Dates.words(task.round().due()) + ".";
            next = new Action(task.task().title(), href(seat, task));
        } else if (first.isPresent()) {
            sentence = "Your organization has taken %d of %d steps."
                    .formatted(steps.stream().filter(OnboardingStep::done).count(), steps.size());
            String href = stepHref(seat, membership, first.get().kind());
            next = href == null ? null : new Action(actionOf(first.get().kind()), href);
        } else {
            sentence = "Nothing waits for your organization.";
        }
        return new PartnershipPage.Own(membership.organization().name(), shown, sentence, next);
    }

    private static @Nullable String stepHref(
            PartnershipAccess.Seat seat, Membership membership, OnboardingStep.Kind kind) {
        return switch (kind) {
            case PROFILE ->
                membership.hasAny(Role.OWNER)
                        ? "/o/" + membership.organization().slug() + "/edit"
                        : null;
            case PEOPLE -> seat.base() + "/members";
            case CHARTER -> seat.base() + "/charter";
            case FRAMEWORK -> seat.base() + "#scope";
            case ROUND -> seat.base() + "/rounds";
        };
    }

    private static String actionOf(OnboardingStep.Kind kind) {
        return switch (kind) {
            case PROFILE -> "Say who you are";
            case PEOPLE -> "Name your people";
            case CHARTER -> "Read and sign the charter";
            case FRAMEWORK -> "Bring your framework";
            case ROUND -> "See what is asked";
        };
    }

    static String href(PartnershipAccess.Seat seat, MemberTask task) {
        UUID subject = task.task().subject();
        return switch (task.task().kind()) {
            case REVIEW_SUGGESTIONS, DECIDE_PAIRS ->
                subject == null ? seat.base() + "/rounds" : "/crosswalks/" + subject;
            case BRING_FRAMEWORK -> seat.base() + "#scope";
            case CONFIRM_OUTCOMES, OTHER ->
                seat.base() + "/rounds/" + task.round().id();
        };
    }

    private PartnershipPage.Walk walk(PartnershipAccess.Seat seat, Standings.PairProgress pair) {
        Partnership partnership = seat.partnership();
        Crosswalk crosswalk = crosswalks.find(pair.crosswalk()).orElseThrow(Problem::notFound);
        Optional<Framework> asks = frameworks.find(crosswalk.requirements());
        Optional<Framework> answers = frameworks.find(crosswalk.outcomes());
        int open = pair.total() - pair.settled();
        List<Station> stations = new ArrayList<>();
        stations.add(Station.of("job role", asks.map(Framework::title).orElse("A framework that is gone"))
                .detail(Numbers.count(pair.total(), "requirement", "requirements"))
                .by(asks.map(f -> heads.name(f.owner())).orElse(null))
                .href("/frameworks/" + crosswalk.requirements())
                .link(
                        open == 0 ? LinkState.HELD : LinkState.UNDECIDED,
                        open == 0
                                ? "every requirement is settled"
                                : Numbers.count(open, "requirement", "requirements")));
        List<AchievementDefinition> awarded = partnership.programmes().stream()
                .flatMap(a -> achievements.find(a).stream())
                .filter(a -> answers.map(Framework::owner)
                        .filter(a.organization()::equals)
                        .isPresent())
                .toList();
        Station outcomes = Station.of("outcomes", answers.map(Framework::title).orElse("A framework that is gone"))
                .by(answers.map(f -> heads.name(f.owner())).orElse(null))
                .href("/frameworks/" + crosswalk.outcomes());
        if (awarded.isEmpty()) {
            stations.add(outcomes);
        } else {
            stations.add(outcomes.link(LinkState.HELD, "awarded as"));
            stations.add(Station.of("achievements", Numbers.count(awarded.size(), "achievement", "achievements"))
                    .detail(awarded.getFirst().name() + (awarded.size() > 1 ? " and others" : "")));
        }
        return new PartnershipPage.Walk(
                pair.crosswalk().toString(),
                mayDrop(seat, Optional.of(crosswalk.owner())),
                pair.title(),
                "/crosswalks/" + pair.crosswalk(),
                "/crosswalks/" + pair.crosswalk() + "/coverage",
                new Line(pair.title(), stations),
                pair.settled(),
                pair.total());
    }

    private TableView members(Overview overview) {
        List<Row> rows = overview.partnership().members().stream()
                .filter(m -> m.joined() || m.standing() == Standing.INVITED)
                .map(m -> row(overview, m))
                .toList();
        return new TableView(
                "Who takes part, and how far they are",
                List.of(
                        Column.of("Member"),
                        Column.of("Charter"),
                        Column.of("Way in"),
                        Column.of("To do now"),
                        Column.of("Hours")),
                rows,
                null,
                false);
    }

    private Row row(Overview overview, Member member) {
        OrganizationId id = member.organization();
        Cell name = new TableView.Link(heads.name(id), heads.href(id), Words.of(member.part()));
        if (!member.joined()) {
            return Row.of(
                    name,
                    new TableView.Stated(StateView.unsure("Invited")),
                    Cell.text("has not answered"),
                    Cell.text("–"),
                    Cell.text("–"));
        }
        List<OnboardingStep> steps = overview.onboarding().getOrDefault(id, List.of());
        long waiting = overview.waiting(id).size();
        return Row.of(
                name,
                new TableView.Stated(
                        overview.hasSigned(id)
                                ? StateView.good("Signed")
                                : member.part().works()
                                        ? StateView.unsure("Not signed")
                                        : StateView.neutral("Reads along")),
                Cell.text("%d of %d steps"
                        .formatted(steps.stream().filter(OnboardingStep::done).count(), steps.size())),
                Cell.text(waiting == 0 ? "nothing" : Numbers.count(waiting, "task", "tasks")),
                Cell.text(hours(overview, id)));
    }

    private static String hours(Overview overview, OrganizationId member) {
        BigDecimal spent = Hours.sum(overview.hours(), member);
        BigDecimal planned = overview.charter().of(member).map(c -> c.hours()).orElse(BigDecimal.ZERO);
        return spent.signum() == 0 && planned.signum() == 0 ? "none planned" : Words.hours(spent, planned);
    }

    private PartnershipPage.OpenRound round(
            PartnershipAccess.Seat seat, Overview overview, org.throughline.server.partnerships.Round round) {
        return new PartnershipPage.OpenRound(
                "Round %d: %s".formatted(round.number(), round.name()),
                round.goal(),
                Dates.words(round.due()),
                seat.base() + "/rounds/" + round.id(),
                round.due().isBefore(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)),
                overview.partnership().joined().stream()
                        .map(m -> new PartnershipPage.MemberTodo(
                                heads.name(m.organization()),
                                overview.tasks().stream()
                                        .filter(t -> t.member().equals(m.organization())
                                                && t.round().id().equals(round.id()))
                                        .map(t -> todo(seat, t))
                                        .toList()))
                        .filter(m -> !m.todos().isEmpty())
                        .toList());
    }

    static PartnershipPage.Todo todo(PartnershipAccess.Seat seat, MemberTask task) {
        return new PartnershipPage.Todo(
                task.task().title(),
                task.isDone() ? null : href(seat, task),
                task.isDone()
                        ? StateView.good("Done")
                        : task.overdue() ? StateView.bad("Overdue") : StateView.active("To do"),
                task.total() > 1 ? "%s of %s".formatted(Numbers.count(task.done()), Numbers.count(task.total())) : "");
    }

    private List<PartnershipPage.Milestone> milestones(PartnershipAccess.Seat seat, Overview overview) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        return overview.charter().milestones().stream()
                .map(m -> new PartnershipPage.Milestone(
                        m.id().toString(),
                        m.title(),
                        Dates.words(m.due()),
                        m.reachedAt() != null
                                ? StateView.good("Reached")
                                : m.due().isBefore(today) ? StateView.bad("Overdue") : StateView.neutral("Ahead"),
                        seat.manages() && !overview.partnership().closed() && m.reachedAt() == null))
                .toList();
    }

    private PartnershipPage.Entry entry(Minute minute) {
        return new PartnershipPage.Entry(
                Words.of(minute.kind()), minute.text(), heads.name(minute.by()) + ", " + Dates.words(minute.at()));
    }
}
