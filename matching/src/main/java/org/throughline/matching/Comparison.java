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
import org.throughline.matching.RelationHabits.Wording;
import org.throughline.matching.WordMeanings.Shares;

/** Looks closely at one pair: what it shares, and what that says. */
final class Comparison {
    private static final int MOST_TERMS = 6;
    /** A neighbour that adds less to the score is not worth a reader's time. */
    private static final double WORTH_NAMING = 0.3;

    private final Analysed from;
    private final Analysed to;
    private final Rarity words;

    Comparison(Analysed from, Analysed to, Rarity words) {
        this.from = from;
        this.to = to;
        this.words = words;
    }

    Analysed from() {
        return from;
    }

    Analysed to() {
        return to;
    }

    /** The figures of the pair; what only the whole list can tell is passed in. */
    Evidence evidence(
            Shares shares,
            Hearing hearing,
            int candidate,
            double voices,
            double fellows,
            double fellowship,
            double encoder) {
        return new Evidence(
                isIdentical(),
                startsAlike(),
                shares.covered(),
                shares.otherCovered(),
                shares.meant(),
                shares.otherMeant(),
                Math.clamp(hearing.wording(candidate), 0, 1),
                hearing.company(candidate),
                hearing.base(candidate),
                hearing.companyStanding(candidate),
                hearing.siblings(candidate),
                hearing.area(candidate),
                voices,
                fellows,
                fellowship,
                encoder);
    }

    private boolean isIdentical() {
        return !from.plain().isEmpty() && from.plain().equals(to.plain());
    }

    private boolean startsAlike() {
        List<String> one = from.words().stems();
        List<String> other = to.words().stems();
        return !one.isEmpty() && !other.isEmpty() && one.getFirst().equals(other.getFirst());
    }

    /** What the wording says about the relation, always for a person to confirm. */
    Wording wording(Shares shares) {
        return Wording.of(isIdentical(), shares.covered(), shares.otherCovered());
    }

    static Wording wording(Evidence evidence) {
        return Wording.of(evidence.identical(), evidence.fromCovered(), evidence.toCovered());
    }

    /** The reasons, most telling first. */
    List<Reason> reasons(Evidence evidence, List<Voice> voices) {
        List<Reason> reasons = new ArrayList<>();
        if (evidence.identical()) {
            reasons.add(new SameText());
        }
        Set<String> shared = new HashSet<>(from.words().stems());
        shared.retainAll(to.words().counts().keySet());
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

    private List<String> spelled(Set<String> stems, Map<String, String> spelling) {
        return stems.stream()
                .filter(spelling::containsKey)
                .sorted(Comparator.comparingDouble(words::of).reversed().thenComparing(Comparator.naturalOrder()))
                .limit(MOST_TERMS)
                .map(spelling::get)
                .toList();
    }
}
