package org.throughline.matching;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.throughline.matching.CloseLook.Seen;
import org.throughline.matching.Neighbourhood.Voice;
import org.throughline.matching.RelationHabits.Settled;
import org.throughline.matching.RelationHabits.Wording;

/**
 * Suggests, for one statement at a time, the candidates that may stand in relation to it.
 *
 * <p>First several weak opinions are heard, which together are better than each: BM25, TF-IDF cosine, character sequences, pairs of words and
 * latent semantics, normalised over all candidates and summed; then the statements most like the one asked about have a say. The best
 * hundred are looked at closely, and a {@link Ranker} of a dozen constants weighs what was seen: words that keep the same company, both
 * trees, the fellows of the statement asked about. No pretrained weights are used; {@link Learning} adds what decisions teach;
 * {@link Calibration} turns the evidence of a pair into a probability.
 *
 * <p>Safe for concurrent use. The same candidates, options and statement give the same suggestions, whatever was asked before.
 */
public final class Suggester {
    private static final String MODEL_VERSION = "cold-4";

    private final List<Analysed> candidates;
    private final String language;
    private final CloseLook look;
    private final Learning learning;
    private final Map<String, Set<String>> rejected;
    private final String encoder;

    private Suggester(List<Statement> candidates, SuggesterOptions options) {
        this.language = options.language() != null
                ? options.language()
                : Language.guess(candidates.stream().map(Statement::text).toList());
        TextEncoder brought = options.encoder();
        this.encoder = brought == null ? "" : "+" + brought.version();
        this.candidates =
                candidates.parallelStream().map(one -> analysed(one, language)).toList();
        List<Analysed> background = options.background().parallelStream()
                .map(one -> analysed(one, language))
                .toList();
        Map<String, Analysed> decided = new LinkedHashMap<>();
        options.decisions()
                .forEach(decision ->
                        decided.computeIfAbsent(decision.from().id(), _ -> analysed(decision.from(), language)));
        background.forEach(one -> decided.remove(one.statement().id()));
        this.look = new CloseLook(this.candidates, background, List.copyOf(decided.values()), options.encoder());
        background.forEach(one -> decided.put(one.statement().id(), one));
        Map<String, Integer> places = new HashMap<>();
        for (int i = 0; i < candidates.size(); i++) {
            places.putIfAbsent(candidates.get(i).id(), i);
        }
        this.learning = Learning.from(
                options.decisions(),
                statement -> Objects.requireNonNull(decided.get(statement.id())),
                places,
                look,
                options.background().stream()
                        .map(Statement::group)
                        .filter(Objects::nonNull)
                        .collect(Collectors.toSet()));
        this.rejected = options.decisions().stream()
                .filter(decision -> !decision.accepted())
                .collect(Collectors.groupingBy(
                        decision -> decision.from().id(), Collectors.mapping(Decision::to, Collectors.toSet())));
    }

    /** Prepares the candidates; suggestions name them by id, which should be unique among them. */
    public static Suggester over(List<Statement> candidates, SuggesterOptions options) {
        return new Suggester(candidates, options);
    }

    /** Changes whenever the same input may give other suggestions than before; to be kept beside each suggestion. */
    public String modelVersion() {
        return MODEL_VERSION + encoder + (learning.isBelieved() ? "+decisions" : "");
    }

    /** What the decisions came to. */
    public Learned learned() {
        return learning.learned();
    }

    /**
     * The candidates that most likely stand in relation to a statement.
     *
     * @param top how many at most
     * @return best first; equal scores in the candidates' order; only candidates that stand out at all, never the statement itself
     *     (a candidate with its id)
     */
    public List<Suggestion> suggest(Statement from, int top) {
        return weigh(from, top).stream().map(this::suggestion).toList();
    }

    /** A pair under consideration: what speaks for it, and where that puts it. */
    record Weighed(
            Comparison pair,
            Evidence evidence,
            List<Voice> voices,
            Standing standing,
            double probability,
            List<Figure> figures,
            List<String> precedents) {}

    /** The best pairs with their evidence, before it is put into words. */
    List<Weighed> weigh(Statement from, int top) {
        Analysed asked = analysed(from, language);
        Learning.Belief belief = learning.belief(asked);
        Set<String> no = rejected.getOrDefault(from.id(), Set.of());
        List<Seen> pool = look.pool(asked, Math.max(CloseLook.POOL, top), belief.lessons()).stream()
                .filter(seen -> !no.contains(seen.pair().to().statement().id()))
                .toList();
        Lessons lessons = belief.lessons();
        Map<Integer, List<String>> precedents = lessons == null ? Map.of() : lessons.precedents(asked);
        List<Standing> standings = Standing.of(
                pool.stream().map(seen -> belief.ranker().score(seen.figures())).toList());
        return Standing.best(standings, top)
                .mapToObj(i -> {
                    Seen seen = pool.get(i);
                    Standing standing = standings.get(i);
                    return new Weighed(
                            seen.pair(),
                            seen.evidence(),
                            seen.voices(),
                            standing,
                            belief.calibration().probability(seen.evidence(), standing),
                            belief.ranker().named(seen.figures()),
                            precedents.getOrDefault(seen.candidate(), List.of()));
                })
                .toList();
    }

    private Suggestion suggestion(Weighed weighed) {
        Wording wording = Comparison.wording(weighed.evidence());
        Settled settled = learning.habits().settle(wording);
        return new Suggestion(
                weighed.pair().to().statement().id(),
                weighed.standing().score(),
                weighed.probability(),
                settled.relation(),
                wording.relation(),
                reasons(weighed, wording, settled),
                weighed.figures());
    }

    private static List<Reason> reasons(Weighed weighed, Wording wording, Settled settled) {
        List<Reason> reasons = new ArrayList<>(weighed.pair().reasons(weighed.evidence(), weighed.voices()));
        if (!weighed.precedents().isEmpty()) {
            reasons.add(new Reason.AcceptedForSimilar(weighed.precedents()));
        }
        if (!settled.relation().equals(wording.relation())) {
            reasons.add(new Reason.CalledByPeople(settled.relation(), settled.times(), settled.of()));
        }
        return reasons;
    }

    private static Analysed analysed(Statement statement, String language) {
        return Analysed.of(statement, language);
    }
}
