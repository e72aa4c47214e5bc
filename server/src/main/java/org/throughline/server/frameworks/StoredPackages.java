package org.throughline.server.frameworks;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.throughline.caseformat.model.CFAssociation;
import org.throughline.caseformat.model.CFDocument;
import org.throughline.caseformat.model.CFItem;
import org.throughline.caseformat.model.CFPackage;
import org.throughline.caseformat.model.LinkURI;
import org.throughline.server.organizations.CurrentCaller;
import org.throughline.server.organizations.OrganizationId;

/**
 * The CASE objects of published and unpublished frameworks, read back from the texts that were stored when they came in. Each text is
 * strict CASE 1.1; a single object is read through a package around it, so that there is one reader only.
 */
@Component
final class StoredPackages implements CaseSource {
    /** CASE names no scope of its own; this one follows the pattern of its family. */
    static final String UNPUBLISHED = "https://purl.imsglobal.org/spec/case/v1p1/scope/core.readonly";

    private final JdbcClient sql;
    private final CurrentCaller caller;

    StoredPackages(JdbcClient sql, CurrentCaller caller) {
        this.sql = sql;
        this.caller = caller;
    }

    /** Whose unpublished frameworks are answered too: those of a caller whose token has the scope for it. */
    private UUID[] readers() {
        return caller.has(UNPUBLISHED)
                ? caller.organizations().stream().map(OrganizationId::value).toArray(UUID[]::new)
                : new UUID[0];
    }

    @Override
    public List<UUID> published() {
        return sql.sql(
                        "select identifier from frameworks.documents where published or owner = any(?) order by identifier")
                .param(readers())
                .query((row, _) -> row.getObject("identifier", UUID.class))
                .list();
    }

    @Override
    public Optional<CFDocument> document(UUID identifier) {
        return sql.sql("select body from frameworks.documents where identifier = ? and (published or owner = any(?))")
                .params(identifier, readers())
                .query(String.class)
                .optional()
                .map(document -> ReadPackages.stored(bytes("{\"CFDocument\":" + document + "}"))
                        .document());
    }

    @Override
    public List<CFDocument> documents(Collection<UUID> identifiers) {
        return sql
                .sql(
                        "select body from frameworks.documents where identifier = any(?) and (published or owner = any(?))")
                .params(identifiers.toArray(UUID[]::new), readers())
                .query(String.class)
                .list()
                .stream()
                .map(document -> ReadPackages.stored(bytes("{\"CFDocument\":" + document + "}"))
                        .document())
                .toList();
    }

    /** All documents as strict CASE 1.1 texts, for whoever picks and orders them; nothing is read of their packages. */
    List<DocumentText> documentTexts() {
        return sql.sql("select identifier, body from frameworks.documents where published or owner = any(?)")
                .param(readers())
                .query((row, _) -> new DocumentText(row.getObject("identifier", UUID.class), row.getString("body")))
                .list();
    }

    /** The version that stands of a document's package, and whether anybody may read it; the package itself is not touched. */
    Optional<StandingPackage> standing(UUID identifier) {
        return sql.sql("""
            select d.published as open, v.framework, v.number, v.recorded_at, v.by_person, v.note, v.published, v.last_change,
                   v.fingerprint, v.items, v.associations
              from frameworks.documents d
              join frameworks.versions v on v.framework = d.identifier and v.number = d.version
             where d.identifier = ? and (d.published or d.owner = any(?))
            """)
                .params(identifier, readers())
                .query((row, number) -> new StandingPackage(Versions.heading(row, number), row.getBoolean("open")))
                .optional();
    }

    /** When what stands of these documents came to stand; those that are not kept here are left out. */
    Map<UUID, Instant> recorded(Collection<UUID> documents) {
        Map<UUID, Instant> recorded = new HashMap<>();
        sql.sql("""
            select d.identifier, v.recorded_at
              from frameworks.documents d
              join frameworks.versions v on v.framework = d.identifier and v.number = d.version
             where d.identifier = any (?)
            """).param(documents.toArray(UUID[]::new)).query((ResultSet row) -> {
            recorded.put(
                    row.getObject("identifier", UUID.class),
                    row.getTimestamp("recorded_at").toInstant());
        });
        return recorded;
    }

    /** One definition or rubric with its children, in a package with nothing else. */
    Optional<CFPackage> definition(DefinitionKind kind, UUID identifier) {
        return sql.sql("""
            select d.identifier as framework, d.body as document, f.hierarchy_code, f.body
              from frameworks.definitions f join frameworks.documents d on d.identifier = f.framework
             where f.kind = ? and f.identifier = ? and (d.published or d.owner = any(?))
             order by d.first_imported, d.identifier limit 1
            """)
                .params(kind.name(), identifier, readers())
                .query((row, _) -> {
                    List<String> bodies = new ArrayList<>(List.of(row.getString("body")));
                    String code = row.getString("hierarchy_code");
                    if (kind.isSet() && code != null && !code.isBlank()) {
                        bodies.addAll(children(row.getObject("framework", UUID.class), kind, identifier, code));
                    }
                    return "{\"CFDocument\":" + row.getString("document") + "," + kind.around(bodies) + "}";
                })
                .optional()
                .map(around -> ReadPackages.stored(bytes(around)));
    }

    /** What stands below a code: the code goes on there with something that is no part of its last word. */
    private List<String> children(UUID framework, DefinitionKind kind, UUID parent, String code) {
        boolean word = Character.isLetterOrDigit(code.codePointBefore(code.length()));
        return sql
                .sql("""
            select hierarchy_code, body from frameworks.definitions
             where framework = ? and kind = ? and identifier <> ? and starts_with(hierarchy_code, ?)
               and length(hierarchy_code) > length(?)
             order by ordinal
            """)
                .params(framework, kind.name(), parent, code, code)
                .query((row, _) -> Map.entry(row.getString("hierarchy_code"), row.getString("body")))
                .list()
                .stream()
                .filter(child ->
                        !word || !Character.isLetterOrDigit(child.getKey().codePointAt(code.length())))
                .map(Map.Entry::getValue)
                .toList();
    }

    /** Of which kind the definition or rubric with this identifier is. */
    Optional<DefinitionKind> kindOf(UUID identifier) {
        return sql.sql("""
            select f.kind from frameworks.definitions f join frameworks.documents d on d.identifier = f.framework
             where f.identifier = ? and (d.published or d.owner = any(?))
             order by d.first_imported, d.identifier limit 1
            """)
                .params(identifier, readers())
                .query((row, _) -> DefinitionKind.valueOf(row.getString("kind")))
                .optional();
    }

    /** A document's text. */
    record DocumentText(UUID identifier, String json) {}

    @Override
    public Optional<CFPackage> pkg(UUID identifier) {
        return sql.sql("""
            select v.package from frameworks.documents d
              join frameworks.versions v on v.framework = d.identifier and v.number = d.version
             where d.identifier = ? and (d.published or d.owner = any(?))
            """)
                .params(identifier, readers())
                .query(byte[].class)
                .optional()
                .map(packed -> ReadPackages.stored(Versions.unpacked(packed)));
    }

    /** The whole package as strict CASE 1.1 text, published or not. */
    Optional<byte[]> text(FrameworkId framework) {
        return sql.sql("""
            select v.package from frameworks.documents d
              join frameworks.versions v on v.framework = d.identifier and v.number = d.version
             where d.identifier = ?
            """)
                .param(framework.value())
                .query(byte[].class)
                .optional()
                .map(Versions::unpacked);
    }

    @Override
    public Optional<Within<CFItem>> item(UUID identifier) {
        return sql.sql("""
            select d.body as document, i.body, i.home, i.home_uri
              from frameworks.items i join frameworks.documents d on d.identifier = i.framework
             where i.identifier = ? and (d.published or d.owner = any(?))
             order by i.home is not null, i.retired_at is not null, d.first_imported, i.framework limit 1
            """)
                .params(identifier, readers())
                .query((row, _) -> {
                    Within<CFItem> item = itemIn(row.getString("document"), row.getString("body"));
                    UUID home = row.getObject("home", UUID.class);
                    return home == null ? item : new Within<>(item.value(), home(home, row.getString("home_uri")));
                })
                .optional();
    }

    /** The document that an item is from: by its own words where it stands here too. */
    private LinkURI home(UUID identifier, String uri) {
        return document(identifier).map(IncomingPackages::link).orElseGet(() -> new LinkURI(uri, identifier, uri));
    }

    /** The item as one framework has it, published or not. */
    Optional<CFItem> item(FrameworkId framework, UUID identifier) {
        return sql.sql("""
            select d.body as document, i.body
              from frameworks.items i join frameworks.documents d on d.identifier = i.framework
             where i.framework = ? and i.identifier = ?
            """)
                .params(framework.value(), identifier)
                .query((row, _) ->
                        itemIn(row.getString("document"), row.getString("body")).value())
                .optional();
    }

    Optional<Instant> retiredAt(FrameworkId framework, UUID identifier) {
        return sql.sql("""
            select retired_at from frameworks.items
             where framework = ? and identifier = ? and retired_at is not null
            """)
                .params(framework.value(), identifier)
                .query((row, _) -> row.getTimestamp("retired_at").toInstant())
                .optional();
    }

    @Override
    public Optional<Within<CFAssociation>> association(UUID identifier) {
        return sql.sql("""
            select d.body as document, a.body
              from frameworks.associations a join frameworks.documents d on d.identifier = a.framework
             where a.identifier = ? and (d.published or d.owner = any(?))
             order by d.first_imported, a.framework limit 1
            """)
                .params(identifier, readers())
                .query((row, _) -> associationsIn(row.getString("document"), List.of(row.getString("body"))).stream())
                .optional()
                .flatMap(found -> found.findFirst());
    }

    @Override
    public List<Within<CFAssociation>> associationsOf(UUID item) {
        Map<String, List<String>> byDocument = new LinkedHashMap<>();
        sql.sql("""
            select d.body as document, a.body
              from frameworks.associations a join frameworks.documents d on d.identifier = a.framework
             where (a.origin_identifier = :item or a.destination_identifier = :item)
               and (d.published or d.owner = any(:readers))
             order by d.first_imported, a.framework, a.ordinal
            """)
                .param("item", item.toString())
                .param("readers", readers())
                .query((row, _) -> Map.entry(row.getString("document"), row.getString("body")))
                .list()
                .forEach(found -> byDocument
                        .computeIfAbsent(found.getKey(), _ -> new ArrayList<>())
                        .add(found.getValue()));
        return byDocument.entrySet().stream()
                .flatMap(e -> associationsIn(e.getKey(), e.getValue()).stream())
                .toList();
    }

    private static Within<CFItem> itemIn(String document, String body) {
        CFPackage around = ReadPackages.stored(bytes(around(document, "CFItems", List.of(body))));
        return new Within<>(around.items().getFirst(), around.document());
    }

    private static List<Within<CFAssociation>> associationsIn(String document, List<String> bodies) {
        CFPackage around = ReadPackages.stored(bytes(around(document, "CFAssociations", bodies)));
        return around.associations().stream()
                .map(association -> new Within<>(association, around.document()))
                .toList();
    }

    /** A package with nothing but these objects. */
    private static String around(String document, String property, List<String> bodies) {
        return "{\"CFDocument\":" + document + ",\"" + property + "\":[" + String.join(",", bodies) + "]}";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
