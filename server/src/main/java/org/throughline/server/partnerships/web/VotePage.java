package org.throughline.server.partnerships.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.throughline.server.face.Line;
import org.throughline.server.face.Option;
import org.throughline.server.face.StateView;

/**
 * A voter's page.
 *
 * @param me who the reader is here; null before they joined
 * @param person the reader's account; null for a stranger
 * @param own members for which the reader can join under their own name
 */
public record VotePage(
        String title,
        String partnership,
        String action,
        String screen,
        @Nullable String me,
        @Nullable String person,
        List<Option> own,
        List<Option> all,
        boolean guests,
        boolean waiting,
        @Nullable Asked asked) {
    public VotePage {
        own = List.copyOf(own);
        all = List.copyOf(all);
    }

    /**
     * @param line both wordings of a pair; null for a question in words
     * @param said what the reader said; null before
     */
    public record Asked(
            String id,
            String position,
            String words,
            @Nullable Line line,
            boolean voting,
            @Nullable StateView outcome,
            @Nullable StateView said,
            String saidAs,
            String reason,
            List<Option> relations,
            String chosen) {
        public Asked {
            relations = List.copyOf(relations);
        }
    }
}
