package org.throughline.server.cocreation.web;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.throughline.caseformat.compare.FrameworkDiff;
import org.throughline.caseformat.compare.FrameworkDiff.Change;
import org.throughline.caseformat.compare.FrameworkDiff.Moved;
import org.throughline.caseformat.compare.FrameworkDiff.Place;
import org.throughline.caseformat.compare.FrameworkDiff.Retired;
import org.throughline.caseformat.compare.PropertyChange;
import org.throughline.caseformat.model.CFItem;
import org.throughline.server.face.Numbers;
import org.throughline.server.frameworks.Citation;
import org.throughline.server.frameworks.PropertyWords;

/**
 * Makes the difference of two texts readable. What was replaced is told as that, not as retired and added too; and what stood under a
 * replaced statement and stands under the new one was not moved.
 */
final class Diffs {
    /** More of one kind are counted and not shown: nobody reads thousands. */
    private static final int SHOWN = 300;

    private record Replacement(CFItem old, CFItem by) {}

    private final FrameworkDiff diff;
    private final Map<String, List<Citation>> cited;
    private final List<Replacement> replaced = new ArrayList<>();
    private final List<CFItem> added;
    private final List<CFItem> retired;
    private final List<Moved> moved;

    private Diffs(FrameworkDiff diff, Map<String, List<Citation>> cited) {
        this.diff = diff;
        this.cited = cited;
        Set<UUID> told = new HashSet<>();
        Map<String, String> inPlace = new HashMap<>();
        diff.replaced().forEach(one -> {
            if (one.old() != null && one.replacement() != null) {
                replaced.add(new Replacement(one.old(), one.replacement()));
                told.add(one.old().identifier());
                told.add(one.replacement().identifier());
                inPlace.put(
                        one.old().identifier().toString(),
                        one.replacement().identifier().toString());
            }
        });
        added = diff.added().stream()
                .filter(item -> !told.contains(item.identifier()))
                .toList();
        retired = diff.retired().stream()
                .map(Retired::item)
                .filter(item -> !told.contains(item.identifier()))
                .toList();
        moved = diff.moved().stream()
                .filter(one -> one.amongSiblings()
                        || !parents(one.from(), id -> inPlace.getOrDefault(id, id))
                                .equals(parents(one.to(), Function.identity())))
                .toList();
    }

    static DiffView of(FrameworkDiff diff, Map<String, List<Citation>> cited, boolean choosable) {
        return new Diffs(diff, cited).view(choosable);
    }

    private static Set<String> parents(List<Place> places, Function<String, String> today) {
        return places.stream().map(Place::identifier).map(today).collect(Collectors.toCollection(TreeSet::new));
    }

    private DiffView view(boolean choosable) {
        int left = over(moved) + over(added) + over(retired) + over(replaced) + over(diff.reworded());
        return new DiffView(
                summary(),
                diff.document().stream()
                        .map(change -> text(PropertyWords.of(change.property()), change))
                        .toList(),
                diff.reworded().stream()
                        .limit(SHOWN)
                        .map(one -> new DiffView.Reworded(
                                one.before().identifier().toString(),
                                one.before().label(),
                                one.after().language(),
                                PropertyWords.of(one).stream()
                                        .map(change -> text(change.property(), change))
                                        .toList(),
                                rests(one.before())))
                        .toList(),
                moved.stream()
                        .limit(SHOWN)
                        .map(one -> line(one.item(), way(one) + rests(one.item(), ", ", "")))
                        .toList(),
                added.stream().limit(SHOWN).map(item -> line(item, null)).toList(),
                retired.stream()
                        .limit(SHOWN)
                        .map(item -> line(item, rests(item)))
                        .toList(),
                replaced.stream()
                        .limit(SHOWN)
                        .map(one ->
                                line(one.old(), "replaced by “" + one.by().label() + "”" + rests(one.old(), ", ", "")))
                        .toList(),
                others(),
                left == 0 ? null : Numbers.count(left) + " more are not listed here.",
                choosable);
    }

    private String summary() {
        if (diff.isSame()) {
            return "Nothing is different.";
        }
        List<String> parts = new ArrayList<>();
        part(parts, diff.reworded().size(), "reworded");
        part(parts, moved.size(), "moved");
        part(parts, added.size(), "added");
        part(parts, retired.size(), "retired");
        part(parts, replaced.size(), "replaced");
        if (parts.isEmpty()) {
            return diff.document().isEmpty()
                    ? "Statements stay as they are; what they are linked with or defined by is different."
                    : "Statements stay as they are; what is said about the framework is different.";
        }
        return String.join(", ", parts) + ".";
    }

    private static void part(List<String> parts, long number, String what) {
        if (number > 0) {
            parts.add(Numbers.count(number) + " " + what);
        }
    }

    private static int over(List<?> list) {
        return Math.max(0, list.size() - SHOWN);
    }

    private static DiffView.Text text(String what, PropertyChange change) {
        return new DiffView.Text(what, change.words().runs());
    }

    private static DiffView.Line line(CFItem item, @Nullable String note) {
        return new DiffView.Line(item.label(), item.language(), note);
    }

    private static String way(Moved moved) {
        if (moved.amongSiblings()) {
            return moved.after() == null
                    ? "before its siblings"
                    : "behind “" + moved.after().label() + "”";
        }
        return "from " + places(moved.from()) + " to " + places(moved.to());
    }

    private static String places(List<Place> places) {
        return places.isEmpty()
                ? "the top"
                : "under "
                        + places.stream()
                                .map(place -> "“" + place.label() + "”")
                                .collect(Collectors.joining(" and "));
    }

    /** How many links that are not the tree's, and how many definitions, came, went and changed. */
    private @Nullable String others() {
        List<String> parts = new ArrayList<>();
        for (Change change : Change.values()) {
            String word = switch (change) {
                case ADDED -> "added";
                case REMOVED -> "removed";
                case CHANGED -> "changed";
            };
            long links = diff.associations().stream()
                    .filter(one -> one.change() == change)
                    .count();
            long definitions = diff.definitions().stream()
                    .filter(one -> one.change() == change)
                    .count();
            part(parts, links, (links == 1 ? "link " : "links ") + word);
            part(parts, definitions, (definitions == 1 ? "definition " : "definitions ") + word);
        }
        return parts.isEmpty() ? null : String.join(", ", parts);
    }

    private String rests(CFItem item, String before, String otherwise) {
        @Nullable String rests = rests(item);
        return rests == null ? otherwise : before + rests;
    }

    /** Who rests on a statement, counted by kind; null where nobody does. */
    private @Nullable String rests(CFItem item) {
        List<Citation> here = cited.getOrDefault(item.uri(), List.of());
        if (here.isEmpty()) {
            return null;
        }
        Map<String, Long> kinds =
                here.stream().collect(Collectors.groupingBy(Citation::kind, TreeMap::new, Collectors.counting()));
        return "rested on by "
                + kinds.entrySet().stream()
                        .map(kind -> Kinds.count(kind.getKey(), kind.getValue()))
                        .collect(Collectors.joining(" and "));
    }
}
