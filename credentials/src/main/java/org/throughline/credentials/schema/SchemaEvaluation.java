package org.throughline.credentials.schema;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.throughline.credentials.tree.Tree;

/**
 * One comparison of a value with a schema (JSON Schema 2020-12 Core, sections 7 to 11, and Validation, section 6; 2019-09, draft 7, 6 and 4
 * where they differ). It stops at the first rule that is broken.
 */
final class SchemaEvaluation {

    private static final int MAX_DEPTH = 300;

    /** What it costs to ask one schema for all its rules, as against looking at one character. */
    private static final int COST = 40;

    /**
     * A rule that is broken.
     *
     * @param pointer  JSON Pointer to the place in the document
     */
    record Failure(String message, String pointer) {}

    private final SchemaDialect dialect;
    private final SchemaIndex index;
    private final Work work;
    private final Deque<String> entered = new ArrayDeque<>();
    private final Map<String, SchemaPattern> patterns = new HashMap<>();
    private final Map<String, SchemaIndex.Part> references = new HashMap<>();
    private int depth;

    private SchemaEvaluation(JsonValue schema, SchemaDialect dialect, Work work) {
        this.dialect = dialect;
        this.work = work;
        this.index = new SchemaIndex(schema, dialect, work);
    }

    /**
     * Compares.
     *
     * @throws UnusableSchemaException when the schema cannot be followed
     * @throws Work.TooMuchException when it would cost too much
     */
    static Optional<Failure> compare(JsonValue schema, SchemaDialect dialect, JsonValue value, Work work) {
        SchemaEvaluation evaluation = new SchemaEvaluation(schema, dialect, work);
        return Optional.ofNullable(evaluation.in(
                new SchemaIndex.Part(schema, evaluation.index.base(schema, "")), value, "", new LookedAt()));
    }

    /** Compares with a schema under its own address. */
    private @Nullable Failure in(SchemaIndex.Part part, JsonValue value, String pointer, LookedAt seen) {
        entered.addLast(part.base());
        try {
            return compare(part.schema(), part.base(), value, pointer, seen);
        } finally {
            entered.removeLast();
        }
    }

    /** Compares with a part of a schema that is written into the one around it. */
    private @Nullable Failure below(JsonValue schema, String around, JsonValue value, String pointer, LookedAt seen) {
        String base = index.base(schema, around);
        return base.equals(around)
                ? compare(schema, base, value, pointer, seen)
                : in(new SchemaIndex.Part(schema, base), value, pointer, seen);
    }

    private @Nullable Failure compare(JsonValue schema, String base, JsonValue value, String pointer, LookedAt seen) {
        work.spend(COST);
        if (schema == JsonValue.TRUE) {
            return null;
        }
        if (schema == JsonValue.FALSE) {
            return new Failure("Nothing may stand here", pointer);
        }
        if (!(schema instanceof JsonObject rules)) {
            throw new UnusableSchemaException("it has a part that is no schema");
        }
        if (++depth > MAX_DEPTH) {
            throw new UnusableSchemaException("it refers to itself without end");
        }
        try {
            work.spend(rules.size());
            LookedAt here = new LookedAt();
            Failure failure = new Rules(rules, base, value, pointer, here).broken();
            if (failure == null) {
                work.spend(seen.addAll(here));
            }
            return failure;
        } finally {
            depth--;
        }
    }

    private SchemaIndex.Part part(String reference, String base) {
        String key = base + " " + reference;
        SchemaIndex.Part known = references.get(key);
        if (known == null) {
            known = index.at(reference, base);
            references.put(key, known);
        }
        return known;
    }

    private SchemaPattern pattern(String text) {
        SchemaPattern known = patterns.get(text);
        if (known == null) {
            known = SchemaPattern.of(text, work);
            patterns.put(text, known);
        }
        return known;
    }

    /** Whether two values are the same (Core, section 4.2.2): numbers by what they are worth. */
    private boolean same(JsonValue one, JsonValue other) {
        work.spend(1);
        if (one instanceof JsonNumber left && other instanceof JsonNumber right) {
            return left.bigDecimalValue().compareTo(right.bigDecimalValue()) == 0;
        }
        if (one instanceof JsonArray left && other instanceof JsonArray right) {
            if (left.size() != right.size()) {
                return false;
            }
            for (int i = 0; i < left.size(); i++) {
                if (!same(left.get(i), right.get(i))) {
                    return false;
                }
            }
            return true;
        }
        if (one instanceof JsonObject left && other instanceof JsonObject right) {
            return left.keySet().equals(right.keySet())
                    && left.entrySet().stream()
                            .allMatch(entry ->
                                    same(entry.getValue(), right.getOrDefault(entry.getKey(), JsonValue.NULL)));
        }
        if (one instanceof JsonString left && other instanceof JsonString right) {
            work.spend(left.getString().length() / 16);
            return left.getString().equals(right.getString());
        }
        return one.getValueType() == other.getValueType()
                && one.getValueType() != JsonValue.ValueType.ARRAY
                && one.getValueType() != JsonValue.ValueType.OBJECT;
    }

    /** The rules of one schema object for one value. */
    private final class Rules {
        private final JsonObject rules;
        private final String base;
        private final JsonValue value;
        private final String pointer;
        private final LookedAt seen;

        Rules(JsonObject rules, String base, JsonValue value, String pointer, LookedAt seen) {
            this.rules = rules;
            this.base = base;
            this.value = value;
            this.pointer = pointer;
            this.seen = seen;
        }

        @Nullable
        Failure broken() {
            Failure failure = references();
            if (failure != null || dialect.refAlone() && rules.containsKey("$ref")) {
                return failure;
            }
            failure = ofAnyValue();
            if (failure == null) {
                failure = combined();
            }
            if (failure == null) {
                failure = switch (value) {
                    case JsonNumber number -> ofNumber(number.bigDecimalValue());
                    case JsonString text -> ofText(text.getString());
                    case JsonArray array -> ofArray(array);
                    case JsonObject object -> ofObject(object);
                    default -> null;
                };
            }
            return failure;
        }

        private @Nullable Failure references() {
            Failure failure = null;
            if (rules.containsKey("$ref")) {
                failure = in(part(reference("$ref"), base), value, pointer, seen);
            }
            if (failure == null && dialect == SchemaDialect.DRAFT_2020_12 && rules.containsKey("$dynamicRef")) {
                failure = in(dynamic(reference("$dynamicRef")), value, pointer, seen);
            }
            if (failure == null && dialect == SchemaDialect.DRAFT_2019_09 && rules.containsKey("$recursiveRef")) {
                failure = in(recursive(), value, pointer, seen);
            }
            return failure;
        }

        private String reference(String key) {
            return Tree.text(rules, key)
                    .orElseThrow(() -> new UnusableSchemaException("it has a " + key + " that is no text"));
        }

        private SchemaIndex.Part dynamic(String reference) {
            SchemaIndex.Part part = part(reference, base);
            String name = reference.substring(reference.indexOf('#') + 1);
            return reference.indexOf('#') >= 0 && index.isDynamic(part.base(), name)
                    ? index.outermost(name, entered).orElse(part)
                    : part;
        }

        private SchemaIndex.Part recursive() {
            if (index.isRecursive(base)) {
                for (String address : entered) {
                    if (index.isRecursive(address)) {
                        return part("#", address);
                    }
                }
            }
            return part("#", base);
        }

        private @Nullable Failure ofAnyValue() {
            if (rules.containsKey("type")) {
                List<String> types = Tree.texts(rules, "type");
                if (types.stream().noneMatch(this::isOf)) {
                    return broken("This should be of the type " + String.join(" or ", types));
                }
            }
            if (rules.get("enum") instanceof JsonArray allowed
                    && allowed.stream().noneMatch(one -> same(one, value))) {
                return broken("This is none of the values that are allowed here");
            }
            JsonValue constant = rules.get("const");
            if (constant != null && dialect != SchemaDialect.DRAFT_4 && !same(constant, value)) {
                return broken("This is not the one value that is allowed here");
            }
            return null;
        }

        private boolean isOf(String type) {
            return switch (type) {
                case "string" -> value instanceof JsonString;
                case "object" -> value instanceof JsonObject;
                case "array" -> value instanceof JsonArray;
                case "boolean" -> value == JsonValue.TRUE || value == JsonValue.FALSE;
                case "null" -> value == JsonValue.NULL;
                case "number" -> value instanceof JsonNumber;
                case "integer" ->
                    value instanceof JsonNumber number
                            && number.bigDecimalValue().stripTrailingZeros().scale() <= 0;
                default -> throw new UnusableSchemaException("it has the unknown type " + type);
            };
        }

        private @Nullable Failure combined() {
            for (JsonValue part : parts("allOf")) {
                Failure failure = below(part, base, value, pointer, seen);
                if (failure != null) {
                    return failure;
                }
            }
            if (rules.containsKey("anyOf")) {
                int fitting = fitting("anyOf", !index.tellsWhatIsLeft());
                if (fitting == 0) {
                    return broken("This is as none of the forms that are allowed here (anyOf)");
                }
            }
            if (rules.containsKey("oneOf")) {
                int fitting = fitting("oneOf", false);
                if (fitting != 1) {
                    return broken("This should be as exactly one of the forms that are allowed here (oneOf), but is as "
                            + fitting);
                }
            }
            JsonValue not = rules.get("not");
            if (not != null && below(not, base, value, pointer, new LookedAt()) == null) {
                return broken("This is as it must not be (not)");
            }
            JsonValue condition = rules.get("if");
            if (condition == null || dialect.compareTo(SchemaDialect.DRAFT_7) < 0) {
                return null;
            }
            boolean fits = below(condition, base, value, pointer, seen) == null;
            JsonValue then = rules.get(fits ? "then" : "else");
            return then == null ? null : below(then, base, value, pointer, seen);
        }

        private int fitting(String key, boolean oneIsEnough) {
            int fitting = 0;
            for (JsonValue part : parts(key)) {
                if (below(part, base, value, pointer, seen) == null) {
                    fitting++;
                    if (oneIsEnough) {
                        return fitting;
                    }
                }
            }
            return fitting;
        }

        private List<JsonValue> parts(String key) {
            JsonValue parts = rules.get(key);
            if (parts == null) {
                return List.of();
            }
            if (!(parts instanceof JsonArray array)) {
                throw new UnusableSchemaException("its " + key + " is no list");
            }
            return array;
        }

        private @Nullable Failure ofNumber(BigDecimal number) {
            boolean draft4 = dialect == SchemaDialect.DRAFT_4;
            if (rules.get("multipleOf") instanceof JsonNumber of
                    && of.bigDecimalValue().signum() > 0
                    && number.remainder(of.bigDecimalValue()).signum() != 0) {
                return broken("This number should be a multiple of " + of);
            }
            if (rules.get("maximum") instanceof JsonNumber most) {
                int compared = number.compareTo(most.bigDecimalValue());
                if (compared > 0 || draft4 && compared == 0 && rules.get("exclusiveMaximum") == JsonValue.TRUE) {
                    return broken("This number is larger than " + most);
                }
            }
            if (rules.get("minimum") instanceof JsonNumber least) {
                int compared = number.compareTo(least.bigDecimalValue());
                if (compared < 0 || draft4 && compared == 0 && rules.get("exclusiveMinimum") == JsonValue.TRUE) {
                    return broken("This number is smaller than " + least);
                }
            }
            if (!draft4
                    && rules.get("exclusiveMaximum") instanceof JsonNumber below
                    && number.compareTo(below.bigDecimalValue()) >= 0) {
                return broken("This number should be smaller than " + below);
            }
            if (!draft4
                    && rules.get("exclusiveMinimum") instanceof JsonNumber above
                    && number.compareTo(above.bigDecimalValue()) <= 0) {
                return broken("This number should be larger than " + above);
            }
            return null;
        }

        private @Nullable Failure ofText(String text) {
            if (rules.containsKey("maxLength") || rules.containsKey("minLength")) {
                work.spend(text.length());
                Failure failure = counted(text.codePointCount(0, text.length()), "Length", "characters");
                if (failure != null) {
                    return failure;
                }
            }
            if (rules.containsKey("pattern") && !pattern(reference("pattern")).finds(text, work)) {
                return broken("This text does not fit the pattern " + reference("pattern"));
            }
            Optional<String> format = Tree.text(rules, "format");
            return format.isPresent() && !SchemaFormats.has(format.get(), text, work)
                    ? broken("This text is no " + format.get())
                    : null;
        }

        private @Nullable Failure counted(int count, String of, String what) {
            BigDecimal number = BigDecimal.valueOf(count);
            if (rules.get("max" + of) instanceof JsonNumber most && number.compareTo(most.bigDecimalValue()) > 0) {
                return broken("This has " + count + " " + what + ", and at most " + most + " are allowed");
            }
            if (rules.get("min" + of) instanceof JsonNumber least && number.compareTo(least.bigDecimalValue()) < 0) {
                return broken("This has " + count + " " + what + ", and at least " + least + " are needed");
            }
            return null;
        }

        private @Nullable Failure ofArray(JsonArray array) {
            work.spend(array.size());
            Failure failure = counted(array.size(), "Items", "elements");
            if (failure == null) {
                failure = items(array);
            }
            if (failure == null) {
                failure = contains(array);
            }
            if (failure == null && rules.get("uniqueItems") == JsonValue.TRUE && repeats(array)) {
                failure = broken("This list has one element twice");
            }
            JsonValue left = rules.get("unevaluatedItems");
            if (failure == null && left != null && !dialect.refAlone()) {
                for (int i = 0; i < array.size() && failure == null; i++) {
                    if (!seen.hasItem(i)) {
                        failure = item(left, array, i);
                    }
                }
            }
            return failure;
        }

        private @Nullable Failure items(JsonArray array) {
            boolean newest = dialect == SchemaDialect.DRAFT_2020_12;
            JsonValue items = rules.get("items");
            List<JsonValue> first = newest ? parts("prefixItems") : items instanceof JsonArray row ? row : List.of();
            JsonValue rest = newest || !(items instanceof JsonArray) ? items : rules.get("additionalItems");
            for (int i = 0; i < array.size(); i++) {
                JsonValue schema = i < first.size() ? first.get(i) : rest;
                Failure failure = schema == null ? null : item(schema, array, i);
                if (failure != null) {
                    return failure;
                }
            }
            return null;
        }

        private @Nullable Failure item(JsonValue schema, JsonArray array, int i) {
            Failure failure = below(schema, base, array.get(i), pointer + "/" + i, new LookedAt());
            if (failure == null && index.tellsWhatIsLeft()) {
                seen.item(i);
            }
            return failure;
        }

        private @Nullable Failure contains(JsonArray array) {
            JsonValue wanted = rules.get("contains");
            if (wanted == null || dialect == SchemaDialect.DRAFT_4) {
                return null;
            }
            int found = 0;
            for (int i = 0; i < array.size(); i++) {
                if (below(wanted, base, array.get(i), pointer + "/" + i, new LookedAt()) == null) {
                    found++;
                    if (dialect == SchemaDialect.DRAFT_2020_12) {
                        seen.item(i);
                    }
                }
            }
            boolean counts = !dialect.refAlone();
            BigDecimal number = BigDecimal.valueOf(found);
            BigDecimal least =
                    counts && rules.get("minContains") instanceof JsonNumber n ? n.bigDecimalValue() : BigDecimal.ONE;
            boolean tooMany = counts
                    && rules.get("maxContains") instanceof JsonNumber most
                    && number.compareTo(most.bigDecimalValue()) > 0;
            return tooMany || number.compareTo(least) < 0
                    ? broken("Of the elements of this list " + found + " are as some of them should be (contains)")
                    : null;
        }

        private boolean repeats(JsonArray array) {
            for (int i = 0; i < array.size(); i++) {
                for (int j = 0; j < i; j++) {
                    if (same(array.get(i), array.get(j))) {
                        return true;
                    }
                }
            }
            return false;
        }

        private @Nullable Failure ofObject(JsonObject object) {
            work.spend(object.size());
            Failure failure = counted(object.size(), "Properties", "properties");
            if (failure == null) {
                failure = required(object, Tree.texts(rules, "required"));
            }
            if (failure == null) {
                failure = dependent(object);
            }
            if (failure == null) {
                failure = properties(object);
            }
            JsonValue names = rules.get("propertyNames");
            if (failure == null && names != null && dialect != SchemaDialect.DRAFT_4) {
                for (String name : object.keySet()) {
                    if (below(names, base, Tree.string(name), pointer, new LookedAt()) != null) {
                        return broken("No property may be called \"" + name + "\"");
                    }
                }
            }
            JsonValue left = rules.get("unevaluatedProperties");
            if (failure == null && left != null && !dialect.refAlone()) {
                for (String name : object.keySet()) {
                    if (failure == null && !seen.hasProperty(name)) {
                        failure = property(left, object, name);
                    }
                }
            }
            return failure;
        }

        private @Nullable Failure required(JsonObject object, List<String> names) {
            for (String name : names) {
                work.spend(1);
                if (!object.containsKey(name)) {
                    return broken("\"" + name + "\" should be here, but is missing");
                }
            }
            return null;
        }

        private @Nullable Failure dependent(JsonObject object) {
            Set<String> keys =
                    dialect.refAlone() ? Set.of("dependencies") : Set.of("dependentRequired", "dependentSchemas");
            for (String key : keys) {
                JsonObject all = Tree.object(rules, key).orElse(JsonValue.EMPTY_JSON_OBJECT);
                for (Map.Entry<String, JsonValue> one : all.entrySet()) {
                    work.spend(1);
                    if (object.containsKey(one.getKey())) {
                        Failure failure = one.getValue() instanceof JsonArray
                                ? required(object, Tree.texts(all, one.getKey()))
                                : below(one.getValue(), base, value, pointer, seen);
                        if (failure != null) {
                            return failure;
                        }
                    }
                }
            }
            return null;
        }

        private @Nullable Failure properties(JsonObject object) {
            JsonObject named = Tree.object(rules, "properties").orElse(JsonValue.EMPTY_JSON_OBJECT);
            JsonObject patterned = Tree.object(rules, "patternProperties").orElse(JsonValue.EMPTY_JSON_OBJECT);
            JsonValue others = rules.get("additionalProperties");
            for (String name : object.keySet()) {
                work.spend(1);
                boolean known = named.containsKey(name);
                Failure failure = known ? property(named.getOrDefault(name, JsonValue.TRUE), object, name) : null;
                for (Map.Entry<String, JsonValue> one : patterned.entrySet()) {
                    if (failure == null && pattern(one.getKey()).finds(name, work)) {
                        known = true;
                        failure = property(one.getValue(), object, name);
                    }
                }
                if (failure == null && !known && others != null) {
                    failure = others == JsonValue.FALSE
                            ? new Failure(
                                    "The property \"" + name + "\" is not allowed here", pointer + Tree.step(name))
                            : property(others, object, name);
                }
                if (failure != null) {
                    return failure;
                }
            }
            return null;
        }

        private @Nullable Failure property(JsonValue schema, JsonObject object, String name) {
            work.spend((pointer.length() + name.length()) / 16);
            Failure failure = below(
                    schema, base, object.getOrDefault(name, JsonValue.NULL), pointer + Tree.step(name), new LookedAt());
            if (failure == null && index.tellsWhatIsLeft()) {
                seen.property(name);
            }
            return failure;
        }

        private Failure broken(String message) {
            return new Failure(message, pointer);
        }
    }
}
