package org.throughline.server.frameworks;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.throughline.caseformat.model.CFPackage;
import org.throughline.caseformat.model.CaseIds;
import org.throughline.server.audit.AuditEntry;
import org.throughline.server.audit.AuditLog;
import org.throughline.server.database.Reach;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.organizations.PersonId;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;
import org.throughline.server.shared.PublicAddress;

/** Local variants of frameworks: how they are derived, and how they take along what their source changes. */
@Component
public class Variants {
    private static final String COLUMNS = "framework, owner, source, source_version, whole, taken_at";

    private final JdbcClient sql;
    private final Frameworks frameworks;
    private final Versions versions;
    private final Publication publication;
    private final PublicAddress address;
    private final AuditLog audit;
    private final Clock clock;

    Variants(
            JdbcClient sql,
            Frameworks frameworks,
            Versions versions,
            Publication publication,
            PublicAddress address,
            AuditLog audit,
            Clock clock) {
        this.sql = sql;
        this.frameworks = frameworks;
        this.versions = versions;
        this.publication = publication;
        this.address = address;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * What a variant would take along from its source, before anything happens.
     *
     * @param sourceVersion the source's version that it would have taken then
     * @param ownVersion the variant's version that was looked at
     */
    public record Looked(
            int sourceVersion,
            int ownVersion,
            List<UpstreamChange> taken,
            List<VariantMerge.Conflict> conflicts,
            int left) {
        public Looked {
            taken = List.copyOf(taken);
            conflicts = List.copyOf(conflicts);
        }
    }

    /**
     * Derives a framework of one's own. It is read by its owner's members alone until somebody opens it.
     *
     * @param source a framework that whoever asks may read
     * @param branches the items whose branches are taken; empty for the whole
     */
    @Transactional
    public FrameworkId derive(
            Framework source, OrganizationId owner, String ownerName, String title, Set<UUID> branches, PersonId by) {
        if (title.isBlank()) {
            throw new Problem(ProblemType.BAD_INPUT, "Give the variant a title of its own.");
        }
        int version = newest(source.id());
        CFPackage pkg = versions.pkg(source.id(), version).orElseThrow(Problem::notFound);
        FrameworkId id = new FrameworkId(CaseIds.mint());
        CFPackage variant = copy(id).of(pkg, branches, title.strip(), ownerName, now());
        if (variant.items().isEmpty() && !pkg.items().isEmpty()) {
            throw new Problem(ProblemType.BAD_INPUT, "Choose at least one branch that has statements.");
        }
        return audit.one("framework.begun", () -> {
            publication.publish(owner, variant, source.kind(), false, "Derived from “" + source.title() + "”", by);
            sql.sql("insert into frameworks.variants (" + COLUMNS + ") values (?, ?, ?, ?, ?, ?)")
                    .params(
                            id.value(),
                            owner.value(),
                            source.id().value(),
                            version,
                            branches.isEmpty(),
                            OffsetDateTime.now(clock))
                    .update();
            audit.record(new AuditEntry(
                    "variant.derived",
                    by.toString(),
                    owner.toString(),
                    id.toString(),
                    Map.of("items", Integer.toString(variant.items().size()))));
            return id;
        });
    }

    /** As what a framework was derived, if it was. Whoever may see the framework may know. */
    @Transactional(readOnly = true)
    public Optional<Variant> of(FrameworkId framework) {
        return sql.sql("select " + COLUMNS + " from frameworks.variants where framework = ?")
                .param(framework.value())
                .query(Variants::variant)
                .optional();
    }

    /** The variants of a framework that whoever asks may see. */
    @Transactional(readOnly = true)
    public List<Framework> derivedFrom(FrameworkId source) {
        return sql
                .sql("select " + COLUMNS + " from frameworks.variants where source = ? order by taken_at limit 200")
                .param(source.value())
                .query(Variants::variant)
                .list()
                .stream()
                .flatMap(variant -> frameworks.find(variant.framework()).stream())
                .toList();
    }

    /** How many versions the source has had since the variant took one. */
    public int behind(Variant variant) {
        return Math.max(0, newest(variant.source()) - variant.sourceVersion());
    }

    /** What the variant would take along now. Nothing happens. */
    @Transactional(readOnly = true)
    public Looked look(Variant variant) {
        int theirs = newest(variant.source());
        int ours = newest(variant.framework());
        VariantMerge.Result result = merge(variant, theirs, ours, Map.of());
        return new Looked(theirs, ours, result.taken(), result.conflicts(), result.left());
    }

    /**
     * Takes along what the source changed, as it was looked at: one act, and a new version of the variant where that changes its text.
     *
     * @param decisions by the conflicts' keys; a conflict without a decision is a {@code Problem BAD_INPUT}
     * @return the variant's version that stands then
     */
    @Transactional
    public FrameworkVersion take(
            Variant variant,
            int sourceVersion,
            int ownVersion,
            Map<String, VariantMerge.Decision> decisions,
            PersonId by) {
        if (newest(variant.source()) != sourceVersion || newest(variant.framework()) != ownVersion) {
            throw new Problem(
                    ProblemType.CONFLICT,
                    "Something changed while you looked: look again, nothing was taken along yet.");
        }
        VariantMerge.Result result = merge(variant, sourceVersion, ownVersion, decisions);
        long open = result.conflicts().stream()
                .filter(conflict -> !decisions.containsKey(conflict.key()))
                .count();
        if (open > 0) {
            throw new Problem(
                    ProblemType.BAD_INPUT,
                    open == 1 ? "One conflict is not decided yet." : open + " conflicts are not decided yet.");
        }
        Framework framework = frameworks.find(variant.framework()).orElseThrow(Problem::notFound);
        return audit.one("variant.updated", () -> {
            audit.record(new AuditEntry(
                    "variant.updated",
                    by.toString(),
                    variant.owner().toString(),
                    variant.framework().toString(),
                    Map.of(
                            "taken", Integer.toString(result.taken().size()),
                            "decided", Integer.toString(result.conflicts().size()),
                            "version", Integer.toString(sourceVersion))));
            sql.sql("update frameworks.variants set source_version = ?, taken_at = ? where framework = ?")
                    .params(
                            sourceVersion,
                            OffsetDateTime.now(clock),
                            variant.framework().value())
                    .update();
            return publication.publish(
                    variant.owner(),
                    result.pkg(),
                    framework.kind(),
                    framework.published(),
                    "Takes along version %d of its source".formatted(sourceVersion),
                    by);
        });
    }

    private VariantMerge.Result merge(
            Variant variant, int theirs, int ours, Map<String, VariantMerge.Decision> decisions) {
        CFPackage base = Reach.asHouse(
                "the variant's owner took this version when they could read it",
                () -> versions.pkg(variant.source(), variant.sourceVersion()).orElseThrow(Problem::notFound));
        return VariantMerge.of(
                base,
                versions.pkg(variant.source(), theirs).orElseThrow(Problem::notFound),
                versions.pkg(variant.framework(), ours).orElseThrow(Problem::notFound),
                variant.whole(),
                copy(variant.framework()),
                decisions,
                now());
    }

    private int newest(FrameworkId framework) {
        return versions.newest(framework).map(FrameworkVersion::number).orElseThrow(Problem::notFound);
    }

    private VariantCopy copy(FrameworkId variant) {
        return new VariantCopy(variant.value(), id -> address.url("/uri/" + id));
    }

    /** CASE writes seconds. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }

    private static Variant variant(ResultSet row, int number) throws SQLException {
        return new Variant(
                new FrameworkId(row.getObject("framework", UUID.class)),
                new OrganizationId(row.getObject("owner", UUID.class)),
                new FrameworkId(row.getObject("source", UUID.class)),
                row.getInt("source_version"),
                row.getBoolean("whole"),
                row.getTimestamp("taken_at").toInstant());
    }
}
