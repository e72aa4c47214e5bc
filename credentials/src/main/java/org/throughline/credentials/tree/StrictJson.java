package org.throughline.credentials.tree;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;

/**
 * JSON as strictly as a signature needs it (RFC 8259 with the restrictions of I-JSON, RFC 7493): no key twice, no lone
 * surrogate, no number that two readers may understand differently, nothing after the end, and limits on everything.
 */
public final class StrictJson {

    /** The deepest nesting of objects and arrays. */
    public static final int MAX_DEPTH = 64;

    /** The most keys in one object. */
    public static final int MAX_KEYS = 1_000;

    /** The most characters of one number. */
    public static final int MAX_NUMBER_LENGTH = 100;

    private static final int MAX_TEXT = 1 << 24;
    private static final BigDecimal MAX_SAFE_INTEGER = BigDecimal.valueOf((1L << 53) - 1);
    private static final BigDecimal MAX_DOUBLE = BigDecimal.valueOf(Double.MAX_VALUE);

    /** Kept, because looking it up for every value, as {@code Json} does, costs more than the value. */
    private static final JsonProvider JSON = JsonProvider.provider();

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNumberLength(MAX_NUMBER_LENGTH)
                    .maxStringLength(MAX_TEXT)
                    .maxNameLength(10_000)
                    .build())
            .build();

    private StrictJson() {}

    /** The text of bytes that are UTF-8 without a byte order mark; empty for anything else. */
    public static Optional<String> utf8(byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith("\uFEFF") ? Optional.empty() : Optional.of(text);
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /** Reads one JSON object, and never throws on hostile text. */
    public static Parsed parse(String text) {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return new Parsed.Refused("json-not-an-object", "A credential is one JSON object", "");
            }
            JsonObject object = object(parser);
            if (parser.nextToken() != null) {
                return new Parsed.Refused("json-malformed", "There is more text after the end of the object", "");
            }
            return new Parsed.Tree(object);
        } catch (RefusedException e) {
            return e.refused;
        } catch (StreamConstraintsException e) {
            return new Parsed.Refused("json-limits", firstSentence(e), "");
        } catch (JacksonException e) {
            return new Parsed.Refused("json-malformed", "This is not JSON: " + firstSentence(e), "");
        }
    }

    /** Reads JSON text that is one string; empty for anything else. */
    public static Optional<String> string(String text) {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            if (parser.nextToken() != JsonToken.VALUE_STRING) {
                return Optional.empty();
            }
            String value = text(parser, parser.getString());
            return parser.nextToken() == null ? Optional.of(value) : Optional.empty();
        } catch (RefusedException | JacksonException e) {
            return Optional.empty();
        }
    }

    private static JsonObject object(JsonParser parser) {
        JsonObjectBuilder builder = JSON.createObjectBuilder();
        Set<String> seen = new HashSet<>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String key = text(parser, parser.currentName());
            if (!seen.add(key)) {
                throw refuse(parser, "json-duplicate-key", "The property \"" + key + "\" stands twice in one object");
            }
            if (seen.size() > MAX_KEYS) {
                throw refuse(parser, "json-limits", "One object has more than " + MAX_KEYS + " properties");
            }
            parser.nextToken();
            builder.add(key, value(parser));
        }
        return builder.build();
    }

    private static JsonValue value(JsonParser parser) {
        JsonToken token = parser.currentToken();
        return switch (token) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> {
                JsonArrayBuilder array = JSON.createArrayBuilder();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    array.add(value(parser));
                }
                yield array.build();
            }
            case VALUE_STRING -> JSON.createValue(text(parser, parser.getString()));
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser);
            case VALUE_TRUE -> JsonValue.TRUE;
            case VALUE_FALSE -> JsonValue.FALSE;
            case VALUE_NULL -> JsonValue.NULL;
            default -> throw refuse(parser, "json-malformed", "Unexpected " + token);
        };
    }

    private static JsonValue number(JsonParser parser) {
        BigDecimal number = parser.getDecimalValue();
        if (Math.abs((long) number.precision() - number.scale()) > 400
                || number.abs().compareTo(MAX_DOUBLE) > 0) {
            throw refuse(parser, "json-limits", "The number is too large or too small to mean the same everywhere");
        }
        BigDecimal plain = number.stripTrailingZeros();
        if (plain.scale() > 0) {
            return JSON.createValue(number);
        }
        if (plain.abs().compareTo(MAX_SAFE_INTEGER) > 0) {
            throw refuse(parser, "json-limits", "The whole number is beyond 2^53, where readers begin to disagree");
        }
        return JSON.createValue(plain.longValueExact());
    }

    private static String text(JsonParser parser, String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                throw refuse(parser, "json-malformed", "A character is cut in half (lone surrogate)");
            }
        }
        return text;
    }

    private static RefusedException refuse(JsonParser parser, String code, String message) {
        String pointer = parser.streamReadContext().pathAsPointer().toString();
        return new RefusedException(new Parsed.Refused(code, message, pointer));
    }

    private static String firstSentence(JacksonException e) {
        String message = e.getOriginalMessage();
        return message == null ? "malformed" : message.lines().findFirst().orElse("malformed");
    }

    /** Carries a refusal out of the recursion, never out of this class. */
    private static final class RefusedException extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient Parsed.Refused refused;

        RefusedException(Parsed.Refused refused) {
            super(refused.message(), null, false, false);
            this.refused = refused;
        }
    }
}
