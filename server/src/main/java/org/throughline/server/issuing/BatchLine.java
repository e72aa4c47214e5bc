package org.throughline.server.issuing;

import java.util.List;
import org.throughline.server.organizations.OrganizationId;

/**
 * A batch in one line.
 *
 * @param achievements their names
 * @param people to how many it issues
 */
public record BatchLine(
        OrganizationId organization, BatchProgress progress, List<String> achievements, int people, boolean withClr) {
    private static final int NAMED = 3;

    public BatchLine {
        achievements = List.copyOf(achievements);
    }

    /** What people call the batch: its achievements by name, or their number where the names would fill a page. */
    public String title() {
        return achievements.size() > NAMED ? achievements.size() + " achievements" : String.join(", ", achievements);
    }

    /**
     * A row of the roster that was left out.
     *
     * @param who the row's name and address as written
     */
    public record LeftOut(int line, String who, String reason) {}
}
