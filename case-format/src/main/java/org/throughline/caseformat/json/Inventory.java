package org.throughline.caseformat.json;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.throughline.caseformat.check.Remarks;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Goes through the objects of a package before any is read, so that each has exactly one identifier and links can be resolved
 * whichever way round the file is: wrapped objects are unwrapped, exact duplicates left out, and a second, different object under
 * one identifier gets an identifier derived from both.
 */
final class Inventory {

    private final Identities identities;
    private final Remarks remarks;
    private final Map<String, Map<UUID, Written>> seen = new HashMap<>();

    Inventory(Identities identities, Remarks remarks) {
        this.identities = identities;
        this.remarks = remarks;
    }

    /**
     * The objects of one list.
     *
     * @param list the list as written; a single object counts as a list of one
     * @param kind the class of its objects, which is also the name they may be wrapped in
     * @param space within which kinds identifiers must be unique
     */
    List<Written> of(@Nullable JsonNode list, String pointer, String kind, String space) {
        List<Written> written = new ArrayList<>();
        if (list == null || list.isNull()) {
            return written;
        }
        if (!list.isArray()) {
            if (list instanceof ObjectNode && !list.isEmpty()) {
                remarks.repair(
                        "value-as-list", pointer, "Expected a list, found one object; took it as a list of one.");
                add(list, pointer, kind, space, written);
            } else if (!list.isEmpty() || list.isValueNode()) {
                remarks.warning(
                        "unexpected-value", pointer, "Expected a list, found " + Fields.kind(list) + "; left it out.");
            }
            return written;
        }
        for (int i = 0; i < list.size(); i++) {
            add(list.get(i), pointer + "/" + i, kind, space, written);
        }
        return written;
    }

    /** The one object of a kind, such as the document. */
    Written one(ObjectNode object, String pointer, String kind, String space) {
        List<Written> written = new ArrayList<>();
        add(object, pointer, kind, space, written);
        return written.getFirst();
    }

    private void add(JsonNode value, String pointer, String kind, String space, List<Written> written) {
        if (!(unwrapped(value, pointer, kind, remarks) instanceof ObjectNode object)) {
            if (!value.isNull()) {
                remarks.warning(
                        "unexpected-value",
                        pointer,
                        "Expected an object, found " + Fields.kind(value) + "; left it out.");
            }
            return;
        }
        Written candidate = identified(object, pointer, kind);
        Map<UUID, Written> others = seen.computeIfAbsent(space, any -> new HashMap<>());
        @Nullable Written first = others.putIfAbsent(candidate.identifier(), candidate);
        if (first == null) {
            written.add(candidate);
            return;
        }
        if (first.object().equals(object)) {
            remarks.repair("exact-duplicate", pointer, "The same as " + first.pointer() + "; left it out.");
            return;
        }
        UUID derived = identities.derive(candidate.identifier() + "\n" + object);
        if (others.containsKey(derived)) {
            remarks.repair("exact-duplicate", pointer, "The same as an earlier object; left it out.");
            return;
        }
        identities.shared(candidate.identifier());
        remarks.repair(
                "shared-identifier",
                pointer,
                "Found " + candidate.identifier() + ", which " + first.pointer() + " has already ("
                        + Texts.quoted(named(first.object())) + " and " + Texts.quoted(named(object))
                        + "); this one is now " + derived + ".");
        Written renamed =
                new Written(object, pointer, derived, candidate.identifier().toString());
        others.put(derived, renamed);
        written.add(renamed);
    }

    /** The object inside {@code {"CFItem": {…}}}; any other value as it is. */
    static JsonNode unwrapped(JsonNode value, String pointer, String kind, Remarks remarks) {
        if (value instanceof ObjectNode && value.size() == 1 && value.get(kind) instanceof ObjectNode inner) {
            remarks.repair("wrapped-object", pointer, "Unwrapped the " + kind + ".");
            return inner;
        }
        return value;
    }

    private Written identified(ObjectNode object, String pointer, String kind) {
        @Nullable String text = written(object);
        if (text == null || text.isBlank()) {
            JsonNode uri = object.path("uri");
            UUID identifier = (uri.isString()
                            ? Identities.atEndOf(uri.stringValue())
                            : java.util.Optional.<UUID>empty())
                    .orElseGet(() -> identities.derive(kind + "\n" + object));
            remarks.repair(
                    "missing-required",
                    pointer,
                    "\"identifier\" is missing; took " + identifier + ", derived from the object.");
            return new Written(object, pointer, identifier, "");
        }
        UUID identifier = identities.of(text);
        if (identifier.toString().equals(text)) {
            return new Written(object, pointer, identifier, "");
        }
        boolean onlySpelling = Identities.accepted(text).isPresent();
        remarks.repair(
                "invalid-identifier",
                pointer + "/identifier",
                "CASE does not accept " + Texts.quoted(text) + " as written; it is now " + identifier + ".");
        return new Written(object, pointer, identifier, onlySpelling ? "" : Texts.clean(text));
    }

    /** The identifier as written, under today's name or the old one. */
    static @Nullable String written(ObjectNode object) {
        for (String name : List.of("identifier", "sourcedId")) {
            JsonNode value = object.path(name);
            if (value.isString() || value.isNumber()) {
                return value.asString();
            }
        }
        return null;
    }

    private static String named(ObjectNode object) {
        for (String name : List.of("humanCodingScheme", "fullStatement", "title", "associationType")) {
            if (object.path(name).isString()) {
                return object.path(name).stringValue();
            }
        }
        return "without a name";
    }
}
