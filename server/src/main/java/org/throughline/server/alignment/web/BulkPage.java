package org.throughline.server.alignment.web;

import java.util.List;
import java.util.Map;
import org.throughline.server.face.Option;

/**
 * What would be accepted together, line by line.
 *
 * @param above the chosen probability, in hundredths
 * @param sentence how many there are and how many of them are expected to be wrong
 * @param more how many further ones the next page of the same kind would have; 0 for none
 * @param kept what the forms carry along
 */
public record BulkPage(
        String title,
        String boardHref,
        String address,
        int above,
        List<Option> choices,
        String sentence,
        List<Line> lines,
        int more,
        Map<String, String> kept) {
    public BulkPage {
        choices = List.copyOf(choices);
        lines = List.copyOf(lines);
        kept = Map.copyOf(kept);
    }

    /**
     * @param value what the tick box sends: both items and the relation
     * @param requirement code and statement
     * @param words what the outcome is to the requirement
     */
    public record Line(
            String value, String requirement, String outcome, String words, String probability, double share) {}
}
