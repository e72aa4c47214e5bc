package org.throughline.caseformat.exchange;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.throughline.caseformat.check.Remarks;
import org.throughline.caseformat.model.CFAssociationGrouping;
import org.throughline.caseformat.model.CFConcept;
import org.throughline.caseformat.model.CFDefinitions;
import org.throughline.caseformat.model.CFItemType;
import org.throughline.caseformat.model.CFLicense;
import org.throughline.caseformat.model.CFRubric;
import org.throughline.caseformat.model.CFRubricCriterion;
import org.throughline.caseformat.model.CFRubricCriterionLevel;
import org.throughline.caseformat.model.CFSubject;
import org.throughline.caseformat.model.Extensions;
import org.throughline.caseformat.model.LinkGenURI;
import org.throughline.caseformat.model.LinkURI;

/** The definitions of a whole workbook, and rubrics as compeito lays them out, with the further columns of a whole workbook. */
final class DefinitionSheets {

    private final String source;
    private final Instant asOf;
    private final Remarks remarks;

    DefinitionSheets(String source, Instant asOf, Remarks remarks) {
        this.source = source;
        this.asOf = asOf;
        this.remarks = remarks;
    }

    CFDefinitions definitions(NamedTable table, Extensions extensions) {
        List<CFConcept> concepts = new ArrayList<>();
        List<CFSubject> subjects = new ArrayList<>();
        List<CFLicense> licenses = new ArrayList<>();
        List<CFItemType> types = new ArrayList<>();
        List<CFAssociationGrouping> groupings = new ArrayList<>();
        for (Grid.Line line : table.lines()) {
            String kind = table.text(line, "kind", "").toLowerCase(Locale.ROOT);
            String title = table.text(line, "title", "Untitled");
            UUID id = identifier(table, line, kind + "\n" + title);
            String uri = table.text(line, "uri", "urn:uuid:" + id);
            String code = table.text(line, "hierarchyCode", title);
            Instant changed = changed(table, line);
            @Nullable String description = table.text(line, "description");
            Extensions more = extensions(table, line);
            switch (kind) {
                case "concept" ->
                    concepts.add(new CFConcept(
                            id, uri, title, code, changed, table.text(line, "keywords"), description, more));
                case "subject" -> subjects.add(new CFSubject(id, uri, title, code, changed, description, more));
                case "licence", "license" ->
                    licenses.add(new CFLicense(
                            id, uri, title, table.text(line, "licenseText", uri), changed, description, more));
                case "item type", "itemtype" ->
                    types.add(new CFItemType(
                            id,
                            uri,
                            title,
                            description == null ? title : description,
                            code,
                            changed,
                            table.text(line, "typeCode"),
                            more));
                case "grouping" -> groupings.add(new CFAssociationGrouping(id, uri, title, changed, description, more));
                default ->
                    table.unexpected(
                            line,
                            "kind",
                            "concept, subject, licence, item type or grouping",
                            kind.isEmpty() ? "nothing" : kind);
            }
        }
        return new CFDefinitions(concepts, subjects, licenses, types, groupings, extensions);
    }

    private UUID identifier(NamedTable table, Grid.Line line, String otherwise) {
        @Nullable String written = table.text(line, "identifier");
        return RowIdentities.derived(source, written == null ? otherwise : written);
    }

    private Instant changed(NamedTable table, Grid.Line line) {
        @Nullable String text = table.text(line, "lastChangeDateTime");
        @Nullable Instant changed = text == null ? null : CellText.instant(text);
        return changed == null ? asOf : changed;
    }

    private Extensions extensions(NamedTable table, Grid.Line line) {
        @Nullable String cell = table.text(line, "extensions");
        Optional<Extensions> read = JsonCell.extensions(cell);
        if (read.isEmpty() && cell != null) {
            table.unexpected(line, "extensions", "a JSON object", cell);
        }
        return read.orElse(Extensions.NONE);
    }

    /** Rubrics with their criteria and levels: rows of the types Rubric, Criterion and Level, each under its own. */
    List<CFRubric> rubrics(NamedTable table, Nodes nodes) {
        Map<UUID, Grid.Line> rubrics = new LinkedHashMap<>();
        Map<UUID, List<Grid.Line>> criteria = new LinkedHashMap<>();
        Map<UUID, List<Grid.Line>> levels = new LinkedHashMap<>();
        Set<UUID> known = new HashSet<>();
        @Nullable UUID lastRubric = null;
        @Nullable UUID lastCriterion = null;
        for (Grid.Line line : table.lines()) {
            String type = table.text(line, "Type", "").toLowerCase(Locale.ROOT);
            UUID id = identifier(table, line, type + "\n" + table.place(line));
            switch (type) {
                case "rubric" -> {
                    if (rubrics.putIfAbsent(id, line) != null) {
                        twice(table, line, id);
                    }
                    lastRubric = id;
                }
                case "criterion" -> {
                    @Nullable UUID rubric = under(table, line, "RubricIdentifier", rubrics.keySet(), lastRubric);
                    if (rubric != null) {
                        criteria.computeIfAbsent(rubric, any -> new ArrayList<>())
                                .add(line);
                    }
                    known.add(id);
                    lastCriterion = id;
                }
                case "level" -> {
                    @Nullable UUID criterion = under(table, line, "CriterionIdentifier", known, lastCriterion);
                    if (criterion != null) {
                        levels.computeIfAbsent(criterion, any -> new ArrayList<>())
                                .add(line);
                    }
                }
                default ->
                    table.unexpected(line, "Type", "Rubric, Criterion or Level", type.isEmpty() ? "nothing" : type);
            }
        }
        List<CFRubric> read = new ArrayList<>();
        rubrics.forEach((id, line) -> {
            List<CFRubricCriterion> under = new ArrayList<>();
            for (Grid.Line criterion : criteria.getOrDefault(id, List.of())) {
                under.add(criterion(table, criterion, id, levels, nodes));
            }
            read.add(new CFRubric(
                    id,
                    table.text(line, "uri", "urn:uuid:" + id),
                    changed(table, line),
                    table.text(line, "Title"),
                    table.text(line, "Description"),
                    under,
                    extensions(table, line)));
        });
        return read;
    }

    private void twice(NamedTable table, Grid.Line line, UUID id) {
        remarks.repair(
                "exact-duplicate",
                table.place(line),
                "An earlier row is the rubric " + id + " already; left this one out.");
    }

    private @Nullable UUID under(NamedTable table, Grid.Line line, String name, Set<UUID> known, @Nullable UUID last) {
        @Nullable String written = table.text(line, name);
        @Nullable UUID id = written == null ? last : RowIdentities.derived(source, written);
        if (id == null || !known.contains(id)) {
            remarks.warning(
                    "missing-parent",
                    table.place(line, name),
                    "The row belongs to nothing that is there; left it out.");
            return null;
        }
        return id;
    }

    private CFRubricCriterion criterion(
            NamedTable table, Grid.Line line, UUID rubric, Map<UUID, List<Grid.Line>> levels, Nodes nodes) {
        UUID id = identifier(table, line, "criterion\n" + table.place(line));
        List<CFRubricCriterionLevel> read = new ArrayList<>();
        for (Grid.Line level : levels.getOrDefault(id, List.of())) {
            read.add(level(table, level, id));
        }
        return new CFRubricCriterion(
                id,
                table.text(line, "uri", "urn:uuid:" + id),
                changed(table, line),
                table.text(line, "Category"),
                table.text(line, "Description"),
                item(table, line, nodes),
                number(table, line, "Weight"),
                table.integer(line, "Position"),
                reference(table, line, "rubricId", rubric),
                read,
                extensions(table, line));
    }

    private CFRubricCriterionLevel level(NamedTable table, Grid.Line line, UUID criterion) {
        UUID id = identifier(table, line, "level\n" + table.place(line));
        return new CFRubricCriterionLevel(
                id,
                table.text(line, "uri", "urn:uuid:" + id),
                changed(table, line),
                table.text(line, "Description"),
                table.text(line, "Quality"),
                number(table, line, "Score"),
                table.text(line, "Feedback"),
                table.integer(line, "Position"),
                reference(table, line, "rubricCriterionId", criterion),
                extensions(table, line));
    }

    /** What a whole workbook says about the reference upwards: a blank is the parent, {@code none} is none. */
    private static @Nullable UUID reference(NamedTable table, Grid.Line line, String name, UUID parent) {
        @Nullable String written = table.text(line, name);
        return written == null
                ? parent
                : written.equals(ItemsOfRows.NO_LINK)
                        ? null
                        : CellText.identifier(written).orElse(parent);
    }

    private @Nullable LinkURI item(NamedTable table, Grid.Line line, Nodes nodes) {
        @Nullable String link = table.text(line, "CFItemURI");
        if (link != null && !JsonCell.links(link).isEmpty()) {
            return JsonCell.links(link).getFirst();
        }
        @Nullable String written = table.text(line, "CFItemIdentifier");
        if (written == null) {
            return null;
        }
        LinkGenURI end = nodes.end(written);
        Optional<UUID> id = CellText.identifier(end.identifier());
        if (id.isEmpty()) {
            table.unexpected(line, "CFItemIdentifier", "the identifier or code of an item", written);
            return null;
        }
        return new LinkURI(end.title(), id.get(), end.uri());
    }

    private static @Nullable BigDecimal number(NamedTable table, Grid.Line line, String name) {
        @Nullable String text = table.text(line, name);
        if (text == null) {
            return null;
        }
        if (text.strip().matches("-?[0-9]{1,15}([.,][0-9]{1,20})?([eE][+-]?[0-9]{1,2})?")) {
            return new BigDecimal(text.strip().replace(',', '.'));
        }
        table.unexpected(line, name, "a number", text);
        return null;
    }
}
