package org.throughline.caseformat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;
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
import org.throughline.caseformat.model.Extensions;
import org.throughline.caseformat.model.LinkGenURI;
import org.throughline.caseformat.model.LinkURI;

/** Packages in which every property that may be absent is there or not, with texts in several scripts; the same seed gives the same one. */
final class RandomPackages {

    private static final List<String> TEXTS = List.of(
            "Measure a voltage",
            "電力を測る",
            "قياس الجهد الكهربائي",
            "Measure  $\\sqrt{2}$\n\n- with *care*",
            "Ein „Wort\" \\ noch eins / <b>&amp;",
            "😀 done",
            "7",
            "true",
            "a|b;c,d");

    private final Random random;
    private int made;

    private RandomPackages(long seed) {
        random = new Random(seed);
    }

    static CFPackage of(long seed) {
        return new RandomPackages(seed).pkg();
    }

    private CFPackage pkg() {
        CFDefinitions definitions = new CFDefinitions(
                some(() -> new CFConcept(
                        next(), uri(), text(), text(), time(), maybe(text()), maybe(text()), extensions())),
                some(() -> new CFSubject(next(), uri(), text(), text(), time(), maybe(text()), extensions())),
                some(() -> new CFLicense(next(), uri(), text(), text(), time(), maybe(text()), extensions())),
                some(() -> new CFItemType(next(), uri(), text(), text(), text(), time(), maybe(text()), extensions())),
                some(() -> new CFAssociationGrouping(next(), uri(), text(), time(), maybe(text()), extensions())),
                extensions());
        CFDocument document = document(definitions);
        List<CFItem> items = IntStream.range(0, random.nextInt(8))
                .mapToObj(any -> item(definitions))
                .toList();
        List<CFAssociation> associations = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            LinkGenURI parent = i == 0 || random.nextBoolean()
                    ? LinkGenURI.to(document)
                    : LinkGenURI.to(items.get(random.nextInt(i)));
            associations.add(
                    association(AssociationType.IS_CHILD_OF, LinkGenURI.to(items.get(i)), parent, definitions));
            associations.add(association(
                    type(),
                    LinkGenURI.to(items.get(i)),
                    random.nextBoolean() ? outside() : LinkGenURI.to(items.get(random.nextInt(items.size()))),
                    definitions));
        }
        return new CFPackage(document, items, associations, definitions, some(() -> rubric(items)), extensions());
    }

    private CFDocument document(CFDefinitions definitions) {
        return CFDocument.builder(next(), uri(), text(), text(), time())
                .frameworkType(maybe(text()))
                .caseVersion(maybe("1.1"))
                .officialSourceURL(maybe("https://example.org/source"))
                .publisher(maybe(text()))
                .description(maybe(text()))
                .subject(some(this::text))
                .subjectURI(links(definitions.subjects(), one -> new LinkURI(one.title(), one.identifier(), one.uri())))
                .language(maybe("ja"))
                .version(maybe(text()))
                .adoptionStatus(maybe(text()))
                .statusStartDate(maybe(LocalDate.of(2026, 2, 28)))
                .statusEndDate(maybe(LocalDate.of(2036, 2, 29)))
                .licenseURI(link(definitions.licenses(), CFLicense::link))
                .notes(maybe(text()))
                .extensions(extensions())
                .build();
    }

    private CFItem item(CFDefinitions definitions) {
        @Nullable LinkURI type = link(definitions.itemTypes(), CFItemType::link);
        return CFItem.builder(next(), uri(), text(), time())
                .alternativeLabel(maybe(text()))
                .CFItemType(type == null ? maybe(text()) : maybe(type.title()))
                .CFItemTypeURI(type)
                .humanCodingScheme(maybe(text()))
                .listEnumeration(maybe(text()))
                .abbreviatedStatement(maybe(text()))
                .conceptKeywords(some(this::text))
                .conceptKeywordsURI(
                        link(definitions.concepts(), one -> new LinkURI(one.title(), one.identifier(), one.uri())))
                .notes(maybe(text()))
                .subject(some(this::text))
                .subjectURI(links(definitions.subjects(), one -> new LinkURI(one.title(), one.identifier(), one.uri())))
                .language(maybe("ar"))
                .educationLevel(some(() -> "09"))
                .licenseURI(link(definitions.licenses(), CFLicense::link))
                .statusStartDate(maybe(LocalDate.of(1999, 12, 31)))
                .statusEndDate(maybe(LocalDate.of(9999, 12, 31)))
                .extensions(extensions())
                .build();
    }

    private CFAssociation association(
            AssociationType type, LinkGenURI origin, LinkGenURI destination, CFDefinitions definitions) {
        return CFAssociation.builder(next(), uri(), type, origin, destination, time())
                .sequenceNumber(maybe(random.nextInt()))
                .CFAssociationGroupingURI(link(definitions.associationGroupings(), CFAssociationGrouping::link))
                .notes(maybe(text()))
                .extensions(extensions())
                .build();
    }

    private CFRubric rubric(List<CFItem> items) {
        UUID rubric = next();
        return new CFRubric(
                rubric,
                uri(),
                time(),
                maybe(text()),
                maybe(text()),
                some(() -> criterion(rubric, items)),
                extensions());
    }

    private CFRubricCriterion criterion(UUID rubric, List<CFItem> items) {
        UUID criterion = next();
        return new CFRubricCriterion(
                criterion,
                uri(),
                time(),
                maybe(text()),
                maybe(text()),
                link(items, item -> new LinkURI(item.label(), item.identifier(), item.uri())),
                maybe(new BigDecimal("0.25")),
                maybe(random.nextInt(9)),
                maybe(rubric),
                some(() -> level(criterion)),
                extensions());
    }

    private CFRubricCriterionLevel level(UUID criterion) {
        return new CFRubricCriterionLevel(
                next(),
                uri(),
                time(),
                maybe(text()),
                maybe(text()),
                maybe(new BigDecimal("-1.50")),
                maybe(text()),
                maybe(random.nextInt(9)),
                maybe(criterion),
                extensions());
    }

    private AssociationType type() {
        return random.nextInt(4) == 0
                ? new AssociationType.Extension("ext:own.type_" + random.nextInt(9))
                : AssociationType.Standard.values()[random.nextInt(1, AssociationType.Standard.values().length)];
    }

    private LinkGenURI outside() {
        UUID elsewhere = next();
        return switch (random.nextInt(3)) {
            case 0 -> new LinkGenURI(text(), elsewhere.toString(), uri(), "CASE");
            case 1 -> new LinkGenURI(text(), "local:" + made, "local:" + made, "ext:local");
            default -> new LinkGenURI(text(), "https://example.org/page", "https://example.org/page", "ext:web");
        };
    }

    private Extensions extensions() {
        if (random.nextInt(3) > 0) {
            return Extensions.NONE;
        }
        Map<String, Extensions.Value> values = new LinkedHashMap<>();
        values.put("example:text", new Extensions.Text(text()));
        values.put("example:list", new Extensions.Json("[1,{\"deep\":null}]"));
        values.put("example:half", new Extensions.Json("0.5"));
        values.put("example:yes", new Extensions.Json("true"));
        values.put("plain", new Extensions.Json("7"));
        return new Extensions(values);
    }

    private Instant time() {
        return Instant.ofEpochSecond(random.nextLong(4_000_000_000L), random.nextInt(3) * 1000L);
    }

    private UUID next() {
        return Everything.id("random" + made++ + "-" + random.nextInt());
    }

    private String uri() {
        return (random.nextBoolean() ? "https://example.org/uri/" : "urn:example:") + made + "-"
                + random.nextInt(1 << 30);
    }

    private String text() {
        return TEXTS.get(random.nextInt(TEXTS.size()));
    }

    private <T> @Nullable T maybe(T value) {
        return random.nextBoolean() ? value : null;
    }

    private <T> List<T> some(Supplier<T> each) {
        return IntStream.range(0, random.nextInt(3)).mapToObj(any -> each.get()).toList();
    }

    private <T> @Nullable LinkURI link(List<T> targets, java.util.function.Function<T, LinkURI> link) {
        return targets.isEmpty() || random.nextBoolean()
                ? null
                : link.apply(targets.get(random.nextInt(targets.size())));
    }

    private <T> List<LinkURI> links(List<T> targets, java.util.function.Function<T, LinkURI> link) {
        return targets.isEmpty() ? List.of() : some(() -> link.apply(targets.get(random.nextInt(targets.size()))));
    }
}
