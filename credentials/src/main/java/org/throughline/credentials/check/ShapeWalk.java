package org.throughline.credentials.check;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.throughline.credentials.context.Iris;
import org.throughline.credentials.tree.Path;
import org.throughline.credentials.tree.Tree;

/** Compares a document with its shapes, and collects what is missing or misplaced. */
final class ShapeWalk {

    private static final int MAX_PROBLEMS = 20;
    private static final Pattern INDEX = Pattern.compile("0|[1-9][0-9]{0,17}");
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]*\\.[A-Za-z0-9_-]+");
    private static final Pattern EXTENSION = Pattern.compile("ext:[A-Za-z0-9|._-]");
    private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8}){0,12}");

    /** One thing that is not as it should be. */
    record Problem(String message, String pointer) {}

    private final List<Problem> problems = new ArrayList<>();
    private final Path path = new Path();
    private String base = "";
    private boolean formal;

    List<Problem> problems() {
        return problems;
    }

    void problem(String message, String pointer) {
        if (problems.size() < MAX_PROBLEMS) {
            problems.add(new Problem(message, pointer));
        }
    }

    /**
     * Compares an object with a shape as 1EdTech's published schemas do: what has no value is left out, and what there is one of is no
     * list. Only the subject may be a list of one, because the W3C's data model lets every credential have several.
     */
    void formalObject(JsonObject object, Shape shape, String pointer) {
        formal = true;
        object(object, shape, pointer);
        formal = false;
    }

    /** Compares an object with a shape. */
    void object(JsonObject object, Shape shape, String pointer) {
        base = pointer;
        object(object, shape);
    }

    private void object(JsonObject object, Shape shape) {
        String type = shape.type();
        if (type != null && !hasType(object, type)) {
            typeProblem(type, here());
        }
        for (Shape.Rule rule : shape.required()) {
            if (isMissing(object, rule.property())) {
                problem(
                        "\"" + rule.property() + "\" should be " + words(rule) + ", but is missing",
                        here() + Tree.step(rule.property()));
            }
        }
        for (Map.Entry<String, JsonValue> property : object.entrySet()) {
            Shape.Rule rule = shape.rules().get(property.getKey());
            if (rule != null) {
                path.enter(property.getKey());
                values(property.getValue(), rule);
                path.leave();
            } else if (shape.closed() && !property.getKey().equals("type")) {
                problem(
                        "An object of the kind " + shape.name() + " has no \"" + property.getKey() + "\"",
                        here() + Tree.step(property.getKey()));
            }
        }
    }

    private String here() {
        return base + path.pointer();
    }

    /** The object's types should include this one. */
    void type(JsonObject object, String pointer, String type) {
        if (!hasType(object, type)) {
            typeProblem(type, pointer);
        }
    }

    private void typeProblem(String type, String pointer) {
        problem("\"type\" should include " + type, pointer + "/type");
    }

    private static boolean hasType(JsonObject object, String type) {
        JsonValue types = object.get("type");
        if (!(types instanceof JsonArray array)) {
            return isText(types, type);
        }
        for (int i = 0; i < array.size(); i++) {
            if (isText(array.get(i), type)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isText(@Nullable JsonValue value, String text) {
        return value instanceof JsonString string && string.getString().equals(text);
    }

    private static boolean isMissing(JsonObject object, String property) {
        JsonValue value = object.get(property);
        return value == null || value == JsonValue.NULL || (value instanceof JsonArray array && array.isEmpty());
    }

    private void values(JsonValue value, Shape.Rule rule) {
        if (value == JsonValue.NULL) {
            if (formal) {
                problem("\"" + rule.property() + "\" should be " + words(rule) + " or left out, but is null", here());
            }
            return; // says nothing, and is asked for above where something must be said
        }
        if (!(value instanceof JsonArray array)) {
            value(value, rule);
            return;
        }
        if (!rule.many() && (array.size() > 1 || (formal && !rule.property().equals("credentialSubject")))) {
            problem(
                    "\"" + rule.property() + "\" should be " + words(rule) + ", but is a list of " + array.size(),
                    here());
        }
        for (int i = 0; i < array.size(); i++) {
            path.enter(i);
            value(array.get(i), rule);
            path.leave();
        }
    }

    private void value(JsonValue value, Shape.Rule rule) {
        switch (rule.kind()) {
            case SHAPE, REFERENCE -> {
                if (value instanceof JsonObject object) {
                    object(object, Shapes.of(rule.of()));
                } else if (rule.kind() == Shape.Kind.SHAPE || !isUri(value)) {
                    otherwise(rule);
                }
            }
            case WORD -> {
                if (!(value instanceof JsonString text) || !isWord(text.getString(), rule)) {
                    problem(
                            "\"" + rule.property() + "\" should be one of the words of " + rule.of() + ", but is "
                                    + shown(value),
                            here());
                }
            }
            default -> {
                if (!fits(value, rule)) {
                    otherwise(rule);
                }
            }
        }
    }

    private static boolean fits(JsonValue value, Shape.Rule rule) {
        return switch (rule.kind()) {
            case TEXT ->
                value instanceof JsonString text
                        && (!rule.required() || !text.getString().isBlank());
            case WORDS -> value instanceof JsonString || (value instanceof JsonObject o && o.containsKey("@value"));
            case URI -> isUri(value);
            case MOMENT ->
                value instanceof JsonString text
                        && Timestamps.read(text.getString()).isPresent();
            case LOCAL_MOMENT ->
                value instanceof JsonString text
                        && (Timestamps.read(text.getString()).isPresent()
                                || Timestamps.read(text.getString() + "Z").isPresent());
            case DATE -> value instanceof JsonString text && isDate(text.getString());
            case NUMBER -> value instanceof JsonNumber;
            case BOOLEAN -> value == JsonValue.TRUE || value == JsonValue.FALSE;
            case LANGUAGE ->
                value instanceof JsonString text
                        && LANGUAGE.matcher(text.getString()).matches();
            case TOKEN ->
                value instanceof JsonString text
                        && TOKEN.matcher(text.getString()).matches();
            case INDEX ->
                INDEX.matcher(value instanceof JsonString t ? t.getString() : value.toString())
                        .matches();
            case OBJECT -> value instanceof JsonObject;
            case WORD, SHAPE, REFERENCE -> false;
        };
    }

    private void otherwise(Shape.Rule rule) {
        problem("\"" + rule.property() + "\" should be " + words(rule), here());
    }

    private static boolean isUri(JsonValue value) {
        return value instanceof JsonString text && Iris.isAbsolute(text.getString());
    }

    private static boolean isDate(String text) {
        try {
            return LocalDate.parse(text).getYear() > 0;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static boolean isWord(String word, Shape.Rule rule) {
        return word.startsWith("ext:")
                ? rule.words().contains("ext:") && EXTENSION.matcher(word).lookingAt()
                : rule.words().contains(word);
    }

    private static String words(Shape.Rule rule) {
        String one = switch (rule.kind()) {
            case TEXT, WORDS -> "text";
            case URI -> "an absolute URI";
            case MOMENT -> "a date and time with an offset, such as 2026-01-31T12:00:00Z";
            case LOCAL_MOMENT -> "a date and time, such as 2026-01-31T12:00:00";
            case DATE -> "a date, such as 2026-01-31";
            case NUMBER -> "a number";
            case BOOLEAN -> "true or false";
            case LANGUAGE -> "a language tag, such as en-US";
            case TOKEN -> "a compact signed token";
            case INDEX -> "a whole number from 0, without sign or leading zero";
            case WORD -> "one of the words of " + rule.of();
            case OBJECT, SHAPE -> "an object";
            case REFERENCE -> "an object or its URI";
        };
        return rule.many() ? one + " (one or several)" : one.startsWith("an object") ? one.replace("an", "one") : one;
    }

    private static String shown(JsonValue value) {
        String text = value.toString();
        return text.length() > 60 ? text.substring(0, 60) + "..." : text;
    }
}
