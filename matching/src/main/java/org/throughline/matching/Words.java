package org.throughline.matching;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;

/**
 * A text taken apart.
 *
 * @param counts how often each stem stands in it
 * @param surface how each stem is first spelled, in lower case; none for what stands there only as a fragment of a word
 */
record Words(Map<String, Integer> counts, Map<String, String> surface) {
    private static final int SHORTEST_GRAM = 3;
    private static final int LONGEST_GRAM = 5;

    /** Cuts and stems texts of one language. */
    static Words of(List<String> texts, String language) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        Map<String, String> surface = new HashMap<>();
        for (String text : texts) {
            try (TokenStream tokens = Language.analyser(text, language).tokenStream("text", text)) {
                CharTermAttribute stem = tokens.addAttribute(CharTermAttribute.class);
                OffsetAttribute offset = tokens.addAttribute(OffsetAttribute.class);
                tokens.reset();
                while (tokens.incrementToken()) {
                    counts.merge(stem.toString(), 1, Integer::sum);
                    if (!isFragment(text, offset.startOffset(), offset.endOffset())) {
                        surface.putIfAbsent(
                                stem.toString(),
                                text.substring(offset.startOffset(), offset.endOffset())
                                        .toLowerCase(Locale.ROOT));
                    }
                }
                tokens.end();
            } catch (IOException e) {
                throw new UncheckedIOException("a text in memory could not be read", e);
            }
        }
        return new Words(counts, surface);
    }

    /** Whether what stands there is a short piece of a word with hyphens, such as the {@code de} of {@code de-energized}. */
    private static boolean isFragment(String text, int start, int end) {
        return end - start < SHORTEST_GRAM
                && (isHyphen(text, start - 1) && isLetter(text, start - 2)
                        || isHyphen(text, end) && isLetter(text, end + 1));
    }

    private static boolean isHyphen(String text, int at) {
        return at >= 0 && at < text.length() && "-\u2010\u2011".indexOf(text.charAt(at)) >= 0;
    }

    private static boolean isLetter(String text, int at) {
        return at >= 0 && at < text.length() && Character.isLetter(text.charAt(at));
    }

    /** Letters and digits in lower case, everything else one space: what is left of a text when only its words matter. */
    static String plain(String text) {
        String lower = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        return lower.replaceAll("[^\\p{L}\\p{M}\\p{N}]+", " ").strip();
    }

    /** Names each sequence of 3 to 5 characters in a word (its ends marked by a space), as often as it stands there. */
    static void grams(String word, Consumer<String> gram) {
        String padded = " " + word + " ";
        for (int length = SHORTEST_GRAM; length <= LONGEST_GRAM; length++) {
            for (int i = 0; i + length <= padded.length(); i++) {
                gram.accept(padded.substring(i, i + length));
            }
        }
    }

    /** The stems in the order in which they stand. */
    List<String> stems() {
        return new ArrayList<>(counts.keySet());
    }
}
