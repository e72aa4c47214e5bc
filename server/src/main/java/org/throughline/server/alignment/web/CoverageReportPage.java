package org.throughline.server.alignment.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.throughline.server.face.TableView;

/**
 * The printable report.
 *
 * @param answer the whole in one sentence
 * @param findings what stands out, in sentences
 * @param standing on what the figures rest
 */
public record CoverageReportPage(
        String title,
        String coverageHref,
        String answer,
        List<CoveragePage.Figure> figures,
        List<String> findings,
        List<String> standing,
        SquaresView picture,
        TableView groups,
        List<CoveragePage.Gap> gaps,
        int gapCount,
        @Nullable TableView many,
        @Nullable TableView levels,
        @Nullable TableView idle) {
    public CoverageReportPage {
        figures = List.copyOf(figures);
        findings = List.copyOf(findings);
        standing = List.copyOf(standing);
        gaps = List.copyOf(gaps);
    }
}
