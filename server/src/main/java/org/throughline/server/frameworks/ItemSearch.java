package org.throughline.server.frameworks;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What somebody typed into a search field, as a condition on {@code frameworks.items i}. Every word must begin a word of the code or
 * the statement; in scripts that write without spaces a run of characters may stand anywhere. What looks like a code ({@code EPT.1.2})
 * is looked for at the beginning of codes alone.
 */
final class ItemSearch {
    private static final int MOST_WORDS = 8;

    private static final Pattern CODE = Pattern.compile("[\\p{L}\\p{N}]+([.:/_-][\\p{L}\\p{N}]+)+");

    private final List<String> words;
    private final List<String> unspaced;
    private final String code;

    ItemSearch(String typed) {
        String whole = typed.strip();
        this.code = CODE.matcher(whole).matches() && whole.codePoints().anyMatch(Character::isDigit) ? whole : "";
        List<String> parts = Arrays.stream(typed.strip().split("[^\\p{L}\\p{M}\\p{N}]+"))
                .filter(part -> !part.isEmpty())
                .limit(MOST_WORDS)
                .toList();
        this.unspaced = parts.stream().filter(ItemSearch::isUnspaced).toList();
        this.words = parts.stream().filter(part -> !isUnspaced(part)).toList();
    }

    boolean isEmpty() {
        return words.isEmpty() && unspaced.isEmpty() && code.isEmpty();
    }

    String condition() {
        if (!code.isEmpty()) {
            return "starts_with(lower(i.code), lower(:code))";
        }
        StringBuilder condition = new StringBuilder("true");
        if (!words.isEmpty()) {
            condition.append(" and i.search @@ to_tsquery('simple', :words)");
        }
        for (int n = 0; n < unspaced.size(); n++) {
            condition.append(" and position(:run").append(n).append(" in i.statement) > 0");
        }
        return condition.toString();
    }

    Map<String, Object> parameters() {
        if (!code.isEmpty()) {
            return Map.of("code", code);
        }
        Map<String, Object> parameters = new LinkedHashMap<>();
        if (!words.isEmpty()) {
            // each word is letters and digits only, so that nothing of the query language can come in; quotes keep it
            // one word
            parameters.put(
                    "words", words.stream().map(word -> "'" + word + "':*").collect(Collectors.joining(" & ")));
        }
        for (int n = 0; n < unspaced.size(); n++) {
            parameters.put("run" + n, unspaced.get(n));
        }
        return parameters;
    }

    private static boolean isUnspaced(String part) {
        return part.codePoints()
                .anyMatch(c -> Character.isIdeographic(c)
                        || Character.UnicodeScript.of(c) == Character.UnicodeScript.HIRAGANA
                        || Character.UnicodeScript.of(c) == Character.UnicodeScript.KATAKANA
                        || Character.UnicodeScript.of(c) == Character.UnicodeScript.THAI);
    }
}
