package org.throughline.server.frameworks.web;

import java.util.List;
import org.throughline.server.frameworks.ImportPreview;

/**
 * What an import would do, before it does it.
 *
 * @param sentence the change in words
 * @param organization on whose behalf
 * @param findings how many things were noticed
 * @param noticed the same by kind, worst first
 * @param confirmAction where the confirmation posts to
 */
public record PreviewPage(
        ImportPreview preview,
        String sentence,
        String source,
        String organization,
        String kind,
        boolean publish,
        int findings,
        List<Noticed> noticed,
        String confirmAction) {
    public PreviewPage {
        noticed = List.copyOf(noticed);
    }

    /**
     * Findings of one kind.
     *
     * @param kind the kind's stable name
     * @param first the first of them
     * @param others the rest
     */
    public record Noticed(String kind, String first, List<String> others) {
        public Noticed {
            others = List.copyOf(others);
        }
    }
}
