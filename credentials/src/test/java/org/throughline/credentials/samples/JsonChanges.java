package org.throughline.credentials.samples;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.throughline.credentials.tree.JsonText;

/** Single changes to JSON text, each at one place: to a value, a key, the order, the type, the letters. */
final class JsonChanges {

    private static final List<String> VALUES = List.of(
            "\"\"",
            "\"y\"",
            "7",
            "-0",
            "1e400",
            "true",
            "false",
            "null",
            "[]",
            "{}",
            "[null]",
            "\"https://riverbend.example/x\"",
            "\"did:example:other\"",
            "\"_:b0\"",
            "\"2026-01-15T08:00:00Z\"",
            "{\"id\":\"urn:x:y\"}",
            "{\"@id\":\"urn:x:y\"}",
            "{\"@value\":\"y\"}",
            "{\"@value\":\"y\",\"@language\":\"en\"}",
            "{\"@list\":[\"y\"]}",
            "{\"@set\":[\"y\"]}");
    private static final List<String> KEYS = List.of(
            "grade",
            "@grade",
            "@id",
            "@type",
            "@graph",
            "@included",
            "@index",
            "@nest",
            "@reverse",
            "@context",
            "@version",
            "id",
            "type",
            "name",
            "description",
            "image",
            "url",
            "email",
            "evidence",
            "alignment",
            "result",
            "validUntil",
            "expires",
            "created",
            "domain",
            "challenge",
            "nonce",
            "previousProof",
            "credentialStatus",
            "credentialSchema",
            "termsOfUse",
            "refreshService",
            "endorsement",
            "holder",
            "https://riverbend.example/x",
            "xsd:string",
            "vc",
            "iss",
            "exp",
            "aud",
            "kid",
            "crit",
            "_sd",
            "cnf");
    private static final List<String> CONTEXTS = List.of(
            "\"https://www.w3.org/ns/credentials/v2\"",
            "\"https://www.w3.org/2018/credentials/v1\"",
            "\"https://purl.imsglobal.org/spec/ob/v3p0/context.json\"",
            "\"https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.1.json\"",
            "\"https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json\"",
            "\"https://purl.imsglobal.org/spec/ob/v3p0/extensions.json\"",
            "\"https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json\"",
            "\"https://w3id.org/security/suites/ed25519-2020/v1\"",
            "\"https://w3id.org/security/data-integrity/v2\"",
            "\"https://riverbend.example/context.json\"",
            "{\"name\":\"https://schema.org/alternateName\"}",
            "{\"@vocab\":\"https://riverbend.example/terms#\"}",
            "{\"@language\":\"en\"}",
            "null");

    /** Letters that look like others. */
    private static final String LOOKS = "aeopcxyijsABEHKMOPTX0l1";

    private static final String LIKE = "аеорсхуіјѕАВЕНКМОРТХОІl";

    private static final String[] HIDDEN = {
        "\u200B", "\u00A0", "\u202E", "\u2066", "\uFEFF", "\u00AD", "\u0301", "\u0000", "\uFFFF", "\uD83D\uDE00"
    };

    private JsonChanges() {}

    /** One change, made by chance; null when what chance chose has no meaning at that place. */
    static @Nullable Change any(String text, Random random) {
        List<JsonSpot> spots = JsonSpot.all(text);
        JsonSpot spot = spots.get(random.nextInt(spots.size()));
        return switch (random.nextInt(12)) {
            case 0 -> value(text, spot, pick(VALUES, random), "value");
            case 1 -> {
                String other = spots.get(random.nextInt(spots.size())).value(text);
                // in the place of the whole it would be another document, which may well be valid
                yield spot.parent() == null ? null : value(text, spot, other, "value from elsewhere");
            }
            case 2 -> remove(text, spot);
            case 3 -> rename(text, spot, random);
            case 4 -> duplicate(text, spot, random);
            case 5 -> insert(text, spot, random);
            case 6 -> swap(text, spot, random);
            case 7 -> wrap(text, spot, random);
            case 8 -> type(text, spot);
            case 9, 10 -> letters(text, spot, random);
            default -> random.nextInt(4) == 0 ? outside(text, random) : context(text, spot, random);
        };
    }

    private static Change value(String text, JsonSpot spot, String other, String what) {
        return new Change(what, text.substring(0, spot.start()) + other + text.substring(spot.end()));
    }

    private static @Nullable Change remove(String text, JsonSpot spot) {
        JsonSpot parent = spot.parent();
        if (parent == null) {
            return null;
        }
        int end = spot.end();
        int from = spot.from();
        int comma = end;
        while (" \t\r\n".indexOf(text.charAt(comma)) >= 0) {
            comma++;
        }
        if (text.charAt(comma) == ',') {
            end = comma + 1;
        } else {
            int before = from - 1;
            while (" \t\r\n".indexOf(text.charAt(before)) >= 0) {
                before--;
            }
            from = text.charAt(before) == ',' ? before : from;
        }
        return new Change("removed", text.substring(0, from) + text.substring(end));
    }

    private static @Nullable Change rename(String text, JsonSpot spot, Random random) {
        String key = spot.key();
        if (key == null) {
            return null;
        }
        String bare = key.substring(1, key.length() - 1);
        String other = switch (random.nextInt(6)) {
            case 0 -> pick(KEYS, random);
            case 1 -> bare + "x";
            case 2 -> "@" + bare;
            case 3 -> letter(bare, random);
            case 4 -> bare + pick(List.of(HIDDEN), random);
            default -> bare.toUpperCase(Locale.ROOT);
        };
        return new Change(
                "key renamed",
                text.substring(0, spot.from()) + quoted(other) + text.substring(spot.from() + key.length()));
    }

    private static @Nullable Change duplicate(String text, JsonSpot spot, Random random) {
        if (spot.parent() == null) {
            return null;
        }
        String entry = text.substring(spot.from(), spot.end());
        String key = spot.key();
        if (key == null) {
            return new Change(
                    "element twice", text.substring(0, spot.end()) + "," + entry + text.substring(spot.end()));
        }
        String other = random.nextBoolean() ? entry : key + ":" + pick(VALUES, random);
        if (random.nextInt(3) == 0) {
            other = "\"" + "\\u%04x".formatted((int) key.charAt(1)) + key.substring(2) + ":" + spot.value(text);
        }
        return random.nextBoolean()
                ? new Change("key twice", text.substring(0, spot.from()) + other + "," + text.substring(spot.from()))
                : new Change("key twice", text.substring(0, spot.end()) + "," + other + text.substring(spot.end()));
    }

    private static @Nullable Change insert(String text, JsonSpot spot, Random random) {
        if (!spot.isObject() && !spot.isArray()) {
            return null;
        }
        String entry = spot.isObject() ? quoted(pick(KEYS, random)) + ":" + pick(VALUES, random) : pick(VALUES, random);
        boolean first = random.nextBoolean();
        String separator = spot.inside().isEmpty() ? "" : ",";
        int at = first ? spot.start() + 1 : spot.end() - 1;
        return new Change(
                "inserted",
                text.substring(0, at) + (first ? entry + separator : separator + entry) + text.substring(at));
    }

    private static @Nullable Change swap(String text, JsonSpot spot, Random random) {
        int size = spot.inside().size();
        if (size < 2) {
            return null;
        }
        int i = random.nextInt(size - 1);
        int j = i + 1 + random.nextInt(size - 1 - i);
        JsonSpot one = spot.inside().get(i);
        JsonSpot other = spot.inside().get(j);
        boolean entries = spot.isArray() || random.nextInt(3) == 0;
        int oneStart = entries ? one.from() : one.start();
        int otherStart = entries ? other.from() : other.start();
        return new Change(
                entries ? "order" : "values swapped",
                text.substring(0, oneStart)
                        + text.substring(otherStart, other.end())
                        + text.substring(one.end(), otherStart)
                        + text.substring(oneStart, one.end())
                        + text.substring(other.end()));
    }

    private static @Nullable Change wrap(String text, JsonSpot spot, Random random) {
        String value = spot.value(text);
        if (spot.isArray() && random.nextBoolean()) {
            return spot.inside().size() == 1
                    ? value(text, spot, spot.inside().getFirst().value(text), "unwrapped")
                    : null;
        }
        return value(
                text,
                spot,
                switch (random.nextInt(6)) {
                    case 0 -> "[" + value + "]";
                    case 1 -> "[[" + value + "]]";
                    case 2 -> "{\"@value\":" + value + "}";
                    case 3 -> "{\"id\":" + value + "}";
                    case 4 -> "{\"@list\":[" + value + "]}";
                    default -> "{\"@set\":[" + value + "]}";
                },
                "wrapped");
    }

    private static @Nullable Change type(String text, JsonSpot spot) {
        String value = spot.value(text);
        if (spot.isNumber()) {
            return value(text, spot, "\"" + value + "\"", "number as text");
        }
        if (spot.isText()) {
            String bare = value.substring(1, value.length() - 1);
            return bare.matches("-?[1-9][0-9]{0,14}|0|true|false|null")
                    ? value(text, spot, bare, "text as number")
                    : null;
        }
        return spot.isObject() || spot.isArray() ? null : value(text, spot, "\"" + value + "\"", "word as text");
    }

    private static @Nullable Change letters(String text, JsonSpot spot, Random random) {
        String value = spot.value(text);
        if (spot.isNumber()) {
            return switch (random.nextInt(6)) {
                case 0 -> value(text, spot, value + ".0", "number form");
                case 1 -> value(text, spot, value + "e0", "number form");
                case 2 -> value(text, spot, value + "0e-1", "number form");
                case 3 -> value(text, spot, value + "1", "number");
                case 4 -> value(text, spot, value + ".5", "number");
                default -> value(text, spot, "-" + value, "number");
            };
        }
        if (!spot.isText() || value.length() < 3) {
            return null;
        }
        String bare = value.substring(1, value.length() - 1);
        if (bare.indexOf('\\') >= 0) {
            return value(text, spot, quoted("x" + bare), "letters");
        }
        int at = random.nextInt(bare.length());
        return switch (random.nextInt(12)) {
            case 0 -> value(text, spot, quoted(" " + bare), "white space in text");
            case 1 -> value(text, spot, quoted(bare + pick(List.of(" ", "\n", "\t"), random)), "white space in text");
            case 2 ->
                value(text, spot, quoted(bare.substring(0, at) + " " + bare.substring(at)), "white space in text");
            case 3 -> value(text, spot, quoted(letter(bare, random)), "letter");
            case 4 -> value(text, spot, quoted(look(bare, at)), "look-alike");
            case 5 ->
                value(
                        text,
                        spot,
                        quoted(bare.substring(0, at) + pick(List.of(HIDDEN), random) + bare.substring(at)),
                        "hidden character");
            case 6 ->
                value(
                        text,
                        spot,
                        "\"" + bare.substring(0, at) + "\\u%04x".formatted((int) bare.charAt(at))
                                + bare.substring(at + 1) + "\"",
                        "escaped");
            case 7 -> value(text, spot, quoted(moment(bare)), "moment");
            case 8 -> value(text, spot, quoted(address(bare, random)), "address");
            case 9 -> value(text, spot, quoted(bare.substring(0, at) + bare.substring(at + 1)), "letter gone");
            case 10 ->
                value(
                        text,
                        spot,
                        "\"" + bare.substring(0, at) + "\\ud800" + bare.substring(at) + "\"",
                        "half a character");
            default -> value(text, spot, quoted(Normalizer.normalize(bare + "é", Normalizer.Form.NFD)), "look-alike");
        };
    }

    private static String letter(String bare, Random random) {
        int at = random.nextInt(bare.length());
        char c = bare.charAt(at);
        char other = Character.isLetter(c) && random.nextBoolean()
                ? Character.isUpperCase(c) ? Character.toLowerCase(c) : Character.toUpperCase(c)
                : (char) (33 + random.nextInt(94));
        return bare.substring(0, at) + other + bare.substring(at + 1);
    }

    private static String look(String bare, int from) {
        for (int i = 0; i < bare.length(); i++) {
            int at = (from + i) % bare.length();
            int like = LOOKS.indexOf(bare.charAt(at));
            if (like >= 0) {
                return bare.substring(0, at) + LIKE.charAt(like) + bare.substring(at + 1);
            }
        }
        return bare + "а";
    }

    private static String moment(String bare) {
        return bare.matches("[0-9]{4}-.*Z")
                ? List.of(
                                bare.replace("Z", "+00:00"),
                                bare.replace("Z", ".000Z"),
                                bare.toLowerCase(Locale.ROOT),
                                bare.replace('T', ' '),
                                bare.replace("Z", ""))
                        .get(bare.hashCode() & 3)
                : "2026-01-15T08:00:01Z";
    }

    private static String address(String bare, Random random) {
        return switch (random.nextInt(7)) {
            case 0 -> bare + "/";
            case 1 -> bare + "#";
            case 2 -> bare + "?x";
            case 3 -> bare.replace("https:", "http:") + "%20";
            case 4 -> bare.replaceFirst(":", ":%s".formatted("%41"));
            case 5 -> bare.replaceFirst("://([^/]+)", "://$1:443") + "";
            default -> bare.toUpperCase(Locale.ROOT);
        };
    }

    private static @Nullable Change context(String text, JsonSpot spot, Random random) {
        JsonSpot list = spot;
        for (JsonSpot at : JsonSpot.all(text)) {
            if ("\"@context\"".equals(at.key()) && at.isArray() && random.nextInt(3) > 0) {
                list = at;
                break;
            }
        }
        if (!"\"@context\"".equals(list.key())
                || !list.isArray()
                || list.inside().isEmpty()) {
            return null;
        }
        JsonSpot one = list.inside().get(random.nextInt(list.inside().size()));
        String other = pick(CONTEXTS, random);
        return random.nextBoolean()
                ? value(text, one, other, "another context")
                : new Change(
                        "one context more", text.substring(0, one.end()) + "," + other + text.substring(one.end()));
    }

    private static Change outside(String text, Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> new Change("around", text + " ");
            case 1 -> new Change("around", "\n" + text);
            case 2 -> new Change("around", text + "x");
            case 3 -> new Change("around", text + "{}");
            case 4 -> new Change("around", "\uFEFF" + text);
            default -> new Change("laid out", text.replaceFirst(":", " :\n\t"));
        };
    }

    private static String quoted(String bare) {
        StringBuilder out = new StringBuilder();
        JsonText.quote(bare, out);
        return out.toString();
    }

    static <T> T pick(List<T> list, Random random) {
        return list.get(random.nextInt(list.size()));
    }

    /**
     * Something with one change.
     *
     * @param what  the kind of change
     */
    record Change(String what, String text) {}
}
