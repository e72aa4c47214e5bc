package org.throughline.caseformat.exchange;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.throughline.caseformat.Finding;
import org.throughline.caseformat.Severity;
import org.throughline.caseformat.model.CFPackage;

/** What is said where one framework is wanted and a file holds several. */
final class SeveralFrameworks {

    private static final int NAMED = 20;

    private SeveralFrameworks() {}

    /** The one outcome, or a refusal that names what is inside. */
    static FrameworkOutcome one(List<FrameworkOutcome> all) {
        if (all.size() == 1) {
            return all.getFirst();
        }
        List<Finding> findings = new ArrayList<>();
        all.forEach(outcome -> findings.addAll(outcome.findings()));
        List<String> names = all.stream()
                .limit(NAMED)
                .map(outcome ->
                        outcome instanceof FrameworkOutcome.Read read ? named(read.pkg()) : "one that is refused")
                .toList();
        findings.add(new Finding(
                Severity.ERROR,
                "several-frameworks",
                "",
                "Expected one framework, found " + all.size() + ": " + String.join("; ", names)
                        + (all.size() > NAMED ? "; …" : "") + ". Say which, or give each in a file of its own."));
        return new FrameworkOutcome.Refused(findings);
    }

    /** The outcomes, each framework once; two different ones under one identifier can't both be taken, so the second is refused. */
    static List<FrameworkOutcome> distinct(List<FrameworkOutcome> all) {
        if (all.size() == 1) {
            return all;
        }
        Map<UUID, Integer> seen = new HashMap<>();
        List<FrameworkOutcome> distinct = new ArrayList<>(all.size());
        for (FrameworkOutcome outcome : all) {
            @Nullable
            Integer first = outcome instanceof FrameworkOutcome.Read read
                    ? seen.putIfAbsent(read.pkg().document().identifier(), distinct.size())
                    : null;
            if (first == null
                    || !(outcome instanceof FrameworkOutcome.Read read)
                    || !(distinct.get(first) instanceof FrameworkOutcome.Read before)) {
                distinct.add(outcome);
                continue;
            }
            CFPackage earlier = before.pkg();
            List<Finding> findings = new ArrayList<>();
            if (read.pkg().equals(earlier)) {
                findings.addAll(before.findings());
                findings.add(new Finding(
                        Severity.REPAIR,
                        "exact-duplicate",
                        "",
                        "The file holds the framework " + named(earlier) + " more than once; took it once."));
                distinct.set(first, new FrameworkOutcome.Read(before.form(), earlier, findings));
            } else {
                findings.addAll(read.findings());
                findings.add(new Finding(
                        Severity.ERROR,
                        "several-frameworks",
                        "",
                        "Two different frameworks of this file are both "
                                + earlier.document().identifier() + ": " + named(earlier) + " and " + named(read.pkg())
                                + "."));
                distinct.add(new FrameworkOutcome.Refused(findings));
            }
        }
        return distinct;
    }

    private static String named(CFPackage pkg) {
        return CellText.quoted(pkg.document().title()) + " (" + pkg.document().identifier() + ", "
                + pkg.items().size() + " items)";
    }
}
