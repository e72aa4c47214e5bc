package org.throughline.matching;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.throughline.matching.Neighbourhood.Voice;
import org.throughline.matching.RelationHabits.Called;
import org.throughline.matching.RelationHabits.Wording;

/** Hears all sources about every candidate, chooses those that are worth a close look, and takes it. */
final class CloseLook {
    /** So many candidates are looked at closely. */
    static final int POOL = 120;
    /** The share of the neighbours' votes that is worth one step of evidence. */
    private static final double FAINTEST = 0.003;

    private final List<Analysed> candidates;
    private final Rarity words;
    private final Opinion opinion;
    private final Neighbourhood neighbourhood;
    private final Fellows fellows;
    private final AtomicReferenceArray<@Nullable WordMeanings> meanings;
    private final @Nullable Encodings encodings;

    /**
     * @param background what will be asked about: its statements speak for one another
     * @param decided statements about which something was decided
     */
    CloseLook(
            List<Analysed> candidates,
            List<Analysed> background,
            List<Analysed> decided,
            @Nullable TextEncoder encoder) {
        this.candidates = candidates;
        this.meanings = new AtomicReferenceArray<>(candidates.size());
        this.encodings = encoder == null ? null : new Encodings(encoder, candidates);
        List<Analysed> asked = new ArrayList<>(background);
        asked.addAll(decided);
        List<Analysed> corpus = new ArrayList<>(candidates);
        corpus.addAll(asked);
        CompletableFuture<Rarity> grams = CompletableFuture.supplyAsync(() -> new Rarity(corpus, Analysed::grams));
        this.words = new Rarity(corpus, Analysed::bag);
        this.opinion = new Opinion(candidates, corpus, words, grams.join());
        this.neighbourhood = new Neighbourhood(asked, words, opinion);
        this.fellows = new Fellows(asked, neighbourhood, opinion.latent());
    }

    /**
     * What a close look at a candidate shows.
     *
     * @param candidate its number
     * @param learnt what was learned says of it; empty where nothing was
     */
    record Seen(int candidate, Comparison pair, Evidence evidence, List<Voice> voices, List<Double> learnt) {
        double[] figures() {
            return Ranker.figures(
                    evidence, learnt.stream().mapToDouble(Double::doubleValue).toArray());
        }
    }

    /** The candidates that are worth a close look, and what it shows; never the statement itself (a candidate with its id). */
    List<Seen> pool(Analysed asked, int size, @Nullable Lessons lessons) {
        Hearing hearing = opinion.hear(asked);
        Map<Integer, List<Voice>> voices = neighbourhood.voices(asked);
        double[] score = hearing.score().clone();
        voices.forEach((candidate, heard) -> score[candidate] += loudness(heard));
        Lessons.@Nullable Learnt learnt =
                lessons == null ? null : lessons.hear(asked, opinion.latent().place(asked));
        if (learnt != null) {
            learnt.addTo(score);
        }
        double[] encoded = encodings == null ? null : encodings.standings(asked);
        if (encoded != null) {
            Scores.add(score, 1, encoded);
        }
        float[] centre = fellows.centre(asked);
        WordMeanings.Asked meanings = new WordMeanings(asked, words, opinion.space()).asked();
        List<Seen> pool = new ArrayList<>();
        for (int i : Scores.best(score, size + 1)) {
            if (pool.size() < size
                    && !candidates
                            .get(i)
                            .statement()
                            .id()
                            .equals(asked.statement().id())) {
                Comparison pair = new Comparison(asked, candidates.get(i), words);
                List<Voice> heard = voices.getOrDefault(i, List.of());
                Evidence evidence = pair.evidence(
                        meanings.with(meanings(i)),
                        hearing,
                        i,
                        echo(heard),
                        fellows.favour(asked.statement(), i),
                        LatentSpace.product(centre, opinion.latent().place(i)),
                        encoded == null ? 0 : encoded[i]);
                pool.add(new Seen(i, pair, evidence, heard, learnt == null ? List.of() : learnt.figures(i)));
            }
        }
        return pool;
    }

    /** Found out at the first question; two threads that find it out find the same. */
    private WordMeanings meanings(int candidate) {
        WordMeanings known = meanings.get(candidate);
        if (known == null) {
            known = new WordMeanings(candidates.get(candidate), words, opinion.space());
            meanings.set(candidate, known);
        }
        return known;
    }

    /** Where a statement lies in the latent space. */
    float[] place(Analysed statement) {
        return opinion.latent().place(statement);
    }

    /** Lessons from decided pairs, at least one of them accepted. */
    Lessons lessons(List<Learning.Decided> decided) {
        return new Lessons(decided, candidates, opinion.latent(), words);
    }

    /** Which relations people settled on, of what the wording says of their pairs. */
    RelationHabits habits(List<Learning.Decided> decided) {
        return new RelationHabits(decided.parallelStream()
                .flatMap(one -> {
                    SuggestedRelation relation = one.relation();
                    return relation == null ? Stream.empty() : Stream.of(new Called(wording(one), relation));
                })
                .toList());
    }

    private Wording wording(Learning.Decided one) {
        return new Comparison(one.from(), candidates.get(one.to()), words)
                .wording(new WordMeanings(one.from(), words, opinion.space())
                        .asked()
                        .with(meanings(one.to())));
    }

    private static double echo(List<Voice> voices) {
        return Math.log1p(voices.stream().mapToDouble(Voice::share).sum() / FAINTEST);
    }

    private static double loudness(List<Voice> voices) {
        return voices.stream().mapToDouble(Voice::weight).sum();
    }
}
