package org.throughline.server.records.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.throughline.credentials.check.Check;
import org.throughline.credentials.check.Checks;
import org.throughline.credentials.check.DocumentType;

/** Whoever verifies on a page reads words, never the name that a check has in the house. */
class CheckWordsTests {

    @Test
    void haveATitleForEveryCheckOfEveryKindOfDocument() {
        assertThat(Arrays.stream(DocumentType.values()).flatMap(type -> Checks.of(type).stream()))
                .extracting(Check::id)
                .allSatisfy(id -> assertThat(CheckWords.title(id)).isNotEqualTo(id));
    }
}
