package org.throughline.caseformat.json;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Where the items and associations stand in a text that {@link CaseJsonWriter} wrote; nothing of it is read. */
final class WrittenObjects {
    private final byte[] bytes;
    private final Places items = new Places();
    private final Places associations = new Places();
    private final List<Stretch> others = new ArrayList<>();
    private int at;

    private WrittenObjects(byte[] bytes) {
        this.bytes = bytes;
    }

    /** A stretch of the text, its end excluded. */
    record Stretch(int from, int until) {}

    /** Where the elements of a list begin and end. */
    static final class Places {
        private int[] bounds = new int[256];
        private int size;

        int size() {
            return size;
        }

        int start(int number) {
            return bounds[2 * number];
        }

        int end(int number) {
            return bounds[2 * number + 1];
        }

        private void add(int start, int end) {
            if (2 * size == bounds.length) {
                bounds = Arrays.copyOf(bounds, 2 * bounds.length);
            }
            bounds[2 * size] = start;
            bounds[2 * size + 1] = end;
            size++;
        }
    }

    /** Empty where the text is not as it is written here: with white space between its parts, cut off, or no object at all. */
    static Optional<WrittenObjects> in(byte[] bytes) {
        WrittenObjects objects = new WrittenObjects(bytes);
        return objects.isPassed() ? Optional.of(objects) : Optional.empty();
    }

    byte[] text() {
        return bytes;
    }

    Places items() {
        return items;
    }

    Places associations() {
        return associations;
    }

    /** The package's other properties, each with its name. */
    List<Stretch> others() {
        return others;
    }

    private boolean isPassed() {
        if (!is('{')) {
            return false;
        }
        at++;
        while (is('"')) {
            int name = at;
            at = end(at);
            if (!is(':')) {
                return false;
            }
            String called = new String(bytes, name, at - name, StandardCharsets.UTF_8);
            at++;
            boolean passed = switch (called) {
                case "\"CFItems\"" -> isList(items);
                case "\"CFAssociations\"" -> isList(associations);
                default -> isOther(name);
            };
            if (!passed) {
                return false;
            }
            if (is('}')) {
                return at + 1 == bytes.length;
            }
            if (!is(',')) {
                return false;
            }
            at++;
        }
        return false;
    }

    private boolean isOther(int name) {
        int start = at;
        at = end(at);
        others.add(new Stretch(name, at));
        return at > start;
    }

    private boolean isList(Places places) {
        if (!is('[') || places.size() > 0) {
            return false;
        }
        at++;
        while (is('{')) {
            int start = at;
            at = end(at);
            places.add(start, at);
            if (is(',')) {
                at++;
            }
        }
        boolean ended = is(']') && bytes[at - 1] != ',';
        at++;
        return ended;
    }

    private boolean is(char expected) {
        return at < bytes.length && bytes[at] == expected;
    }

    /** Where the value ends that begins here; the end of the text where it does not. */
    private int end(int from) {
        int depth = 0;
        for (int i = from; i < bytes.length; i++) {
            switch (bytes[i]) {
                case '"' -> {
                    i = quote(i + 1);
                    if (depth == 0) {
                        return Math.min(i + 1, bytes.length);
                    }
                }
                case '{', '[' -> depth++;
                case '}', ']' -> {
                    depth--;
                    if (depth <= 0) {
                        return depth < 0 ? i : i + 1; // what stood around a number ends here
                    }
                }
                case ',' -> {
                    if (depth == 0) {
                        return i;
                    }
                }
                default -> {}
            }
        }
        return bytes.length;
    }

    private int quote(int from) {
        for (int i = from; i < bytes.length; i++) {
            if (bytes[i] == '\\') {
                i++;
            } else if (bytes[i] == '"') {
                return i;
            }
        }
        return bytes.length;
    }
}
