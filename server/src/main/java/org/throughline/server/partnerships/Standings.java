package org.throughline.server.partnerships;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.throughline.server.alignment.Crosswalk;
import org.throughline.server.alignment.CrosswalkId;
import org.throughline.server.alignment.Crosswalks;
import org.throughline.server.database.Reach;
import org.throughline.server.frameworks.Framework;
import org.throughline.server.frameworks.FrameworkId;
import org.throughline.server.frameworks.FrameworkItem;
import org.throughline.server.frameworks.Frameworks;
import org.throughline.server.organizations.Membership;
import org.throughline.server.organizations.Organization;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.organizations.Organizations;
import org.throughline.server.organizations.PersonId;
import org.throughline.server.organizations.Role;
import org.throughline.server.partnerships.Charter.SignOff;

/** How far partnerships and their members are. Everything is counted from what really stands in the rooms; nothing is kept here. */
@Component
public class Standings {
    private final Charters charters;
    private final Rounds rounds;
    private final Hours hours;
    private final Minutes minutes;
    private final Partnerships partnerships;
    private final Workshops workshops;
    private final Organizations organizations;
    private final Frameworks frameworks;
    private final Crosswalks crosswalks;
    private final Clock clock;

    Standings(
            Charters charters,
            Rounds rounds,
            Hours hours,
            Minutes minutes,
            Partnerships partnerships,
            Workshops workshops,
            Organizations organizations,
            Frameworks frameworks,
            Crosswalks crosswalks,
            Clock clock) {
        this.charters = charters;
        this.rounds = rounds;
        this.hours = hours;
        this.minutes = minutes;
        this.partnerships = partnerships;
        this.workshops = workshops;
        this.organizations = organizations;
        this.frameworks = frameworks;
        this.crosswalks = crosswalks;
        this.clock = clock;
    }

    /** In which part of its life a partnership is. */
    public enum Stage {
        /** Not everybody has answered and signed. */
        FORMING("Forming"),
        /** A round is open. */
        WORKING("Working"),
        /** Everybody has signed, and no round is open. */
        BETWEEN_ROUNDS("Between rounds"),
        /** All rounds are closed and all milestones reached. */
        FINISHED("Finished"),
        /** Only read any more. */
        CLOSED("Closed");

        private final String words;

        Stage(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    /** A task as it stands for one member: {@code done} of {@code total} (1 of 1 for what is ticked). */
    public record MemberTask(
            Round round, Round.Task task, OrganizationId member, long done, long total, boolean overdue) {
        public boolean isDone() {
            return done >= total;
        }
    }

    /** One step of a member's way in. */
    public record OnboardingStep(Kind kind, boolean done) {
        /** The steps, in the order in which they are taken. */
        public enum Kind {
            PROFILE,
            PEOPLE,
            CHARTER,
            FRAMEWORK,
            ROUND
        }
    }

    /** How many requirements of a crosswalk people have settled. */
    public record PairProgress(CrosswalkId crosswalk, String title, int settled, int total) {}

    /** Everything that the pages of one partnership ask. */
    public record Overview(
            Partnership partnership,
            Stage stage,
            Charter charter,
            List<SignOff> signOffs,
            List<Round> rounds,
            List<MemberTask> tasks,
            Map<OrganizationId, List<OnboardingStep>> onboarding,
            List<PairProgress> pairs,
            List<Hours.Entry> hours,
            Instant lastActivity) {
        public Overview {
            signOffs = List.copyOf(signOffs);
            rounds = List.copyOf(rounds);
            tasks = List.copyOf(tasks);
            onboarding = Map.copyOf(onboarding);
            pairs = List.copyOf(pairs);
            hours = List.copyOf(hours);
        }

        /** Whether a member has signed the version that counts. */
        public boolean hasSigned(OrganizationId member) {
            return signOffs.stream().anyMatch(s -> s.organization().equals(member) && s.version() == charter.version());
        }

        public Optional<Round> openRound() {
            return rounds.stream().filter(r -> r.state() == Round.State.OPEN).findFirst();
        }

        /** What a member still has to do in the open rounds. */
        public List<MemberTask> waiting(OrganizationId member) {
            return tasks.stream()
                    .filter(t -> t.member().equals(member)
                            && !t.isDone()
                            && t.round().state() == Round.State.OPEN)
                    .toList();
        }

        public BigDecimal hoursSpent() {
            return Hours.sum(hours, null);
        }

        public int settled() {
            return pairs.stream().mapToInt(PairProgress::settled).sum();
        }

        public int asked() {
            return pairs.stream().mapToInt(PairProgress::total).sum();
        }
    }

    /** One partnership, counted now. */
    public Overview of(Partnership partnership) {
        return of(partnership, crosswalks.waiting());
    }

    /** Several, with one look at what waits in the crosswalks. */
    public List<Overview> of(Collection<Partnership> several) {
        Map<CrosswalkId, Integer> waiting = crosswalks.waiting();
        return several.stream().map(p -> of(p, waiting)).toList();
    }

    private Overview of(Partnership partnership, Map<CrosswalkId, Integer> waiting) {
        Charter charter = charters.current(partnership.id());
        List<SignOff> signOffs = charters.signOffs(partnership.id());
        List<Round> plan = rounds.of(partnership.id());
        List<Hours.Entry> spent = hours.of(partnership.id());
        List<PairProgress> pairs = partnership.crosswalks().stream()
                .flatMap(id -> crosswalks.find(id).stream())
                .map(c -> progress(c, waiting))
                .toList();
        List<Partnerships.Delegate> named = partnerships.delegates(partnership.id());
        List<MemberTask> tasks = tasks(partnership, plan, pairs);
        Map<OrganizationId, List<OnboardingStep>> onboarding = new LinkedHashMap<>();
        Set<OrganizationId> voted = workshops.takenPart(partnership.id());
        for (Member member : partnership.joined()) {
            onboarding.put(
                    member.organization(),
                    onboarding(
                            partnership,
                            member,
                            signOffs.stream()
                                    .anyMatch(s -> s.organization().equals(member.organization())
                                            && s.version() == charter.version()),
                            named.stream().anyMatch(d -> d.organization().equals(member.organization())),
                            voted.contains(member.organization())
                                    || spent.stream()
                                            .anyMatch(h -> h.organization().equals(member.organization()))
                                    || tasks.stream()
                                            .anyMatch(t -> t.member().equals(member.organization())
                                                    && t.done() > 0
                                                    && t.round().state() != Round.State.PLANNED
                                                    && t.task().kind() != Round.TaskKind.BRING_FRAMEWORK
                                                    && t.task().kind() != Round.TaskKind.DECIDE_PAIRS)));
        }
        return new Overview(
                partnership,
                stage(partnership, charter, signOffs, plan),
                charter,
                signOffs,
                plan,
                tasks,
                onboarding,
                pairs,
                spent,
                minutes.of(partnership.id()).stream()
                        .findFirst()
                        .map(Minute::at)
                        .orElse(partnership.foundedAt()));
    }

    private PairProgress progress(Crosswalk crosswalk, Map<CrosswalkId, Integer> waiting) {
        int all = (int) frameworks.items(crosswalk.requirements()).stream()
                .filter(FrameworkItem::leaf)
                .map(FrameworkItem::uri)
                .distinct()
                .count();
        return new PairProgress(
                crosswalk.id(), crosswalk.title(), Math.max(0, all - waiting.getOrDefault(crosswalk.id(), 0)), all);
    }

    private static Stage stage(Partnership partnership, Charter charter, List<SignOff> signOffs, List<Round> rounds) {
        if (partnership.closed()) {
            return Stage.CLOSED;
        }
        boolean planned = !rounds.isEmpty();
        if (planned
                && rounds.stream().allMatch(r -> r.state() == Round.State.CLOSED)
                && charter.milestones().stream().allMatch(m -> m.reachedAt() != null)) {
            return Stage.FINISHED;
        }
        if (rounds.stream().anyMatch(r -> r.state() == Round.State.OPEN)) {
            return Stage.WORKING;
        }
        Set<OrganizationId> signed = signOffs.stream()
                .filter(s -> s.version() == charter.version())
                .map(SignOff::organization)
                .collect(Collectors.toSet());
        boolean formed = partnership.members().stream().noneMatch(m -> m.standing() == Standing.INVITED)
                && partnership.joined().stream().filter(Member::works).allMatch(m -> signed.contains(m.organization()));
        return formed ? Stage.BETWEEN_ROUNDS : Stage.FORMING;
    }

    private List<MemberTask> tasks(Partnership partnership, List<Round> plan, List<PairProgress> pairs) {
        Map<UUID, Set<OrganizationId>> ticked = rounds.done(partnership.id());
        Map<UUID, PairProgress> byCrosswalk = new HashMap<>();
        pairs.forEach(p -> byCrosswalk.put(p.crosswalk().value(), p));
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        Map<OrganizationId, Map<CrosswalkId, Integer>> said = new HashMap<>();
        List<MemberTask> tasks = new ArrayList<>();
        for (Member member : partnership.joined()) {
            for (Round round : plan) {
                for (Round.Task task : round.tasks()) {
                    if (task.isAskedOf(member)) {
                        @Nullable PairProgress pair = task.subject() == null ? null : byCrosswalk.get(task.subject());
                        long total = task.kind().ofCrosswalk() && pair != null ? pair.total() : 1;
                        long done = switch (task.kind()) {
                            case REVIEW_SUGGESTIONS ->
                                pair == null
                                        ? 0
                                        : Math.min(
                                                total,
                                                said.computeIfAbsent(member.organization(), this::saidBy)
                                                        .getOrDefault(pair.crosswalk(), 0));
                            case DECIDE_PAIRS -> pair == null ? 0 : pair.settled();
                            case BRING_FRAMEWORK -> brought(partnership, member.organization()) ? 1 : 0;
                            case CONFIRM_OUTCOMES, OTHER ->
                                ticked.getOrDefault(task.id(), Set.of()).contains(member.organization()) ? 1 : 0;
                        };
                        boolean overdue = done < total
                                && round.state() == Round.State.OPEN
                                && round.due().isBefore(today);
                        tasks.add(new MemberTask(round, task, member.organization(), done, total, overdue));
                    }
                }
            }
        }
        return tasks;
    }

    /**
     * What everybody who may work for a member has decided, named or not. Who they are is the member's own matter: only the count leaves the
     * house.
     */
    private Map<CrosswalkId, Integer> saidBy(OrganizationId organization) {
        return Reach.asHouse("a member's decisions are counted for its partners, without its people", () -> {
            List<PersonId> people = organizations.members(organization).stream()
                    .filter(m -> m.hasAny(Role.EDITOR, Role.REVIEWER))
                    .map(Membership::person)
                    .toList();
            return people.isEmpty() ? Map.<CrosswalkId, Integer>of() : crosswalks.decidedBy(people);
        });
    }

    private boolean brought(Partnership partnership, OrganizationId organization) {
        for (FrameworkId id : partnership.frameworks()) {
            Optional<Framework> framework = frameworks.find(id);
            if (framework.map(Framework::owner).filter(organization::equals).isPresent()) {
                return true;
            }
        }
        return false;
    }

    private List<OnboardingStep> onboarding(
            Partnership partnership, Member member, boolean signed, boolean named, boolean tookPart) {
        List<OnboardingStep> steps = new ArrayList<>();
        Optional<Organization> organization = organizations.find(member.organization());
        steps.add(new OnboardingStep(
                OnboardingStep.Kind.PROFILE,
                organization
                        .filter(o -> !o.description().isBlank() && o.url() != null)
                        .isPresent()));
        steps.add(new OnboardingStep(OnboardingStep.Kind.PEOPLE, named));
        steps.add(new OnboardingStep(OnboardingStep.Kind.CHARTER, signed));
        if (member.part() == Part.EDUCATOR || member.part() == Part.EMPLOYER) {
            steps.add(new OnboardingStep(OnboardingStep.Kind.FRAMEWORK, brought(partnership, member.organization())));
        }
        if (member.part() == Part.EDUCATOR || member.part() == Part.EMPLOYER) {
            steps.add(new OnboardingStep(OnboardingStep.Kind.ROUND, tookPart));
        }
        return steps;
    }
}
