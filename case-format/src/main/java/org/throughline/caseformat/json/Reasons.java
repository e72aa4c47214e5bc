package org.throughline.caseformat.json;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;

/** Why bytes are no JSON, in words for whoever has the file; the parser's own speak to whoever programs it. */
final class Reasons {

    private static final Pattern OPTION = Pattern.compile(",? (?:from )?`[^`]*`");
    private static final Pattern WORD = Pattern.compile("(?:Unrecognized|Non-standard) token '([^']{0,60})");
    private static final Pattern CONTROL = Pattern.compile("Illegal .*CTRL-CHAR, code (\\d+)");
    private static final Pattern CHARACTER =
            Pattern.compile("(?:Unexpected|Illegal) character \\(.*?code (\\d+)", Pattern.DOTALL);
    private static final Pattern CLOSE = Pattern.compile("Unexpected close marker '(.)'(?:: expected '(.)')?");

    /** What a character stands in the way of, by what the parser says behind it. */
    private static final Map<String, String> MISSING = missing();

    private Reasons() {}

    private static Map<String, String> missing() {
        Map<String, String> missing = new LinkedHashMap<>();
        missing.put("comment", "where a value or a name is missing; JSON has no comments");
        missing.put("in numeric value", "in a number, where JSON does not write it");
        missing.put("hex-digit", "where \\u wants four hexadecimal digits");
        missing.put("comma", "where a comma is missing");
        missing.put("colon", "where a colon is missing");
        missing.put("property name", "where a name in double quotes is missing");
        missing.put("expected a", "where a value is missing");
        return missing;
    }

    /** What is wrong, and on which line and column. */
    static String of(JacksonException e) {
        @Nullable TokenStreamLocation at = e.getLocation();
        String where = at == null || at.getLineNr() < 1
                ? ""
                : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")";
        return said(e) + where;
    }

    private static String said(JacksonException e) {
        @Nullable String message = e.getOriginalMessage();
        String said = message == null ? "" : message;
        if (e instanceof StreamConstraintsException) {
            return OPTION.matcher(said.lines().findFirst().orElse("")).replaceAll("");
        }
        if (e instanceof UnexpectedEndOfInputException) {
            return "it ends in the middle";
        }
        if (said.startsWith("Unrecognized character escape")) {
            return "found a backslash before something that JSON does not write with one";
        }
        return found(WORD, said)
                .map(word -> "found " + Texts.quoted(word.group(1)) + ", which is no value of JSON")
                .or(() -> found(CONTROL, said)
                        .map(control -> "found a control character of code " + control.group(1)
                                + ", which JSON does not have there"))
                .or(() -> found(CHARACTER, said)
                        .map(one -> "found " + shown(Integer.parseInt(one.group(1))) + " " + inTheWayOf(said)))
                .or(() -> found(CLOSE, said)
                        .map(close -> "found " + close.group(1)
                                + (close.group(2) == null
                                        ? " where nothing is open"
                                        : " where " + close.group(2) + " is missing")))
                .orElse("it is not written as JSON is");
    }

    private static String inTheWayOf(String said) {
        return MISSING.entrySet().stream()
                .filter(one -> said.contains(one.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("where JSON has something else");
    }

    private static String shown(int code) {
        return code > ' ' && Character.isValidCodePoint(code)
                ? Character.toString(code)
                : "a character of code " + code;
    }

    private static Optional<Matcher> found(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? Optional.of(matcher) : Optional.empty();
    }
}
