package org.throughline.caseformat.exchange;

import static org.throughline.caseformat.exchange.WorkbookWriter.cell;
import static org.throughline.caseformat.exchange.WorkbookWriter.row;

import java.util.ArrayList;
import java.util.List;
import org.throughline.caseformat.model.CFDefinitions;

/** The rows of the sheet CF Definitions. */
final class DefinitionRows {

    static final List<XlsxFile.Column> COLUMNS = List.of(
            XlsxFile.Column.narrow("kind"),
            XlsxFile.Column.of("identifier"),
            XlsxFile.Column.of("title"),
            XlsxFile.Column.wide("description"),
            XlsxFile.Column.of("hierarchyCode"),
            XlsxFile.Column.of("keywords"),
            XlsxFile.Column.wide("licenseText"),
            XlsxFile.Column.narrow("typeCode"),
            XlsxFile.Column.of("uri"),
            XlsxFile.Column.of("lastChangeDateTime"),
            XlsxFile.Column.of("extensions"));

    private DefinitionRows() {}

    static List<List<String>> rows(CFDefinitions definitions) {
        List<List<String>> rows = new ArrayList<>();
        definitions
                .concepts()
                .forEach(one -> rows.add(row(
                        "concept",
                        one.identifier(),
                        one.title(),
                        cell(one.description()),
                        one.hierarchyCode(),
                        cell(one.keywords()),
                        "",
                        "",
                        one.uri(),
                        one.lastChangeDateTime(),
                        JsonCell.ofExtensions(one.extensions()))));
        definitions
                .subjects()
                .forEach(one -> rows.add(row(
                        "subject",
                        one.identifier(),
                        one.title(),
                        cell(one.description()),
                        one.hierarchyCode(),
                        "",
                        "",
                        "",
                        one.uri(),
                        one.lastChangeDateTime(),
                        JsonCell.ofExtensions(one.extensions()))));
        definitions
                .licenses()
                .forEach(one -> rows.add(row(
                        "licence",
                        one.identifier(),
                        one.title(),
                        cell(one.description()),
                        "",
                        "",
                        one.licenseText(),
                        "",
                        one.uri(),
                        one.lastChangeDateTime(),
                        JsonCell.ofExtensions(one.extensions()))));
        definitions
                .itemTypes()
                .forEach(one -> rows.add(row(
                        "item type",
                        one.identifier(),
                        one.title(),
                        one.description(),
                        one.hierarchyCode(),
                        "",
                        "",
                        cell(one.typeCode()),
                        one.uri(),
                        one.lastChangeDateTime(),
                        JsonCell.ofExtensions(one.extensions()))));
        definitions
                .associationGroupings()
                .forEach(one -> rows.add(row(
                        "grouping",
                        one.identifier(),
                        one.title(),
                        cell(one.description()),
                        "",
                        "",
                        "",
                        "",
                        one.uri(),
                        one.lastChangeDateTime(),
                        JsonCell.ofExtensions(one.extensions()))));
        return rows;
    }
}
