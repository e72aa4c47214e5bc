package org.throughline.caseformat.json;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.throughline.caseformat.check.Remarks;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * One JSON document in memory as its bytes. It is gone through once to see that it is whole and within the limits; after that, values are
 * found by their {@link Place} and become trees one at a time, so that a large file never stands in memory as a tree.
 */
final class JsonFile {

    /** The most bytes of one object of a list, such as one item with everything in it. */
    static final int MAX_OBJECT_BYTES = 2 * 1024 * 1024;

    private static final int MAX_DEPTH = 64;
    private static final int MAX_PROPERTIES = 10_000;
    private static final int MAX_NAME_CHARACTERS = 1_000;
    private static final int MAX_STRING_CHARACTERS = 1 << 20;
    private static final int MAX_NUMBER_CHARACTERS = 100;

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxStringLength(MAX_STRING_CHARACTERS)
                            .maxNumberLength(MAX_NUMBER_CHARACTERS)
                            .maxNameLength(MAX_NAME_CHARACTERS)
                            .build())
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private final byte[] bytes;

    private JsonFile(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * The file of these bytes.
     *
     * @throws Refusal where they are no whole JSON document or beyond a limit
     */
    static JsonFile of(byte[] bytes, int maxBytes, Remarks remarks) {
        JsonFile file = new JsonFile(Utf8.of(bytes, maxBytes, remarks));
        file.scan();
        return file;
    }

    /** A parser of a whole text, with the limits of every other. */
    static JsonParser parser(byte[] bytes) {
        return JSON.createParser(bytes);
    }

    Place root() {
        int start = 0;
        while (start < bytes.length && bytes[start] <= ' ' && bytes[start] >= 0) {
            start++;
        }
        return new Place(start, bytes.length);
    }

    boolean isObject(Place place) {
        return bytes[place.start()] == '{';
    }

    boolean isList(Place place) {
        return bytes[place.start()] == '[';
    }

    private boolean isContainer(Place place) {
        return isObject(place) || isList(place);
    }

    /** The bytes at this place, as they are. */
    byte[] bytes(Place place) {
        return java.util.Arrays.copyOfRange(bytes, place.start(), place.end());
    }

    /** The value at this place, which is within the limit for one object. */
    JsonNode tree(Place place, String pointer) {
        if (place.length() > MAX_OBJECT_BYTES) {
            throw new Refusal(
                    "too-large",
                    pointer,
                    "Found one value of " + place.length() + " bytes; the limit is " + MAX_OBJECT_BYTES + " (2 MiB).");
        }
        return JSON.readTree(bytes, place.start(), place.length());
    }

    /** How an object names itself. */
    record Identity(String identifier, String uri) {}

    /** The first two texts of the object at this place where these are its identifier and its address, as they nearly always are. */
    Optional<Identity> identity(Place object) {
        @Nullable String identifier = null;
        @Nullable String uri = null;
        try (JsonParser parser = JSON.createParser(bytes, object.start(), object.length())) {
            boolean is = parser.nextToken() == JsonToken.START_OBJECT;
            for (int i = 0; is && i < 2 && parser.nextToken() == JsonToken.PROPERTY_NAME; i++) {
                String name = parser.currentName();
                is = parser.nextToken() == JsonToken.VALUE_STRING;
                if (name.equals("identifier")) {
                    identifier = is ? parser.getString() : null;
                } else if (name.equals("uri")) {
                    uri = is ? parser.getString() : null;
                }
            }
        }
        return identifier == null || uri == null ? Optional.empty() : Optional.of(new Identity(identifier, uri));
    }

    /** The properties of the object at this place, by name. */
    Map<String, Place> properties(Place object) {
        Map<String, Place> properties = new LinkedHashMap<>();
        try (JsonParser parser = JSON.createParser(bytes, object.start(), object.length())) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                int start = object.start() + start(parser);
                properties.put(name, new Place(start, object.start() + end(parser)));
            }
        }
        return properties;
    }

    /**
     * The places of the elements of the list at this place.
     *
     * @throws Refusal where there are more than so many
     */
    Places elements(Place list, int most, String pointer) {
        Places places = new Places();
        try (JsonParser parser = JSON.createParser(bytes, list.start(), list.length())) {
            parser.nextToken();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                if (places.size() == most) {
                    throw new Refusal(
                            "too-large", pointer, "Found more than " + most + " elements; that is the limit.");
                }
                int start = list.start() + start(parser);
                places.add(start, list.start() + end(parser));
            }
        }
        return places;
    }

    private static int start(JsonParser parser) {
        return Math.toIntExact(parser.currentTokenLocation().getByteOffset());
    }

    private static int end(JsonParser parser) {
        parser.skipChildren();
        parser.finishToken();
        return Math.toIntExact(parser.currentLocation().getByteOffset());
    }

    /** An object whose lists and objects are left where they are, as {@link Place}s; its plain values are read. */
    tools.jackson.databind.node.ObjectNode outline(Map<String, Place> properties, Set<String> whole, String pointer) {
        tools.jackson.databind.node.ObjectNode outline = JSON.createObjectNode();
        properties.forEach((name, place) -> {
            boolean read = !isContainer(place) || whole.stream().anyMatch(name::equalsIgnoreCase);
            outline.set(
                    name,
                    read
                            ? tree(place, pointer + "/" + Fields.escaped(name))
                            : JSON.getNodeFactory().pojoNode(place));
        });
        return outline;
    }

    private void scan() {
        Deque<Set<String>> names = new ArrayDeque<>();
        String pointer = "";
        try (JsonParser parser = JSON.createParser(bytes)) {
            @Nullable JsonToken token = parser.nextToken();
            if (token == null) {
                throw new Refusal("unreadable-json", "", "This is no whole JSON document: it is empty.");
            }
            try {
                while (token != null) {
                    scanned(parser, token, names);
                    token = names.isEmpty() && parser.streamReadContext().inRoot()
                            ? nothingMore(parser)
                            : parser.nextToken();
                }
            } catch (JacksonException e) {
                pointer = pointer(parser);
                throw e;
            }
        } catch (StreamConstraintsException e) {
            throw new Refusal("too-large", pointer, "Beyond a limit of this reader: " + Reasons.of(e) + ".");
        } catch (JacksonException e) {
            throw new Refusal("unreadable-json", pointer, "This is no whole JSON document: " + Reasons.of(e) + ".");
        }
    }

    private static @Nullable JsonToken nothingMore(JsonParser parser) {
        @Nullable JsonToken more = parser.nextToken();
        if (more != null) {
            TokenStreamLocation at = parser.currentTokenLocation();
            throw new Refusal(
                    "unreadable-json",
                    "",
                    "This is no whole JSON document: after its end something else begins (line " + at.getLineNr()
                            + ", column " + at.getColumnNr() + ").");
        }
        return null;
    }

    private static void scanned(JsonParser parser, JsonToken token, Deque<Set<String>> names) {
        switch (token) {
            case START_OBJECT -> names.push(new HashSet<>());
            case END_OBJECT -> names.pop();
            case PROPERTY_NAME -> named(parser, names.element());
            case VALUE_STRING -> parser.finishToken();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser);
            default -> {}
        }
    }

    private static void named(JsonParser parser, Set<String> names) {
        String name = parser.currentName();
        if (!names.add(name)) {
            TokenStreamLocation at = parser.currentTokenLocation();
            throw new Refusal(
                    "unreadable-json",
                    pointer(parser),
                    "The property " + Texts.quoted(name) + " stands twice in one object (line " + at.getLineNr()
                            + ", column " + at.getColumnNr() + "), so nobody knows which value is meant.");
        }
        if (names.size() > MAX_PROPERTIES) {
            throw new Refusal(
                    "too-large",
                    pointer(parser),
                    "Found an object of more than " + MAX_PROPERTIES + " properties; that is the limit.");
        }
    }

    private static void number(JsonParser parser) {
        String text = parser.getStringLength() > MAX_NUMBER_CHARACTERS ? "" : parser.getString();
        int exponent = Math.max(text.indexOf('e'), text.indexOf('E'));
        if (text.isEmpty() || exponent >= 0 && text.length() - exponent > 8) {
            throw new Refusal(
                    "too-large",
                    pointer(parser),
                    "Found a number of " + parser.getStringLength() + " characters; the limits are "
                            + MAX_NUMBER_CHARACTERS + ", and 6 for an exponent.");
        }
    }

    private static String pointer(JsonParser parser) {
        return parser.streamReadContext().pathAsPointer().toString();
    }
}
