package org.throughline.caseformat.graph;

import java.math.BigInteger;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;
import org.throughline.caseformat.model.CFItem;

/**
 * The order in which people expect siblings: by sequence number, then by list mark or code with numbers compared as numbers
 * ({@code 1.9} before {@code 1.10}), then by statement. Items without a number or a mark come after those with one.
 */
final class ReadingOrder implements Comparator<Branch> {

    private static final Comparator<@Nullable Integer> NUMBERS = Comparator.nullsLast(Comparator.naturalOrder());

    @Override
    public int compare(Branch left, Branch right) {
        int order = NUMBERS.compare(left.sequenceNumber(), right.sequenceNumber());
        if (order == 0) {
            order = compareMarks(mark(left.child()), mark(right.child()));
        }
        if (order == 0) {
            order = left.child().fullStatement().compareTo(right.child().fullStatement());
        }
        return order != 0
                ? order
                : left.child().identifier().compareTo(right.child().identifier());
    }

    private static @Nullable String mark(CFItem item) {
        return item.listEnumeration() != null ? item.listEnumeration() : item.humanCodingScheme();
    }

    private static int compareMarks(@Nullable String left, @Nullable String right) {
        if (left == null || right == null) {
            return left == null ? (right == null ? 0 : 1) : -1;
        }
        return compareNaturally(left, right);
    }

    /** Compares two codes, runs of digits by their value and everything else by character. */
    static int compareNaturally(String left, String right) {
        int l = 0;
        int r = 0;
        while (l < left.length() && r < right.length()) {
            int leftEnd = endOfDigits(left, l);
            int rightEnd = endOfDigits(right, r);
            int order;
            if (leftEnd > l && rightEnd > r) {
                order = new BigInteger(left.substring(l, leftEnd))
                        .compareTo(new BigInteger(right.substring(r, rightEnd)));
                l = leftEnd;
                r = rightEnd;
            } else {
                order = Character.compare(left.charAt(l++), right.charAt(r++));
            }
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(left.length() - l, right.length() - r);
    }

    private static int endOfDigits(String text, int start) {
        int end = start;
        while (end < text.length() && end - start < 100 && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        return end;
    }
}
