package org.throughline.credentials.tree;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Cuts embedded documents out of a larger one exactly as they were written. */
public final class EmbeddedDocuments {

    private static final JsonFactory FACTORY = JsonFactory.builder().build();

    private EmbeddedDocuments() {}

    /**
     * The texts of the values at the end of a path of properties, in their order: of an array its elements, else the value itself.
     *
     * @param text  JSON that {@link StrictJson} accepted; in anything else nothing is found
     */
    public static List<String> at(String text, String... path) {
        List<String> found = new ArrayList<>();
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            parser.nextToken();
            for (String step : path) {
                if (parser.currentToken() != JsonToken.START_OBJECT || !enter(parser, step)) {
                    return List.of();
                }
            }
            if (parser.currentToken() != JsonToken.START_ARRAY) {
                found.add(cut(parser, text));
                return found;
            }
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                found.add(cut(parser, text));
            }
        } catch (JacksonException e) {
            return List.of();
        }
        return found;
    }

    private static boolean enter(JsonParser parser, String key) {
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            boolean wanted = key.equals(parser.currentName());
            parser.nextToken();
            if (wanted) {
                return true;
            }
            parser.skipChildren();
        }
        return false;
    }

    private static String cut(JsonParser parser, String text) {
        int start = (int) parser.currentTokenLocation().getCharOffset();
        parser.skipChildren();
        parser.getString();
        return text.substring(start, (int) parser.currentLocation().getCharOffset());
    }
}
