package org.throughline.server.cocreation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class WordDiffTests {

    @Test
    void tellsWordsThatAreGoneFromWordsThatAreNew() {
        assertThat(shown("Rescue an injured climber", "Rescue a hurt climber from a pole"))
                .isEqualTo("Rescue [-an injured-][+a hurt+] climber[+ from a pole+]");
    }

    @Test
    void leavesWhatDidNotChangeAlone() {
        assertThat(shown("Isolate a circuit", "Isolate a circuit")).isEqualTo("Isolate a circuit");
        assertThat(shown("", "")).isEmpty();
        assertThat(shown("", "New words")).isEqualTo("[+New words+]");
        assertThat(shown("Old words", "")).isEqualTo("[-Old words-]");
    }

    @Test
    void comparesWritingWithoutSpacesSignBySign() {
        assertThat(shown("安全に作業する", "安全に登って作業する")).contains("安全に", "[+登");
    }

    @Test
    void showsBothWholeWhereTheyAreVeryLong() {
        String before = "word ".repeat(900);
        assertThat(WordDiff.of(before, before + "end")).hasSize(2);
    }

    private static String shown(String before, String after) {
        return WordDiff.of(before, after).stream()
                .map(piece -> switch (piece.kind()) {
                    case SAME -> piece.text();
                    case GONE -> "[-" + piece.text() + "-]";
                    case NEW -> "[+" + piece.text() + "+]";
                })
                .collect(Collectors.joining());
    }
}
