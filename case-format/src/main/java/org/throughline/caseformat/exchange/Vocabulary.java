package org.throughline.caseformat.exchange;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.throughline.caseformat.model.CFAssociationGrouping;
import org.throughline.caseformat.model.CFConcept;
import org.throughline.caseformat.model.CFDefinitions;
import org.throughline.caseformat.model.CFItemType;
import org.throughline.caseformat.model.CFLicense;
import org.throughline.caseformat.model.CFSubject;
import org.throughline.caseformat.model.CaseIds;
import org.throughline.caseformat.model.Extensions;
import org.throughline.caseformat.model.LinkURI;

/**
 * The definitions of a framework, found by the titles that people write in cells. A licence or a grouping that is named but not
 * defined is defined by its name.
 */
final class Vocabulary {

    private static final UUID NAMESPACE = CaseIds.v5(CaseIds.URL_NAMESPACE, "urn:throughline:sheet:definition");

    private final UUID document;
    private final Instant asOf;
    private final List<CFConcept> concepts;
    private final List<CFSubject> subjects;
    private final List<CFLicense> licenses;
    private final List<CFItemType> itemTypes;
    private final List<CFAssociationGrouping> groupings;
    private final Extensions extensions;

    Vocabulary(UUID document, Instant asOf, CFDefinitions given) {
        this.document = document;
        this.asOf = asOf;
        concepts = new ArrayList<>(given.concepts());
        subjects = new ArrayList<>(given.subjects());
        licenses = new ArrayList<>(given.licenses());
        itemTypes = new ArrayList<>(given.itemTypes());
        groupings = new ArrayList<>(given.associationGroupings());
        extensions = given.extensions();
    }

    CFDefinitions definitions() {
        return new CFDefinitions(concepts, subjects, licenses, itemTypes, groupings, extensions);
    }

    /** The link to the type of this title; absent where it is not defined. */
    @Nullable
    LinkURI itemType(String title) {
        return itemTypes.stream()
                .filter(type -> type.title().equals(title))
                .findFirst()
                .map(CFItemType::link)
                .orElse(null);
    }

    /** The link to the licence of this title or address; absent where it is not defined. */
    @Nullable
    LinkURI knownLicense(String text) {
        return licenses.stream()
                .filter(license -> license.title().equals(text) || license.uri().equals(text))
                .findFirst()
                .map(CFLicense::link)
                .orElse(null);
    }

    /** The link to the licence of this title or address. */
    LinkURI license(String text, @Nullable String licenseText) {
        @Nullable LinkURI known = knownLicense(text);
        if (known != null) {
            return known;
        }
        UUID id = CaseIds.v5(NAMESPACE, document + "\nlicence\n" + text);
        CFLicense license = new CFLicense(
                id,
                CellText.isUri(text) ? text : "urn:uuid:" + id,
                text,
                licenseText == null ? text : licenseText,
                asOf,
                null,
                Extensions.NONE);
        licenses.add(license);
        return license.link();
    }

    /** The link to the grouping of this identifier or title. */
    LinkURI grouping(String identifier, @Nullable String title) {
        Optional<UUID> accepted = CellText.identifier(identifier);
        Optional<CFAssociationGrouping> known = groupings.stream()
                .filter(grouping -> accepted.isPresent()
                        ? grouping.identifier().equals(accepted.get())
                        : grouping.title().equals(identifier))
                .findFirst();
        if (known.isPresent()) {
            return known.get().link();
        }
        UUID id = accepted.orElseGet(() -> CaseIds.v5(NAMESPACE, document + "\ngrouping\n" + identifier));
        CFAssociationGrouping grouping = new CFAssociationGrouping(
                id, "urn:uuid:" + id, title == null ? identifier : title, asOf, null, Extensions.NONE);
        groupings.add(grouping);
        return grouping.link();
    }
}
