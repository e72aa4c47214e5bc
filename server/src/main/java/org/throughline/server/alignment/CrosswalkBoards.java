package org.throughline.server.alignment;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.throughline.server.frameworks.FoundItem;
import org.throughline.server.frameworks.FrameworkItem;
import org.throughline.server.frameworks.Frameworks;
import org.throughline.server.frameworks.ItemWording;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.organizations.PersonId;
import org.throughline.server.shared.ItemUri;
import org.throughline.server.shared.Problem;

/**
 * What the board shows of a crosswalk, and how far it is. It reads the requirements and counts; of outcomes only those of the rows that are asked
 * for.
 */
@Component
public final class CrosswalkBoards {
    /** What may rest on a requirement, beside alignments themselves. */
    private static final List<String> RESTING = List.of("talent-need", "achievement");

    private final CrosswalkRows crosswalks;
    private final Pairs pairs;
    private final BoardRows boards;
    private final Steps steps;
    private final Frameworks frameworks;

    CrosswalkBoards(CrosswalkRows crosswalks, Pairs pairs, BoardRows boards, Steps steps, Frameworks frameworks) {
        this.crosswalks = crosswalks;
        this.pairs = pairs;
        this.boards = boards;
        this.steps = steps;
        this.frameworks = frameworks;
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
        List<Decision> decisions = steps.named(pairs.decisions(crosswalk, requirements));
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
        Map<ItemUri, Integer> changed = changed(heading);
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

    private Map<ItemUri, Integer> changed(Crosswalk heading) {
        Map<ItemUri, Integer> changed = new HashMap<>();
        reworded(heading, pairs.accepted(heading.id()))
                .forEach(pair -> changed.merge(pair.requirement(), 1, Integer::sum));
        return changed;
    }

    /** Those of these accepted pairs that rest on words which have changed since. */
    List<Pairs.Pair> reworded(Crosswalk heading, List<Pairs.Pair> accepted) {
        if (accepted.isEmpty()) {
            return List.of();
        }
        Map<ItemUri, ItemWording> asked = frameworks.wordings(
                heading.requirements(),
                accepted.stream().map(Pairs.Pair::requirement).toList());
        Map<ItemUri, ItemWording> answering = frameworks.wordings(
                heading.outcomes(), accepted.stream().map(Pairs.Pair::outcome).toList());
        return accepted.stream()
                .filter(pair -> Rewording.of(
                                pair.grounds(), asked.get(pair.requirement()), answering.get(pair.outcome()))
                        .isPresent())
                .toList();
    }

    /** Whether an organization has put this requirement off; false for nobody's. */
    public boolean isPostponed(CrosswalkId crosswalk, ItemUri requirement, @Nullable OrganizationId viewer) {
        return viewer != null && boards.isPostponed(crosswalk, requirement, viewer);
    }

    /**
     * Where a requirement stands: what tells the views of the board apart.
     *
     * @param disputed as of a {@link Question}, like the rest
     */
    public record Stand(
            Board.State state, int disputed, int changed, int waitsForViewer, int waitsForOthers, boolean postponed) {}

    /** How far a crosswalk is, and where each of its requirements stands. */
    public record Count(CrosswalkProgress progress, Map<ItemUri, Stand> stands) {
        public Count {
            stands = Map.copyOf(stands);
        }
    }

    /**
     * How far the people at a crosswalk are. Reads what is decided, and of suggestions only whether one is left where all else was rejected.
     *
     * @param viewer as in {@link #questions}
     */
    public Count count(CrosswalkId crosswalk, @Nullable OrganizationId viewer) {
        Crosswalk heading = require(crosswalk);
        Set<ItemUri> leaves = Set.copyOf(frameworks.leaves(heading.requirements()));
        Map<ItemUri, BoardRows.Settled> settled =
                boards.settled(crosswalk, frameworks.retired(heading.outcomes()), viewer);
        settled.keySet().retainAll(leaves);
        Set<ItemUri> postponed = boards.postponed(crosswalk, viewer);
        Map<ItemUri, Integer> changed = changed(heading);
        Map<ItemUri, Stand> stands = new HashMap<>();
        for (ItemUri leaf : leaves) {
            BoardRows.Settled one = settled.getOrDefault(leaf, BoardRows.Settled.NOTHING);
            stands.put(
                    leaf,
                    new Stand(
                            one.state(),
                            one.disputed(),
                            changed.getOrDefault(leaf, 0),
                            viewer == null ? 0 : one.others(),
                            one.own(),
                            postponed.contains(leaf)));
        }
        return new Count(progress(heading, leaves.size(), settled.values()), stands);
    }

    /** The same without where each stands. */
    public CrosswalkProgress progress(CrosswalkId crosswalk) {
        Crosswalk heading = require(crosswalk);
        Set<ItemUri> leaves = Set.copyOf(frameworks.leaves(heading.requirements()));
        Map<ItemUri, BoardRows.Settled> settled =
                boards.settled(crosswalk, frameworks.retired(heading.outcomes()), null);
        settled.keySet().retainAll(leaves);
        return progress(heading, leaves.size(), settled.values());
    }

    /** The same of what {@link #questions} gave. */
    public static CrosswalkProgress progress(Crosswalk crosswalk, List<Question> questions) {
        return progress(
                crosswalk,
                questions.size(),
                questions.stream()
                        .map(one -> new BoardRows.Settled(
                                one.accepted(),
                                one.rejected(),
                                one.disputed(),
                                !one.open().isEmpty(),
                                one.waitsForOthers(),
                                one.waitsForViewer()))
                        .toList());
    }

    private static CrosswalkProgress progress(
            Crosswalk crosswalk, int requirements, Collection<BoardRows.Settled> settled) {
        return new CrosswalkProgress(
                crosswalk,
                requirements,
                count(settled, Board.State.MATCHED),
                count(settled, Board.State.WITHOUT_MATCH),
                settled.stream().mapToInt(BoardRows.Settled::accepted).sum(),
                settled.stream().mapToInt(BoardRows.Settled::rejected).sum(),
                (int) settled.stream().filter(one -> one.disputed() > 0).count());
    }

    private static int count(Collection<BoardRows.Settled> settled, Board.State state) {
        return (int) settled.stream().filter(one -> one.state() == state).count();
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

    private Crosswalk require(CrosswalkId id) {
        return crosswalks.find(id).map(CrosswalkRows.Row::crosswalk).orElseThrow(Problem::notFound);
    }
}
