package org.throughline.caseformat.exchange;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Occupations that someone may have meant who gave a code, or a title, that O*NET does not know. */
final class NearCodes {

    private static final int NAMED = 3;

    private NearCodes() {}

    /** The nearest occupations, code and title, nearest first. */
    static List<String> of(String asked, Collection<Onet.Occupation> occupations) {
        String words = asked.toLowerCase(Locale.ROOT);
        boolean title = words.chars().anyMatch(Character::isLetter);
        Comparator<Onet.Occupation> nearness = title
                ? Comparator.<Onet.Occupation>comparingLong(occupation -> -wordsShared(words, occupation))
                        .thenComparing(Onet.Occupation::code)
                : Comparator.<Onet.Occupation>comparingInt(occupation -> -samePrefix(asked, occupation.code()))
                        .thenComparingInt(occupation -> distance(asked, occupation.code()))
                        .thenComparing(Onet.Occupation::code);
        return occupations.stream()
                .sorted(nearness)
                .limit(NAMED)
                .map(occupation -> occupation.code() + " " + occupation.title())
                .toList();
    }

    private static long wordsShared(String words, Onet.Occupation occupation) {
        String title = occupation.title().toLowerCase(Locale.ROOT);
        return List.of(words.split("\\W+")).stream()
                .filter(word -> word.length() > 2 && title.contains(word))
                .count();
    }

    private static int samePrefix(String left, String right) {
        int same = 0;
        while (same < Math.min(left.length(), right.length()) && left.charAt(same) == right.charAt(same)) {
            same++;
        }
        return same;
    }

    /** How far the digits at the first difference lie apart. */
    private static int distance(String left, String right) {
        int at = samePrefix(left, right);
        return at < Math.min(left.length(), right.length()) ? Math.abs(left.charAt(at) - right.charAt(at)) : 0;
    }
}
