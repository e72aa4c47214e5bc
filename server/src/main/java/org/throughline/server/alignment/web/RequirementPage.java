package org.throughline.server.alignment.web;

import java.util.List;
import org.throughline.server.face.Line;
import org.throughline.server.face.TableView;

/**
 * The lines of one requirement, and every decision that was made about it.
 *
 * @param label code and statement
 * @param path the statements above it
 * @param lines one for each accepted alignment, strongest first; a broken one when there is none
 * @param history the decisions, newest first
 */
public record RequirementPage(
        String label, String path, String crosswalk, String boardHref, List<Line> lines, TableView history) {
    public RequirementPage {
        lines = List.copyOf(lines);
    }
}
