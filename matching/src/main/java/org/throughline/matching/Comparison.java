package org.throughline.matching;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.throughline.matching.Neighbourhood.Voice;
import org.throughline.matching.Reason.KindredStatements;
import org.throughline.matching.Reason.ParentTerms;
import org.throughline.matching.Reason.SameCompany;
import org.throughline.matching.Reason.SameText;
import org.throughline.matching.Reason.SharedTerms;
import org.throughline.matching.Reason.SimilarWording;

/** Looks closely at one pair: what it shares, and what that says. */
final class Comparison {
    private static final int MOST_TERMS = 6;
    /** A neighbour that adds less to the score is not worth a reader's time. */
    private static final double WORTH_NAMING = 0.3;

    private final Analysed from;
    private final Analysed to;
    private final Rarity words;
    private final Set<String> shared;

    Comparison(Analysed from, Analysed to, Rarity words) {
        this.from = from;
        this.to = to;
        this.words = words;
        this.shared = new HashSet<>(from.words().stems());
        shared.retainAll(to.words().counts().keySet());
    }

    Analysed to() {
        return to;
    }

    /** The figures of the pair; what only the whole list can tell is passed in. */
    Evidence evidence(Rarity grams, double company, double score, double behindBest) {
        return new Evidence(
                !from.plain().isEmpty() && from.plain().equals(to.plain()),
                covered(from.words().stems(), shared),
                covered(to.words().stems(), shared),
                wording(grams),
                company,
                score,
                behindBest);
    }

    /** Cosine of character sequences. */
    private double wording(Rarity grams) {
        Map<String, Double> one = grams.unit(from.grams());
        Map<String, Double> other = grams.unit(to.grams());
        double sum = 0;
        for (Map.Entry<String, Double> entry : one.entrySet()) {
            sum += entry.getValue() * other.getOrDefault(entry.getKey(), 0.0);
        }
        return Math.clamp(sum, 0, 1);
    }

    /** What the wording says about the relation; thresholds chosen by reading pairs, always for a person to confirm. */
    static SuggestedRelation relation(Evidence evidence) {
        if (evidence.identical() || (evidence.fromCovered() >= 0.85 && evidence.toCovered() >= 0.85)) {
            return SuggestedRelation.EXACT_MATCH;
        }
        double difference = evidence.toCovered() - evidence.fromCovered();
        if (evidence.toCovered() >= 0.6 && difference >= 0.2) {
            return SuggestedRelation.PART_OF;
        }
        if (evidence.fromCovered() >= 0.6 && difference <= -0.2) {
            return SuggestedRelation.HAS_PART;
        }
        return SuggestedRelation.RELATED;
    }

    /** The reasons, most telling first. */
    List<Reason> reasons(Evidence evidence, List<Voice> voices) {
        List<Reason> reasons = new ArrayList<>();
        if (evidence.identical()) {
            reasons.add(new SameText());
        }
        List<String> terms = spelled(shared, from.words().surface());
        if (!terms.isEmpty()) {
            reasons.add(new SharedTerms(terms));
        }
        Map<String, String> spelling = new HashMap<>(from.area().surface());
        spelling.putAll(from.words().surface());
        List<String> parents = spelled(areaTerms(), spelling);
        if (!parents.isEmpty()) {
            reasons.add(new ParentTerms(parents));
        }
        if (!evidence.identical() && evidence.wording() >= 0.15) {
            reasons.add(new SimilarWording(evidence.wording()));
        }
        List<String> kindred = voices.stream()
                .filter(voice -> voice.weight() >= WORTH_NAMING)
                .limit(2)
                .map(voice -> voice.neighbour().text())
                .toList();
        if (!kindred.isEmpty()) {
            reasons.add(new KindredStatements(kindred));
        }
        if (reasons.isEmpty()) {
            reasons.add(new SameCompany(Math.clamp(evidence.company(), 0, 1)));
        }
        return reasons;
    }

    private Set<String> areaTerms() {
        Set<String> terms = new HashSet<>(from.words().stems());
        terms.addAll(from.area().stems());
        terms.retainAll(to.area().counts().keySet());
        return terms;
    }

    private double covered(List<String> stems, Set<String> by) {
        double all = 0;
        double found = 0;
        for (String stem : stems) {
            double rarity = words.of(stem);
            all += rarity;
            found += by.contains(stem) ? rarity : 0;
        }
        return all == 0 ? 0 : found / all;
    }

    private List<String> spelled(Set<String> stems, Map<String, String> spelling) {
        return stems.stream()
                .sorted(Comparator.comparingDouble(words::of).reversed().thenComparing(Comparator.naturalOrder()))
                .limit(MOST_TERMS)
                .map(stem -> spelling.getOrDefault(stem, stem))
                .toList();
    }
}
