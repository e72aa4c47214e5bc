package org.throughline.caseformat.exchange;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the columns of a table seem to mean, by their headings and, where these leave a choice, by their values. */
final class ColumnGuess {

    private static final int LINES_TRIED = 25;
    private static final int SAMPLES = 5;
    private static final int LOOKED_AT = 200;

    private final Grid grid;
    private final int headingIndex;
    private final Map<Integer, ColumnRole> roles = new TreeMap<>();
    private final List<Integer> duplicates = new ArrayList<>();
    private boolean good;

    ColumnGuess(Grid grid) {
        this.grid = grid;
        this.headingIndex = headingIndex(grid);
        if (headingIndex >= 0) {
            byHeadings(grid.lines().get(headingIndex));
        }
    }

    /** The first line that names more columns than any other near the top; -1 where no line names one. */
    private static int headingIndex(Grid grid) {
        int best = -1;
        int bestScore = 0;
        for (int i = 0; i < Math.min(grid.lines().size(), LINES_TRIED); i++) {
            Grid.Line line = grid.lines().get(i);
            if (line.text(0).startsWith("#")) {
                continue;
            }
            int score = 0;
            for (int column = 0; column < line.width(); column++) {
                String heading = line.text(column);
                boolean known = !heading.isEmpty()
                        && heading.length() <= 60
                        && (Headings.role(heading).isPresent()
                                || Headings.isStep(heading)
                                || Headings.mayBeStatement(heading));
                score += known ? 1 : 0;
            }
            if (score > bestScore) {
                best = i;
                bestScore = score;
            }
        }
        return best;
    }

    private void byHeadings(Grid.Line headings) {
        Set<ColumnRole> taken = new HashSet<>();
        List<Integer> steps = new ArrayList<>();
        List<Integer> weak = new ArrayList<>();
        for (int column = 0; column < headings.width(); column++) {
            String heading = headings.text(column);
            Optional<ColumnRole> role = heading.isEmpty() ? Optional.empty() : Headings.role(heading);
            if (role.isPresent() && (role.get() != ColumnRole.LEVEL || numbers(column))) {
                if (taken.add(role.get())) {
                    roles.put(column, role.get());
                } else {
                    duplicates.add(column);
                }
            } else if (Headings.isStep(heading)) {
                steps.add(column);
            } else if (Headings.mayBeStatement(heading)) {
                weak.add(column);
            }
        }
        statement(taken, steps, weak);
        boolean hierarchy = taken.contains(ColumnRole.PARENT)
                || taken.contains(ColumnRole.LEVEL)
                || taken.contains(ColumnRole.SMART_LEVEL);
        if (!hierarchy) {
            int statement =
                    roles.containsValue(ColumnRole.STATEMENT) ? column(ColumnRole.STATEMENT) : Integer.MAX_VALUE;
            steps.stream().filter(step -> step < statement).forEach(step -> roles.put(step, ColumnRole.PATH));
            if (steps.isEmpty() && statement < Integer.MAX_VALUE && indented(statement)) {
                roles.put(statement, ColumnRole.INDENTED_STATEMENT);
            }
        }
        identifierOrCode(taken);
    }

    private void statement(Set<ColumnRole> taken, List<Integer> steps, List<Integer> weak) {
        if (taken.contains(ColumnRole.STATEMENT)) {
            good = true;
            return;
        }
        if (weak.size() == 1) {
            roles.put(weak.getFirst(), ColumnRole.STATEMENT);
            good = length(weak.getFirst()) >= 10;
        } else if (!weak.isEmpty()) {
            int longest =
                    weak.stream().max(Comparator.comparingDouble(this::length)).orElse(weak.getFirst());
            roles.put(longest, ColumnRole.STATEMENT);
            weak.stream()
                    .filter(column -> column != longest && !taken.contains(ColumnRole.ABBREVIATED_STATEMENT))
                    .findFirst()
                    .ifPresent(column -> roles.put(column, ColumnRole.ABBREVIATED_STATEMENT));
        } else if (steps.size() > 1) {
            good = true;
        } else if (steps.size() == 1) {
            roles.put(steps.removeFirst(), ColumnRole.STATEMENT);
        } else if (taken.contains(ColumnRole.ABBREVIATED_STATEMENT)) {
            roles.put(column(ColumnRole.ABBREVIATED_STATEMENT), ColumnRole.STATEMENT);
        }
    }

    /** A column "ID" whose values are no identifiers says codes, where no other does. */
    private void identifierOrCode(Set<ColumnRole> taken) {
        if (!taken.contains(ColumnRole.IDENTIFIER) || taken.contains(ColumnRole.CODE)) {
            return;
        }
        int column = column(ColumnRole.IDENTIFIER);
        boolean none = body().limit(LOOKED_AT)
                .map(line -> line.text(column))
                .filter(text -> !text.isEmpty())
                .noneMatch(text -> CellText.identifier(text).isPresent());
        boolean some =
                body().limit(LOOKED_AT).anyMatch(line -> !line.text(column).isEmpty());
        if (none && some) {
            roles.put(column, ColumnRole.CODE);
        }
    }

    private int column(ColumnRole role) {
        return mapping().column(role).orElse(-1);
    }

    private java.util.stream.Stream<Grid.Line> body() {
        return grid.lines().stream().skip(headingIndex + 1L);
    }

    private boolean numbers(int column) {
        List<String> values = body().limit(LOOKED_AT)
                .map(line -> line.text(column))
                .filter(text -> !text.isEmpty())
                .toList();
        return values.stream().allMatch(text -> text.matches("(?i)\\D{0,8}[0-9]{1,3}(\\.0)?"));
    }

    private double length(int column) {
        return body().limit(LOOKED_AT)
                .map(line -> line.text(column))
                .filter(text -> !text.isEmpty())
                .mapToInt(String::length)
                .average()
                .orElse(0);
    }

    private boolean indented(int column) {
        long some = body().limit(LOOKED_AT)
                .filter(line -> line.raw(column).matches("(?s)[\\s\\u00a0]{2,}\\S.*"))
                .count();
        return some >= 2;
    }

    /** Whether the headings say it well enough to read the table without asking. */
    boolean isGood() {
        return good && mapping().isUsable();
    }

    ColumnMapping mapping() {
        return new ColumnMapping(
                grid.name(),
                headingIndex < 0 ? 0 : grid.lines().get(headingIndex).number(),
                roles);
    }

    /** The columns whose heading another column has already. */
    List<Integer> duplicates() {
        return duplicates;
    }

    Grid.@Nullable Line headings() {
        return headingIndex < 0 ? null : grid.lines().get(headingIndex);
    }

    int linesBefore() {
        return Math.max(headingIndex, 0);
    }

    /** The letters of every heading. */
    Set<String> letters() {
        Set<String> letters = new HashSet<>();
        Grid.@Nullable Line headings = headings();
        for (int i = 0; headings != null && i < headings.width(); i++) {
            letters.add(CellText.letters(headings.text(i)));
        }
        return letters;
    }

    SheetColumns.Sheet sheet() {
        List<Grid.Line> body =
                body().filter(line -> !line.text(0).startsWith("#")).toList();
        int width = grid.width();
        List<SheetColumns.Column> columns = new ArrayList<>();
        List<Integer> shown = new ArrayList<>();
        for (int column = 0; column < width; column++) {
            Grid.@Nullable Line headings = headings();
            String heading = headings == null ? "" : headings.text(column);
            int at = column;
            if (!heading.isEmpty()
                    || body.stream().anyMatch(line -> !line.text(at).isEmpty())) {
                shown.add(column);
                columns.add(new SheetColumns.Column(column, Grid.letter(column), heading, roles.get(column)));
            }
        }
        List<List<String>> samples = body.stream()
                .limit(SAMPLES)
                .map(line -> shown.stream().map(line::text).toList())
                .toList();
        return new SheetColumns.Sheet(grid.name(), grid.hidden(), body.size(), columns, samples, mapping());
    }
}
