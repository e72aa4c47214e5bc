package org.throughline.server.partnerships.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.throughline.server.face.Line;
import org.throughline.server.face.Option;
import org.throughline.server.face.QrCode;
import org.throughline.server.face.StateView;

/**
 * A workshop on a projector. Before the votes are revealed there is nothing of them in here but their number.
 *
 * @param screen the question and state that are shown, as the live part compares them
 * @param asked the question on the screen; null before the first one
 * @param waiting guests to let in or to turn away
 * @param next the question that comes next; null when none is left
 */
public record StagePage(
        String partnership,
        String title,
        String base,
        String action,
        String code,
        String joinAddress,
        QrCode qr,
        long version,
        String screen,
        int position,
        int settled,
        int total,
        @Nullable Asked asked,
        @Nullable Next next,
        List<Next> parked,
        List<Present> present,
        List<Present> waiting) {
    public StagePage {
        waiting = List.copyOf(waiting);
        parked = List.copyOf(parked);
        present = List.copyOf(present);
    }

    /**
     * @param id the question's
     * @param line both wordings of a pair, joined as far as they are decided; null for a question in words
     * @param phase {@code voting}, {@code revealed} or {@code settled}
     * @param since when it came on the screen, for the clock; ISO 8601
     * @param turns every vote on it, the latest first; empty while it is voted on
     * @param outcome what was decided, once it is
     */
    public record Asked(
            String id,
            int number,
            String words,
            @Nullable Line line,
            String phase,
            String since,
            String spent,
            int votes,
            List<Turn> turns,
            List<Option> relations,
            String chosen,
            @Nullable StateView outcome,
            String note) {
        public Asked {
            turns = List.copyOf(turns);
            relations = List.copyOf(relations);
        }

        public boolean isPair() {
            return line != null;
        }
    }

    /**
     * One vote on a question.
     *
     * @param shown whether the votes were revealed; what was parked before stays private, and only {@code cast} is known
     * @param tally the organizations' votes, one each
     */
    public record Turn(int number, boolean shown, int cast, Tally tally, List<Group> groups) {
        public Turn {
            groups = List.copyOf(groups);
        }

        public String name() {
            return switch (number) {
                case 1 -> "First vote";
                case 2 -> "Second vote";
                case 3 -> "Third vote";
                default -> "Vote " + number;
            };
        }
    }

    public record Tally(int yes, int no, int unsure) {}

    /**
     * The votes of one organization's people.
     *
     * @param voice what the organization's one vote is
     */
    public record Group(String organization, StateView voice, List<Said> votes) {
        public Group {
            votes = List.copyOf(votes);
        }
    }

    public record Said(StateView choice, String relation, String reason) {}

    public record Next(String id, String words) {}

    /** Somebody who takes part. */
    public record Present(String id, String name, String organization, boolean guest, String letInBy) {}
}
