package org.throughline.caseformat.exchange;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.throughline.caseformat.check.Remarks;
import org.throughline.caseformat.model.CFItem;
import org.throughline.caseformat.model.Extensions;
import org.throughline.caseformat.model.LinkURI;

/**
 * Makes an item of each row. What the table has no column for stays as the standing item has it; a blank cell in a column with
 * values takes the value away.
 */
final class ItemsOfRows {

    static final String ORIGINAL_IDENTIFIER = "throughline:originalIdentifier";

    /** Before the heading of a column that CASE has no word for. */
    static final String OWN_COLUMN = "sheet:";

    /** In a cell for a link: the item has none, although its text names something that is defined. */
    static final String NO_LINK = "none";

    private final ItemTable table;
    private final Standing standing;
    private final Vocabulary vocabulary;
    private final Instant asOf;
    private final Remarks remarks;

    ItemsOfRows(ItemTable table, Standing standing, Vocabulary vocabulary, Instant asOf, Remarks remarks) {
        this.table = table;
        this.standing = standing;
        this.vocabulary = vocabulary;
        this.asOf = asOf;
        this.remarks = remarks;
    }

    CFItem item(ItemRow row) {
        UUID id = row.identity();
        Optional<CFItem> before = standing.item(id);
        CFItem.Builder item = before.map(CFItem::toBuilder)
                .orElseGet(() -> CFItem.builder(id, "urn:uuid:" + id, row.statement, asOf));
        item.fullStatement(row.statement);
        Extensions extensions = before.map(CFItem::extensions).orElse(Extensions.NONE);
        if (row.ownsLine) {
            texts(row, item);
            links(row, item, before.orElse(null));
            dates(row, item);
            extensions = extensions(row, extensions);
        }
        if (row.original != null) {
            extensions = extensions.withText(ORIGINAL_IDENTIFIER, row.original);
        }
        return item.extensions(extensions).build();
    }

    private void texts(ItemRow row, CFItem.Builder item) {
        text(row, ColumnRole.CODE, item::humanCodingScheme);
        text(row, ColumnRole.ABBREVIATED_STATEMENT, item::abbreviatedStatement);
        text(row, ColumnRole.ALTERNATIVE_LABEL, item::alternativeLabel);
        text(row, ColumnRole.LIST_ENUMERATION, item::listEnumeration);
        text(row, ColumnRole.NOTES, item::notes);
        text(row, ColumnRole.LANGUAGE, item::language);
        list(row, ColumnRole.KEYWORDS, item::conceptKeywords);
        list(row, ColumnRole.SUBJECT, item::subject);
        list(row, ColumnRole.EDUCATION_LEVEL, item::educationLevel);
        @Nullable String uri = table.text(row, ColumnRole.URI);
        if (uri != null) {
            item.uri(uri);
        }
    }

    private void text(ItemRow row, ColumnRole role, Consumer<@Nullable String> property) {
        if (table.says(role)) {
            property.accept(table.text(row, role));
        }
    }

    private void list(ItemRow row, ColumnRole role, Consumer<List<String>> property) {
        if (table.says(role)) {
            property.accept(JsonCell.list(table.text(row, role)));
        }
    }

    private void links(ItemRow row, CFItem.Builder item, @Nullable CFItem before) {
        if (table.says(ColumnRole.ITEM_TYPE)) {
            @Nullable String type = table.text(row, ColumnRole.ITEM_TYPE);
            boolean same = before != null && type != null && type.equals(before.CFItemType());
            item.CFItemType(type);
            @Nullable LinkURI byTitle = type == null ? null : vocabulary.itemType(type);
            item.CFItemTypeURI(link(
                    row,
                    ColumnRole.ITEM_TYPE_URI,
                    same && before != null && !table.exact() ? before.CFItemTypeURI() : byTitle));
        }
        if (table.says(ColumnRole.LICENSE) || table.says(ColumnRole.LICENSE_URI)) {
            @Nullable String license = table.text(row, ColumnRole.LICENSE);
            boolean linked = table.text(row, ColumnRole.LICENSE_URI) != null;
            item.licenseURI(link(
                    row, ColumnRole.LICENSE_URI, license == null || linked ? null : vocabulary.license(license, null)));
        }
        if (table.says(ColumnRole.CONCEPT_URI)) {
            item.conceptKeywordsURI(link(row, ColumnRole.CONCEPT_URI, null));
        }
        if (table.says(ColumnRole.SUBJECT_URI)) {
            @Nullable String cell = table.text(row, ColumnRole.SUBJECT_URI);
            List<LinkURI> links = JsonCell.links(cell);
            item.subjectURI(links);
            if (links.isEmpty() && cell != null) {
                unreadable(row, ColumnRole.SUBJECT_URI, "links", cell);
            }
        }
    }

    private @Nullable LinkURI link(ItemRow row, ColumnRole role, @Nullable LinkURI otherwise) {
        @Nullable String cell = table.text(row, role);
        if (cell == null) {
            return otherwise;
        }
        if (cell.equals(NO_LINK)) {
            return null;
        }
        Optional<LinkURI> link = JsonCell.links(cell).stream().findFirst();
        if (link.isEmpty()) {
            unreadable(row, role, "a link (identifier | address | title)", cell);
            return otherwise;
        }
        return link.get();
    }

    private void dates(ItemRow row, CFItem.Builder item) {
        date(row, ColumnRole.STATUS_START, item::statusStartDate);
        date(row, ColumnRole.STATUS_END, item::statusEndDate);
        if (table.says(ColumnRole.LAST_CHANGE)) {
            @Nullable Instant changed = read(row, ColumnRole.LAST_CHANGE, "a date and a time", CellText::instant);
            item.lastChangeDateTime(changed == null ? asOf : changed);
        }
    }

    private void date(ItemRow row, ColumnRole role, Consumer<@Nullable LocalDate> property) {
        if (table.says(role)) {
            property.accept(read(row, role, "a date such as 2026-11-28", CellText::date));
        }
    }

    private <T> @Nullable T read(ItemRow row, ColumnRole role, String what, Function<String, @Nullable T> reading) {
        @Nullable String cell = table.text(row, role);
        @Nullable T read = cell == null ? null : reading.apply(cell);
        if (cell != null && read == null) {
            remarks.repair(
                    "invalid-date",
                    table.place(row, role),
                    "Expected " + what + ", found " + CellText.quoted(cell) + "; left it out.");
        }
        return read;
    }

    private Extensions extensions(ItemRow row, Extensions before) {
        Extensions extensions = before;
        if (table.says(ColumnRole.EXTENSIONS)) {
            @Nullable String cell = table.text(row, ColumnRole.EXTENSIONS);
            Optional<Extensions> read = JsonCell.extensions(cell);
            if (read.isEmpty() && cell != null) {
                unreadable(row, ColumnRole.EXTENSIONS, "a JSON object", cell);
            }
            extensions = read.orElse(Extensions.NONE);
        }
        Map<String, Extensions.Value> values = new LinkedHashMap<>(extensions.values());
        for (int column : table.extensionColumns()) {
            if (!table.saysIn(column) || table.heading(column).isEmpty()) {
                continue;
            }
            @Nullable String text = table.text(row.line, column);
            String name = OWN_COLUMN + table.heading(column);
            if (text == null) {
                values.remove(name);
            } else {
                values.put(name, new Extensions.Text(text));
            }
        }
        return values.isEmpty() ? Extensions.NONE : new Extensions(values);
    }

    private void unreadable(ItemRow row, ColumnRole role, String expected, String cell) {
        remarks.warning(
                "unexpected-value",
                table.place(row, role),
                "Expected " + expected + ", found " + CellText.quoted(cell) + "; left it out.");
    }

    /** The numbers that rows say for their place among their siblings. */
    List<@Nullable Integer> sequenceNumbers() {
        List<@Nullable Integer> numbers = new ArrayList<>();
        for (ItemRow row : table.rows()) {
            @Nullable String cell = table.text(row, ColumnRole.SEQUENCE_NUMBER);
            @Nullable Integer number = cell == null ? null : CellText.integer(cell);
            if (cell != null && number == null) {
                unreadable(row, ColumnRole.SEQUENCE_NUMBER, "a whole number", cell);
            }
            numbers.add(number);
        }
        return numbers;
    }
}
