package org.throughline.server.frameworks;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What somebody typed into a search field, as {@code frameworks.find_items} takes it. Every word must begin a word of the code or the statement;
 * in scripts that write without spaces a run of signs may stand anywhere. What looks like a code ({@code EPT.1.2}) is looked for at the beginning
 * of codes, and only where no code begins so among the words.
 */
final class ItemSearch {
    private static final int MOST_WORDS = 8;
    private static final int MOST_SIGNS = 100;

    /** What stands in a greater share of all statements is left to be looked for in what other words found. */
    private static final double COMMON = 0.2;

    private static final Pattern CODE = Pattern.compile("[\\p{L}\\p{N}]+([.:/_-][\\p{L}\\p{N}]+)*[.:/_-]?");

    private final List<String> words;
    private final List<String> unspaced;
    private final Set<String> rare;
    private final String code;
    private final boolean codeAlone;

    /** @param share the share of all statements in which a word begins so, in [0, 1] */
    ItemSearch(String typed, ToDoubleFunction<String> share) {
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
        this.words = parts.stream()
                .filter(part -> !isUnspaced(part))
                .map(word -> word.toLowerCase(Locale.ROOT))
                .distinct()
                .toList();
        this.rare = rare(words, share);
    }

    /** The words that leave most out, at least one of them. */
    private static Set<String> rare(List<String> words, ToDoubleFunction<String> share) {
        Map<String, Double> shares = new HashMap<>();
        words.forEach(word -> shares.put(word, share.applyAsDouble(word)));
        Set<String> rare = new HashSet<>(words);
        rare.removeIf(word -> shares.getOrDefault(word, 0.0) > COMMON);
        if (rare.isEmpty()) {
            words.stream()
                    .min(Comparator.<String>comparingDouble(word -> shares.getOrDefault(word, 0.0))
                            .thenComparing(word -> -word.length()))
                    .ifPresent(rare::add);
        }
        return Set.copyOf(rare);
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

    /** The words that an index is asked for. */
    String rareWords() {
        return query(words.stream().filter(rare::contains));
    }

    /**
     * The same with every word but the last as it stands: whoever typed another behind it has finished it. Empty where that is no other question.
     */
    String rareWholeWords() {
        List<String> finished = words.subList(0, Math.max(0, words.size() - 1)).stream()
                .filter(rare::contains)
                .toList();
        if (finished.isEmpty()) {
            return "";
        }
        String last = words.getLast();
        return Stream.concat(
                        finished.stream().map(word -> "'" + word + "'"),
                        rare.contains(last) ? Stream.of(query(Stream.of(last))) : Stream.empty())
                .collect(Collectors.joining(" & "));
    }

    /** The other words: looked for only in what the rare ones found. */
    String commonWords() {
        return query(words.stream().filter(word -> !rare.contains(word)));
    }

    /** A tsquery: each word is letters and digits only, so that nothing of the query language can come in; quotes keep it one word. */
    private static String query(Stream<String> words) {
        return words.map(word -> "'" + word + "':*").collect(Collectors.joining(" & "));
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
