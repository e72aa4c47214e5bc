package org.throughline.server.alignment;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.throughline.server.audit.AuditEntry;
import org.throughline.server.audit.AuditLog;
import org.throughline.server.frameworks.FrameworkId;
import org.throughline.server.frameworks.FrameworkItem;
import org.throughline.server.frameworks.Frameworks;
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
    private final Suggestions suggestions;
    private final SuggestionJobs jobs;
    private final Steps steps;
    private final Frameworks frameworks;
    private final AuditLog audit;

    Crosswalks(
            CrosswalkRows rows,
            Pairs pairs,
            Suggestions suggestions,
            SuggestionJobs jobs,
            Steps steps,
            Frameworks frameworks,
            AuditLog audit) {
        this.rows = rows;
        this.pairs = pairs;
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

    /** What is decided about an outcome in this crosswalk now: by requirement, a relation, or empty where the pair was rejected. */
    public Map<ItemUri, Optional<Relation>> decidedAt(CrosswalkId crosswalk, ItemUri outcome) {
        Map<ItemUri, Optional<Relation>> decided = new LinkedHashMap<>();
        pairs.of(crosswalk).stream()
                .filter(pair -> pair.outcome().equals(outcome))
                .forEach(pair -> decided.put(pair.requirement(), Optional.ofNullable(pair.relation())));
        return decided;
    }

    /**
     * Accepts a pair as a CFAssociation whose origin is the outcome and whose destination is the requirement. A pair that stands already
     * is decided anew.
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
        Relation relation = Relation.ofWord(associationType)
                .orElseThrow(() -> new Problem(
                        ProblemType.BAD_INPUT,
                        "“" + associationType + "” is not a relation between an outcome and a requirement."));
        Crosswalk heading = lock(crosswalk);
        FrameworkItem asked = requireItem(heading.requirements(), requirement);
        requireItem(heading.outcomes(), outcome);
        Pairs.Pair pair = pairs.accept(
                crosswalk,
                requirement,
                outcome,
                relation,
                reason.strip(),
                by,
                grounds(crosswalk, requirement, outcome));
        String href = board(crosswalk, requirement);
        frameworks.cite(requirement, CITATION, heading.title(), href);
        frameworks.cite(outcome, CITATION, heading.title() + ": " + asked.label(), href);
        record("alignment.accepted", heading, by, Map.of("association", String.valueOf(pair.association())));
        jobs.decided(crosswalk);
        return steps.of(List.of(pair)).getFirst();
    }

    /** Says that the pair does not belong together; it is not suggested again. */
    @Transactional
    public void reject(CrosswalkId crosswalk, ItemUri requirement, ItemUri outcome, String reason, PersonId by) {
        Crosswalk heading = lock(crosswalk);
        requireItem(heading.requirements(), requirement);
        requireItem(heading.outcomes(), outcome);
        pairs.reject(crosswalk, requirement, outcome, reason.strip(), by, grounds(crosswalk, requirement, outcome));
        forget(crosswalk, requirement, outcome);
        record("alignment.rejected", heading, by, Map.of());
        jobs.decided(crosswalk);
    }

    /** Takes a decision back: the pair is open again. Where nothing was decided, nothing happens. */
    @Transactional
    public void undo(CrosswalkId crosswalk, ItemUri requirement, ItemUri outcome, PersonId by) {
        Crosswalk heading = lock(crosswalk);
        if (pairs.reopen(crosswalk, requirement, outcome, by, grounds(crosswalk, requirement, outcome))) {
            forget(crosswalk, requirement, outcome);
            record("alignment.reopened", heading, by, Map.of());
        }
    }

    /** The accepted alignments of a crosswalk (from requirement, to outcome), in the order of their decisions. */
    public List<AlignmentStep> accepted(CrosswalkId crosswalk) {
        return steps.of(pairs.of(crosswalk).stream()
                .filter(pair -> pair.association() != null)
                .toList());
    }

    /** Accepted alignments of all crosswalks that have this item at one end, from requirement to outcome. */
    public List<AlignmentStep> acceptedAt(ItemUri item) {
        return steps.of(pairs.acceptedAt(List.of(item)));
    }

    /** Everything that was ever decided about a pair, the newest first. */
    public List<Decision> history(CrosswalkId crosswalk, ItemUri requirement, ItemUri outcome) {
        List<Pairs.Entry> entries = pairs.history(crosswalk, requirement, outcome);
        Map<PersonId, String> names =
                steps.names(entries.stream().map(Pairs.Entry::by).toList());
        return entries.stream()
                .map(entry -> entry.decision(Steps.name(entry.by(), names)))
                .toList();
    }

    /** How far the crosswalk covers its requirements. */
    public Coverage coverage(CrosswalkId crosswalk) {
        Crosswalk heading = require(crosswalk);
        return Coverage.of(heading, frameworks.items(heading.requirements()), accepted(crosswalk));
    }

    /** The whole board, requirement by requirement. */
    public Board board(CrosswalkId crosswalk) {
        Crosswalk heading = require(crosswalk);
        List<FrameworkItem> asking = frameworks.items(heading.requirements());
        Map<ItemUri, FrameworkItem> items = new HashMap<>();
        frameworks.items(heading.outcomes()).forEach(item -> items.put(item.uri(), item));
        asking.forEach(item -> items.put(item.uri(), item));
        Map<ItemUri, List<Suggestions.Proposed>> proposed = suggestions.of(crosswalk);
        Map<ItemUri, List<Pairs.Pair>> decided = new LinkedHashMap<>();
        List<Pairs.Pair> all = pairs.of(crosswalk);
        all.forEach(pair -> decided.computeIfAbsent(pair.requirement(), _ -> new ArrayList<>())
                .add(pair));
        restoreRetired(items, all);
        Map<PersonId, String> names =
                steps.names(all.stream().map(Pairs.Pair::decidedBy).toList());
        return new Board(
                heading,
                asking.stream()
                        .filter(FrameworkItem::leaf)
                        .map(item -> row(
                                item,
                                items,
                                proposed.getOrDefault(item.uri(), List.of()),
                                decided.getOrDefault(item.uri(), List.of()),
                                names))
                        .toList());
    }

    /** How far the people at a crosswalk are. */
    public CrosswalkProgress progress(CrosswalkId crosswalk) {
        return progress(board(crosswalk));
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

    /** How far the people at a board are. */
    public static CrosswalkProgress progress(Board board) {
        return new CrosswalkProgress(
                board.crosswalk(),
                board.rows().size(),
                count(board, Board.State.MATCHED),
                count(board, Board.State.WITHOUT_MATCH),
                board.rows().stream().mapToInt(row -> row.accepted().size()).sum(),
                board.rows().stream().mapToInt(row -> row.rejected().size()).sum());
    }

    private static int count(Board board, Board.State state) {
        return (int) board.rows().stream().filter(row -> row.state() == state).count();
    }

    private static Board.Row row(
            FrameworkItem requirement,
            Map<ItemUri, FrameworkItem> items,
            Collection<Suggestions.Proposed> proposed,
            Collection<Pairs.Pair> decided,
            Map<PersonId, String> names) {
        List<ItemUri> settled = decided.stream().map(Pairs.Pair::outcome).toList();
        List<Board.Candidate> open = proposed.stream()
                .filter(p -> !settled.contains(p.outcome()) && items.containsKey(p.outcome()))
                .map(p -> {
                    FrameworkItem outcome = Objects.requireNonNull(items.get(p.outcome()));
                    return new Board.Candidate(outcome, Lineage.above(outcome, items), p.asSuggestion());
                })
                .toList();
        List<Board.Accepted> accepted = new ArrayList<>();
        List<FrameworkItem> rejected = new ArrayList<>();
        for (Pairs.Pair pair : decided) {
            FrameworkItem outcome = items.get(pair.outcome());
            if (outcome == null) {
                continue;
            }
            if (pair.association() == null) {
                rejected.add(outcome);
            } else {
                accepted.add(new Board.Accepted(outcome, Steps.forward(pair, names)));
            }
        }
        accepted.sort(Comparator.comparingDouble((Board.Accepted a) -> a.step().strength())
                .reversed());
        return new Board.Row(requirement, Lineage.above(requirement, items), open, accepted, rejected);
    }

    /** Decided outcomes that have since left their framework are still shown with their decision. */
    private void restoreRetired(Map<ItemUri, FrameworkItem> items, List<Pairs.Pair> decided) {
        List<ItemUri> missing = decided.stream()
                .map(Pairs.Pair::outcome)
                .filter(uri -> !items.containsKey(uri))
                .toList();
        if (!missing.isEmpty()) {
            items.putAll(frameworks.items(missing));
        }
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

    private Pairs.Grounds grounds(CrosswalkId crosswalk, ItemUri requirement, ItemUri outcome) {
        Optional<Suggestions.Proposed> proposed = suggestions.find(crosswalk, requirement, outcome);
        return new Pairs.Grounds(
                frameworks.lastChange(requirement).orElse(null),
                frameworks.lastChange(outcome).orElse(null),
                proposed.map(Suggestions.Proposed::probability).orElse(null),
                proposed.map(Suggestions.Proposed::modelVersion).orElse(null));
    }

    /** Withdraws the citations of a pair that is accepted no longer; the requirement keeps its own while another pair stands. */
    private void forget(CrosswalkId crosswalk, ItemUri requirement, ItemUri outcome) {
        frameworks.uncite(outcome, CITATION, board(crosswalk, requirement));
        boolean another = pairs.of(crosswalk).stream()
                .anyMatch(
                        pair -> pair.association() != null && pair.requirement().equals(requirement));
        if (!another) {
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
