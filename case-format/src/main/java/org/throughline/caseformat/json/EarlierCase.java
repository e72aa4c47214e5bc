package org.throughline.caseformat.json;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.Set;
import org.throughline.caseformat.model.AssociationType;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.json.JsonFactory;

/**
 * Turns the text of a package in strict CASE 1.1, as {@link CaseJsonWriter} wrote it, into the text that it writes in CASE 1.0, value by value
 * and without a model between: what came with 1.1 is passed over. Byte for byte the same as reading the package and writing it in 1.0.
 */
public final class EarlierCase {
    private static final JsonFactory JSON = new JsonFactory();

    private static final String EXTENSIONS = "extensions";
    private static final String TYPE = "associationType";

    /** What came with 1.1 beside extensions, by the part of the package that it stands in; nothing else in that part has such a name. */
    private static final Map<String, Set<String>> LATER = Map.of(
            "CFDocument", Set.of("frameworkType", "caseVersion"),
            "CFItems", Set.of("subject", "subjectURI"),
            "CFAssociations", Set.of("notes", "targetType"));

    private final JsonParser in;
    private final JsonGenerator out;
    private int depth;
    private String part = "";

    private EarlierCase(JsonParser in, JsonGenerator out) {
        this.in = in;
        this.out = out;
    }

    /**
     * Reads the one text and writes the other; both streams stay open.
     *
     * @throws IOException where a stream fails
     */
    public static void write(InputStream strict, OutputStream earlier) throws IOException {
        try (JsonParser in = JSON.createParser(ObjectReadContext.empty(), strict);
                JsonGenerator out = JSON.createGenerator(ObjectWriteContext.empty(), new OpenStream(earlier))) {
            new EarlierCase(in, out).copy();
        } catch (JacksonIOException e) {
            throw e.getCause();
        }
        earlier.flush();
    }

    private void copy() {
        for (JsonToken token = in.nextToken(); token != null; token = in.nextToken()) {
            switch (token) {
                case START_OBJECT -> {
                    depth++;
                    out.writeStartObject();
                }
                case END_OBJECT -> {
                    depth--;
                    out.writeEndObject();
                }
                case START_ARRAY -> {
                    depth++;
                    out.writeStartArray();
                }
                case END_ARRAY -> {
                    depth--;
                    out.writeEndArray();
                }
                case PROPERTY_NAME -> property(in.currentName());
                case VALUE_STRING ->
                    out.writeString(in.getStringCharacters(), in.getStringOffset(), in.getStringLength());
                case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> out.writeNumber(in.getString());
                case VALUE_TRUE -> out.writeBoolean(true);
                case VALUE_FALSE -> out.writeBoolean(false);
                case VALUE_NULL -> out.writeNull();
                default -> throw new IllegalStateException("no token of a whole text: " + token);
            }
        }
    }

    private void property(String name) {
        if (depth == 1) {
            part = name;
        }
        if (name.equals(EXTENSIONS) || LATER.getOrDefault(part, Set.of()).contains(name)) {
            in.nextToken();
            in.skipChildren();
            return;
        }
        out.writeName(name);
        if (name.equals(TYPE)) {
            in.nextToken();
            out.writeString(earlier(in.getString()));
        }
    }

    private static String earlier(String type) {
        AssociationType written = AssociationType.ofWire(type)
                .orElseThrow(() -> new IllegalStateException("strict CASE has no type " + type));
        return CaseJsonWriter.earlier(written).wire();
    }
}
