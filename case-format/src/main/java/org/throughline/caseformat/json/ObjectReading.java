package org.throughline.caseformat.json;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.throughline.caseformat.check.Remarks;
import org.throughline.caseformat.model.AssociationType;
import org.throughline.caseformat.model.CFAssociation;
import org.throughline.caseformat.model.CFDocument;
import org.throughline.caseformat.model.CFItem;
import org.throughline.caseformat.model.LinkGenURI;
import tools.jackson.databind.JsonNode;

/** The reading of the document, of an item and of an association. */
final class ObjectReading {

    /** Words of other systems for the standard's types, in small letters and without anything else. */
    private static final Map<String, AssociationType> TYPES_BY_OTHER_WORDS = Map.ofEntries(
            Map.entry("childof", AssociationType.IS_CHILD_OF),
            Map.entry("narrows", AssociationType.IS_CHILD_OF),
            Map.entry("ispeer", AssociationType.IS_PEER_OF),
            Map.entry("peerof", AssociationType.IS_PEER_OF),
            Map.entry("partof", AssociationType.IS_PART_OF),
            Map.entry("isexactmatchof", AssociationType.EXACT_MATCH_OF),
            Map.entry("isexactmatch", AssociationType.EXACT_MATCH_OF),
            Map.entry("exactmatch", AssociationType.EXACT_MATCH_OF),
            Map.entry("isequivalentto", AssociationType.EXACT_MATCH_OF),
            Map.entry("isprecedessorof", AssociationType.PRECEDES),
            Map.entry("ispredecessorof", AssociationType.PRECEDES),
            Map.entry("precede", AssociationType.PRECEDES),
            Map.entry("isreplacedby", AssociationType.REPLACED_BY),
            Map.entry("relatedto", AssociationType.IS_RELATED_TO),
            Map.entry("isrelated", AssociationType.IS_RELATED_TO),
            Map.entry("related", AssociationType.IS_RELATED_TO),
            Map.entry("isexemplarof", AssociationType.EXEMPLAR),
            Map.entry("isexemplar", AssociationType.EXEMPLAR),
            Map.entry("exemplarof", AssociationType.EXEMPLAR),
            Map.entry("skilllevel", AssociationType.HAS_SKILL_LEVEL),
            Map.entry("translationof", AssociationType.IS_TRANSLATION_OF),
            Map.entry("istranslation", AssociationType.IS_TRANSLATION_OF));

    /** Words for the standard's types seen from the other end. */
    private static final Map<String, AssociationType> TYPES_FROM_THE_OTHER_END = Map.of(
            "isparentof", AssociationType.IS_CHILD_OF,
            "parentof", AssociationType.IS_CHILD_OF,
            "haschild", AssociationType.IS_CHILD_OF,
            "broadens", AssociationType.IS_CHILD_OF,
            "haspart", AssociationType.IS_PART_OF,
            "isprecededby", AssociationType.PRECEDES,
            "follows", AssociationType.PRECEDES,
            "replaces", AssociationType.REPLACED_BY,
            "hasexemplar", AssociationType.EXEMPLAR,
            "hastranslation", AssociationType.IS_TRANSLATION_OF);

    private final Identities identities;
    private final Remarks remarks;
    private final Instant changed;

    /** @param changed the point in time that stands in where an object does not say when it last changed */
    ObjectReading(Identities identities, Remarks remarks, Instant changed) {
        this.identities = identities;
        this.remarks = remarks;
        this.changed = changed;
    }

    CFDocument document(Written written) {
        Fields fields = new Fields(written.object(), written.pointer(), identities, remarks, written.original());
        fields.take("identifier");
        Instant documentChanged = Dates.instant(fields, "lastChangeDateTime", changed, remarks);
        fields.leaveOut("CFPackageURI");
        CFDocument document = CFDocument.builder(
                        written.identifier(),
                        fields.uri(written.identifier()),
                        fields.text("creator", "Unknown"),
                        fields.text("title", "Untitled framework"),
                        documentChanged)
                .frameworkType(fields.text("frameworkType"))
                .caseVersion(caseVersion(fields))
                .officialSourceURL(fields.uri("officialSourceURL"))
                .publisher(fields.text("publisher"))
                .description(fields.text("description"))
                .subject(fields.texts("subject", false))
                .subjectURI(fields.links("subjectURI"))
                .language(fields.language())
                .version(fields.text("version"))
                .adoptionStatus(fields.text("adoptionStatus"))
                .statusStartDate(Dates.date(fields, "statusStartDate", remarks))
                .statusEndDate(Dates.date(fields, "statusEndDate", remarks))
                .licenseURI(fields.link("licenseURI"))
                .notes(fields.text("notes"))
                .extensions(fields.extensions())
                .build();
        fields.done();
        identities.titled(written.identifier(), document.title());
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

    CFItem item(Written written) {
        Fields fields = new Fields(written.object(), written.pointer(), identities, remarks, written.original());
        fields.take("identifier");
        @Nullable String abbreviated = fields.text("abbreviatedStatement");
        @Nullable String label = fields.text("alternativeLabel");
        @Nullable String code = fields.text("humanCodingScheme");
        String standIn =
                abbreviated != null ? abbreviated : label != null ? label : code != null ? code : "(no statement)";
        fields.leaveOut("CFDocumentURI");
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
                .language(fields.language())
                .educationLevel(fields.levels())
                .licenseURI(fields.link("licenseURI"))
                .statusStartDate(Dates.date(fields, "statusStartDate", remarks))
                .statusEndDate(Dates.date(fields, "statusEndDate", remarks))
                .extensions(fields.extensions())
                .build();
        fields.done();
        identities.titled(written.identifier(), item.label());
        return item;
    }

    /** The association; empty where it does not say what it leads from or to. */
    Optional<CFAssociation> association(Written written) {
        Fields fields = new Fields(written.object(), written.pointer(), identities, remarks, written.original());
        fields.take("identifier");
        @Nullable String word = fields.text("associationType");
        boolean turned = word != null && TYPES_FROM_THE_OTHER_END.containsKey(letters(word));
        AssociationType type = type(fields, word);
        if (turned) {
            turned(fields, "origin", "destination");
            turned(fields, "destination", "origin");
        }
        Optional<LinkGenURI> origin = end(fields, turned ? "destination" : "origin");
        Optional<LinkGenURI> destination = end(fields, turned ? "origin" : "destination");
        if (origin.isEmpty() || destination.isEmpty()) {
            remarks.warning(
                    "missing-end",
                    written.pointer(),
                    "The association does not say where it starts or where it leads; left it out.");
            return Optional.empty();
        }
        fields.leaveOut("CFDocumentURI");
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
                .extensions(fields.extensions())
                .build();
        fields.done();
        return Optional.of(association);
    }

    private void turned(Fields fields, String end, String standsAt) {
        identities.written().stands(fields.pointer() + "/" + end + "NodeURI", fields.pointer(standsAt + "NodeURI"));
    }

    private Optional<LinkGenURI> end(Fields fields, String end) {
        @Nullable JsonNode value = fields.take(end + "NodeURI");
        @Nullable String bare = fields.text(end + "NodeIdentifier");
        LinkReading links = new LinkReading(identities, remarks);
        Optional<LinkGenURI> link =
                value == null ? Optional.empty() : links.of(value, fields.pointer(fields.key(end + "NodeURI")));
        if (link.isPresent() || bare == null) {
            return link;
        }
        String at = fields.pointer(fields.key(end + "NodeIdentifier"));
        identities.written().stands(fields.pointer() + "/" + end + "NodeURI", at);
        remarks.repair("old-name", at, "Read it as the identifier of today's \"" + end + "NodeURI\".");
        return Optional.of(links.ofIdentifier(bare, at));
    }

    private AssociationType type(Fields fields, @Nullable String written) {
        Optional<AssociationType> exact = AssociationType.ofWire(written == null ? "" : written);
        if (exact.isPresent()) {
            return exact.get();
        }
        if (written == null) {
            remarks.repair(
                    "missing-required",
                    fields.pointer(),
                    "\"associationType\" is missing; took " + AssociationType.IS_RELATED_TO.wire() + ".");
            return AssociationType.IS_RELATED_TO;
        }
        String letters = letters(written);
        @Nullable AssociationType turned = TYPES_FROM_THE_OTHER_END.get(letters);
        AssociationType type = turned != null ? turned : known(letters).orElseGet(() -> own(written));
        remarks.repair(
                "association-type",
                fields.pointer(fields.key("associationType")),
                "CASE has no association type " + Texts.quoted(written) + "; took " + type.wire()
                        + (turned == null ? "." : " from the other end."));
        return type;
    }

    /** Without case, blanks, a vocabulary before a colon or the like. */
    private static String letters(String word) {
        String last = word.startsWith("ext:")
                ? ""
                : word.substring(Math.max(word.lastIndexOf(':'), word.lastIndexOf('/')) + 1);
        return last.replaceAll("[^A-Za-z]", "").toLowerCase(Locale.ROOT);
    }

    private static Optional<AssociationType> known(String letters) {
        for (AssociationType.Standard standard : AssociationType.Standard.values()) {
            if (standard.wire().toLowerCase(Locale.ROOT).equals(letters)) {
                return Optional.of(standard);
            }
        }
        return Optional.ofNullable(TYPES_BY_OTHER_WORDS.get(letters));
    }

    /** The publisher's own type of this name, or the least that can be said. */
    private static AssociationType own(String word) {
        String name = word.startsWith("ext:") ? word.substring(4) : word;
        String plain = name.strip().replaceAll("[^a-zA-Z0-9.\\-_]+", "-");
        return plain.matches("-*")
                ? AssociationType.IS_RELATED_TO
                : AssociationType.ofWire("ext:" + plain).orElse(AssociationType.IS_RELATED_TO);
    }
}
