package org.throughline.server.faults;

import java.time.Duration;
import java.util.List;

/**
 * How a fault went.
 *
 * @param cycles how often it was done
 * @param acknowledged acts that the server had acknowledged by then
 * @param lost acknowledged acts that are gone
 * @param twice what is there more than once
 * @param worst the longest time from the fault to the next acknowledged act
 * @param wrong everything else that was not as it must be
 */
record Outcome(
        String fault,
        int cycles,
        long acknowledged,
        List<String> lost,
        List<String> twice,
        Duration worst,
        List<String> wrong) {
    Outcome {
        lost = List.copyOf(lost);
        twice = List.copyOf(twice);
        wrong = List.copyOf(wrong);
    }

    boolean holds() {
        return lost.isEmpty() && twice.isEmpty() && wrong.isEmpty();
    }

    static String table(List<Outcome> outcomes) {
        StringBuilder table = new StringBuilder(String.format(
                "%n%-66s %6s %12s %5s %10s %14s  %s%n",
                "fault", "cycles", "acknowledged", "lost", "duplicates", "worst recovery", ""));
        for (Outcome each : outcomes) {
            table.append(String.format(
                    "%-66s %6d %12d %5d %10d %12.1f s  %s%n",
                    each.fault,
                    each.cycles,
                    each.acknowledged,
                    each.lost.size(),
                    each.twice.size(),
                    each.worst.toMillis() / 1000.0,
                    each.holds() ? "holds" : "DOES NOT HOLD"));
        }
        for (Outcome each : outcomes) {
            each.lost.stream()
                    .limit(5)
                    .forEach(line -> table.append("lost: ").append(line).append('\n'));
            each.twice.stream()
                    .limit(5)
                    .forEach(line -> table.append("twice: ").append(line).append('\n'));
            each.wrong.stream()
                    .limit(5)
                    .forEach(line ->
                            table.append(each.fault).append(": ").append(line).append('\n'));
        }
        return table.toString();
    }
}
