package org.throughline.server.records.web;

import java.util.List;
import org.throughline.server.records.HeldCredential;

/**
 * A person's record.
 *
 * @param held what they hold on its own, newest first; what came inside a CLR is on the CLR's page
 * @param competencies how many different competencies their valid credentials prove
 * @param unsound how many of their credentials do not verify now
 */
public record RecordPage(List<HeldCredential> held, int competencies, int unsound) {
    public RecordPage {
        held = List.copyOf(held);
    }

    static RecordPage of(List<HeldCredential> shown, List<HeldCredential> all) {
        int competencies = (int) all.stream()
                .filter(HeldCredential::proves)
                .flatMap(c -> c.competencies().stream())
                .distinct()
                .count();
        int unsound = (int) shown.stream()
                .filter(c -> c.verdict() != org.throughline.credentials.check.Verdict.VALID)
                .count();
        return new RecordPage(shown, competencies, unsound);
    }
}
