package org.throughline.server.cocreation.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.throughline.caseformat.model.CFItem;
import org.throughline.server.cocreation.Changes;
import org.throughline.server.face.Numbers;
import org.throughline.server.frameworks.Citation;

/** Makes the difference of two texts readable. */
final class Diffs {
    /** More of one kind are counted and not shown: nobody reads thousands. */
    private static final int SHOWN = 300;

    private Diffs() {}

    static DiffView of(Changes changes, Map<String, List<Citation>> cited, boolean choosable) {
        List<DiffView.Line> moved = changes.moved().stream()
                .limit(SHOWN)
                .map(one -> new DiffView.Line(
                        one.item().label(),
                        one.item().language(),
                        "from " + place(one.from()) + " to " + place(one.to()) + rests(one.item(), cited, ", ", "")))
                .toList();
        int left = over(changes.moved()) + over(changes.added()) + over(changes.retired()) + over(changes.reworded());
        return new DiffView(
                summary(changes),
                changes.document().stream().map(Diffs::text).toList(),
                changes.reworded().stream()
                        .limit(SHOWN)
                        .map(one -> new DiffView.Reworded(
                                one.before().identifier().toString(),
                                one.before().label(),
                                one.after().language(),
                                one.words().stream().map(Diffs::text).toList(),
                                rests(one.before(), cited)))
                        .toList(),
                moved,
                changes.added().stream()
                        .limit(SHOWN)
                        .map(item -> line(item, null))
                        .toList(),
                changes.retired().stream()
                        .limit(SHOWN)
                        .map(item -> line(item, rests(item, cited)))
                        .toList(),
                changes.replaced().stream()
                        .limit(SHOWN)
                        .map(one -> new DiffView.Line(
                                one.old().label(),
                                one.old().language(),
                                "replaced by “" + one.by().label() + "”" + rests(one.old(), cited, ", ", "")))
                        .toList(),
                links(changes),
                left == 0 ? null : Numbers.count(left) + " more are not listed here.",
                choosable);
    }

    static String summary(Changes changes) {
        if (changes.isEmpty()) {
            return "Nothing is different.";
        }
        List<String> parts = new ArrayList<>();
        part(parts, changes.reworded().size(), "reworded");
        part(parts, changes.moved().size(), "moved");
        part(parts, changes.added().size(), "added");
        part(parts, changes.retired().size(), "retired");
        part(parts, changes.replaced().size(), "replaced");
        if (parts.isEmpty()) {
            return changes.document().isEmpty()
                    ? "Statements stay as they are; links are different."
                    : "Statements stay as they are; what is said about the framework is different.";
        }
        return String.join(", ", parts) + ".";
    }

    private static void part(List<String> parts, int number, String what) {
        if (number > 0) {
            parts.add(Numbers.count(number) + " " + what);
        }
    }

    private static int over(List<?> list) {
        return Math.max(0, list.size() - SHOWN);
    }

    private static DiffView.Text text(Changes.Words words) {
        return new DiffView.Text(words.what(), Marks.between(words.before(), words.after()));
    }

    private static DiffView.Line line(CFItem item, @Nullable String note) {
        return new DiffView.Line(item.label(), item.language(), note);
    }

    private static String place(@Nullable CFItem item) {
        return item == null ? "the top" : "under “" + item.label() + "”";
    }

    private static @Nullable String links(Changes changes) {
        List<String> parts = new ArrayList<>();
        part(parts, changes.linksAdded(), changes.linksAdded() == 1 ? "link added" : "links added");
        part(parts, changes.linksRemoved(), changes.linksRemoved() == 1 ? "link removed" : "links removed");
        return parts.isEmpty() ? null : String.join(", ", parts);
    }

    private static String rests(CFItem item, Map<String, List<Citation>> cited, String before, String otherwise) {
        @Nullable String rests = rests(item, cited);
        return rests == null ? otherwise : before + rests;
    }

    /** Who rests on a statement, counted by kind; null where nobody does. */
    private static @Nullable String rests(CFItem item, Map<String, List<Citation>> cited) {
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
