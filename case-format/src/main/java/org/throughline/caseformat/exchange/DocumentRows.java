package org.throughline.caseformat.exchange;

import static org.throughline.caseformat.exchange.WorkbookWriter.cell;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.throughline.caseformat.model.CFDocument;
import org.throughline.caseformat.model.CFLicense;
import org.throughline.caseformat.model.CFPackage;
import org.throughline.caseformat.model.LinkURI;

/** The row of the sheet CF Doc. */
final class DocumentRows {

    static final List<XlsxFile.Column> COLUMNS = Stream.concat(
                    SheetForms.OPENSALT_DOCUMENT.stream(),
                    Stream.of(
                            "uri",
                            "frameworkType",
                            "caseVersion",
                            "subjectURI",
                            "licenseURI",
                            "extensions",
                            "packageExtensions",
                            "definitionsExtensions"))
            .map(name -> name.equals("description") || name.equals("licenseText") || name.equals("notes")
                    ? XlsxFile.Column.wide(name)
                    : XlsxFile.Column.of(name))
            .toList();

    private final CFPackage pkg;

    DocumentRows(CFPackage pkg) {
        this.pkg = pkg;
    }

    List<String> row() {
        CFDocument document = pkg.document();
        @Nullable LinkURI license = document.licenseURI();
        List<String> row = new ArrayList<>();
        row.add(document.identifier().toString());
        row.add(document.creator());
        row.add(document.title());
        row.add(document.lastChangeDateTime().toString());
        row.add(cell(document.officialSourceURL()));
        row.add(cell(document.publisher()));
        row.add(cell(document.description()));
        row.add(JsonCell.ofList(document.subject(), "|"));
        row.add(cell(document.language()));
        row.add(cell(document.version()));
        row.add(cell(document.adoptionStatus()));
        row.add(cell(document.statusStartDate()));
        row.add(cell(document.statusEndDate()));
        row.add(license == null ? "" : license.title());
        row.add(license == null ? "" : licenseText(license));
        row.add(cell(document.notes()));
        row.add(document.uri());
        row.add(cell(document.frameworkType()));
        row.add(cell(document.caseVersion()));
        row.add(JsonCell.ofLinks(document.subjectURI()));
        row.add(licenseLink(pkg, license));
        row.add(JsonCell.ofExtensions(document.extensions()));
        row.add(JsonCell.ofExtensions(pkg.extensions()));
        row.add(JsonCell.ofExtensions(pkg.definitions().extensions()));
        return row;
    }

    private String licenseText(LinkURI license) {
        return pkg.definitions().licenses().stream()
                .filter(one -> one.identifier().equals(license.identifier()))
                .findFirst()
                .map(CFLicense::licenseText)
                .orElse("");
    }

    /** The link where its title alone would not lead to it. */
    static String licenseLink(CFPackage pkg, @Nullable LinkURI license) {
        if (license == null) {
            return "";
        }
        Vocabulary vocabulary = new Vocabulary(pkg.document().identifier(), Instant.EPOCH, pkg.definitions());
        return license.equals(vocabulary.knownLicense(license.title())) ? "" : JsonCell.ofLinks(List.of(license));
    }
}
