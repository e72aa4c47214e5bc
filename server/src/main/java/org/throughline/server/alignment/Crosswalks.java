package org.throughline.server.alignment;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.throughline.server.audit.AuditEntry;
import org.throughline.server.audit.AuditLog;
import org.throughline.server.frameworks.FoundItem;
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

    /** What may rest on a requirement, beside alignments themselves. */
    private static final List<String> RESTING = List.of("talent-need", "achievement");

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
        return step(
                say(lock(crosswalk), requirement, outcome, said(associationType, reason, voice, false)));
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
        return step(
                say(lock(crosswalk), requirement, outcome, said(associationType, reason, voice, true)));
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
        Set<ItemUri> requirements = new LinkedHashSet<>();
        if (act.isEmpty()) {
            return List.of();
        }
        Supplier<List<ItemUri>> takeBack = () -> {
            UUID taken = UUID.randomUUID();
            act.forEach(decision -> {
                if (takeBack(heading, decision, by, taken)) {
                    requirements.add(decision.requirement());
                }
            });
            jobs.decided(crosswalk);
            return List.copyOf(requirements);
        };
        return act.size() == 1
                ? takeBack.get()
                : audit.one("alignment.bulk-undone", () -> {
                    List<ItemUri> back = takeBack.get();
                    record("alignment.bulk-undone", heading, by, Map.of("pairs", Integer.toString(act.size())));
                    return back;
                });
    }

    private boolean takeBack(Crosswalk heading, Decision decision, PersonId by, UUID taken) {
        List<Decision> side = pairs.kept(heading.id(), decision.requirement(), decision.outcome()).stream()
                .filter(one -> one.resolves() == decision.resolves())
                .filter(one -> decision.resolves() || one.organization().equals(decision.organization()))
                .toList();
        if (side.isEmpty() || side.getFirst().number() != decision.number()) {
            return false;
        }
        Optional<Decision> before =
                side.stream().skip(1).findFirst().filter(one -> one.verdict() != Decision.Verdict.REOPENED);
        write(
                heading,
                decision.requirement(),
                decision.outcome(),
                new Pairs.Said(
                        before.map(Decision::verdict).orElse(Decision.Verdict.REOPENED),
                        before.map(Decision::relation).orElse(null),
                        before.map(Decision::reason).orElse(""),
                        new Voice(decision.organization(), by),
                        taken,
                        decision.act(),
                        decision.resolves()));
        return true;
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
        String reason = "Accepted together with %d others from a probability of %d %% on"
                .formatted(chosen.size() - 1, Math.round(above * 100));
        if (chosen.isEmpty()) {
            return 0;
        }
        return audit.one("alignment.bulk-accepted", () -> {
            chosen.forEach(one -> write(
                    heading,
                    one.requirement(),
                    one.outcome(),
                    new Pairs.Said(
                            Decision.Verdict.ACCEPTED,
                            relation(one.associationType()),
                            reason,
                            voice,
                            act,
                            null,
                            false)));
            jobs.decided(crosswalk);
            record(
                    "alignment.bulk-accepted",
                    heading,
                    voice.person(),
                    Map.of("pairs", Integer.toString(chosen.size())));
            return chosen.size();
        });
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
        requireItem(heading.requirements(), requirement);
        boards.postpone(crosswalk, requirement, reason.strip(), voice);
        record("alignment.postponed", heading, voice.person(), Map.of());
    }

    /** Asks a requirement again that was put off. */
    @Transactional
    public void resume(CrosswalkId crosswalk, ItemUri requirement, Voice voice) {
        Crosswalk heading = lock(crosswalk);
        if (boards.resume(crosswalk, requirement, voice.organization())) {
            record("alignment.resumed", heading, voice.person(), Map.of());
        }
    }

    /** Writes one decision, and counts it. */
    private Optional<Pairs.Pair> say(Crosswalk heading, ItemUri requirement, ItemUri outcome, Pairs.Said said) {
        Optional<Pairs.Pair> pair = write(heading, requirement, outcome, said);
        jobs.decided(heading.id());
        return pair;
    }

    private Optional<AlignmentStep> step(Optional<Pairs.Pair> pair) {
        return steps
                .of(pair.filter(one -> one.association() != null).stream().toList())
                .stream()
                .findFirst();
    }

    /** Writes a decision; the citations follow what the pair amounts to after it. */
    private Optional<Pairs.Pair> write(Crosswalk heading, ItemUri requirement, ItemUri outcome, Pairs.Said said) {
        CrosswalkId crosswalk = heading.id();
        FrameworkItem asked = requireItem(heading.requirements(), requirement);
        requireItem(heading.outcomes(), outcome);
        Optional<Pairs.Pair> pair =
                pairs.say(crosswalk, requirement, outcome, said, grounds(heading, requirement, outcome));
        boolean accepted = pair.map(Pairs.Pair::association).isPresent();
        if (accepted) {
            String href = board(crosswalk, requirement);
            frameworks.cite(requirement, CITATION, heading.title(), href);
            frameworks.cite(outcome, CITATION, heading.title() + ": " + asked.label(), href);
        } else {
            forget(crosswalk, requirement, outcome);
        }
        if (said.verdict() != Decision.Verdict.REOPENED) {
            boards.resume(crosswalk, requirement, said.voice().organization());
        }
        Map<String, String> details = new HashMap<>();
        pair.map(Pairs.Pair::association)
                .filter(_ -> said.verdict() == Decision.Verdict.ACCEPTED)
                .ifPresent(association -> details.put("association", association.toString()));
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
        return pair;
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
        return named(pairs.history(crosswalk, requirement, outcome));
    }

    /** Everything that was ever decided about a requirement, the newest first. */
    public List<Decision> history(CrosswalkId crosswalk, ItemUri requirement) {
        return named(pairs.decisions(crosswalk, List.of(requirement)));
    }

    private List<Decision> named(List<Decision> decisions) {
        Map<PersonId, String> names =
                steps.names(decisions.stream().map(Decision::by).toList());
        return decisions.stream().map(decision -> decision.named(names)).toList();
    }

    /** How far the crosswalk covers its requirements. */
    public Coverage coverage(CrosswalkId crosswalk) {
        Crosswalk heading = require(crosswalk);
        return Coverage.of(heading, frameworks.items(heading.requirements()), accepted(crosswalk));
    }

    /** The whole board, requirement by requirement. Of a large crosswalk this is much: pages ask for {@link #questions} and then for {@link #rows}. */
    public Board board(CrosswalkId crosswalk) {
        List<ItemUri> leaves = frameworks.items(require(crosswalk).requirements()).stream()
                .filter(FrameworkItem::leaf)
                .map(FrameworkItem::uri)
                .toList();
        return rows(crosswalk, leaves);
    }

    /** Some rows of the board, in the order in which they are asked for; what is no item of the requirements is left out. */
    public Board rows(CrosswalkId crosswalk, List<ItemUri> requirements) {
        Crosswalk heading = require(crosswalk);
        Map<ItemUri, FoundItem> asked = frameworks.standing(heading.requirements(), requirements);
        Map<ItemUri, List<SuggestedAlignment>> proposed = boards.suggestions(crosswalk, requirements);
        List<Pairs.Pair> standing = pairs.of(crosswalk, requirements);
        Set<ItemUri> uris = new LinkedHashSet<>();
        standing.forEach(pair -> uris.add(pair.outcome()));
        Set<ItemUri> decided = Set.copyOf(uris);
        proposed.values().forEach(list -> list.forEach(one -> uris.add(one.outcome())));
        Map<ItemUri, FoundItem> outcomes = new HashMap<>(frameworks.standing(heading.outcomes(), uris));
        List<ItemUri> gone =
                decided.stream().filter(uri -> !outcomes.containsKey(uri)).toList();
        // what has left its framework is suggested no longer, and is still shown with its decision
        Map<ItemUri, FrameworkItem> left = gone.isEmpty() ? Map.of() : frameworks.items(gone);
        Map<ItemUri, ItemWording> askedNow = frameworks.wordings(heading.requirements(), requirements);
        Map<ItemUri, ItemWording> answeringNow = frameworks.wordings(heading.outcomes(), decided);
        List<Decision> decisions = named(pairs.decisions(crosswalk, requirements));
        Map<PersonId, String> names =
                steps.names(standing.stream().map(Pairs.Pair::decidedBy).toList());
        Map<ItemUri, List<Pairs.Pair>> pairsOf = new HashMap<>();
        standing.forEach(pair -> pairsOf.computeIfAbsent(pair.requirement(), _ -> new ArrayList<>())
                .add(pair));
        Map<ItemUri, List<Decision>> decisionsOf = new HashMap<>();
        decisions.forEach(decision -> decisionsOf
                .computeIfAbsent(decision.requirement(), _ -> new ArrayList<>())
                .add(decision));
        List<Board.Row> rows = new ArrayList<>();
        for (ItemUri uri : requirements) {
            FoundItem requirement = asked.get(uri);
            if (requirement != null) {
                rows.add(row(
                        requirement,
                        proposed.getOrDefault(uri, List.of()),
                        pairsOf.getOrDefault(uri, List.of()),
                        decisionsOf.getOrDefault(uri, List.of()),
                        outcomes,
                        left,
                        pair -> Rewording.of(
                                        pair.grounds(),
                                        askedNow.get(pair.requirement()),
                                        answeringNow.get(pair.outcome()))
                                .orElse(null),
                        names));
            }
        }
        return new Board(heading, rows);
    }

    /**
     * What the board lists: every requirement in tree order and where it stands. Reads the requirements and counts, no outcome.
     *
     * @param viewer whose postponements are told, and what waits for whom; null for nobody's
     */
    public List<Question> questions(CrosswalkId crosswalk, @Nullable OrganizationId viewer) {
        Crosswalk heading = require(crosswalk);
        List<FrameworkItem> items = frameworks.items(heading.requirements());
        Map<ItemUri, FrameworkItem> byUri = new HashMap<>();
        items.forEach(item -> byUri.put(item.uri(), item));
        List<FrameworkItem> leaves = items.stream().filter(FrameworkItem::leaf).toList();
        Map<ItemUri, BoardRows.Tally> tallies = 
                boards.tallies(crosswalk, frameworks.retired(heading.outcomes()), viewer);
        Set<ItemUri> postponed = boards.postponed(crosswalk, viewer);
        Map<ItemUri, Integer> changed = new HashMap<>();
        reworded(heading).keySet().forEach(pair -> changed.merge(pair.from(), 1, Integer::sum));
        Map<ItemUri, Integer> cited =
                frameworks.cited(leaves.stream().map(FrameworkItem::uri).toList(), RESTING);
        return leaves.stream()
                .map(leaf -> {
                    BoardRows.Tally tally = tallies.getOrDefault(leaf.uri(), BoardRows.Tally.NOTHING);
                    return new Question(
                            leaf,
                            Lineage.above(leaf, byUri),
                            tally.open(),
                            tally.accepted(),
                            tally.rejected(),
                            tally.disputed(),
                            changed.getOrDefault(leaf.uri(), 0),
                            viewer == null ? 0 : tally.others(),
                            tally.own(),
                            postponed.contains(leaf.uri()),
                            cited.getOrDefault(leaf.uri(), 0));
                })
                .toList();
    }

    /** What could be accepted together: of each requirement without a match the best open suggestion, where it is at least this probable. */
    public List<SuggestedAlignment> bestAbove(CrosswalkId crosswalk, double probability) {
        return boards.bestAbove(
                crosswalk, probability, frameworks.retired(require(crosswalk).outcomes()));
    }

    /** The accepted alignments that rest on words which have changed since, with the words then and now. */
    public Map<AlignmentStep, Rewording> changed(CrosswalkId crosswalk) {
        return reworded(require(crosswalk));
    }

    private Map<AlignmentStep, Rewording> reworded(Crosswalk heading) {
        List<Pairs.Pair> accepted = pairs.accepted(heading.id());
        if (accepted.isEmpty()) {
            return Map.of();
        }
        Map<ItemUri, ItemWording> asked = frameworks.wordings(
                heading.requirements(),
                accepted.stream().map(Pairs.Pair::requirement).toList());
        Map<ItemUri, ItemWording> answering = frameworks.wordings(
                heading.outcomes(), accepted.stream().map(Pairs.Pair::outcome).toList());
        List<Pairs.Pair> flagged = accepted.stream()
                .filter(pair -> Rewording.of(
                                pair.grounds(), asked.get(pair.requirement()), answering.get(pair.outcome()))
                        .isPresent())
                .toList();
        Map<PersonId, String> names =
                steps.names(flagged.stream().map(Pairs.Pair::decidedBy).toList());
        Map<AlignmentStep, Rewording> changed = new LinkedHashMap<>();
        flagged.forEach(pair -> Rewording.of(
                        pair.grounds(), asked.get(pair.requirement()), answering.get(pair.outcome()))
                .ifPresent(rewording -> changed.put(Steps.forward(pair, names), rewording)));
        return changed;
    }

    /** How far the people at a crosswalk are. */
    public CrosswalkProgress progress(CrosswalkId crosswalk) {
        return progress(require(crosswalk), questions(crosswalk, null));
    }

    /** The same of what {@link #questions} gave. */
    public static CrosswalkProgress progress(Crosswalk crosswalk, List<Question> questions) {
        return new CrosswalkProgress(
                crosswalk,
                questions.size(),
                count(questions, Board.State.MATCHED),
                count(questions, Board.State.WITHOUT_MATCH),
                questions.stream().mapToInt(Question::accepted).sum(),
                questions.stream().mapToInt(Question::rejected).sum());
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

    private static int count(List<Question> questions, Board.State state) {
        return (int) questions.stream().filter(one -> one.state() == state).count();
    }

    private static Board.Row row(
            FoundItem requirement,
            List<SuggestedAlignment> proposed,
            List<Pairs.Pair> decided,
            List<Decision> decisions,
            Map<ItemUri, FoundItem> outcomes,
            Map<ItemUri, FrameworkItem> left,
            Function<Pairs.Pair, @Nullable Rewording> changed,
            Map<PersonId, String> names) {
        Set<ItemUri> settled = decided.stream().map(Pairs.Pair::outcome).collect(Collectors.toSet());
        List<Board.Candidate> open = proposed.stream()
                .filter(one -> !settled.contains(one.outcome()))
                .flatMap(one -> Optional.ofNullable(outcomes.get(one.outcome())).stream()
                        .map(outcome -> new Board.Candidate(outcome.item(), outcome.path(), one)))
                .toList();
        List<Board.Accepted> accepted = new ArrayList<>();
        List<FrameworkItem> rejected = new ArrayList<>();
        List<FrameworkItem> disputed = new ArrayList<>();
        Map<ItemUri, Board.Said> standings = new HashMap<>();
        for (Pairs.Pair pair : decided) {
            FoundItem standing = outcomes.get(pair.outcome());
            FrameworkItem outcome = standing == null ? left.get(pair.outcome()) : standing.item();
            if (outcome == null) {
                continue;
            }
            standings.put(
                    pair.outcome(),
                    said(
                            decisions.stream()
                                    .filter(one -> one.outcome().equals(pair.outcome()))
                                    .toList(),
                            pair.association() == null ? null : changed.apply(pair)));
            if (pair.disputed()) {
                disputed.add(outcome);
            } else if (pair.association() == null) {
                rejected.add(outcome);
            } else {
                accepted.add(new Board.Accepted(outcome, Steps.forward(pair, names)));
            }
        }
        accepted.sort(Comparator.comparingDouble((Board.Accepted a) -> a.step().strength())
                .reversed());
        return new Board.Row(requirement.item(), requirement.path(), open, accepted, rejected, disputed, standings);
    }

    private static Board.Said said(List<Decision> decisions, @Nullable Rewording changed) {
        Settlement settlement = Settlement.of(decisions);
        Decision resolution = settlement.standing() == Standing.RESOLVED
                ? decisions.stream().filter(Decision::resolves).findFirst().orElse(null)
                : null;
        return new Board.Said(settlement.standing(), settlement.views(), resolution, changed);
    }

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

    private FrameworkItem requireItem(FrameworkId framework, ItemUri uri) {
        return frameworks
                .in(framework, uri)
                .orElseThrow(
                        () -> new Problem(ProblemType.BAD_INPUT, "The crosswalk's framework has no item " + uri + "."));
    }

    private Pairs.Grounds grounds(Crosswalk heading, ItemUri requirement, ItemUri outcome) {
        Optional<Suggestions.Proposed> proposed = suggestions.find(heading.id(), requirement, outcome);
        ItemWording asked = frameworks
                .wordings(heading.requirements(), List.of(requirement))
                .get(requirement);
        ItemWording answering =
                frameworks.wordings(heading.outcomes(), List.of(outcome)).get(outcome);
        return new Pairs.Grounds(
                asked == null ? null : asked.lastChange(),
                answering == null ? null : answering.lastChange(),
                asked == null ? null : asked.label(),
                answering == null ? null : answering.label(),
                proposed.map(Suggestions.Proposed::probability).orElse(null),
                proposed.map(Suggestions.Proposed::modelVersion).orElse(null));
    }

    /** Withdraws the citations of a pair that is accepted no longer; the requirement keeps its own while another pair stands. */
    private void forget(CrosswalkId crosswalk, ItemUri requirement, ItemUri outcome) {
        frameworks.uncite(outcome, CITATION, board(crosswalk, requirement));
        if (!pairs.anyAccepted(crosswalk, requirement)) {
            frameworks.uncite(requirement, CITATION, board(crosswalk, requirement));
        }
    }

    private String board(CrosswalkId crosswalk, ItemUri requirement) {
        String anchor = frameworks
                .item(requirement)
                .map(item -> "#r-" + item.identifier())
                .orElse("");
        return "/crosswalks/" + crosswalk + anchor;
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
