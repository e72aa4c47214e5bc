package org.throughline.server.site.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.throughline.server.shared.ProblemType;

class ProblemTextsTests {
    @ParameterizedTest
    @EnumSource
    void saysOfEveryProblemWhatItMeansWhatWasKeptAndWhatToDo(ProblemType type) {
        ProblemTexts.Text text = new ProblemTexts().of(type);

        assertThat(text.title()).isEqualTo(type.title());
        assertThat(text.meaning()).endsWith(".");
        assertThat(text.kept()).endsWith(".");
        assertThat(text.next()).endsWith(".");
    }
}
