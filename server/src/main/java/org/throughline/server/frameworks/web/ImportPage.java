package org.throughline.server.frameworks.web;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.throughline.server.face.Option;

/**
 * The form that brings a package.
 *
 * @param organizations on whose behalf; a choice only where there are several
 * @param error what was wrong with the last try; null at first
 * @param findings its findings
 */
public record ImportPage(
        List<Option> organizations,
        List<Option> kinds,
        Set<String> chosenKind,
        String address,
        @Nullable String error,
        List<String> findings) {
    public ImportPage {
        organizations = List.copyOf(organizations);
        kinds = List.copyOf(kinds);
        chosenKind = Set.copyOf(chosenKind);
        findings = List.copyOf(findings);
    }
}
