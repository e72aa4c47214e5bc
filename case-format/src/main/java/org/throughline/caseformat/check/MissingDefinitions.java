package org.throughline.caseformat.check;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.throughline.caseformat.model.CFAssociation;
import org.throughline.caseformat.model.CFAssociationGrouping;
import org.throughline.caseformat.model.CFConcept;
import org.throughline.caseformat.model.CFDefinitions;
import org.throughline.caseformat.model.CFItem;
import org.throughline.caseformat.model.CFItemType;
import org.throughline.caseformat.model.CFLicense;
import org.throughline.caseformat.model.CFPackage;
import org.throughline.caseformat.model.CFSubject;
import org.throughline.caseformat.model.Extensions;
import org.throughline.caseformat.model.LinkURI;

/**
 * Supplies a definition, as far as the link tells it, for every link of a package whose definition is not there. Each is told once,
 * at the first link that asks for it.
 */
final class MissingDefinitions {

    private final CFPackage pkg;
    private final List<String> itemPointers;
    private final List<String> associationPointers;
    private final Remarks remarks;
    private final Instant changed;
    private final List<CFConcept> concepts;
    private final List<CFSubject> subjects;
    private final List<CFLicense> licenses;
    private final List<CFItemType> itemTypes;
    private final List<CFAssociationGrouping> groupings;
    private final Set<UUID> conceptsThere = new HashSet<>();
    private final Set<UUID> subjectsThere = new HashSet<>();
    private final Set<UUID> licensesThere = new HashSet<>();
    private final Set<UUID> itemTypesThere = new HashSet<>();
    private final Set<UUID> groupingsThere = new HashSet<>();

    MissingDefinitions(CFPackage pkg, List<String> itemPointers, List<String> associationPointers, Remarks remarks) {
        this.pkg = pkg;
        this.itemPointers = itemPointers;
        this.associationPointers = associationPointers;
        this.remarks = remarks;
        this.changed = pkg.document().lastChangeDateTime();
        CFDefinitions given = pkg.definitions();
        concepts = new ArrayList<>(given.concepts());
        subjects = new ArrayList<>(given.subjects());
        licenses = new ArrayList<>(given.licenses());
        itemTypes = new ArrayList<>(given.itemTypes());
        groupings = new ArrayList<>(given.associationGroupings());
        concepts.forEach(concept -> conceptsThere.add(concept.identifier()));
        subjects.forEach(subject -> subjectsThere.add(subject.identifier()));
        licenses.forEach(license -> licensesThere.add(license.identifier()));
        itemTypes.forEach(type -> itemTypesThere.add(type.identifier()));
        groupings.forEach(grouping -> groupingsThere.add(grouping.identifier()));
    }

    CFDefinitions supplied() {
        pkg.document().subjectURI().forEach(link -> subject(link, "/CFDocument/subjectURI"));
        license(pkg.document().licenseURI(), "/CFDocument/licenseURI");
        for (int i = 0; i < pkg.items().size(); i++) {
            item(pkg.items().get(i), itemPointers.get(i));
        }
        for (int i = 0; i < associationPointers.size(); i++) {
            grouping(pkg.associations().get(i), associationPointers.get(i));
        }
        return new CFDefinitions(
                concepts,
                subjects,
                licenses,
                itemTypes,
                groupings,
                pkg.definitions().extensions());
    }

    private void item(CFItem item, String pointer) {
        item.subjectURI().forEach(link -> subject(link, pointer + "/subjectURI"));
        license(item.licenseURI(), pointer + "/licenseURI");
        @Nullable LinkURI type = item.CFItemTypeURI();
        if (type != null && itemTypesThere.add(type.identifier())) {
            itemTypes.add(new CFItemType(
                    type.identifier(),
                    type.uri(),
                    type.title(),
                    type.title(),
                    type.title(),
                    changed,
                    null,
                    Extensions.NONE));
            missing("item type", type, pointer + "/CFItemTypeURI");
        }
        @Nullable LinkURI concept = item.conceptKeywordsURI();
        if (concept != null && conceptsThere.add(concept.identifier())) {
            concepts.add(new CFConcept(
                    concept.identifier(),
                    concept.uri(),
                    concept.title(),
                    concept.title(),
                    changed,
                    null,
                    null,
                    Extensions.NONE));
            missing("concept", concept, pointer + "/conceptKeywordsURI");
        }
    }

    private void subject(LinkURI link, String pointer) {
        if (subjectsThere.add(link.identifier())) {
            subjects.add(new CFSubject(
                    link.identifier(), link.uri(), link.title(), link.title(), changed, null, Extensions.NONE));
            missing("subject", link, pointer);
        }
    }

    private void license(@Nullable LinkURI link, String pointer) {
        if (link != null && licensesThere.add(link.identifier())) {
            licenses.add(new CFLicense(
                    link.identifier(), link.uri(), link.title(), link.uri(), changed, null, Extensions.NONE));
            missing("licence", link, pointer);
        }
    }

    private void grouping(CFAssociation association, String pointer) {
        @Nullable LinkURI link = association.CFAssociationGroupingURI();
        if (link != null && groupingsThere.add(link.identifier())) {
            groupings.add(new CFAssociationGrouping(
                    link.identifier(), link.uri(), link.title(), changed, null, Extensions.NONE));
            missing("association grouping", link, pointer + "/CFAssociationGroupingURI");
        }
    }

    private void missing(String what, LinkURI link, String pointer) {
        remarks.repair(
                "missing-definition",
                pointer,
                "The package does not define the " + what + " \"" + link.title() + "\"; supplied it from the link.");
    }
}
