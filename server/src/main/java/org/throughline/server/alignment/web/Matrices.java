package org.throughline.server.alignment.web;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;
import org.throughline.server.alignment.CoverageMatrix;
import org.throughline.server.alignment.CoverageMatrix.Opened;
import org.throughline.server.alignment.CoverageMatrix.Share;
import org.throughline.server.alignment.CoverageStudy;
import org.throughline.server.alignment.ItemTree;
import org.throughline.server.face.Crumb;
import org.throughline.server.face.MatrixView;
import org.throughline.server.face.Numbers;
import org.throughline.server.frameworks.FrameworkItem;
import org.throughline.server.shared.Problem;

/** Sets requirements against outcomes, one level of each tree at a time. */
final class Matrices {
    static final int ROWS = 40;
    static final int COLUMNS = 10;

    private final CoverageStudy study;
    private final String address;

    /** @param address the coverage page */
    Matrices(CoverageStudy study, String address) {
        this.study = study;
        this.address = address;
    }

    /** The groups that an address opens; {@code Problem NOT_FOUND} for an item that is not of the frameworks. */
    Opened opened(@Nullable UUID asks, @Nullable UUID answers, int row, int column) {
        return new Opened(
                group(study.requirements(), asks),
                group(study.outcomes(), answers),
                Math.max(0, row),
                Math.max(0, column),
                ROWS,
                COLUMNS);
    }

    private static @Nullable FrameworkItem group(ItemTree tree, @Nullable UUID wanted) {
        return wanted == null ? tree.beginning() : tree.item(wanted).orElseThrow(Problem::notFound);
    }

    CoveragePage.Opened of(Opened opened) {
        CoverageMatrix matrix = CoverageMatrix.of(study.coverage(), study.requirements(), study.outcomes(), opened);
        List<MatrixView.Heading> columns = new ArrayList<>();
        columns.add(new MatrixView.Heading(null, "All outcomes", null));
        matrix.columns().forEach(column -> columns.add(heading(column, href(opened.asks(), column, 0, 0), column)));
        List<MatrixView.Row> rows = matrix.rows().stream()
                .map(row -> new MatrixView.Row(
                        heading(row.item(), href(row.item(), opened.answers(), 0, 0), null),
                        cells(row, matrix.columns())))
                .toList();
        return new CoveragePage.Opened(
                new MatrixView(
                        "How much of each requirement each part of the programme answers",
                        "Requirement",
                        columns,
                        rows,
                        null),
                path(study.requirements(), opened.asks(), true, opened),
                opened.asks() == null ? "all requirements" : opened.asks().label(),
                path(study.outcomes(), opened.answers(), false, opened),
                opened.answers() == null ? "all outcomes" : opened.answers().label(),
                steps(matrix));
    }

    private MatrixView.Heading heading(FrameworkItem item, String opening, @Nullable FrameworkItem outcome) {
        String href = !item.leaf() ? opening : outcome == null ? requirement(item) : "/uri/" + outcome.identifier();
        return new MatrixView.Heading(item.code(), item.statement(), href);
    }

    private String requirement(FrameworkItem item) {
        return address.replaceFirst("/coverage$", "/requirements/") + item.identifier();
    }

    private List<MatrixView.Cell> cells(CoverageMatrix.Row row, List<FrameworkItem> columns) {
        List<MatrixView.Cell> cells = new ArrayList<>();
        cells.add(cell(row.item(), row.all(), null));
        for (int i = 0; i < columns.size(); i++) {
            cells.add(cell(row.item(), row.cells().get(i), columns.get(i)));
        }
        return cells;
    }

    private MatrixView.Cell cell(FrameworkItem asked, Share share, @Nullable FrameworkItem column) {
        String by = column == null ? "any outcome" : "“" + column.statement() + "”";
        if (share.covered() == 0) {
            return MatrixView.Cell.none("nothing of " + by + " answers it");
        }
        if (asked.leaf()) {
            return MatrixView.Cell.of(share.strength(), "of “" + asked.statement() + "” by " + by, requirement(asked));
        }
        return new MatrixView.Cell(
                share.part(),
                share.covered() + " of " + share.requirements(),
                "requirements of “" + asked.statement() + "” are answered by " + by + ", mean strength "
                        + Words.strength(share.strength()),
                null);
    }

    private List<Crumb> path(ItemTree tree, @Nullable FrameworkItem open, boolean asking, Opened opened) {
        if (open == null) {
            return List.of();
        }
        List<Crumb> path = new ArrayList<>();
        @Nullable FrameworkItem beginning = tree.beginning();
        if (open.equals(beginning)) {
            return path;
        }
        path.add(new Crumb(asking ? "All requirements" : "All outcomes", back(asking, null, opened)));
        for (FrameworkItem above : tree.path(open)) {
            if (beginning == null || above.depth() > beginning.depth()) {
                path.add(new Crumb(above.label(), back(asking, above, opened)));
            }
        }
        return path;
    }

    private String back(boolean asking, @Nullable FrameworkItem above, Opened opened) {
        return asking
                ? href(above, opened.answers(), 0, opened.firstColumn())
                : href(opened.asks(), above, opened.firstRow(), 0);
    }

    private List<CoveragePage.Step> steps(CoverageMatrix matrix) {
        Opened at = matrix.opened();
        List<CoveragePage.Step> steps = new ArrayList<>();
        int row = at.firstRow();
        int column = at.firstColumn();
        if (row > 0) {
            steps.add(new CoveragePage.Step(
                    "Requirements before", href(at.asks(), at.answers(), Math.max(0, row - ROWS), column)));
        }
        if (row + ROWS < matrix.allRows()) {
            steps.add(new CoveragePage.Step(
                    "Next requirements, of " + Numbers.count(matrix.allRows()),
                    href(at.asks(), at.answers(), row + ROWS, column)));
        }
        if (column > 0) {
            steps.add(new CoveragePage.Step(
                    "Outcomes before", href(at.asks(), at.answers(), row, Math.max(0, column - COLUMNS))));
        }
        if (column + COLUMNS < matrix.allColumns()) {
            steps.add(new CoveragePage.Step(
                    "Next outcomes, of " + Numbers.count(matrix.allColumns()),
                    href(at.asks(), at.answers(), row, column + COLUMNS)));
        }
        return steps;
    }

    /** The coverage page with these groups open. */
    String href(@Nullable FrameworkItem asks, @Nullable FrameworkItem answers, int row, int column) {
        UriComponentsBuilder href = UriComponentsBuilder.fromPath(address);
        if (asks != null) {
            href.queryParam("asks", asks.identifier());
        }
        if (answers != null) {
            href.queryParam("answers", answers.identifier());
        }
        if (row > 0) {
            href.queryParam("row", row);
        }
        if (column > 0) {
            href.queryParam("column", column);
        }
        return href.fragment("matrix").toUriString();
    }
}
