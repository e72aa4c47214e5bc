package org.throughline.matching;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.throughline.matching.Neighbourhood.Voice;

/**
 * Suggests, for one statement at a time, the candidates that may stand in relation to it.
 *
 * <p>Several weak opinions together are better than each: BM25, TF-IDF cosine, character sequences, pairs of words and latent
 * semantics are each normalised over all candidates and summed; the best sibling of a candidate and the statements most like the
 * one asked about have a say. Nothing is learned from decisions and no pretrained weights are used; {@link Calibration} turns the
 * evidence of a pair into a probability.
 *
 * <p>Safe for concurrent use. The same candidates, options and statement give the same suggestions, whatever was asked before.
 */
public final class Suggester {
    private static final String MODEL_VERSION = "cold-1";

    private final List<Analysed> candidates;
    private final String language;
    private final Rarity words;
    private final Rarity grams;
    private final Opinion opinion;
    private final Neighbourhood neighbourhood;

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
        this.grams = new Rarity(corpus.stream().map(Analysed::grams).toList());
        this.opinion = new Opinion(this.candidates, corpus, words, grams);
        this.neighbourhood = new Neighbourhood(background, words, opinion);
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

    /** A pair under consideration: what speaks for it. */
    record Weighed(Comparison pair, Evidence evidence, List<Voice> voices) {}

    /** The best pairs with their evidence, before it is put into words and a probability. */
    List<Weighed> weigh(Statement from, int top) {
        Analysed asked = analysed(from);
        double[] score = opinion.of(asked);
        Map<Integer, List<Voice>> voices = neighbourhood.voices(asked);
        voices.forEach((candidate, heard) ->
                score[candidate] += heard.stream().mapToDouble(Voice::weight).sum());
        double[] company = opinion.company(asked);
        List<Integer> best = Arrays.stream(Scores.best(score, top + 1))
                .boxed()
                .filter(i -> !candidates.get(i).statement().id().equals(from.id()))
                .limit(top)
                .toList();
        List<Weighed> weighed = new ArrayList<>();
        for (int i : best) {
            Comparison pair = new Comparison(asked, candidates.get(i), words);
            double behindBest = score[best.getFirst()] - score[i];
            weighed.add(new Weighed(
                    pair, pair.evidence(grams, company[i], score[i], behindBest), voices.getOrDefault(i, List.of())));
        }
        return weighed;
    }

    private static Suggestion suggestion(Weighed weighed) {
        Evidence evidence = weighed.evidence();
        return new Suggestion(
                weighed.pair().to().statement().id(),
                evidence.score(),
                Calibration.probability(evidence),
                Comparison.relation(evidence),
                weighed.pair().reasons(evidence, weighed.voices()));
    }

    private Analysed analysed(Statement statement) {
        return Analysed.of(statement, language);
    }
}
