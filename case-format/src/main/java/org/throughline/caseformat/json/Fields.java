package org.throughline.caseformat.json;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.throughline.caseformat.check.Remarks;
import org.throughline.caseformat.model.Extensions;
import org.throughline.caseformat.model.LinkURI;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.POJONode;

/**
 * The properties of one JSON object, taken one by one in the shape the standard wants and mended where they have another. What
 * nobody took is reported by {@link #done}.
 */
final class Fields {

    /** The extension under which an identifier that CASE does not accept, or that two objects share, is kept as it was written. */
    private static final String ORIGINAL_IDENTIFIER = "throughline:originalIdentifier";

    private static final BigDecimal LARGEST = new BigDecimal("1e15");
    private static final int MOST_DECIMALS = 20;

    private final ObjectNode object;
    private final String pointer;
    private final Identities identities;
    private final Remarks remarks;
    private final Set<String> taken = new HashSet<>();
    private final boolean odd;
    private final String original;

    Fields(ObjectNode object, String pointer, Identities identities, Remarks remarks) {
        this(object, pointer, identities, remarks, "");
    }

    /** @param original the object's identifier as written where it had to become another; kept in an extension */
    Fields(ObjectNode object, String pointer, Identities identities, Remarks remarks, String original) {
        this.original = original;
        this.odd = !PropertyNames.areTodays(object.propertyNames());
        this.object = object;
        this.pointer = pointer;
        this.identities = identities;
        this.remarks = remarks;
    }

    String pointer() {
        return pointer;
    }

    /** Where the property stands in the file, under the name it has there. */
    String pointer(String name) {
        return pointer + "/" + escaped(key(name));
    }

    /** The name as it stands in a JSON Pointer (RFC 6901). */
    static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    /** The name under which the object has the property, or would. */
    String key(String name) {
        @Nullable String key = PropertyNames.keyOf(object, name);
        return key == null ? name : key;
    }

    private @Nullable String key(String name, boolean there) {
        if (there || !odd) {
            return there ? name : null;
        }
        return PropertyNames.keyOf(object, name);
    }

    /** The property's value; absent where it is missing or null. */
    @Nullable
    JsonNode take(String name) {
        @Nullable String key = key(name, object.has(name));
        if (key == null) {
            return null;
        }
        taken.add(key);
        if (!key.equals(name)) {
            identities.written().stands(pointer + "/" + escaped(name), pointer(key));
            remarks.repair("old-name", pointer(key), "Read " + Texts.quoted(key) + " as today's \"" + name + "\".");
        }
        JsonNode value = object.get(key);
        return value.isNull() ? null : value;
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
        return textAt(value, pointer(name));
    }

    private @Nullable String textAt(JsonNode value, String at) {
        if (value.isString()) {
            String text = Texts.clean(value.stringValue());
            if (!text.equals(value.stringValue())) {
                remarks.repair(
                        "unusable-character", at, "Removed characters that no text may contain (such as U+0000).");
            }
            return text.isBlank() ? null : identities.words().of(text);
        }
        if (value.isNumber() || value.isBoolean()) {
            remarks.repair("value-as-text", at, "Expected a text, found " + value + "; took it as a text.");
            return value.asString();
        }
        if (value.isArray() && value.size() == 1 && value.get(0).isString()) {
            remarks.repair("list-as-text", at, "Expected a text, found a list of one; took its text.");
            return textAt(value.get(0), at);
        }
        @Nullable JsonNode said = value instanceof ObjectNode object ? said(object) : null;
        if (said != null) {
            remarks.repair("object-as-text", at, "Expected a text, found an object around one; took its text.");
            return textAt(said, at);
        }
        if (!value.isEmpty()) {
            remarks.warning("unexpected-value", at, "Expected a text, found " + kind(value) + "; left it out.");
        }
        return null;
    }

    /** The text in a value of linked data ({@code {"@value": …}}), or in a map from languages to texts that has one. */
    private static @Nullable JsonNode said(ObjectNode object) {
        for (String name : List.of("@value", "@id")) {
            if (object.path(name).isString()) {
                return object.path(name);
            }
        }
        return object.size() == 1
                        && object.propertyNames().iterator().next().matches("[a-z]{2,3}([-_][A-Za-z0-9]{2,8})*")
                        && object.iterator().next().isString()
                ? object.iterator().next()
                : null;
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
                @Nullable String text = value.get(i).isNull() ? null : textAt(value.get(i), pointer(name) + "/" + i);
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

    /** The language of the object's texts as a tag of BCP 47; a word that is no language stays as it is. */
    @Nullable
    String language() {
        @Nullable String written = text("language");
        @Nullable String tag = written == null ? null : Languages.tag(written);
        if (tag == null || tag.equals(written)) {
            return written;
        }
        remarks.repair(
                "language",
                pointer(key("language")),
                "Expected a language tag such as en, found " + Texts.quoted(written) + "; took " + tag + ".");
        return tag;
    }

    /** The levels of education. CEDS codes have two digits, so a number that lost its zero gets it back. */
    List<String> levels() {
        JsonNode value = object.path(key("educationLevel"));
        boolean numbers = value.isNumber()
                || value.isArray() && value.size() > 0 && value.get(0).isNumber();
        List<String> levels = texts("educationLevel", true);
        return numbers
                ? levels.stream()
                        .map(level -> level.matches("\\d") ? "0" + level : level)
                        .toList()
                : levels;
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
                remarks.repair(
                        "text-as-number",
                        pointer(name),
                        "Expected a number, found the text " + value + "; took " + number.toPlainString() + ".");
            }
            return number;
        } catch (NumberFormatException e) {
            remarks.warning(
                    "unexpected-value",
                    pointer(name),
                    "Expected a number of usual size, found "
                            + (value.isString() ? Texts.quoted(value.stringValue()) : Texts.quoted(value.toString()))
                            + "; left it out.");
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
        @Nullable String mended = mended(text);
        remarks.repair(
                "invalid-uri",
                pointer(name),
                Texts.quoted(text) + " is no absolute URI; "
                        + (mended == null ? "left it out." : "wrote it as " + mended + "."));
        return mended;
    }

    /** The absolute URI that this text means, percent-encoded as a whole, in part, too little or without a scheme. */
    static @Nullable String mended(String text) {
        String plain = text.strip();
        if (plain.regionMatches(true, 0, "http%3A", 0, 7) || plain.regionMatches(true, 0, "https%3A", 0, 8)) {
            plain = Texts.percentDecoded(plain);
        }
        String mended = Texts.percentEncoded(plain);
        if (Identities.isUri(mended)) {
            return mended;
        }
        String web = "https://" + (mended.startsWith("//") ? mended.substring(2) : mended);
        return web.matches("https://[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+(/.*)?") && Identities.isUri(web) ? web : null;
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
            remarks.repair(
                    "value-as-list",
                    pointer(name),
                    "Expected a list of links, found one link; took it as a list of one.");
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
            String text = Texts.clean(value.stringValue()).strip();
            UUID identifier = Identities.atEndOf(text).orElseGet(() -> identities.of(text));
            @Nullable String address = text.indexOf(':') > 0 || text.indexOf('/') > 0 ? mended(text) : null;
            String uri = address != null ? address : "urn:uuid:" + identifier;
            remarks.repair(
                    "text-as-link", at, "Expected a link, found the text " + Texts.quoted(text) + "; took it as one.");
            return text.isEmpty()
                    ? null
                    : identities
                            .words()
                            .of(new LinkURI(identities.title(identifier).orElse(text), identifier, uri));
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
        fields.named(written, identifier.toString());
        String address = uri != null ? uri : fields.uri(identifier);
        LinkURI read =
                new LinkURI(fields.text("title", identities.title(identifier).orElse(address)), identifier, address);
        fields.done();
        return identities.words().of(read);
    }

    /** Says of a link under which identifier it is known from here on, where it has none or another. */
    void named(@Nullable String written, String identifier) {
        if (written == null) {
            remarks.repair(
                    "missing-required", pointer, "The link's \"identifier\" is missing; took " + identifier + ".");
        } else if (!written.equals(identifier)) {
            remarks.repair(
                    "invalid-identifier",
                    pointer("identifier"),
                    "Found " + Texts.quoted(written) + "; the link's identifier is now " + identifier + ".");
        }
    }

    /**
     * What the publisher adds: the object's {@code extensions}, and every property that CASE does not know and nobody has taken so far, which
     * goes on as an extension.
     */
    Extensions extensions() {
        @Nullable JsonNode value = take("extensions");
        Map<String, Extensions.Value> values = new LinkedHashMap<>();
        for (JsonNode part : value == null ? List.<JsonNode>of() : value.isArray() ? value.values() : List.of(value)) {
            if (part instanceof ObjectNode named) {
                for (Map.Entry<String, JsonNode> entry : named.properties()) {
                    values.put(Texts.clean(entry.getKey()), extension(entry.getKey(), entry.getValue()));
                }
            } else {
                remarks.warning(
                        "unexpected-value",
                        pointer("extensions"),
                        "Expected an object, found " + kind(part) + "; left it out.");
            }
        }
        for (String key : object.propertyNames()) {
            if (!taken.contains(key) && !values.containsKey(Texts.clean(key)) && keeps(key, object.path(key))) {
                taken.add(key);
                values.put(Texts.clean(key), extension(key, object.path(key)));
                remarks.repair(
                        "unknown-property",
                        pointer(key),
                        "CASE has no property " + Texts.quoted(key) + " here; kept it as an extension.");
            }
        }
        Extensions read = values.isEmpty() ? Extensions.NONE : new Extensions(values);
        return original.isEmpty() ? read : read.withText(ORIGINAL_IDENTIFIER, original);
    }

    /** Whether a property that CASE does not know says something, and is not linked data's word for what the object says anyway. */
    private boolean keeps(String key, JsonNode value) {
        return !value.isNull()
                && !value.isPojo()
                && !key.startsWith("@")
                && !(key.equals("type")
                        && value.isString()
                        && value.stringValue().matches("(case:)?CF[A-Za-z]+"))
                && !(key.equals("id") && (value.equals(object.get("uri")) || value.equals(object.get("identifier"))));
    }

    /** Reads what was left where it is in the file, of properties that nobody has taken so far and that are within the limit. */
    void unfold(BiFunction<Place, String, JsonNode> tree) {
        for (String key : List.copyOf(object.propertyNames())) {
            if (!taken.contains(key)
                    && object.get(key) instanceof POJONode pojo
                    && pojo.getPojo() instanceof Place place
                    && place.length() <= JsonFile.MAX_OBJECT_BYTES) {
                object.set(key, tree.apply(place, pointer(key)));
            }
        }
    }

    /**
     * One extension's value, kept as it is. Under a name of the form {@code owner:name} the official schema of CASE 1.1 takes anything but a
     * whole number, which it counts twice, and nothing; those become texts.
     */
    private Extensions.Value extension(String name, JsonNode value) {
        if (value.isString()) {
            return new Extensions.Text(Texts.clean(value.stringValue()));
        }
        if (Extensions.namespaced(name) && Extensions.refused(value.toString())) {
            remarks.repair(
                    "extension-as-text",
                    pointer("extensions") + "/" + escaped(name),
                    "The schema of CASE refuses " + Texts.quoted(value.toString())
                            + " as the value of an extension of this name; took it as a text.");
            return new Extensions.Text(value.isNull() ? "" : value.toString());
        }
        return new Extensions.Json(value.toString());
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
            if (!taken.contains(key) && !object.path(key).isNull()) {
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
