package org.throughline.caseformat.json;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.throughline.caseformat.check.Remarks;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reads the bytes of a package as other systems write it, within stated limits. */
public final class CaseJsonReader {

    private static final int MAX_DEPTH = 64;
    private static final int MAX_STRING_CHARACTERS = 1 << 20;
    private static final int MAX_NUMBER_CHARACTERS = 100;

    private final JsonMapper json;
    private final int maxItems;
    private final int maxAssociations;

    /**
     * @param maxItems the most items a package may have
     * @param maxAssociations the most associations a package may have
     */
    public CaseJsonReader(int maxItems, int maxAssociations) {
        this.maxItems = maxItems;
        this.maxAssociations = maxAssociations;
        StreamReadConstraints constraints = StreamReadConstraints.builder()
                .maxNestingDepth(MAX_DEPTH)
                .maxStringLength(MAX_STRING_CHARACTERS)
                .maxNumberLength(MAX_NUMBER_CHARACTERS)
                .build();
        this.json = JsonMapper.builder(
                        JsonFactory.builder().streamReadConstraints(constraints).build())
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                .build();
    }

    /**
     * The package that these bytes are; empty after an error was remarked.
     *
     * @param bytes one JSON document
     * @param sourceName the file or address it came from; makes derived identifiers unique where the document names nothing itself
     */
    public Optional<ReadPackage> read(byte[] bytes, String sourceName, Remarks remarks) {
        @Nullable JsonNode root = parse(bytes, remarks);
        return root == null ? Optional.empty() : packageOf(root, sourceName, remarks);
    }

    private @Nullable JsonNode parse(byte[] bytes, Remarks remarks) {
        try {
            JsonNode root = json.readTree(bytes);
            if (!root.isMissingNode()) {
                return root;
            }
            remarks.error("unreadable-json", "", "This is no whole JSON document: it is empty.");
        } catch (StreamConstraintsException e) {
            remarks.error("too-large", "", "Beyond a limit of this reader: " + reason(e) + ".");
        } catch (JacksonException e) {
            remarks.error("unreadable-json", "", "This is no whole JSON document: " + reason(e) + ".");
        }
        return null;
    }

    private static String reason(JacksonException e) {
        @Nullable TokenStreamLocation at = e.getLocation();
        @Nullable String message = e.getOriginalMessage();
        String said = message == null
                ? "no reason given"
                : message.lines().findFirst().orElse("");
        return (said.endsWith(".") ? said.substring(0, said.length() - 1) : said)
                + (at == null || at.getLineNr() < 1
                        ? ""
                        : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")");
    }

    private Optional<ReadPackage> packageOf(JsonNode root, String sourceName, Remarks remarks) {
        JsonNode inner = Inventory.unwrapped(root, "", "CFPackage", remarks);
        String at = inner == root ? "" : "/CFPackage";
        JsonNode document = inner.path("CFDocument");
        if (!(inner instanceof ObjectNode pkg) || !(document instanceof ObjectNode) || document.isEmpty()) {
            remarks.error("not-case", at, whatItIs(inner));
            return Optional.empty();
        }
        int items = inner.path("CFItems").size();
        int associations = inner.path("CFAssociations").size();
        if (items > maxItems || associations > maxAssociations) {
            remarks.error(
                    "too-large",
                    at,
                    "Found " + items + " items and " + associations + " associations; the limits are " + maxItems
                            + " and " + maxAssociations + ".");
            return Optional.empty();
        }
        return Optional.of(new PackageReading(pkg, at, sourceName, remarks).read());
    }

    /**
     * The package that holds a single object of one, as a server answers when it is asked for an item or for an item's associations; a whole
     * package where it is one. Empty after an error was remarked.
     *
     * @param address where it came from
     */
    public Optional<ReadPackage> readItem(byte[] bytes, String address, Remarks remarks) {
        @Nullable JsonNode root = parse(bytes, remarks);
        if (root == null) {
            return Optional.empty();
        }
        if (root.has("CFDocument") || root.has("CFPackage")) {
            return packageOf(root, address, remarks);
        }
        JsonNode item = root.path("CFItem").isObject() ? root.path("CFItem") : root;
        if (!item.has("fullStatement")) {
            remarks.error(
                    "not-case", "", "Expected a CFItem, found " + Fields.kind(root) + " without a fullStatement.");
            return Optional.empty();
        }
        JsonNode link = item.path("CFDocumentURI");
        ObjectNode pkg = json.createObjectNode();
        pkg.putObject("CFDocument")
                .put("identifier", link.path("identifier").asString(""))
                .put("uri", link.path("uri").asString(address))
                .put("title", link.path("title").asString(""));
        pkg.putArray("CFItems").add(item);
        JsonNode associations = root.path("CFAssociations");
        if (associations.isArray()) {
            pkg.set("CFAssociations", associations);
        }
        return packageOf(pkg, address, remarks);
    }

    private static String whatItIs(JsonNode root) {
        if (root.has("imsx_codeMajor") || root.has("imsx_StatusInfo")) {
            return "Expected a CASE package, found a server's answer that it could not give one: "
                    + Texts.quoted(root.findPath("imsx_description").asString("no description"))
                    + ".";
        }
        if (root.has("CFDocuments")) {
            return "Expected a CASE package, found a list of documents; ask the server for CFPackages/ and a document's identifier.";
        }
        if (root.has("fullStatement") || root.has("CFPackageURI")) {
            return "Expected a CASE package, found a single object of one; ask the server for CFPackages/ and the document's identifier.";
        }
        return "Expected a CASE package (an object with a CFDocument), found " + Fields.kind(root) + " without one.";
    }
}
