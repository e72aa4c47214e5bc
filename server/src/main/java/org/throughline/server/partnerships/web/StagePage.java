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
        List<Present> present) {
    public StagePage {
        parked = List.copyOf(parked);
        present = List.copyOf(present);
    }

    /**
     * @param line both wordings of a pair, joined as far as they are decided; null for a question in words
     * @param phase {@code voting}, {@code revealed} or {@code settled}
     * @param since when it came on the screen, for the clock; ISO 8601
     * @param outcome what was decided, once it is
     */
    public record Asked(
            int number,
            String words,
            @Nullable Line line,
            String phase,
            String since,
            String spent,
            int votes,
            Tally tally,
            List<Group> groups,
            List<Option> relations,
            String chosen,
            @Nullable StateView outcome,
            String note) {
        public Asked {
            groups = List.copyOf(groups);
            relations = List.copyOf(relations);
        }

        public boolean isPair() {
            return line != null;
        }
    }

    public record Tally(int yes, int no, int unsure) {}

    /** The votes of one organization. */
    public record Group(String organization, List<Said> votes) {
        public Group {
            votes = List.copyOf(votes);
        }
    }

    public record Said(StateView choice, String relation, String reason) {}

    public record Next(String id, String words) {}

    /** Somebody who takes part. */
    public record Present(String id, String name, String organization, boolean guest) {}
}
