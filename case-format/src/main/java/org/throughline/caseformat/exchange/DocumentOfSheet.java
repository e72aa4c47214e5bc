package org.throughline.caseformat.exchange;

import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.throughline.caseformat.check.Remarks;
import org.throughline.caseformat.model.CFDocument;
import org.throughline.caseformat.model.CFPackage;
import org.throughline.caseformat.model.CaseIds;
import org.throughline.caseformat.model.Extensions;

/**
 * The document of a sheet: what the sheet says about it by name, in a sheet of its own or in lines before the headings; else what
 * stands; else what the request says; else the name of the file.
 */
final class DocumentOfSheet {

    private static final UUID NAMESPACE = CaseIds.v5(CaseIds.URL_NAMESPACE, "urn:throughline:sheet:document");

    private record Said(String text, String place) {}

    private final SheetRequest request;
    private final boolean exact;
    private final Remarks remarks;
    private final Map<String, Said> said = new LinkedHashMap<>();

    DocumentOfSheet(SheetRequest request, boolean exact, Remarks remarks) {
        this.request = request;
        this.exact = exact;
        this.remarks = remarks;
    }

    /** Takes the values of a line under the names of another; a column without a known name counts by its position. */
    void table(Grid grid, List<String> byPosition) {
        if (grid.lines().size() < 2) {
            return;
        }
        Grid.Line names = grid.lines().get(0);
        Grid.Line values = grid.lines().get(1);
        for (int i = 0; i < Math.max(names.width(), values.width()); i++) {
            String name = CellText.letters(names.text(i));
            if (name.isEmpty() && i < byPosition.size()) {
                name = CellText.letters(byPosition.get(i));
            }
            String text = exact ? values.raw(i) : values.text(i);
            if (!text.isBlank()) {
                said.putIfAbsent(name, new Said(CellText.clean(text), grid.place(values, i)));
            }
        }
    }

    /** Takes lines such as {@code #title,Welding}, or {@code # Title: Welding}, before the headings. */
    void preamble(Grid grid, int lines) {
        for (Grid.Line line : grid.lines().subList(0, lines)) {
            String first = line.text(0);
            if (!first.startsWith("#")) {
                continue;
            }
            String key = first.substring(1).strip();
            String value = line.text(1);
            int colon = key.indexOf(':');
            if (value.isEmpty() && colon > 0) {
                value = key.substring(colon + 1).strip();
                key = key.substring(0, colon);
            }
            if (!value.isEmpty()) {
                said.putIfAbsent(CellText.letters(key), new Said(CellText.clean(value), grid.place(line)));
            }
        }
    }

    private @Nullable String text(String... names) {
        for (String name : names) {
            @Nullable Said found = said.get(CellText.letters(name));
            if (found != null) {
                return found.text();
            }
        }
        return null;
    }

    private String place(String name) {
        @Nullable Said found = said.get(CellText.letters(name));
        return found == null ? "" : found.place();
    }

    /** What makes identifiers unique that CASE does not accept: the document's identifier as written, else the one it has. */
    String source(UUID identifier) {
        @Nullable String written = text("identifier");
        return written == null ? identifier.toString() : written;
    }

    /** The framework's identifier. */
    UUID identifier() {
        @Nullable CFPackage standing = request.standing();
        @Nullable String written = text("identifier");
        if (written != null) {
            UUID identifier = RowIdentities.derived(written, written);
            if (standing != null && !standing.document().identifier().equals(identifier)) {
                remarks.error(
                        "other-framework",
                        place("identifier"),
                        "The sheet is the framework " + identifier + ", not "
                                + standing.document().identifier() + " ("
                                + standing.document().title()
                                + ") that it should update.");
            }
            if (!identifier.toString().equals(written.strip())) {
                remarks.repair(
                        "invalid-identifier",
                        place("identifier"),
                        "CASE does not accept " + CellText.quoted(written) + " as written; it is now " + identifier
                                + ".");
            }
            return identifier;
        }
        if (standing != null) {
            return standing.document().identifier();
        }
        return request.identifier() != null ? request.identifier() : CaseIds.v5(NAMESPACE, request.sourceName());
    }

    /** The document; a licence that it names is looked up or defined. */
    CFDocument document(UUID identifier, Vocabulary vocabulary) {
        @Nullable CFPackage standing = request.standing();
        @Nullable CFDocument before = standing == null || exact ? null : standing.document();
        CFDocument.Builder document = before == null
                ? CFDocument.builder(identifier, "urn:uuid:" + identifier, creator(), title(), request.asOf())
                : before.toBuilder();
        required("uri", document::uri);
        required("creator", document::creator);
        required("title", document::title);
        @Nullable Instant changed = changed();
        document.lastChangeDateTime(
                changed != null ? changed : before != null ? before.lastChangeDateTime() : request.asOf());
        say("frameworkType", document::frameworkType);
        say("caseVersion", document::caseVersion);
        say("officialSourceURL", document::officialSourceURL);
        say("publisher", document::publisher);
        say("description", document::description);
        say("language", document::language);
        say("version", document::version);
        say("adoptionStatus", document::adoptionStatus);
        say("notes", document::notes);
        @Nullable String subject = text("subject", "subjects");
        if (subject != null || exact) {
            document.subject(JsonCell.list(subject));
        }
        @Nullable String subjectURI = text("subjectURI");
        if (subjectURI != null || exact) {
            document.subjectURI(JsonCell.links(subjectURI));
        }
        date("statusStartDate", document::statusStartDate);
        date("statusEndDate", document::statusEndDate);
        license(document, vocabulary);
        extensions(document, before == null ? Extensions.NONE : before.extensions());
        return document.build();
    }

    private String creator() {
        @Nullable CFPackage standing = request.standing();
        @Nullable String creator = request.creator();
        return standing != null ? standing.document().creator() : creator != null ? creator : "Unknown";
    }

    private String title() {
        @Nullable CFPackage standing = request.standing();
        if (standing != null) {
            return standing.document().title();
        }
        if (request.title() != null) {
            return request.title();
        }
        String name = request.sourceName();
        String file = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        String bare = file.replaceFirst("(?i)\\.(csv|tsv|txt|xlsx|xlsm)$", "").strip();
        return bare.isEmpty() ? "Untitled framework" : bare;
    }

    private void required(String name, Consumer<String> property) {
        @Nullable String text = text(name);
        if (text != null) {
            property.accept(text);
        }
    }

    private void say(String name, Consumer<@Nullable String> property) {
        @Nullable String text = text(name);
        if (text != null || exact) {
            property.accept(text);
        }
    }

    private void date(String name, Consumer<@Nullable LocalDate> property) {
        @Nullable String text = text(name);
        @Nullable LocalDate date = text == null ? null : CellText.date(text);
        if (text != null && date == null) {
            invalid(name, text);
        }
        if (date != null || exact) {
            property.accept(date);
        }
    }

    private @Nullable Instant changed() {
        for (String name : List.of("lastChangeDateTime", "lastChangeDate")) {
            @Nullable String text = text(name);
            if (text != null) {
                @Nullable Instant changed = CellText.instant(text);
                if (changed == null) {
                    invalid(name, text);
                }
                return changed;
            }
        }
        return null;
    }

    private void invalid(String name, String text) {
        remarks.repair(
                "invalid-date",
                place(name),
                "Expected a date such as 2026-11-28, found " + CellText.quoted(text) + "; left it out.");
    }

    private void license(CFDocument.Builder document, Vocabulary vocabulary) {
        @Nullable String link = text("licenseURI");
        @Nullable String title = text("licenseTitle", "license", "licence");
        if (link != null && link.equals(ItemsOfRows.NO_LINK)) {
            document.licenseURI(null);
        } else if (link != null && !JsonCell.links(link).isEmpty()) {
            document.licenseURI(JsonCell.links(link).getFirst());
        } else if (title != null || link != null) {
            document.licenseURI(vocabulary.license(title == null ? String.valueOf(link) : title, text("licenseText")));
        }
    }

    private void extensions(CFDocument.Builder document, Extensions before) {
        @Nullable String cell = text("extensions");
        Extensions extensions = before;
        if (cell != null || exact) {
            Optional<Extensions> read = JsonCell.extensions(cell);
            if (read.isEmpty()) {
                remarks.warning("unexpected-value", place("extensions"), "Expected a JSON object; left it out.");
            }
            extensions = read.orElse(Extensions.NONE);
        }
        @Nullable String written = text("identifier");
        boolean other = written != null && CellText.identifier(written).isEmpty();
        document.extensions(
                other && written != null
                        ? extensions.withText(ItemsOfRows.ORIGINAL_IDENTIFIER, written.strip())
                        : extensions);
    }

    /** Extensions of the package, or of its definitions, that a whole workbook keeps beside the document's own. */
    Extensions otherExtensions(String name) {
        return JsonCell.extensions(text(name)).orElse(Extensions.NONE);
    }
}
