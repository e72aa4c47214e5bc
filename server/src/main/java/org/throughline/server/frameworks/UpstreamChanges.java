package org.throughline.server.frameworks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.throughline.caseformat.graph.FrameworkTree;
import org.throughline.caseformat.model.CFItem;
import org.throughline.caseformat.model.CFPackage;
import org.throughline.caseformat.model.LinkURI;

/**
 * What a source changed between two of its texts, by identifier: CASE keeps it over every small edit, and gives a new one where the meaning is
 * another (implementation guide, section 4.3).
 *
 * @param changes in the order of the newer text, then what is gone
 * @param licenceChanged whether the document names another licence than before
 */
record UpstreamChanges(List<UpstreamChange> changes, boolean licenceChanged) {
    UpstreamChanges {
        changes = List.copyOf(changes);
    }

    static UpstreamChanges between(CFPackage before, CFPackage after) {
        FrameworkTree oldTree = FrameworkTree.of(before);
        FrameworkTree newTree = FrameworkTree.of(after);
        Map<UUID, CFItem> gone = new LinkedHashMap<>();
        before.items().forEach(item -> gone.put(item.identifier(), item));
        List<UpstreamChange> changes = new ArrayList<>();
        for (CFItem item : after.items()) {
            CFItem old = gone.remove(item.identifier());
            if (old == null) {
                changes.add(new UpstreamChange(
                        UpstreamChange.Kind.ADDED,
                        item.identifier(),
                        item.humanCodingScheme(),
                        null,
                        item.fullStatement(),
                        under(newTree, item)));
                continue;
            }
            String others = others(old, item);
            if (!old.fullStatement().equals(item.fullStatement()) || !others.isEmpty()) {
                changes.add(new UpstreamChange(
                        UpstreamChange.Kind.CHANGED,
                        item.identifier(),
                        item.humanCodingScheme(),
                        old.fullStatement(),
                        item.fullStatement(),
                        others.isEmpty() ? null : others));
            }
            String from = under(oldTree, old);
            String to = under(newTree, item);
            if (!ids(oldTree, old).equals(ids(newTree, item))) {
                changes.add(new UpstreamChange(
                        UpstreamChange.Kind.MOVED,
                        item.identifier(),
                        item.humanCodingScheme(),
                        old.fullStatement(),
                        item.fullStatement(),
                        "from %s to %s".formatted(from, to)));
            }
        }
        gone.values()
                .forEach(item -> changes.add(new UpstreamChange(
                        UpstreamChange.Kind.RETIRED,
                        item.identifier(),
                        item.humanCodingScheme(),
                        item.fullStatement(),
                        null,
                        null)));
        return new UpstreamChanges(changes, !Objects.equals(licence(before), licence(after)));
    }

    int count(UpstreamChange.Kind kind) {
        return (int) changes.stream().filter(change -> change.kind() == kind).count();
    }

    private static List<UUID> ids(FrameworkTree tree, CFItem item) {
        return tree.parents(item.identifier()).stream()
                .map(CFItem::identifier)
                .sorted()
                .toList();
    }

    private static String under(FrameworkTree tree, CFItem item) {
        List<CFItem> parents = tree.parents(item.identifier());
        return parents.isEmpty()
                ? "the top"
                : parents.stream().map(p -> "“" + p.label() + "”").collect(Collectors.joining(" and "));
    }

    /** The properties beside the statement that became other, in words. */
    private static String others(CFItem old, CFItem item) {
        List<String> said = new ArrayList<>();
        say(said, "code", old.humanCodingScheme(), item.humanCodingScheme());
        say(said, "type", old.CFItemType(), item.CFItemType());
        say(said, "short form", old.abbreviatedStatement(), item.abbreviatedStatement());
        say(said, "notes", old.notes(), item.notes());
        say(said, "language", old.language(), item.language());
        say(said, "education level", String.join(", ", old.educationLevel()), String.join(", ", item.educationLevel()));
        say(said, "keywords", String.join(", ", old.conceptKeywords()), String.join(", ", item.conceptKeywords()));
        say(said, "licence", title(old.licenseURI()), title(item.licenseURI()));
        say(said, "last day", String.valueOf(old.statusEndDate()), String.valueOf(item.statusEndDate()));
        return String.join("; ", said);
    }

    private static void say(List<String> said, String name, @Nullable String old, @Nullable String now) {
        String before = old == null || old.equals("null") ? "" : old;
        String after = now == null || now.equals("null") ? "" : now;
        if (before.equals(after)) {
            return;
        }
        said.add(
                before.isEmpty()
                        ? "%s “%s” came".formatted(name, shortened(after))
                        : after.isEmpty()
                                ? "%s “%s” went".formatted(name, shortened(before))
                                : "%s “%s” became “%s”".formatted(name, shortened(before), shortened(after)));
    }

    private static String shortened(String text) {
        return text.codePointCount(0, text.length()) <= 120
                ? text
                : text.substring(0, text.offsetByCodePoints(0, 119)) + "…";
    }

    private static @Nullable String title(@Nullable LinkURI link) {
        return link == null ? null : link.title();
    }

    private static @Nullable String licence(CFPackage pkg) {
        LinkURI link = pkg.document().licenseURI();
        return link == null ? null : link.uri() + "\n" + link.title();
    }
}
