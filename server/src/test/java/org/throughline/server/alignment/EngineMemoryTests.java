package org.throughline.server.alignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.throughline.server.limits.Headroom;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;

class EngineMemoryTests {
    @Test
    void nothingIsBegunForWhichThereIsNotTheMemory() {
        EngineMemory tight = new EngineMemory(new Headroom(_ -> 100_000_000));
        AtomicBoolean begun = new AtomicBoolean();

        assertThatThrownBy(() -> tight.taking(22_000, Duration.ZERO, () -> begun.getAndSet(true)))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.type()).isEqualTo(ProblemType.PAYLOAD_TOO_LARGE))
                .hasMessageContaining("22,000 statements need about 330 MB", "100 MB to spare");
        assertThat(begun).isFalse();
        assertThat(tight.taking(6_000, Duration.ZERO, () -> "enough")).isEqualTo("enough");
    }

    @Test
    void manyAreTakenOneAfterTheOtherAndFewWaitForNobody() {
        EngineMemory roomy = new EngineMemory(new Headroom(_ -> Long.MAX_VALUE));

        String few = roomy.taking(5_000, Duration.ZERO, () -> {
            assertThatThrownBy(() -> roomy.taking(5_000, Duration.ZERO, () -> "many"))
                    .isInstanceOfSatisfying(
                            Problem.class, problem -> assertThat(problem.type()).isEqualTo(ProblemType.BUSY));
            return roomy.taking(EngineMemory.FEW, Duration.ZERO, () -> "few");
        });

        assertThat(few).isEqualTo("few");
        assertThat(roomy.taking(5_000, Duration.ZERO, () -> "many")).isEqualTo("many");
    }
}
