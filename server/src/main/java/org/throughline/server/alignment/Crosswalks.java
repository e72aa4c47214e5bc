package org.throughline.server.alignment;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.throughline.server.audit.AuditEntry;
import org.throughline.server.audit.AuditLog;
import org.throughline.server.frameworks.FrameworkId;
import org.throughline.server.frameworks.FrameworkItem;
import org.throughline.server.frameworks.Frameworks;
import org.throughline.server.frameworks.ItemWording;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.organizations.PersonId;
import org.throughline.server.shared.ItemUri;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;

/** Crosswalks and the decisions in them. Who may decide is the question of the pages; here everybody is trusted. */
@Component
public class Crosswalks {
    private static final String CITATION = "alignment";

    private final CrosswalkRows rows;
    private final Pairs pairs;
    private final BoardRows boards;
    private final Suggestions suggestions;
    private final SuggestionJobs jobs;
    private final Steps steps;
    private final Frameworks frameworks;
    private final AuditLog audit;

    Crosswalks(
            CrosswalkRows rows,
            Pairs pairs,
            BoardRows boards,
            Suggestions suggestions,
            SuggestionJobs jobs,
            Steps steps,
            Frameworks frameworks,
            AuditLog audit) {
        this.rows = rows;
        this.pairs = pairs;
        this.boards = boards;
        this.suggestions = suggestions;
        this.jobs = jobs;
        this.steps = steps;
        this.frameworks = frameworks;
        this.audit = audit;
    }

    /** Opens a crosswalk and has its suggestions computed ({@link SuggestionJobs}); the same pair of frameworks of the same owner again returns the one that exists. */
    @Transactional
    public Crosswalk open(
            OrganizationId owner, String title, FrameworkId requirements, FrameworkId outcomes, PersonId by) {
        return open(owner, null, title, requirements, outcomes, by);
    }

    /**
     * The same for a cohort whose work stands apart from the owner's other work on these two frameworks.
     *
     * @param cohort whatever the room above calls the cohort by
     */
    @Transactional
    public Crosswalk openFor(
            UUID cohort,
            OrganizationId owner,
            String title,
            FrameworkId requirements,
            FrameworkId outcomes,
            PersonId by) {
        return open(owner, cohort, title, requirements, outcomes, by);
    }

    private Crosswalk open(
            OrganizationId owner,
            @Nullable UUID cohort,
            String title,
            FrameworkId requirements,
            FrameworkId outcomes,
            PersonId by) {
        Optional<CrosswalkRows.Row> existing = rows.find(owner, requirements, outcomes, cohort);
        if (existing.isPresent()) {
            return existing.get().crosswalk();
        }
        refuseWhatCannotBeCrossed(title, requirements, outcomes);
        List<FrameworkItem> asking = frameworks.items(requirements);
        List<FrameworkItem> answering = frameworks.items(outcomes);
        Crosswalk crosswalk =
                new Crosswalk(new CrosswalkId(UUID.randomUUID()), owner, title.strip(), requirements, outcomes);
        if (!rows.insert(crosswalk, cohort, by)) {
            return rows.find(owner, requirements, outcomes, cohort)
                    .orElseThrow()
                    .crosswalk();
        }
        jobs.first(crosswalk, asking, answering, by);
        record("crosswalk.opened", crosswalk, by, Map.of());
        return crosswalk;
    }

    public Optional<Crosswalk> find(CrosswalkId id) {
        return rows.find(id).map(CrosswalkRows.Row::crosswalk);
    }

    /** All crosswalks, by title. */
    public List<Crosswalk> all() {
        return rows.all().stream().map(CrosswalkRows.Row::crosswalk).toList();
    }

    /** Whether the world may read the crosswalk through the CASE API. */
    public boolean isPublished(CrosswalkId id) {
        return rows.find(id).map(CrosswalkRows.Row::published).orElse(false);
    }

    /** Opens the accepted alignments to the world, as a CASE package; those accepted later follow. */
    @Transactional
    public void publish(CrosswalkId id, PersonId by) {
        Crosswalk crosswalk = require(id);
        rows.publish(id);
        record("crosswalk.published", crosswalk, by, Map.of());
    }

    /** Suggestions still undecided for one requirement, best first; with reasons in words. */
    public List<SuggestedAlignment> suggestions(CrosswalkId crosswalk, ItemUri requirement) {
        return suggestions.open(crosswalk, requirement).stream()
                .map(Suggestions.Proposed::asSuggestion)
                .toList();
    }

    /** What each run of the engine said of a pair, the latest run first. */
    public List<WhyProposed> why(CrosswalkId crosswalk, ItemUri requirement, ItemUri outcome) {
        Map<UUID, Suggestions.Proposed> said = suggestions.everything(crosswalk, requirement, outcome);
        return jobs.runs(crosswalk).stream()
                .filter(run -> said.containsKey(run.id()))
                .map(run -> WhyProposed.of(run, Objects.requireNonNull(said.get(run.id()))))
                .toList();
    }

    /** The requirements that an outcome may answer, most likely first, whether or not they were decided; ten at most. */
    public List<SuggestedAlignment> suggestionsFor(CrosswalkId crosswalk, ItemUri outcome) {
        return suggestions.forOutcome(crosswalk, outcome, SuggestionModel.PER_REQUIREMENT).stream()
                .map(Suggestions.Proposed::asSuggestion)
                .toList();
    }

    /**
     * Where a decided pair stands.
     *
     * @param accepted what the outcome is to the requirement; null where it was rejected or is disputed
     * @param disputed whether organizations say different things of it
     */
    public record Stands(@Nullable Relation accepted, boolean disputed) {}

    /** What is decided about an outcome in this crosswalk now, by requirement. */
    public Map<ItemUri, Stands> decidedAt(CrosswalkId crosswalk, ItemUri outcome) {
        Map<ItemUri, Stands> decided = new LinkedHashMap<>();
        pairs.of(crosswalk).stream()
                .filter(pair -> pair.outcome().equals(outcome))
                .forEach(pair -> decided.put(pair.requirement(), new Stands(pair.relation(), pair.disputed())));
        return decided;
    }

    /**
     * Accepts a pair, for the crosswalk's owner, as a CFAssociation whose origin is the outcome and whose destination is the requirement. A pair
     * that stands already is decided anew.
     *
     * @param associationType CASE's word, {@code exactMatchOf}, {@code isPartOf}, {@code isRelatedTo}…, or {@code hasPart} (see {@link Relation});
     *     another is {@code Problem BAD_INPUT}
     * @param reason why; may be empty
     */
    @Transactional
    public AlignmentStep accept(
            CrosswalkId crosswalk,
            ItemUri requirement,
            ItemUri outcome,
            String associationType,
            String reason,
            PersonId by) {
        Voice owner = new Voice(require(crosswalk).owner(), by);
        return accept(crosswalk, requirement, outcome, associationType, reason, owner)
                .orElseThrow(() -> new Problem(
                        ProblemType.CONFLICT,
                        "Another organization says something else of this pair; the lead has to resolve it."));
    }

    /** The same for one of the organizations behind the crosswalk. Empty when another says something else of the pair: then it is disputed. */
    @Transactional
    public Optional<AlignmentStep> accept(
            CrosswalkId crosswalk,
            ItemUri requirement,
            ItemUri outcome,
            String associationType,
            String reason,
            Voice voice) {
        return step(say(lock(crosswalk), requirement, outcome, said(associationType, reason, voice, false)));
    }

    /** Says for the crosswalk's owner that the pair does not belong together; it is not suggested again. */
    @Transactional
    public void reject(CrosswalkId crosswalk, ItemUri requirement, ItemUri outcome, String reason, PersonId by) {
        reject(
                crosswalk,
                requirement,
                outcome,
                reason,
                new Voice(require(crosswalk).owner(), by));
    }

    /** The same for one of the organizations behind the crosswalk; false when another says something else of the pair: then it is disputed. */
    @Transactional
    public boolean reject(CrosswalkId crosswalk, ItemUri requirement, ItemUri outcome, String reason, Voice voice) {
        return say(lock(crosswalk), requirement, outcome, said(null, reason, voice, false))
                .filter(Pairs.Pair::disputed)
                .isEmpty();
    }

    /** What was shown to somebody of a pair that others have decided: what the outcome was to the requirement, or null where it was rejected. */
    public record Shown(@Nullable Relation accepted) {}

    /** What came of an answer to what others had decided. */
    public enum Answered {
        /** It counts. */
        COUNTS,
        /** It is kept as the organization's view; another says something else. */
        DISPUTED,
        /** Nothing was decided: others say something else by now than what was shown. */
        CHANGED_MEANWHILE
    }

    /**
     * Answers for one of the organizations what others have decided about a pair. Who agrees, agrees to what they saw: where that stands no longer,
     * nothing is decided.
     *
     * @param associationType null to reject the pair
     */
    @Transactional
    public Answered answer(
            CrosswalkId crosswalk,
            ItemUri requirement,
            ItemUri outcome,
            @Nullable String associationType,
            String reason,
            Voice voice,
            Shown shown) {
        Crosswalk heading = lock(crosswalk);
        if (pairs.find(crosswalk, requirement, outcome)
                .filter(pair -> !pair.disputed() && pair.relation() == shown.accepted())
                .isEmpty()) {
            return Answered.CHANGED_MEANWHILE;
        }
        return say(heading, requirement, outcome, said(associationType, reason, voice, false))
                        .filter(Pairs.Pair::disputed)
                        .isPresent()
                ? Answered.DISPUTED
                : Answered.COUNTS;
    }

    /**
     * Settles for all organizations what they see differently: the lead's word, or what a workshop decided together.
     *
     * @param associationType null to settle that the pair does not belong together
     * @param reason must not be blank
     */
    @Transactional
    public Optional<AlignmentStep> resolve(
            CrosswalkId crosswalk,
            ItemUri requirement,
            ItemUri outcome,
            @Nullable String associationType,
            String reason,
            Voice voice) {
        if (reason.isBlank()) {
            throw new Problem(ProblemType.BAD_INPUT, "Say why: both organizations will read the reason.");
        }
        return step(say(lock(crosswalk), requirement, outcome, said(associationType, reason, voice, true)));
    }

    /** A verdict as an act of its own. */
    private static Pairs.Said said(@Nullable String associationType, String reason, Voice voice, boolean resolves) {
        return new Pairs.Said(
                associationType == null ? Decision.Verdict.REJECTED : Decision.Verdict.ACCEPTED,
                associationType == null ? null : relation(associationType),
                reason.strip(),
                voice,
                UUID.randomUUID(),
                null,
                resolves);
    }

    /** Takes the owner's decision back: the pair is open again, if nobody else has said anything. Where nothing was decided, nothing happens. */
    @Transactional
    public void undo(CrosswalkId crosswalk, ItemUri requirement, ItemUri outcome, PersonId by) {
        undo(crosswalk, requirement, outcome, new Voice(require(crosswalk).owner(), by));
    }

    /** The same for one of the organizations behind the crosswalk; false when it had said nothing of the pair. */
    @Transactional
    public boolean undo(CrosswalkId crosswalk, ItemUri requirement, ItemUri outcome, Voice voice) {
        Crosswalk heading = lock(crosswalk);
        Optional<Decision> view = Settlement.of(pairs.history(crosswalk, requirement, outcome)).views().stream()
                .filter(one -> one.organization().equals(voice.organization()))
                .findFirst();
        if (view.isEmpty()) {
            return false;
        }
        say(
                heading,
                requirement,
                outcome,
                new Pairs.Said(Decision.Verdict.REOPENED, null, "", voice, UUID.randomUUID(), null, false));
        return true;
    }

    /**
     * Takes back what a person did last in a crosswalk and what still stands of it: one decision, or all of a bulk. Each pair stands as it did
     * before in the view of the organization for which it was decided.
     *
     * @return the requirements that it concerned; none when there is nothing to take back
     */
    @Transactional
    public List<ItemUri> undoLast(CrosswalkId crosswalk, PersonId by) {
        Crosswalk heading = lock(crosswalk);
        List<Decision> act = pairs.lastAct(crosswalk, by);
        List<Spoken> back = takenBack(crosswalk, act, by);
        if (back.isEmpty()) {
            return List.of();
        }
        if (act.size() == 1) {
            write(heading, back);
        } else {
            audit.one("alignment.bulk-undone", () -> {
                record("alignment.bulk-undone", heading, by, Map.of("pairs", Integer.toString(back.size())));
                return write(heading, back);
            });
        }
        return back.stream().map(one -> one.ends().requirement()).distinct().toList();
    }

    private List<Spoken> takenBack(CrosswalkId crosswalk, List<Decision> act, PersonId by) {
        UUID taken = UUID.randomUUID();
        List<Decision> kept =
                pairs.kept(crosswalk, act.stream().map(Decision::requirement).toList());
        return act.stream()
                .flatMap(decision -> takenBack(decision, kept, by, taken).stream())
                .toList();
    }

    /** What its organization says of the pair when a decision is taken back; nothing where that is not its last word any more. */
    private static Optional<Spoken> takenBack(Decision decision, List<Decision> kept, PersonId by, UUID taken) {
        List<Decision> side = kept.stream()
                .filter(one -> one.ends().equals(decision.ends()))
                .filter(one -> one.resolves() == decision.resolves())
                .filter(one -> decision.resolves() || one.organization().equals(decision.organization()))
                .toList();
        if (side.isEmpty() || side.getFirst().number() != decision.number()) {
            return Optional.empty();
        }
        Optional<Decision> before =
                side.stream().skip(1).findFirst().filter(one -> one.verdict() != Decision.Verdict.REOPENED);
        return Optional.of(new Spoken(
                decision.ends(),
                new Pairs.Said(
                        before.map(Decision::verdict).orElse(Decision.Verdict.REOPENED),
                        before.map(Decision::relation).orElse(null),
                        before.map(Decision::reason).orElse(""),
                        new Voice(decision.organization(), by),
                        taken,
                        decision.act(),
                        decision.resolves())));
    }

    /** A pair to accept in a bulk. */
    public record Chosen(ItemUri requirement, ItemUri outcome, String associationType) {}

    /**
     * Accepts many pairs in one act, which is taken back as one.
     *
     * @param above the probability from which on they were proposed; kept in each decision's reason
     */
    @Transactional
    public int acceptAll(CrosswalkId crosswalk, List<Chosen> chosen, double above, Voice voice) {
        Crosswalk heading = lock(crosswalk);
        UUID act = UUID.randomUUID();
        Map<Pairs.Ends, Spoken> spoken = new LinkedHashMap<>();
        for (Chosen one : chosen) {
            Pairs.Ends ends = new Pairs.Ends(one.requirement(), one.outcome());
            spoken.putIfAbsent(
                    ends,
                    new Spoken(
                            ends,
                            new Pairs.Said(
                                    Decision.Verdict.ACCEPTED,
                                    relation(one.associationType()),
                                    "Accepted together with %d others from a probability of %d %% on"
                                            .formatted(chosen.size() - 1, Math.round(above * 100)),
                                    voice,
                                    act,
                                    null,
                                    false)));
        }
        if (!spoken.isEmpty()) {
            audit.one("alignment.bulk-accepted", () -> {
                record(
                        "alignment.bulk-accepted",
                        heading,
                        voice.person(),
                        Map.of("pairs", Integer.toString(spoken.size())));
                return write(heading, List.copyOf(spoken.values()));
            });
        }
        return spoken.size();
    }

    /** Confirms an accepted pair with the words as they are now; false when it is not accepted any more. */
    @Transactional
    public boolean confirm(CrosswalkId crosswalk, ItemUri requirement, ItemUri outcome, Voice voice) {
        Crosswalk heading = lock(crosswalk);
        Optional<Relation> relation =
                pairs.find(crosswalk, requirement, outcome).map(Pairs.Pair::relation);
        relation.ifPresent(same -> say(
                heading,
                requirement,
                outcome,
                new Pairs.Said(
                        Decision.Verdict.ACCEPTED,
                        same,
                        "Confirmed with the words as they are now",
                        voice,
                        UUID.randomUUID(),
                        null,
                        false)));
        return relation.isPresent();
    }

    /** Puts a requirement off for one of the organizations: it stands in a view of its own until it is asked again. */
    @Transactional
    public void postpone(CrosswalkId crosswalk, ItemUri requirement, String reason, Voice voice) {
        Crosswalk heading = lock(crosswalk);
        wordings(heading.requirements(), List.of(requirement));
        boards.postpone(crosswalk, requirement, reason.strip(), voice);
        record("alignment.postponed", heading, voice.person(), Map.of());
    }

    /** Asks a requirement again that was put off. */
    @Transactional
    public void resume(CrosswalkId crosswalk, ItemUri requirement, Voice voice) {
        Crosswalk heading = lock(crosswalk);
        if (boards.resume(crosswalk, List.of(requirement), voice.organization())) {
            record("alignment.resumed", heading, voice.person(), Map.of());
        }
    }

    /** What somebody says of a pair. */
    private record Spoken(Pairs.Ends ends, Pairs.Said said) {}

    /** Writes one decision; gives the pair as it stands after it. */
    private Optional<Pairs.Pair> say(Crosswalk heading, ItemUri requirement, ItemUri outcome, Pairs.Said said) {
        Pairs.Ends ends = new Pairs.Ends(requirement, outcome);
        return write(heading, List.of(new Spoken(ends, said))).stream()
                .filter(pair -> pair.ends().equals(ends))
                .findFirst();
    }

    private Optional<AlignmentStep> step(Optional<Pairs.Pair> pair) {
        return steps.of(pair.filter(one -> one.association() != null).stream().toList()).stream()
                .findFirst();
    }

    /**
     * Writes decisions, of a pair one at most; the citations follow what the pairs amount to after them. Gives all pairs of their requirements that
     * stand. Asks as often for many as for one.
     */
    private List<Pairs.Pair> write(Crosswalk heading, List<Spoken> spoken) {
        CrosswalkId crosswalk = heading.id();
        List<ItemUri> requirements =
                spoken.stream().map(one -> one.ends().requirement()).distinct().toList();
        List<ItemUri> outcomes =
                spoken.stream().map(one -> one.ends().outcome()).distinct().toList();
        Map<ItemUri, ItemWording> asked = wordings(heading.requirements(), requirements);
        Map<ItemUri, ItemWording> answering = wordings(heading.outcomes(), outcomes);
        Map<Pairs.Ends, Suggestions.Proposed> proposed = suggestions.find(crosswalk, requirements, outcomes);
        pairs.say(
                crosswalk,
                spoken.stream()
                        .map(one -> new Pairs.Line(
                                one.ends(),
                                one.said(),
                                grounds(
                                        Objects.requireNonNull(
                                                asked.get(one.ends().requirement())),
                                        Objects.requireNonNull(
                                                answering.get(one.ends().outcome())),
                                        proposed.get(one.ends()))))
                        .toList());
        List<Pairs.Pair> standing = pairs.of(crosswalk, requirements);
        cite(heading, spoken, standing, asked);
        spoken.stream()
                .filter(one -> one.said().verdict() != Decision.Verdict.REOPENED)
                .collect(Collectors.groupingBy(
                        one -> one.said().voice().organization(),
                        Collectors.mapping(one -> one.ends().requirement(), Collectors.toSet())))
                .forEach((organization, decided) -> boards.resume(crosswalk, decided, organization));
        Map<Pairs.Ends, UUID> associations = associations(standing);
        spoken.forEach(one -> record(heading, one.said(), associations.get(one.ends())));
        jobs.decided(crosswalk);
        return standing;
    }

    private void record(Crosswalk heading, Pairs.Said said, @Nullable UUID association) {
        Map<String, String> details = new HashMap<>();
        if (association != null && said.verdict() == Decision.Verdict.ACCEPTED) {
            details.put("association", association.toString());
        }
        if (said.resolves()) {
            details.put("settles", "what organizations saw differently");
        }
        record(
                switch (said.verdict()) {
                    case ACCEPTED -> "alignment.accepted";
                    case REJECTED -> "alignment.rejected";
                    case REOPENED -> "alignment.reopened";
                },
                heading,
                said.voice().person(),
                details);
    }

    private static Map<Pairs.Ends, UUID> associations(List<Pairs.Pair> standing) {
        return standing.stream()
                .filter(pair -> pair.association() != null)
                .collect(Collectors.toMap(Pairs.Pair::ends, pair -> Objects.requireNonNull(pair.association())));
    }

    /** What is accepted cites both of its items, what is not neither; a requirement keeps its citation while another of its pairs is accepted. */
    private void cite(
            Crosswalk heading, List<Spoken> spoken, List<Pairs.Pair> standing, Map<ItemUri, ItemWording> asked) {
        Set<Pairs.Ends> accepted = associations(standing).keySet();
        Set<ItemUri> answered = accepted.stream().map(Pairs.Ends::requirement).collect(Collectors.toSet());
        Map<ItemUri, FrameworkItem> items = frameworks.items(asked.keySet());
        List<Frameworks.Citing> made = new ArrayList<>();
        List<Frameworks.Citing> withdrawn = new ArrayList<>();
        for (Spoken one : spoken) {
            ItemUri requirement = one.ends().requirement();
            FrameworkItem item = items.get(requirement);
            String href = "/crosswalks/" + heading.id() + (item == null ? "" : "#r-" + item.identifier());
            String answer = heading.title() + ": "
                    + Objects.requireNonNull(asked.get(requirement)).label();
            (answered.contains(requirement) ? made : withdrawn)
                    .add(new Frameworks.Citing(requirement, heading.title(), href));
            (accepted.contains(one.ends()) ? made : withdrawn)
                    .add(new Frameworks.Citing(one.ends().outcome(), answer, href));
        }
        frameworks.cite(CITATION, made);
        frameworks.uncite(CITATION, withdrawn);
    }

    private static Relation relation(String associationType) {
        return Relation.ofWord(associationType)
                .orElseThrow(() -> new Problem(
                        ProblemType.BAD_INPUT,
                        "“" + associationType + "” is not a relation between an outcome and a requirement."));
    }

    /** The accepted alignments of a crosswalk (from requirement, to outcome), in the order of their decisions. */
    public List<AlignmentStep> accepted(CrosswalkId crosswalk) {
        return steps.of(pairs.accepted(crosswalk));
    }

    /** Accepted alignments of all crosswalks that have this item at one end, from requirement to outcome. */
    public List<AlignmentStep> acceptedAt(ItemUri item) {
        return steps.of(pairs.acceptedAt(List.of(item)));
    }

    /** Everything that was ever decided about a pair, the newest first. */
    public List<Decision> history(CrosswalkId crosswalk, ItemUri requirement, ItemUri outcome) {
        return steps.named(pairs.history(crosswalk, requirement, outcome));
    }

    /** Everything that was ever decided about a requirement, the newest first. */
    public List<Decision> history(CrosswalkId crosswalk, ItemUri requirement) {
        return steps.named(pairs.decisions(crosswalk, List.of(requirement)));
    }

    /** How far the crosswalk covers its requirements. */
    public Coverage coverage(CrosswalkId crosswalk) {
        Crosswalk heading = require(crosswalk);
        return Coverage.of(heading, frameworks.items(heading.requirements()), accepted(crosswalk));
    }

    /** How many requirements of each crosswalk wait for a decision; crosswalks where none waits are left out. A cheap count. */
    public Map<CrosswalkId, Integer> waiting() {
        return suggestions.waiting();
    }

    /** How many requirements of each crosswalk these people have decided something about, at any time. A cheap count. */
    public Map<CrosswalkId, Integer> decidedBy(Collection<PersonId> people) {
        return pairs.decidedBy(people);
    }

    /** The pairs about which people decided differently, or took a decision back: requirement and outcome, the latest first. */
    public List<Disputed> disputed(CrosswalkId crosswalk) {
        return pairs.disputed(crosswalk);
    }

    /** A pair about which more than one thing was decided. */
    public record Disputed(ItemUri requirement, ItemUri outcome) {}

    private void refuseWhatCannotBeCrossed(String title, FrameworkId requirements, FrameworkId outcomes) {
        if (title.isBlank()) {
            throw new Problem(ProblemType.BAD_INPUT, "The crosswalk needs a title.");
        }
        if (requirements.equals(outcomes)) {
            throw new Problem(ProblemType.BAD_INPUT, "A crosswalk leads from one framework to another, not to itself.");
        }
        if (frameworks.find(requirements).isEmpty() || frameworks.find(outcomes).isEmpty()) {
            throw Problem.notFound();
        }
    }

    private Crosswalk require(CrosswalkId id) {
        return find(id).orElseThrow(Problem::notFound);
    }

    private Crosswalk lock(CrosswalkId id) {
        rows.touch(id);
        return require(id);
    }

    /** How these items of a framework read now; {@code Problem BAD_INPUT} where it has one of them not. */
    private Map<ItemUri, ItemWording> wordings(FrameworkId framework, List<ItemUri> uris) {
        Map<ItemUri, ItemWording> wordings = frameworks.wordings(framework, uris);
        for (ItemUri uri : uris) {
            if (!wordings.containsKey(uri)) {
                throw new Problem(ProblemType.BAD_INPUT, "The crosswalk's framework has no item " + uri + ".");
            }
        }
        return wordings;
    }

    private static Pairs.Grounds grounds(
            ItemWording asked, ItemWording answering, Suggestions.@Nullable Proposed proposed) {
        return new Pairs.Grounds(
                asked.lastChange(),
                answering.lastChange(),
                asked.label(),
                answering.label(),
                proposed == null ? null : proposed.probability(),
                proposed == null ? null : proposed.modelVersion());
    }

    private void record(String action, Crosswalk crosswalk, PersonId by, Map<String, String> details) {
        audit.record(new AuditEntry(
                action,
                by.toString(),
                crosswalk.owner().toString(),
                crosswalk.id().toString(),
                details));
    }
}
