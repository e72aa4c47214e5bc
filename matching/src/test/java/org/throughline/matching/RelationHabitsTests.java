package org.throughline.matching;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.throughline.matching.RelationHabits.Called;
import org.throughline.matching.RelationHabits.Settled;
import org.throughline.matching.RelationHabits.Wording;

/** What people call the pairs of which the wording says something. */
class RelationHabitsTests {
    private static final Wording ALL_ALIKE = Wording.of(false, 0.9, 0.9);
    private static final Wording LITTLE = Wording.of(false, 0.1, 0.1);
    private static final Wording SOME = Wording.of(false, 0.5, 0.5);
    private static final SuggestedRelation CHILD = new SuggestedRelation("isChildOf", false);

    private static Stream<Called> called(int times, Wording wording, SuggestedRelation relation) {
        return Collections.nCopies(times, new Called(wording, relation)).stream();
    }

    @Test
    void theWordingSpeaksUntilPeopleSayOtherwise() {
        assertThat(RelationHabits.NONE.settle(ALL_ALIKE)).isEqualTo(new Settled(SuggestedRelation.EXACT_MATCH, 0, 0));
        assertThat(Wording.of(false, 0.3, 0.7).relation()).isEqualTo(SuggestedRelation.PART_OF);
        assertThat(Wording.of(false, 0.7, 0.3).relation()).isEqualTo(SuggestedRelation.HAS_PART);
        assertThat(Wording.of(true, 0, 0).relation()).isEqualTo(SuggestedRelation.EXACT_MATCH);
    }

    @Test
    void aFewDoNotOverruleItAndManyDo() {
        assertThat(new RelationHabits(called(5, LITTLE, CHILD).toList())
                        .settle(LITTLE)
                        .relation())
                .isEqualTo(SuggestedRelation.RELATED);
        assertThat(new RelationHabits(called(12, LITTLE, CHILD).toList()).settle(LITTLE))
                .isEqualTo(new Settled(CHILD, 12, 12));
    }

    @Test
    void whatIsSaidOfOneKindOfPairHoldsForItsNeighboursAndNotForOthers() {
        RelationHabits habits = new RelationHabits(called(20, LITTLE, CHILD).toList());
        assertThat(habits.settle(SOME)).isEqualTo(new Settled(CHILD, 20, 20));
        assertThat(habits.settle(ALL_ALIKE).relation()).isEqualTo(SuggestedRelation.EXACT_MATCH);
        assertThat(habits.corrected()).isEqualTo(1);
    }

    @Test
    void theCloserCountPrevailsOverTheWiderOne() {
        RelationHabits habits = new RelationHabits(Stream.concat(
                        called(20, LITTLE, SuggestedRelation.RELATED), called(15, SOME, SuggestedRelation.PART_OF))
                .toList());
        assertThat(habits.settle(SOME)).isEqualTo(new Settled(SuggestedRelation.PART_OF, 15, 15));
        assertThat(habits.settle(LITTLE).relation()).isEqualTo(SuggestedRelation.RELATED);
    }

    @Test
    void whatTheWiderCountProposesIsToldByTheWiderCount() {
        SuggestedRelation peer = new SuggestedRelation("isPeerOf", false);
        RelationHabits habits = new RelationHabits(
                Stream.of(called(100, LITTLE, CHILD), called(4, SOME, SuggestedRelation.RELATED), called(3, SOME, peer))
                        .flatMap(pairs -> pairs)
                        .toList());
        assertThat(habits.settle(SOME)).isEqualTo(new Settled(CHILD, 100, 107));
    }

    @Test
    void equalCountsLeaveTheWordingsOwnWord() {
        List<Called> divided = Stream.concat(called(10, LITTLE, CHILD), called(10, LITTLE, SuggestedRelation.RELATED))
                .toList();
        assertThat(new RelationHabits(divided).settle(LITTLE).relation()).isEqualTo(SuggestedRelation.RELATED);
        assertThat(new RelationHabits(divided).corrected()).isZero();
    }
}
