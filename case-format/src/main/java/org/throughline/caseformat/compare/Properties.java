package org.throughline.caseformat.compare;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.throughline.caseformat.model.CFAssociation;
import org.throughline.caseformat.model.CFDocument;
import org.throughline.caseformat.model.CFItem;

/** The properties that are compared and merged one by one; identifiers and the dates of changes are not among them. */
final class Properties {

    static final List<Property<CFItem, CFItem.Builder, ?>> ITEM = List.of(
            Property.text("fullStatement", CFItem::fullStatement, (to, text) -> to.fullStatement(requireNonNull(text))),
            Property.text("abbreviatedStatement", CFItem::abbreviatedStatement, CFItem.Builder::abbreviatedStatement),
            Property.text("alternativeLabel", CFItem::alternativeLabel, CFItem.Builder::alternativeLabel),
            Property.text("humanCodingScheme", CFItem::humanCodingScheme, CFItem.Builder::humanCodingScheme),
            Property.text("listEnumeration", CFItem::listEnumeration, CFItem.Builder::listEnumeration),
            Property.text("CFItemType", CFItem::CFItemType, CFItem.Builder::CFItemType),
            Property.of("CFItemTypeURI", CFItem::CFItemTypeURI, CFItem.Builder::CFItemTypeURI),
            Property.of("conceptKeywords", CFItem::conceptKeywords, CFItem.Builder::conceptKeywords),
            Property.of("conceptKeywordsURI", CFItem::conceptKeywordsURI, CFItem.Builder::conceptKeywordsURI),
            Property.text("notes", CFItem::notes, CFItem.Builder::notes),
            Property.of("subject", CFItem::subject, CFItem.Builder::subject),
            Property.of("subjectURI", CFItem::subjectURI, CFItem.Builder::subjectURI),
            Property.text("language", CFItem::language, CFItem.Builder::language),
            Property.of("educationLevel", CFItem::educationLevel, CFItem.Builder::educationLevel),
            Property.of("licenseURI", CFItem::licenseURI, CFItem.Builder::licenseURI),
            Property.of("statusStartDate", CFItem::statusStartDate, CFItem.Builder::statusStartDate),
            Property.of("statusEndDate", CFItem::statusEndDate, CFItem.Builder::statusEndDate),
            Property.text("uri", CFItem::uri, (to, text) -> to.uri(requireNonNull(text))),
            Property.of("extensions", CFItem::extensions, CFItem.Builder::extensions));

    static final List<Property<CFDocument, CFDocument.Builder, ?>> DOCUMENT = List.of(
            Property.text("title", CFDocument::title, (to, text) -> to.title(requireNonNull(text))),
            Property.text("creator", CFDocument::creator, (to, text) -> to.creator(requireNonNull(text))),
            Property.text("publisher", CFDocument::publisher, CFDocument.Builder::publisher),
            Property.text("description", CFDocument::description, CFDocument.Builder::description),
            Property.of("subject", CFDocument::subject, CFDocument.Builder::subject),
            Property.of("subjectURI", CFDocument::subjectURI, CFDocument.Builder::subjectURI),
            Property.text("language", CFDocument::language, CFDocument.Builder::language),
            Property.text("version", CFDocument::version, CFDocument.Builder::version),
            Property.text("adoptionStatus", CFDocument::adoptionStatus, CFDocument.Builder::adoptionStatus),
            Property.of("statusStartDate", CFDocument::statusStartDate, CFDocument.Builder::statusStartDate),
            Property.of("statusEndDate", CFDocument::statusEndDate, CFDocument.Builder::statusEndDate),
            Property.of("licenseURI", CFDocument::licenseURI, CFDocument.Builder::licenseURI),
            Property.text("officialSourceURL", CFDocument::officialSourceURL, CFDocument.Builder::officialSourceURL),
            Property.text("frameworkType", CFDocument::frameworkType, CFDocument.Builder::frameworkType),
            Property.text("caseVersion", CFDocument::caseVersion, CFDocument.Builder::caseVersion),
            Property.text("notes", CFDocument::notes, CFDocument.Builder::notes),
            Property.text("uri", CFDocument::uri, (to, text) -> to.uri(requireNonNull(text))),
            Property.of("extensions", CFDocument::extensions, CFDocument.Builder::extensions));

    /** Without the ends and the type, which say which association it is, and without the number, which says an order. */
    static final List<Property<CFAssociation, CFAssociation.Builder, ?>> ASSOCIATION = List.of(
            Property.text("notes", CFAssociation::notes, CFAssociation.Builder::notes),
            Property.of(
                    "CFAssociationGroupingURI",
                    CFAssociation::CFAssociationGroupingURI,
                    CFAssociation.Builder::CFAssociationGroupingURI),
            Property.of("extensions", CFAssociation::extensions, CFAssociation.Builder::extensions));

    private Properties() {}
}
