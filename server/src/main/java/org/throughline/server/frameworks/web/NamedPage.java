package org.throughline.server.frameworks.web;

import java.util.List;
import org.throughline.server.frameworks.web.FrameworkPage.Fact;
import org.throughline.server.frameworks.web.FrameworkPage.Named;

/**
 * The page of something that CASE names and that is neither a document nor an item: an association, a definition, a rubric.
 *
 * @param kind what it is, in words
 * @param links what it leads to, in its order
 * @param tables a rubric's criteria, each with its levels
 * @param uri its URI
 * @param jsonHref the same for programs
 */
public record NamedPage(
        String title,
        String kind,
        List<Fact> facts,
        List<Named> links,
        List<Criterion> criteria,
        String uri,
        String jsonHref,
        String href) {

    /** One line of a rubric. */
    public record Criterion(String title, List<Level> levels) {}

    public record Level(String quality, String description, String score) {}
}
