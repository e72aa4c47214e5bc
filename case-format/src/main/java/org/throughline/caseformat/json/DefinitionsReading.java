package org.throughline.caseformat.json;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
import org.throughline.caseformat.model.Extensions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.POJONode;

/** The definitions and rubrics of one package. */
final class DefinitionsReading {

    private static final int MOST = 100_000;

    private final JsonFile file;
    private final Identities identities;
    private final Inventory inventory;
    private final Remarks remarks;
    private final Instant changed;

    /** @param changed the point in time that stands in where an object does not say when it last changed */
    DefinitionsReading(JsonFile file, Identities identities, Inventory inventory, Remarks remarks, Instant changed) {
        this.file = file;
        this.identities = identities;
        this.inventory = inventory;
        this.remarks = remarks;
        this.changed = changed;
    }

    /**
     * The definitions of a package.
     *
     * @param value the {@code CFDefinitions} as written
     * @param beside the whole package, where older files have the lists of definitions themselves
     */
    CFDefinitions definitions(@Nullable JsonNode value, String pointer, Fields beside) {
        if (value instanceof POJONode pojo && pojo.getPojo() instanceof Place place && file.isObject(place)) {
            Map<String, Place> properties = file.properties(place);
            Fields fields =
                    new Fields(file.outline(properties, Set.of("extensions"), pointer), pointer, identities, remarks);
            CFDefinitions definitions = definitions(fields, beside);
            fields.unfold(file::tree);
            Extensions extensions = fields.extensions();
            fields.done();
            return new CFDefinitions(
                    definitions.concepts(),
                    definitions.subjects(),
                    definitions.licenses(),
                    definitions.itemTypes(),
                    definitions.associationGroupings(),
                    extensions);
        }
        if (value != null && !(value instanceof POJONode)) {
            remarks.warning(
                    "unexpected-value", pointer, "Expected an object, found " + Fields.kind(value) + "; left it out.");
        }
        return definitions(beside, null);
    }

    private CFDefinitions definitions(Fields fields, @Nullable Fields beside) {
        return new CFDefinitions(
                both(fields, beside, "CFConcepts", "CFConcept", this::concept),
                both(fields, beside, "CFSubjects", "CFSubject", this::subject),
                both(fields, beside, "CFLicenses", "CFLicense", this::license),
                both(fields, beside, "CFItemTypes", "CFItemType", this::itemType),
                both(fields, beside, "CFAssociationGroupings", "CFAssociationGrouping", this::grouping),
                Extensions.NONE);
    }

    private <T> List<T> both(
            Fields fields, @Nullable Fields beside, String list, String kind, BiFunction<Fields, UUID, T> reading) {
        List<T> all = new ArrayList<>(all(fields, list, kind, reading));
        if (beside != null) {
            all.addAll(all(beside, list, kind, reading));
        }
        return all;
    }

    /** The rubrics of a package. */
    List<CFRubric> rubrics(@Nullable JsonNode value, String pointer) {
        return each(inventory.of(value, pointer, "CFRubric", "CFRubric", MOST), this::rubric);
    }

    private <T> List<T> all(Fields fields, String list, String kind, BiFunction<Fields, UUID, T> reading) {
        @Nullable JsonNode value = fields.take(list);
        return value == null
                ? List.of()
                : each(inventory.of(value, fields.pointer(fields.key(list)), kind, kind, MOST), reading);
    }

    private <T> List<T> each(List<Written> written, BiFunction<Fields, UUID, T> reading) {
        List<T> read = new ArrayList<>(written.size());
        for (Written one : written) {
            Fields fields = new Fields(one.object(), one.pointer(), identities, remarks, one.original());
            fields.take("identifier");
            fields.leaveOut("CFDocumentURI");
            read.add(reading.apply(fields, one.identifier()));
            fields.done();
        }
        return read;
    }

    private String title(Fields fields, UUID identifier, String standIn) {
        String title = fields.text("title", standIn);
        identities.titled(identifier, title);
        return title;
    }

    private Instant changed(Fields fields) {
        return Dates.instant(fields, "lastChangeDateTime", changed, remarks);
    }

    private CFConcept concept(Fields fields, UUID identifier) {
        String title = title(fields, identifier, "Untitled concept");
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
        String title = title(fields, identifier, "Untitled subject");
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
        String title = title(fields, identifier, "Untitled type");
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
                title(fields, identifier, "Untitled licence"),
                fields.text("licenseText", uri),
                changed(fields),
                fields.text("description"),
                fields.extensions());
    }

    private CFAssociationGrouping grouping(Fields fields, UUID identifier) {
        return new CFAssociationGrouping(
                identifier,
                fields.uri(identifier),
                title(fields, identifier, "Untitled grouping"),
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
