package org.throughline.caseformat.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class WordsAndIdentifiersTests {

    @Test
    void givesTheVersionFiveIdentifierOfTheRfcsExample() {
        UUID dns = UUID.fromString("6ba7b810-9dad-11d1-80b4-00c04fd430c8");

        assertThat(CaseIds.v5(dns, "www.example.com")).hasToString("2ed6657d-e927-568b-95e1-2665a8aea6a2");
    }

    @Test
    void acceptsWhatTheStandardsPatternAccepts() {
        assertThat(CaseIds.accepts(CaseIds.mint())).isTrue();
        assertThat(CaseIds.parse("6b9a3274-d7cc-11e8-824f-0242ac160002")).isPresent();
        assertThat(CaseIds.parse("6B9A3274-d7cc-11e8-824f-0242ac160002")).isEmpty();
        assertThat(CaseIds.parse("0197a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2b")).isEmpty();
        assertThat(CaseIds.parse("x6b9a3274-d7cc-11e8-824f-0242ac160002")).isEmpty();
        assertThat(CaseIds.accepts(new UUID(0, 1))).isFalse();
    }

    @Test
    void knowsTheStandardsTypesAndKeepsAPublishersOwn() {
        for (AssociationType type : AssociationType.Standard.values()) {
            assertThat(AssociationType.ofWire(type.wire())).contains(type);
        }
        assertThat(AssociationType.ofWire("ext:builds-on").orElseThrow().words())
                .isEqualTo("related (builds-on)");
        assertThat(AssociationType.ofWire("isChildof")).isEmpty();
        assertThatThrownBy(() -> new AssociationType.Extension("ext:")).isInstanceOf(IllegalArgumentException.class);
        assertThat(AssociationType.EXACT_MATCH_OF.words()).isEqualTo("the same competency");
    }

    @Test
    void labelsAnItemByCodeAndTheBeginningOfItsStatementWithoutSplittingACharacter() {
        CFItem item = CFItem.builder(CaseIds.mint(), "urn:x", "⚡🔧".repeat(41), Instant.EPOCH)
                .humanCodingScheme("E.1")
                .build();

        assertThat(item.label()).startsWith("E.1 ⚡🔧").endsWith("⚡…");
        assertThat(item.toBuilder().fullStatement("🔧".repeat(70)).build().label())
                .endsWith("🔧");
    }
}
