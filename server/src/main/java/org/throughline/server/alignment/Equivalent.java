package org.throughline.server.alignment;

import java.util.List;
import org.throughline.server.shared.ItemUri;

/**
 * An item that is accepted in place of a requirement.
 *
 * @param strength in [0, 1]: the product of the steps' strengths; 1 for the requirement itself
 * @param path how it came to be: empty for the requirement itself, at most two steps
 */
public record Equivalent(ItemUri item, double strength, List<AlignmentStep> path) {
    public Equivalent {
        path = List.copyOf(path);
        if (!(strength >= 0 && strength <= 1)) {
            throw new IllegalArgumentException("strength " + strength + " is not in [0, 1]");
        }
    }
}
