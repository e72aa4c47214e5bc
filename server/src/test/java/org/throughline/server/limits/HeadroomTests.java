package org.throughline.server.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;

class HeadroomTests {
    @Test
    void whoFindsSomebodyBeforeThemIsToldSoAfterTheirPatience() throws InterruptedException {
        Headroom headroom = new Headroom(_ -> Long.MAX_VALUE);
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        Thread first = Thread.ofVirtual()
                .start(() -> headroom.inTurn(() -> {
                    inside.countDown();
                    try {
                        go.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    return true;
                }));
        inside.await();

        assertThatThrownBy(() -> headroom.inTurn(Duration.ofMillis(20), "Others are before you.", () -> true))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.type()).isEqualTo(ProblemType.BUSY))
                .hasMessageContaining("Others are before you.");
        go.countDown();
        first.join();
        assertThat(headroom.inTurn(Duration.ZERO, "", () -> true)).isTrue();
    }

    @Test
    void whatBreaksGivesItsTurnBack() {
        Headroom headroom = new Headroom(_ -> 10);

        assertThatThrownBy(() -> headroom.inTurn(() -> {
                    headroom.demand(11, left -> "There are %d.".formatted(left));
                    return true;
                }))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.type()).isEqualTo(ProblemType.PAYLOAD_TOO_LARGE))
                .hasMessageContaining("There are 10. Whoever runs the server can give it more");
        assertThat(headroom.inTurn(Duration.ZERO, "", () -> true)).isTrue();
    }

    @Test
    void garbageIsGivenBackBeforeAnythingIsRefused() {
        Headroom headroom = new Headroom(exactly -> exactly ? 100 : 0);

        assertThatCode(() -> headroom.demand(100, _ -> "")).doesNotThrowAnyException();
    }
}
