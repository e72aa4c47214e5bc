package org.throughline.credentials.samples;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A value in JSON text, where it stands in it. Read by hand, so that a change can be made to the letters and not only to the meaning.
 *
 * @param parent  the object or array that it stands in; null for the whole
 * @param from  where its entry begins: in an object at the key
 * @param start  where the value itself begins
 * @param end  behind the value
 * @param key  the key in quotes as it is written; null in an array
 * @param inside  what stands in it
 */
record JsonSpot(
        @Nullable JsonSpot parent,
        int from,
        int start,
        int end,
        @Nullable String key,
        char kind,
        List<JsonSpot> inside) {

    /** Every value of well-formed JSON text, the whole first. */
    static List<JsonSpot> all(String text) {
        List<JsonSpot> all = new ArrayList<>();
        collect(new Reading(text).value(null, null, -1), all);
        return all;
    }

    private static void collect(JsonSpot spot, List<JsonSpot> all) {
        all.add(spot);
        spot.inside().forEach(inner -> collect(inner, all));
    }

    boolean isText() {
        return kind == '"';
    }

    boolean isNumber() {
        return kind == '-' || kind >= '0' && kind <= '9';
    }

    boolean isObject() {
        return kind == '{';
    }

    boolean isArray() {
        return kind == '[';
    }

    String value(String text) {
        return text.substring(start, end);
    }

    private static final class Reading {
        private final String text;
        private int at;

        Reading(String text) {
            this.text = text;
        }

        JsonSpot value(@Nullable JsonSpot parent, @Nullable String key, int from) {
            space();
            int start = at;
            char kind = text.charAt(at);
            List<JsonSpot> inside = new ArrayList<>();
            JsonSpot begun = new JsonSpot(parent, from < 0 ? start : from, start, start, key, kind, inside);
            if (kind == '{' || kind == '[') {
                at++;
                children(begun, kind == '{' ? '}' : ']', inside);
            } else if (kind == '"') {
                string();
            } else {
                while (at < text.length() && ",]} \t\r\n".indexOf(text.charAt(at)) < 0) {
                    at++;
                }
            }
            return new JsonSpot(parent, begun.from, start, at, key, kind, inside);
        }

        private void children(JsonSpot parent, char close, List<JsonSpot> inside) {
            for (space(); text.charAt(at) != close; space()) {
                if (text.charAt(at) == ',') {
                    at++;
                    space();
                }
                int from = at;
                String key = null;
                if (close == '}') {
                    key = string();
                    space();
                    at++;
                }
                inside.add(value(parent, key, from));
            }
            at++;
        }

        private String string() {
            int start = at++;
            while (text.charAt(at) != '"') {
                at += text.charAt(at) == '\\' ? 2 : 1;
            }
            return text.substring(start, ++at);
        }

        private void space() {
            while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
                at++;
            }
        }
    }
}
