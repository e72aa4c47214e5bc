package org.throughline.server.alignment;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.organizations.Organizations;
import org.throughline.server.organizations.PersonId;
import org.throughline.server.shared.ItemUri;

/** The accepted alignments of a crosswalk with everything that was kept of their decisions: for a file. */
@Component
public final class AcceptedAlignments {
    private final Pairs pairs;
    private final Steps steps;
    private final Organizations organizations;

    AcceptedAlignments(Pairs pairs, Steps steps, Organizations organizations) {
        this.pairs = pairs;
        this.steps = steps;
        this.organizations = organizations;
    }

    /**
     * One of them.
     *
     * @param decidedFor the name of the organization for which it was decided; null where that is not on this server
     * @param requirementVersion which wording of the requirement was decided upon, or null if it was unknown here
     * @param outcomeVersion which wording of the outcome
     */
    public record Accepted(
            UUID association,
            ItemUri requirement,
            ItemUri outcome,
            Relation relation,
            String decidedBy,
            @Nullable String decidedFor,
            Instant decidedAt,
            String reason,
            @Nullable Instant requirementVersion,
            @Nullable Instant outcomeVersion) {}

    /** In the order of their decisions. */
    public List<Accepted> of(CrosswalkId crosswalk) {
        List<Pairs.Pair> accepted = pairs.accepted(crosswalk);
        Map<PersonId, String> names =
                steps.names(accepted.stream().map(Pairs.Pair::decidedBy).toList());
        Map<OrganizationId, String> sides = sides(accepted);
        return accepted.stream()
                .map(pair -> new Accepted(
                        Objects.requireNonNull(pair.association()),
                        pair.requirement(),
                        pair.outcome(),
                        Objects.requireNonNull(pair.relation()),
                        Steps.name(pair.decidedBy(), names),
                        sides.get(pair.decidedFor()),
                        pair.decidedAt(),
                        pair.reason(),
                        pair.grounds().requirementVersion(),
                        pair.grounds().outcomeVersion()))
                .toList();
    }

    /** The names of the organizations for which these pairs were decided; without those that are not on this server. */
    Map<OrganizationId, String> sides(Collection<Pairs.Pair> decided) {
        Map<OrganizationId, String> names = new HashMap<>();
        decided.stream()
                .map(Pairs.Pair::decidedFor)
                .distinct()
                .forEach(id -> organizations.find(id).ifPresent(one -> names.put(id, one.name())));
        return names;
    }
}
