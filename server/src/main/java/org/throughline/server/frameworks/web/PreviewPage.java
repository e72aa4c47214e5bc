package org.throughline.server.frameworks.web;

import java.util.List;
import org.throughline.server.frameworks.ImportPreview;

/**
 * What an import would do, before it does it.
 *
 * @param sentence the change in words
 * @param organization on whose behalf
 * @param confirmAction where the confirmation posts to
 */
public record PreviewPage(
        ImportPreview preview,
        String sentence,
        String source,
        String organization,
        String kind,
        boolean publish,
        List<String> findings,
        String confirmAction) {
    public PreviewPage {
        findings = List.copyOf(findings);
    }
}
