package org.throughline.server.frameworks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Numbers by which rows are read in an order. There is room between them, so that what comes between two is numbered without touching the others,
 * and those that have a number already keep it wherever the order allows it.
 */
final class RowNumbers {
    private static final int GAP = 1 << 10;

    private RowNumbers() {}

    /**
     * A number for each, rising, from 1 on.
     *
     * @param order who is numbered; nobody twice
     * @param known the numbers of those that have one
     */
    static int[] of(List<UUID> order, Map<UUID, Integer> known) {
        int[] numbers = new int[order.size()];
        int[] had = new int[order.size()]; // 0 for none
        Arrays.setAll(had, n -> known.getOrDefault(order.get(n), 0));
        List<Integer> stays = rising(had);
        int low = 0;
        int from = 0;
        for (int next = 0; next <= stays.size(); next++) {
            int until = next < stays.size() ? stays.get(next) : order.size();
            long high = next < stays.size() ? had[until] : Math.min(Integer.MAX_VALUE, low + (until - from + 1L) * GAP);
            long step = (high - low) / (until - from + 1L);
            if (step < 1) {
                return anew(order.size());
            }
            for (int n = from; n < until; n++) {
                numbers[n] = (int) (low + step * (n - from + 1L));
            }
            if (until < order.size()) {
                numbers[until] = (int) high;
            }
            low = (int) high;
            from = until + 1;
        }
        return numbers;
    }

    private static int[] anew(int count) {
        int step = Math.min(GAP, Integer.MAX_VALUE / (count + 1));
        int[] numbers = new int[count];
        Arrays.setAll(numbers, n -> (n + 1) * step);
        return numbers;
    }

    /** The places of the most that keep their numbers, as these rise. */
    private static List<Integer> rising(int[] had) {
        int[] previous = new int[had.length];
        List<Integer> tails =
                new ArrayList<>(); // of a rising row of each length the place where the one ends that ends lowest
        for (int n = 0; n < had.length; n++) {
            if (had[n] < 1) {
                continue;
            }
            int low = 0;
            int high = tails.size();
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (had[tails.get(middle)] < had[n]) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            previous[n] = low == 0 ? -1 : tails.get(low - 1);
            if (low == tails.size()) {
                tails.add(n);
            } else {
                tails.set(low, n);
            }
        }
        List<Integer> places = new ArrayList<>();
        for (int n = tails.isEmpty() ? -1 : tails.getLast(); n >= 0; n = previous[n]) {
            places.add(n);
        }
        return places.reversed();
    }
}
