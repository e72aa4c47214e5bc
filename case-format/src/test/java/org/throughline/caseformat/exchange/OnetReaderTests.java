package org.throughline.caseformat.exchange;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.throughline.caseformat.CaseReader;
import org.throughline.caseformat.CaseWriter;
import org.throughline.caseformat.Finding;
import org.throughline.caseformat.ProjectFiles;
import org.throughline.caseformat.ReadOutcome;
import org.throughline.caseformat.graph.FrameworkTree;
import org.throughline.caseformat.model.CFItem;
import org.throughline.caseformat.model.CaseVersion;

class OnetReaderTests {

    private final OnetReader reader = new OnetReader();

    @ParameterizedTest
    @CsvSource({
        "49-9051.00, Electrical Power-Line Installers and Repairers, 23, 0, 6",
        "47-2231.00, Solar Photovoltaic Installers, 26, 0, 3",
        "17-3023.03, Electrical Engineering Technicians, 24, 0, 8",
        "51-8012.00, Power Distributors and Dispatchers, 15, 1, 2",
        "29-1141.00, Registered Nurses, 28, 2, 10",
    })
    void makesOneFrameworkOfAnOccupation(String code, String title, int tasks, int without, int several) {
        OnetFramework framework = published(code).frameworks().getFirst();

        assertThat(framework.title()).isEqualTo(title);
        assertThat(framework.tasks()).isEqualTo(tasks);
        assertThat(framework.tasksWithoutActivity()).isEqualTo(without);
        assertThat(framework.tasksWithSeveralActivities()).isEqualTo(several);
        assertThat(framework.pkg().items()).hasSize(tasks + framework.activities());
        assertThat(FrameworkTree.of(framework.pkg()).depth()).isEqualTo(4);
    }

    @Test
    void whatItMakesIsCleanCase() {
        for (OnetFramework framework :
                published("49-9051.00", "47-2231.00", "49-2095.00").frameworks()) {
            ReadOutcome again =
                    new CaseReader().read(new CaseWriter().write(framework.pkg(), CaseVersion.V1P1), "onet");

            assertThat(again).isEqualTo(new ReadOutcome.Read(framework.pkg(), List.of()));
        }
    }

    @Test
    void readsTheSameTwice() {
        assertThat(published("49-9051.00", "47-2231")).isEqualTo(published("49-9051", "47-2231.00", "49-9051.00"));
    }

    @Test
    void hangsTasksOfNoActivityUnderTheOccupationAndSaysSo() {
        OnetOutcome outcome = published("49-2095.00");

        assertThat(FrameworkTree.of(outcome.frameworks().getFirst().pkg()).roots())
                .hasSize(16)
                .allSatisfy(item -> assertThat(item.CFItemType()).isEqualTo("Task"));
        assertThat(outcome.findings()).extracting(Finding::code).containsExactly("task-without-activity");
    }

    @Test
    void namesNearCodesForOneItDoesNotKnow() {
        OnetOutcome outcome = published("49-9050.00");

        assertThat(outcome.hasErrors()).isTrue();
        assertThat(outcome.frameworks()).isEmpty();
        assertThat(outcome.findings().getFirst().message()).contains("49-9051.00 Electrical Power-Line Installers");
    }

    @Test
    void findsColumnsByNameBehindAByteOrderMarkAndWithWindowsLineEnds(@TempDir Path folder) throws IOException {
        write(
                folder,
                "Occupation Data.txt",
                "\ufeffTitle\tO*NET-SOC Code\tDescription\r\nGrid Hands\t11-1111.00\tMend it.\r\n");
        write(folder, "Task Statements.txt", """
                Task Type\tTask\tTask ID\tO*NET-SOC Code
                Core\tSay "clear" before lifting.\t1\t11-1111.00
                Core\tClimb.\t2\t11-1111.00
                Core\tOf another occupation.\t3\t22-2222.00
                broken line
                """);
        write(
                folder,
                "Tasks to DWAs.txt",
                "DWA ID\tTask ID\tO*NET-SOC Code\nD1\t1\t11-1111.00\nD2\t1\t11-1111.00\nD9\t2\t11-1111.00\n");
        write(folder, "DWA Reference.txt", "IWA ID\tDWA ID\tDWA Title\nI1\tD1\tTalk.\nI1\tD2\tLift.\n");
        write(folder, "IWA Reference.txt", "Element ID\tIWA ID\tIWA Title\nE1\tI1\tWork together.\n");
        write(
                folder,
                "Content Model Reference.txt",
                "Element ID\tElement Name\tDescription\nE1\tHandling\tMoving things.\n");

        OnetOutcome outcome = reader.read(folder, List.of("11-1111.00"));

        FrameworkTree tree = FrameworkTree.of(outcome.frameworks().getFirst().pkg());
        assertThat(tree.rows())
                .extracting(row -> row.depth() + " " + row.item().fullStatement() + (row.repeated() ? " (again)" : ""))
                .containsExactly(
                        "1 Handling",
                        "2 Work together.",
                        "3 Talk.",
                        "4 Say \"clear\" before lifting.",
                        "3 Lift.",
                        "4 Say \"clear\" before lifting. (again)",
                        "1 Climb.");
        assertThat(outcome.findings())
                .extracting(Finding::code)
                .containsExactly("short-line", "unknown-activity", "task-without-activity");
        CFItem task = tree.rows().get(3).item();
        assertThat(tree.parents(task.identifier()))
                .extracting(CFItem::fullStatement)
                .containsExactlyInAnyOrder("Talk.", "Lift.");
    }

    @Test
    void saysWhichFileIsMissing(@TempDir Path folder) {
        assertThat(reader.read(folder, List.of("11-1111.00")).findings())
                .extracting(Finding::code, Finding::pointer)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("missing-file", "Occupation Data.txt"));
    }

    private OnetOutcome published(String... codes) {
        return reader.read(ProjectFiles.shared("data/onet"), List.of(codes));
    }

    private static void write(Path folder, String name, String text) throws IOException {
        Files.write(folder.resolve(name), text.getBytes(UTF_8));
    }
}
