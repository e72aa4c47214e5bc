package org.throughline.server.frameworks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ItemSearchTests {
    private static final Map<String, Double> SHARES = Map.of("the", 0.6, "a", 0.7, "test", 0.1);

    private static ItemSearch typed(String words) {
        return new ItemSearch(words, word -> SHARES.getOrDefault(word, 0.0));
    }

    @Test
    void asksTheIndexForWordsThatAreRareHoweverShortTheyAre() {
        assertThat(typed("Test so").rareWords()).isEqualTo("'test':* & 'so':*");
        assertThat(typed("Test so").commonWords()).isEmpty();
        assertThat(typed("test the so").rareWords()).isEqualTo("'test':* & 'so':*");
        assertThat(typed("test the so").commonWords()).isEqualTo("'the':*");
        assertThat(typed("test the so").rareWholeWords()).isEqualTo("'test' & 'so':*");
        assertThat(typed("test the").rareWholeWords()).isEqualTo("'test'");
        assertThat(typed("test").rareWholeWords()).isEmpty();
    }

    @Test
    void whereAllWordsAreCommonTheIndexIsAskedForTheRarestOfThem() {
        assertThat(typed("a the").rareWords()).isEqualTo("'the':*");
        assertThat(typed("a the").commonWords()).isEqualTo("'a':*");
    }

    @Test
    void aWordThatWasTypedTwiceIsLookedForOnce() {
        assertThat(typed("so So").rareWords()).isEqualTo("'so':*");
    }
}
