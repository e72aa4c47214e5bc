package org.throughline.server.frameworks.web;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.throughline.caseformat.CaseReader;
import org.throughline.server.face.Option;
import org.throughline.server.face.StateView;

/**
 * The form that brings a file.
 *
 * @param organizations on whose behalf; a choice only where there are several
 * @param targets the frameworks that may be updated, the first for none in particular
 * @param publish whether it is to be published at once
 * @param published the title of the chosen target where it is published already, which no import takes back; else null
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
        boolean publish,
        @Nullable String published,
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

    /** The largest file that is taken. */
    public long mostBytes() {
        return CaseReader.MAX_BYTES;
    }

    /** A file of the last day, to come back to. */
    public record Brought(String source, String href, StateView state, String sentence) {}
}
