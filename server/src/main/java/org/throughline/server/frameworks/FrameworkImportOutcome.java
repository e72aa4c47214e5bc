package org.throughline.server.frameworks;

import java.util.List;

/**
 * What an import did.
 *
 * @param changed whether anything is other than before; false when the same package came again
 * @param findings one line each: severity, where, what was found, what was done
 */
public record FrameworkImportOutcome(
        Framework framework, int items, int associations, boolean changed, List<String> findings) {
    public FrameworkImportOutcome {
        findings = List.copyOf(findings);
    }
}
