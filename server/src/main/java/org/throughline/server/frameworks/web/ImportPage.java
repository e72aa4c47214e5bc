package org.throughline.server.frameworks.web;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.throughline.server.face.Option;
import org.throughline.server.face.StateView;

/**
 * The form that brings a file.
 *
 * @param organizations on whose behalf; a choice only where there are several
 * @param targets the frameworks that may be updated, the first for none in particular
 * @param error what was wrong with the last try; null at first
 * @param findings its findings
 * @param brought what the person brought in the last day, the newest first
 */
public record ImportPage(
        List<Option> organizations,
        List<Option> kinds,
        Set<String> chosenKind,
        List<Option> targets,
        String chosenTarget,
        String address,
        @Nullable String error,
        List<String> findings,
        List<Brought> brought) {
    public ImportPage {
        organizations = List.copyOf(organizations);
        kinds = List.copyOf(kinds);
        chosenKind = Set.copyOf(chosenKind);
        targets = List.copyOf(targets);
        findings = List.copyOf(findings);
        brought = List.copyOf(brought);
    }

    /** A file of the last day, to come back to. */
    public record Brought(String source, String href, StateView state, String sentence) {}
}
