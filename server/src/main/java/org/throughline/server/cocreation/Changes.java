package org.throughline.server.cocreation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.throughline.caseformat.graph.FrameworkTree;
import org.throughline.caseformat.model.AssociationType;
import org.throughline.caseformat.model.CFAssociation;
import org.throughline.caseformat.model.CFDocument;
import org.throughline.caseformat.model.CFItem;
import org.throughline.caseformat.model.CFPackage;
import org.throughline.caseformat.model.CaseIds;

/**
 * What is different between two texts of a framework, as people speak of it.
 *
 * @param document what is said about the framework itself
 * @param replaced statements whose meaning changed: the old one ends and says by which it is replaced
 * @param links how many links that are not the tree's came and went
 */
public record Changes(
        List<Words> document,
        List<Reworded> reworded,
        List<Moved> moved,
        List<CFItem> added,
        List<CFItem> retired,
        List<Replaced> replaced,
        int linksAdded,
        int linksRemoved) {
    public Changes {
        document = List.copyOf(document);
        reworded = List.copyOf(reworded);
        moved = List.copyOf(moved);
        added = List.copyOf(added);
        retired = List.copyOf(retired);
        replaced = List.copyOf(replaced);
    }

    /** One text of a thing, before and after; empty where it was not said. */
    public record Words(String what, String before, String after) {}

    /** A statement that says something else, in at least one of its texts. */
    public record Reworded(CFItem before, CFItem after, List<Words> words) {
        public Reworded {
            words = List.copyOf(words);
        }
    }

    /** A statement that stands elsewhere; null: right under the framework. */
    public record Moved(
            CFItem item, @Nullable CFItem from, @Nullable CFItem to) {}

    /** A statement that ended, and the one in its place. */
    public record Replaced(CFItem old, CFItem by) {}

    /** Whether nothing is different. */
    public boolean isEmpty() {
        return document.isEmpty()
                && reworded.isEmpty()
                && moved.isEmpty()
                && added.isEmpty()
                && retired.isEmpty()
                && replaced.isEmpty()
                && linksAdded == 0
                && linksRemoved == 0;
    }

    /** From nothing, or from one text, to another. */
    public static Changes between(Optional<CFPackage> before, CFPackage after) {
        return before.map(old -> new Comparing(old, after).changes())
                .orElseGet(
                        () -> new Changes(List.of(), List.of(), List.of(), after.items(), List.of(), List.of(), 0, 0));
    }

    private static final class Comparing {
        private final CFPackage before;
        private final CFPackage after;
        private final Map<UUID, CFItem> old = new LinkedHashMap<>();
        private final Map<UUID, CFItem> now = new LinkedHashMap<>();

        Comparing(CFPackage before, CFPackage after) {
            this.before = before;
            this.after = after;
            FrameworkTree.of(before)
                    .rows()
                    .forEach(row -> old.putIfAbsent(row.item().identifier(), row.item()));
            FrameworkTree.of(after)
                    .rows()
                    .forEach(row -> now.putIfAbsent(row.item().identifier(), row.item()));
        }

        Changes changes() {
            List<Replaced> replaced = replaced();
            Set<UUID> ended = new HashSet<>();
            Set<UUID> fresh = new HashSet<>();
            replaced.forEach(one -> {
                ended.add(one.old().identifier());
                fresh.add(one.by().identifier());
            });
            List<Reworded> reworded = new ArrayList<>();
            List<CFItem> retired = new ArrayList<>();
            old.forEach((id, item) -> {
                @Nullable CFItem other = now.get(id);
                if (other == null || (item.statusEndDate() == null && other.statusEndDate() != null)) {
                    if (!ended.contains(id)) {
                        retired.add(item);
                    }
                } else if (!item.equals(other)) {
                    List<Words> words = words(item, other);
                    if (!words.isEmpty()) {
                        reworded.add(new Reworded(item, other, words));
                    }
                }
            });
            List<CFItem> added = now.values().stream()
                    .filter(item -> !old.containsKey(item.identifier()) && !fresh.contains(item.identifier()))
                    .toList();
            return new Changes(
                    document(),
                    reworded,
                    moved(ended, replaced),
                    added,
                    retired,
                    replaced,
                    links(after, before),
                    links(before, after));
        }

        private List<Replaced> replaced() {
            Set<String> known = new HashSet<>();
            before.associations().forEach(link -> known.add(link.identifier().toString()));
            List<Replaced> replaced = new ArrayList<>();
            for (CFAssociation link : after.associations()) {
                if (link.associationType() == AssociationType.REPLACED_BY
                        && !known.contains(link.identifier().toString())) {
                    Optional<CFItem> from =
                            CaseIds.parse(link.originNodeURI().identifier()).map(old::get);
                    Optional<CFItem> to = CaseIds.parse(
                                    link.destinationNodeURI().identifier())
                            .map(now::get);
                    if (from.isPresent() && to.isPresent()) {
                        replaced.add(new Replaced(from.get(), to.get()));
                    }
                }
            }
            return replaced;
        }

        private List<Moved> moved(Set<UUID> ended, List<Replaced> replaced) {
            Map<UUID, @Nullable UUID> parentsBefore = parents(before);
            Map<UUID, @Nullable UUID> parentsNow = parents(after);
            Map<UUID, UUID> in = new HashMap<>();
            replaced.forEach(one -> in.put(one.old().identifier(), one.by().identifier()));
            List<Moved> moved = new ArrayList<>();
            now.forEach((id, item) -> {
                if (!old.containsKey(id) || ended.contains(id)) {
                    return;
                }
                @Nullable UUID from = parentsBefore.get(id);
                @Nullable UUID to = parentsNow.get(id);
                boolean same = Objects.equals(from, to)
                        || (from != null && in.containsKey(from) && Objects.equals(in.get(from), to));
                if (!same) {
                    moved.add(new Moved(item, from == null ? null : old.get(from), to == null ? null : now.get(to)));
                }
            });
            return moved;
        }

        /** The first parent of each item; null for those right under the framework. */
        private static Map<UUID, @Nullable UUID> parents(CFPackage pkg) {
            Map<UUID, @Nullable UUID> parents = new HashMap<>();
            List<UUID> way = new ArrayList<>();
            for (FrameworkTree.Row row : FrameworkTree.of(pkg).rows()) {
                while (way.size() >= row.depth()) {
                    way.removeLast();
                }
                if (!row.repeated()) {
                    parents.put(row.item().identifier(), way.isEmpty() ? null : way.getLast());
                }
                way.add(row.item().identifier());
            }
            return parents;
        }

        private static int links(CFPackage of, CFPackage without) {
            Set<UUID> other = new HashSet<>();
            without.associations().forEach(link -> other.add(link.identifier()));
            return (int) of.associations().stream()
                    .filter(link -> link.associationType() != AssociationType.IS_CHILD_OF
                            && link.associationType() != AssociationType.REPLACED_BY
                            && !other.contains(link.identifier()))
                    .count();
        }

        private List<Words> document() {
            CFDocument a = before.document();
            CFDocument b = after.document();
            List<Words> words = new ArrayList<>();
            put(words, "Title", a.title(), b.title());
            put(words, "Creator", a.creator(), b.creator());
            put(words, "Publisher", a.publisher(), b.publisher());
            put(words, "Description", a.description(), b.description());
            put(words, "Language", a.language(), b.language());
            put(words, "Version", a.version(), b.version());
            put(words, "Adoption", a.adoptionStatus(), b.adoptionStatus());
            put(words, "Source", a.officialSourceURL(), b.officialSourceURL());
            put(words, "Notes", a.notes(), b.notes());
            return words;
        }

        private static List<Words> words(CFItem before, CFItem after) {
            DraftText a = DraftBodies.text(before);
            DraftText b = DraftBodies.text(after);
            List<Words> words = new ArrayList<>();
            put(words, "Statement", a.statement(), b.statement());
            put(words, "Code", a.code(), b.code());
            put(words, "Short form", a.abbreviatedStatement(), b.abbreviatedStatement());
            put(words, "Type", a.type(), b.type());
            put(words, "Level", a.level(), b.level());
            put(words, "Must have at hire", a.atHire() ? "yes" : "no", b.atHire() ? "yes" : "no");
            put(words, "Language", a.language(), b.language());
            put(words, "Education level", String.join(", ", a.educationLevel()), String.join(", ", b.educationLevel()));
            put(words, "Keywords", String.join(", ", a.conceptKeywords()), String.join(", ", b.conceptKeywords()));
            put(words, "Notes", a.notes(), b.notes());
            return words;
        }

        private static void put(List<Words> words, String what, @Nullable String before, @Nullable String after) {
            String a = before == null ? "" : before;
            String b = after == null ? "" : after;
            if (!a.equals(b)) {
                words.add(new Words(what, a, b));
            }
        }
    }
}
