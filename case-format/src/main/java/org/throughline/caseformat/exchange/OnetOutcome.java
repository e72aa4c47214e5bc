package org.throughline.caseformat.exchange;

import java.util.List;
import org.throughline.caseformat.Finding;
import org.throughline.caseformat.Severity;

/**
 * What came of reading O*NET files: a framework for each occupation that could be made, in the order they were asked for.
 *
 * @param frameworks the frameworks
 * @param findings what was noticed; an occupation that gave no framework has an error here
 */
public record OnetOutcome(List<OnetFramework> frameworks, List<Finding> findings) {

    public OnetOutcome {
        frameworks = List.copyOf(frameworks);
        findings = List.copyOf(findings);
    }

    /** Whether something that was asked for could not be given. */
    public boolean hasErrors() {
        return findings.stream().anyMatch(finding -> finding.severity() == Severity.ERROR);
    }
}
