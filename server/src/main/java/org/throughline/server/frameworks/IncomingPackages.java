package org.throughline.server.frameworks;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.throughline.caseformat.CaseWriter;
import org.throughline.caseformat.DocumentEntry;
import org.throughline.caseformat.InDocument;
import org.throughline.caseformat.graph.FrameworkTree;
import org.throughline.caseformat.model.CFAssociation;
import org.throughline.caseformat.model.CFDocument;
import org.throughline.caseformat.model.CFItem;
import org.throughline.caseformat.model.CFPackage;
import org.throughline.caseformat.model.CaseVersion;
import org.throughline.caseformat.model.LinkURI;
import org.throughline.server.organizations.OrganizationId;

/** Writes packages into the database: whole, in one transaction of the caller. */
@Component
final class IncomingPackages {
    private static final int BATCH = 1000;
    private static final CaseWriter WRITER = new CaseWriter();

    /** What stands here of a framework. */
    record Standing(OrganizationId owner, String title, FrameworkKind kind, boolean published, String fingerprint) {}

    /** How a package differs from what stands here. */
    record Difference(int added, int changed, int retired) {}

    /**
     * A package with everything that is derived from it before it is written. Its text is held packed only.
     *
     * @param items in reading order
     * @param homes the document that an item was taken over from, of those that were
     * @param packed the whole package as strict CASE 1.1, gzip
     * @param bytes how long the text is before it is packed
     * @param fingerprint SHA-256 of the text, in hexadecimal digits
     */
    @SuppressWarnings("ArrayRecordComponent") // megabytes, made here and written from here
    record Prepared(
            CFPackage pkg,
            FrameworkTree tree,
            List<PlacedItem> items,
            Map<UUID, LinkURI> homes,
            byte[] packed,
            long bytes,
            String fingerprint) {
        UUID id() {
            return pkg.document().identifier();
        }

        OffsetDateTime lastChange() {
            return pkg.document().lastChangeDateTime().atOffset(ZoneOffset.UTC);
        }

        private String body(CFItem item) {
            LinkURI document = homes.getOrDefault(item.identifier(), link(pkg.document()));
            return text(WRITER.writeItem(new InDocument<>(item, document), CaseVersion.V1P1));
        }
    }

    private final JdbcClient sql;
    private final JdbcTemplate batches;
    private final Versions versions;
    private final Clock clock;

    IncomingPackages(JdbcClient sql, JdbcTemplate batches, Versions versions, Clock clock) {
        this.sql = sql;
        this.batches = batches;
        this.versions = versions;
        this.clock = clock;
    }

    static Prepared prepare(CFPackage pkg) {
        FrameworkTree tree = FrameworkTree.of(pkg);
        PackedText text = PackedText.of(pkg, CaseVersion.V1P1);
        return new Prepared(
                pkg,
                tree,
                PlacedItem.of(pkg, tree),
                ItemHomes.of(pkg),
                text.packed(),
                text.bytes(),
                text.fingerprint());
    }

    /** What stands here under this identifier; the row is locked until the transaction ends. */
    Optional<Standing> standing(UUID document) {
        return sql.sql("""
            select owner, title, kind, published, fingerprint from frameworks.documents where identifier = ? for update
            """)
                .param(document)
                .query((row, _) -> new Standing(
                        new OrganizationId(row.getObject("owner", UUID.class)),
                        row.getString("title"),
                        FrameworkKind.valueOf(row.getString("kind")),
                        row.getBoolean("published"),
                        row.getString("fingerprint")))
                .optional();
    }

    /** The owner of another framework that has this URI, if that is somebody else. */
    Optional<OrganizationId> otherOwnerOf(String uri, OrganizationId owner) {
        return sql.sql("select owner from frameworks.documents where uri = ? and owner <> ? limit 1")
                .params(uri, owner.value())
                .query((row, _) -> new OrganizationId(row.getObject("owner", UUID.class)))
                .optional();
    }

    /** What the items of a package would change. */
    Difference difference(Prepared prepared) {
        Map<UUID, CFItem> coming = new HashMap<>();
        prepared.pkg().items().forEach(item -> coming.put(item.identifier(), item));
        int[] changedAndRetired = new int[2];
        sql.sql("select identifier, body from frameworks.items where framework = ? and retired_at is null")
                .param(prepared.id())
                .withFetchSize(BATCH)
                .query((ResultSet row) -> {
                    CFItem item = coming.remove(row.getObject("identifier", UUID.class));
                    if (item == null) {
                        changedAndRetired[1]++;
                    } else if (!prepared.body(item).equals(row.getString("body"))) {
                        changedAndRetired[0]++;
                    }
                });
        return new Difference(coming.size(), changedAndRetired[0], changedAndRetired[1]);
    }

    /**
     * Writes a package over whatever stood here, and adds it as a version; items that are in it no longer are retired, never deleted. What
     * was open stays open.
     *
     * @param before the text that stands, where it is at hand: rows that say the same of the new one are left alone
     * @return the version's number
     */
    int write(
            OrganizationId owner,
            Prepared prepared,
            String source,
            FrameworkKind kind,
            boolean open,
            Versions.Recorded recorded,
            Optional<CFPackage> before) {
        KeptRows kept = before.map(pkg -> KeptRows.of(pkg, prepared)).orElse(KeptRows.NONE);
        boolean opened = putDocument(owner, prepared, source, kind, open);
        int version = versions.add(prepared, recorded, opened, now());
        sql.sql("update frameworks.documents set version = ? where identifier = ?")
                .params(version, prepared.id())
                .update();
        Map<UUID, Integer> items = numbers("items", "position", prepared.id());
        Map<UUID, Integer> associations = numbers("associations", "ordinal", prepared.id());
        retire(prepared, items.keySet());
        keep("associations", "identifier", prepared.id(), associations.keySet(), kept.associations());
        keep("placements", "parent", prepared.id(), parents(prepared.id()), kept.levels());
        items.keySet().retainAll(kept.items());
        associations.keySet().retainAll(kept.associations());
        Tally tally = new Tally(
                prepared.items().size() + prepared.pkg().associations().size());
        putItems(prepared, items, tally);
        putAssociations(prepared.pkg(), associations, tally);
        tally.say("The tree is put in order.");
        putPlacements(prepared, kept.levels());
        putDefinitions(prepared.pkg());
        VariantCopy.version(prepared.pkg().document()).ifPresent(taken -> tookAlong(prepared.id(), taken));
        return version;
    }

    /** The numbers of the rows that hold. */
    private Map<UUID, Integer> numbers(String table, String column, UUID framework) {
        Map<UUID, Integer> numbers = new HashMap<>();
        sql.sql("select identifier, %s from frameworks.%s where framework = ?%s"
                        .formatted(column, table, table.equals("items") ? " and retired_at is null" : ""))
                .param(framework)
                .query((ResultSet row) -> {
                    numbers.put(row.getObject(1, UUID.class), row.getInt(2));
                });
        return numbers;
    }

    private Set<UUID> parents(UUID framework) {
        return Set.copyOf(sql.sql("select distinct parent from frameworks.placements where framework = ?")
                .param(framework)
                .query((row, _) -> row.getObject(1, UUID.class))
                .list());
    }

    /**
     * Takes away every row but those that are kept. Which these are is found out here, not there: right after many rows came in, the database
     * does not know how many there are, and compares each of them with each.
     */
    private void keep(String table, String column, UUID framework, Set<UUID> there, Set<UUID> kept) {
        UUID[] gone = there.stream().filter(one -> !kept.contains(one)).toArray(UUID[]::new);
        if (gone.length > 0 && gone.length == there.size()) {
            sql.sql("delete from frameworks." + table + " where framework = ?")
                    .param(framework)
                    .update();
        } else if (gone.length > 0) {
            sql.sql("delete from frameworks.%s where framework = ? and %s = any (?)".formatted(table, column))
                    .params(framework, gone)
                    .update();
        }
    }

    /** Items that hold and are in the package no longer. */
    private void retire(Prepared prepared, Set<UUID> there) {
        Set<UUID> gone = new HashSet<>(there);
        prepared.pkg().items().forEach(item -> gone.remove(item.identifier()));
        if (!gone.isEmpty()) {
            sql.sql("update frameworks.items set retired_at = ? where framework = ? and identifier = any (?)")
                    .params(now(), prepared.id(), gone.toArray(UUID[]::new))
                    .update();
        }
    }

    /** Gives rows that are kept their numbers, those alone whose numbers are others now. */
    private void renumber(
            String table, String column, UUID framework, List<UUID> order, int[] numbers, Map<UUID, Integer> known) {
        List<Integer> others = IntStream.range(0, numbers.length)
                .filter(n -> {
                    @Nullable Integer before = known.get(order.get(n));
                    return before != null && before != numbers[n];
                })
                .boxed()
                .toList();
        for (List<Integer> some : batches(others)) {
            sql.sql("""
                update frameworks.%1$s o set %2$s = n.number from unnest(?::uuid[], ?::integer[]) as n (identifier, number)
                 where o.framework = ? and o.identifier = n.identifier
                """.formatted(table, column))
                    .params(
                            column(some, UUID[]::new, order::get),
                            column(some, Integer[]::new, n -> numbers[n]),
                            framework)
                    .update();
        }
    }

    /** Counts rows as they go in, and tells whoever waits. */
    private static final class Tally {
        private final int inAll;
        private int written;

        Tally(int inAll) {
            this.inAll = inAll;
        }

        void say(String sentence) {
            ImportProgress.tell(sentence, new PendingImports.Share(written, inAll));
        }

        void kept(int rows) {
            written += rows;
        }

        void wrote(int rows, int ofThese, int these, String name) {
            written += rows;
            say("%,d of %,d %s are written.".formatted(ofThese, these, name));
        }
    }

    /** That a variant's text took along a version of its source. */
    private void tookAlong(UUID variant, int version) {
        sql.sql(
                        "update frameworks.variants set source_version = ?, taken_at = ? where framework = ? and source_version <> ?")
                .params(version, now(), variant, version)
                .update();
    }

    /** Writes what stands beside items and associations over whatever stood here. */
    void putDefinitions(CFPackage pkg) {
        UUID framework = pkg.document().identifier();
        sql.sql("delete from frameworks.definitions where framework = ?")
                .param(framework)
                .update();
        for (DefinitionKind kind : DefinitionKind.values()) {
            List<DefinitionKind.Part> parts = kind.of(pkg).toList();
            batches.batchUpdate("""
                    insert into frameworks.definitions (framework, kind, identifier, ordinal, title, hierarchy_code, body)
                    values (?, ?, ?, ?, ?, ?, ?)
                    """, IntStream.range(0, parts.size()).boxed().toList(), BATCH, (statement, number) -> {
                DefinitionKind.Part part = parts.get(number);
                statement.setObject(1, framework);
                statement.setString(2, kind.name());
                statement.setObject(3, part.identifier());
                statement.setInt(4, number);
                statement.setString(5, part.title());
                statement.setString(6, part.code());
                statement.setString(7, part.body());
            });
        }
        sql.sql("update frameworks.documents set parts_written = true where identifier = ?")
                .param(framework)
                .update();
    }

    /** Frameworks from before definitions had rows of their own. */
    List<UUID> withoutParts() {
        return sql.sql("select identifier from frameworks.documents where not parts_written order by identifier")
                .query((row, _) -> row.getObject("identifier", UUID.class))
                .list();
    }

    /** Sets what a repeated import may change without a new text: the kind, and publication, which is never taken back here. */
    void amend(UUID document, FrameworkKind kind, boolean publish) {
        sql.sql("update frameworks.documents set kind = ?, published = published or ? where identifier = ?")
                .params(kind.name(), publish, document)
                .update();
        if (publish) {
            versions.open(document);
        }
    }

    /** Leaves a framework to its owner's members, as a mirror may be; what its versions were stays. */
    void close(UUID document) {
        sql.sql("update frameworks.documents set published = false where identifier = ?")
                .param(document)
                .update();
    }

    /** Returns whether the framework is open now. */
    private boolean putDocument(
            OrganizationId owner, Prepared prepared, String source, FrameworkKind kind, boolean publish) {
        CFPackage pkg = prepared.pkg();
        CFDocument document = pkg.document();
        DocumentEntry entry = new DocumentEntry(document, link(document));
        return sql.sql("""
            insert into frameworks.documents (identifier, owner, uri, title, creator, description, kind, adoption_status,
                language, published, last_change, body, version, fingerprint, items, associations, source,
                first_imported, last_imported)
            values (:identifier, :owner, :uri, :title, :creator, :description, :kind, :adoptionStatus,
                :language, :published, :lastChange, :body, 1, :fingerprint, :items, :associations, :source,
                :now, :now)
            on conflict (identifier) do update set
                uri = excluded.uri, title = excluded.title, creator = excluded.creator,
                description = excluded.description, kind = excluded.kind, adoption_status = excluded.adoption_status,
                language = excluded.language, published = frameworks.documents.published or excluded.published,
                last_change = excluded.last_change, body = excluded.body,
                fingerprint = excluded.fingerprint, items = excluded.items, associations = excluded.associations,
                source = excluded.source, last_imported = excluded.last_imported
            returning published
            """)
                .param("identifier", document.identifier())
                .param("owner", owner.value())
                .param("uri", document.uri())
                .param("title", document.title())
                .param("creator", document.creator())
                .param("description", document.description())
                .param("kind", kind.name())
                .param("adoptionStatus", document.adoptionStatus())
                .param("language", document.language())
                .param("published", publish)
                .param("lastChange", prepared.lastChange())
                .param("body", text(WRITER.writeDocument(entry, CaseVersion.V1P1)))
                .param("fingerprint", prepared.fingerprint())
                .param("items", pkg.items().size())
                .param("associations", pkg.associations().size())
                .param("source", source)
                .param("now", now())
                .query(Boolean.class)
                .single();
    }

    /** Divides the parents of an item in one text; no address has it. */
    private static final String BETWEEN = "\u001f";

    /** Rows go in a thousand at a time, a column an array: each of them a statement of its own would take several times as long. */
    private void putItems(Prepared prepared, Map<UUID, Integer> known, Tally tally) {
        List<UUID> order =
                prepared.items().stream().map(row -> row.item().identifier()).toList();
        int[] positions = RowNumbers.of(order, known);
        renumber("items", "position", prepared.id(), order, positions, known);
        List<PlacedItem> fresh = prepared.items().stream()
                .filter(row -> !known.containsKey(row.item().identifier()))
                .toList();
        int done = order.size() - fresh.size();
        tally.kept(done);
        for (List<PlacedItem> rows : batches(fresh)) {
            sql.sql("""
                insert into frameworks.items (framework, identifier, uri, code, statement, type, level, language, position,
                    depth, leaf, parents, last_change, retired_at, body, home, home_uri)
                select :framework, identifier, uri, code, statement, type, level, language, position, depth, leaf,
                       string_to_array(parents, :between), last_change, null, body, home, home_uri
                  from unnest(:identifiers::uuid[], :uris::text[], :codes::text[], :statements::text[], :types::text[], :levels::text[],
                       :languages::text[], :positions::integer[], :depths::integer[], :leaves::boolean[], :parents::text[],
                       :changes::timestamptz[], :bodies::text[], :homes::uuid[], :homeUris::text[])
                    as row (identifier, uri, code, statement, type, level, language, position, depth, leaf, parents, last_change, body,
                       home, home_uri)
                on conflict (framework, identifier) do update set
                    uri = excluded.uri, code = excluded.code, statement = excluded.statement, type = excluded.type,
                    level = excluded.level, language = excluded.language, position = excluded.position,
                    depth = excluded.depth, leaf = excluded.leaf, parents = excluded.parents,
                    last_change = excluded.last_change, retired_at = null, body = excluded.body,
                    home = excluded.home, home_uri = excluded.home_uri
                """)
                    .param("framework", prepared.id())
                    .param("between", BETWEEN)
                    .param(
                            "identifiers",
                            column(rows, UUID[]::new, row -> row.item().identifier()))
                    .param("uris", column(rows, String[]::new, row -> row.item().uri()))
                    .param(
                            "codes",
                            column(rows, String[]::new, row -> row.item().humanCodingScheme()))
                    .param(
                            "statements",
                            column(rows, String[]::new, row -> row.item().fullStatement()))
                    .param(
                            "types",
                            column(rows, String[]::new, row -> row.item().CFItemType()))
                    .param("levels", column(rows, String[]::new, row -> ItemLevel.of(row.item())))
                    .param(
                            "languages",
                            column(rows, String[]::new, row -> row.item().language()))
                    .param("positions", column(rows, Integer[]::new, row -> positions[row.position()]))
                    .param("depths", column(rows, Integer[]::new, PlacedItem::depth))
                    .param("leaves", column(rows, Boolean[]::new, PlacedItem::leaf))
                    .param(
                            "parents",
                            column(
                                    rows,
                                    String[]::new,
                                    row -> row.parents().stream()
                                            .map(CFItem::uri)
                                            .collect(Collectors.joining(BETWEEN))))
                    .param(
                            "changes",
                            column(
                                    rows,
                                    String[]::new,
                                    row -> row.item().lastChangeDateTime().toString()))
                    .param("bodies", column(rows, String[]::new, row -> prepared.body(row.item())))
                    .param(
                            "homes",
                            column(
                                    rows,
                                    UUID[]::new,
                                    row -> home(prepared, row)
                                            .map(LinkURI::identifier)
                                            .orElse(null)))
                    .param(
                            "homeUris",
                            column(
                                    rows,
                                    String[]::new,
                                    row -> home(prepared, row).map(LinkURI::uri).orElse(null)))
                    .update();
            done += rows.size();
            tally.wrote(rows.size(), done, prepared.items().size(), "statements");
        }
    }

    private static Optional<LinkURI> home(Prepared prepared, PlacedItem row) {
        return Optional.ofNullable(prepared.homes().get(row.item().identifier()));
    }

    private void putAssociations(CFPackage pkg, Map<UUID, Integer> known, Tally tally) {
        UUID framework = pkg.document().identifier();
        LinkURI document = link(pkg.document());
        List<UUID> order =
                pkg.associations().stream().map(CFAssociation::identifier).toList();
        int[] ordinals = RowNumbers.of(order, known);
        renumber("associations", "ordinal", framework, order, ordinals, known);
        List<Integer> fresh = IntStream.range(0, ordinals.length)
                .filter(n -> !known.containsKey(order.get(n)))
                .boxed()
                .toList();
        int done = order.size() - fresh.size();
        tally.kept(done);
        for (List<Integer> numbers : batches(fresh)) {
            List<CFAssociation> rows =
                    numbers.stream().map(pkg.associations()::get).toList();
            sql.sql("""
                insert into frameworks.associations (framework, identifier, ordinal, type, origin_identifier, origin_uri,
                    destination_identifier, destination_uri, last_change, body)
                select :framework, identifier, ordinal, type, origin_identifier, origin_uri, destination_identifier,
                       destination_uri, last_change, body
                  from unnest(:identifiers::uuid[], :ordinals::integer[], :types::text[], :originIdentifiers::text[], :originUris::text[],
                       :destinationIdentifiers::text[], :destinationUris::text[], :changes::timestamptz[], :bodies::text[])
                    as row (identifier, ordinal, type, origin_identifier, origin_uri, destination_identifier, destination_uri, last_change, body)
                """)
                    .param("framework", framework)
                    .param("ordinals", column(numbers, Integer[]::new, n -> ordinals[n]))
                    .param("identifiers", column(rows, UUID[]::new, CFAssociation::identifier))
                    .param(
                            "types",
                            column(
                                    rows,
                                    String[]::new,
                                    row -> row.associationType().wire()))
                    .param(
                            "originIdentifiers",
                            column(
                                    rows,
                                    String[]::new,
                                    row -> row.originNodeURI().identifier()))
                    .param(
                            "originUris",
                            column(
                                    rows,
                                    String[]::new,
                                    row -> row.originNodeURI().uri()))
                    .param(
                            "destinationIdentifiers",
                            column(
                                    rows,
                                    String[]::new,
                                    row -> row.destinationNodeURI().identifier()))
                    .param(
                            "destinationUris",
                            column(
                                    rows,
                                    String[]::new,
                                    row -> row.destinationNodeURI().uri()))
                    .param(
                            "changes",
                            column(
                                    rows,
                                    String[]::new,
                                    row -> row.lastChangeDateTime().toString()))
                    .param(
                            "bodies",
                            column(
                                    rows,
                                    String[]::new,
                                    row -> text(WRITER.writeAssociation(
                                            new InDocument<>(row, document), CaseVersion.V1P1))))
                    .update();
            done += rows.size();
            tally.wrote(rows.size(), done, order.size(), "associations");
        }
    }

    /** One row of the tree as it opens. */
    private record Placement(UUID parent, int ordinal, UUID child) {}

    private void putPlacements(Prepared prepared, Set<UUID> kept) {
        CFPackage pkg = prepared.pkg();
        FrameworkTree tree = prepared.tree();
        UUID framework = pkg.document().identifier();
        List<Placement> placements = new ArrayList<>();
        List<CFItem> tops = new ArrayList<>(tree.roots());
        tops.addAll(tree.orphans());
        if (!kept.contains(framework)) {
            place(framework, tops, placements);
        }
        for (CFItem item : pkg.items()) {
            if (!kept.contains(item.identifier())) {
                place(item.identifier(), tree.children(item.identifier()), placements);
            }
        }
        for (List<Placement> rows : batches(placements)) {
            sql.sql("""
                insert into frameworks.placements (framework, parent, ordinal, child)
                select :framework, parent, ordinal, child from unnest(:parents::uuid[], :ordinals::integer[], :children::uuid[])
                    as row (parent, ordinal, child)
                """)
                    .param("framework", framework)
                    .param("parents", column(rows, UUID[]::new, Placement::parent))
                    .param("ordinals", column(rows, Integer[]::new, Placement::ordinal))
                    .param("children", column(rows, UUID[]::new, Placement::child))
                    .update();
        }
    }

    private static <T> List<List<T>> batches(List<T> rows) {
        List<List<T>> batches = new ArrayList<>();
        for (int from = 0; from < rows.size(); from += BATCH) {
            batches.add(rows.subList(from, Math.min(from + BATCH, rows.size())));
        }
        return batches;
    }

    private static <T, V> @Nullable V[] column(
            List<T> rows, IntFunction<@Nullable V[]> array, Function<T, @Nullable V> value) {
        @Nullable V[] column = array.apply(rows.size());
        for (int n = 0; n < column.length; n++) {
            column[n] = value.apply(rows.get(n));
        }
        return column;
    }

    private static void place(UUID parent, List<CFItem> children, List<Placement> placements) {
        for (int n = 0; n < children.size(); n++) {
            placements.add(new Placement(parent, n, children.get(n).identifier()));
        }
    }

    static LinkURI link(CFDocument document) {
        return new LinkURI(document.title(), document.identifier(), document.uri());
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    static String text(byte[] json) {
        return new String(json, StandardCharsets.UTF_8);
    }
}
