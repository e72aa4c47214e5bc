package org.throughline.server.programs.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An achievement as anybody may read it.
 *
 * @param uri its Open Badges id, cited by every credential that awards it
 * @param proves the CFItems that it proves, in order
 * @param endorsed who says, signed, that it answers what they ask for
 */
public record AchievementPage(
        String name,
        String href,
        String uri,
        String organization,
        String type,
        @Nullable String humanCode,
        @Nullable String course,
        String description,
        List<String> criteria,
        List<Proven> proves,
        List<Endorsed> endorsed) {
    public AchievementPage {
        endorsed = List.copyOf(endorsed);
        criteria = List.copyOf(criteria);
        proves = List.copyOf(proves);
    }

    /** What another organization says in favour of it, signed. */
    public record Endorsed(
            String by, String since, String sentence, List<String> comment, String href, boolean carried) {
        public Endorsed {
            comment = List.copyOf(comment);
        }
    }

    /** An item that the achievement proves; without a page where it is unknown here. */
    public record Proven(
            @Nullable String code,
            String statement,
            @Nullable String framework,
            @Nullable String href) {}
}
