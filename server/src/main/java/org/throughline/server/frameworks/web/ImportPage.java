package org.throughline.server.frameworks.web;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.throughline.server.face.Option;

/**
 * The form that brings a file.
 *
 * @param organizations on whose behalf; a choice only where there are several
 * @param targets the frameworks that may be updated, the first for none in particular
 * @param error what was wrong with the last try; null at first
 * @param findings its findings
 */
public record ImportPage(
        List<Option> organizations,
        List<Option> kinds,
        Set<String> chosenKind,
        List<Option> targets,
        String chosenTarget,
        String address,
        @Nullable String error,
        List<String> findings) {
    public ImportPage {
        organizations = List.copyOf(organizations);
        kinds = List.copyOf(kinds);
        chosenKind = Set.copyOf(chosenKind);
        targets = List.copyOf(targets);
        findings = List.copyOf(findings);
    }
}
