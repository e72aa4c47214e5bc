package org.throughline.server.alignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.throughline.matching.SuggestedRelation;

/** The engine speaks of what is asked about, the house of the outcome. */
class RelationTests {
    @ParameterizedTest
    @EnumSource(Relation.class)
    void isTheSameAgainWhicheverSideWasAskedAbout(Relation relation) {
        assertThat(Relation.of(relation.suggested(true), true)).isEqualTo(relation);
        assertThat(Relation.of(relation.suggested(false), false)).isEqualTo(relation);
        assertThat(relation.suggested(true).associationType())
                .isEqualTo(relation.suggested(false).associationType());
    }

    @Test
    void whatIsAPartOfTheRequirementIsCoveredByIt() {
        assertThat(Relation.PART_OF.suggested(true)).isEqualTo(SuggestedRelation.PART_OF);
        assertThat(Relation.PART_OF.suggested(false)).isEqualTo(SuggestedRelation.HAS_PART);
        assertThat(Relation.PRECEDES.suggested(true)).isEqualTo(new SuggestedRelation("precedes", false));
        assertThat(Relation.PRECEDES.suggested(false)).isEqualTo(new SuggestedRelation("precedes", true));
    }

    @Test
    void aTypeThatNobodyHereCanChooseWasTaughtByNobody() {
        assertThatThrownBy(() -> Relation.of(new SuggestedRelation("ext:teaches", false), true))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ext:teaches");
    }
}
