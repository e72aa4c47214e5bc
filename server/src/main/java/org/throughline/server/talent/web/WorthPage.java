package org.throughline.server.talent.web;

import java.util.List;
import org.throughline.server.face.Line;
import org.throughline.server.face.StateView;

/** What a record is worth to its learner: published needs, nearest first. */
public record WorthPage(List<Need> needs, boolean found) {
    public WorthPage {
        needs = List.copyOf(needs);
    }

    /** One need from the learner's side. */
    public record Need(
            String title,
            String href,
            String employer,
            String openings,
            String score,
            String scoreWords,
            StateView required,
            List<Met> met,
            List<Missing> missing) {
        public Need {
            met = List.copyOf(met);
            missing = List.copyOf(missing);
        }
    }

    /** A requirement that a credential answers, with its line. */
    public record Met(String label, StateView outcome, Line line) {}

    /** A requirement still open, and what would close it. */
    public record Missing(String label, StateView outcome, boolean required, List<Closing> closing) {
        public Missing {
            closing = List.copyOf(closing);
        }
    }

    /** An achievement that would close a gap. */
    public record Closing(String name, String href, String offeredBy) {}
}
