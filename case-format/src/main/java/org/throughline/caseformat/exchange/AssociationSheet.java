package org.throughline.caseformat.exchange;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.throughline.caseformat.check.Remarks;
import org.throughline.caseformat.model.AssociationType;
import org.throughline.caseformat.model.CFAssociation;
import org.throughline.caseformat.model.CaseIds;
import org.throughline.caseformat.model.Extensions;
import org.throughline.caseformat.model.LinkGenURI;
import org.throughline.caseformat.model.LinkURI;

/** The sheet of associations in OpenSALT's columns, with the further columns of a whole workbook where they are there. */
final class AssociationSheet {

    /** OpenSALT's columns, in their order. */
    static final List<String> OPENSALT = List.of(
            "identifier",
            "originNodeURI",
            "originNodeIdentifier",
            "originNodeHumanCodingScheme",
            "associationType",
            "destinationNodeURI",
            "destinationNodeIdentifier",
            "destinationNodeHumanCodingScheme",
            "associationGroupIdentifier",
            "associationGroupName");

    private static final UUID NAMESPACE = CaseIds.v5(CaseIds.URL_NAMESPACE, "urn:throughline:sheet:association");
    private static final Map<String, AssociationType> BY_LETTERS = byLetters();

    private final NamedTable table;
    private final Nodes nodes;
    private final Vocabulary vocabulary;
    private final String source;
    private final Instant asOf;
    private final boolean tree;
    private final Set<UUID> formerly;
    private final Remarks remarks;
    private final Map<UUID, String> seen;

    /**
     * @param tree whether the sheet only tells more about places in the tree
     * @param formerly the items that were there when the workbook was written
     * @param seen the identifiers of associations so far
     */
    AssociationSheet(
            NamedTable table,
            Nodes nodes,
            Vocabulary vocabulary,
            String source,
            Instant asOf,
            boolean tree,
            Set<UUID> formerly,
            Map<UUID, String> seen,
            Remarks remarks) {
        this.table = table;
        this.nodes = nodes;
        this.vocabulary = vocabulary;
        this.source = source;
        this.asOf = asOf;
        this.tree = tree;
        this.formerly = new HashSet<>(formerly);
        this.seen = seen;
        this.remarks = remarks;
    }

    private static Map<String, AssociationType> byLetters() {
        Map<String, AssociationType> types = new HashMap<>();
        for (AssociationType.Standard type : AssociationType.Standard.values()) {
            types.put(type.wire().toLowerCase(Locale.ROOT), type);
        }
        types.put("isexactmatchof", AssociationType.EXACT_MATCH_OF);
        types.put("exactmatch", AssociationType.EXACT_MATCH_OF);
        types.put("childof", AssociationType.IS_CHILD_OF);
        types.put("ispeer", AssociationType.IS_PEER_OF);
        types.put("relatedto", AssociationType.IS_RELATED_TO);
        types.put("isreplacedby", AssociationType.REPLACED_BY);
        types.put("isexemplarof", AssociationType.EXEMPLAR);
        types.put("translationof", AssociationType.IS_TRANSLATION_OF);
        return types;
    }

    List<WrittenAssociation> read() {
        List<WrittenAssociation> read = new ArrayList<>();
        for (Grid.Line line : table.lines()) {
            one(line).ifPresent(read::add);
        }
        return read;
    }

    private Optional<WrittenAssociation> one(Grid.Line line) {
        Optional<LinkGenURI> origin = end(line, "origin");
        Optional<LinkGenURI> destination = end(line, "destination");
        if (origin.isEmpty() || destination.isEmpty()) {
            remarks.warning(
                    "missing-end",
                    table.place(line),
                    "The association does not say where it starts or where it leads; left it out.");
            return Optional.empty();
        }
        if (gone(origin.get()) || gone(destination.get())) {
            if (!tree) {
                remarks.warning(
                        "end-deleted",
                        table.place(line),
                        "The association leads from or to an item whose row was deleted; left it out.");
            }
            return Optional.empty();
        }
        AssociationType type = type(line);
        UUID id = identifier(line, type, origin.get(), destination.get());
        String ends =
                Standing.ends(type, origin.get().identifier(), destination.get().identifier());
        @Nullable String before = seen.putIfAbsent(id, ends);
        if (before != null && before.equals(ends)) {
            remarks.repair(
                    "exact-duplicate",
                    table.place(line, "identifier"),
                    "An earlier row is the association " + id + " already; left this one out.");
            return Optional.empty();
        }
        if (before != null) {
            UUID other = CaseIds.v5(NAMESPACE, source + "\n" + id + "\n" + ends);
            remarks.repair(
                    "shared-identifier",
                    table.place(line, "identifier"),
                    "An earlier row is another association " + id + "; this one is now " + other + ".");
            id = other;
            seen.put(other, ends);
        }
        CFAssociation association = CFAssociation.builder(
                        id,
                        table.text(line, "uri", "urn:uuid:" + id),
                        type,
                        origin.get(),
                        destination.get(),
                        changed(line))
                .sequenceNumber(table.integer(line, "sequenceNumber"))
                .CFAssociationGroupingURI(grouping(line))
                .notes(table.text(line, "notes"))
                .extensions(extensions(line))
                .build();
        @Nullable Integer order = table.integer(line, "packageOrder");
        return Optional.of(new WrittenAssociation(
                association, table.place(line), order == null ? WrittenAssociation.LAST : order, tree));
    }

    private Instant changed(Grid.Line line) {
        @Nullable String text = table.text(line, "lastChangeDateTime");
        @Nullable Instant changed = text == null ? null : CellText.instant(text);
        if (text != null && changed == null) {
            table.unexpected(line, "lastChangeDateTime", "a date and a time", text);
        }
        return changed == null ? asOf : changed;
    }

    private UUID identifier(Grid.Line line, AssociationType type, LinkGenURI origin, LinkGenURI destination) {
        @Nullable String written = table.text(line, "identifier");
        if (written == null) {
            return CaseIds.v5(
                    NAMESPACE, source + "\n" + Standing.ends(type, origin.identifier(), destination.identifier()));
        }
        UUID id = RowIdentities.derived(source, written);
        if (!id.toString().equals(written.strip())) {
            remarks.repair(
                    "invalid-identifier",
                    table.place(line, "identifier"),
                    "CASE does not accept " + CellText.quoted(written) + " as written; it is now " + id + ".");
        }
        return id;
    }

    private boolean gone(LinkGenURI end) {
        return CaseIds.parse(end.identifier())
                .filter(id -> formerly.contains(id) && !nodes.has(id))
                .isPresent();
    }

    private AssociationType type(Grid.Line line) {
        String written = table.text(line, "associationType", tree ? "isChildOf" : "");
        Optional<AssociationType> exact = AssociationType.ofWire(written.strip());
        if (exact.isPresent()) {
            return exact.get();
        }
        @Nullable AssociationType known = BY_LETTERS.get(CellText.letters(written));
        AssociationType type = known != null
                ? known
                : AssociationType.ofWire("ext:" + written.strip().replaceAll("[^a-zA-Z0-9.\\-_]+", "-"))
                        .orElse(AssociationType.IS_RELATED_TO);
        remarks.repair(
                "association-type",
                table.place(line, "associationType"),
                "CASE has no association type " + CellText.quoted(written) + "; took " + type.wire() + ".");
        return type;
    }

    private Optional<LinkGenURI> end(Grid.Line line, String end) {
        @Nullable String identifier = table.text(line, end + "NodeIdentifier");
        @Nullable String uri = table.text(line, end + "NodeURI");
        @Nullable String code = table.text(line, end + "NodeHumanCodingScheme");
        if (identifier == null && uri == null && code == null) {
            return Optional.empty();
        }
        if (identifier != null && uri != null && table.has(end + "NodeTitle")) {
            return Optional.of(asWritten(line, end, identifier, uri));
        }
        Optional<LinkGenURI> inside = Optional.empty();
        for (@Nullable String name : new @Nullable String[] {identifier, uri, identifier == null ? code : null}) {
            if (name != null && inside.isEmpty()) {
                inside = nodes.named(name);
            }
        }
        LinkGenURI plain;
        if (inside.isPresent()) {
            plain = inside.get();
        } else if (uri != null && (identifier != null || CellText.isUri(uri))) {
            String named = identifier != null
                    ? CellText.identifier(identifier).map(UUID::toString).orElse(identifier)
                    : CellText.atEndOf(uri).map(UUID::toString).orElse(uri);
            plain = new LinkGenURI(code == null ? uri : code, named, uri, null);
        } else {
            plain = nodes.end(identifier != null ? identifier : code != null ? code : String.valueOf(uri));
        }
        return Optional.of(new LinkGenURI(
                table.text(line, end + "NodeTitle", plain.title()),
                plain.identifier(),
                plain.uri(),
                table.text(line, end + "NodeTargetType")));
    }

    /** An end in a whole workbook: a title that is not written is the one that the node has today. */
    private LinkGenURI asWritten(Grid.Line line, String end, String identifier, String uri) {
        Optional<LinkGenURI> inside =
                CaseIds.parse(identifier).filter(nodes::has).map(nodes::link);
        return new LinkGenURI(
                table.text(
                        line, end + "NodeTitle", inside.map(LinkGenURI::title).orElse(uri)),
                identifier,
                uri,
                table.text(line, end + "NodeTargetType"));
    }

    private @Nullable LinkURI grouping(Grid.Line line) {
        @Nullable String link = table.text(line, "CFAssociationGroupingURI");
        if (link != null && !JsonCell.links(link).isEmpty()) {
            return JsonCell.links(link).getFirst();
        }
        @Nullable String identifier = table.text(line, "associationGroupIdentifier");
        @Nullable String name = table.text(line, "associationGroupName");
        return identifier != null || name != null
                ? vocabulary.grouping(identifier != null ? identifier : String.valueOf(name), name)
                : null;
    }

    private Extensions extensions(Grid.Line line) {
        @Nullable String cell = table.text(line, "extensions");
        Optional<Extensions> read = JsonCell.extensions(cell);
        if (read.isEmpty() && cell != null) {
            table.unexpected(line, "extensions", "a JSON object", cell);
        }
        return read.orElse(Extensions.NONE);
    }
}
