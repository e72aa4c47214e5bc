package org.throughline.server.alignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;

class HeadroomTests {
    @Test
    void nothingIsBegunForWhichThereIsNotTheMemory() {
        Headroom tight = new Headroom(() -> 100_000_000);
        AtomicBoolean begun = new AtomicBoolean();

        assertThatThrownBy(() -> tight.taking(22_000, Duration.ZERO, () -> begun.getAndSet(true)))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.type()).isEqualTo(ProblemType.PAYLOAD_TOO_LARGE))
                .hasMessageContaining("22,000 statements need about 286 MB", "100 MB to spare");
        assertThat(begun).isFalse();
        assertThat(tight.taking(7_000, Duration.ZERO, () -> "enough")).isEqualTo("enough");
        assertThat(tight.taking(Headroom.FEW, Duration.ZERO, () -> "few")).isEqualTo("few");
    }

    @Test
    void manyAreTakenOneAfterTheOther() throws InterruptedException {
        Headroom roomy = new Headroom(() -> Long.MAX_VALUE);
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        Thread first = Thread.ofVirtual()
                .start(() -> roomy.taking(5_000, Duration.ZERO, () -> {
                    inside.countDown();
                    try {
                        go.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    return true;
                }));
        inside.await();

        assertThatThrownBy(() -> roomy.taking(5_000, Duration.ofMillis(20), () -> true))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.type()).isEqualTo(ProblemType.BUSY));
        go.countDown();
        first.join();
        assertThat(roomy.taking(5_000, Duration.ZERO, () -> true)).isTrue();
    }
}
