package org.throughline.server.frameworks;

import java.util.List;
import java.util.UUID;

/**
 * What an import would do, told before it does it. Nothing has changed yet.
 *
 * @param items how many the package brings
 * @param associations how many the package brings
 * @param added items that are new here
 * @param changed items whose text or data differ from what stands here
 * @param retired items that stand here and are not in the package
 * @param firstTime whether the framework is not here yet
 * @param refusal why it can't come in, or empty when it can
 * @param findings one line each, worst first
 */
public record ImportPreview(
        UUID identifier,
        String title,
        String creator,
        int items,
        int associations,
        int added,
        int changed,
        int retired,
        boolean firstTime,
        String refusal,
        List<String> findings) {
    public ImportPreview {
        findings = List.copyOf(findings);
    }

    /** Whether the package may come in. */
    public boolean allowed() {
        return refusal.isEmpty();
    }

    /** Whether it would change anything. */
    public boolean changes() {
        return firstTime || added + changed + retired > 0;
    }
}
