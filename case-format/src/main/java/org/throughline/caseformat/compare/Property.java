package org.throughline.caseformat.compare;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.throughline.caseformat.model.Extensions;
import org.throughline.caseformat.model.LinkGenURI;
import org.throughline.caseformat.model.LinkURI;

/**
 * One property of a class of the standard: how it is read, how it is put into a new object, how people read it.
 *
 * @param <T> the class
 * @param <B> its builder
 * @param <V> the property's values
 */
final class Property<T, B, V extends @Nullable Object> {

    private final String name;
    private final Function<T, V> get;
    private final BiConsumer<B, V> set;
    private final @Nullable BiConsumer<B, String> setText;

    private Property(String name, Function<T, V> get, BiConsumer<B, V> set, @Nullable BiConsumer<B, String> setText) {
        this.name = name;
        this.get = get;
        this.set = set;
        this.setText = setText;
    }

    static <T, B, V extends @Nullable Object> Property<T, B, V> of(
            String name, Function<T, V> get, BiConsumer<B, V> set) {
        return new Property<>(name, get, set, null);
    }

    /** A property that is a plain text, so that people may write a third one where two are in conflict. */
    static <T, B> Property<T, B, @Nullable String> text(
            String name, Function<T, @Nullable String> get, BiConsumer<B, @Nullable String> set) {
        return new Property<>(name, get, set, set::accept);
    }

    String name() {
        return name;
    }

    boolean takesText() {
        return setText != null;
    }

    boolean same(T left, T right) {
        return Objects.equals(get.apply(left), get.apply(right));
    }

    void copy(T from, B to) {
        set.accept(to, get.apply(from));
    }

    void write(String text, B to) {
        if (setText == null) {
            throw new IllegalArgumentException(name + " is no text");
        }
        setText.accept(to, text);
    }

    @Nullable
    String words(T object) {
        return shown(get.apply(object));
    }

    /** A value as people read it; null for what is absent. */
    static @Nullable String shown(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case LinkURI link -> link.title() + " (" + link.uri() + ")";
            case LinkGenURI link -> link.title() + " (" + link.uri() + ")";
            case List<?> list when list.isEmpty() -> null;
            case List<?> list ->
                list.stream()
                        .map(one -> Objects.requireNonNullElse(shown(one), ""))
                        .collect(Collectors.joining("; "));
            case Extensions extensions when extensions.isEmpty() -> null;
            case Extensions extensions ->
                extensions.values().entrySet().stream()
                        .map(entry -> entry.getKey() + ": " + shown(entry.getValue()))
                        .collect(Collectors.joining("; "));
            case Extensions.Text text -> text.text();
            case Extensions.Json json -> json.json();
            default -> value.toString();
        };
    }

    /** What of these properties says something else. */
    static <T, B> List<PropertyChange> changes(List<Property<T, B, ?>> properties, T before, T after) {
        return properties.stream()
                .filter(property -> !property.same(before, after))
                .map(property -> change(property.name(), property.get.apply(before), property.get.apply(after)))
                .toList();
    }

    /** A change of a property that says something else; of extensions, those are told that do, and the others are passed over. */
    static PropertyChange change(String name, @Nullable Object before, @Nullable Object after) {
        return before instanceof Extensions was && after instanceof Extensions now
                ? new PropertyChange(name, shown(without(was, now)), shown(without(now, was)))
                : new PropertyChange(name, shown(before), shown(after));
    }

    private static Extensions without(Extensions all, Extensions others) {
        Map<String, Extensions.Value> left = new LinkedHashMap<>(all.values());
        left.entrySet().removeAll(others.values().entrySet());
        return new Extensions(left);
    }
}
