package org.throughline.caseformat.compare;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.StringLength;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TextDiffTests {

    @Test
    void tellsWordsRemovedBeforeWordsAdded() {
        assertThat(shown("Install the old inverter safely", "Install a new inverter safely"))
                .isEqualTo("Install [-the old-]{+a new+} inverter safely");
    }

    @Test
    void comparesChineseAndJapaneseCharacterByCharacter() {
        assertThat(shown("安装太阳能电池板", "安装太阳能逆变器")).isEqualTo("安装太阳能[-电池板-]{+逆变器+}");
        assertThat(shown("安全に作業する", "安全に計画する")).isEqualTo("安全に[-作業-]{+計画+}する");
    }

    @Test
    void keepsArabicAndHebrewWordsWholeWithTheirMarks() {
        assertThat(shown("تركيب الألواح القديمة", "تركيب الألواح الجديدة"))
                .isEqualTo("تركيب الألواح [-القديمة-]{+الجديدة+}");
        assertThat(shown("שָׁלוֹם עולם", "שָׁלוֹם לך")).isEqualTo("שָׁלוֹם [-עולם-]{+לך+}");
        assertThat(TextDiff.words("ภาษา e\u0301t")).containsExactly("ภ", "า", "ษ", "า", " ", "e\u0301t");
    }

    @Test
    void takesAnAbsentTextForAnEmptyOne() {
        assertThat(shown(null, "new")).isEqualTo("{+new+}");
        assertThat(TextDiff.between(null, null).isSame()).isTrue();
    }

    @Test
    void givesOneChangeWhereMoreThanAThousandWordsDiffer() {
        TextDiff diff =
                TextDiff.between("begin " + "x y ".repeat(5000) + "end", "begin " + "p q ".repeat(5000) + "end");

        assertThat(diff.runs()).hasSizeLessThan(6);
        assertThat(text(diff, TextDiff.Kind.ADDED)).startsWith("begin x y").endsWith("end");
    }

    @Property(tries = 500)
    void isBothTextsAgain(@ForAll @StringLength(max = 60) String before, @ForAll @StringLength(max = 60) String after) {
        TextDiff diff = TextDiff.between(before, after);

        assertThat(text(diff, TextDiff.Kind.ADDED)).isEqualTo(before);
        assertThat(text(diff, TextDiff.Kind.REMOVED)).isEqualTo(after);
    }

    @Property(tries = 300)
    void isBothTextsAgainWhereWordsRepeat(@ForAll("words") String before, @ForAll("words") String after) {
        isBothTextsAgain(before, after);
    }

    @Provide
    Arbitrary<String> words() {
        return Arbitraries.of("a", "b", " ", "b b", "電", "。")
                .list()
                .ofMaxSize(25)
                .map(all -> String.join("", all));
    }

    private static String text(TextDiff diff, TextDiff.Kind without) {
        return diff.runs().stream()
                .filter(run -> run.kind() != without)
                .map(TextDiff.Run::text)
                .collect(joining());
    }

    private static String shown(@Nullable String before, String after) {
        return TextDiff.between(before, after).runs().stream()
                .map(run -> switch (run.kind()) {
                    case EQUAL -> run.text();
                    case REMOVED -> "[-" + run.text() + "-]";
                    case ADDED -> "{+" + run.text() + "+}";
                })
                .collect(joining());
    }
}
