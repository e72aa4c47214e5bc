package org.throughline.server.frameworks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.throughline.server.limits.Headroom;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;

class LargeFilesTests {
    private static final long LARGE = 60_000_000;

    @Test
    void readsOneLargeFileAtATime() throws Exception {
        LargeFiles files = new LargeFiles(new Headroom(_ -> Long.MAX_VALUE));
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch done = new CountDownLatch(5);
        for (int n = 0; n < 5; n++) {
            Thread.ofVirtual()
                    .start(() -> files.reading(LARGE, () -> {
                        most.accumulateAndGet(now.incrementAndGet(), Math::max);
                        now.decrementAndGet();
                        done.countDown();
                        return "";
                    }));
        }
        done.await();
        assertThat(most).hasValue(1);
    }

    @Test
    void refusesInWordsWhatTheMemoryDoesNotBearAndTakesTheNext() {
        LargeFiles files = new LargeFiles(new Headroom(_ -> 130_000_000L));
        assertThatThrownBy(() -> files.reading(LARGE, () -> "read"))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.type()).isEqualTo(ProblemType.PAYLOAD_TOO_LARGE))
                .hasMessageContaining("60 MB")
                .hasMessageContaining("about 32 MB");
        assertThat(files.reading(LARGE / 2, () -> "read")).isEqualTo("read");
    }

    @Test
    void aSmallFileWaitsForNobody() {
        LargeFiles files = new LargeFiles(new Headroom(_ -> 0L));
        assertThat(files.reading(1000, () -> "read")).isEqualTo("read");
    }
}
