package org.throughline.caseformat.exchange;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.throughline.caseformat.model.CFItem;
import org.throughline.caseformat.model.CFPackage;
import org.throughline.caseformat.model.Extensions;

/**
 * Writes a framework as a workbook (XLSX) that people can work in and that loses nothing on the way back: {@link SheetReader} makes
 * the same package of it, in every property. The first three sheets are laid out as OpenSALT reads them, by position. The same
 * package always gives the same bytes; every text is a text, whatever character it begins with.
 */
public final class WorkbookWriter {

    /** The workbook. */
    public byte[] write(CFPackage pkg) {
        LongTexts longTexts = new LongTexts();
        XlsxFile file = new XlsxFile();
        PlacesInTree tree = new PlacesInTree(pkg);
        AssociationRows associations = new AssociationRows(pkg, tree);
        List<String> own = ownColumns(pkg);
        sheet(file, "CF Doc", false, DocumentRows.COLUMNS, List.of(new DocumentRows(pkg).row()), longTexts);
        sheet(file, "CF Item", false, ItemRows.columns(own), new ItemRows(pkg, tree, own).rows(), longTexts);
        sheet(file, "CF Association", false, AssociationRows.COLUMNS, associations.others(), longTexts);
        file.sheet("README", false, ReadMe.COLUMNS, ReadMe.ROWS);
        sheet(file, "CF Definitions", false, DefinitionRows.COLUMNS, DefinitionRows.rows(pkg.definitions()), longTexts);
        sheet(file, "CF Rubric", false, RubricRows.COLUMNS, RubricRows.rows(pkg), longTexts);
        sheet(file, "CF Tree", true, AssociationRows.TREE_COLUMNS, associations.inTree(), longTexts);
        if (!longTexts.pieces().isEmpty()) {
            file.sheet(
                    LongTexts.SHEET,
                    false,
                    List.of(XlsxFile.Column.narrow("number"), XlsxFile.Column.wide("text")),
                    longTexts.pieces());
        }
        return file.finished();
    }

    private static void sheet(
            XlsxFile file,
            String name,
            boolean hidden,
            List<XlsxFile.Column> columns,
            List<List<String>> rows,
            LongTexts longTexts) {
        file.sheet(
                name,
                hidden,
                columns,
                rows.stream()
                        .map(row -> row.stream().map(longTexts::inCell).toList())
                        .toList());
    }

    /** The headings of the columns that came from a sheet and that CASE has no word for. */
    private static List<String> ownColumns(CFPackage pkg) {
        Set<String> headings = new LinkedHashSet<>();
        for (CFItem item : pkg.items()) {
            item.extensions().values().forEach((name, value) -> {
                if (value instanceof Extensions.Text text && ownColumn(name, text.text())) {
                    headings.add(name.substring(ItemsOfRows.OWN_COLUMN.length()));
                }
            });
        }
        return headings.stream().limit(100).toList();
    }

    /** Whether an extension can be a column and come back: its heading means nothing else, and its text is not blank. */
    static boolean ownColumn(String name, String text) {
        String heading = name.startsWith(ItemsOfRows.OWN_COLUMN) ? name.substring(ItemsOfRows.OWN_COLUMN.length()) : "";
        return !heading.isEmpty()
                && heading.equals(heading.strip())
                && heading.length() < 200
                && Headings.role(heading).isEmpty()
                && !text.isBlank();
    }

    /** A value of a row; empty where it is absent. */
    static String cell(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }

    static List<String> row(Object... cells) {
        List<String> row = new ArrayList<>(cells.length);
        for (Object cell : cells) {
            row.add(cell.toString());
        }
        return row;
    }
}
