package org.throughline.server.alignment;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.throughline.server.frameworks.FrameworkItem;
import org.throughline.server.shared.ItemUri;

/**
 * What one level of the requirements gets from one level of the outcomes: groups are rolled up, so that two large trees are read step by
 * step and never as one table.
 *
 * @param rows the items below the opened group of requirements, a stretch of them
 * @param columns the items below the opened group of outcomes, a stretch of them
 */
public record CoverageMatrix(Opened opened, List<FrameworkItem> columns, List<Row> rows, int allRows, int allColumns) {
    public CoverageMatrix {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /**
     * Which groups are open, and where the stretch begins.
     *
     * @param asks the opened group of requirements; null for the whole framework
     * @param answers the opened group of outcomes; null for the whole framework
     */
    public record Opened(
            @Nullable FrameworkItem asks,
            @Nullable FrameworkItem answers,
            int firstRow,
            int firstColumn,
            int mostRows,
            int mostColumns) {}

    /** A row: what it gets from the whole of the outcomes, and from each column. */
    public record Row(FrameworkItem item, Share all, List<Share> cells) {
        public Row {
            cells = List.copyOf(cells);
        }
    }

    /**
     * How much of an item is answered.
     *
     * @param requirements the leaves below the item, or 1 for a leaf
     * @param covered how many of them have an accepted alignment
     * @param strength the mean of their strongest alignments, gaps as 0, in [0, 1]
     */
    public record Share(int requirements, int covered, double strength) {
        /** The share that is covered, in [0, 1]. */
        public double part() {
            return requirements == 0 ? 0 : (double) covered / requirements;
        }
    }

    /** Adds up the shares of one cell. */
    private static final class Sum {
        private int covered;
        private double strength;

        void add(double strongest) {
            if (strongest > 0) {
                covered++;
                strength += strongest;
            }
        }

        Share of(int requirements) {
            return new Share(requirements, covered, requirements == 0 ? 0 : strength / requirements);
        }
    }

    /** Rolls the accepted alignments up. The work grows with the alignments and the depth of the trees, not with rows times columns. */
    public static CoverageMatrix of(Coverage coverage, ItemTree requirements, ItemTree outcomes, Opened opened) {
        List<FrameworkItem> allRows = requirements.below(opened.asks());
        List<FrameworkItem> allColumns = outcomes.below(opened.answers());
        List<FrameworkItem> rows = stretch(allRows, opened.firstRow(), opened.mostRows());
        List<FrameworkItem> columns = stretch(allColumns, opened.firstColumn(), opened.mostColumns());
        return new CoverageMatrix(
                opened,
                columns,
                rows(coverage, requirements, outcomes, rows, columns),
                allRows.size(),
                allColumns.size());
    }

    /** Every group and every requirement in tree order against the groups of outcomes where a reader begins: for a file. */
    public static List<Row> whole(Coverage coverage, ItemTree requirements, ItemTree outcomes, int mostColumns) {
        return rows(
                coverage,
                requirements,
                outcomes,
                requirements.items(),
                stretch(outcomes.below(outcomes.beginning()), 0, mostColumns));
    }

    private static List<Row> rows(
            Coverage coverage,
            ItemTree requirements,
            ItemTree outcomes,
            List<FrameworkItem> rows,
            List<FrameworkItem> columns) {
        Map<ItemUri, Integer> rowOf = places(rows);
        Map<ItemUri, Integer> columnOf = places(columns);
        int[] counts = new int[rows.size()];
        Sum[][] sums = new Sum[rows.size()][columns.size() + 1];
        for (Sum[] row : sums) {
            for (int column = 0; column < row.length; column++) {
                row[column] = new Sum();
            }
        }
        Map<ItemUri, List<Integer>> columnsOf = new HashMap<>();
        for (Coverage.Row requirement : coverage.requirements()) {
            List<Integer> in = placesAbove(requirement.requirement().uri(), requirements, rowOf);
            if (in.isEmpty()) {
                continue;
            }
            double[] strongest = new double[columns.size()];
            for (AlignmentStep step : requirement.accepted()) {
                for (int column : columnsOf.computeIfAbsent(step.to(), uri -> placesAbove(uri, outcomes, columnOf))) {
                    strongest[column] = Math.max(strongest[column], step.strength());
                }
            }
            for (int row : in) {
                counts[row]++;
                sums[row][columns.size()].add(requirement.strength());
                for (int column = 0; column < columns.size(); column++) {
                    sums[row][column].add(strongest[column]);
                }
            }
        }
        List<Row> drawn = new ArrayList<>();
        for (int row = 0; row < rows.size(); row++) {
            List<Share> cells = new ArrayList<>();
            for (int column = 0; column < columns.size(); column++) {
                cells.add(sums[row][column].of(counts[row]));
            }
            drawn.add(new Row(rows.get(row), sums[row][columns.size()].of(counts[row]), cells));
        }
        return drawn;
    }

    private static List<FrameworkItem> stretch(List<FrameworkItem> all, int first, int most) {
        int from = Math.clamp(first, 0, all.size());
        return all.subList(from, (int) Math.min((long) from + most, all.size()));
    }

    private static Map<ItemUri, Integer> places(List<FrameworkItem> items) {
        Map<ItemUri, Integer> places = new HashMap<>();
        for (int i = 0; i < items.size(); i++) {
            places.put(items.get(i).uri(), i);
        }
        return places;
    }

    private static List<Integer> placesAbove(ItemUri uri, ItemTree tree, Map<ItemUri, Integer> places) {
        List<Integer> found = new ArrayList<>();
        for (ItemUri above : tree.upwards(uri)) {
            @Nullable Integer place = places.get(above);
            if (place != null) {
                found.add(place);
            }
        }
        return found;
    }
}
