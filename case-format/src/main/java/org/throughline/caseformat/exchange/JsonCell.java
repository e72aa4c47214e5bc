package org.throughline.caseformat.exchange;

import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.throughline.caseformat.model.CaseIds;
import org.throughline.caseformat.model.Extensions;
import org.throughline.caseformat.model.LinkURI;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * Lists, links and extensions in one cell: as people write them where that says everything, as JSON where it does not. Reading what
 * was written gives exactly what there was.
 */
final class JsonCell {

    private static final int MAX_DEPTH = 64;
    private static final String DIVIDER = " | ";
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
            .build();

    private JsonCell() {}

    /** The list in one cell; empty for no list. */
    static String ofList(List<String> list, String divider) {
        String plain = String.join(divider, list);
        return list.isEmpty() || list(plain).equals(list) ? plain : json(out -> strings(out, list));
    }

    private static void strings(JsonGenerator out, List<String> list) {
        out.writeStartArray();
        list.forEach(out::writeString);
        out.writeEndArray();
    }

    /** The list that a cell says. */
    static List<String> list(@Nullable String cell) {
        if (cell == null || cell.isBlank()) {
            return List.of();
        }
        if (cell.startsWith("[") && cell.endsWith("]")) {
            try (JsonParser in = JSON.createParser(ObjectReadContext.empty(), cell)) {
                List<String> texts = new ArrayList<>();
                boolean whole = in.nextToken() == JsonToken.START_ARRAY;
                while (whole && in.nextToken() == JsonToken.VALUE_STRING) {
                    texts.add(in.getString());
                }
                if (whole && in.currentToken() == JsonToken.END_ARRAY && in.nextToken() == null) {
                    return texts;
                }
            } catch (JacksonException e) {
                return CellText.list(cell); // brackets that are no JSON are brackets
            }
        }
        return CellText.list(cell);
    }

    /** A link in one cell: its identifier, its address, its title. */
    static String ofLink(LinkURI link) {
        return link.identifier() + DIVIDER + link.uri() + DIVIDER + link.title();
    }

    static Optional<LinkURI> link(String cell) {
        int first = cell.indexOf(DIVIDER);
        int second = first < 0 ? -1 : cell.indexOf(DIVIDER, first + DIVIDER.length());
        if (second < 0) {
            return Optional.empty();
        }
        String uri = cell.substring(first + DIVIDER.length(), second);
        String title = cell.substring(second + DIVIDER.length());
        return CellText.identifier(cell.substring(0, first)).map(identifier -> new LinkURI(title, identifier, uri));
    }

    /** Links in one cell, as a list of links. */
    static String ofLinks(List<LinkURI> links) {
        if (links.size() == 1 && link(ofLink(links.getFirst())).equals(Optional.of(links.getFirst()))) {
            return ofLink(links.getFirst());
        }
        return links.isEmpty()
                ? ""
                : json(out -> {
                    out.writeStartArray();
                    links.forEach(link -> {
                        out.writeStartArray();
                        out.writeString(link.identifier().toString());
                        out.writeString(link.uri());
                        out.writeString(link.title());
                        out.writeEndArray();
                    });
                    out.writeEndArray();
                });
    }

    /** The links that a cell says; empty where it says none that can be understood. */
    static List<LinkURI> links(@Nullable String cell) {
        if (cell == null || cell.isBlank()) {
            return List.of();
        }
        if (!cell.startsWith("[[")) {
            return link(cell).map(List::of).orElse(List.of());
        }
        List<LinkURI> links = new ArrayList<>();
        try (JsonParser in = JSON.createParser(ObjectReadContext.empty(), cell)) {
            in.nextToken();
            while (in.nextToken() == JsonToken.START_ARRAY) {
                List<String> texts = new ArrayList<>();
                while (in.nextToken() == JsonToken.VALUE_STRING) {
                    texts.add(in.getString());
                }
                Optional<UUID> identifier = texts.size() == 3 ? CaseIds.parse(texts.getFirst()) : Optional.empty();
                if (identifier.isEmpty()) {
                    return List.of();
                }
                links.add(new LinkURI(texts.get(2), identifier.get(), texts.get(1)));
            }
            return links;
        } catch (JacksonException e) {
            return List.of();
        }
    }

    /** Extensions in one cell: a JSON object; empty for none. */
    static String ofExtensions(Extensions extensions) {
        return extensions.isEmpty()
                ? ""
                : json(out -> {
                    out.writeStartObject();
                    extensions.values().forEach((name, value) -> {
                        out.writeName(name);
                        switch (value) {
                            case Extensions.Text text -> out.writeString(text.text());
                            case Extensions.Json json -> out.writeRawValue(json.json());
                        }
                    });
                    out.writeEndObject();
                });
    }

    /** The extensions that a cell says, each value letter for letter; empty where the cell is no JSON object. */
    static Optional<Extensions> extensions(@Nullable String cell) {
        if (cell == null || cell.isBlank()) {
            return Optional.of(Extensions.NONE);
        }
        Map<String, Extensions.Value> values = new LinkedHashMap<>();
        char[] text = cell.toCharArray();
        try (JsonParser in = JSON.createParser(ObjectReadContext.empty(), text, 0, text.length)) {
            if (in.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            while (in.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = CellText.clean(in.currentName());
                if (in.nextToken() == JsonToken.VALUE_STRING) {
                    values.put(name, new Extensions.Text(CellText.clean(in.getString())));
                    continue;
                }
                int start = (int) in.currentTokenLocation().getCharOffset();
                in.skipChildren();
                in.finishToken();
                int end = (int) in.currentLocation().getCharOffset();
                values.put(name, new Extensions.Json(new String(text, start, end - start).strip()));
            }
            return in.currentToken() == JsonToken.END_OBJECT && in.nextToken() == null
                    ? Optional.of(new Extensions(values))
                    : Optional.empty();
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    private interface Steps {
        void write(JsonGenerator out);
    }

    private static String json(Steps steps) {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            steps.write(out);
        }
        return text.toString();
    }
}
