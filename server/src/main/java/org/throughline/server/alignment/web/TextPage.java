package org.throughline.server.alignment.web;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.throughline.server.face.Option;

/**
 * A text, and the competencies that it may speak of.
 *
 * @param limits what is read of a text at most, in words
 * @param fileLimits what a file may be, in words
 * @param said how much was found and left out; null before anything was asked
 * @param found the statements for which there is something possible
 * @param unanswered those for which there is nothing possible
 * @param leftOut by why
 * @param needHref where the chosen ones become a talent need; null for whoever states none
 */
public record TextPage(
        List<Option> frameworks,
        String chosen,
        String text,
        String limits,
        String fileLimits,
        @Nullable String error,
        @Nullable String said,
        List<Found> found,
        List<Found> unanswered,
        Map<String, List<String>> leftOut,
        @Nullable String needHref) {
    public TextPage {
        frameworks = List.copyOf(frameworks);
        found = List.copyOf(found);
        unanswered = List.copyOf(unanswered);
    }

    /**
     * A statement of the text.
     *
     * @param first what is shown at once
     * @param further what is less likely
     */
    public record Found(String statement, String heading, List<Candidate> first, List<Candidate> further) {
        public Found {
            first = List.copyOf(first);
            further = List.copyOf(further);
        }
    }

    /**
     * A competency that it may speak of.
     *
     * @param id of its checkbox
     * @param crosswalks where it is decided about: address and title
     */
    public record Candidate(
            String id,
            String item,
            String label,
            String where,
            String href,
            String probability,
            String relation,
            List<String> reasons,
            boolean likely,
            Map<String, String> crosswalks) {
        public Candidate {
            reasons = List.copyOf(reasons);
        }
    }
}
