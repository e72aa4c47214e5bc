package org.throughline.credentials.schema;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.throughline.credentials.tree.Tree;

/** Which part of a schema an address means (JSON Schema 2020-12 Core, section 8.2); nothing outside of the schema is ever looked for. */
final class SchemaIndex {

    /** Below these stands what is compared with, not what compares. */
    private static final Set<String> VALUES = Set.of("enum", "const", "default", "examples");

    /**
     * A part of a schema.
     *
     * @param base  the address of the schema that it belongs to
     */
    record Part(JsonValue schema, String base) {}

    private final SchemaDialect dialect;
    private final IdentityHashMap<JsonValue, String> bases = new IdentityHashMap<>();
    private final Map<String, JsonValue> roots = new HashMap<>();
    private final Map<String, JsonValue> anchors = new HashMap<>();
    private final Set<String> dynamic = new HashSet<>();
    private boolean tellsWhatIsLeft;

    SchemaIndex(JsonValue schema, SchemaDialect dialect, Work work) {
        this.dialect = dialect;
        roots.put("", schema);
        walk(schema, "", work);
    }

    /** Whether any part asks what the others left unlooked at. */
    boolean tellsWhatIsLeft() {
        return tellsWhatIsLeft;
    }

    /** The base address of a part, as far as the part says itself. */
    String base(JsonValue part, String around) {
        return bases.getOrDefault(part, around);
    }

    private void walk(JsonValue value, String around, Work work) {
        work.spend(1);
        if (value instanceof JsonArray array) {
            array.forEach(element -> walk(element, around, work));
        } else if (value instanceof JsonObject object) {
            String base = named(object, around);
            bases.put(object, base);
            tellsWhatIsLeft |= object.containsKey("unevaluatedProperties") || object.containsKey("unevaluatedItems");
            object.forEach((key, child) -> {
                if (!VALUES.contains(key)) {
                    walk(child, base, work);
                }
            });
        }
    }

    private String named(JsonObject object, String around) {
        String base = around;
        Optional<String> id = dialect.refAlone() && object.containsKey("$ref")
                ? Optional.empty()
                : Tree.text(object, dialect == SchemaDialect.DRAFT_4 ? "id" : "$id");
        if (id.isPresent() && id.get().startsWith("#")) {
            anchors.putIfAbsent(around + id.get(), object);
        } else if (id.isPresent()) {
            base = withoutFragment(resolved(around, id.get()));
            roots.putIfAbsent(base, object);
        }
        if (!dialect.refAlone()) {
            for (String key : Set.of("$anchor", "$dynamicAnchor")) {
                Optional<String> anchor = Tree.text(object, key);
                if (anchor.isPresent()) {
                    anchors.putIfAbsent(base + "#" + anchor.get(), object);
                    if (key.equals("$dynamicAnchor")) {
                        dynamic.add(base + "#" + anchor.get());
                    }
                }
            }
        }
        return base;
    }

    /** The part that a reference means. */
    Part at(String reference, String base) {
        String whole = resolved(base, reference);
        String address = withoutFragment(whole);
        String fragment = whole.substring(address.length());
        JsonValue root = roots.get(address);
        if (root == null) {
            throw new UnusableSchemaException(
                    "it refers to " + address + ", and what a schema refers to is not fetched");
        }
        if (fragment.isEmpty() || fragment.equals("#")) {
            return new Part(root, address);
        }
        if (fragment.startsWith("#/")) {
            return new Pointer(decoded(fragment.substring(1))).from(root, address);
        }
        JsonValue anchored = anchors.get(address + fragment);
        if (anchored == null) {
            throw nowhere(reference);
        }
        return new Part(anchored, base(anchored, address));
    }

    /** The part that this name means in the outermost schema that has it, when it is a name that moves; else empty. */
    Optional<Part> outermost(String name, Iterable<String> entered) {
        for (String base : entered) {
            JsonValue anchored = anchors.get(base + "#" + name);
            if (anchored != null && dynamic.contains(base + "#" + name)) {
                return Optional.of(new Part(anchored, base));
            }
        }
        return Optional.empty();
    }

    boolean isDynamic(String base, String name) {
        return dynamic.contains(base + "#" + name);
    }

    /** Whether the schema at this address lets {@code $recursiveRef} pass through it (2019-09). */
    boolean isRecursive(String base) {
        return roots.get(base) instanceof JsonObject root && root.get("$recursiveAnchor") == JsonValue.TRUE;
    }

    /** A JSON Pointer (RFC 6901) that keeps track of where addresses change. */
    private final class Pointer {
        private final String path;

        Pointer(String path) {
            this.path = path;
        }

        Part from(JsonValue root, String address) {
            JsonValue at = root;
            String base = address;
            for (String step : path.substring(1).split("/", -1)) {
                String key = step.replace("~1", "/").replace("~0", "~");
                JsonValue next = null;
                if (at instanceof JsonObject object) {
                    next = object.get(key);
                } else if (at instanceof JsonArray array && key.matches("0|[1-9][0-9]{0,8}")) {
                    int number = Integer.parseInt(key);
                    next = number < array.size() ? array.get(number) : null;
                }
                if (next == null) {
                    throw nowhere("#" + path);
                }
                at = next;
                base = base(at, base);
            }
            return new Part(at, base);
        }
    }

    private static UnusableSchemaException nowhere(String reference) {
        return new UnusableSchemaException("it refers to " + reference + ", where nothing stands");
    }

    private static String withoutFragment(String address) {
        int hash = address.indexOf('#');
        return hash < 0 ? address : address.substring(0, hash);
    }

    private static String decoded(String fragment) {
        try {
            return String.valueOf(new URI("#" + fragment).getFragment());
        } catch (URISyntaxException e) {
            return fragment;
        }
    }

    private static String resolved(String base, String reference) {
        if (reference.startsWith("#")) {
            return base + reference;
        }
        try {
            URI uri = new URI(reference);
            return base.isEmpty() || uri.isAbsolute()
                    ? reference
                    : new URI(base).resolve(uri).toString();
        } catch (URISyntaxException e) {
            throw new UnusableSchemaException("it has the malformed address " + reference);
        }
    }
}
