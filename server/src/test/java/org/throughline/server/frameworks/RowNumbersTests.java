package org.throughline.server.frameworks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RowNumbersTests {
    private final List<UUID> five = Stream.generate(UUID::randomUUID).limit(5).toList();

    private static Map<UUID, Integer> known(List<UUID> order, int[] numbers) {
        Map<UUID, Integer> known = new HashMap<>();
        for (int n = 0; n < numbers.length; n++) {
            known.put(order.get(n), numbers[n]);
        }
        return known;
    }

    private static void isRising(int[] numbers) {
        for (int n = 0; n < numbers.length; n++) {
            assertThat(numbers[n]).isGreaterThan(n == 0 ? 0 : numbers[n - 1]);
        }
    }

    @Test
    void whatComesBetweenMovesNobodyOn() {
        int[] before = RowNumbers.of(five, Map.of());
        isRising(before);
        List<UUID> more = new ArrayList<>(five);
        more.add(2, UUID.randomUUID());
        more.addFirst(UUID.randomUUID());
        more.add(UUID.randomUUID());

        int[] now = RowNumbers.of(more, known(five, before));

        isRising(now);
        assertThat(known(more, now)).containsAllEntriesOf(known(five, before));
    }

    @Test
    void whoWentElsewhereAloneIsNumberedAnew() {
        int[] before = RowNumbers.of(five, Map.of());
        List<UUID> moved = List.of(five.get(4), five.get(0), five.get(1), five.get(2), five.get(3));

        int[] now = RowNumbers.of(moved, known(five, before));

        isRising(now);
        assertThat(Arrays.copyOfRange(now, 1, 5)).containsExactly(Arrays.copyOf(before, 4));
    }

    @Test
    void whereThereIsNoRoomAllAreNumberedAnew() {
        int[] tight = {0, 1, 2, 3, 4};
        List<UUID> more = new ArrayList<>(five);
        more.add(3, UUID.randomUUID());

        isRising(RowNumbers.of(more, known(five, tight)));
        isRising(RowNumbers.of(more, known(five, new int[] {1, 2, 3, Integer.MAX_VALUE - 1, Integer.MAX_VALUE})));
        more.add(UUID.randomUUID());
        isRising(RowNumbers.of(more, known(five, new int[] {1, 2, 3, 4, Integer.MAX_VALUE})));
        assertThat(RowNumbers.of(List.of(), Map.of())).isEmpty();
    }

    @Test
    void numbersRiseWhateverWasBefore() {
        Random random = new Random(7);
        List<UUID> order = new ArrayList<>();
        Map<UUID, Integer> known = new HashMap<>();
        for (int round = 0; round < 2_000; round++) {
            if (order.size() > 3 && random.nextInt(3) == 0) {
                order.add(random.nextInt(order.size()), order.remove(random.nextInt(order.size())));
            } else {
                order.add(random.nextInt(order.size() + 1), UUID.randomUUID());
            }
            int[] numbers = RowNumbers.of(order, known);
            isRising(numbers);
            known = known(order, numbers);
        }
    }
}
