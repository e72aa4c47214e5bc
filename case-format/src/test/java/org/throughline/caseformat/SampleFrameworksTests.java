package org.throughline.caseformat;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.throughline.caseformat.graph.FrameworkTree;
import org.throughline.caseformat.model.CFItem;
import org.throughline.caseformat.model.CFPackage;
import org.throughline.caseformat.model.CaseVersion;

/** Our own samples are as the standard wants them. */
class SampleFrameworksTests {

    static Stream<Path> samples() {
        return ProjectFiles.in(ProjectFiles.project().resolve("samples/frameworks"), ".case.json").stream();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void readsWithoutAnyFindingAndComesBackEqual(Path sample) {
        ReadOutcome read = new CaseReader().read(ProjectFiles.bytes(sample), sample.toString());

        assertThat(read.findings()).isEmpty();
        CFPackage pkg = ((ReadOutcome.Read) read).pkg();
        assertThat(new CaseReader().read(new CaseWriter().write(pkg, CaseVersion.V1P1), "again"))
                .isEqualTo(read);
    }

    @Test
    void theProgrammeHasATreeOfThreeLevelsWithDurableSkillsAndLevels() {
        CFPackage pkg = sample("electric-power-technology");
        FrameworkTree tree = FrameworkTree.of(pkg);
        List<CFItem> statements = pkg.items().stream()
                .filter(item -> tree.children(item.identifier()).isEmpty())
                .toList();

        assertThat(pkg.items()).hasSizeGreaterThanOrEqualTo(70);
        assertThat(tree.depth()).isEqualTo(3);
        assertThat(tree.roots().getLast().fullStatement()).isEqualTo("Durable skills");
        assertThat(statements)
                .allSatisfy(item -> assertThat(item.CFItemType()).isIn("Knowledge", "Skill", "Ability"))
                .allSatisfy(item -> assertThat(item.humanCodingScheme()).matches("EPT\\.\\d+\\.\\d+\\.\\d+"))
                .allSatisfy(item -> assertThat(
                                item.extensions().text("throughline:level").orElseThrow())
                        .isIn("Introductory", "Developing", "Proficient"));
    }

    @Test
    void noTwoSamplesShareAnIdentifierOrAStatement() {
        Set<UUID> identifiers = new HashSet<>();
        Set<String> statements = new HashSet<>();
        samples()
                .map(SampleFrameworksTests::read)
                .forEach(pkg -> pkg.items().forEach(item -> {
                    assertThat(identifiers.add(item.identifier()))
                            .as(item.label())
                            .isTrue();
                    assertThat(statements.add(item.fullStatement()))
                            .as(item.label())
                            .isTrue();
                }));
        assertThat(identifiers).hasSizeGreaterThan(200);
    }

    private static CFPackage sample(String name) {
        return read(ProjectFiles.project().resolve("samples/frameworks").resolve(name + ".case.json"));
    }

    private static CFPackage read(Path sample) {
        return ((ReadOutcome.Read) new CaseReader().read(ProjectFiles.bytes(sample), sample.toString())).pkg();
    }
}
