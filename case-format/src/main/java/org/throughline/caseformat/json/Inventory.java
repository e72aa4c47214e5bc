package org.throughline.caseformat.json;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.throughline.caseformat.check.Remarks;
import org.throughline.caseformat.model.CaseIds;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.POJONode;

/**
 * Goes through the objects of a package before any is read, so that each has exactly one identifier and links can be resolved
 * whichever way round the file is: wrapped objects are unwrapped, exact duplicates left out, and a second, different object under
 * one identifier gets an identifier derived from both. Of each object it keeps the place in the file, not the object.
 */
final class Inventory {

    /** The space of what associations lead from and to: the document and the items. */
    static final String NODES = "nodes";

    private final JsonFile file;
    private final Identities identities;
    private final Remarks remarks;
    private final Map<String, Map<UUID, Seen>> seen = new HashMap<>();
    private final Map<UUID, String> addresses = new HashMap<>();

    Inventory(JsonFile file, Identities identities, Remarks remarks) {
        this.file = file;
        this.identities = identities;
        this.remarks = remarks;
    }

    /** Who has an identifier; looked at again once, when another comes under it, however many others come. */
    private static final class Seen {
        private final Written written;
        private @Nullable UUID fingerprint;
        private @Nullable JsonNode address;
        private String name = "";

        Seen(Written written) {
            this.written = written;
        }

        UUID fingerprint(Identities identities) {
            if (fingerprint == null) {
                ObjectNode object = written.object();
                fingerprint = Inventory.fingerprint(identities, written.identifier(), object);
                name = named(object);
                address = object.get(addressKey(object));
            }
            return fingerprint;
        }
    }

    /** Forgets who is in this space, once nothing can be added to it any more. */
    void close(String space) {
        seen.remove(space);
    }

    /**
     * The objects of one list.
     *
     * @param list the list as written, whole or as its place in the file; a single object counts as a list of one
     * @param kind the class of its objects, which is also the name they may be wrapped in
     * @param space within which kinds identifiers must be unique
     * @param most how many objects there may be at most
     */
    List<Written> of(@Nullable JsonNode list, String pointer, String kind, String space, int most) {
        List<Written> written = new ArrayList<>();
        if (list instanceof POJONode pojo && pojo.getPojo() instanceof Place place) {
            if (file.isList(place)) {
                elements(place, pointer, kind, space, most, written);
            } else {
                notAList(file.properties(place), place, pointer, kind, space, most, written);
            }
        } else if (list instanceof ArrayNode) {
            for (int i = 0; i < list.size(); i++) {
                JsonNode element = list.get(i);
                add(element, () -> element, pointer, i, kind, space, written);
            }
        } else if (list instanceof ObjectNode object && !object.isEmpty()) {
            one(object, pointer, kind, space, written);
        } else if (list != null && list.isValueNode() && !list.isNull()) {
            remarks.warning(
                    "unexpected-value", pointer, "Expected a list, found " + Fields.kind(list) + "; left it out.");
        }
        return written;
    }

    private void elements(Place list, String pointer, String kind, String space, int most, List<Written> written) {
        Places places = file.elements(list, most, pointer);
        for (int i = 0; i < places.size(); i++) {
            Place place = places.get(i);
            int index = i;
            if (file.isList(place) && nested(place, pointer + "/" + i, kind, space, most, written)) {
                continue;
            }
            Again again = () -> file.tree(place, pointer + "/" + index);
            if (!plain(place, again, pointer, i, kind, space, written)) {
                add(again.value(), again, pointer, i, kind, space, written);
            }
        }
    }

    /** Takes what stands in a list in a list; whether there is an object in it. */
    private boolean nested(Place list, String pointer, String kind, String space, int most, List<Written> written) {
        Places places = file.elements(list, most, pointer);
        if (places.size() == 0 || !file.isObject(places.get(0))) {
            return false;
        }
        remarks.repair("wrapped-object", pointer, "Found a list in the list; took what stands in it.");
        for (int i = 0; i < places.size(); i++) {
            Place place = places.get(i);
            String at = pointer + "/" + i;
            Again again = () -> file.tree(place, at);
            add(again.value(), again, pointer, i, kind, space, written);
        }
        if (written.size() > most) {
            throw new Refusal("too-large", pointer, "Found more than " + most + " elements; that is the limit.");
        }
        return true;
    }

    /** Takes an object that begins with an identifier as CASE wants it, and is the first of it, without a closer look. */
    private boolean plain(
            Place place, Again again, String pointer, int index, String kind, String space, List<Written> written) {
        Optional<JsonFile.Identity> named = place.length() > JsonFile.MAX_OBJECT_BYTES
                ? Optional.empty()
                : file.identity(place).filter(identity -> Identities.isUri(identity.uri()));
        Optional<UUID> identifier = named.map(JsonFile.Identity::identifier).flatMap(CaseIds::parse);
        Map<UUID, Seen> others = seen.computeIfAbsent(space, any -> new HashMap<>());
        if (named.isEmpty() || identifier.isEmpty() || others.containsKey(identifier.get())) {
            return false;
        }
        Written one =
                Written.plain(() -> (ObjectNode) unwrapped(again.value(), kind), pointer, index, identifier.get());
        others.put(identifier.get(), new Seen(one));
        written.add(one);
        if (space.equals(NODES)) {
            addresses.put(identifier.get(), named.get().uri());
        }
        return true;
    }

    /** The address of a node as far as it is known already. */
    Optional<String> address(UUID node) {
        return Optional.ofNullable(addresses.get(node));
    }

    /** Not a list but one object, or the list wrapped in its own name, or the objects by name. */
    private void notAList(
            Map<String, Place> properties,
            Place place,
            String pointer,
            String kind,
            String space,
            int most,
            List<Written> written) {
        if (properties.isEmpty()) {
            return;
        }
        Map.Entry<String, Place> first = properties.entrySet().iterator().next();
        String inside = pointer + "/" + Fields.escaped(first.getKey());
        if (properties.size() == 1 && file.isList(first.getValue())) {
            remarks.repair("wrapped-object", pointer, "Unwrapped the list " + Texts.quoted(first.getKey()) + ".");
            elements(first.getValue(), inside, kind, space, most, written);
        } else if (properties.values().stream().allMatch(file::isObject)
                && !first.getKey().equals(kind)) {
            remarks.repair(
                    "value-as-list",
                    pointer,
                    "Expected a list, found " + properties.size() + " objects by name; took them as a list.");
            properties.forEach((name, value) -> {
                String at = pointer + "/" + Fields.escaped(name);
                add(file.tree(value, at), () -> file.tree(value, at), at, -1, kind, space, written);
            });
        } else if (file.tree(place, pointer) instanceof ObjectNode object) {
            one(object, pointer, kind, space, written);
        }
    }

    private void one(ObjectNode object, String pointer, String kind, String space, List<Written> written) {
        remarks.repair("value-as-list", pointer, "Expected a list, found one object; took it as a list of one.");
        add(object, () -> object, pointer, -1, kind, space, written);
    }

    /** The one object of a kind, such as the document. */
    Written one(ObjectNode object, String pointer, String kind, String space) {
        List<Written> written = new ArrayList<>();
        add(object, () -> object, pointer, -1, kind, space, written);
        return written.getFirst();
    }

    /** Reads a value of the file again. */
    private interface Again {
        JsonNode value();
    }

    private void add(
            JsonNode value, Again again, String parent, int index, String kind, String space, List<Written> written) {
        String pointer = index < 0 ? parent : parent + "/" + index;
        if (!(unwrapped(value, kind) instanceof ObjectNode object)) {
            remarks.warning(
                    "unexpected-value", pointer, "Expected an object, found " + Fields.kind(value) + "; left it out.");
            return;
        }
        String inside = "";
        if (object != value) {
            inside = "/" + kind;
            remarks.repair("wrapped-object", pointer, "Unwrapped the " + kind + ".");
        }
        Passage passage = () -> (ObjectNode) unwrapped(again.value(), kind);
        Optional<Written> candidate = identified(object, new Written(passage, parent, index, inside, NOBODY, ""), kind);
        candidate.flatMap(one -> alone(one, object, space)).ifPresent(written::add);
    }

    private static final UUID NOBODY = new UUID(0, 0);

    /** The object as the only one of its identifier; empty where it is there already. */
    private Optional<Written> alone(Written candidate, ObjectNode object, String space) {
        Map<UUID, Seen> others = seen.computeIfAbsent(space, any -> new HashMap<>());
        @Nullable Seen first = others.putIfAbsent(candidate.identifier(), new Seen(candidate));
        if (first == null) {
            return Optional.of(candidate);
        }
        UUID derived = fingerprint(identities, candidate.identifier(), object);
        boolean same = derived.equals(first.fingerprint(identities));
        if (same || others.containsKey(derived)) {
            remarks.repair(
                    "exact-duplicate",
                    candidate.place(),
                    "The same as " + (same ? first.written.place() : "an earlier object") + "; left it out.");
            return Optional.empty();
        }
        identities.shared(candidate.identifier());
        String address = addressKey(object);
        boolean sameAddress = object.has(address) && object.get(address).equals(first.address);
        remarks.repair(
                "shared-identifier",
                candidate.place(),
                "Found " + candidate.identifier() + ", which " + first.written.place() + " has already ("
                        + first.name + " and " + named(object) + "); this one is now " + derived
                        + (sameAddress ? ", and its uri, which is the other's, urn:uuid:" + derived : "") + ".");
        Written renamed = candidate.under(
                derived, candidate.original().isEmpty() ? candidate.identifier().toString() : candidate.original());
        if (sameAddress) {
            renamed = renamed.withText(address, "urn:uuid:" + derived);
        }
        others.put(derived, new Seen(renamed));
        return Optional.of(renamed);
    }

    /** What is the same for two objects exactly where they have the same identifier and say the same, in whatever order. */
    private static UUID fingerprint(Identities identities, UUID identifier, ObjectNode object) {
        return identities.derive(identifier + "\n" + sorted(spelled(object, identifier)));
    }

    /** The object with its identifier as CASE writes it, so that one in capitals is no other. */
    private static ObjectNode spelled(ObjectNode object, UUID identifier) {
        String key = key(object);
        @Nullable String text = written(object);
        return text == null
                        || text.equals(identifier.toString())
                        || !Identities.accepted(text).filter(identifier::equals).isPresent()
                ? object
                : object.deepCopy().put(key, identifier.toString());
    }

    private static String sorted(JsonNode value) {
        StringBuilder text = new StringBuilder();
        sorted(value, text);
        return text.toString();
    }

    private static void sorted(JsonNode value, StringBuilder text) {
        switch (value) {
            case ObjectNode object -> {
                Map<String, JsonNode> byName = new TreeMap<>();
                object.properties().forEach(entry -> byName.put(entry.getKey(), entry.getValue()));
                byName.forEach((name, child) -> {
                    text.append('{').append(name.length()).append(':').append(name);
                    sorted(child, text);
                });
                text.append('}');
            }
            case ArrayNode list -> {
                text.append('[');
                list.values().forEach(child -> sorted(child, text));
                text.append(']');
            }
            default -> text.append(value).append(',');
        }
    }

    /** The object inside {@code {"CFItem": {…}}}; any other value as it is. */
    static JsonNode unwrapped(JsonNode value, String kind) {
        return value instanceof ObjectNode && value.size() == 1 && value.get(kind) instanceof ObjectNode inner
                ? inner
                : value;
    }

    private Optional<Written> identified(ObjectNode object, Written unnamed, String kind) {
        if (object.isEmpty()) {
            remarks.warning("unexpected-value", unnamed.place(), "The object is empty; left it out.");
            return Optional.empty();
        }
        @Nullable String text = written(object);
        if (text == null || text.isBlank()) {
            @Nullable String uri = new Fields(object, "", identities, Silence.SILENCE).uri("uri");
            UUID identifier = Optional.ofNullable(uri)
                    .flatMap(Identities::atEndOf)
                    .orElseGet(() -> identities.derive(kind + "\n" + object));
            JsonNode given = object.path(key(object));
            boolean missing = given.isMissingNode() || given.isNull() || given.isString();
            remarks.repair(
                    missing ? "missing-required" : "invalid-identifier",
                    missing ? unnamed.pointer() : unnamed.pointer() + "/" + Fields.escaped(key(object)),
                    (missing
                                    ? "\"identifier\" is missing; took "
                                    : "Expected an identifier, found " + Fields.kind(given) + "; took ")
                            + identifier + ", derived from the object.");
            return Optional.of(unnamed.under(identifier, ""));
        }
        UUID identifier = identities.of(text);
        if (identifier.toString().equals(text)) {
            return Optional.of(unnamed.under(identifier, ""));
        }
        boolean onlySpelling = Identities.accepted(text).isPresent();
        remarks.repair(
                "invalid-identifier",
                unnamed.pointer() + "/" + Fields.escaped(key(object)),
                "CASE does not accept " + Texts.quoted(text) + " as written; it is now " + identifier
                        + (onlySpelling ? "." : ", and the original is kept in an extension."));
        return Optional.of(unnamed.under(identifier, onlySpelling ? "" : Texts.clean(text)));
    }

    /** The identifier as written, under today's name or an old one. */
    static @Nullable String written(ObjectNode object) {
        JsonNode value = object.path(key(object));
        JsonNode one = value.isArray() && value.size() == 1 ? value.get(0) : value;
        return one.isString() || one.isNumber() ? one.asString() : null;
    }

    private static String addressKey(ObjectNode object) {
        @Nullable String key = PropertyNames.keyOf(object, "uri");
        return key == null ? "uri" : key;
    }

    private static String key(ObjectNode object) {
        @Nullable String key = PropertyNames.keyOf(object, "identifier");
        return key == null ? "identifier" : key;
    }

    /** What people call the object, in quotes: two items may well have one code too, so the statement stands beside it. */
    private static String named(ObjectNode object) {
        String code = object.path("humanCodingScheme").asString("");
        for (String name : List.of("fullStatement", "title", "associationType")) {
            if (object.path(name).isString()) {
                return Texts.quoted((code + " " + object.path(name).stringValue()).strip());
            }
        }
        return code.isEmpty() ? "one without a name" : Texts.quoted(code);
    }
}
