package org.throughline.server.faults;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Whether everything that must hold of an installation holds, as {@code fsck} says, running or stopped. */
final class Order {
    private Order() {}

    /** What does not hold, in fsck's words; empty when all holds. */
    static List<String> of(Path data) throws IOException, InterruptedException {
        Machine.Said said = Machine.order("fsck", "--data", data.toString());
        if (said.done()) {
            return List.of();
        }
        List<String> broken = said.words()
                .lines()
                .filter(line -> !line.startsWith("ok "))
                .limit(20)
                .map(line -> "fsck: " + line.strip())
                .toList();
        return broken.isEmpty() ? List.of("fsck ended without a word") : broken;
    }
}
