package org.throughline.caseformat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.throughline.caseformat.check.Remarks;

/** Collects findings; of one code at most a thousand, so that a report stays smaller than what it reports on. */
public final class Findings implements Remarks {

    private static final int MOST_OF_ONE_CODE = 1000;

    private final List<Finding> findings = new ArrayList<>();
    private final Map<String, Integer> counts = new LinkedHashMap<>();
    private final Map<String, Severity> severities = new LinkedHashMap<>();
    private boolean errors;

    @Override
    public void error(String code, String pointer, String message) {
        errors = true;
        add(Severity.ERROR, code, pointer, message);
    }

    @Override
    public void warning(String code, String pointer, String message) {
        add(Severity.WARNING, code, pointer, message);
    }

    @Override
    public void repair(String code, String pointer, String message) {
        add(Severity.REPAIR, code, pointer, message);
    }

    private void add(Severity severity, String code, String pointer, String message) {
        severities.putIfAbsent(code, severity);
        if (counts.merge(code, 1, Integer::sum) <= MOST_OF_ONE_CODE) {
            findings.add(new Finding(severity, code, pointer, message));
        }
    }

    /** Whether an error was among them. */
    public boolean hasErrors() {
        return errors;
    }

    /** The findings in the order they were made, and a last one for each code that has more. */
    public List<Finding> all() {
        List<Finding> all = new ArrayList<>(findings);
        counts.forEach((code, count) -> {
            if (count > MOST_OF_ONE_CODE) {
                all.add(new Finding(
                        severities.getOrDefault(code, Severity.WARNING),
                        code,
                        "",
                        "And " + (count - MOST_OF_ONE_CODE) + " more of this kind."));
            }
        });
        return List.copyOf(all);
    }
}
