package org.throughline.caseformat.exchange;

import static org.throughline.caseformat.exchange.WorkbookWriter.cell;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.throughline.caseformat.model.CFItem;
import org.throughline.caseformat.model.CFPackage;
import org.throughline.caseformat.model.Extensions;
import org.throughline.caseformat.model.LinkURI;

/** The rows of the sheet CF Item, in the order of reading. */
final class ItemRows {

    private static final List<XlsxFile.Column> COLUMNS = List.of(
            XlsxFile.Column.of("identifier"),
            XlsxFile.Column.wide("fullStatement"),
            XlsxFile.Column.of("humanCodingScheme"),
            XlsxFile.Column.narrow("smartLevel"),
            XlsxFile.Column.narrow("listEnumeration"),
            new XlsxFile.Column("abbreviatedStatement", 30, true),
            XlsxFile.Column.of("conceptKeywords"),
            new XlsxFile.Column("notes", 40, true),
            XlsxFile.Column.narrow("language"),
            XlsxFile.Column.narrow("educationLevel"),
            XlsxFile.Column.of("CFItemType"),
            XlsxFile.Column.of("license"),
            XlsxFile.Column.of("uri"),
            XlsxFile.Column.of("lastChangeDateTime"),
            XlsxFile.Column.of("alternativeLabel"),
            XlsxFile.Column.of("CFItemTypeURI"),
            XlsxFile.Column.of("conceptKeywordsURI"),
            XlsxFile.Column.of("subject"),
            XlsxFile.Column.of("subjectURI"),
            XlsxFile.Column.of("licenseURI"),
            XlsxFile.Column.narrow("statusStartDate"),
            XlsxFile.Column.narrow("statusEndDate"),
            XlsxFile.Column.of("extensions"),
            XlsxFile.Column.narrow("packageOrder"));

    private final CFPackage pkg;
    private final PlacesInTree tree;
    private final List<String> own;
    private final Vocabulary vocabulary;
    private final Map<UUID, Integer> order = new HashMap<>();

    ItemRows(CFPackage pkg, PlacesInTree tree, List<String> own) {
        this.pkg = pkg;
        this.tree = tree;
        this.own = own;
        this.vocabulary = new Vocabulary(pkg.document().identifier(), Instant.EPOCH, pkg.definitions());
        pkg.items().forEach(item -> order.put(item.identifier(), order.size() + 1));
    }

    static List<XlsxFile.Column> columns(List<String> own) {
        return Stream.concat(COLUMNS.stream(), own.stream().map(XlsxFile.Column::of))
                .toList();
    }

    List<List<String>> rows() {
        return tree.reading().stream().map(this::row).toList();
    }

    private List<String> row(CFItem item) {
        List<String> row = new ArrayList<>();
        row.add(item.identifier().toString());
        row.add(item.fullStatement());
        row.add(cell(item.humanCodingScheme()));
        row.add(tree.place(item.identifier()));
        row.add(cell(item.listEnumeration()));
        row.add(cell(item.abbreviatedStatement()));
        row.add(JsonCell.ofList(item.conceptKeywords(), ","));
        row.add(cell(item.notes()));
        row.add(cell(item.language()));
        row.add(JsonCell.ofList(item.educationLevel(), ","));
        row.add(cell(item.CFItemType()));
        row.add(item.licenseURI() == null ? "" : item.licenseURI().title());
        row.add(item.uri());
        row.add(item.lastChangeDateTime().toString());
        row.add(cell(item.alternativeLabel()));
        row.add(typeLink(item));
        row.add(item.conceptKeywordsURI() == null ? "" : JsonCell.ofLinks(List.of(item.conceptKeywordsURI())));
        row.add(JsonCell.ofList(item.subject(), "|"));
        row.add(JsonCell.ofLinks(item.subjectURI()));
        row.add(DocumentRows.licenseLink(pkg, item.licenseURI()));
        row.add(cell(item.statusStartDate()));
        row.add(cell(item.statusEndDate()));
        extensions(item, row);
        return row;
    }

    /** The link where the type's title alone would not lead to it. */
    private String typeLink(CFItem item) {
        @Nullable LinkURI link = item.CFItemTypeURI();
        @Nullable LinkURI byTitle = item.CFItemType() == null ? null : vocabulary.itemType(item.CFItemType());
        if (Objects.equals(link, byTitle)) {
            return "";
        }
        return link == null ? ItemsOfRows.NO_LINK : JsonCell.ofLinks(List.of(link));
    }

    private void extensions(CFItem item, List<String> row) {
        Map<String, Extensions.Value> rest =
                new LinkedHashMap<>(item.extensions().values());
        List<String> cells = new ArrayList<>();
        for (String heading : own) {
            String name = ItemsOfRows.OWN_COLUMN + heading;
            boolean fits =
                    rest.get(name) instanceof Extensions.Text text && WorkbookWriter.ownColumn(name, text.text());
            cells.add(fits && rest.remove(name) instanceof Extensions.Text text ? text.text() : "");
        }
        row.add(rest.isEmpty() ? "" : JsonCell.ofExtensions(new Extensions(rest)));
        row.add(Integer.toString(order.getOrDefault(item.identifier(), 0)));
        row.addAll(cells);
    }
}
