package org.throughline.server.alignment;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.throughline.server.database.Reach;
import org.throughline.server.organizations.Membership;
import org.throughline.server.organizations.Organization;
import org.throughline.server.organizations.Organizations;
import org.throughline.server.organizations.PersonId;
import org.throughline.server.shared.ItemUri;

/** The accepted alignments of a crosswalk with everything that was kept of their decisions: for a file. */
@Component
public final class AcceptedAlignments {
    private final JdbcClient sql;
    private final Steps steps;
    private final Organizations organizations;
    private final ObjectProvider<CrosswalkParties> parties;

    AcceptedAlignments(
            JdbcClient sql, Steps steps, Organizations organizations, ObjectProvider<CrosswalkParties> parties) {
        this.sql = sql;
        this.steps = steps;
        this.organizations = organizations;
        this.parties = parties;
    }

    /**
     * One of them.
     *
     * @param decidedFor the names of the organizations behind the crosswalk in which whoever accepted it is a member today; may be empty
     * @param requirementVersion which wording of the requirement was decided upon, or null if it was unknown here
     * @param outcomeVersion which wording of the outcome
     */
    public record Accepted(
            UUID association,
            ItemUri requirement,
            ItemUri outcome,
            Relation relation,
            String decidedBy,
            List<String> decidedFor,
            Instant decidedAt,
            String reason,
            @Nullable Instant requirementVersion,
            @Nullable Instant outcomeVersion) {
        public Accepted {
            decidedFor = List.copyOf(decidedFor);
        }
    }

    private record Row(
            UUID association,
            ItemUri requirement,
            ItemUri outcome,
            Relation relation,
            PersonId by,
            Instant decidedAt,
            String reason,
            @Nullable Instant requirementVersion,
            @Nullable Instant outcomeVersion) {}

    /** In the order of their decisions. */
    public List<Accepted> of(CrosswalkId crosswalk) {
        List<Row> rows = sql.sql("""
                select p.association, p.requirement, p.outcome, p.relation, d.decided_by, d.decided_at, d.reason,
                       d.requirement_version, d.outcome_version
                  from alignment.pairs p join alignment.decisions d on d.number = p.decision
                 where p.crosswalk = ? and p.accepted order by p.decision
                """)
                .param(crosswalk.value())
                .query((row, _) -> new Row(
                        row.getObject("association", UUID.class),
                        new ItemUri(row.getString("requirement")),
                        new ItemUri(row.getString("outcome")),
                        Relation.valueOf(row.getString("relation")),
                        new PersonId(row.getObject("decided_by", UUID.class)),
                        row.getTimestamp("decided_at").toInstant(),
                        row.getString("reason"),
                        instant(row.getTimestamp("requirement_version")),
                        instant(row.getTimestamp("outcome_version"))))
                .list();
        Set<PersonId> people = rows.stream().map(Row::by).collect(Collectors.toSet());
        Map<PersonId, String> names = steps.names(people);
        Map<PersonId, List<String>> behind = decidedFor(crosswalk, people);
        return rows.stream()
                .map(row -> new Accepted(
                        row.association(),
                        row.requirement(),
                        row.outcome(),
                        row.relation(),
                        Steps.name(row.by(), names),
                        behind.getOrDefault(row.by(), List.of()),
                        row.decidedAt(),
                        row.reason(),
                        row.requirementVersion(),
                        row.outcomeVersion()))
                .toList();
    }

    /** For which of the organizations behind a crosswalk these people decide: where each is a member today, by name. */
    Map<PersonId, List<String>> decidedFor(CrosswalkId crosswalk, Collection<PersonId> people) {
        return Reach.asHouse("a decision says for which organization it was made", () -> behind(crosswalk, people));
    }

    private Map<PersonId, List<String>> behind(CrosswalkId crosswalk, Collection<PersonId> people) {
        Map<PersonId, List<String>> behind = new HashMap<>();
        Map<Organization, Boolean> known = new HashMap<>();
        for (PersonId person : people) {
            Set<String> names = new HashSet<>();
            for (Membership membership : organizations.of(person)) {
                Organization organization = membership.organization();
                if (known.computeIfAbsent(
                        organization,
                        one -> parties.stream()
                                .anyMatch(room -> room.seenBy(List.of(one.id())).contains(crosswalk)))) {
                    names.add(organization.name());
                }
            }
            behind.put(person, names.stream().sorted().toList());
        }
        return behind;
    }

    private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
        return timestamp == null ? null : timestamp.toInstant();
    }
}
