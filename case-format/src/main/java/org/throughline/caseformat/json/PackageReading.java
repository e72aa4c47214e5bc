package org.throughline.caseformat.json;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.throughline.caseformat.check.Remarks;
import org.throughline.caseformat.model.AssociationType;
import org.throughline.caseformat.model.CFAssociation;
import org.throughline.caseformat.model.CFDefinitions;
import org.throughline.caseformat.model.CFDocument;
import org.throughline.caseformat.model.CFItem;
import org.throughline.caseformat.model.CFPackage;
import org.throughline.caseformat.model.CFRubric;
import org.throughline.caseformat.model.Extensions;
import org.throughline.caseformat.model.LinkGenURI;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The reading of one package: first who is who, then every object in turn. */
final class PackageReading {

    /** The extension under which an identifier that CASE does not accept, or that two objects share, is kept as it was written. */
    static final String ORIGINAL_IDENTIFIER = "throughline:originalIdentifier";

    private static final String NODES = "nodes";
    private static final Map<String, AssociationType> TYPES_BY_OTHER_WORDS = Map.ofEntries(
            Map.entry("childof", AssociationType.IS_CHILD_OF),
            Map.entry("ispeer", AssociationType.IS_PEER_OF),
            Map.entry("isexactmatchof", AssociationType.EXACT_MATCH_OF),
            Map.entry("exactmatch", AssociationType.EXACT_MATCH_OF),
            Map.entry("isprecededby", AssociationType.IS_RELATED_TO),
            Map.entry("isreplacedby", AssociationType.REPLACED_BY),
            Map.entry("relatedto", AssociationType.IS_RELATED_TO),
            Map.entry("isexemplarof", AssociationType.EXEMPLAR),
            Map.entry("translationof", AssociationType.IS_TRANSLATION_OF));

    private final ObjectNode pkg;
    private final String at;
    private final Remarks remarks;
    private final Identities identities;
    private final Inventory inventory;
    private Instant changed = Instant.EPOCH;

    PackageReading(ObjectNode pkg, String at, String sourceName, Remarks remarks) {
        this.pkg = pkg;
        this.at = at;
        this.remarks = remarks;
        this.identities = new Identities(source(pkg, sourceName));
        this.inventory = new Inventory(identities, remarks);
    }

    /** What makes names of this package unique and stays when the same file is read again from elsewhere. */
    private static String source(ObjectNode pkg, String sourceName) {
        JsonNode document = pkg.path("CFDocument");
        JsonNode inner = document.path("CFDocument").isObject() ? document.path("CFDocument") : document;
        @Nullable String identifier = inner instanceof ObjectNode object ? Inventory.written(object) : null;
        return identifier != null && !identifier.isBlank()
                ? identifier
                : inner.path("uri").asString(sourceName);
    }

    ReadPackage read() {
        Fields fields = new Fields(pkg, at, identities, remarks);
        @Nullable JsonNode document = fields.take("CFDocument");
        if (!(document instanceof ObjectNode object)) {
            throw new IllegalArgumentException("A package without CFDocument must not come here");
        }
        Written writtenDocument = inventory.one(object, fields.pointer("CFDocument"), "CFDocument", NODES);
        List<Written> writtenItems = inventory.of(fields.take("CFItems"), fields.pointer("CFItems"), "CFItem", NODES);
        List<Written> writtenAssociations = inventory.of(
                fields.take("CFAssociations"), fields.pointer("CFAssociations"), "CFAssociation", "associations");
        node(writtenDocument);
        writtenItems.forEach(this::node);

        CFDocument readDocument = document(writtenDocument);
        List<CFItem> items = new ArrayList<>(writtenItems.size());
        for (Written written : writtenItems) {
            items.add(item(written));
        }
        List<CFAssociation> associations = new ArrayList<>(writtenAssociations.size());
        List<String> associationPointers = new ArrayList<>(writtenAssociations.size());
        for (Written written : writtenAssociations) {
            Optional<CFAssociation> association = association(written);
            if (association.isPresent()) {
                associations.add(association.get());
                associationPointers.add(written.pointer());
            }
        }
        DefinitionsReading more = new DefinitionsReading(identities, inventory, remarks, changed);
        CFDefinitions definitions = more.definitions(fields.take("CFDefinitions"), fields.pointer("CFDefinitions"));
        List<CFRubric> rubrics = more.rubrics(fields.take("CFRubrics"), fields.pointer("CFRubrics"));
        Extensions extensions = fields.extensions();
        fields.done();
        return new ReadPackage(
                new CFPackage(readDocument, items, associations, definitions, rubrics, extensions),
                writtenItems.stream().map(Written::pointer).toList(),
                associationPointers);
    }

    private void node(Written written) {
        JsonNode uri = written.object().path("uri");
        identities.node(written.identifier(), uri.isString() ? uri.stringValue() : null);
    }

    private CFDocument document(Written written) {
        Fields fields = new Fields(written.object(), written.pointer(), identities, remarks);
        fields.take("identifier");
        changed = Dates.instant(fields, "lastChangeDateTime", Instant.EPOCH, remarks);
        CFDocument document = CFDocument.builder(
                        written.identifier(),
                        fields.uri(written.identifier()),
                        fields.text("creator", "Unknown"),
                        fields.text("title", "Untitled framework"),
                        changed)
                .frameworkType(fields.text("frameworkType"))
                .caseVersion(caseVersion(fields))
                .officialSourceURL(fields.uri("officialSourceURL"))
                .publisher(fields.text("publisher"))
                .description(fields.text("description"))
                .subject(fields.texts("subject", false))
                .subjectURI(fields.links("subjectURI"))
                .language(fields.text("language"))
                .version(fields.text("version"))
                .adoptionStatus(fields.text("adoptionStatus"))
                .statusStartDate(Dates.date(fields, "statusStartDate", remarks))
                .statusEndDate(Dates.date(fields, "statusEndDate", remarks))
                .licenseURI(fields.link("licenseURI"))
                .notes(fields.text("notes"))
                .extensions(extensions(fields, written))
                .build();
        fields.leaveOut("CFPackageURI");
        fields.done();
        return document;
    }

    private @Nullable String caseVersion(Fields fields) {
        @Nullable String version = fields.text("caseVersion");
        if (version == null || version.equals("1.1")) {
            return version;
        }
        remarks.repair(
                "unexpected-value",
                fields.pointer("caseVersion"),
                "The standard knows only 1.1 here, found " + Texts.quoted(version) + "; left it out.");
        return null;
    }

    private CFItem item(Written written) {
        Fields fields = new Fields(written.object(), written.pointer(), identities, remarks);
        fields.take("identifier");
        @Nullable String abbreviated = fields.text("abbreviatedStatement");
        @Nullable String label = fields.text("alternativeLabel");
        @Nullable String code = fields.text("humanCodingScheme");
        String standIn =
                abbreviated != null ? abbreviated : label != null ? label : code != null ? code : "(no statement)";
        CFItem item = CFItem.builder(
                        written.identifier(),
                        fields.uri(written.identifier()),
                        fields.text("fullStatement", standIn),
                        Dates.instant(fields, "lastChangeDateTime", changed, remarks))
                .alternativeLabel(label)
                .CFItemType(fields.text("CFItemType"))
                .CFItemTypeURI(fields.link("CFItemTypeURI"))
                .humanCodingScheme(code)
                .listEnumeration(fields.text("listEnumeration"))
                .abbreviatedStatement(abbreviated)
                .conceptKeywords(fields.texts("conceptKeywords", true))
                .conceptKeywordsURI(fields.link("conceptKeywordsURI"))
                .notes(fields.text("notes"))
                .subject(fields.texts("subject", false))
                .subjectURI(fields.links("subjectURI"))
                .language(fields.text("language"))
                .educationLevel(fields.texts("educationLevel", true))
                .licenseURI(fields.link("licenseURI"))
                .statusStartDate(Dates.date(fields, "statusStartDate", remarks))
                .statusEndDate(Dates.date(fields, "statusEndDate", remarks))
                .extensions(extensions(fields, written))
                .build();
        fields.leaveOut("CFDocumentURI");
        fields.done();
        return item;
    }

    private Optional<CFAssociation> association(Written written) {
        Fields fields = new Fields(written.object(), written.pointer(), identities, remarks);
        fields.take("identifier");
        AssociationType type = type(fields);
        Optional<LinkGenURI> origin = end(fields, "origin");
        Optional<LinkGenURI> destination = end(fields, "destination");
        if (origin.isEmpty() || destination.isEmpty()) {
            remarks.warning(
                    "missing-end",
                    written.pointer(),
                    "The association does not say where it starts or where it leads; left it out.");
            return Optional.empty();
        }
        CFAssociation association = CFAssociation.builder(
                        written.identifier(),
                        fields.uri(written.identifier()),
                        type,
                        origin.get(),
                        destination.get(),
                        Dates.instant(fields, "lastChangeDateTime", changed, remarks))
                .sequenceNumber(fields.integer("sequenceNumber"))
                .CFAssociationGroupingURI(fields.link("CFAssociationGroupingURI"))
                .notes(fields.text("notes"))
                .extensions(extensions(fields, written))
                .build();
        fields.leaveOut("CFDocumentURI");
        fields.done();
        return Optional.of(association);
    }

    private Optional<LinkGenURI> end(Fields fields, String end) {
        @Nullable JsonNode value = fields.take(end + "NodeURI");
        @Nullable String bare = fields.text(end + "NodeIdentifier");
        LinkReading links = new LinkReading(identities, remarks);
        if (value == null && bare != null) {
            remarks.repair(
                    "old-name",
                    fields.pointer(end + "NodeIdentifier"),
                    "Read it as the identifier of today's \"" + end + "NodeURI\".");
            return Optional.of(links.ofIdentifier(bare, fields.pointer(end + "NodeIdentifier")));
        }
        return value == null ? Optional.empty() : links.of(value, fields.pointer(end + "NodeURI"));
    }

    private AssociationType type(Fields fields) {
        @Nullable String written = fields.text("associationType");
        Optional<AssociationType> exact = AssociationType.ofWire(written == null ? "" : written);
        if (exact.isPresent()) {
            return exact.get();
        }
        String letters =
                written == null ? "" : written.replaceAll("[\\s_-]", "").toLowerCase(Locale.ROOT);
        AssociationType type = AssociationType.IS_RELATED_TO;
        String own = "ext:" + (written == null ? "" : written.strip().replaceAll("[^a-zA-Z0-9.\\-_]+", "-"));
        if (TYPES_BY_OTHER_WORDS.containsKey(letters)) {
            type = TYPES_BY_OTHER_WORDS.get(letters);
        } else {
            for (AssociationType.Standard standard : AssociationType.Standard.values()) {
                if (standard.wire().toLowerCase(Locale.ROOT).equals(letters)) {
                    type = standard;
                    letters = "";
                }
            }
            if (!letters.isEmpty()) {
                type = AssociationType.ofWire(own).orElse(type);
            }
        }
        remarks.repair(
                "association-type",
                fields.pointer("associationType"),
                "CASE has no association type " + Texts.quoted(written) + "; took " + type.wire() + ".");
        return type;
    }

    private static Extensions extensions(Fields fields, Written written) {
        Extensions extensions = fields.extensions();
        return written.original().isEmpty() ? extensions : extensions.withText(ORIGINAL_IDENTIFIER, written.original());
    }
}
