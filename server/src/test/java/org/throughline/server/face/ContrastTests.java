package org.throughline.server.face;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The colours of {@code tokens.css} against WCAG 2.2: 1.4.3 (text, 4.5:1) and 1.4.11 (the rest, 3:1), in both themes. */
class ContrastTests {
    private static final Pattern TOKEN =
            Pattern.compile("--([a-z0-9-]+):\\s*light-dark\\(oklch\\(([^)]+)\\),\\s*oklch\\(([^)]+)\\)\\)");
    private static final Map<String, Oklch> LIGHT = new HashMap<>();
    private static final Map<String, Oklch> DARK = new HashMap<>();

    static {
        for (MatchResult token : TOKEN.matcher(sheet()).results().toList()) {
            LIGHT.put(token.group(1), colour(token.group(2)));
            DARK.put(token.group(1), colour(token.group(3)));
        }
    }

    private static final List<String> GROUNDS = List.of("paper", "surface", "sunken");

    static Stream<Arguments> text() {
        Stream<Arguments> onGrounds = Stream.of("ink", "ink-soft", "line", "line-strong", "good", "bad", "unsure")
                .flatMap(text -> GROUNDS.stream().map(ground -> Arguments.of(text, ground)));
        return Stream.concat(
                onGrounds,
                Stream.of(
                        Arguments.of("on-line", "line"),
                        Arguments.of("on-line", "line-strong"),
                        Arguments.of("surface", "bad"),
                        Arguments.of("paper", "ink"),
                        Arguments.of("ink", "line-wash"),
                        Arguments.of("ink-soft", "line-wash"),
                        Arguments.of("line", "line-wash"),
                        Arguments.of("line-strong", "line-wash"),
                        Arguments.of("ink", "good-wash"),
                        Arguments.of("good", "good-wash"),
                        Arguments.of("ink", "bad-wash"),
                        Arguments.of("bad", "bad-wash"),
                        Arguments.of("ink", "unsure-wash"),
                        Arguments.of("unsure", "unsure-wash"),
                        Arguments.of("ink", "shade-1"),
                        Arguments.of("ink", "shade-2"),
                        Arguments.of("ink", "shade-3"),
                        Arguments.of("on-shade", "shade-4"),
                        Arguments.of("on-shade", "shade-5")));
    }

    static Stream<Arguments> shapes() {
        return Stream.of("line", "edge", "focus", "good", "bad", "unsure")
                .flatMap(shape -> GROUNDS.stream().map(ground -> Arguments.of(shape, ground)));
    }

    @ParameterizedTest(name = "{0} on {1}")
    @MethodSource("text")
    void textCanBeReadInBothThemes(String text, String ground) {
        assertThat(ratio(LIGHT, text, ground)).as("light").isGreaterThanOrEqualTo(4.5);
        assertThat(ratio(DARK, text, ground)).as("dark").isGreaterThanOrEqualTo(4.5);
    }

    @ParameterizedTest(name = "{0} on {1}")
    @MethodSource("shapes")
    void shapesCanBeSeenInBothThemes(String shape, String ground) {
        assertThat(ratio(LIGHT, shape, ground)).as("light").isGreaterThanOrEqualTo(3);
        assertThat(ratio(DARK, shape, ground)).as("dark").isGreaterThanOrEqualTo(3);
    }

    @Test
    void countsContrastAsTheStandardDoes() {
        Oklch white = new Oklch(1, 0, 0);
        Oklch black = new Oklch(0, 0, 0);
        assertThat(white.contrastTo(black)).isCloseTo(21, within(0.01));
        assertThat(black.contrastTo(white)).isCloseTo(21, within(0.01));
        // sRGB red, oklch(0.62796 0.25768 29.234), on white is 3.998:1
        assertThat(new Oklch(0.62796, 0.25768, 29.234).contrastTo(white)).isCloseTo(3.998, within(0.02));
    }

    private static double ratio(Map<String, Oklch> theme, String one, String two) {
        return requireNonNull(theme.get(one), one).contrastTo(requireNonNull(theme.get(two), two));
    }

    private static Oklch colour(String numbers) {
        String[] parts = numbers.strip().split("\\s+");
        return new Oklch(Double.parseDouble(parts[0]), Double.parseDouble(parts[1]), Double.parseDouble(parts[2]));
    }

    private static String sheet() {
        try (InputStream sheet = requireNonNull(ContrastTests.class.getResourceAsStream("/static/css/tokens.css"))) {
            return new String(sheet.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
