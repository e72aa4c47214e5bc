package org.throughline.server.alignment.web;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.throughline.caseformat.compare.TextDiff;
import org.throughline.server.face.Option;
import org.throughline.server.face.PageLinks;
import org.throughline.server.face.StateView;
import org.throughline.server.face.TabsView;

/**
 * The board: requirement by requirement, what is suggested and what was decided.
 *
 * @param published whether the world may read the crosswalk
 * @param publishAction where publication posts to; null for whoever may not, or when it is published
 * @param orderWords what the order means
 * @param undoLast where the taking back of the viewer's last act posts to; null for whoever does not decide
 * @param bulkHref the page where many are accepted at once; null likewise
 * @param effortHref what the work took; null for whoever does not stand behind the crosswalk
 */
public record BoardPage(
        String title,
        String address,
        String requirements,
        String requirementsHref,
        String outcomes,
        String outcomesHref,
        Progress progress,
        TabsView views,
        TabsView orders,
        String orderWords,
        Narrowing narrowing,
        List<BoardRow> rows,
        PageLinks links,
        String coverageHref,
        String packageHref,
        boolean published,
        @Nullable String publishAction,
        @Nullable String undoLast,
        @Nullable String bulkHref,
        @Nullable String effortHref,
        Map<String, String> place,
        boolean mayDecide,
        Suggesting suggesting) {
    public BoardPage {
        rows = List.copyOf(rows);
    }

    /** How far the board is. */
    public record Progress(int done, int total, String sentence) {}

    /**
     * The form that narrows the board.
     *
     * @param branches the parts of the tree
     * @param voices the organizations for which the viewer may decide, where there are several
     * @param kept what the form carries along
     */
    public record Narrowing(
            List<Option> branches,
            @Nullable String branch,
            String words,
            List<Option> voices,
            @Nullable String voice,
            Map<String, String> kept,
            boolean open) {
        public Narrowing {
            branches = List.copyOf(branches);
            voices = List.copyOf(voices);
        }
    }

    /**
     * One requirement.
     *
     * @param id the row's anchor
     * @param path the statements above it
     * @param treesHref where it stands between both trees
     * @param question the suggestion that the keys decide; null when none is open
     * @param suggestions further open suggestions, and another outcome by its code
     * @param rejections what was rejected
     * @param others the further suggestions, where they are unfolded
     * @param rejected what was rejected, where it is unfolded
     * @param done whether nothing here waits any more
     * @param idle what a key means here that does nothing; null for whoever decides nothing
     */
    public record BoardRow(
            String id,
            String path,
            @Nullable String code,
            String statement,
            @Nullable String facts,
            String lineHref,
            String treesHref,
            List<StateView> states,
            boolean done,
            boolean postponed,
            @Nullable Candidate question,
            Fold suggestions,
            List<Candidate> others,
            List<Decided> accepted,
            Fold rejections,
            List<Decided> rejected,
            List<Decided> disputed,
            Actions actions,
            boolean mayDecide,
            boolean mayResolve,
            @Nullable String idle) {
        public BoardRow {
            states = List.copyOf(states);
            others = List.copyOf(others);
            accepted = List.copyOf(accepted);
            rejected = List.copyOf(rejected);
            disputed = List.copyOf(disputed);
        }

        /** Which of the accepted the keys are about: what has changed, else what another organization alone accepted, else the first. */
        public int keyed() {
            return keyed(accepted);
        }

        static int keyed(List<Decided> accepted) {
            return IntStream.range(0, accepted.size())
                    .boxed()
                    .min(Comparator.comparing((Integer n) -> accepted.get(n).changed() == null)
                            .thenComparing(n -> accepted.get(n).own()))
                    .orElse(0);
        }
    }

    /**
     * What of a row is fetched when somebody unfolds it: most people never do, and it is most of what there is to read.
     *
     * @param count how many stand in it
     * @param open whether it is unfolded, and so here already
     * @param href where it is fetched from
     * @param address the board with it unfolded, for whoever has no script
     */
    public record Fold(int count, String label, boolean open, String href, String address) {}

    /**
     * Where the row's forms post to, and what they carry.
     *
     * @param address the crosswalk's
     * @param place what every form carries along
     */
    public record Actions(String address, String requirement, Map<String, String> place) {
        /** Where an act posts to: {@code accept}, {@code reject}… */
        public String to(String act) {
            return address + "/" + act;
        }
    }

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

    /**
     * A decided outcome, with the words of the decision.
     *
     * @param kind accepted, rejected or disputed
     * @param relation CASE's word of an accepted pair
     * @param behind who decided and when
     * @param standing agreement, dispute and resolution, where several organizations have a say; null for one alone
     * @param views what each organization says, where there is more than one or another than the viewer's
     * @param own whether the viewer's organization has said something of it
     */
    public record Decided(
            Kind kind,
            String outcome,
            @Nullable String code,
            String statement,
            String href,
            String words,
            @Nullable String relation,
            @Nullable String behind,
            @Nullable String reason,
            @Nullable StateView standing,
            List<Side> views,
            @Nullable Side resolution,
            @Nullable Changed changed,
            boolean own) {
        public Decided {
            views = List.copyOf(views);
        }

        public boolean isAccepted() {
            return kind == Kind.ACCEPTED;
        }
    }

    /** How a pair stands. */
    public enum Kind {
        ACCEPTED,
        REJECTED,
        DISPUTED
    }

    /** What one organization says of a pair. */
    public record Side(
            String organization,
            StateView verdict,
            String behind,
            @Nullable String reason) {}

    /** Words that have changed since a pair was decided; null where they are the same. */
    public record Changed(
            @Nullable Words requirement, @Nullable Words outcome) {}

    /**
     * One side's words, each with what differs from the other marked.
     *
     * @param then empty where the words were not kept
     * @param now empty where nothing is known of it any more
     * @param left whether it has left its framework
     */
    public record Words(List<TextDiff.Run> then, List<TextDiff.Run> now, boolean left) {
        public Words {
            then = List.copyOf(then);
            now = List.copyOf(now);
        }
    }
}
