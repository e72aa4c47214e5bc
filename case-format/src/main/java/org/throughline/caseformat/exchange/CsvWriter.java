package org.throughline.caseformat.exchange;

import static org.throughline.caseformat.exchange.WorkbookWriter.cell;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.throughline.caseformat.Finding;
import org.throughline.caseformat.Severity;
import org.throughline.caseformat.model.AssociationType;
import org.throughline.caseformat.model.CFAssociation;
import org.throughline.caseformat.model.CFItem;
import org.throughline.caseformat.model.CFPackage;
import org.throughline.caseformat.model.CaseIds;
import org.throughline.caseformat.model.LinkGenURI;

/**
 * Writes the items of a framework as one CSV (RFC 4180, UTF-8 with a byte order mark, commas) under OpenSALT's headings. A text that
 * a spreadsheet would run as a formula gets an apostrophe in front, which {@link SheetReader} takes off again.
 */
public final class CsvWriter {

    static final String END = "\r\n";

    /** The association types that have a column, in OpenSALT's order, and their headings. */
    private static final Map<AssociationType, String> LINKS = links();

    private static final Map<String, Function<CFItem, @Nullable Object>> TEXTS = texts();

    private static Map<AssociationType, String> links() {
        Map<AssociationType, String> links = new LinkedHashMap<>();
        links.put(AssociationType.IS_CHILD_OF, "isChildOf");
        links.put(AssociationType.IS_PART_OF, "isPartOf");
        links.put(AssociationType.REPLACED_BY, "replacedBy");
        links.put(AssociationType.EXEMPLAR, "exemplar");
        links.put(AssociationType.PRECEDES, "precedes");
        links.put(AssociationType.IS_PEER_OF, "isPeerOf");
        links.put(AssociationType.HAS_SKILL_LEVEL, "hasSkillLevel");
        links.put(AssociationType.IS_RELATED_TO, "isRelatedTo");
        links.put(AssociationType.EXACT_MATCH_OF, "isExactMatchOf");
        links.put(AssociationType.IS_TRANSLATION_OF, "isTranslationOf");
        return links;
    }

    private static Map<String, Function<CFItem, @Nullable Object>> texts() {
        Map<String, Function<CFItem, @Nullable Object>> texts = new LinkedHashMap<>();
        texts.put("identifier", CFItem::identifier);
        texts.put("fullStatement", CFItem::fullStatement);
        texts.put("humanCodingScheme", CFItem::humanCodingScheme);
        texts.put("abbreviatedStatement", CFItem::abbreviatedStatement);
        texts.put("conceptKeywords", item -> JsonCell.ofList(item.conceptKeywords(), ","));
        texts.put("notes", CFItem::notes);
        texts.put("language", CFItem::language);
        texts.put("educationLevel", item -> JsonCell.ofList(item.educationLevel(), ","));
        texts.put("CFItemType", CFItem::CFItemType);
        texts.put(
                "license",
                item -> item.licenseURI() == null ? null : item.licenseURI().title());
        texts.put("alternativeLabel", CFItem::alternativeLabel);
        texts.put("listEnumeration", CFItem::listEnumeration);
        texts.put("subject", item -> JsonCell.ofList(item.subject(), "|"));
        texts.put("statusStartDate", CFItem::statusStartDate);
        texts.put("statusEndDate", CFItem::statusEndDate);
        return texts;
    }

    /** The table. */
    public byte[] write(CFPackage pkg) {
        StringBuilder out = new StringBuilder("\ufeff");
        List<String> headings = new ArrayList<>(TEXTS.keySet());
        headings.addAll(LINKS.values());
        headings.add("sequenceNumber");
        line(out, headings);
        Map<String, List<CFAssociation>> byOrigin = new HashMap<>();
        for (CFAssociation association : pkg.associations()) {
            byOrigin.computeIfAbsent(association.originNodeURI().identifier(), any -> new ArrayList<>())
                    .add(association);
        }
        Names names = new Names(pkg);
        for (CFItem item : new PlacesInTree(pkg).reading()) {
            List<CFAssociation> links = byOrigin.getOrDefault(item.identifier().toString(), List.of());
            List<String> cells = new ArrayList<>(headings.size());
            TEXTS.values().forEach(text -> cells.add(cell(text.apply(item))));
            LINKS.keySet().forEach(type -> cells.add(names.of(links, type)));
            cells.add(sequenceNumber(links));
            line(out, cells);
        }
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String sequenceNumber(List<CFAssociation> links) {
        return links.stream()
                .filter(link -> link.associationType() == AssociationType.IS_CHILD_OF)
                .findFirst()
                .map(link -> cell(link.sequenceNumber()))
                .orElse("");
    }

    /** One line of a CSV; texts that a spreadsheet would run get their apostrophe. */
    static void line(StringBuilder out, List<String> cells) {
        for (int i = 0; i < cells.size(); i++) {
            String text = FormulaGuard.on(cells.get(i));
            out.append(i == 0 ? "" : ",");
            out.append(i == 0 && text.startsWith("#") ? inQuotes(text) : quoted(text));
        }
        out.append(END);
    }

    /** A text as it stands in a CSV, in quotes where it needs them. */
    static String quoted(String text) {
        boolean needed =
                text.chars().anyMatch(c -> c == '"' || c == ',' || c == '\n' || c == '\r' || c == ';' || c == '\t')
                        || !text.equals(text.strip());
        return needed ? inQuotes(text) : text;
    }

    private static String inQuotes(String text) {
        return "\"" + text.replace("\"", "\"\"") + "\"";
    }

    /** How a cell names the other end of a link: by its code where only one item has it, else by identifier or address. */
    private static final class Names {
        private final String document;
        private final Map<String, String> codes = new HashMap<>();
        private final Map<String, Integer> uses = new HashMap<>();

        Names(CFPackage pkg) {
            document = pkg.document().identifier().toString();
            for (CFItem item : pkg.items()) {
                codes.put(item.identifier().toString(), cell(item.humanCodingScheme()));
                uses.merge(cell(item.humanCodingScheme()), 1, Integer::sum);
            }
        }

        String of(List<CFAssociation> links, AssociationType type) {
            Set<String> names = new java.util.LinkedHashSet<>();
            for (CFAssociation link : links) {
                String end = link.destinationNodeURI().identifier();
                boolean top = type == AssociationType.IS_CHILD_OF && end.equals(document);
                if (link.associationType() == type && !top) {
                    names.add(name(link.destinationNodeURI()));
                }
            }
            return String.join("|", names);
        }

        private String name(LinkGenURI end) {
            @Nullable String code = codes.get(end.identifier());
            if (code == null) {
                return CellText.isUri(end.uri()) && !end.uri().startsWith("urn:uuid:") ? end.uri() : end.identifier();
            }
            boolean plain = !code.isEmpty()
                    && uses.getOrDefault(code, 0) == 1
                    && code.equals(code.strip())
                    && code.chars().noneMatch(c -> c == '|' || c == ';' || c == ',')
                    && CellText.identifier(code).isEmpty();
            return plain ? code : end.identifier();
        }
    }

    /** What this framework says that the table cannot hold: a warning {@code not-in-csv} for each kind, with an example. */
    public List<Finding> losses(CFPackage pkg) {
        List<Finding> losses = new ArrayList<>();
        lost(losses, "/CFDocument", 1, "what the framework says about itself (title, publisher, licence, dates)");
        Set<UUID> items = new HashSet<>();
        pkg.items().forEach(item -> items.add(item.identifier()));
        lost(losses, "/CFItems", count(pkg, item -> !item.extensions().isEmpty()), "extensions of items");
        lost(losses, "/CFItems", count(pkg, item -> !item.subjectURI().isEmpty()), "links from items to subjects");
        lost(losses, "/CFItems", count(pkg, item -> item.conceptKeywordsURI() != null), "links from items to concepts");
        lost(
                losses,
                "/CFItems",
                count(pkg, item -> !item.uri().equals("urn:uuid:" + item.identifier())),
                "the addresses of items, which credentials cite");
        lost(losses, "/CFItems", pkg.items().size(), "when each item changed last");
        lost(
                losses,
                "/CFAssociations",
                links(pkg, link -> !LINKS.containsKey(link.associationType())),
                "associations of a publisher's own type");
        lost(
                losses,
                "/CFAssociations",
                links(
                        pkg,
                        link -> CaseIds.parse(link.originNodeURI().identifier())
                                .filter(items::contains)
                                .isEmpty()),
                "associations that start outside of the framework");
        lost(
                losses,
                "/CFAssociations",
                links(
                        pkg,
                        link -> link.notes() != null
                                || !link.extensions().isEmpty()
                                || link.CFAssociationGroupingURI() != null
                                || link.destinationNodeURI().targetType() != null),
                "notes, groupings, target types and extensions of associations");
        lost(
                losses,
                "/CFAssociations",
                links(
                                pkg,
                                link -> link.associationType() == AssociationType.IS_CHILD_OF
                                        && link.sequenceNumber() != null)
                        - count(pkg, item -> true),
                "the order of an item under its second and further parents");
        lost(losses, "/CFDefinitions", pkg.definitions().isEmpty() ? 0 : 1, "definitions");
        lost(losses, "/CFRubrics", pkg.rubrics().size(), "rubrics");
        lost(losses, "/extensions", pkg.extensions().isEmpty() ? 0 : 1, "extensions of the package");
        return losses;
    }

    private static int count(CFPackage pkg, java.util.function.Predicate<CFItem> which) {
        return (int) pkg.items().stream().filter(which).count();
    }

    private static int links(CFPackage pkg, java.util.function.Predicate<CFAssociation> which) {
        return (int) pkg.associations().stream().filter(which).count();
    }

    private static void lost(List<Finding> losses, String pointer, int count, String what) {
        if (count > 0) {
            losses.add(new Finding(
                    Severity.WARNING,
                    "not-in-csv",
                    pointer,
                    "A CSV cannot hold " + what + " (" + count + "); left out. The workbook (XLSX) holds it."));
        }
    }
}
