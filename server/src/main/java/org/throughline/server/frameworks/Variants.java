package org.throughline.server.frameworks;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.throughline.caseformat.model.AssociationType;
import org.throughline.caseformat.model.CFAssociation;
import org.throughline.caseformat.model.CFDocument;
import org.throughline.caseformat.model.CFItem;
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
     * Two texts of a variant's source, as far as the variant has to do with them and with its identifiers.
     *
     * @param from the version that the variant took along last, whose text is the base
     * @param to the source's newest version
     */
    public record Sides(int from, int to, CFPackage base, CFPackage theirs) {}

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
        CFPackage variant = copy(id).of(pkg, version, branches, title.strip(), ownerName, now());
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

    /**
     * What a text of the variant is merged with: what its source said when it was taken along last, and what it says now. Of a variant that took
     * some branches alone, that is what stands below what it took; what the source moved away from there stays where it was.
     *
     * @param mine the variant's text: its draft or its newest version
     */
    @Transactional(readOnly = true)
    public Sides sides(Variant variant, CFPackage mine) {
        if (versions.newest(variant.source()).isEmpty()) {
            throw new Problem(
                    ProblemType.CONFLICT,
                    "The framework that this one was derived from is not open to you any more. What you have stays; nothing new can be taken from it.");
        }
        int from = taken(variant, mine.document());
        int to = newest(variant.source());
        CFPackage base = Reach.asHouse(
                "the variant's owner took this version when they could read it",
                () -> versions.pkg(variant.source(), from).orElseThrow(Problem::notFound));
        CFPackage theirs = versions.pkg(variant.source(), to).orElseThrow(Problem::notFound);
        Map<UUID, UUID> known = new HashMap<>();
        mine.items()
                .forEach(item ->
                        VariantCopy.sourceOf(item).ifPresent(source -> known.putIfAbsent(source, item.identifier())));
        VariantCopy copy = new VariantCopy(variant.framework().value(), this::uri, known);
        if (variant.whole()) {
            return new Sides(
                    from,
                    to,
                    copy.seen(base, mine.document(), all(base), Map.of()),
                    copy.seen(theirs, mine.document(), all(theirs), Map.of()));
        }
        Set<UUID> took = new HashSet<>(known.keySet());
        Reach.asHouse("how the variant began", () -> versions.pkg(variant.framework(), 1))
                .ifPresent(began ->
                        began.items().forEach(item -> VariantCopy.sourceOf(item).ifPresent(took::add)));
        Set<UUID> then = VariantCopy.below(base, took);
        took.addAll(then);
        CFPackage seen = copy.seen(base, mine.document(), then, Map.of());
        Map<UUID, List<CFAssociation>> places = new HashMap<>();
        seen.associations().stream()
                .filter(one -> one.associationType() == AssociationType.IS_CHILD_OF)
                .forEach(one -> VariantCopy.node(one.originNodeURI())
                        .ifPresent(child -> places.computeIfAbsent(child, _ -> new ArrayList<>())
                                .add(one)));
        return new Sides(from, to, seen, copy.seen(theirs, mine.document(), VariantCopy.below(theirs, took), places));
    }

    private static Set<UUID> all(CFPackage pkg) {
        return pkg.items().stream().map(CFItem::identifier).collect(Collectors.toUnmodifiableSet());
    }

    /** The same text, which says that it took along this version of its source. */
    public CFPackage saying(CFPackage mine, int version) {
        CFDocument document = mine.document();
        return new CFPackage(
                document.toBuilder()
                        .extensions(
                                document.extensions().withText(VariantCopy.SOURCE_VERSION, Integer.toString(version)))
                        .build(),
                mine.items(),
                mine.associations(),
                mine.definitions(),
                mine.rubrics(),
                mine.extensions());
    }

    /** The version of its source that a text of a variant says it took along last; where it does not say, what is known of the variant. */
    private int taken(Variant variant, CFDocument text) {
        int newest = newest(variant.source());
        return VariantCopy.version(text)
                .filter(said -> said <= newest)
                .orElse(Math.min(newest, variant.sourceVersion()));
    }

    private int newest(FrameworkId framework) {
        return versions.newest(framework).map(FrameworkVersion::number).orElseThrow(Problem::notFound);
    }

    private VariantCopy copy(FrameworkId variant) {
        return new VariantCopy(variant.value(), this::uri);
    }

    private String uri(UUID identifier) {
        return address.url("/uri/" + identifier);
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
