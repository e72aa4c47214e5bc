package org.throughline.caseformat.exchange;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.throughline.caseformat.check.Remarks;

/** Recognises whose form the sheets of a file have, and which column of the items says what. */
final class SheetForms {

    /** OpenSALT's columns of the document, in their order. */
    static final List<String> OPENSALT_DOCUMENT = List.of(
            "identifier",
            "creator",
            "title",
            "lastChangeDate",
            "officialSourceURL",
            "publisher",
            "description",
            "subject",
            "language",
            "version",
            "adoptionStatus",
            "statusStartDate",
            "statusEndDate",
            "licenseTitle",
            "licenseText",
            "notes");

    /** OpenSALT's columns of the items, in their order, and what each says. */
    static final List<ColumnRole> OPENSALT_ITEMS = List.of(
            ColumnRole.IDENTIFIER,
            ColumnRole.STATEMENT,
            ColumnRole.CODE,
            ColumnRole.SMART_LEVEL,
            ColumnRole.LIST_ENUMERATION,
            ColumnRole.ABBREVIATED_STATEMENT,
            ColumnRole.KEYWORDS,
            ColumnRole.NOTES,
            ColumnRole.LANGUAGE,
            ColumnRole.EDUCATION_LEVEL,
            ColumnRole.ITEM_TYPE,
            ColumnRole.LICENSE);

    /**
     * A file whose form is known.
     *
     * @param items the table of items, or of rubrics where it has nothing else
     * @param linesBefore how many of its lines stand before the headings
     */
    record Recognised(
            SheetForm form,
            Grid items,
            ColumnMapping mapping,
            int linesBefore,
            Optional<Grid> documents,
            Optional<Grid> associations,
            Optional<Grid> tree,
            Optional<Grid> definitions,
            Optional<Grid> rubrics) {}

    private final List<Grid> grids;
    private final @Nullable ColumnMapping given;
    private final Remarks remarks;

    SheetForms(List<Grid> grids, @Nullable ColumnMapping given, Remarks remarks) {
        this.grids = grids;
        this.given = given;
        this.remarks = remarks;
    }

    /** The form; empty where somebody has to say what the columns mean, or after an error was remarked. */
    Optional<Recognised> recognised() {
        if (given != null) {
            return byMapping(given);
        }
        Optional<Grid> items = sheet("cfitem", "cfitems");
        if (items.isPresent() && !items.get().lines().isEmpty()) {
            return Optional.of(workbook(items.get()));
        }
        for (Grid grid : grids) {
            if (!grid.hidden() && !grid.lines().isEmpty()) {
                Optional<Recognised> table = table(grid);
                if (table.isPresent()) {
                    return table;
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Grid> sheet(String... names) {
        for (String name : names) {
            for (Grid grid : grids) {
                if (CellText.letters(grid.name()).equals(name)) {
                    return Optional.of(grid);
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Recognised> byMapping(ColumnMapping mapping) {
        Optional<Grid> grid = grids.stream()
                .filter(one ->
                        mapping.sheet() == null ? !one.hidden() : one.name().equals(mapping.sheet()))
                .filter(one -> !one.lines().isEmpty())
                .findFirst()
                .or(() -> grids.size() == 1 ? grids.stream().findFirst() : Optional.empty());
        if (grid.isEmpty()) {
            remarks.error(
                    "unreadable-sheet", "", "The file has no sheet \"" + mapping.sheet() + "\" with anything in it.");
            return Optional.empty();
        }
        if (!mapping.isUsable()) {
            remarks.error(
                    "missing-column", grid.get().place(), "No column says the statement, so there is nothing to read.");
            return Optional.empty();
        }
        int before = Math.max(0, grid.get().indexOf(mapping.headingLine()));
        return Optional.of(plain(SheetForm.PLAIN_TABLE, grid.get(), mapping, before));
    }

    private Recognised plain(SheetForm form, Grid grid, ColumnMapping mapping, int linesBefore) {
        return new Recognised(
                form,
                grid,
                mapping,
                linesBefore,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                grids.stream()
                        .filter(other -> other != grid && isRubrics(new ColumnGuess(other)))
                        .findFirst());
    }

    private static boolean isRubrics(ColumnGuess guess) {
        Set<String> letters = guess.letters();
        return letters.contains("type")
                && (letters.contains("rubricidentifier") || letters.contains("criterionidentifier"));
    }

    private Optional<Recognised> table(Grid grid) {
        ColumnGuess guess = new ColumnGuess(grid);
        Set<String> letters = guess.letters();
        if (isRubrics(guess)) {
            return grids.size() == 1
                    ? Optional.of(plain(SheetForm.COMPEITO_RUBRICS, grid, guess.mapping(), guess.linesBefore()))
                    : Optional.empty();
        }
        if (!guess.isGood()) {
            return Optional.empty();
        }
        ColumnMapping mapping = guess.mapping();
        boolean preamble = grid.lines().subList(0, guess.linesBefore()).stream()
                .anyMatch(line -> line.text(0).startsWith("#"));
        SheetForm form = SheetForm.PLAIN_TABLE;
        if (letters.contains("fullstatement")) {
            if (letters.contains("level")) {
                form = SheetForm.OPENCASE_TABLE;
                mapping = withLevel(mapping, grid, guess);
            } else if (letters.contains("parentidentifier") || preamble) {
                form = SheetForm.COMPEITO_TABLE;
            } else if (letters.contains("ischildof") || letters.contains("parent") || letters.contains("cfitemtype")) {
                form = SheetForm.OPENSALT_TABLE;
            }
        }
        tell(grid, guess, mapping);
        return Optional.of(plain(form, grid, mapping, guess.linesBefore()));
    }

    /** OpenCASE's levels may also be words. */
    private static ColumnMapping withLevel(ColumnMapping mapping, Grid grid, ColumnGuess guess) {
        Grid.@Nullable Line headings = guess.headings();
        Map<Integer, ColumnRole> roles = new HashMap<>(mapping.roles());
        for (int i = 0; headings != null && i < headings.width(); i++) {
            if (CellText.letters(headings.text(i)).equals("level") && !roles.containsValue(ColumnRole.LEVEL)) {
                roles.put(i, ColumnRole.LEVEL);
                roles.values().removeIf(role -> role == ColumnRole.PATH);
            }
        }
        return new ColumnMapping(grid.name(), mapping.headingLine(), roles);
    }

    /** Says what of a table is not read, or was doubtful. */
    private void tell(Grid grid, ColumnGuess guess, ColumnMapping mapping) {
        Grid.@Nullable Line headings = guess.headings();
        if (headings == null) {
            return;
        }
        for (Grid.Line line : grid.lines().subList(0, guess.linesBefore())) {
            if (!line.text(0).startsWith("#")) {
                remarks.warning(
                        "line-before-headings",
                        grid.place(line),
                        "The line stands before the headings (" + CellText.quoted(firstText(line)) + "); left it out.");
            }
        }
        for (int column = 0; column < headings.width(); column++) {
            String heading = headings.text(column);
            if (guess.duplicates().contains(column)) {
                remarks.warning(
                        "duplicate-heading",
                        grid.place(headings, column),
                        "An earlier column says the same as " + CellText.quoted(heading) + "; left this one out.");
            } else if (!heading.isEmpty() && !mapping.roles().containsKey(column)) {
                remarks.warning(
                        "unknown-column",
                        grid.place(headings, column),
                        "It is not clear what " + CellText.quoted(heading)
                                + " says about an item; left it out. A mapping of columns can tell.");
            }
        }
    }

    private static String firstText(Grid.Line line) {
        for (int i = 0; i < line.width(); i++) {
            if (!line.text(i).isEmpty()) {
                return line.text(i);
            }
        }
        return "";
    }

    private Recognised workbook(Grid items) {
        Optional<Grid> tree = sheet("cftree");
        boolean whole = tree.isPresent()
                && sheet("cfdoc").isPresent()
                && sheet("cfassociation").isPresent();
        if (whole) {
            sheet("cflong").ifPresent(pieces -> LongTexts.restore(grids, pieces));
        }
        ColumnMapping mapping = itemColumns(items);
        return new Recognised(
                whole ? SheetForm.WHOLE_WORKBOOK : SheetForm.OPENSALT_WORKBOOK,
                items,
                mapping,
                0,
                sheet("cfdoc", "cfdocument", "cfdocs"),
                sheet("cfassociation", "cfassociations"),
                tree,
                sheet("cfdefinition", "cfdefinitions"),
                sheet("cfrubric", "cfrubrics", "rubric", "rubrics"));
    }

    /** By heading where it is known, else by OpenSALT's position; everything behind is a field of its own. */
    private ColumnMapping itemColumns(Grid items) {
        Grid.Line headings = items.lines().getFirst();
        Map<Integer, ColumnRole> roles = new HashMap<>();
        for (int column = 0; column < headings.width(); column++) {
            int at = column;
            Headings.role(headings.text(column))
                    .filter(role -> !roles.containsValue(role))
                    .ifPresent(role -> roles.put(at, role));
        }
        for (int column = 0; column < OPENSALT_ITEMS.size(); column++) {
            if (!roles.containsKey(column) && !roles.containsValue(OPENSALT_ITEMS.get(column))) {
                roles.put(column, OPENSALT_ITEMS.get(column));
            }
        }
        for (int column = OPENSALT_ITEMS.size(); column < headings.width(); column++) {
            if (!roles.containsKey(column) && !headings.text(column).isEmpty()) {
                roles.put(column, ColumnRole.EXTENSION);
            }
        }
        return new ColumnMapping(items.name(), headings.number(), roles);
    }
}
