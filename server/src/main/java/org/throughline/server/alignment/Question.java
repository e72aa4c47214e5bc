package org.throughline.server.alignment;

import java.util.List;
import org.throughline.server.frameworks.FrameworkItem;

/**
 * One requirement as the board lists it: where it stands, and how much an answer helps. What the board shows of it is a {@link Board.Row}.
 *
 * @param above the items above it along first parents, the topmost first
 * @param open the probabilities of the suggestions that wait for a decision, best first
 * @param accepted accepted pairs
 * @param rejected rejected pairs
 * @param disputed pairs of which organizations say different things
 * @param changed accepted pairs whose words have changed since they were decided
 * @param waitsForViewer pairs of which another organization alone has said something, and the viewer's has not
 * @param waitsForOthers pairs of which the viewer's organization alone has
 * @param postponed whether the viewer's organization has put it off
 * @param cited how many talent needs and achievements rest on it
 */
public record Question(
        FrameworkItem requirement,
        List<FrameworkItem> above,
        List<Double> open,
        int accepted,
        int rejected,
        int disputed,
        int changed,
        int waitsForViewer,
        int waitsForOthers,
        boolean postponed,
        int cited) {
    public Question {
        above = List.copyOf(above);
        open = List.copyOf(open);
    }

    /** Where it stands, without what only the order of the questions needs. */
    public CrosswalkBoards.Stand stand() {
        return new CrosswalkBoards.Stand(state(), disputed, changed, waitsForViewer, waitsForOthers, postponed);
    }

    /** Where the requirement stands; a dispute leaves it undecided. */
    public Board.State state() {
        return Board.State.of(accepted, rejected, disputed, !open.isEmpty());
    }
}
