package org.throughline.server.portability.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What would come of an organization's file, or why it is refused. */
public record OrganizationImportPage(
        @Nullable String organization,
        @Nullable String slug,
        boolean changes,
        List<String> lines,
        @Nullable String waiting,
        @Nullable String error,
        List<String> findings) {
    public OrganizationImportPage {
        lines = List.copyOf(lines);
        findings = List.copyOf(findings);
    }
}
