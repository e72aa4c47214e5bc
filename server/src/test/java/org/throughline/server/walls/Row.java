package org.throughline.server.walls;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One row of the matrix: a route, how to ask it, and what each caller must get. Whoever is let in to a route that changes something leaves
 * exactly one entry in the log: nothing else can be said here, except that a route changes nothing, and why.
 *
 * <pre>{@code
 * Row.post("/o/{slug}/members/{person}").at("slug", () -> college.slug()).at("person", world::newMember)
 *     .form("roles", "VIEWER").expect(Expected.roles(OWNER))
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

    @Nullable
    Value proof;

    Expected expected = caller -> Expected.Result.MISSING;
    boolean toldOnceADay;

    /** Why a route that could change something changes nothing. */
    String idle = "";

    /** The test that asserts what happens when the route does what it is for, where that cannot be had here. */
    String elsewhere = "";

    /** Where whoever is let in is led, if that is the sign-in. */
    String leadsTo = "";

    @Nullable
    Runnable before;

    @Nullable
    Consumer<Caller> afterwards;

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

    /** Asked by a program that proves which one it is: the value of the header {@code Authorization}. */
    Row proof(Supplier<String> authorization) {
        proof = new Value(authorization, true, false);
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

    /** Says that nothing is changed by this, though its method could: a look, a rehearsal. */
    Row changesNothing(String why) {
        idle = why;
        return this;
    }

    /** A look at people, who are told of it: one entry, unless they were told of the same today. */
    Row toldOnceADay() {
        toldOnceADay = true;
        return this;
    }

    /**
     * Says that what the route is for needs more than can be had here (a device, another server, a token of this machine), so that everybody is
     * refused; that it succeeds, and leaves one entry, is asserted by this test.
     */
    Row succeedsIn(String test) {
        elsewhere = test;
        return this;
    }

    /** Says that whoever is let in is led to the sign-in; everywhere else that is a refusal. */
    Row leadsTo(String address) {
        leadsTo = address;
        return this;
    }

    /** What is put right each time before somebody is let in, or refused for what they sent alone. */
    Row prepared(Runnable preparation) {
        before = preparation;
        return this;
    }

    /** What is put right each time after somebody was let in. */
    Row afterwards(Consumer<Caller> repair) {
        afterwards = repair;
        return this;
    }

    boolean couldChange() {
        return !method.equals("GET");
    }

    /** How many entries a call by somebody who is let in leaves. */
    int leaves() {
        return couldChange() && idle.isEmpty() ? 1 : 0;
    }

    /** Whether anybody is let in. */
    boolean letsAnybodyIn() {
        return Arrays.stream(Caller.values()).anyMatch(caller -> expected.of(caller) == Expected.Result.OK);
    }

    String route() {
        return method + " " + pattern;
    }

    String words() {
        return method + " " + pattern + (accept.equals("*/*") ? "" : " as " + accept);
    }

    static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
