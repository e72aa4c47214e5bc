package org.throughline.matching;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Suggests, for one statement at a time, the candidates that may stand in relation to it.
 *
 * <p>Several weak opinions are better than each: BM25, TF-IDF cosine, character sequences and latent semantics, with and without
 * the parents' words, are each normalised over all candidates (z-scores) and averaged. Nothing is learned from decisions and no
 *
 * <p>Immutable and safe for concurrent use. The same candidates, options and statement give the same suggestions, always.
 */
public final class Suggester {
    private static final String MODEL_VERSION = "cold-1";
    private static final int LATENT_DIMENSIONS = 200;
    private static final int SHORT_LIST = 200;

    private final List<Analysed> candidates;
    private final String language;
    private final Rarity words;
    private final Rarity grams;
    private final LatentSource latent;
    final List<Source> sources;

    private Suggester(List<Statement> candidates, SuggesterOptions options) {
        this.language = options.language() != null
                ? options.language()
                : Language.guess(candidates.stream().map(Statement::text).toList());
        this.candidates = analyse(candidates);
        List<Analysed> corpus = new ArrayList<>(this.candidates);
        corpus.addAll(analyse(options.background()));
        this.words = new Rarity(corpus.stream().map(Analysed::bagInArea).toList());
        this.grams = new Rarity(corpus.stream().map(Analysed::grams).toList());
        LatentSpace space = new LatentSpace(
                corpus.stream().map(Analysed::bagInArea).map(words::unit).toList(), LATENT_DIMENSIONS);
        this.latent = new LatentSource(space, this.candidates, Analysed::bagInArea, words);
        this.sources = List.of(
                Source.bm25(this.candidates, Analysed::bag, words),
                Source.bm25(this.candidates, Analysed::bagInArea, words),
                Source.cosine(this.candidates, Analysed::bag, words),
                Source.cosine(this.candidates, Analysed::bagInArea, words),
                Source.cosine(this.candidates, Analysed::grams, grams),
                latent);
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
     * @return best first; equal scores in the candidates' order; only candidates that share something with the statement, never
     *     the statement itself (a candidate with its id)
     */
    public List<Suggestion> suggest(Statement from, int top) {
        Analysed asked = analysed(from);
        double[] score = meanOfZScores(
                sources.stream().map(source -> source.scores(asked)).toList());
        double[] company = latent.scores(asked);
        List<Integer> best = best(from, score, top);
        return best.stream()
                .map(i -> suggestion(asked, i, evidence(asked, i, score, company, score[best.getFirst()])))
                .toList();
    }

    private List<Integer> best(Statement from, double[] score, int top) {
        return IntStream.range(0, score.length)
                .filter(i -> score[i] > 0)
                .filter(i -> !candidates.get(i).statement().id().equals(from.id()))
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -score[i]))
                .limit(top)
                .toList();
    }

    private Evidence evidence(Analysed asked, int candidate, double[] score, double[] company, double best) {
        Comparison pair = new Comparison(asked, candidates.get(candidate), words);
        return new Evidence(
                pair.identical(),
                pair.fromCovered(),
                pair.toCovered(),
                pair.wording(grams),
                company[candidate],
                pair.area(),
                score[candidate],
                best - score[candidate]);
    }

    private Suggestion suggestion(Analysed asked, int candidate, Evidence evidence) {
        Analysed to = candidates.get(candidate);
        return new Suggestion(
                to.statement().id(),
                evidence.score(),
                Calibration.probability(evidence),
                Comparison.relation(evidence),
                new Comparison(asked, to, words).reasons(evidence));
    }

    Analysed analysed(Statement s) {
        return Analysed.of(s, language);
    }

    private List<Analysed> analyse(List<Statement> statements) {
        return statements.stream().map(s -> Analysed.of(s, language)).toList();
    }

    /**
     * Each opinion is measured against its own mean and spread over all candidates. A short list is filled up in thought with
     * candidates that share nothing: among three candidates nobody could stand out otherwise.
     */
    private static double[] meanOfZScores(List<double[]> opinions) {
        int size = opinions.getFirst().length;
        int filled = Math.max(size, SHORT_LIST);
        double[] mean = new double[size];
        for (double[] scores : opinions) {
            double sum = 0;
            double squares = 0;
            for (double score : scores) {
                sum += score;
                squares += score * score;
            }
            double average = sum / filled;
            double deviation = Math.sqrt(Math.max(0, squares / filled - average * average));
            for (int i = 0; i < size && deviation > 0; i++) {
                mean[i] += (scores[i] - average) / deviation / opinions.size();
            }
        }
        return mean;
    }
}
