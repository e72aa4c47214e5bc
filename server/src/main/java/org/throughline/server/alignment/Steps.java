package org.throughline.server.alignment;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;
import org.throughline.server.organizations.People;
import org.throughline.server.organizations.PersonId;

/** Turns accepted pairs into steps that people read: with the name of who decided. */
@Component
final class Steps {
    private final People people;

    Steps(People people) {
        this.people = people;
    }

    /** The steps of accepted pairs, from requirement to outcome, in the given order. */
    List<AlignmentStep> of(Collection<Pairs.Pair> accepted) {
        Map<PersonId, String> names =
                names(accepted.stream().map(Pairs.Pair::decidedBy).toList());
        return accepted.stream().map(pair -> forward(pair, names)).toList();
    }

    Map<PersonId, String> names(Collection<PersonId> ids) {
        return people.names(ids.stream().distinct().toList());
    }

    /** The decisions with the names of who made them. */
    List<Decision> named(List<Decision> decisions) {
        Map<PersonId, String> names = names(decisions.stream().map(Decision::by).toList());
        return decisions.stream().map(decision -> decision.named(names)).toList();
    }

    static String name(PersonId id, Map<PersonId, String> names) {
        return names.getOrDefault(id, "somebody who has left");
    }

    /** The pair as a step from its requirement to its outcome. */
    static AlignmentStep forward(Pairs.Pair pair, Map<PersonId, String> names) {
        Relation relation = Objects.requireNonNull(pair.relation());
        return new AlignmentStep(
                Objects.requireNonNull(pair.association()),
                pair.crosswalk(),
                pair.requirement(),
                pair.outcome(),
                relation.word(),
                relation.outcomeForRequirement(),
                name(pair.decidedBy(), names),
                pair.decidedAt(),
                pair.reason());
    }

    /** The same pair walked from its outcome to its requirement. */
    static AlignmentStep backward(Pairs.Pair pair, Map<PersonId, String> names) {
        Relation relation = Objects.requireNonNull(pair.relation());
        return new AlignmentStep(
                Objects.requireNonNull(pair.association()),
                pair.crosswalk(),
                pair.outcome(),
                pair.requirement(),
                relation.wordOnTheWayBack(),
                relation.requirementForOutcome(),
                name(pair.decidedBy(), names),
                pair.decidedAt(),
                pair.reason());
    }
}
