package org.throughline.server.alignment.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.throughline.server.face.BarsView;
import org.throughline.server.face.Crumb;
import org.throughline.server.face.MatrixView;
import org.throughline.server.face.TableView;

/**
 * How far a crosswalk covers its requirements.
 *
 * @param sentence the answer in one sentence: how many are covered, and the widest gaps
 * @param figures the numbers that matter, each with its meaning
 * @param gaps requirements that nothing answers yet, the first of them
 * @param gapCount how many there are
 * @param groups the roll-up, group by group
 * @param opened the matrix; null when there is nothing to set against each other
 * @param idle outcomes that meet nothing asked, by group
 * @param endorseHref where the reader endorses achievements by this crosswalk; null for whoever does not sign for one of its sides
 */
public record CoveragePage(
        String title,
        String address,
        String requirements,
        String outcomes,
        String sentence,
        List<Figure> figures,
        boolean empty,
        List<Gap> gaps,
        int gapCount,
        TableView groups,
        @Nullable Opened opened,
        @Nullable SquaresView picture,
        BarsView times,
        @Nullable TableView many,
        @Nullable TableView levels,
        @Nullable TableView idle,
        List<Downloads> downloads,
        @Nullable String endorseHref) {
    public CoveragePage {
        figures = List.copyOf(figures);
        gaps = List.copyOf(gaps);
        downloads = List.copyOf(downloads);
    }

    /** A number and what it means. */
    public record Figure(String name, String number, String meaning) {}

    /** A requirement without an accepted alignment. */
    public record Gap(String label, String href) {}

    /** A table as a file. */
    public record Downloads(String label, String href) {}

    /**
     * The matrix with the ways to what stands beside it and above.
     *
     * @param rowsPath the groups above the open one of the requirements, each a way back
     * @param rowsOpen what is open of the requirements
     */
    public record Opened(
            MatrixView matrix,
            List<Crumb> rowsPath,
            String rowsOpen,
            List<Crumb> columnsPath,
            String columnsOpen,
            List<Step> steps) {
        public Opened {
            rowsPath = List.copyOf(rowsPath);
            columnsPath = List.copyOf(columnsPath);
            steps = List.copyOf(steps);
        }
    }

    /** A step to another stretch of rows or columns. */
    public record Step(String label, String href) {}
}
