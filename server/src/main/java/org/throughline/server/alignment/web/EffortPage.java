package org.throughline.server.alignment.web;

import java.util.List;
import org.throughline.server.face.TableView;

/**
 * What deciding a crosswalk took.
 *
 * @param sentence decisions, people and minutes
 * @param pace how fast, and how long the rest takes; or why that can't be said yet
 * @param counted how minutes are counted
 * @param organizations one row for each
 * @param people the viewer's own colleagues; no rows where there are none to show
 */
public record EffortPage(
        String title,
        String boardHref,
        String sentence,
        String pace,
        List<String> counted,
        TableView organizations,
        TableView people) {
    public EffortPage {
        counted = List.copyOf(counted);
    }
}
