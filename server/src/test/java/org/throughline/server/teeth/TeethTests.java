package org.throughline.server.teeth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.throughline.server.teeth.Teeth.Tooth;

/** The run with teeth must itself notice a test that proves nothing. */
class TeethTests {
    private static final List<Tooth> BITTEN =
            Teeth.biteAll(Teeth.found("org.throughline.server.teeth.samples", List.of()));
    private static final Map<String, Tooth> BY_CASE =
            BITTEN.stream().collect(Collectors.toMap(tooth -> tooth.abuse().value(), tooth -> tooth));

    @Test
    void believesTestsThatGoRedWithoutTheirDefence() {
        assertThat(BITTEN.stream()
                        .filter(Tooth::holds)
                        .map(tooth -> tooth.abuse().value()))
                .containsExactly("S1", "S2", "S3", "S4", "S5", "S6", "S7");
    }

    @Test
    void catchesATestThatStaysGreen() {
        assertThat(words("T1")).contains("passes without the defence");
    }

    @Test
    void takesABreakdownForNoProof() {
        assertThat(words("T2")).contains("no assertion, but trouble").contains("NullPointerException");
    }

    @Test
    void catchesNamesThatNameNothing() {
        assertThat(words("T3")).contains("declares no method mayFly");
        assertThat(words("T4")).contains("no class").contains("Wallpaper");
        assertThat(words("T5")).contains("cannot give that answer");
    }

    @Test
    void triesNothingOnATestThatIsRedOrSkippedAnyway() {
        assertThat(tooth("T6").green()).isEqualTo("NO");
        assertThat(words("T7")).contains("skipped").contains("nothing to test with");
    }

    @Test
    void putsEveryDefenceBack() {
        assertThat(Bite.of(Teeth.found("org.throughline.server.teeth.samples", List.of("S1"))
                                .getFirst()
                                .test())
                        .isGreen())
                .isTrue();
    }

    @Test
    void namesTheCasesThatNobodyTests() {
        assertThat(Teeth.missing(BITTEN, List.of("S1", "A1", "P4"))).containsExactly("A1", "P4");
        assertThat(Teeth.table(BITTEN, List.of("A1")))
                .contains("7 proven, 7 not; 1 cases missing")
                .contains("No test names A1.");
    }

    private static String words(String abuseCase) {
        return tooth(abuseCase).words();
    }

    private static Tooth tooth(String abuseCase) {
        return Objects.requireNonNull(BY_CASE.get(abuseCase));
    }
}
