package org.throughline.matching;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.throughline.matching.Neighbourhood.Voice;

/**
 * Suggests, for one statement at a time, the candidates that may stand in relation to it.
 *
 * <p>First several weak opinions are heard, which together are better than each: BM25, TF-IDF cosine, character sequences, pairs of words and
 * latent semantics, normalised over all candidates and summed; then the statements most like the one asked about have a say. The best
 * {@value #POOL} are looked at closely, and a {@link Ranker} of a dozen constants weighs what was seen: words that keep the same company, both
 * trees, the fellows of the statement asked about. Nothing is learned from decisions and no pretrained weights are used;
 * {@link Calibration} turns the evidence of a pair into a probability.
 *
 * <p>Safe for concurrent use. The same candidates, options and statement give the same suggestions, whatever was asked before.
 */
public final class Suggester {
    private static final String MODEL_VERSION = "cold-2";
    /** So many candidates are looked at closely. */
    private static final int POOL = 120;

    private final List<Analysed> candidates;
    private final String language;
    private final Rarity words;
    private final Opinion opinion;
    private final Neighbourhood neighbourhood;
    private final Fellows fellows;

    private Suggester(List<Statement> candidates, SuggesterOptions options) {
        this.language = options.language() != null
                ? options.language()
                : Language.guess(candidates.stream().map(Statement::text).toList());
        this.candidates = candidates.stream().map(this::analysed).toList();
        List<Analysed> background =
                options.background().stream().map(this::analysed).toList();
        List<Analysed> corpus = new ArrayList<>(this.candidates);
        corpus.addAll(background);
        this.words = new Rarity(corpus.stream().map(Analysed::bag).toList());
        Rarity grams = new Rarity(corpus.stream().map(Analysed::grams).toList());
        this.opinion = new Opinion(this.candidates, corpus, words, grams);
        this.neighbourhood = new Neighbourhood(background, words, opinion);
        this.fellows = new Fellows(background, neighbourhood, opinion.latent());
    }

    /** Prepares the candidates; suggestions name them by id, which should be unique among them. */
    public static Suggester over(List<Statement> candidates, SuggesterOptions options) {
        return new Suggester(candidates, options);
    }

    /** Changes whenever the same input may give other suggestions than before; to be kept beside each suggestion. */
    public String modelVersion() {
        return MODEL_VERSION;
    }

    /**
     * The candidates that most likely stand in relation to a statement.
     *
     * @param top how many at most
     * @return best first; equal scores in the candidates' order; only candidates that stand out at all, never the statement itself
     *     (a candidate with its id)
     */
    public List<Suggestion> suggest(Statement from, int top) {
        return weigh(from, top).stream().map(Suggester::suggestion).toList();
    }

    /** A pair under consideration: what speaks for it, and where that puts it. */
    record Weighed(Comparison pair, Evidence evidence, List<Voice> voices, Standing standing) {}

    /** The best pairs with their evidence, before it is put into words and a probability. */
    List<Weighed> weigh(Statement from, int top) {
        List<Seen> pool = pool(from, Math.max(POOL, top));
        double[] scores =
                pool.stream().mapToDouble(seen -> Ranker.score(seen.evidence())).toArray();
        double best = Arrays.stream(scores).max().orElse(0);
        double shares =
                Arrays.stream(scores).map(score -> Math.exp(score - best)).sum();
        return IntStream.range(0, scores.length)
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(i -> -scores[i])
                        .thenComparing(i -> pool.get(i).candidate()))
                .limit(top)
                .map(i -> {
                    Seen seen = pool.get(i);
                    return new Weighed(
                            seen.pair(),
                            seen.evidence(),
                            seen.voices(),
                            new Standing(scores[i], best - scores[i], Math.exp(scores[i] - best) / shares));
                })
                .toList();
    }

    /** A candidate that is worth a close look, by its number. */
    record Seen(int candidate, Comparison pair, Evidence evidence, List<Voice> voices) {}

    /** The candidates that are worth a close look, and what it shows. */
    List<Seen> pool(Statement from, int size) {
        Analysed asked = analysed(from);
        Hearing hearing = opinion.hear(asked);
        Map<Integer, List<Voice>> voices = neighbourhood.voices(asked);
        double[] score = hearing.score().clone();
        voices.forEach((candidate, heard) -> score[candidate] += loudness(heard));
        float[] centre = fellows.centre(asked);
        Map<Integer, Double> theirs = fellows.favourites(from);
        List<Seen> pool = new ArrayList<>();
        for (int i : Scores.best(score, size + 1)) {
            if (pool.size() < size && !candidates.get(i).statement().id().equals(from.id())) {
                Comparison pair = new Comparison(asked, candidates.get(i), words);
                List<Voice> heard = voices.getOrDefault(i, List.of());
                Evidence evidence = pair.evidence(
                        opinion.space(),
                        hearing,
                        i,
                        loudness(heard),
                        theirs.getOrDefault(i, 0.0),
                        LatentSpace.product(centre, opinion.latent().place(i)));
                pool.add(new Seen(i, pair, evidence, heard));
            }
        }
        return pool;
    }

    private static double loudness(List<Voice> voices) {
        return voices.stream().mapToDouble(Voice::weight).sum();
    }

    private static Suggestion suggestion(Weighed weighed) {
        Evidence evidence = weighed.evidence();
        return new Suggestion(
                weighed.pair().to().statement().id(),
                weighed.standing().score(),
                Calibration.probability(evidence, weighed.standing()),
                Comparison.relation(evidence),
                weighed.pair().reasons(evidence, weighed.voices()));
    }

    private Analysed analysed(Statement statement) {
        return Analysed.of(statement, language);
    }
}
