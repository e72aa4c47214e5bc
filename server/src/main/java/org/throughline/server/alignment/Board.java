package org.throughline.server.alignment;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.throughline.server.frameworks.FrameworkItem;
import org.throughline.server.shared.ItemUri;

/**
 * Everything that the crosswalk board shows, requirement by requirement in tree order.
 *
 * @param rows the leaves of the requirements' framework
 */
public record Board(Crosswalk crosswalk, List<Row> rows) {
    public Board {
        rows = List.copyOf(rows);
    }

    /** Where a requirement stands. */
    public enum State {
        UNDECIDED,
        MATCHED,
        WITHOUT_MATCH;

        /**
         * A dispute leaves a requirement undecided, and so does a suggestion that nobody has answered.
         *
         * @param open whether a suggestion waits
         */
        static State of(int accepted, int rejected, int disputed, boolean open) {
            if (accepted > 0) {
                return MATCHED;
            }
            return !open && disputed == 0 && rejected > 0 ? WITHOUT_MATCH : UNDECIDED;
        }
    }

    /**
     * One requirement.
     *
     * @param above the texts of its parents, topmost first
     * @param open suggestions that wait for a decision, best first
     * @param accepted accepted alignments, strongest first
     * @param rejected outcomes that were rejected
     * @param disputed pairs of which organizations say different things
     * @param standings for each decided outcome, who said what of it
     */
    public record Row(
            FrameworkItem requirement,
            List<FrameworkItem> above,
            List<Candidate> open,
            List<Accepted> accepted,
            List<FrameworkItem> rejected,
            List<FrameworkItem> disputed,
            Map<ItemUri, Said> standings) {
        public Row {
            disputed = List.copyOf(disputed);
            standings = Map.copyOf(standings);
            above = List.copyOf(above);
            open = List.copyOf(open);
            accepted = List.copyOf(accepted);
            rejected = List.copyOf(rejected);
        }

        public State state() {
            return State.of(accepted.size(), rejected.size(), disputed.size(), !open.isEmpty());
        }
    }

    /**
     * What was said of a pair.
     *
     * @param standing where it stands between the organizations
     * @param views the last word of each organization, the earliest first
     * @param resolution the lead's, while it stands
     * @param changed what its words were when it was decided and are now; null while they are the same
     */
    public record Said(
            Standing standing,
            List<Decision> views,
            @Nullable Decision resolution,
            @Nullable Rewording changed) {
        public Said {
            views = List.copyOf(views);
        }
    }

    /** A suggested outcome. */
    public record Candidate(FrameworkItem outcome, List<FrameworkItem> above, SuggestedAlignment suggestion) {
        public Candidate {
            above = List.copyOf(above);
        }
    }

    /** An accepted outcome and the step that leads to it. */
    public record Accepted(FrameworkItem outcome, AlignmentStep step) {}

    /** The row of a requirement. */
    public Optional<Row> row(ItemUri requirement) {
        return rows.stream()
                .filter(row -> row.requirement().uri().equals(requirement))
                .findFirst();
    }
}
