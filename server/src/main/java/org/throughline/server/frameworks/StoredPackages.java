package org.throughline.server.frameworks;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
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
            select d.body as document, i.body
              from frameworks.items i join frameworks.documents d on d.identifier = i.framework
             where i.identifier = ? and (d.published or d.owner = any(?))
             order by i.retired_at is not null, d.first_imported, i.framework limit 1
            """)
                .params(identifier, readers())
                .query((row, _) -> itemIn(row.getString("document"), row.getString("body")))
                .optional();
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
