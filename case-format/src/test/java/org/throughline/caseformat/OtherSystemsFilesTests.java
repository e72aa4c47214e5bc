package org.throughline.caseformat;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.throughline.caseformat.graph.FrameworkTree;
import org.throughline.caseformat.model.CFPackage;
import org.throughline.caseformat.model.CaseVersion;

/** Packages as other systems wrote them come in whole, with a report, and go out clean. */
class OtherSystemsFilesTests {

    private final CaseReader reader = new CaseReader();
    private final CaseWriter writer = new CaseWriter();

    @ParameterizedTest
    @CsvSource({
        "MarkdownFramework.json, 2, 2, 1",
        "SmartLevelFramework.json, 14, 14, 2",
        "ccss-math-2010.json, 746, 746, 6",
        "pack_01.json, 65, 100, 5",
    })
    void readsEveryItemAndAssociation(String name, int items, int associations, int depth) {
        ReadOutcome.Read read = read(name);

        assertThat(read.pkg().items()).hasSize(items);
        assertThat(read.pkg().associations()).hasSize(associations);
        assertThat(FrameworkTree.of(read.pkg()).depth()).isEqualTo(depth);
        assertThat(FrameworkTree.of(read.pkg()).orphans()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"MarkdownFramework.json", "SmartLevelFramework.json", "ccss-math-2010.json", "pack_01.json"})
    void whatWasReadOnceIsReadAgainWithoutRepair(String name) {
        CFPackage pkg = read(name).pkg();

        ReadOutcome again = reader.read(writer.write(pkg, CaseVersion.V1P1), "again");

        assertThat(again).isEqualTo(new ReadOutcome.Read(pkg, List.of()));
    }

    @Test
    void saysWhatItMendedInASmarterBalancedPackage() {
        assertThat(counts(read("pack_01.json")))
                .containsEntry("REPAIR uri-in-package", 166)
                .containsEntry("REPAIR dangling-end", 24);
    }

    @Test
    void findsOnlyTwoEmptyDefinitionsInTheCommonCoreStandards() {
        assertThat(counts(read("ccss-math-2010.json"))).containsExactly(Map.entry("REPAIR missing-required", 4));
    }

    @Test
    void givesItemsWithRefusedIdentifiersTheSameNewOnesEveryTime() {
        CFPackage first = read("SmartLevelFramework.json").pkg();
        CFPackage second = ((ReadOutcome.Read) reader.read(
                        ProjectFiles.bytes(ProjectFiles.shared("data/case/SmartLevelFramework.json")), "another name"))
                .pkg();

        assertThat(second).isEqualTo(first);
        assertThat(first.items())
                .allSatisfy(item -> assertThat(item.extensions()
                                .text("throughline:originalIdentifier")
                                .orElseThrow())
                        .startsWith("00000000-0000-0000-0000-0000000000"));
    }

    private ReadOutcome.Read read(String name) {
        Path file = ProjectFiles.shared("data/case").resolve(name);
        ReadOutcome outcome = reader.read(ProjectFiles.bytes(file), name);
        assertThat(outcome).isInstanceOf(ReadOutcome.Read.class);
        return (ReadOutcome.Read) outcome;
    }

    static Map<String, Integer> counts(ReadOutcome outcome) {
        Map<String, Integer> counts = new TreeMap<>();
        Stream<Finding> findings = outcome.findings().stream();
        findings.forEach(finding -> counts.merge(finding.severity() + " " + finding.code(), 1, Integer::sum));
        return counts;
    }
}
