package org.throughline.caseformat.exchange;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.throughline.caseformat.model.Extensions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The properties of one CTDL-ASN resource, asked for one by one under their compact names, whether they are written with a prefix, with
 * another namespace's, as whole IRIs or bare. What nobody asks for is kept for the way back.
 */
final class CtdlResource {

    static final String PREFIX = "ctdl:";
    static final String TRANSLATIONS = "ctdl:translations";
    static final String TYPE = "ctdl:@type";

    private static final Map<String, String> NAMESPACES = namespaces();
    private static final List<String> PREFIXES = List.of("ceasn:", "ceterms:", "skos:", "asn:", "dcterms:", "");

    /** Names from drafts of CTDL-ASN, for those of today. */
    private static final Map<String, String> OLD_NAMES = Map.of(
            "ceasn:codednotation", "ceasn:competencynotation",
            "ceasn:educationleveltype", "ceasn:educationlevel",
            "ceasn:datevalidfrom", "ceasn:dateavailablefrom",
            "ceasn:name", "dcterms:title");

    private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*|x(-[A-Za-z0-9]{1,8})+");

    /**
     * A link to another resource.
     *
     * @param name what people call it, where the link says so
     */
    record Link(String address, @Nullable String name) {}

    private record Given(String spelled, JsonNode value) {}

    private final Map<String, Given> left = new LinkedHashMap<>();
    private final ObjectNode translations = JsonTree.JSON.createObjectNode();
    private final List<String> languages = new ArrayList<>();
    private @Nullable String spoken;

    CtdlResource(ObjectNode node) {
        node.properties().forEach(one -> {
            String name = compact(one.getKey());
            left.putIfAbsent(name.toLowerCase(Locale.ROOT), new Given(one.getKey(), one.getValue()));
        });
        left.remove("@context");
    }

    private static Map<String, String> namespaces() {
        Map<String, String> all = new LinkedHashMap<>();
        for (String scheme : List.of("http://", "https://")) {
            all.put(scheme + "purl.org/ctdlasn/terms/", "ceasn:");
            all.put(scheme + "credreg.net/ctdlasn/terms/", "ceasn:");
            all.put(scheme + "purl.org/ctdl/terms/", "ceterms:");
            all.put(scheme + "credreg.net/ctdl/terms/", "ceterms:");
            all.put(scheme + "purl.org/ASN/schema/core/", "asn:");
            all.put(scheme + "purl.org/dc/terms/", "dcterms:");
            all.put(scheme + "www.w3.org/2004/02/skos/core#", "skos:");
        }
        return all;
    }

    /** The compact form of an IRI of a namespace that CTDL-ASN uses; any other text as it is. */
    static String compact(String name) {
        if (name.startsWith("http")) {
            for (Map.Entry<String, String> namespace : NAMESPACES.entrySet()) {
                if (name.startsWith(namespace.getKey())) {
                    return namespace.getValue()
                            + name.substring(namespace.getKey().length());
                }
            }
        }
        return name;
    }

    /** Whether a node is of one of these types, which are written compactly. */
    static boolean isOf(JsonNode node, Set<String> types) {
        return JsonTree.list(node.has("@type") ? node.path("@type") : node.path("type")).stream()
                .map(one -> compact(one.asString("")))
                .anyMatch(type -> types.contains(type)
                        || node.has("@type")
                                && type.indexOf(':') < 0
                                && (types.contains("ceasn:" + type) || types.contains("skos:" + type)));
    }

    /** What the property of this name says, which is then no longer asked for; null where it is not there. */
    @Nullable
    JsonNode take(String name) {
        @Nullable String key = key(name);
        @Nullable Given given = key == null ? null : left.remove(key);
        return given == null ? null : given.value();
    }

    private @Nullable String key(String name) {
        String exact = name.toLowerCase(Locale.ROOT);
        if (left.containsKey(exact)) {
            return exact;
        }
        String local = exact.substring(exact.indexOf(':') + 1);
        for (String prefix : PREFIXES) {
            if (left.containsKey(prefix + local)) {
                return prefix + local;
            }
        }
        @Nullable String old = OLD_NAMES.get(exact);
        return old != null && left.containsKey(old) ? old : null;
    }

    /** The property of this name, which stays to be asked for. */
    @Nullable
    JsonNode look(String name) {
        @Nullable String key = key(name);
        @Nullable Given given = key == null ? null : left.get(key);
        return given == null ? null : given.value();
    }

    /** Keeps a value, as it was written, beside what CASE says of it. */
    void keep(String name, @Nullable JsonNode value) {
        if (value != null) {
            left.put(name.toLowerCase(Locale.ROOT), new Given(name, value));
        }
    }

    /** The languages to take of a text in several, the first that there is. */
    void prefer(@Nullable String language) {
        if (language != null) {
            languages.add(language.toLowerCase(Locale.ROOT));
        }
    }

    /** The language of the text that was asked for last; null where it does not say. */
    @Nullable
    String spoken() {
        return spoken;
    }

    /** A text in the preferred language; its translations are kept under the name of the CASE property. */
    @Nullable
    String text(String name, String property) {
        List<String> all = texts(name, property);
        return all.isEmpty() ? null : String.join("\n\n", all);
    }

    List<String> texts(String name, String property) {
        spoken = null;
        @Nullable JsonNode given = look(name);
        Map<String, List<String>> byLanguage = new LinkedHashMap<>();
        boolean whole = true;
        for (JsonNode value : JsonTree.list(given)) {
            whole &= texts(value, byLanguage);
        }
        if (!whole) {
            return List.of(); // no text at all, so it stays what nobody asked for
        }
        take(name);
        @Nullable String chosen = chosen(byLanguage.keySet());
        if (chosen == null) {
            return List.of();
        }
        spoken = chosen.isEmpty() ? null : chosen;
        List<String> all = byLanguage.getOrDefault(chosen, List.of());
        byLanguage.remove(chosen);
        if (!byLanguage.isEmpty()) {
            ObjectNode kept = translations.putObject(property);
            byLanguage.forEach((language, texts) -> texts.forEach(kept.putArray(language)::add));
        }
        return all;
    }

    /** Sorts a value by language; false where it is something else than texts. */
    private static boolean texts(JsonNode value, Map<String, List<String>> byLanguage) {
        if (!(value instanceof ObjectNode map)) {
            return add(byLanguage, "", value);
        }
        if (map.has("@value")) {
            return add(byLanguage, map.path("@language").asString(""), map.path("@value"));
        }
        if (!map.propertyNames().stream().allMatch(CtdlResource::isLanguage)) {
            return false;
        }
        boolean whole = true;
        for (Map.Entry<String, JsonNode> one : map.properties()) {
            String language = one.getKey().equals("@none") || one.getKey().equals("und") ? "" : one.getKey();
            for (JsonNode text : JsonTree.list(one.getValue())) {
                whole &= add(byLanguage, language, text);
            }
        }
        return whole;
    }

    private static boolean add(Map<String, List<String>> byLanguage, String language, JsonNode value) {
        if (value.isObject() || value.isArray()) {
            return false;
        }
        @Nullable String text = JsonTree.text(value);
        if (text != null) {
            byLanguage.computeIfAbsent(language, any -> new ArrayList<>()).add(text);
        }
        return true;
    }

    static boolean isLanguage(String name) {
        return name.equals("@none") || LANGUAGE.matcher(name).matches();
    }

    private @Nullable String chosen(Set<String> there) {
        for (String language : languages) {
            for (String one : there) {
                if (one.equalsIgnoreCase(language)) {
                    return one;
                }
            }
        }
        if (there.contains("")) {
            return "";
        }
        List<String> wanted = new ArrayList<>(languages);
        wanted.add("en");
        for (String language : wanted) {
            for (String one : there) {
                if (base(one).equals(base(language))) {
                    return one;
                }
            }
        }
        return there.stream().findFirst().orElse(null);
    }

    /** The language of a tag, without region and script. */
    static String base(String language) {
        return language.split("-", 2)[0].toLowerCase(Locale.ROOT);
    }

    List<Link> links(String name) {
        return links(take(name));
    }

    @Nullable
    String link(String name) {
        List<Link> all = links(name);
        return all.isEmpty() ? null : all.getFirst().address();
    }

    /** Where a value leads: addresses, objects with one, and CTDL's alignment objects. */
    static List<Link> links(@Nullable JsonNode value) {
        List<Link> links = new ArrayList<>();
        for (JsonNode one : JsonTree.list(value)) {
            JsonNode address = one;
            @Nullable String name = null;
            if (one instanceof ObjectNode node) {
                CtdlResource alignment = new CtdlResource(node);
                name = alignment.text("ceterms:targetNodeName", "");
                @Nullable JsonNode target = alignment.take("ceterms:targetNode");
                address = target != null ? target : node.has("@id") ? node.path("@id") : node.path("@value");
                address = address instanceof ObjectNode inner ? inner.path("@id") : address;
            }
            @Nullable String link = JsonTree.text(address);
            if (link != null) {
                links.add(new Link(link, name));
            }
        }
        return links;
    }

    /** What the properties say that nobody asked for, and the translations of those that were. */
    Extensions extensions(String original) {
        Map<String, Extensions.Value> values = new LinkedHashMap<>();
        if (!translations.isEmpty()) {
            values.put(TRANSLATIONS, new Extensions.Json(translations.toString()));
        }
        left.values().forEach(given -> {
            if (!given.value().isNull() && !(given.value() instanceof ArrayNode list && list.isEmpty())) {
                String name = PREFIX + compact(given.spelled());
                values.put(name, JsonTree.extension(name, given.value()));
            }
        });
        Extensions extensions = new Extensions(values);
        return original.isEmpty() ? extensions : extensions.withText(ForeignNames.ORIGINAL_IDENTIFIER, original);
    }
}
