package org.throughline.caseformat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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
import org.throughline.caseformat.model.Extensions;
import org.throughline.caseformat.model.LinkGenURI;
import org.throughline.caseformat.model.LinkURI;

/** A small package in which every property of every class of CASE 1.1 is there. */
final class Everything {

    static final Instant CHANGED = Instant.parse("2026-11-23T09:30:00.123456Z");

    private static final Extensions EXTENSIONS = new Extensions(Map.of(
            "example:text",
            new Extensions.Text("on top"),
            "note",
            new Extensions.Json("{\"deep\":[1,2.50,true,null,\"x\"]}")));

    private Everything() {}

    static UUID id(String name) {
        return CaseIds.v5(CaseIds.URL_NAMESPACE, "https://example.org/" + name);
    }

    static String uri(String name) {
        return "https://example.org/uri/" + id(name);
    }

    static LinkURI link(String name) {
        return new LinkURI(name, id(name), uri(name));
    }

    static CFDocument document() {
        return CFDocument.builder(id("document"), uri("document"), "Riverbend", "Everything", CHANGED)
                .frameworkType("CourseCodes")
                .caseVersion("1.1")
                .officialSourceURL("https://example.org/original")
                .publisher("Publisher")
                .description("**Markdown** and $x^2$\nover two lines")
                .subject(List.of("Power", "電力"))
                .subjectURI(List.of(link("subject")))
                .language("en")
                .version("3")
                .adoptionStatus("Implemented")
                .statusStartDate(LocalDate.of(2026, 1, 2))
                .statusEndDate(LocalDate.of(2027, 1, 2))
                .licenseURI(link("license"))
                .notes("Notes")
                .extensions(EXTENSIONS)
                .build();
    }

    static CFItem item(String name) {
        return CFItem.builder(id(name), uri(name), "Statement of " + name, CHANGED)
                .alternativeLabel("Outcome")
                .CFItemType("type")
                .CFItemTypeURI(link("type"))
                .humanCodingScheme("E." + name)
                .listEnumeration("a)")
                .abbreviatedStatement("Short")
                .conceptKeywords(List.of("one", "two"))
                .conceptKeywordsURI(link("concept"))
                .notes("ملاحظات")
                .subject(List.of("Power"))
                .subjectURI(List.of(link("subject")))
                .language("en")
                .educationLevel(List.of("PS"))
                .licenseURI(link("license"))
                .statusStartDate(LocalDate.of(2026, 1, 2))
                .statusEndDate(LocalDate.of(2027, 1, 2))
                .extensions(EXTENSIONS)
                .build();
    }

    static CFAssociation association(String name, AssociationType type, LinkGenURI origin, LinkGenURI destination) {
        return CFAssociation.builder(id(name), uri(name), type, origin, destination, CHANGED)
                .sequenceNumber(1)
                .CFAssociationGroupingURI(link("grouping"))
                .notes("Why")
                .extensions(EXTENSIONS)
                .build();
    }

    static List<CFAssociation> associations() {
        LinkGenURI one = LinkGenURI.to(item("one"));
        LinkGenURI two = LinkGenURI.to(item("two"));
        LinkGenURI typed = new LinkGenURI("two", id("two").toString(), uri("two"), "CASE");
        return List.of(
                association("a", AssociationType.IS_CHILD_OF, one, LinkGenURI.to(document())),
                association("b", AssociationType.IS_CHILD_OF, two, one),
                association("c", AssociationType.IS_TRANSLATION_OF, one, typed),
                association("d", new AssociationType.Extension("ext:builds-on_1.0"), two, one));
    }

    static CFRubric rubric() {
        CFRubricCriterionLevel level = new CFRubricCriterionLevel(
                id("level"),
                uri("level"),
                CHANGED,
                "d",
                "Proficient",
                new BigDecimal("2.5"),
                "f",
                1,
                id("criterion"),
                EXTENSIONS);
        CFRubricCriterion criterion = new CFRubricCriterion(
                id("criterion"),
                uri("criterion"),
                CHANGED,
                "category",
                "d",
                link("one"),
                new BigDecimal("0.5"),
                1,
                id("rubric"),
                List.of(level),
                EXTENSIONS);
        return new CFRubric(id("rubric"), uri("rubric"), CHANGED, "title", "d", List.of(criterion), EXTENSIONS);
    }

    static CFDefinitions definitions() {
        return new CFDefinitions(
                List.of(new CFConcept(id("concept"), uri("concept"), "concept", "1", CHANGED, "a|b", "d", EXTENSIONS)),
                List.of(new CFSubject(id("subject"), uri("subject"), "subject", "1", CHANGED, "d", EXTENSIONS)),
                List.of(new CFLicense(id("license"), uri("license"), "license", "text", CHANGED, "d", EXTENSIONS)),
                List.of(new CFItemType(id("type"), uri("type"), "type", "d", "1", CHANGED, "t", EXTENSIONS)),
                List.of(new CFAssociationGrouping(
                        id("grouping"), uri("grouping"), "grouping", CHANGED, "d", EXTENSIONS)),
                EXTENSIONS);
    }

    static CFPackage pkg() {
        return new CFPackage(
                document(),
                List.of(item("one"), item("two")),
                associations(),
                definitions(),
                List.of(rubric()),
                EXTENSIONS);
    }
}
