package org.throughline.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.throughline.server.support.TestDatabase;

/**
 * The short form of the run with faults: each kind of kill once, under load, in processes of their own, and one in the middle of a run of
 * suggestions.
 */
class FaultsIT {
    @Test
    void losesNothingAcknowledgedWhateverIsKilled() throws Exception {
        Path folder =
                TestDatabase.freshFolder("faults-" + ProcessHandle.current().pid());
        List<Outcome> outcomes = Faults.kills(folder, 4, Duration.ofMinutes(10), 42);
        assertThat(outcomes).as(Outcome.table(outcomes)).hasSize(4).allMatch(Outcome::holds);
        assertThat(outcomes.stream().mapToLong(Outcome::acknowledged).sum()).isPositive();
        List<Outcome> runs = Faults.runs(folder.resolve("kills"), List.of(.3));
        assertThat(runs).as(Outcome.table(runs)).hasSize(1).allMatch(Outcome::holds);
    }
}
