package org.throughline.server.cocreation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import org.throughline.caseformat.json.WrittenPackage;
import org.throughline.caseformat.model.CFAssociation;
import org.throughline.caseformat.model.CFDocument;
import org.throughline.caseformat.model.CFItem;
import org.throughline.caseformat.model.CFPackage;
import org.throughline.caseformat.model.CaseIds;
import org.throughline.server.audit.AuditEntry;
import org.throughline.server.audit.AuditLog;
import org.throughline.server.database.Reach;
import org.throughline.server.frameworks.FrameworkId;
import org.throughline.server.frameworks.FrameworkKind;
import org.throughline.server.frameworks.FrameworkVersion;
import org.throughline.server.frameworks.Frameworks;
import org.throughline.server.frameworks.Versions;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.organizations.PersonId;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;

/**
 * The drafts of frameworks: opened on a text that stands or on nothing, read level by level, changed by acts that can be taken back until they
 * are published. An act is whole or not at all; while it is written, its workspace's row is locked, so that acts follow each other. Who may act
 * is asked before.
 */
@Component("frameworkDrafts") // the issuing room has drafts too
public final class Drafts {
    private static final String WHY = "whoever takes part may read the text that the draft begins with";

    private static final String ITEMS = """
        select i.identifier, i.parent, i.body, i.retired, i.standing, i.text_revision, i.place_revision, i.changed_by, i.changed_at,
               (select count(*) from cocreation.items c
                 where c.framework = i.framework and c.parent = i.identifier and not c.retired) as children
          from cocreation.items i
        """;

    private final JdbcClient sql;
    private final DraftRows rows;
    private final DraftPackages packages;
    private final DraftFilling filling;
    private final DraftActs acts;
    private final Workspaces workspaces;
    private final Frameworks frameworks;
    private final Versions versions;
    private final AuditLog audit;
    private final TransactionTemplate transactions;
    private final Clock clock;

    Drafts(
            JdbcClient sql,
            DraftRows rows,
            DraftPackages packages,
            DraftFilling filling,
            DraftActs acts,
            Workspaces workspaces,
            Frameworks frameworks,
            Versions versions,
            AuditLog audit,
            PlatformTransactionManager manager,
            Clock clock) {
        this.sql = sql;
        this.rows = rows;
        this.packages = packages;
        this.filling = filling;
        this.acts = acts;
        this.workspaces = workspaces;
        this.frameworks = frameworks;
        this.versions = versions;
        this.audit = audit;
        this.clock = clock;
        this.transactions = new TransactionTemplate(manager);
        // An act that can't be done leaves nothing behind, and leaves whatever it is a part of as it was.
        this.transactions.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
    }

    /**
     * Opens a workspace on a framework that stands here, unless there is one; its text becomes the draft. A mirror is a {@code Problem CONFLICT}:
     * only its source changes it.
     *
     * @return empty where there is no such framework
     */
    public Optional<Workspace> open(FrameworkId framework, PersonId by) {
        acts.mirrored(framework).ifPresent(reason -> {
            throw new Problem(ProblemType.CONFLICT, reason);
        });
        return transactions.execute(_ -> workspaces
                .find(framework)
                .or(() -> frameworks.find(framework).map(standing -> {
                    int newest = newest(framework);
                    WrittenPackage text = standing(framework, newest);
                    CFPackage pkg = text.pkg();
                    insert(standing.owner(), standing.kind(), pkg.document(), Workspace.State.IDLE, by, pkg);
                    sql.sql("update cocreation.workspaces set base_version = ? where framework = ?")
                            .params(newest, framework.value())
                            .update();
                    filling.fill(new DraftRows.Writing(framework, 0, by, clock.instant()), text);
                    opened(standing.owner(), framework, by);
                    return workspaces.find(framework).orElseThrow();
                })));
    }

    /** Begins a framework: a title, and nothing in it yet. */
    public Workspace begin(
            OrganizationId owner,
            String title,
            String creator,
            FrameworkKind kind,
            @Nullable String language,
            PersonId by) {
        UUID identifier = CaseIds.mint();
        CFDocument document = packages.document(identifier, title.strip(), creator, language, clock.instant());
        return transactions.execute(_ -> {
            insert(owner, kind, document, Workspace.State.DRAFT, by, null);
            FrameworkId framework = new FrameworkId(identifier);
            opened(owner, framework, by);
            return workspaces.find(framework).orElseThrow();
        });
    }

    private void opened(OrganizationId owner, FrameworkId framework, PersonId by) {
        audit.record(new AuditEntry(
                "framework.draft-opened", by.toString(), owner.toString(), framework.toString(), Map.of()));
    }

    private void insert(
            OrganizationId owner,
            FrameworkKind kind,
            CFDocument document,
            Workspace.State state,
            PersonId by,
            @Nullable CFPackage pkg) {
        sql.sql("""
            insert into cocreation.workspaces (framework, owner, title, kind, state, document, definitions, opened_by, opened_at)
            values (:framework, :owner, :title, :kind, :state, :document, :definitions, :by, :now)
            """)
                .param("framework", document.identifier())
                .param("owner", owner.value())
                .param("title", document.title())
                .param("kind", kind.name())
                .param("state", state.name())
                .param("document", DraftBodies.of(document))
                .param("definitions", pkg == null ? null : DraftBodies.rest(pkg))
                .param("by", by.value())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    private int newest(FrameworkId framework) {
        return versions.newest(framework).map(FrameworkVersion::number).orElse(0);
    }

    private WrittenPackage standing(FrameworkId framework, int version) {
        return versions.written(framework, version).orElseThrow();
    }

    /**
     * Does these edits as one act, whole or not at all; the draft begins with the first.
     *
     * @param speakingFor the organization for which the person speaks, if any
     * @param proposal the proposal that the act carries out, if it does
     * @return done, with the act's number; 0 where everything was so already
     */
    public EditOutcome apply(
            FrameworkId framework,
            List<DraftEdit> edits,
            PersonId by,
            @Nullable OrganizationId speakingFor,
            @Nullable UUID proposal) {
        return acts.apply(framework, edits, new DraftActs.Hand(by, speakingFor, proposal));
    }

    /** Takes an act back, unless something that came later rests on it. Taking back what took back does it again. */
    public EditOutcome undo(FrameworkId framework, long act, PersonId by, @Nullable OrganizationId speakingFor) {
        return acts.undo(framework, act, new DraftActs.Hand(by, speakingFor, null));
    }

    // Reading

    public Optional<DraftItem> item(FrameworkId framework, UUID identifier) {
        return Optional.ofNullable(items(framework, List.of(identifier)).get(identifier));
    }

    /** Those of the named items that are in the draft. */
    public Map<UUID, DraftItem> items(FrameworkId framework, Collection<UUID> identifiers) {
        Map<UUID, DraftItem> found = new LinkedHashMap<>();
        read(sql.sql(ITEMS + " where i.framework = ? and i.identifier = any (?)")
                        .params(framework.value(), identifiers.toArray(UUID[]::new)))
                .forEach(item -> found.put(item.identifier(), item));
        return found;
    }

    /** One level of the tree: the children of an item, or of the framework itself. Retired ones are left out. */
    public List<DraftItem> children(FrameworkId framework, UUID parent, int offset, int limit) {
        return read(sql.sql(ITEMS + """
             where i.framework = ? and i.parent = ? and not i.retired order by i.place, i.identifier limit ? offset ?
            """).params(framework.value(), parent, limit, offset));
    }

    /** The same for several parents at once: of each the first children. */
    public Map<UUID, List<DraftItem>> children(FrameworkId framework, Collection<UUID> parents, int limit) {
        Map<UUID, List<DraftItem>> levels = new HashMap<>();
        if (!parents.isEmpty()) {
            String first = """
                from (select *, row_number() over (partition by parent order by place, identifier) as number from cocreation.items
                       where framework = ? and parent = any (?) and not retired) i
                """;
            read(sql.sql(ITEMS.replace("from cocreation.items i\n", first)
                                    + " where i.number <= ? order by i.parent, i.place, i.identifier")
                            .params(framework.value(), parents.toArray(UUID[]::new), limit))
                    .forEach(item -> levels.computeIfAbsent(item.parent(), _ -> new ArrayList<>())
                            .add(item));
        }
        return levels;
    }

    /** How many stand below an item, or below the framework itself. */
    public int count(FrameworkId framework, UUID parent) {
        return sql.sql("select count(*) from cocreation.items where framework = ? and parent = ? and not retired")
                .params(framework.value(), parent)
                .query(Integer.class)
                .single();
    }

    /** How many stand below each of several; those below which nothing stands are left out. */
    public Map<UUID, Integer> counts(FrameworkId framework, Collection<UUID> parents) {
        Map<UUID, Integer> counts = new HashMap<>();
        sql.sql("""
            select parent, count(*) as children from cocreation.items
             where framework = ? and parent = any (?) and not retired group by parent
            """)
                .params(framework.value(), parents.toArray(UUID[]::new))
                .query((row, _) -> Map.entry(row.getObject("parent", UUID.class), row.getInt("children")))
                .list()
                .forEach(entry -> counts.put(entry.getKey(), entry.getValue()));
        return counts;
    }

    /** How many statements the draft has, without those that are retired. */
    public int count(FrameworkId framework) {
        return sql.sql("select count(*) from cocreation.items where framework = ? and not retired")
                .param(framework.value())
                .query(Integer.class)
                .single();
    }

    /** The number of an item among its siblings, from 0. */
    public int place(FrameworkId framework, UUID identifier) {
        return stand(framework, identifier)
                .map(here -> sql.sql("""
                    select count(*) from cocreation.items
                     where framework = ? and parent = ? and not retired and (place, identifier) < (?, ?)
                    """)
                        .params(framework.value(), here.parent(), here.place(), identifier)
                        .query(Integer.class)
                        .single())
                .orElse(0);
    }

    /** Under what an item stands, and where among its siblings. */
    private record Stand(UUID parent, long place) {}

    private Optional<Stand> stand(FrameworkId framework, UUID identifier) {
        return sql.sql("select parent, place from cocreation.items where framework = ? and identifier = ?")
                .params(framework.value(), identifier)
                .query((row, _) -> new Stand(row.getObject("parent", UUID.class), row.getLong("place")))
                .optional();
    }

    /** The items above one along the tree, the topmost first. */
    public List<DraftItem> path(FrameworkId framework, UUID identifier) {
        List<UUID> line = rows.line(framework, identifier);
        Map<UUID, DraftItem> found = items(framework, line);
        return line.reversed().stream().map(found::get).filter(Objects::nonNull).toList();
    }

    /** The newest act when the draft began: what an act after it wrote is new. */
    public long baseRevision(FrameworkId framework) {
        return sql.sql("select base_revision from cocreation.workspaces where framework = ?")
                .param(framework.value())
                .query(Long.class)
                .single();
    }

    /** What somebody did last and can take back. */
    public Optional<Long> lastDone(FrameworkId framework, PersonId by) {
        return last(framework, by, "a.undoes is null and a.kind not in ('BEGIN', 'PUBLISH', 'REVIEW')");
    }

    /** What somebody took back last and can do again, unless they did something else since. */
    public Optional<Long> lastTakenBack(FrameworkId framework, PersonId by) {
        return last(framework, by, """
            a.undoes is not null and not exists (select from cocreation.acts d where d.framework = a.framework
                and d.by_person = a.by_person and d.number > a.number and d.undoes is null)
            and not exists (select from cocreation.acts b where b.framework = a.framework and b.number = a.undoes and b.undoes is not null)
            """);
    }

    private Optional<Long> last(FrameworkId framework, PersonId by, String which) {
        return sql.sql("""
            select max(a.number) from cocreation.acts a join cocreation.workspaces w on w.framework = a.framework
             where a.framework = ? and a.by_person = ? and a.number > w.base_revision and %s
               and not exists (select from cocreation.acts u where u.framework = a.framework and u.undoes = a.number
                   and not exists (select from cocreation.acts r where r.framework = u.framework and r.undoes = u.number))
            """.formatted(which))
                .params(framework.value(), by.value())
                .query((row, _) -> Optional.ofNullable(row.getObject(1, Long.class)))
                .single();
    }

    /** Items whose words begin so, or whose code does, in reading order as far as codes tell it. */
    public List<DraftItem> search(FrameworkId framework, String typed, int limit) {
        String words = prefixes(typed);
        if (words.isEmpty()) {
            return List.of();
        }
        return read(sql.sql(ITEMS + """
             where i.framework = ? and not i.retired
               and (i.search @@ to_tsquery('simple', ?) or starts_with(lower(i.code), lower(?)) or position(lower(?) in lower(i.statement)) > 0)
             order by i.code nulls last, i.statement limit ?
            """).params(framework.value(), words, typed.strip(), typed.strip(), limit));
    }

    /** What was typed as a question for words that begin so; empty where it has no word. */
    static String prefixes(String typed) {
        return String.join(
                " & ",
                Arrays.stream(typed.strip().split("[^\\p{L}\\p{M}\\p{N}]+"))
                        .filter(word -> !word.isEmpty())
                        .limit(8)
                        .map(word -> "'" + word + "':*")
                        .toList());
    }

    /** One act on an item, with what it said before and after where that changed. */
    public record Past(
            long act,
            String kind,
            String summary,
            PersonId by,
            @Nullable OrganizationId speakingFor,
            Instant at,
            @Nullable DraftText before,
            @Nullable DraftText after) {}

    /** What was done to an item, the newest first. */
    public List<Past> history(FrameworkId framework, UUID item, int limit) {
        return sql.sql("""
            select a.number, a.kind, a.summary, a.by_person, a.organization, a.at, c.before ->> 'body' as old, c.after ->> 'body' as now
              from cocreation.act_changes c join cocreation.acts a on a.framework = c.framework and a.number = c.act
             where c.framework = ? and c.subject = ? and c.kind = 'ITEM' order by a.number desc limit ?
            """)
                .params(framework.value(), item, limit)
                .query((row, _) -> {
                    UUID organization = row.getObject("organization", UUID.class);
                    String old = row.getString("old");
                    String now = row.getString("now");
                    return new Past(
                            row.getLong("number"),
                            row.getString("kind"),
                            row.getString("summary"),
                            new PersonId(row.getObject("by_person", UUID.class)),
                            organization == null ? null : new OrganizationId(organization),
                            row.getTimestamp("at").toInstant(),
                            old == null ? null : DraftBodies.text(DraftBodies.item(old)),
                            now == null ? null : DraftBodies.text(DraftBodies.item(now)));
                })
                .list();
    }

    /** The retired items that leave with the next publication, topmost ones alone. */
    public List<DraftItem> retired(FrameworkId framework, int limit) {
        return read(sql.sql(ITEMS + """
             where i.framework = ? and i.retired and not exists (select from cocreation.items p
                where p.framework = i.framework and p.identifier = i.parent and p.retired)
             order by i.changed_at desc, i.identifier limit ?
            """).params(framework.value(), limit));
    }

    /** The sibling before an item, if there is one. */
    public Optional<UUID> before(FrameworkId framework, UUID identifier) {
        return neighbour(framework, identifier, "<", "desc");
    }

    /** The sibling after an item, if there is one. */
    public Optional<UUID> after(FrameworkId framework, UUID identifier) {
        return neighbour(framework, identifier, ">", "asc");
    }

    // In two questions: joined in one, some plans walk through the whole draft.
    private Optional<UUID> neighbour(FrameworkId framework, UUID identifier, String sign, String order) {
        return stand(framework, identifier)
                .flatMap(here -> sql.sql("""
            select identifier from cocreation.items
             where framework = ? and parent = ? and not retired and (place, identifier) %s (?, ?)
             order by place %s, identifier %s limit 1
            """.formatted(sign, order, order))
                        .params(framework.value(), here.parent(), here.place(), identifier)
                        .query(UUID.class)
                        .optional());
    }

    /** The links of an item that are not the tree's, in both directions. */
    public List<CFAssociation> links(FrameworkId framework, UUID item) {
        return associations(
                framework,
                sql.sql("""
            select body from cocreation.links where framework = ? and (origin = ? or destination = ?) order by place, identifier
            """)
                        .params(framework.value(), item.toString(), item.toString())
                        .query((row, _) -> row.getString(1))
                        .list());
    }

    private List<CFAssociation> associations(FrameworkId framework, List<String> bodies) {
        return bodies.isEmpty()
                ? List.of()
                : DraftBodies.read(DraftBodies.of(document(framework)), List.of(), bodies)
                        .associations();
    }

    /** The URI under which an item of the draft is, or will be, published. */
    public String uri(FrameworkId framework, UUID item) {
        return sql.sql("select body from cocreation.items where framework = ? and identifier = ?")
                .params(framework.value(), item)
                .query((row, _) -> DraftBodies.item(row.getString("body")).uri())
                .single();
    }

    /** The draft's document. */
    public CFDocument document(FrameworkId framework) {
        return DraftBodies.document(documentText(framework));
    }

    private String documentText(FrameworkId framework) {
        return sql.sql("select document from cocreation.workspaces where framework = ?")
                .param(framework.value())
                .query(String.class)
                .single();
    }

    /** The draft as it would stand if it were published now. What nobody changed is as it was, with its identifiers and dates. */
    public CFPackage draftPackage(FrameworkId framework) {
        return draftPackage(framework, base(framework));
    }

    /**
     * The same beside the text that the draft began with, for whoever has that already.
     *
     * @return {@code base} itself where nothing is other than there
     */
    CFPackage draftPackage(FrameworkId framework, Optional<CFPackage> base) {
        return packages.pkg(framework, base, clock.instant());
    }

    /** The text that the draft began with; empty for a framework that was never published. */
    public Optional<CFPackage> base(FrameworkId framework) {
        @Nullable
        Integer version = workspaces.find(framework).map(Workspace::baseVersion).orElse(null);
        return version == null ? Optional.empty() : Reach.asHouse(WHY, () -> versions.pkg(framework, version));
    }

    private static List<DraftItem> read(JdbcClient.StatementSpec question) {
        record Found(UUID identifier, String body, Function<CFItem, DraftItem> item) {}
        List<Found> found = question.query((ResultSet row, int number) ->
                        new Found(row.getObject("identifier", UUID.class), row.getString("body"), reader(row)))
                .list();
        if (found.isEmpty()) {
            return List.of();
        }
        // One by one is slow from a hundred on.
        Map<UUID, CFItem> items = new HashMap<>();
        DraftBodies.items(found.stream().map(Found::body).toList()).forEach(item -> items.put(item.identifier(), item));
        List<DraftItem> list = new ArrayList<>();
        found.forEach(one -> list.add(one.item()
                .apply(Optional.ofNullable(items.get(one.identifier()))
                        .orElseGet(() -> DraftBodies.item(one.body())))));
        return list;
    }

    private static Function<CFItem, DraftItem> reader(ResultSet row) throws SQLException {
        UUID identifier = row.getObject("identifier", UUID.class);
        UUID parent = row.getObject("parent", UUID.class);
        int children = row.getInt("children");
        boolean retired = row.getBoolean("retired");
        boolean standing = row.getBoolean("standing");
        long textRevision = row.getLong("text_revision");
        long placeRevision = row.getLong("place_revision");
        PersonId by = new PersonId(row.getObject("changed_by", UUID.class));
        Instant at = row.getTimestamp("changed_at").toInstant();
        return item -> new DraftItem(
                identifier,
                parent,
                DraftBodies.text(item),
                children,
                retired,
                standing,
                textRevision,
                placeRevision,
                by,
                at);
    }
}
