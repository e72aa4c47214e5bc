package org.throughline.matching;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What statements that were decided about vote for. */
class PrecedentsTests {
    private static final List<Analysed> CANDIDATES = List.of(
            analysed("c0", "Document patient care", "Maintain health records"),
            analysed("c1", "Record building progress", "Maintain site records"),
            analysed("c2", "Store medical files", "Maintain health records"),
            analysed("c3", "Mix mortar", "Prepare materials"));

    private static final List<Learning.Decided> DECIDED = List.of(
            accepted("n1", "Keep records of daily work", "Registered Nurses", 0),
            accepted("m1", "Keep records of daily work", "Masons and Bricklayers", 1),
            accepted("m2", "Prepare mortar for walls", "Masons and Bricklayers", 3));

    private final Precedents precedents = precedents(DECIDED);

    private static Precedents precedents(List<Learning.Decided> decided) {
        return new Precedents(
                decided,
                CANDIDATES,
                new Rarity(
                        Stream.concat(CANDIDATES.stream(), decided.stream().map(Learning.Decided::from))
                                .toList(),
                        Analysed::bag));
    }

    @Test
    void theSameWordsUnderLikeParentsSpeakAndUnderOthersDoNot() {
        Precedents.Votes votes =
                precedents.votes(analysed("q", "Keep records of the work", "Nurses, Licensed Practical"));

        assertThat(votes.alike()).containsKeys(0, 1);
        assertThat(votes.ofKin()).containsOnlyKeys(0);
        assertThat(votes.byParents()).containsOnlyKeys(0);
    }

    @Test
    void kinVoteAgainstWhatWasRejectedForThemAlone() {
        List<Learning.Decided> decided = new ArrayList<>(DECIDED);
        Analysed nurse = analysed("n1", "Keep records of daily work", "Registered Nurses");
        decided.add(new Learning.Decided(nurse.statement(), nurse, 2, false, null));
        Analysed mason = analysed("m3", "Mix colours", "Masons and Bricklayers");
        decided.add(new Learning.Decided(mason.statement(), mason, 3, false, null));
        Precedents.Votes votes =
                precedents(decided).votes(analysed("q", "Keep records of the work", "Nurses, Licensed Practical"));

        assertThat(votes.against()).containsOnlyKeys(2);
        assertThat(votes.against().get(2)).isBetween(0.0, 1.0);
        assertThat(votes.ofKin()).containsOnlyKeys(0);
    }

    @Test
    void withoutParentsAStatementsOwnWordsTell() {
        Precedents.Votes votes = precedents.votes(Analysed.of(Statement.of("q", "Keep records of the work"), "en"));

        assertThat(votes.ofKin()).containsKeys(0, 1);
        assertThat(votes.byParents()).isEmpty();
    }

    @Test
    void votesAreSharesAndAFamilyHasThoseOfItsMembers() {
        Precedents.Votes votes = precedents.votes(analysed("q", "Keep records of the work", "Masons"));

        assertThat(votes.alike().values().stream()
                        .mapToDouble(Double::doubleValue)
                        .sum())
                .isBetween(0.0, 1.0);
        assertThat(votes.families().get(precedents.family(2)))
                .isEqualTo(votes.alike().get(0));
        assertThat(precedents.family(1)).isNotEqualTo(precedents.family(0));
    }

    @Test
    void aCandidateIsFoundByTheWordsOfWhatItWasAcceptedFor() {
        double[] scores = precedents.expanded(CANDIDATES).scores(Map.of("mortar", 1.0, "wall", 1.0));

        assertThat(scores[3]).isGreaterThan(0);
        assertThat(scores[0]).isZero();
        double[] byWalls = precedents.expanded(CANDIDATES).scores(Map.of("wall", 1.0));
        assertThat(byWalls[3]).isGreaterThan(0);
    }

    @Test
    void whatWasOftenDecidedAboutIsFamiliarButNotByItself() {
        double known = precedents.familiarity(analysed("q", "Keep records of daily work", "Nurses"));
        double strange = precedents.familiarity(analysed("q", "Paint bridges", "Painters"));
        double itself = precedents.familiarity(analysed("m2", "Prepare mortar for walls", "Masons and Bricklayers"));

        assertThat(known).isGreaterThan(itself);
        assertThat(strange).isZero();
    }

    @Test
    void piecesThatSpeakOfTheSameLieInOneRegion() {
        List<Learning.Decided> accepted = new ArrayList<>();
        for (int piece = 0; piece < 12; piece++) {
            for (int n = 0; n < 3; n++) {
                accepted.add(accepted("s" + piece + n, "Say " + n, piece % 2 + " " + piece, 0));
            }
        }
        // even pieces along the first axis, odd ones along the second, a little apart
        Map<String, String> regions = Regions.of(
                accepted,
                one -> one.context().getFirst(),
                one -> place(one.statement().context().getFirst()));

        assertThat(regions).hasSize(12);
        assertThat(regions.values()).allMatch(region -> region.startsWith("region "));
        regions.forEach((one, region) -> regions.forEach((other, its) -> {
            if (one.charAt(0) != other.charAt(0)) {
                assertThat(region).isNotEqualTo(its);
            }
        }));
        assertThat(Regions.of(
                        accepted,
                        one -> one.context().getFirst(),
                        one -> place(one.statement().context().getFirst())))
                .isEqualTo(regions);
    }

    private static float[] place(String parent) {
        float[] place = new float[4];
        place[parent.charAt(0) - '0'] = 1;
        place[2 + parent.charAt(0) - '0'] = Integer.parseInt(parent.substring(2)) / 100f;
        LatentSpace.scaleToOne(place);
        return place;
    }

    private static Learning.Decided accepted(String id, String text, String parent, int to) {
        Analysed from = analysed(id, text, parent);
        return new Learning.Decided(from.statement(), from, to, true, null);
    }

    private static Analysed analysed(String id, String text, String parent) {
        return Analysed.of(new Statement(id, text, List.of(parent), null, null, "en", null), "en");
    }
}
