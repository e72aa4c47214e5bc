package org.throughline.server.pipeline.web;

import java.util.List;
import org.throughline.server.face.BarsView;
import org.throughline.server.face.TableView;

/**
 * Supply and demand on one printable page.
 *
 * @param summary the answer in one sentence
 * @param figures the few numbers that matter, with their names
 * @param bars the competencies with the widest gaps
 * @param table all of them
 * @param assumptions what the numbers count and what they do not
 */
public record PipelinePage(
        String summary, List<Figure> figures, BarsView bars, TableView table, List<String> assumptions, boolean empty) {
    public PipelinePage {
        figures = List.copyOf(figures);
        assumptions = List.copyOf(assumptions);
    }

    /** A number and its name. */
    public record Figure(String name, String number) {}
}
