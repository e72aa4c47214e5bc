package org.throughline.caseformat.json;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.throughline.caseformat.model.AssociationType;
import org.throughline.caseformat.model.CFAssociation;
import org.throughline.caseformat.model.CFAssociationGrouping;
import org.throughline.caseformat.model.CFConcept;
import org.throughline.caseformat.model.CFDefinitions;
import org.throughline.caseformat.model.CFDocument;
import org.throughline.caseformat.model.CFItem;
import org.throughline.caseformat.model.CFItemType;
import org.throughline.caseformat.model.CFLicense;
import org.throughline.caseformat.model.CFPackage;
import org.throughline.caseformat.model.CFRubric;
import org.throughline.caseformat.model.CFRubricCriterion;
import org.throughline.caseformat.model.CFRubricCriterionLevel;
import org.throughline.caseformat.model.CFSubject;
import org.throughline.caseformat.model.CaseIds;
import org.throughline.caseformat.model.CaseVersion;
import org.throughline.caseformat.model.Extensions;
import org.throughline.caseformat.model.LinkGenURI;
import org.throughline.caseformat.model.LinkURI;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.json.JsonFactory;

/**
 * Writes one JSON document in the properties and the order of one version of CASE. What is absent is not written: no null, no empty
 * list inside an object. In 1.0 everything that came with 1.1 is left out, and the association types of 1.1 become
 * {@code isRelatedTo}.
 */
public final class CaseJsonWriter {

    private static final JsonFactory JSON = new JsonFactory();

    private final JsonGenerator out;
    private final boolean v1p1;

    private CaseJsonWriter(CaseVersion version, OutputStream stream) {
        this.out = JSON.createGenerator(ObjectWriteContext.empty(), stream);
        this.v1p1 = version == CaseVersion.V1P1;
    }

    /** The bytes (UTF-8) of what is written by these steps. */
    public static byte[] write(CaseVersion version, Consumer<CaseJsonWriter> steps) {
        Chunks bytes = new Chunks();
        CaseJsonWriter writer = new CaseJsonWriter(version, bytes);
        steps.accept(writer);
        writer.out.close();
        return bytes.taken();
    }

    /**
     * Writes the same bytes into a stream, which stays open.
     *
     * @throws IOException where the stream takes no more
     */
    public static void write(CaseVersion version, OutputStream stream, Consumer<CaseJsonWriter> steps)
            throws IOException {
        try {
            CaseJsonWriter writer = new CaseJsonWriter(version, new OpenStream(stream));
            steps.accept(writer);
            writer.out.close();
        } catch (JacksonIOException e) {
            throw e.getCause();
        }
        stream.flush();
    }

    /** An object with these properties. */
    public void object(Runnable properties) {
        out.writeStartObject();
        properties.run();
        out.writeEndObject();
    }

    /** A property that is a list, written even where it is empty. */
    public <T> void list(String name, List<T> values, Consumer<T> each) {
        out.writeName(name);
        out.writeStartArray();
        values.forEach(each);
        out.writeEndArray();
    }

    /** A property whose value is written by the step. */
    public void property(String name, Runnable value) {
        out.writeName(name);
        value.run();
    }

    public void pkg(CFPackage pkg) {
        object(() -> {
            property("CFDocument", () -> document(pkg.document(), null));
            list("CFItems", pkg.items(), item -> item(item, null));
            list("CFAssociations", pkg.associations(), association -> association(association, null));
            if (!pkg.definitions().isEmpty()) {
                property("CFDefinitions", () -> definitions(pkg.definitions()));
            }
            some("CFRubrics", pkg.rubrics(), this::rubric);
            extensions(pkg.extensions());
        });
    }

    /** @param packageURI where the document's package is; null inside a package */
    public void document(CFDocument document, @Nullable LinkURI packageURI) {
        object(() -> {
            identity(document.identifier(), document.uri());
            if (v1p1) {
                text("frameworkType", document.frameworkType());
                text("caseVersion", document.caseVersion());
            }
            text("creator", document.creator());
            text("title", document.title());
            text("lastChangeDateTime", document.lastChangeDateTime());
            text("officialSourceURL", document.officialSourceURL());
            text("publisher", document.publisher());
            text("description", document.description());
            some("subject", document.subject(), out::writeString);
            some("subjectURI", document.subjectURI(), this::link);
            text("language", document.language());
            text("version", document.version());
            text("adoptionStatus", document.adoptionStatus());
            text("statusStartDate", document.statusStartDate());
            text("statusEndDate", document.statusEndDate());
            link("licenseURI", document.licenseURI());
            text("notes", document.notes());
            link("CFPackageURI", packageURI);
            extensions(document.extensions());
        });
    }

    /** @param documentURI the document that the item belongs to; null inside a package */
    public void item(CFItem item, @Nullable LinkURI documentURI) {
        object(() -> {
            identity(item.identifier(), item.uri());
            link("CFDocumentURI", documentURI);
            text("fullStatement", item.fullStatement());
            text("alternativeLabel", item.alternativeLabel());
            text("CFItemType", item.CFItemType());
            text("humanCodingScheme", item.humanCodingScheme());
            text("listEnumeration", item.listEnumeration());
            text("abbreviatedStatement", item.abbreviatedStatement());
            some("conceptKeywords", item.conceptKeywords(), out::writeString);
            link("conceptKeywordsURI", item.conceptKeywordsURI());
            text("notes", item.notes());
            if (v1p1) {
                some("subject", item.subject(), out::writeString);
                some("subjectURI", item.subjectURI(), this::link);
            }
            text("language", item.language());
            some("educationLevel", item.educationLevel(), out::writeString);
            link("CFItemTypeURI", item.CFItemTypeURI());
            link("licenseURI", item.licenseURI());
            text("statusStartDate", item.statusStartDate());
            text("statusEndDate", item.statusEndDate());
            text("lastChangeDateTime", item.lastChangeDateTime());
            extensions(item.extensions());
        });
    }

    /** @param documentURI the document that the association belongs to; null inside a package */
    public void association(CFAssociation association, @Nullable LinkURI documentURI) {
        object(() -> {
            identity(association.identifier(), association.uri());
            link("CFDocumentURI", documentURI);
            text("associationType", type(association.associationType()).wire());
            number("sequenceNumber", association.sequenceNumber());
            property("originNodeURI", () -> end(association.originNodeURI()));
            property("destinationNodeURI", () -> end(association.destinationNodeURI()));
            link("CFAssociationGroupingURI", association.CFAssociationGroupingURI());
            text("lastChangeDateTime", association.lastChangeDateTime());
            if (v1p1) {
                text("notes", association.notes());
            }
            extensions(association.extensions());
        });
    }

    private AssociationType type(AssociationType type) {
        return v1p1 ? type : earlier(type);
    }

    /** What 1.0 says where 1.1 says this. */
    static AssociationType earlier(AssociationType type) {
        return switch (type) {
            case AssociationType.Standard standard ->
                standard == AssociationType.Standard.IS_TRANSLATION_OF ? AssociationType.IS_RELATED_TO : standard;
            case AssociationType.Extension _ -> AssociationType.IS_RELATED_TO;
        };
    }

    public void definitions(CFDefinitions definitions) {
        object(() -> {
            some("CFConcepts", definitions.concepts(), this::concept);
            some("CFSubjects", definitions.subjects(), this::subject);
            some("CFLicenses", definitions.licenses(), this::license);
            some("CFItemTypes", definitions.itemTypes(), this::itemType);
            some("CFAssociationGroupings", definitions.associationGroupings(), this::grouping);
            extensions(definitions.extensions());
        });
    }

    public void concept(CFConcept concept) {
        object(() -> {
            identity(concept.identifier(), concept.uri());
            text("title", concept.title());
            text("keywords", concept.keywords());
            text("hierarchyCode", concept.hierarchyCode());
            text("description", concept.description());
            text("lastChangeDateTime", concept.lastChangeDateTime());
            extensions(concept.extensions());
        });
    }

    public void subject(CFSubject subject) {
        object(() -> {
            identity(subject.identifier(), subject.uri());
            text("title", subject.title());
            text("hierarchyCode", subject.hierarchyCode());
            text("description", subject.description());
            text("lastChangeDateTime", subject.lastChangeDateTime());
            extensions(subject.extensions());
        });
    }

    public void itemType(CFItemType type) {
        object(() -> {
            identity(type.identifier(), type.uri());
            text("title", type.title());
            text("description", type.description());
            text("hierarchyCode", type.hierarchyCode());
            text("typeCode", type.typeCode());
            text("lastChangeDateTime", type.lastChangeDateTime());
            extensions(type.extensions());
        });
    }

    public void license(CFLicense license) {
        object(() -> {
            identity(license.identifier(), license.uri());
            text("title", license.title());
            text("description", license.description());
            text("licenseText", license.licenseText());
            text("lastChangeDateTime", license.lastChangeDateTime());
            extensions(license.extensions());
        });
    }

    public void grouping(CFAssociationGrouping grouping) {
        object(() -> {
            identity(grouping.identifier(), grouping.uri());
            text("title", grouping.title());
            text("description", grouping.description());
            text("lastChangeDateTime", grouping.lastChangeDateTime());
            extensions(grouping.extensions());
        });
    }

    public void rubric(CFRubric rubric) {
        object(() -> {
            identity(rubric.identifier(), rubric.uri());
            text("title", rubric.title());
            text("description", rubric.description());
            text("lastChangeDateTime", rubric.lastChangeDateTime());
            some("CFRubricCriteria", rubric.criteria(), this::criterion);
            extensions(rubric.extensions());
        });
    }

    private void criterion(CFRubricCriterion criterion) {
        object(() -> {
            identity(criterion.identifier(), criterion.uri());
            text("category", criterion.category());
            text("description", criterion.description());
            link("CFItemURI", criterion.CFItemURI());
            number("weight", criterion.weight());
            number("position", criterion.position());
            text("rubricId", criterion.rubricId());
            text("lastChangeDateTime", criterion.lastChangeDateTime());
            some("CFRubricCriterionLevels", criterion.levels(), this::level);
            extensions(criterion.extensions());
        });
    }

    private void level(CFRubricCriterionLevel level) {
        object(() -> {
            identity(level.identifier(), level.uri());
            text("description", level.description());
            text("quality", level.quality());
            number("score", level.score());
            text("feedback", level.feedback());
            number("position", level.position());
            text("rubricCriterionId", level.rubricCriterionId());
            text("lastChangeDateTime", level.lastChangeDateTime());
            if (v1p1 && !level.extensions().isEmpty()) {
                list("extensions", List.of(level.extensions()), this::extensionsObject);
            }
        });
    }

    private void identity(UUID identifier, String uri) {
        if (!CaseIds.accepts(identifier)) {
            throw new IllegalArgumentException("CASE accepts UUIDs of version 1 to 5, found " + identifier);
        }
        text("identifier", identifier);
        text("uri", uri);
    }

    /** Instants, dates and identifiers are written as their ISO 8601 and RFC 9562 texts, which is what they print. */
    private void text(String name, @Nullable Object value) {
        if (value != null) {
            out.writeStringProperty(name, value.toString());
        }
    }

    private void number(String name, @Nullable Integer value) {
        if (value != null) {
            out.writeNumberProperty(name, value);
        }
    }

    private void number(String name, @Nullable BigDecimal value) {
        if (value != null) {
            out.writeNumberProperty(name, value);
        }
    }

    private <T> void some(String name, List<T> values, Consumer<T> each) {
        if (!values.isEmpty()) {
            list(name, values, each);
        }
    }

    private void link(String name, @Nullable LinkURI link) {
        if (link != null) {
            property(name, () -> link(link));
        }
    }

    private void link(LinkURI link) {
        object(() -> {
            text("title", link.title());
            text("identifier", link.identifier());
            text("uri", link.uri());
        });
    }

    private void end(LinkGenURI link) {
        object(() -> {
            text("title", link.title());
            text("identifier", link.identifier());
            text("uri", link.uri());
            if (v1p1) {
                text("targetType", link.targetType());
            }
        });
    }

    private void extensions(Extensions extensions) {
        if (v1p1 && !extensions.isEmpty()) {
            property("extensions", () -> extensionsObject(extensions));
        }
    }

    private void extensionsObject(Extensions extensions) {
        object(() -> extensions.values().forEach((name, value) -> {
            out.writeName(name);
            switch (value) {
                case Extensions.Text text -> out.writeString(text.text());
                case Extensions.Json json
                when Extensions.namespaced(name) && Extensions.refused(json.json()) ->
                    out.writeString(json.json().equals("null") ? "" : json.json());
                case Extensions.Json json -> out.writeRawValue(json.json());
            }
        }));
    }
}
