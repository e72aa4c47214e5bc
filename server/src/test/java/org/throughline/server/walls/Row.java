package org.throughline.server.walls;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One row of the matrix: a route, how to ask it, and what each caller must get.
 *
 * <pre>{@code
 * Row.post("/o/{slug}/members/{person}").at("slug", () -> college.slug()).at("person", world::newMember)
 *     .form("roles", "VIEWER").expect(Expected.roles(OWNER)).leaves(1)
 * }</pre>
 */
final class Row {
    final String method;
    final String pattern;
    final Map<String, Value> path = new LinkedHashMap<>();
    final List<Field> fields = new ArrayList<>();

    @Nullable
    Upload upload;

    String accept = "*/*";
    String query = "";
    boolean bearer;

    @Nullable
    Body body;

    Expected expected = caller -> Expected.Result.MISSING;
    int leaves;
    boolean toldOnceADay;

    /** A canary that this route gives to whoever it lets in. */
    String given = "";

    @Nullable
    Caller told;

    private Row(String method, String pattern) {
        this.method = method;
        this.pattern = pattern;
    }

    /** Where a value of a request comes from. Made once and shared by those who are refused; made anew for each who is let in, if it is used up. */
    static final class Value {
        private final Supplier<?> source;
        private final boolean usedUp;
        private final boolean object;
        private @Nullable String shared;

        Value(Supplier<?> source, boolean usedUp, boolean object) {
            this.source = source;
            this.usedUp = usedUp;
            this.object = object;
        }

        String get(boolean letIn) {
            if (letIn && usedUp) {
                return source.get().toString();
            }
            String value =
                    Optional.ofNullable(shared).orElseGet(() -> source.get().toString());
            shared = value;
            return value;
        }

        /** Something of the same form that was never here. */
        String missing() {
            String real = get(false);
            if (!object) {
                return real;
            }
            try {
                UUID.fromString(real);
                return UUID.randomUUID().toString();
            } catch (IllegalArgumentException e) {
                return "never-" + UUID.randomUUID().toString().substring(0, 8);
            }
        }
    }

    record Body(String type, Value value) {}

    record Field(String name, Value value) {}

    record Upload(String field, String fileName, Supplier<byte[]> bytes) {}

    static Row get(String pattern) {
        return new Row("GET", pattern);
    }

    static Row post(String pattern) {
        return new Row("POST", pattern);
    }

    static Row of(String method, String pattern) {
        return new Row(method, pattern);
    }

    /** A variable of the path: the object that is asked for. */
    Row at(String name, Supplier<?> value) {
        path.put(name, new Value(value, false, true));
        return this;
    }

    /** A variable of the path whose object is made anew for every caller who is let in, because the act uses it up. */
    Row fresh(String name, Supplier<?> value) {
        path.put(name, new Value(value, true, true));
        return this;
    }

    /** A variable of the path that names no object: a version, a number. */
    Row fixed(String name, Object value) {
        path.put(name, new Value(() -> value, false, false));
        return this;
    }

    /** Says that whoever is let in may see this canary: whoever has a link sees what was shared. */
    Row gives(String canary) {
        given = canary;
        return this;
    }

    /** Says that whoever is concerned by an act finds it here, with the name of who did it: the recruiter who was shown what the learner holds. */
    Row tells(Caller caller) {
        told = caller;
        return this;
    }

    /** A field of the form. */
    Row form(String name, Object value) {
        fields.add(new Field(name, new Value(() -> value, false, false)));
        return this;
    }

    /** A field that names the object, or what it belongs to. */
    Row formObject(String name, Supplier<?> value) {
        fields.add(new Field(name, new Value(value, false, true)));
        return this;
    }

    /** A field that is another one for every caller who is let in. */
    Row formFresh(String name, Supplier<?> value) {
        fields.add(new Field(name, new Value(value, true, false)));
        return this;
    }

    Row file(String field, String fileName, Supplier<byte[]> bytes) {
        upload = new Upload(field, fileName, bytes);
        return this;
    }

    /** Asked with a key of the caller, as a program does, instead of a session. */
    Row bearer() {
        bearer = true;
        return this;
    }

    Row body(String type, Supplier<?> text) {
        body = new Body(type, new Value(text, true, false));
        return this;
    }

    Row query(String words) {
        query = words;
        return this;
    }

    Row accept(String type) {
        accept = type;
        return this;
    }

    Row expect(Expected wanted) {
        expected = wanted;
        return this;
    }

    /** How many entries of the log a call by somebody who is let in leaves: one for an act, none for a look. */
    Row leaves(int count) {
        leaves = count;
        return this;
    }

    /** A look at people, who are told of it: one entry, unless they were told of the same today. */
    Row toldOnceADay() {
        toldOnceADay = true;
        return leaves(1);
    }

    String words() {
        return method + " " + pattern + (accept.equals("*/*") ? "" : " as " + accept);
    }

    static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
