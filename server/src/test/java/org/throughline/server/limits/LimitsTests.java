package org.throughline.server.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.bucket4j.TimeMeter;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;

class LimitsTests {
    private final AtomicLong nanos = new AtomicLong(1);
    private final Limits usual = limits(Map.of(), "");

    private Limits limits(Map<String, String> written, String crowds) {
        return new Limits(Allowances.of(written), Crowds.parse(crowds), new TimeMeter() {
            @Override
            public long currentTimeNanos() {
                return nanos.get();
            }

            @Override
            public boolean isWallClockBased() {
                return false;
            }
        });
    }

    @ParameterizedTest
    @EnumSource(Act.class)
    void takesAsManyAsAreUsualAndNoMoreUntilTheTimeIsOver(Act act) {
        Allowance allowed = act.usual();
        for (int i = 0; i < allowed.acts(); i++) {
            usual.count(act, "ana");
        }
        after(allowed.period().minusSeconds(1));
        assertThatExceptionOfType(Problem.class)
                .isThrownBy(() -> usual.count(act, "ana"))
                .satisfies(problem -> {
                    assertThat(problem.type()).isEqualTo(ProblemType.TOO_MANY_ATTEMPTS);
                    assertThat(problem.comeAgain()).contains(Duration.ofSeconds(1));
                    assertThat(problem).hasMessageEndingWith("Try again in 1 second.");
                });
        usual.count(act, "ben");
        after(Duration.ofSeconds(1));
        usual.count(act, "ana");
    }

    @Test
    void hasTheFiguresOfTheSafetyNote() {
        assertThat(Act.SIGN_IN.usual()).hasToString("10/1m");
        assertThat(Act.SIGN_IN_FAILURES.usual()).hasToString("60/1m");
        assertThat(Act.VERIFY.usual()).hasToString("60/1m");
        assertThat(Act.SEARCH.usual()).hasToString("30/1m");
        assertThat(Act.SHARE_MISSES.usual()).hasToString("10/1m");
        assertThat(Act.LETTERS.usual()).hasToString("10/1m");
        assertThat(Act.REGISTER.usual()).hasToString("10/1h");
    }

    @ParameterizedTest
    @EnumSource(Act.class)
    void standsInTheGuideWithItsFigure(Act act) throws Exception {
        assertThat(Files.readString(Path.of("..", "docs", "guides", "limits.md")))
                .containsPattern("\\| `" + act.code() + "` \\| " + act.usual() + " \\|");
    }

    @Test
    void countsWhatTheOperatorSays() {
        Limits limits = limits(Map.of("verify", "2/10s", "SIGN_IN", "1/1h"), "");
        limits.count(Act.VERIFY, "ana");
        limits.count(Act.VERIFY, "ana");
        assertRefused(() -> limits.count(Act.VERIFY, "ana"));
        after(Duration.ofSeconds(10));
        limits.count(Act.VERIFY, "ana");
        limits.count(Act.SIGN_IN, "ana");
        assertRefused(() -> limits.count(Act.SIGN_IN, "ana"));
    }

    @Test
    void refusesALimitThatNobodyKnows() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Allowances.of(Map.of("verifying", "60/1m")))
                .withMessageContaining("'verifying'")
                .withMessageContaining("verify, speak, search");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "60", "60/", "0/1m", "60/0m", "-1/1m", "60/1w", "60/1m/2", "1.5/1m", "9999999999/1m"})
    void refusesAnAllowanceThatIsNone(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Allowance.parse(text));
    }

    @Test
    void countsPeopleOfOneNetworkTogetherAndEachAccountThereApart() throws Exception {
        ClientNetwork here = ClientNetwork.of(InetAddress.ofLiteral("198.51.100.7"));
        ClientNetwork there = ClientNetwork.of(InetAddress.ofLiteral("198.51.100.8"));
        times(10, () -> usual.count(Act.SIGN_IN, "ana", here));
        assertRefused(() -> usual.count(Act.SIGN_IN, "ana", here));
        usual.count(Act.SIGN_IN, "ana", there);
        usual.count(Act.SIGN_IN, "ben", here);
        times(60, () -> usual.count(Act.VERIFY, here));
        assertRefused(() -> usual.count(Act.VERIFY, here));
        usual.count(Act.VERIFY, there);
    }

    @Test
    void countsIpv6ByWhatOneHouseholdHas() throws Exception {
        ClientNetwork one = ClientNetwork.of(InetAddress.ofLiteral("2001:db8:1:2::1"));
        ClientNetwork same = ClientNetwork.of(InetAddress.ofLiteral("2001:db8:1:2:ffff:ffff:ffff:ffff"));
        ClientNetwork other = ClientNetwork.of(InetAddress.ofLiteral("2001:db8:1:3::1"));
        assertThat(one).isEqualTo(same).isNotEqualTo(other);
        assertThat(ClientNetwork.of(InetAddress.ofLiteral("::ffff:198.51.100.7")))
                .isEqualTo(ClientNetwork.of(InetAddress.ofLiteral("198.51.100.7")));
        times(60, () -> usual.count(Act.VERIFY, one));
        assertRefused(() -> usual.count(Act.VERIFY, same));
        usual.count(Act.VERIFY, other);
    }

    @Test
    void countsACrowdBehindOneAddressAsManyTimes() {
        Limits limits = limits(Map.of("verify", "2/1m"), "198.51.100.0/25=3, 2001:db8::/32=2");
        ClientNetwork campus = ClientNetwork.of(InetAddress.ofLiteral("198.51.100.7"));
        ClientNetwork home = ClientNetwork.of(InetAddress.ofLiteral("198.51.100.200"));
        times(6, () -> limits.count(Act.VERIFY, campus));
        assertRefused(() -> limits.count(Act.VERIFY, campus));
        times(2, () -> limits.count(Act.VERIFY, home));
        assertRefused(() -> limits.count(Act.VERIFY, home));
        times(4, () -> limits.count(Act.VERIFY, ClientNetwork.of(InetAddress.ofLiteral("2001:db8:7::1"))));
    }

    @Test
    void givesBackWhatDidNotCountAndLooksWithoutCounting() throws Exception {
        ClientNetwork here = ClientNetwork.of(InetAddress.ofLiteral("198.51.100.7"));
        times(100, () -> {
            usual.count(Act.SIGN_IN_FAILURES, "ana");
            usual.giveBack(Act.SIGN_IN_FAILURES, "ana");
            usual.check(Act.SHARE_MISSES, here);
        });
        times(10, () -> usual.note(Act.SHARE_MISSES, here));
        assertRefused(() -> usual.check(Act.SHARE_MISSES, here));
        usual.note(Act.SHARE_MISSES, here);
    }

    @Test
    void remembersNoMoreThanItHasRoomForAndAFloodOfNewNamesFreesNobody() {
        times(10, () -> usual.count(Act.SIGN_IN, "ana"));
        assertRefused(() -> usual.count(Act.SIGN_IN, "ana"));
        IntStream.range(0, 3 * Limits.MOST).forEach(i -> usual.count(Act.SIGN_IN, "nobody " + i));
        assertThat(usual.remembered()).isLessThanOrEqualTo(Limits.MOST);
        assertRefused(() -> usual.count(Act.SIGN_IN, "ana"));
    }

    @Test
    void forgetsACounterThatWouldBeFullAgain() {
        usual.count(Act.SIGN_IN, "ana");
        after(Duration.ofMinutes(1));
        assertThat(usual.remembered()).isZero();
    }

    private void after(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    private static void times(int times, Runnable act) {
        IntStream.range(0, times).forEach(i -> act.run());
    }

    private static void assertRefused(Runnable act) {
        assertThatExceptionOfType(Problem.class)
                .isThrownBy(act::run)
                .satisfies(problem -> assertThat(problem.type()).isEqualTo(ProblemType.TOO_MANY_ATTEMPTS));
    }
}
