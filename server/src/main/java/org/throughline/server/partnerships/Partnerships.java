package org.throughline.server.partnerships;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.throughline.server.alignment.CrosswalkId;
import org.throughline.server.audit.AuditEntry;
import org.throughline.server.audit.AuditLog;
import org.throughline.server.frameworks.FrameworkId;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.organizations.PersonId;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;

/** The partnerships of this server: who takes part and what is in scope. */
@Component
public class Partnerships {
    private final JdbcClient jdbc;
    private final AuditLog audit;
    private final Clock clock;

    public Partnerships(JdbcClient jdbc, AuditLog audit, Clock clock) {
        this.jdbc = jdbc;
        this.audit = audit;
        this.clock = clock;
    }

    /** Founds a partnership; the convener takes part whether it is named among the members or not. A taken name is a {@code Problem CONFLICT}. */
    @Transactional
    public Partnership found(
            String name, String charter, OrganizationId convener, Collection<OrganizationId> members, PersonId by) {
        if (name.isBlank()) {
            throw new Problem(ProblemType.BAD_INPUT, "A partnership needs a name.");
        }
        Set<OrganizationId> all = new LinkedHashSet<>();
        all.add(convener);
        all.addAll(members);
        PartnershipId id = new PartnershipId(UUID.randomUUID());
        Instant now = clock.instant();
        int founded = jdbc.sql("""
                INSERT INTO partnerships.partnership (id, name, charter, convener, founded_at)
                VALUES (:id, :name, :charter, :convener, :at) ON CONFLICT (name) DO NOTHING
                """)
                .param("id", id.value())
                .param("name", name.strip())
                .param("charter", charter.strip())
                .param("convener", convener.value())
                .param("at", Timestamp.from(now))
                .update();
        if (founded == 0) {
            throw new Problem(ProblemType.CONFLICT, "There is already a partnership named “" + name.strip() + "”.");
        }
        int position = 0;
        for (OrganizationId member : all) {
            jdbc.sql("INSERT INTO partnerships.member (partnership, organization, position) VALUES (:p, :o, :n)")
                    .param("p", id.value())
                    .param("o", member.value())
                    .param("n", position++)
                    .update();
        }
        audit.record(new AuditEntry(
                "partnership.founded",
                by.toString(),
                convener.toString(),
                id.toString(),
                Map.of("members", Integer.toString(all.size()))));
        return find(id).orElseThrow();
    }

    /** Takes a framework into scope; twice is once. */
    @Transactional
    public void scope(PartnershipId id, FrameworkId framework, PersonId by) {
        scope(id, "framework", framework.value(), by);
    }

    /** Takes a crosswalk into scope; twice is once. */
    @Transactional
    public void scope(PartnershipId id, CrosswalkId crosswalk, PersonId by) {
        scope(id, "crosswalk", crosswalk.value(), by);
    }

    private void scope(PartnershipId id, String kind, UUID subject, PersonId by) {
        Partnership partnership = find(id).orElseThrow(Problem::notFound);
        int added = jdbc.sql("""
                INSERT INTO partnerships.scope (partnership, kind, subject, position)
                SELECT :p, :kind, :subject, coalesce(max(position), 0) + 1 FROM partnerships.scope WHERE partnership = :p
                ON CONFLICT (partnership, kind, subject) DO NOTHING
                """)
                .param("p", id.value())
                .param("kind", kind)
                .param("subject", subject)
                .update();
        if (added > 0) {
            audit.record(new AuditEntry(
                    "partnership.scope-widened",
                    by.toString(),
                    partnership.convener().toString(),
                    id.toString(),
                    Map.of(kind, subject.toString())));
        }
    }

    public Optional<Partnership> find(PartnershipId id) {
        return read("id = :id", Map.of("id", id.value())).stream().findFirst();
    }

    public Optional<Partnership> byName(String name) {
        return read("name = :name", Map.of("name", name)).stream().findFirst();
    }

    /** Those in which one of the organizations takes part, by name. */
    public List<Partnership> of(Collection<OrganizationId> organizations) {
        return read(
                "id IN (SELECT partnership FROM partnerships.member WHERE organization = ANY(:organizations))",
                Map.of(
                        "organizations",
                        organizations.stream().map(OrganizationId::value).toArray(UUID[]::new)));
    }

    private List<Partnership> read(String where, Map<String, ?> parameters) {
        return jdbc
                .sql("SELECT * FROM partnerships.partnership WHERE " + where + " ORDER BY name")
                .params(parameters)
                .query((rs, n) -> {
                    UUID id = rs.getObject("id", UUID.class);
                    return new Partnership(
                            new PartnershipId(id),
                            rs.getString("name"),
                            rs.getString("charter"),
                            new OrganizationId(rs.getObject("convener", UUID.class)),
                            List.of(),
                            List.of(),
                            List.of(),
                            rs.getTimestamp("founded_at").toInstant());
                })
                .list()
                .stream()
                .map(this::whole)
                .toList();
    }

    private Partnership whole(Partnership heading) {
        List<OrganizationId> members = jdbc.sql(
                        "SELECT organization FROM partnerships.member WHERE partnership = :p ORDER BY position")
                .param("p", heading.id().value())
                .query((rs, n) -> new OrganizationId(rs.getObject("organization", UUID.class)))
                .list();
        return new Partnership(
                heading.id(),
                heading.name(),
                heading.charter(),
                heading.convener(),
                members,
                scoped(heading.id(), "framework", FrameworkId::new),
                scoped(heading.id(), "crosswalk", CrosswalkId::new),
                heading.foundedAt());
    }

    private <T> List<T> scoped(PartnershipId id, String kind, Function<UUID, T> type) {
        return jdbc.sql(
                        "SELECT subject FROM partnerships.scope WHERE partnership = :p AND kind = :kind ORDER BY position")
                .param("p", id.value())
                .param("kind", kind)
                .query((rs, n) -> type.apply(rs.getObject("subject", UUID.class)))
                .list();
    }
}
