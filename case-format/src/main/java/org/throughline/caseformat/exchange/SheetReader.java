package org.throughline.caseformat.exchange;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.throughline.caseformat.CaseReader;
import org.throughline.caseformat.Findings;
import org.throughline.caseformat.check.PackageCheck;
import org.throughline.caseformat.check.Remarks;
import org.throughline.caseformat.model.CFDefinitions;
import org.throughline.caseformat.model.CFDocument;
import org.throughline.caseformat.model.CFPackage;
import org.throughline.caseformat.model.CFRubric;
import org.throughline.caseformat.model.Extensions;

/**
 * Reads frameworks from CSV and XLSX: OpenSALT's workbook and table, OpenCASE's, compeito's, our own whole workbook, and any other
 * table by a {@link ColumnMapping}. Bytes tell which of the two a file is, not its name. The same bytes, request and standing
 * framework always give the same package.
 *
 * <p>A row with an identifier keeps it. A row without takes the identifier of the standing item with the same code, else of the one
 * with the same statement under the same parent, else one derived from the framework's identifier and the code, else from the
 * statement and its parent. A column that is not there, or that is blank from top to bottom, changes nothing of a standing
 * framework; a blank cell in a column with values takes the value away.
 *
 * <p>Nothing is evaluated: a formula counts with the text that was last shown for it. Refused, each with a finding that says why:
 * {@code too-large}, {@code unreadable-workbook}, {@code unreadable-sheet}, {@code other-framework}, {@code child-cycle}.
 */
public final class SheetReader {

    /** The largest file that is read. */
    public static final int MAX_BYTES = 20 * 1024 * 1024;

    /** Whether these bytes are a workbook (XLSX), or the old binary form that is refused with a finding of its own. */
    public static boolean isWorkbook(byte[] bytes) {
        return Workbook.isZip(bytes) || Workbook.isOldOrLocked(bytes);
    }

    /** The sheets and columns of a file, for the person who says what they mean; without any where the file is refused. */
    public SheetColumns columns(byte[] bytes, String sourceName) {
        return columns(grids(bytes, sourceName, new Findings()).orElse(List.of()));
    }

    private static SheetColumns columns(List<Grid> grids) {
        return new SheetColumns(grids.stream()
                .filter(grid -> !grid.lines().isEmpty())
                .map(grid -> new ColumnGuess(grid).sheet())
                .toList());
    }

    private static Optional<List<Grid>> grids(byte[] bytes, String sourceName, Remarks remarks) {
        if (bytes.length > MAX_BYTES) {
            remarks.error(
                    "too-large", "", "Found " + bytes.length + " bytes; the limit is " + MAX_BYTES + " (20 MiB).");
            return Optional.empty();
        }
        return isWorkbook(bytes)
                ? Workbook.read(bytes, remarks)
                : CsvTable.read(bytes, sourceName, remarks).map(List::of);
    }

    /** Reads one file. */
    public SheetOutcome read(byte[] bytes, SheetRequest request) {
        Findings findings = new Findings();
        Optional<List<Grid>> grids = grids(bytes, request.sourceName(), findings);
        if (grids.isEmpty()) {
            return new SheetOutcome.Refused(findings.all());
        }
        Optional<SheetForms.Recognised> recognised =
                new SheetForms(grids.get(), request.mapping(), findings).recognised();
        if (findings.hasErrors()) {
            return new SheetOutcome.Refused(findings.all());
        }
        if (recognised.isEmpty()) {
            SheetColumns columns = columns(grids.get());
            if (columns.sheets().isEmpty()) {
                findings.error("unreadable-sheet", "", "The workbook has no cell with a text.");
                return new SheetOutcome.Refused(findings.all());
            }
            return new SheetOutcome.NeedsColumns(columns, findings.all());
        }
        Optional<CFPackage> pkg = new Reading(recognised.get(), request, findings).pkg();
        return pkg.isEmpty() || findings.hasErrors()
                ? new SheetOutcome.Refused(findings.all())
                : new SheetOutcome.Read(
                        pkg.get(), recognised.get().form(), recognised.get().mapping(), findings.all());
    }

    /** The reading of one file whose form is known. */
    private static final class Reading {
        private final SheetForms.Recognised form;
        private final SheetRequest request;
        private final Findings findings;
        private final boolean exact;
        private final DocumentOfSheet documents;
        private final Standing standing;

        Reading(SheetForms.Recognised form, SheetRequest request, Findings findings) {
            this.form = form;
            this.request = request;
            this.findings = findings;
            this.exact = form.form() == SheetForm.WHOLE_WORKBOOK;
            this.documents = new DocumentOfSheet(request, exact, findings);
            this.standing = new Standing(request.standing());
        }

        Optional<CFPackage> pkg() {
            form.documents().ifPresent(grid -> documents.table(grid, SheetForms.OPENSALT_DOCUMENT));
            documents.preamble(form.items(), form.linesBefore());
            UUID identifier = documents.identifier();
            String source = documents.source(identifier);
            DefinitionSheets more = new DefinitionSheets(source, request.asOf(), findings);
            if (findings.hasErrors()) {
                return Optional.empty();
            }
            if (form.form() == SheetForm.COMPEITO_RUBRICS) {
                return rubricsOnly(more, source);
            }
            @Nullable CFPackage before = request.standing();
            CFDefinitions defined = form.definitions().isPresent()
                    ? more.definitions(
                            named(form.definitions().get(), List.of()),
                            documents.otherExtensions("definitionsExtensions"))
                    : exact || before == null
                            ? new CFDefinitions(
                                    List.of(),
                                    List.of(),
                                    List.of(),
                                    List.of(),
                                    List.of(),
                                    documents.otherExtensions("definitionsExtensions"))
                            : before.definitions();
            Vocabulary vocabulary = new Vocabulary(identifier, request.asOf(), defined);
            CFDocument document = documents.document(identifier, vocabulary);
            ItemTable table = new ItemTable(form.items(), form.mapping(), exact, findings);
            if (tooMany(table.rows().size())) {
                return Optional.empty();
            }
            if (table.rows().isEmpty() && !exact && form.form() != SheetForm.OPENSALT_WORKBOOK) {
                findings.error("unreadable-sheet", form.items().place(), "The table has no row with a statement.");
                return Optional.empty();
            }
            RowTree tree = new RowTree(table, findings);
            if (form.form() == SheetForm.OPENSALT_TABLE) {
                tree.nestByCode();
            }
            SheetAssembly assembly = new SheetAssembly(
                    table, tree, document, source, standing, vocabulary, request.asOf(), keepsUnmentioned(), findings);
            if (findings.hasErrors()) {
                return Optional.empty();
            }
            List<WrittenAssociation> written = associations(assembly, vocabulary, source);
            List<CFRubric> rubrics = form.rubrics()
                    .map(grid -> more.rubrics(named(grid, List.of()), assembly.nodes()))
                    .orElse(exact || before == null ? List.of() : before.rubrics());
            Extensions extensions =
                    exact || before == null ? documents.otherExtensions("packageExtensions") : before.extensions();
            CFPackage frame = new CFPackage(document, List.of(), List.of(), CFDefinitions.NONE, rubrics, extensions);
            return Optional.of(checked(assembly.assemble(written, frame), assembly, vocabulary));
        }

        private CFPackage checked(CFPackage assembled, SheetAssembly assembly, Vocabulary vocabulary) {
            CFPackage pkg = new CFPackage(
                    assembled.document(),
                    assembled.items(),
                    assembled.associations(),
                    vocabulary.definitions(),
                    assembled.rubrics(),
                    assembled.extensions());
            CFPackage whole = new PackageCheck(
                            pkg,
                            assembly.places(),
                            assembly.associationPlaces(),
                            new PlacesInSheet(
                                    findings, form.documents().map(Grid::place).orElse("")))
                    .repaired();
            @Nullable CFPackage before = request.standing();
            return before == null || findings.hasErrors()
                    ? whole
                    : LastChanges.carriedOver(whole, before, request.asOf());
        }

        private boolean keepsUnmentioned() {
            return switch (request.unmentioned()) {
                case KEPT -> true;
                case LEFT_OUT -> false;
                case AS_THE_FORM_SAYS -> !exact;
            };
        }

        private boolean tooMany(int items) {
            if (items <= CaseReader.MAX_ITEMS) {
                return false;
            }
            findings.error(
                    "too-large",
                    form.items().place(),
                    "Found " + items + " items; the limit is " + CaseReader.MAX_ITEMS + ".");
            return true;
        }

        private NamedTable named(Grid grid, List<String> byPosition) {
            return new NamedTable(grid, byPosition, exact, findings);
        }

        private List<WrittenAssociation> associations(SheetAssembly assembly, Vocabulary vocabulary, String source) {
            Map<UUID, String> seen = new HashMap<>();
            List<WrittenAssociation> written = new ArrayList<>();
            Set<UUID> formerly = new HashSet<>();
            Map<UUID, String> levels = new HashMap<>();
            form.tree().ifPresent(grid -> {
                NamedTable tree = named(grid, List.of());
                for (Grid.Line line : tree.lines()) {
                    CellText.identifier(tree.text(line, "originNodeIdentifier", ""))
                            .ifPresent(id -> {
                                formerly.add(id);
                                levels.put(id, tree.text(line, "smartLevel", ""));
                            });
                }
                assembly.smartLevelsBefore(levels);
                written.addAll(new AssociationSheet(
                                tree,
                                assembly.nodes(),
                                vocabulary,
                                source,
                                request.asOf(),
                                true,
                                formerly,
                                seen,
                                findings)
                        .read());
            });
            form.associations()
                    .ifPresent(grid -> written.addAll(new AssociationSheet(
                                    named(grid, AssociationSheet.OPENSALT),
                                    assembly.nodes(),
                                    vocabulary,
                                    source,
                                    request.asOf(),
                                    false,
                                    formerly,
                                    seen,
                                    findings)
                            .read()));
            return written;
        }

        private Optional<CFPackage> rubricsOnly(DefinitionSheets more, String source) {
            @Nullable CFPackage before = request.standing();
            if (before == null) {
                findings.error(
                        "rubrics-alone",
                        form.items().place(),
                        "The table has rubrics but no items; read it as an update of the framework they belong to.");
                return Optional.empty();
            }
            Nodes nodes = new Nodes(before.document(), source);
            before.items().forEach(nodes::add);
            Map<UUID, CFRubric> rubrics = new java.util.LinkedHashMap<>();
            before.rubrics().forEach(rubric -> rubrics.put(rubric.identifier(), rubric));
            more.rubrics(named(form.items(), List.of()), nodes)
                    .forEach(rubric -> rubrics.put(rubric.identifier(), rubric));
            CFPackage pkg = new CFPackage(
                    before.document(),
                    before.items(),
                    before.associations(),
                    before.definitions(),
                    List.copyOf(rubrics.values()),
                    before.extensions());
            return Optional.of(LastChanges.carriedOver(pkg, before, request.asOf()));
        }
    }
}
