package org.throughline.caseformat.exchange;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.throughline.caseformat.Finding;
import org.throughline.caseformat.Severity;
import org.throughline.caseformat.model.AssociationType;
import org.throughline.caseformat.model.CFAssociation;
import org.throughline.caseformat.model.CFDefinitions;
import org.throughline.caseformat.model.CFDocument;
import org.throughline.caseformat.model.CFItem;
import org.throughline.caseformat.model.CFItemType;
import org.throughline.caseformat.model.CFLicense;
import org.throughline.caseformat.model.CFPackage;
import org.throughline.caseformat.model.CFSubject;
import org.throughline.caseformat.model.CaseIds;
import org.throughline.caseformat.model.Extensions;
import org.throughline.caseformat.model.LinkGenURI;
import org.throughline.caseformat.model.LinkURI;

/** Makes the framework of one occupation: work activity, intermediate, detailed work activity, task. */
final class OccupationTree {

    private static final UUID NAMESPACE = CaseIds.v5(CaseIds.URL_NAMESPACE, "urn:throughline:onet");

    /** Detailed work activities appeared with release 18.1; what we say about their classes has not changed since. */
    private static final Instant DEFINED = Instant.parse("2014-03-01T00:00:00Z");

    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MM/uuuu");

    private static final CFItemType ACTIVITY =
            type(1, "Work Activity", "A kind of work that many occupations share, from the O*NET content model.");
    private static final CFItemType INTERMEDIATE =
            type(2, "Intermediate Work Activity", "A part of a work activity that several occupations share.");
    private static final CFItemType DETAILED = type(
            3, "Detailed Work Activity", "A part of an intermediate work activity, close to what is done on the job.");
    private static final CFItemType TASK = type(4, "Task", "What people in this occupation do.");

    private static final CFLicense LICENSE = new CFLicense(
            id("license"),
            "https://www.onetcenter.org/license_db.html",
            "O*NET Database licence (use with attribution)",
            "https://www.onetcenter.org/license_db.html",
            DEFINED,
            "The O*NET database may be used and passed on with attribution to USDOL/ETA.",
            Extensions.NONE);

    /** The document's and the tasks' keys among the codes of activities. */
    private static final String ROOT = "";

    private static final String TASK_KEY = "task ";

    private final Onet onet;
    private final Onet.Occupation occupation;
    private final List<Finding> findings;
    private final Map<String, CFItem> items = new LinkedHashMap<>();
    private final Map<String, Set<String>> childrenByParent = new LinkedHashMap<>();
    private final CFDocument document;

    OccupationTree(Onet onet, String code, List<Finding> findings) {
        this.onet = onet;
        this.occupation = Objects.requireNonNull(onet.occupations.get(code), code);
        this.findings = findings;
        this.document = document();
    }

    OnetFramework framework() {
        Map<String, Onet.Task> tasks = onet.tasks.getOrDefault(occupation.code(), Map.of());
        Map<String, Set<String>> links = onet.links.getOrDefault(occupation.code(), Map.of());
        int without = 0;
        int several = 0;
        for (Onet.Task task : tasks.values()) {
            Set<String> parents = detailedOf(task, links.getOrDefault(task.id(), Set.of()));
            String key = TASK_KEY + task.id();
            items.put(key, task(task));
            if (parents.isEmpty()) {
                without++;
                under(ROOT, key);
            }
            several += parents.size() > 1 ? 1 : 0;
            parents.forEach(parent -> under(parent, key));
        }
        if (without > 0) {
            findings.add(new Finding(
                    Severity.WARNING,
                    "task-without-activity",
                    "Tasks to DWAs",
                    without + " of " + tasks.size() + " tasks of " + occupation.code() + " " + occupation.title()
                            + " are linked to no work activity; they stand right under the occupation."));
        }
        CFPackage pkg = new CFPackage(
                document, List.copyOf(items.values()), associations(), definitions(), List.of(), Extensions.NONE);
        return new OnetFramework(
                occupation.code(),
                occupation.title(),
                pkg,
                tasks.size(),
                without,
                several,
                items.size() - tasks.size());
    }

    /** The detailed activities of a task that lead up to the content model, each hung into the tree on the way. */
    private Set<String> detailedOf(Onet.Task task, Set<String> linked) {
        Set<String> parents = new LinkedHashSet<>();
        for (String id : linked) {
            Onet.@Nullable Activity detailed = onet.detailed.get(id);
            Onet.@Nullable Activity intermediate = detailed == null ? null : onet.intermediate.get(detailed.parent());
            Onet.@Nullable Element element = intermediate == null ? null : onet.elements.get(intermediate.parent());
            if (detailed == null || intermediate == null || element == null) {
                findings.add(new Finding(
                        Severity.WARNING,
                        "unknown-activity",
                        "Tasks to DWAs",
                        "Task " + task.id() + " is linked to " + id
                                + ", which the reference files do not explain; left the link out."));
                continue;
            }
            items.computeIfAbsent(
                    element.id(),
                    any -> item("activity", element.id(), element.name(), ACTIVITY)
                            .notes(element.description())
                            .build());
            items.computeIfAbsent(
                    intermediate.id(),
                    any -> item("activity", intermediate.id(), intermediate.title(), INTERMEDIATE)
                            .build());
            items.computeIfAbsent(
                    detailed.id(),
                    any -> item("activity", detailed.id(), detailed.title(), DETAILED)
                            .build());
            under(ROOT, element.id());
            under(element.id(), intermediate.id());
            under(intermediate.id(), detailed.id());
            parents.add(detailed.id());
        }
        return parents;
    }

    private CFItem task(Onet.Task task) {
        boolean typed = !task.type().isBlank() && !task.type().equals("n/a");
        return item("task", task.id(), task.text(), TASK)
                .extensions(typed ? Extensions.NONE.withText("onet:taskType", task.type()) : Extensions.NONE)
                .lastChangeDateTime(month(task.date()))
                .build();
    }

    private CFItem.Builder item(String kind, String code, String statement, CFItemType type) {
        UUID identifier = id(occupation.code() + "/" + kind + "/" + code);
        return CFItem.builder(identifier, "urn:uuid:" + identifier, statement, document.lastChangeDateTime())
                .humanCodingScheme(code)
                .CFItemType(type.title())
                .CFItemTypeURI(type.link())
                .language("en");
    }

    private void under(String parent, String child) {
        childrenByParent.computeIfAbsent(parent, any -> new LinkedHashSet<>()).add(child);
    }

    /** Activities first and by their codes, then tasks in the order of the file. */
    private List<CFAssociation> associations() {
        List<CFAssociation> associations = new ArrayList<>();
        childrenByParent.forEach((parent, children) -> {
            Set<String> ordered = new LinkedHashSet<>();
            children.stream()
                    .filter(key -> !key.startsWith(TASK_KEY))
                    .collect(Collectors.toCollection(TreeSet::new))
                    .forEach(ordered::add);
            ordered.addAll(children);
            LinkGenURI destination = items.containsKey(parent)
                    ? LinkGenURI.to(Objects.requireNonNull(items.get(parent)))
                    : LinkGenURI.to(document);
            int number = 0;
            for (String key : ordered) {
                associations.add(association(Objects.requireNonNull(items.get(key)), destination, ++number));
            }
        });
        return associations;
    }

    private static CFAssociation association(CFItem child, LinkGenURI parent, int number) {
        UUID identifier = id("isChildOf/" + child.identifier() + "/" + parent.identifier());
        return CFAssociation.builder(
                        identifier,
                        "urn:uuid:" + identifier,
                        AssociationType.IS_CHILD_OF,
                        LinkGenURI.to(child),
                        parent,
                        child.lastChangeDateTime())
                .sequenceNumber(number)
                .build();
    }

    private CFDocument document() {
        UUID identifier = id("occupation/" + occupation.code());
        Instant changed = onet.tasks.getOrDefault(occupation.code(), Map.of()).values().stream()
                .map(task -> month(task.date()))
                .reduce(DEFINED, (left, right) -> left.isAfter(right) ? left : right);
        return CFDocument.builder(
                        identifier,
                        "urn:uuid:" + identifier,
                        "O*NET, U.S. Department of Labor/ETA",
                        occupation.title(),
                        changed)
                .caseVersion("1.1")
                .frameworkType("Occupation")
                .officialSourceURL("https://www.onetonline.org/link/summary/" + occupation.code())
                .publisher("National Center for O*NET Development")
                .description(occupation.description())
                .subject(List.of(occupation.title()))
                .subjectURI(List.of(new LinkURI(
                        subject().title(), subject().identifier(), subject().uri())))
                .language("en")
                .version(onet.release.isEmpty() ? null : onet.release)
                .adoptionStatus("Implemented")
                .licenseURI(LICENSE.link())
                .notes("Occupation " + occupation.code() + " of the O*NET"
                        + (onet.release.isEmpty() ? "" : " " + onet.release)
                        + " database by the U.S. Department of Labor, Employment and Training Administration (USDOL/ETA),"
                        + " used with attribution. Tasks and activities are O*NET's words; only their arrangement as a tree was"
                        + " added, and USDOL/ETA has not reviewed it. O*NET is a trademark of USDOL/ETA.")
                .extensions(Extensions.NONE.withText("onet:occupationCode", occupation.code()))
                .build();
    }

    private CFDefinitions definitions() {
        return new CFDefinitions(
                List.of(),
                List.of(subject()),
                List.of(LICENSE),
                List.of(ACTIVITY, INTERMEDIATE, DETAILED, TASK),
                List.of(),
                Extensions.NONE);
    }

    private CFSubject subject() {
        UUID identifier = id("subject/" + occupation.code());
        return new CFSubject(
                identifier,
                "https://www.onetonline.org/link/summary/" + occupation.code(),
                occupation.title(),
                occupation.code(),
                DEFINED,
                occupation.description(),
                Extensions.NONE);
    }

    private static Instant month(@Nullable String date) {
        try {
            return date == null
                    ? DEFINED
                    : YearMonth.parse(date, MONTH).atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            return DEFINED;
        }
    }

    private static CFItemType type(int order, String title, String description) {
        UUID identifier = id("type/" + title);
        return new CFItemType(
                identifier,
                "urn:uuid:" + identifier,
                title,
                description,
                String.valueOf(order),
                DEFINED,
                title.replace(' ', '-').toLowerCase(java.util.Locale.ROOT),
                Extensions.NONE);
    }

    private static UUID id(String name) {
        return CaseIds.v5(NAMESPACE, name);
    }
}
