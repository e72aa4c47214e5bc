package org.throughline.caseformat.json;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;
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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The definitions and rubrics of one package. */
final class DefinitionsReading {

    private final Identities identities;
    private final Inventory inventory;
    private final Remarks remarks;
    private final Instant changed;

    /** @param changed the point in time that stands in where an object does not say when it last changed */
    DefinitionsReading(Identities identities, Inventory inventory, Remarks remarks, Instant changed) {
        this.identities = identities;
        this.inventory = inventory;
        this.remarks = remarks;
        this.changed = changed;
    }

    CFDefinitions definitions(@Nullable JsonNode value, String pointer) {
        if (!(value instanceof ObjectNode object)) {
            if (value != null && !value.isEmpty()) {
                remarks.warning(
                        "unexpected-value",
                        pointer,
                        "Expected an object, found " + Fields.kind(value) + "; left it out.");
            }
            return CFDefinitions.NONE;
        }
        Fields fields = new Fields(object, pointer, identities, remarks);
        CFDefinitions definitions = new CFDefinitions(
                all(fields, "CFConcepts", "CFConcept", this::concept),
                all(fields, "CFSubjects", "CFSubject", this::subject),
                all(fields, "CFLicenses", "CFLicense", this::license),
                all(fields, "CFItemTypes", "CFItemType", this::itemType),
                all(fields, "CFAssociationGroupings", "CFAssociationGrouping", this::grouping),
                fields.extensions());
        fields.done();
        return definitions;
    }

    List<CFRubric> rubrics(@Nullable JsonNode value, String pointer) {
        return each(inventory.of(value, pointer, "CFRubric", "CFRubric"), this::rubric);
    }

    private <T> List<T> all(Fields fields, String list, String kind, BiFunction<Fields, UUID, T> reading) {
        return each(inventory.of(fields.take(list), fields.pointer(list), kind, kind), reading);
    }

    private <T> List<T> each(List<Written> written, BiFunction<Fields, UUID, T> reading) {
        List<T> read = new ArrayList<>(written.size());
        for (Written one : written) {
            Fields fields = new Fields(one.object(), one.pointer(), identities, remarks);
            fields.take("identifier");
            read.add(reading.apply(fields, one.identifier()));
            fields.done();
        }
        return read;
    }

    private Instant changed(Fields fields) {
        return Dates.instant(fields, "lastChangeDateTime", changed, remarks);
    }

    private CFConcept concept(Fields fields, UUID identifier) {
        String title = fields.text("title", "Untitled concept");
        return new CFConcept(
                identifier,
                fields.uri(identifier),
                title,
                fields.text("hierarchyCode", title),
                changed(fields),
                fields.text("keywords"),
                fields.text("description"),
                fields.extensions());
    }

    private CFSubject subject(Fields fields, UUID identifier) {
        String title = fields.text("title", "Untitled subject");
        return new CFSubject(
                identifier,
                fields.uri(identifier),
                title,
                fields.text("hierarchyCode", title),
                changed(fields),
                fields.text("description"),
                fields.extensions());
    }

    private CFItemType itemType(Fields fields, UUID identifier) {
        String title = fields.text("title", "Untitled type");
        return new CFItemType(
                identifier,
                fields.uri(identifier),
                title,
                fields.text("description", title),
                fields.text("hierarchyCode", title),
                changed(fields),
                fields.text("typeCode"),
                fields.extensions());
    }

    private CFLicense license(Fields fields, UUID identifier) {
        String uri = fields.uri(identifier);
        return new CFLicense(
                identifier,
                uri,
                fields.text("title", "Untitled licence"),
                fields.text("licenseText", uri),
                changed(fields),
                fields.text("description"),
                fields.extensions());
    }

    private CFAssociationGrouping grouping(Fields fields, UUID identifier) {
        return new CFAssociationGrouping(
                identifier,
                fields.uri(identifier),
                fields.text("title", "Untitled grouping"),
                changed(fields),
                fields.text("description"),
                fields.extensions());
    }

    private CFRubric rubric(Fields fields, UUID identifier) {
        return new CFRubric(
                identifier,
                fields.uri(identifier),
                changed(fields),
                fields.text("title"),
                fields.text("description"),
                all(fields, "CFRubricCriteria", "CFRubricCriterion", this::criterion),
                fields.extensions());
    }

    private CFRubricCriterion criterion(Fields fields, UUID identifier) {
        return new CFRubricCriterion(
                identifier,
                fields.uri(identifier),
                changed(fields),
                fields.text("category"),
                fields.text("description"),
                fields.link("CFItemURI"),
                fields.number("weight"),
                fields.integer("position"),
                reference(fields, "rubricId"),
                all(fields, "CFRubricCriterionLevels", "CFRubricCriterionLevel", this::level),
                fields.extensions());
    }

    private CFRubricCriterionLevel level(Fields fields, UUID identifier) {
        return new CFRubricCriterionLevel(
                identifier,
                fields.uri(identifier),
                changed(fields),
                fields.text("description"),
                fields.text("quality"),
                fields.number("score"),
                fields.text("feedback"),
                fields.integer("position"),
                reference(fields, "rubricCriterionId"),
                fields.extensions());
    }

    private @Nullable UUID reference(Fields fields, String name) {
        @Nullable String written = fields.text(name);
        if (written == null) {
            return null;
        }
        UUID identifier = identities.of(written);
        if (!identifier.toString().equals(written)) {
            remarks.repair(
                    "invalid-identifier",
                    fields.pointer(name),
                    "CASE does not accept " + Texts.quoted(written) + " as written; it is now " + identifier + ".");
        }
        return identifier;
    }
}
