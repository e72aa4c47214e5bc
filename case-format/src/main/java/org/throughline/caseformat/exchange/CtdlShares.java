package org.throughline.caseformat.exchange;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.throughline.caseformat.check.Remarks;
import tools.jackson.databind.node.ObjectNode;

/**
 * Which of several frameworks in one file each of its competencies stands in. One that names frameworks stands in those; any other stands where
 * what it hangs under stands, else where what hangs under it does, else, with a warning, in the first framework. One may stand in several.
 */
final class CtdlShares {

    private final CtdlWords words;
    private final Remarks remarks;
    private final Map<UUID, String> frameworks = new HashMap<>();
    private final Map<UUID, String> items = new HashMap<>();
    private final Map<String, Set<String>> standsIn = new LinkedHashMap<>();
    private final Map<String, Set<String>> below = new HashMap<>();
    private final Map<String, Set<String>> above = new HashMap<>();

    CtdlShares(CtdlWords words, Remarks remarks) {
        this.words = words;
        this.remarks = remarks;
    }

    /**
     * The items of each framework, in the order of the file.
     *
     * @param frameworks the frameworks by their pointers
     * @param given the items by theirs
     */
    Map<String, Map<String, ObjectNode>> of(Map<String, ObjectNode> frameworks, Map<String, ObjectNode> given) {
        frameworks.forEach((at, node) -> names(new CtdlResource(node)).forEach(name -> this.frameworks.put(name, at)));
        given.forEach((at, node) -> names(new CtdlResource(node)).forEach(name -> items.putIfAbsent(name, at)));
        given.forEach(this::said);
        frameworks.forEach((at, node) -> {
            CtdlResource framework = new CtdlResource(node);
            for (String name : List.of(words.topChildren, words.children, "ceterms:hasMember")) {
                named(framework, name, items).forEach(item -> in(item, at));
            }
        });
        spread(below);
        spread(above);
        Map<String, Map<String, ObjectNode>> shares = new LinkedHashMap<>();
        frameworks.keySet().forEach(at -> shares.put(at, new LinkedHashMap<>()));
        String first = frameworks.keySet().iterator().next();
        given.forEach((at, node) -> {
            Set<String> where = standsIn.getOrDefault(at, Set.of());
            if (where.isEmpty()) {
                remarks.warning(
                        "unplaced-competency",
                        at,
                        "The competency stands in none of the file's frameworks; took it into the first, at " + first
                                + ".");
                shares.computeIfAbsent(first, any -> new LinkedHashMap<>()).put(at, node);
            }
            where.forEach(framework -> shares.computeIfAbsent(framework, any -> new LinkedHashMap<>())
                    .put(at, node));
        });
        return shares;
    }

    private void said(String at, ObjectNode node) {
        CtdlResource item = new CtdlResource(node);
        for (String name : List.of(words.whole, words.topOf, words.parent)) {
            named(item, name, frameworks).forEach(framework -> in(at, framework));
        }
        named(item, words.children, items).forEach(child -> hangs(child, at));
        named(item, words.parent, items).forEach(parent -> hangs(at, parent));
    }

    private void in(String item, String framework) {
        standsIn.computeIfAbsent(item, any -> new LinkedHashSet<>()).add(framework);
    }

    private void hangs(String child, String parent) {
        below.computeIfAbsent(parent, any -> new LinkedHashSet<>()).add(child);
        above.computeIfAbsent(child, any -> new LinkedHashSet<>()).add(parent);
    }

    /** Goes from what stands somewhere along these ways to what stands nowhere yet. */
    private void spread(Map<String, Set<String>> ways) {
        Set<String> settled = Set.copyOf(standsIn.keySet());
        Deque<String> waiting = new ArrayDeque<>(standsIn.keySet());
        while (!waiting.isEmpty()) {
            String from = waiting.poll();
            for (String to : ways.getOrDefault(from, Set.of())) {
                if (!settled.contains(to)
                        && standsIn.computeIfAbsent(to, any -> new LinkedHashSet<>())
                                .addAll(standsIn.getOrDefault(from, Set.of()))) {
                    waiting.add(to);
                }
            }
        }
    }

    private static List<String> named(CtdlResource from, String property, Map<UUID, String> among) {
        List<String> found = new ArrayList<>();
        for (CtdlResource.Link link : CtdlResource.links(from.look(property))) {
            @Nullable String at = among.get(key(link.address()));
            if (at != null) {
                found.add(at);
            }
        }
        return found;
    }

    /** All names by which links may mean the resource. */
    private static List<UUID> names(CtdlResource resource) {
        List<UUID> names = new ArrayList<>();
        for (String property : List.of("ceterms:ctid", "@id", "id")) {
            @Nullable String name = JsonTree.text(resource.look(property));
            if (name != null) {
                names.add(key(name));
            }
        }
        return names;
    }

    private static UUID key(String name) {
        return ForeignNames.of(name.endsWith("/") ? name.substring(0, name.length() - 1) : name);
    }
}
