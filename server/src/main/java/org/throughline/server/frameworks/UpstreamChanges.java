package org.throughline.server.frameworks;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.throughline.caseformat.compare.FrameworkDiff;
import org.throughline.caseformat.compare.FrameworkDiff.Moved;
import org.throughline.caseformat.compare.FrameworkDiff.Place;
import org.throughline.caseformat.compare.FrameworkDiff.Reworded;
import org.throughline.caseformat.compare.PropertyChange;
import org.throughline.caseformat.graph.FrameworkTree;
import org.throughline.caseformat.model.CFItem;
import org.throughline.caseformat.model.CFPackage;
import org.throughline.caseformat.model.LinkURI;

/**
 * What a source changed between two of its texts, by identifier: CASE keeps it over every small edit, and gives a new one where the meaning is
 * another (implementation guide, section 4.3). {@link FrameworkDiff} in the sentences that are kept and shown.
 *
 * @param changes in the order of the newer text, then what is retired
 * @param licenceChanged whether the document names another licence than before
 */
record UpstreamChanges(List<UpstreamChange> changes, boolean licenceChanged) {
    UpstreamChanges {
        changes = List.copyOf(changes);
    }

    static UpstreamChanges between(CFPackage before, CFPackage after) {
        FrameworkDiff diff = FrameworkDiff.between(before, after);
        Map<UUID, Reworded> reworded = new HashMap<>();
        diff.reworded().forEach(one -> reworded.put(one.after().identifier(), one));
        Map<UUID, Moved> moved = new HashMap<>();
        diff.moved().forEach(one -> moved.put(one.item().identifier(), one));
        Set<UUID> added = new HashSet<>();
        diff.added().forEach(item -> added.add(item.identifier()));
        FrameworkTree tree = FrameworkTree.of(after);
        List<UpstreamChange> changes = new ArrayList<>();
        for (CFItem item : after.items()) {
            UUID id = item.identifier();
            if (added.contains(id)) {
                changes.add(change(UpstreamChange.Kind.ADDED, item, null, item.fullStatement(), under(tree, item)));
            }
            @Nullable Reworded words = reworded.get(id);
            if (words != null) {
                changes.add(change(
                        UpstreamChange.Kind.CHANGED,
                        item,
                        words.before().fullStatement(),
                        item.fullStatement(),
                        others(words)));
            }
            @Nullable Moved place = moved.get(id);
            if (place != null) {
                changes.add(change(
                        UpstreamChange.Kind.MOVED,
                        item,
                        item.fullStatement(),
                        item.fullStatement(),
                        way(place, after)));
            }
        }
        diff.retired()
                .forEach(gone -> changes.add(change(
                        UpstreamChange.Kind.RETIRED,
                        gone.item(),
                        gone.item().fullStatement(),
                        null,
                        gone.item().statusEndDate() == null
                                ? null
                                : "its last day is " + gone.item().statusEndDate())));
        return new UpstreamChanges(changes, !Objects.equals(licence(before), licence(after)));
    }

    int count(UpstreamChange.Kind kind) {
        return (int) changes.stream().filter(change -> change.kind() == kind).count();
    }

    private static UpstreamChange change(
            UpstreamChange.Kind kind,
            CFItem item,
            @Nullable String before,
            @Nullable String after,
            @Nullable String note) {
        return new UpstreamChange(kind, item.identifier(), item.humanCodingScheme(), before, after, note);
    }

    private static String under(FrameworkTree tree, CFItem item) {
        List<CFItem> parents = tree.parents(item.identifier());
        return parents.isEmpty()
                ? "the top"
                : parents.stream().map(p -> "“" + p.label() + "”").collect(Collectors.joining(" and "));
    }

    private static String way(Moved moved, CFPackage after) {
        if (moved.amongSiblings()) {
            return moved.after() == null
                    ? "before its siblings"
                    : "behind “" + moved.after().label() + "”";
        }
        return "from %s to %s".formatted(places(moved.from(), after), places(moved.to(), after));
    }

    private static String places(List<Place> places, CFPackage after) {
        String document = after.document().identifier().toString();
        return places.isEmpty()
                ? "the top"
                : places.stream()
                        .map(place -> place.identifier().equals(document) ? "the top" : "“" + place.label() + "”")
                        .collect(Collectors.joining(" and "));
    }

    /** The properties beside the statement that became other, in words; null where there are none. */
    private static @Nullable String others(Reworded reworded) {
        String statement = PropertyWords.of("fullStatement");
        String said = PropertyWords.of(reworded).stream()
                .filter(change -> !change.property().equals(statement))
                .map(UpstreamChanges::said)
                .collect(Collectors.joining("; "));
        return said.isEmpty() ? null : said;
    }

    private static String said(PropertyChange change) {
        String name = change.property().substring(0, 1).toLowerCase(Locale.ROOT)
                + change.property().substring(1);
        if (change.before() == null) {
            return "%s “%s” came".formatted(name, shortened(change.after()));
        }
        return change.after() == null
                ? "%s “%s” went".formatted(name, shortened(change.before()))
                : "%s “%s” became “%s”".formatted(name, shortened(change.before()), shortened(change.after()));
    }

    private static String shortened(@Nullable String text) {
        String whole = text == null ? "" : text;
        return whole.codePointCount(0, whole.length()) <= 120
                ? whole
                : whole.substring(0, whole.offsetByCodePoints(0, 119)) + "…";
    }

    private static @Nullable String licence(CFPackage pkg) {
        LinkURI link = pkg.document().licenseURI();
        return link == null ? null : link.uri() + "\n" + link.title();
    }
}
