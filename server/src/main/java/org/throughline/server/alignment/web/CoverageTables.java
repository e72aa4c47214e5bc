package org.throughline.server.alignment.web;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.throughline.caseformat.exchange.TableWorkbook.Cells;
import org.throughline.caseformat.exchange.TableWorkbook.Column;
import org.throughline.server.alignment.AlignmentStep;
import org.throughline.server.alignment.Coverage;
import org.throughline.server.alignment.CoverageMatrix;
import org.throughline.server.alignment.CoverageStudy;
import org.throughline.server.alignment.ItemTree;
import org.throughline.server.frameworks.FrameworkItem;
import org.throughline.server.shared.ItemUri;

/** A coverage as tables, complete, as they leave the house. */
final class CoverageTables {
    /** So many groups of outcomes are columns of the matrix that leaves as a file. */
    private static final int MOST_COLUMNS = 200;

    private final CoverageStudy study;
    private final Map<ItemUri, FrameworkItem> left;

    /** @param left the outcomes that the accepted alignments name and that have left their framework */
    CoverageTables(CoverageStudy study, Map<ItemUri, FrameworkItem> left) {
        this.study = study;
        this.left = left;
    }

    /** The table that an address asks for; empty where it names none. */
    Optional<Table> named(String word) {
        return switch (word) {
            case "summary" -> Optional.of(summary());
            case "requirements" -> Optional.of(requirements());
            case "matrix" -> Optional.of(matrix());
            case "gaps" -> Optional.of(gaps());
            case "met-many-times" -> Optional.of(manyTimes());
            case "levels" -> Optional.of(levels());
            case "outcomes-that-meet-nothing" -> Optional.of(idle());
            default -> Optional.empty();
        };
    }

    List<Table> all() {
        return List.of(summary(), requirements(), matrix(), gaps(), manyTimes(), levels(), idle());
    }

    private Table summary() {
        CoverageViews views = new CoverageViews(study, "");
        Coverage coverage = study.coverage();
        return new Table(
                "Summary",
                List.of(text("measure"), number("figure"), sentences("what it says")),
                List.of(
                        List.of(
                                "Requirements",
                                views.total(),
                                "Statements of the framework that asks, without headings."),
                        List.of("Covered", coverage.covered(), "Requirements with at least one accepted alignment."),
                        List.of("Share covered", views.share(), "Covered, divided by all requirements; in [0, 1]."),
                        List.of(
                                "Mean strength",
                                coverage.strength(),
                                "The mean over all requirements of the strongest accepted alignment, gaps as 0; in [0, 1]."),
                        List.of(
                                "Gaps",
                                views.total() - coverage.covered(),
                                "Requirements without an accepted alignment."),
                        List.of(
                                "Met many times",
                                study.manyTimes().size(),
                                "Requirements with " + CoverageStudy.MANY + " accepted alignments or more."),
                        List.of(
                                "Outcomes",
                                study.outcomes().leaves().size(),
                                "Statements of the framework that answers, without headings."),
                        List.of(
                                "Outcomes that meet nothing",
                                views.idle().size(),
                                "Outcomes that no accepted alignment names. They may serve other jobs.")));
    }

    private Table requirements() {
        List<List<Object>> rows = new ArrayList<>();
        for (Coverage.Row row : study.coverage().requirements()) {
            if (row.isGap()) {
                rows.add(row(row, null));
            }
            row.accepted().forEach(step -> rows.add(row(row, step)));
        }
        return new Table(
                "Requirements",
                List.of(
                        text("requirement code"),
                        sentences("requirement"),
                        new Column("strength", Cells.SHARE),
                        text("outcome code"),
                        sentences("outcome"),
                        text("relation"),
                        text("accepted by"),
                        text("accepted at"),
                        sentences("reason"),
                        sentences("group"),
                        text("level"),
                        number("times met"),
                        sentences("requirement identifier"),
                        sentences("outcome identifier")),
                rows);
    }

    private List<Object> row(Coverage.Row row, @Nullable AlignmentStep step) {
        FrameworkItem requirement = row.requirement();
        @Nullable FrameworkItem outcome = step == null ? null : outcome(step.to());
        String group = String.join(
                " > ",
                study.requirements().path(requirement).stream()
                        .map(FrameworkItem::label)
                        .toList());
        return Arrays.asList(
                text(requirement.code(), ""),
                requirement.statement(),
                step == null ? 0 : step.strength(),
                outcome == null ? "" : text(outcome.code(), ""),
                step == null ? "" : outcome == null ? step.to().value() : outcome.statement(),
                step == null ? "" : step.associationType(),
                step == null ? "" : step.decidedBy(),
                step == null ? "" : step.decidedAt().toString(),
                step == null ? "" : step.reason(),
                group,
                text(requirement.level(), ""),
                row.accepted().size(),
                requirement.uri().value(),
                step == null ? "" : step.to().value());
    }

    private @Nullable FrameworkItem outcome(ItemUri uri) {
        return study.outcomes().item(uri).orElse(left.get(uri));
    }

    /** Every group and every requirement against the groups of outcomes on the level where a reader begins. */
    private Table matrix() {
        ItemTree tree = study.requirements();
        List<Column> columns = new ArrayList<>(List.of(
                number("depth"),
                text("code"),
                sentences("group or requirement"),
                number("requirements"),
                number("covered"),
                new Column("strength", Cells.SHARE)));
        List<FrameworkItem> answering = study.outcomes().below(study.outcomes().beginning());
        answering.stream().limit(MOST_COLUMNS).forEach(column -> columns.add(new Column(column.label(), Cells.SHARE)));
        List<List<Object>> rows = new ArrayList<>();
        CoverageMatrix.whole(study.coverage(), tree, study.outcomes(), MOST_COLUMNS)
                .forEach(row -> {
                    FrameworkItem item = row.item();
                    List<Object> cells = new ArrayList<>(List.of(
                            item.depth(),
                            text(item.code(), ""),
                            item.statement(),
                            row.all().requirements(),
                            row.all().covered(),
                            row.all().strength()));
                    row.cells().forEach(share -> cells.add(item.leaf() ? share.strength() : share.part()));
                    rows.add(cells);
                });
        return new Table("Matrix", columns, rows);
    }

    private Table gaps() {
        return new Table(
                "Gaps",
                List.of(
                        text("code"),
                        sentences("requirement"),
                        text("level"),
                        sentences("group"),
                        sentences("identifier")),
                study.coverage().requirements().stream()
                        .filter(Coverage.Row::isGap)
                        .map(Coverage.Row::requirement)
                        .map(item -> item(item, study.requirements()))
                        .toList());
    }

    private Table idle() {
        return new Table(
                "Outcomes that meet nothing",
                List.of(text("code"), sentences("outcome"), text("level"), sentences("group"), sentences("identifier")),
                study.idle().stream().map(item -> item(item, study.outcomes())).toList());
    }

    private static List<Object> item(FrameworkItem item, ItemTree tree) {
        return List.of(
                text(item.code(), ""),
                item.statement(),
                text(item.level(), ""),
                String.join(
                        " > ",
                        tree.path(item).stream().map(FrameworkItem::label).toList()),
                item.uri().value());
    }

    private Table manyTimes() {
        return new Table(
                "Met many times",
                List.of(
                        text("code"),
                        sentences("requirement"),
                        number("times met"),
                        new Column("strongest", Cells.SHARE)),
                study.manyTimes().stream()
                        .map(row -> List.<Object>of(
                                text(row.requirement().code(), ""),
                                row.requirement().statement(),
                                row.accepted().size(),
                                row.strength()))
                        .toList());
    }

    private Table levels() {
        return new Table(
                "Levels",
                List.of(text("level"), number("requirements"), number("covered"), new Column("strength", Cells.SHARE)),
                study.levels().stream()
                        .map(level ->
                                List.<Object>of(level.level(), level.requirements(), level.covered(), level.strength()))
                        .toList());
    }

    private static String text(@Nullable String text, String otherwise) {
        return text == null ? otherwise : text;
    }

    private static Column text(String heading) {
        return new Column(heading, Cells.TEXT);
    }

    private static Column sentences(String heading) {
        return new Column(heading, Cells.SENTENCES);
    }

    private static Column number(String heading) {
        return new Column(heading, Cells.NUMBER);
    }
}
