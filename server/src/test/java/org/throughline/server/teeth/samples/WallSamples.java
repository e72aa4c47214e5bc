package org.throughline.server.teeth.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.throughline.server.teeth.AbuseCase;

/** Not run on their own: the name is outside of the build's patterns. */
class WallSamples {
    private static final String WALL = "org.throughline.server.teeth.samples.Wall";

    @Test
    @AbuseCase(value = "S1", defence = "only friends pass", in = WALL, method = "mayPass", answer = "true")
    void keepsStrangersOut() {
        assertThat(Wall.mayPass("stranger")).isFalse();
        assertThat(Wall.mayPass(8)).isFalse();
    }

    @Test
    @AbuseCase(value = "S2", defence = "strangers are stopped", in = WALL, method = "demandFriend")
    @AbuseCase(value = "S3", defence = "only friends pass", in = WALL, method = "mayPass", answer = "true")
    void stopsStrangers() {
        assertThatThrownBy(() -> Wall.demandFriend("stranger")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    @AbuseCase(value = "S4", defence = "secrets are masked", in = WALL, method = "masked", answer = "argument")
    void masks() {
        assertThat(Wall.masked("abc")).isEqualTo("***");
    }

    @Test
    @AbuseCase(value = "S5", defence = "a reason is given", in = WALL, method = "reason", answer = "empty")
    @AbuseCase(value = "S6", defence = "findings are given", in = WALL, method = "findings", answer = "empty")
    void says() {
        assertThat(Wall.findings("stranger")).containsExactly("no friend");
    }

    @Test
    @AbuseCase(value = "S7", defence = "patience ends", in = WALL, method = "patience", answer = "forever")
    void ends() {
        assertThat(Wall.patience()).isLessThan(Duration.ofMinutes(1));
    }

    @Test
    @AbuseCase(value = "T1", defence = "nothing that is asked here", in = WALL, method = "masked", answer = "argument")
    void asksSomethingElse() {
        assertThat(Wall.mayPass("stranger")).isFalse();
    }

    @Test
    @AbuseCase(value = "T2", defence = "broken, not asserted", in = WALL, method = "reason", answer = "null")
    void breaksWithoutItsDefence() {
        assertThat(Wall.findings("stranger")).hasSize(1);
    }

    @Test
    @AbuseCase(value = "T3", defence = "no such method", in = WALL, method = "mayFly", answer = "true")
    @AbuseCase(value = "T4", defence = "no such class", in = WALL + "paper", method = "mayPass", answer = "true")
    @AbuseCase(value = "T5", defence = "no such answer", in = WALL, method = "masked", answer = "true")
    void namesWhatIsNotThere() {
        assertThat(Wall.mayPass("stranger")).isFalse();
    }

    @Test
    @AbuseCase(value = "T6", defence = "red before", in = WALL, method = "mayPass", answer = "true")
    void isRedAnyway() {
        assertThat(Wall.mayPass("stranger")).isTrue();
    }

    @Test
    @AbuseCase(value = "T7", defence = "skipped", in = WALL, method = "mayPass", answer = "true")
    void isSkipped() {
        Assumptions.abort("there is nothing to test with");
    }
}
