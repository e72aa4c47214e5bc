package org.throughline.server.alignment.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.throughline.server.face.Option;
import org.throughline.server.face.PageLinks;
import org.throughline.server.face.StateView;
import org.throughline.server.face.TabsView;

/**
 * The board: requirement by requirement, what is suggested and what was decided.
 *
 * @param published whether the world may read the crosswalk
 * @param publishAction where publication posts to; null for whoever may not, or when it is published
 */
public record BoardPage(
        String title,
        String requirements,
        String requirementsHref,
        String outcomes,
        String outcomesHref,
        Progress progress,
        TabsView views,
        List<BoardRow> rows,
        PageLinks links,
        String coverageHref,
        String packageHref,
        boolean published,
        @Nullable String publishAction,
        boolean mayDecide,
        Suggesting suggesting) {
    public BoardPage {
        rows = List.copyOf(rows);
    }

    /** How far the board is. */
    public record Progress(int done, int total, String sentence) {}

    /**
     * One requirement.
     *
     * @param id the row's anchor
     * @param path the statements above it
     * @param next the anchor of the row that follows; null for the last
     * @param question the suggestion that the keys decide; null when none is open
     * @param others further open suggestions
     * @param done whether nothing here waits any more
     */
    public record BoardRow(
            String id,
            String path,
            @Nullable String code,
            String statement,
            @Nullable String facts,
            String lineHref,
            StateView state,
            boolean done,
            @Nullable String next,
            @Nullable Candidate question,
            List<Candidate> others,
            List<Decided> accepted,
            List<Decided> rejected,
            Actions actions,
            boolean mayDecide) {
        public BoardRow {
            others = List.copyOf(others);
            accepted = List.copyOf(accepted);
            rejected = List.copyOf(rejected);
        }
    }

    /** Where the row's forms post to, and what they carry. */
    public record Actions(String accept, String reject, String undo, String byCode, String requirement, String view) {}

    /**
     * A suggested outcome.
     *
     * @param key names its form's controls in the page
     * @param relations what it may be to the requirement, in the order of the keys 1 to 5
     * @param proposed the relation that the engine proposes
     * @param whyHref where the numbers behind it stand
     * @param outcomeHref where everything stands that this outcome may answer
     */
    public record Candidate(
            String key,
            String outcome,
            @Nullable String code,
            String statement,
            String path,
            String href,
            String probability,
            double share,
            List<String> reasons,
            List<Option> relations,
            String proposed,
            String whyHref,
            String outcomeHref) {
        public Candidate {
            reasons = List.copyOf(reasons);
            relations = List.copyOf(relations);
        }
    }

    /** A decided outcome, with the words of the decision. */
    public record Decided(
            String outcome,
            @Nullable String code,
            String statement,
            String href,
            String words,
            @Nullable String behind,
            @Nullable String reason) {}
}
