package org.throughline.caseformat.json;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.throughline.caseformat.check.Remarks;
import org.throughline.caseformat.model.Extensions;
import org.throughline.caseformat.model.LinkURI;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The properties of one JSON object, taken one by one in the shape the standard wants and mended where they have another. What
 * nobody took is reported by {@link #done}.
 */
final class Fields {

    /** Names from before the standard, or from other systems' own models, for today's names. */
    private static final Map<String, List<String>> OLD_NAMES = Map.of(
            "identifier", List.of("sourcedId"),
            "lastChangeDateTime", List.of("lastChangeDate", "dateLastModified"),
            "officialSourceURL", List.of("officialUri", "officialSourceURI"),
            "listEnumeration", List.of("listEnumInSource"),
            "CFItemType", List.of("itemType"),
            "educationLevel", List.of("educationalAlignment"),
            "licenseURI", List.of("licenceURI"),
            "sequenceNumber", List.of("sequence"),
            "CFAssociationGroupingURI", List.of("CFAssociationGroupURI"));

    private static final BigDecimal LARGEST = new BigDecimal("1e15");
    private static final int MOST_DECIMALS = 20;

    private final ObjectNode object;
    private final String pointer;
    private final Identities identities;
    private final Remarks remarks;
    private final Set<String> taken = new HashSet<>();

    Fields(ObjectNode object, String pointer, Identities identities, Remarks remarks) {
        this.object = object;
        this.pointer = pointer;
        this.identities = identities;
        this.remarks = remarks;
    }

    String pointer() {
        return pointer;
    }

    String pointer(String name) {
        return pointer + "/" + name.replace("~", "~0").replace("/", "~1");
    }

    /** The property's value; absent where it is missing or null. */
    @Nullable
    JsonNode take(String name) {
        @Nullable String key = keyOf(name);
        if (key == null) {
            return null;
        }
        taken.add(key);
        if (!key.equals(name)) {
            remarks.repair("old-name", pointer(key), "Read \"" + key + "\" as today's \"" + name + "\".");
        }
        JsonNode value = object.get(key);
        return value.isNull() ? null : value;
    }

    private @Nullable String keyOf(String name) {
        if (object.has(name)) {
            return name;
        }
        List<String> oldNames = OLD_NAMES.getOrDefault(name, List.of());
        for (String key : object.propertyNames()) {
            if (key.equalsIgnoreCase(name) || oldNames.contains(key)) {
                return key;
            }
        }
        return null;
    }

    @Nullable
    String text(String name) {
        @Nullable JsonNode value = take(name);
        return value == null ? null : textOf(value, name);
    }

    /** The text, or what stands in for it where the standard requires one and the file has none. */
    String text(String name, String standIn) {
        @Nullable String text = text(name);
        if (text != null) {
            return text;
        }
        remarks.repair(
                "missing-required",
                pointer,
                "\"" + name + "\" is missing or empty; took " + Texts.quoted(standIn) + " instead.");
        return standIn;
    }

    private @Nullable String textOf(JsonNode value, String name) {
        if (value.isString()) {
            String text = Texts.clean(value.stringValue());
            if (!text.equals(value.stringValue())) {
                remarks.repair(
                        "unusable-character",
                        pointer(name),
                        "Removed characters that no text may contain (such as U+0000).");
            }
            return text.isBlank() ? null : text;
        }
        if (value.isNumber() || value.isBoolean()) {
            remarks.repair("value-as-text", pointer(name), "Expected a text, found " + value + "; took it as a text.");
            return value.asString();
        }
        if (value.isArray() && value.size() == 1 && value.get(0).isString()) {
            remarks.repair("list-as-text", pointer(name), "Expected a text, found a list of one; took its text.");
            return textOf(value.get(0), name);
        }
        if (!value.isEmpty()) {
            remarks.warning(
                    "unexpected-value", pointer(name), "Expected a text, found " + kind(value) + "; left it out.");
        }
        return null;
    }

    /** A list of texts; a single text is divided at bars and semicolons, and at commas too where {@code commas} says so. */
    List<String> texts(String name, boolean commas) {
        @Nullable JsonNode value = take(name);
        if (value == null) {
            return List.of();
        }
        List<String> texts = new ArrayList<>();
        if (value.isArray()) {
            for (int i = 0; i < value.size(); i++) {
                @Nullable String text = value.get(i).isNull() ? null : textOf(value.get(i), name + "/" + i);
                if (text != null) {
                    texts.add(text);
                }
            }
            return texts;
        }
        @Nullable String text = textOf(value, name);
        if (text != null) {
            remarks.repair(
                    "text-as-list", pointer(name), "Expected a list, found " + Texts.quoted(text) + "; divided it.");
            for (String part : text.split(commas ? "[|;,]" : "[|;]")) {
                if (!part.isBlank()) {
                    texts.add(part.strip());
                }
            }
        }
        return texts;
    }

    @Nullable
    Integer integer(String name) {
        @Nullable BigDecimal number = number(name);
        if (number == null) {
            return null;
        }
        try {
            return number.intValueExact();
        } catch (ArithmeticException e) {
            remarks.warning(
                    "unexpected-value",
                    pointer(name),
                    "Expected a whole number of 32 bits, found " + number + "; left it out.");
            return null;
        }
    }

    @Nullable
    BigDecimal number(String name) {
        @Nullable JsonNode value = take(name);
        if (value == null || value.isString() && value.stringValue().isBlank()) {
            return null;
        }
        try {
            BigDecimal number =
                    new BigDecimal(value.isString() ? value.stringValue().strip() : value.toString());
            if (number.abs().compareTo(LARGEST) > 0 || number.scale() > MOST_DECIMALS) {
                throw new NumberFormatException();
            }
            if (value.isString()) {
                remarks.repair("text-as-number", pointer(name), "Expected a number, found the text " + value + ".");
            }
            return number;
        } catch (NumberFormatException e) {
            remarks.warning(
                    "unexpected-value",
                    pointer(name),
                    "Expected a number of usual size, found " + Texts.quoted(value.toString()) + "; left it out.");
            return null;
        }
    }

    /** An absolute URI; mended where that is possible, else absent. */
    @Nullable
    String uri(String name) {
        @Nullable String text = text(name);
        if (text == null || Identities.isUri(text)) {
            return text;
        }
        String mended = Texts.percentEncoded(text.strip());
        if (!Identities.isUri(mended)) {
            mended = "https://" + mended;
            if (!mended.matches("https://[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+(/.*)?") || !Identities.isUri(mended)) {
                remarks.repair("invalid-uri", pointer(name), Texts.quoted(text) + " is no absolute URI; left it out.");
                return null;
            }
        }
        remarks.repair(
                "invalid-uri", pointer(name), Texts.quoted(text) + " is no absolute URI; wrote it as " + mended + ".");
        return mended;
    }

    /** The object's own address, or {@code urn:uuid:…} where it has none. */
    String uri(UUID identifier) {
        @Nullable String uri = uri("uri");
        if (uri != null) {
            return uri;
        }
        remarks.repair("missing-required", pointer, "\"uri\" is missing; took urn:uuid:" + identifier + ".");
        return "urn:uuid:" + identifier;
    }

    @Nullable
    LinkURI link(String name) {
        @Nullable JsonNode value = take(name);
        return value == null ? null : linkOf(value, pointer(name));
    }

    List<LinkURI> links(String name) {
        @Nullable JsonNode value = take(name);
        List<LinkURI> links = new ArrayList<>();
        if (value == null) {
            return links;
        }
        if (!value.isArray()) {
            remarks.repair("value-as-list", pointer(name), "Expected a list of links, found one link.");
        }
        for (int i = 0; i < (value.isArray() ? value.size() : 1); i++) {
            @Nullable
            LinkURI link =
                    value.isArray() ? linkOf(value.get(i), pointer(name) + "/" + i) : linkOf(value, pointer(name));
            if (link != null) {
                links.add(link);
            }
        }
        return links;
    }

    private @Nullable LinkURI linkOf(JsonNode value, String at) {
        if (value.isArray() && value.size() == 1) {
            remarks.repair("list-as-link", at, "Expected a link, found a list of one; took its link.");
            return linkOf(value.get(0), at);
        }
        if (value.isString() && !value.stringValue().isBlank()) {
            String text = Texts.clean(value.stringValue());
            UUID identifier = Identities.atEndOf(text).orElseGet(() -> identities.of(text));
            String uri = Identities.isUri(text) ? text : "urn:uuid:" + identifier;
            remarks.repair(
                    "text-as-link", at, "Expected a link, found the text " + Texts.quoted(text) + "; took it as one.");
            return new LinkURI(text, identifier, uri);
        }
        if (!(value instanceof ObjectNode link) || link.isEmpty()) {
            if (!value.isEmpty() || value.isNumber()) {
                remarks.warning("unexpected-value", at, "Expected a link, found " + kind(value) + "; left it out.");
            }
            return null;
        }
        Fields fields = new Fields(link, at, identities, remarks);
        @Nullable String written = fields.text("identifier");
        @Nullable String uri = fields.uri("uri");
        if (written == null && uri == null) {
            remarks.warning("unexpected-value", at, "The link has neither identifier nor uri; left it out.");
            return null;
        }
        UUID identifier = written != null
                ? identities.of(written)
                : Identities.atEndOf(uri == null ? "" : uri).orElseGet(() -> identities.of(uri == null ? "" : uri));
        if (!identifier.toString().equals(written)) {
            remarks.repair(
                    "invalid-identifier",
                    at,
                    "Found " + Texts.quoted(written) + "; the link's identifier is now " + identifier + ".");
        }
        String address = uri != null ? uri : fields.uri(identifier);
        LinkURI read = new LinkURI(fields.text("title", address), identifier, address);
        fields.done();
        return read;
    }

    Extensions extensions() {
        @Nullable JsonNode value = take("extensions");
        Map<String, Extensions.Value> values = new LinkedHashMap<>();
        for (JsonNode part : value == null ? List.<JsonNode>of() : value.isArray() ? value.values() : List.of(value)) {
            if (part instanceof ObjectNode named) {
                for (Map.Entry<String, JsonNode> entry : named.properties()) {
                    JsonNode given = entry.getValue();
                    values.put(
                            Texts.clean(entry.getKey()),
                            given.isString()
                                    ? new Extensions.Text(Texts.clean(given.stringValue()))
                                    : new Extensions.Json(given.toString()));
                }
            } else {
                remarks.warning(
                        "unexpected-value",
                        pointer("extensions"),
                        "Expected an object, found " + kind(part) + "; left it out.");
            }
        }
        return values.isEmpty() ? Extensions.NONE : new Extensions(values);
    }

    /** Leaves out a property that has its place elsewhere in the API, but not inside a package. */
    void leaveOut(String name) {
        if (take(name) != null) {
            remarks.repair(
                    "uri-in-package", pointer(name), "\"" + name + "\" has no place inside a package; left it out.");
        }
    }

    /** Reports every property that nobody took. */
    void done() {
        for (String key : object.propertyNames()) {
            if (!taken.contains(key)) {
                remarks.warning(
                        "unknown-property",
                        pointer(key),
                        "CASE has no property " + Texts.quoted(key) + " here; left it out.");
            }
        }
    }

    static String kind(JsonNode value) {
        return switch (value.getNodeType()) {
            case ARRAY -> "a list";
            case OBJECT, POJO -> "an object";
            case STRING -> "a text";
            case NUMBER -> "a number";
            case BOOLEAN -> "true or false";
            case NULL, MISSING -> "nothing";
            case BINARY -> "bytes";
        };
    }
}
