package org.throughline.caseformat.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.throughline.caseformat.CaseReader;
import org.throughline.caseformat.CaseWriter;
import org.throughline.caseformat.Finding;
import org.throughline.caseformat.Findings;
import org.throughline.caseformat.ReadOutcome;
import org.throughline.caseformat.check.PackageCheck;
import org.throughline.caseformat.model.CFPackage;
import org.throughline.caseformat.model.CaseVersion;

/**
 * Puts in order what was made of another form: first as a package that hangs together, then value by value, by writing it as CASE 1.1 and
 * reading that. So whatever CASE does not accept is mended and reported here as it is in a CASE file, and what comes out is a package that
 * is read again without a finding.
 */
final class InOrder {

    private static final Pattern POINTER = Pattern.compile("/(CFItems|CFAssociations)/(\\d+).*", Pattern.DOTALL);

    private final List<String> itemPointers;
    private final List<String> associationPointers;
    /** A property of CASE at the end of a pointer; the other form calls it by another name, so its object's place is told. */
    private static final Pattern PROPERTY = Pattern.compile(
            "/((origin|destination)NodeURI|CFItemType|(CFItemType|CFAssociationGrouping|license|subject|conceptKeywords)URI)$");

    private final Findings findings;

    /**
     * @param itemPointers where each item stands in the file that was read
     * @param associationPointers where each association does
     */
    InOrder(List<String> itemPointers, List<String> associationPointers, Findings findings) {
        this.itemPointers = itemPointers;
        this.associationPointers = associationPointers;
        this.findings = findings;
    }

    ReadOutcome put(CFPackage pkg, String sourceName) {
        return put(new ArrayList<>(List.of(pkg)), sourceName);
    }

    /** @param pkg a list of one, which is taken out of it, so that a large one never stands in memory twice */
    ReadOutcome put(List<CFPackage> pkg, String sourceName) {
        byte[] written = written(pkg);
        if (findings.hasErrors()) {
            return new ReadOutcome.Refused(found());
        }
        ReadOutcome mended = new CaseReader().read(written, sourceName);
        mended.findings().forEach(this::tell);
        return switch (mended) {
            case ReadOutcome.Read(CFPackage inOrder, List<Finding> any) -> new ReadOutcome.Read(inOrder, found());
            case ReadOutcome.Refused(List<Finding> any) -> new ReadOutcome.Refused(found());
        };
    }

    private byte[] written(List<CFPackage> pkg) {
        CFPackage whole = new PackageCheck(pkg.removeFirst(), itemPointers, associationPointers, findings).repaired();
        return findings.hasErrors() ? new byte[0] : new CaseWriter().write(whole, CaseVersion.V1P1);
    }

    private List<Finding> found() {
        return findings.all().stream()
                .map(finding -> new Finding(
                        finding.severity(),
                        finding.code(),
                        PROPERTY.matcher(finding.pointer()).replaceFirst(""),
                        finding.message()))
                .toList();
    }

    private void tell(Finding finding) {
        String at = place(finding.pointer());
        switch (finding.severity()) {
            case ERROR -> findings.error(finding.code(), at, "As a CASE package: " + finding.message());
            case WARNING -> findings.warning(finding.code(), at, finding.message());
            case REPAIR -> findings.repair(finding.code(), at, finding.message());
        }
    }

    private String place(String pointer) {
        Matcher matcher = POINTER.matcher(pointer);
        if (!matcher.matches()) {
            return pointer;
        }
        List<String> pointers = matcher.group(1).equals("CFItems") ? itemPointers : associationPointers;
        int index = Integer.parseInt(matcher.group(2));
        return index < pointers.size() ? pointers.get(index) : pointer;
    }
}
