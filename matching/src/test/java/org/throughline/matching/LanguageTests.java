package org.throughline.matching;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LanguageTests {
    @Test
    void stemsByTheLanguageOfTheStatement() {
        assertThat(Words.of(List.of("Prüfungen der Schaltanlagen"), "de").stems())
                .isEqualTo(Words.of(List.of("die Prüfung einer Schaltanlage"), "de-CH")
                        .stems());
        assertThat(Words.of(List.of("calibrating relays"), "en").stems())
                .isEqualTo(Words.of(List.of("calibrate the relay"), "en-US").stems());
    }

    @Test
    void cutsChineseJapaneseAndKoreanIntoPairsOfCharactersWhateverTheTagSays() {
        assertThat(Words.of(List.of("校准继电器"), "und").stems()).containsExactly("校准", "准继", "继电", "电器");
    }

    @Test
    void guessesTheLanguageOfAListFromItsSmallWords() {
        assertThat(Language.guess(
                        List.of("Leitet die Gruppe und prüft den Bericht", "Arbeit an der Anlage mit dem Team")))
                .isEqualTo("de");
        assertThat(Language.guess(
                        List.of("Contrôler les installations avec une équipe", "Rédiger le rapport de la visite")))
                .isEqualTo("fr");
        assertThat(Language.guess(List.of("Work on the lines with a team"))).isEqualTo("en");
        assertThat(Language.guess(List.of("xkcd"))).isEqualTo("und");
    }

    @Test
    void suggestsAcrossFormsOfGermanAndChineseWords() {
        Suggester german = Suggester.over(
                List.of(
                        Statement.of("1", "Die Einstellungen der Schutzrelais nach dem Plan prüfen"),
                        Statement.of("2", "Den Bericht über die Besichtigung der Anlage schreiben")),
                SuggesterOptions.standard());
        assertThat(german.suggest(Statement.of("x", "Berichte schreiben und vorstellen"), 1))
                .extracting(Suggestion::to)
                .containsExactly("2");
        Suggester chinese = Suggester.over(
                List.of(Statement.of("1", "编写检查报告"), Statement.of("2", "校准继电器")), SuggesterOptions.standard());
        assertThat(chinese.suggest(Statement.of("x", "继电器的校准与测试"), 1))
                .extracting(Suggestion::to)
                .containsExactly("2");
    }
}
