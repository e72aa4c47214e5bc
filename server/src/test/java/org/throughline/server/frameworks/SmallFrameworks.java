package org.throughline.server.frameworks;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.throughline.server.shared.ItemUri;

/** Writes small CASE packages for tests, with identifiers of their own in every test. */
public final class SmallFrameworks {
    private record Item(UUID id, String code, String statement, List<String> parents) {}

    private final UUID id = UUID.randomUUID();
    private final String base = "https://case.example.org/" + id;
    private final String title;
    private final Map<String, Item> items = new LinkedHashMap<>();

    public SmallFrameworks(String title) {
        this.title = title;
    }

    /** Adds an item, or rewords it; parents are named by code, none means under the document. */
    public SmallFrameworks item(String code, String statement, String... parents) {
        Item before = items.get(code);
        items.put(code, new Item(before == null ? UUID.randomUUID() : before.id(), code, statement, List.of(parents)));
        return this;
    }

    /** Leaves an item out from now on. */
    public SmallFrameworks without(String code) {
        items.remove(code);
        return this;
    }

    public UUID id() {
        return id;
    }

    public UUID id(String code) {
        return known(code).id();
    }

    public ItemUri uri(String code) {
        return new ItemUri(base + "/items/" + known(code).id());
    }

    /** The package as CASE 1.1 JSON. */
    public byte[] json() {
        List<String> associations = new ArrayList<>();
        int number = 0;
        for (Item item : items.values()) {
            List<@Nullable String> parents = new ArrayList<>(item.parents());
            if (parents.isEmpty()) {
                parents.add(null);
            }
            for (String parent : parents) {
                associations.add(childOf(item, parent == null ? null : known(parent), ++number));
            }
        }
        String written = """
            {"CFDocument": {"identifier": "%s", "uri": "%s", "creator": "Test", "title": "%s", "language": "en",
              "lastChangeDateTime": "2026-01-02T03:04:05Z"},
             "CFItems": [%s],
             "CFAssociations": [%s]}
            """.formatted(
                id,
                base,
                title,
                String.join(",\n", items.values().stream().map(this::item).toList()),
                String.join(",\n", associations));
        return written.getBytes(StandardCharsets.UTF_8);
    }

    private String item(Item item) {
        return """
            {"identifier": "%s", "uri": "%s", "fullStatement": "%s", "humanCodingScheme": "%s", "CFItemType": "Skill",
             "extensions": {"level": "Proficient"}, "lastChangeDateTime": "2026-01-02T03:04:05Z"}\
            """.formatted(item.id(), base + "/items/" + item.id(), item.statement(), item.code());
    }

    private String childOf(Item child, @Nullable Item parent, int number) {
        String association = UUID.nameUUIDFromBytes(
                        (child.id() + " under " + (parent == null ? id : parent.id())).getBytes(StandardCharsets.UTF_8))
                .toString();
        return """
            {"identifier": "%s", "uri": "%s", "associationType": "isChildOf", "sequenceNumber": %d,
             "originNodeURI": {"title": "child", "identifier": "%s", "uri": "%s"},
             "destinationNodeURI": {"title": "parent", "identifier": "%s", "uri": "%s"},
             "lastChangeDateTime": "2026-01-02T03:04:05Z"}\
            """.formatted(
                        association,
                        base + "/associations/" + association,
                        number,
                        child.id(),
                        base + "/items/" + child.id(),
                        parent == null ? id : parent.id(),
                        parent == null ? base : base + "/items/" + parent.id());
    }

    private Item known(String code) {
        return Objects.requireNonNull(items.get(code), "no item " + code);
    }
}
