package org.throughline.caseformat.json;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.throughline.caseformat.check.Remarks;
import org.throughline.caseformat.model.CFPackage;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reads the bytes of a package as other systems write it, within stated limits. */
public final class CaseJsonReader {

    /** How many properties an object around a package may have at most. */
    private static final int MAX_AROUND = 8;

    /** How many objects and lists may stand around a package. */
    private static final int WRAPPINGS = 3;

    /** How many packages may come in one file. */
    private static final int MOST_TOGETHER = 1_000;

    /** How a file begins that is a single package. */
    private static final Pattern FIRST_DOCUMENT =
            Pattern.compile("\\uFEFF?\\s*\\{\\s*\"(CFDocument|CFItems|CFAssociations|CFDefinitions)\"");

    private final int maxBytes;
    private final int maxItems;
    private final int maxAssociations;

    /**
     * @param maxBytes the most bytes a file may have
     * @param maxItems the most items a package may have
     * @param maxAssociations the most associations a package may have
     */
    public CaseJsonReader(int maxBytes, int maxItems, int maxAssociations) {
        this.maxBytes = maxBytes;
        this.maxItems = maxItems;
        this.maxAssociations = maxAssociations;
    }

    /**
     * The package that these bytes are; empty after an error was remarked.
     *
     * @param bytes one JSON document
     * @param sourceName the file or address it came from; makes derived identifiers unique where the document names nothing itself
     */
    public Optional<ReadPackage> read(byte[] bytes, String sourceName, Remarks remarks) {
        try {
            return Optional.of(packageOf(JsonFile.of(bytes, maxBytes, remarks), sourceName, remarks));
        } catch (Refusal refusal) {
            remarks.error(refusal.code(), refusal.pointer(), refusal.said());
        } catch (JacksonException e) {
            remarks.error("unreadable-json", "", "This is no JSON that can be read: " + Reasons.of(e) + ".");
        }
        return Optional.empty();
    }

    /**
     * What {@link CaseJsonWriter} wrote in CASE 1.1, read again without mending anything.
     *
     * @param bytes one package, or a part of one
     * @return empty where something departs from what is written there
     */
    public Optional<CFPackage> readWritten(byte[] bytes, String sourceName) {
        return StrictReading.read(
                bytes, rest -> read(rest, sourceName, Silence.SILENCE).map(ReadPackage::pkg));
    }

    /** The packages of a list of several, in at most one object around it; empty for any other file. */
    public List<PackageInFile> several(byte[] bytes) {
        if (!mayHoldSeveral(bytes)) {
            return List.of();
        }
        try {
            JsonFile file = JsonFile.of(bytes, maxBytes, Silence.SILENCE);
            Place list = file.root();
            String at = "";
            if (file.isObject(list)) {
                Map<String, Place> properties = file.properties(list);
                if (properties.size() > MAX_AROUND || hasDocument(properties)) {
                    return List.of();
                }
                for (Map.Entry<String, Place> inner : properties.entrySet()) {
                    if (file.isList(inner.getValue())) {
                        list = inner.getValue();
                        at = "/" + Fields.escaped(inner.getKey());
                        break;
                    }
                }
            }
            return file.isList(list) ? parts(file, list, at) : List.of();
        } catch (Refusal | JacksonException e) {
            return List.of(); // whoever reads it says what is wrong
        }
    }

    private static List<PackageInFile> parts(JsonFile file, Place list, String at) {
        List<PackageInFile> parts = new ArrayList<>();
        Places elements = file.elements(list, MOST_TOGETHER, at);
        for (int i = 0; i < elements.size(); i++) {
            if (!holdsDocument(file, elements.get(i), 1)) {
                return List.of();
            }
            parts.add(new PackageInFile(at + "/" + i, file.bytes(elements.get(i))));
        }
        return parts;
    }

    /** Whether the file begins like a list, or like an object whose first value is one; nearly every package says so at once. */
    private static boolean mayHoldSeveral(byte[] bytes) {
        String head = new String(bytes, 0, Math.min(bytes.length, 4096), StandardCharsets.UTF_8);
        return !FIRST_DOCUMENT.matcher(head).lookingAt();
    }

    /**
     * Two packages that {@link CaseJsonWriter} wrote in CASE 1.1; what says the same in both is read once and is one object.
     *
     * @return both in their order; empty where something departs from what is written there
     */
    public Optional<List<CFPackage>> readWritten(byte[] one, byte[] other, String sourceName) {
        return readWritten(one, sourceName)
                .flatMap(first -> ReadingBeside.read(other, one, first, text -> readWritten(text, sourceName))
                        .map(second -> List.of(first, second)));
    }

    /** The same of one package, with the texts of its objects as they stand there. */
    public Optional<WrittenPackage> readWrittenTexts(byte[] bytes, String sourceName) {
        return readWritten(bytes, sourceName).map(pkg -> WrittenPackage.of(pkg, bytes));
    }

    private ReadPackage packageOf(JsonFile file, String sourceName, Remarks remarks) {
        return packageIn(file, file.root(), "", sourceName, remarks, WRAPPINGS);
    }

    /** What stands in a list that is no package's own; one with many things in it is something else than CASE. */
    private static Places fewElements(JsonFile file, Place list, String at) {
        try {
            return file.elements(list, MAX_AROUND, at);
        } catch (Refusal _) {
            throw new Refusal(
                    "not-case", at, "Expected one CASE package, found a list of more than " + MAX_AROUND + " values.");
        }
    }

    /** The package at this place, or in the one object that is wrapped around it, in its turn perhaps a list of one. */
    private ReadPackage packageIn(
            JsonFile file, Place place, String at, String sourceName, Remarks remarks, int wrappings) {
        if (file.isList(place)) {
            Places elements = fewElements(file, place, at);
            if (elements.size() == 1 && wrappings > 0) {
                remarks.repair("wrapped-object", at, "Unwrapped the only element of a list.");
                return packageIn(file, elements.get(0), at + "/0", sourceName, remarks, wrappings - 1);
            }
            boolean packages = elements.size() > 1 && holdsDocument(file, elements.get(0), 0);
            throw new Refusal(
                    "not-case",
                    at,
                    packages
                            ? "Expected one CASE package, found " + elements.size()
                                    + ". Give each a file of its own; nothing was taken."
                            : "Expected one CASE package, found a list of " + elements.size() + " values.");
        }
        Map<String, Place> properties = file.isObject(place) ? file.properties(place) : Map.of();
        if (hasDocument(properties)) {
            return new PackageReading(file, properties, at, maxItems, maxAssociations, remarks).read(sourceName);
        }
        if (wrappings > 0 && properties.size() <= MAX_AROUND) {
            for (Map.Entry<String, Place> inner : properties.entrySet()) {
                if (holdsDocument(file, inner.getValue(), wrappings - 1)) {
                    remarks.repair(
                            "wrapped-object",
                            at,
                            "Unwrapped the " + Texts.quoted(inner.getKey())
                                    + (properties.size() == 1 ? "." : "; left out what stands beside it."));
                    String inside = at + "/" + Fields.escaped(inner.getKey());
                    return packageIn(file, inner.getValue(), inside, sourceName, remarks, wrappings - 1);
                }
            }
        }
        throw new Refusal("not-case", at, whatItIs(file, place, properties));
    }

    private static boolean hasDocument(Map<String, Place> properties) {
        return properties.keySet().stream()
                        .anyMatch(name -> name.equalsIgnoreCase("CFDocument") || name.equals("lsDoc"))
                || properties.containsKey("document")
                        && (properties.containsKey("CFItems") || properties.containsKey("items"));
    }

    /** Whether a package stands here, in a list or in so many objects around it; several packages in a list count too. */
    private static boolean holdsDocument(JsonFile file, Place place, int wrappings) {
        if (file.isList(place)) {
            Places elements = file.elements(place, Integer.MAX_VALUE, "");
            return elements.size() > 0
                    && elements.size() <= MAX_AROUND
                    && holdsDocument(file, elements.get(0), wrappings - 1);
        }
        if (!file.isObject(place)) {
            return false;
        }
        Map<String, Place> properties = file.properties(place);
        return hasDocument(properties)
                || wrappings > 0
                        && properties.size() <= MAX_AROUND
                        && properties.values().stream().anyMatch(inner -> holdsDocument(file, inner, wrappings - 1));
    }

    /**
     * The package that holds a single object of one, as a server answers when it is asked for an item or for an item's associations; a whole
     * package where it is one. Empty after an error was remarked.
     *
     * @param address where it came from
     */
    public Optional<ReadPackage> readItem(byte[] bytes, String address, Remarks remarks) {
        try {
            JsonFile file = JsonFile.of(bytes, maxBytes, remarks);
            Place root = file.root();
            Map<String, Place> properties = file.isObject(root) ? file.properties(root) : new LinkedHashMap<>();
            if (hasDocument(properties) || properties.containsKey("CFPackage")) {
                return Optional.of(packageOf(file, address, remarks));
            }
            @Nullable Place wrapped = properties.get("CFItem");
            Place item = wrapped == null ? root : wrapped;
            if (!(file.isObject(item) && file.tree(item, "") instanceof ObjectNode object)
                    || !object.has("fullStatement")) {
                remarks.error("not-case", "", "Expected a CFItem, found " + whatItIs(file, root, properties));
                return Optional.empty();
            }
            byte[] around = around(object, address, file.bytes(item), associations(file, properties));
            return read(around, address, remarks);
        } catch (Refusal refusal) {
            remarks.error(refusal.code(), refusal.pointer(), refusal.said());
        } catch (JacksonException e) {
            remarks.error("unreadable-json", "", "This is no JSON that can be read: " + Reasons.of(e) + ".");
        }
        return Optional.empty();
    }

    private static byte[] associations(JsonFile file, Map<String, Place> properties) {
        @Nullable Place associations = properties.get("CFAssociations");
        return associations == null || !file.isList(associations)
                ? "[]".getBytes(StandardCharsets.UTF_8)
                : file.bytes(associations);
    }

    private static byte[] around(ObjectNode item, String address, byte[] itemBytes, byte[] associations) {
        JsonNode link = item.path("CFDocumentURI");
        ObjectNode document = JsonMapper.shared()
                .createObjectNode()
                .put("identifier", link.path("identifier").asString(""))
                .put("uri", link.path("uri").asString(address))
                .put("title", link.path("title").asString(""));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (Object part : new Object[] {
            "{\"CFDocument\":" + document + ",\"CFItems\":[", itemBytes, "],\"CFAssociations\":", associations, "}"
        }) {
            out.writeBytes(part instanceof byte[] raw ? raw : part.toString().getBytes(StandardCharsets.UTF_8));
        }
        return out.toByteArray();
    }

    private static String whatItIs(JsonFile file, Place root, Map<String, Place> properties) {
        if (properties.containsKey("imsx_codeMajor") || properties.containsKey("imsx_StatusInfo")) {
            return "Expected a CASE package, found a server's answer that it could not give one: "
                    + Texts.quoted(
                            file.tree(root, "").findPath("imsx_description").asString("no description"))
                    + ".";
        }
        if (properties.containsKey("CFDocuments")) {
            return "Expected a CASE package, found a list of documents; ask the server for CFPackages/ and a document's identifier.";
        }
        if (properties.containsKey("fullStatement") || properties.containsKey("CFPackageURI")) {
            return "Expected a CASE package, found a single object of one; ask the server for CFPackages/ and the document's identifier.";
        }
        String found = file.isObject(root) ? "an object" : file.isList(root) ? "a list" : "a single value";
        return "Expected a CASE package (an object with a CFDocument), found " + found + " without one.";
    }
}
