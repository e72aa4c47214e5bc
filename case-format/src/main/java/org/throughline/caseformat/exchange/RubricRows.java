package org.throughline.caseformat.exchange;

import static org.throughline.caseformat.exchange.WorkbookWriter.cell;
import static org.throughline.caseformat.exchange.WorkbookWriter.row;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.throughline.caseformat.model.CFPackage;
import org.throughline.caseformat.model.CFRubric;
import org.throughline.caseformat.model.CFRubricCriterion;
import org.throughline.caseformat.model.CFRubricCriterionLevel;

/** The rows of the sheet CF Rubric, in compeito's columns and those that it has no column for. */
final class RubricRows {

    static final List<XlsxFile.Column> COLUMNS = Stream.of(
                    "Type",
                    "Identifier",
                    "RubricIdentifier",
                    "CriterionIdentifier",
                    "Title",
                    "Description",
                    "Category",
                    "Weight",
                    "Position",
                    "Quality",
                    "Score",
                    "Feedback",
                    "CFItemIdentifier",
                    "CFItemURI",
                    "rubricId",
                    "rubricCriterionId",
                    "uri",
                    "lastChangeDateTime",
                    "extensions")
            .map(XlsxFile.Column::of)
            .toList();

    private RubricRows() {}

    static List<List<String>> rows(CFPackage pkg) {
        List<List<String>> rows = new ArrayList<>();
        for (CFRubric rubric : pkg.rubrics()) {
            rows.add(row(
                    "Rubric",
                    rubric.identifier(),
                    "",
                    "",
                    cell(rubric.title()),
                    cell(rubric.description()),
                    "",
                    "",
                    "",
                    "",
                    "",
                    "",
                    "",
                    "",
                    "",
                    "",
                    rubric.uri(),
                    rubric.lastChangeDateTime(),
                    JsonCell.ofExtensions(rubric.extensions())));
            for (CFRubricCriterion criterion : rubric.criteria()) {
                rows.add(criterion(rubric, criterion));
                criterion.levels().forEach(level -> rows.add(level(rubric, criterion, level)));
            }
        }
        return rows;
    }

    private static List<String> criterion(CFRubric rubric, CFRubricCriterion criterion) {
        return row(
                "Criterion",
                criterion.identifier(),
                rubric.identifier(),
                "",
                "",
                cell(criterion.description()),
                cell(criterion.category()),
                cell(criterion.weight()),
                cell(criterion.position()),
                "",
                "",
                "",
                criterion.CFItemURI() == null ? "" : criterion.CFItemURI().identifier(),
                criterion.CFItemURI() == null ? "" : JsonCell.ofLinks(List.of(criterion.CFItemURI())),
                reference(criterion.rubricId(), rubric.identifier()),
                "",
                criterion.uri(),
                criterion.lastChangeDateTime(),
                JsonCell.ofExtensions(criterion.extensions()));
    }

    private static List<String> level(CFRubric rubric, CFRubricCriterion criterion, CFRubricCriterionLevel level) {
        return row(
                "Level",
                level.identifier(),
                rubric.identifier(),
                criterion.identifier(),
                "",
                cell(level.description()),
                "",
                "",
                cell(level.position()),
                cell(level.quality()),
                cell(level.score()),
                cell(level.feedback()),
                "",
                "",
                "",
                reference(level.rubricCriterionId(), criterion.identifier()),
                level.uri(),
                level.lastChangeDateTime(),
                JsonCell.ofExtensions(level.extensions()));
    }

    private static String reference(@Nullable UUID reference, UUID parent) {
        return reference == null ? ItemsOfRows.NO_LINK : reference.equals(parent) ? "" : reference.toString();
    }
}
