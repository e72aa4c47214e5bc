package org.throughline.server.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.throughline.server.face.TableView.Cell;
import org.throughline.server.face.TableView.Column;
import org.throughline.server.face.TableView.Row;

class WordsTests {
    private static final Instant MOMENT = Instant.parse("2026-11-23T15:04:59Z");

    @Test
    void writesDatesWithMonthNamesAndTimesWithTheirZone() {
        assertThat(Dates.words(MOMENT)).isEqualTo("23 November 2026, 15:04 UTC");
        assertThat(Dates.words(MOMENT, ZoneOffset.UTC)).isEqualTo("23 November 2026, 15:04 UTC");
        assertThat(Dates.words(MOMENT, ZoneId.of("Europe/Berlin"))).isEqualTo("23 November 2026, 16:04 CET");
        assertThat(Dates.words(LocalDate.of(2026, 6, 9))).isEqualTo("9 June 2026");
        assertThat(Dates.day(MOMENT)).isEqualTo("23 November 2026");
    }

    @Test
    void writesNumbersAsPeopleReadThem() {
        assertThat(Numbers.count(1_234_567)).isEqualTo("1,234,567");
        assertThat(Numbers.count(1, "course", "courses")).isEqualTo("1 course");
        assertThat(Numbers.count(0, "course", "courses")).isEqualTo("0 courses");
        assertThat(Numbers.percent(0.875)).isEqualTo("88\u00a0%");
        assertThat(Numbers.plain(12.5)).isEqualTo("12.5");
        assertThat(Numbers.plain(100)).isEqualTo("100");
        assertThat(Numbers.plain(0.004)).isEqualTo("0");
    }

    @Test
    void doesNotTellSmallCountsOfPeople() {
        assertThat(Numbers.people(9)).isEqualTo("fewer than 10");
        assertThat(Numbers.people(10)).isEqualTo("10");
        assertThat(Numbers.people(0)).isEqualTo("0");
        assertThat(BarsView.Bar.people("Switching", 7).value()).isZero();
        assertThat(BarsView.Bar.people("Switching", 70).value()).isEqualTo(70);
    }

    @Test
    void shadesAMatrixInFiveSteps() {
        assertThat(List.of(0.0, 0.01, 0.2, 0.21, 0.6, 0.81, 1.0).stream()
                        .map(strength ->
                                MatrixView.Cell.of(strength, "covered", null).shade()))
                .containsExactly(0, 1, 1, 2, 3, 5, 5);
        assertThat(MatrixView.Cell.none("no alignment").shade()).isZero();
        assertThatThrownBy(() -> MatrixView.Cell.of(1.01, "too much", null)).hasMessageContaining("[0, 1]");
    }

    @Test
    void refusesATableWhoseRowsDoNotFitItsColumns() {
        assertThatThrownBy(() -> new TableView(
                        "People",
                        List.of(Column.of("Name")),
                        List.of(Row.of(Cell.text("Ana"), Cell.text("92"))),
                        null,
                        false))
                .hasMessageContaining("2 cells")
                .hasMessageContaining("1 columns");
    }

    @Test
    void knowsABrokenLineFromAWholeOne() {
        Station requirement = Station.of("requirement", "Isolate a circuit");
        Station person = Station.of("person", "Ana Ruiz");
        assertThat(Line.of("whole", requirement, person.link(LinkState.BROKEN, null))
                        .unbroken())
                .isTrue();
        assertThat(Line.of("cut", requirement.link(LinkState.UNCHECKED, null), person)
                        .unbroken())
                .isFalse();
    }

    @Test
    void findsTheCurrentStopOfTheNavigation() {
        assertThat(NavItem.at("Frameworks", "/frameworks", "/frameworks/7/items")
                        .current())
                .isTrue();
        assertThat(NavItem.at("Frameworks", "/frameworks", "/frameworks-of-others")
                        .current())
                .isFalse();
        assertThat(NavItem.at("Home", "/", "/frameworks").current()).isFalse();
        assertThat(NavItem.at("Home", "/", "/").current()).isTrue();
    }

    @Test
    void measuresBarsAgainstTheLongestOfAll() {
        BarsView bars = new BarsView(
                "Supply",
                "people",
                "Hold",
                "Sought",
                List.of(BarsView.Bar.of("a", 50, 200), BarsView.Bar.of("b", 0, 0)));
        assertThat(bars.width(50)).isEqualTo("25%");
        assertThat(bars.width(200)).isEqualTo("100%");
        assertThat(new BarsView("None", "people", "Hold", null, List.of(BarsView.Bar.of("a", 0))).width(0))
                .isEqualTo("0%");
    }
}
