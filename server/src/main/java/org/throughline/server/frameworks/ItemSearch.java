package org.throughline.server.frameworks;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What somebody typed into a search field, as {@code frameworks.find_items} takes it. Every word must begin a word of the code or the statement;
 * in scripts that write without spaces a run of signs may stand anywhere. What looks like a code ({@code EPT.1.2}) is looked for at the beginning
 * of codes, and only where no code begins so among the words.
 */
final class ItemSearch {
    private static final int MOST_WORDS = 8;
    private static final int MOST_SIGNS = 100;

    private static final Pattern CODE = Pattern.compile("[\\p{L}\\p{N}]+([.:/_-][\\p{L}\\p{N}]+)*[.:/_-]?");

    private final List<String> words;
    private final List<String> unspaced;
    private final String code;
    private final boolean codeAlone;

    ItemSearch(String typed) {
        String whole = typed.strip();
        this.code = CODE.matcher(whole).matches() ? whole : "";
        this.codeAlone = !code.isEmpty()
                && whole.codePoints().anyMatch(Character::isDigit)
                && whole.codePoints().anyMatch(c -> ".:/_-".indexOf(c) >= 0);
        List<String> parts = Arrays.stream(whole.split("[^\\p{L}\\p{M}\\p{N}]+"))
                .filter(part -> !part.isEmpty())
                .limit(MOST_WORDS)
                .toList();
        this.unspaced = parts.stream()
                .filter(ItemSearch::isUnspaced)
                .map(run -> run.length() > MOST_SIGNS ? run.substring(0, MOST_SIGNS) : run)
                .toList();
        this.words = parts.stream().filter(part -> !isUnspaced(part)).toList();
    }

    boolean isEmpty() {
        return words.isEmpty() && unspaced.isEmpty() && code.isEmpty();
    }

    /** The beginning of a code, or empty where it can't be one. */
    String code() {
        return code;
    }

    /** Whether it looks so much like a code that words come only where no code begins so. */
    boolean isCodeAlone() {
        return codeAlone;
    }

    /**
     * The words as a tsquery: each is letters and digits only, so that nothing of the query language can come in; quotes keep it one word.
     */
    String words() {
        return words.stream()
                .map(word -> "'" + word.toLowerCase(Locale.ROOT) + "':*")
                .collect(Collectors.joining(" & "));
    }

    String firstWord() {
        return words.isEmpty() ? unspaced.isEmpty() ? "" : unspaced.getFirst() : words.getFirst();
    }

    /** Runs of signs in scripts without spaces. */
    List<String> runs() {
        return unspaced;
    }

    private static boolean isUnspaced(String part) {
        return part.codePoints()
                .anyMatch(c -> Character.isIdeographic(c)
                        || switch (Character.UnicodeScript.of(c)) {
                            case HIRAGANA, KATAKANA, THAI, LAO, KHMER, MYANMAR -> true;
                            default -> false;
                        });
    }
}
