package org.throughline.matching.encoder;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Cuts texts into the pieces of words that a model knows: the longest known piece first, then the longest of the rest, marked by {@code ##}
 * (WordPiece: Schuster and Nakajima 2012, as BERT does it). Signs and the characters of Chinese stand alone. Where the list of pieces has no
 * capital letter, texts are read in lower case and without accents.
 */
final class WordPieces {
    private static final int LONGEST_WORD = 100;

    private final Map<String, Integer> numbers = new HashMap<>();
    private final boolean lowerCase;
    private final int unknown;
    private final int begin;
    private final int end;

    WordPieces(List<String> vocabulary) throws UnusableEncoder {
        boolean capitals = false;
        for (int i = 0; i < vocabulary.size(); i++) {
            String piece = vocabulary.get(i);
            numbers.putIfAbsent(piece, i);
            capitals |= !piece.startsWith("[") && !piece.equals(piece.toLowerCase(Locale.ROOT));
        }
        this.lowerCase = !capitals;
        this.unknown = special("[UNK]");
        this.begin = special("[CLS]");
        this.end = special("[SEP]");
        special("[PAD]");
    }

    private int special(String piece) throws UnusableEncoder {
        Integer number = numbers.get(piece);
        if (number == null) {
            throw new UnusableEncoder("vocab.txt has no line " + piece
                    + "; expected the pieces of words of a BERT-like model, one a line");
        }
        return number;
    }

    int padding() {
        return numbers.getOrDefault("[PAD]", 0);
    }

    /** The numbers of a text's pieces between those of its begin and end, at most so many. */
    List<Integer> numbers(String text, int most) {
        List<Integer> found = new ArrayList<>(List.of(begin));
        for (String word : words(text)) {
            pieces(word, found);
            if (found.size() >= most - 1) {
                break;
            }
        }
        List<Integer> cut = new ArrayList<>(found.subList(0, Math.min(found.size(), most - 1)));
        cut.add(end);
        return cut;
    }

    private void pieces(String word, List<Integer> found) {
        if (word.length() > LONGEST_WORD) {
            found.add(unknown);
            return;
        }
        List<Integer> pieces = new ArrayList<>();
        int from = 0;
        while (from < word.length()) {
            int to = word.length();
            Integer number = null;
            while (to > from) {
                number = numbers.get((from == 0 ? "" : "##") + word.substring(from, to));
                if (number != null) {
                    break;
                }
                to--;
            }
            if (number == null) {
                found.add(unknown);
                return;
            }
            pieces.add(number);
            from = to;
        }
        found.addAll(pieces);
    }

    private List<String> words(String text) {
        String read = lowerCase
                ? Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFD)
                        .replaceAll("\\p{Mn}", "")
                : Normalizer.normalize(text, Normalizer.Form.NFC);
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        read.codePoints().forEach(c -> {
            if (Character.isWhitespace(c) || Character.isISOControl(c) || Character.isSpaceChar(c)) {
                close(word, words);
            } else if (Character.isIdeographic(c)
                    || !Character.isLetterOrDigit(c) && Character.getType(c) != Character.NON_SPACING_MARK) {
                close(word, words);
                words.add(Character.toString(c));
            } else {
                word.appendCodePoint(c);
            }
        });
        close(word, words);
        return words;
    }

    private static void close(StringBuilder word, List<String> words) {
        if (!word.isEmpty()) {
            words.add(word.toString());
            word.setLength(0);
        }
    }
}
