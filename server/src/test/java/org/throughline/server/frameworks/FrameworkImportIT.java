package org.throughline.server.frameworks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.throughline.server.organizations.Organization;
import org.throughline.server.organizations.OrganizationKind;
import org.throughline.server.organizations.Person;
import org.throughline.server.organizations.Role;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;
import org.throughline.server.support.RunningServer;
import org.throughline.server.support.ServerTest;

@ServerTest
class FrameworkImportIT {
    private final FrameworkImport imports;
    private final Frameworks frameworks;
    private final RunningServer server;
    private final Stage stage;
    private final Person editor;
    private final Organization owner;

    FrameworkImportIT(FrameworkImport imports, Frameworks frameworks, RunningServer server, Stage stage) {
        this.imports = imports;
        this.frameworks = frameworks;
        this.server = server;
        this.stage = stage;
        this.editor = stage.person("Editor");
        this.owner = stage.organization("Test College", OrganizationKind.EDUCATOR, editor, Role.EDITOR);
    }

    private static SmallFrameworks lineWork() {
        return new SmallFrameworks("Line work")
                .item("A", "Safety")
                .item("A.1", "Isolate a circuit before work", "A")
                .item("B", "Climbing")
                .item("B.1", "Inspect a harness", "B", "A")
                .item("B.2", "Climb a wood pole", "B");
    }

    private FrameworkImportOutcome bringIn(byte[] json) {
        return imports.importCase(owner.id(), json, "line-work.json", FrameworkKind.JOB_ROLE, true, editor.id());
    }

    @Test
    void bringsAPackageInAndTellsItsTreeInOrder() {
        SmallFrameworks lineWork = lineWork();

        FrameworkImportOutcome outcome = bringIn(lineWork.json());

        assertThat(outcome.changed()).isTrue();
        assertThat(outcome.items()).isEqualTo(5);
        assertThat(outcome.findings()).isEmpty();
        List<FrameworkItem> items = frameworks.items(outcome.framework().id());
        assertThat(items).extracting(FrameworkItem::code).containsExactly("A", "A.1", "B.1", "B", "B.2");
        assertThat(items).extracting(FrameworkItem::depth).containsExactly(0, 1, 1, 0, 1);
        assertThat(items).extracting(FrameworkItem::leaf).containsExactly(false, true, true, false, true);
        assertThat(items.get(1).level()).isEqualTo("Proficient");
        assertThat(items.get(1).type()).isEqualTo("Skill");
        assertThat(items.get(1).language()).isEqualTo("en");
    }

    @Test
    void anItemWithSeveralParentsStandsUnderEachInTheTreeAndAtItsFirstInTheList() {
        SmallFrameworks lineWork = lineWork();
        FrameworkId id = bringIn(lineWork.json()).framework().id();

        FrameworkItem shared = frameworks.item(lineWork.uri("B.1")).orElseThrow();
        assertThat(shared.parents()).containsExactly(lineWork.uri("A"), lineWork.uri("B"));
        assertThat(frameworks.children(id, null, 0, 200).items())
                .extracting(branch -> branch.item().code() + " " + branch.children())
                .containsExactly("A 2", "B 2");
        assertThat(frameworks.children(id, lineWork.id("A"), 0, 200).items())
                .extracting(branch -> branch.item().code())
                .containsExactly("A.1", "B.1");
        assertThat(frameworks.children(id, lineWork.id("B"), 0, 200).items())
                .extracting(branch -> branch.item().code())
                .containsExactly("B.1", "B.2");
    }

    @Test
    void aFileOfSeveralFrameworksBringsAllOfThemOrNone() {
        SmallFrameworks lineWork = lineWork();
        SmallFrameworks water = new SmallFrameworks("Water work").item("A", "Open a valve");
        String one = new String(lineWork.json(), StandardCharsets.UTF_8);
        String two = new String(water.json(), StandardCharsets.UTF_8);
        IncomingForm how = IncomingForm.of("several.json", Instant.parse("2026-11-29T00:00:00Z"));
        byte[] spoiled = ("[" + one + ","
                        + two.replace(water.id().toString(), lineWork.id().toString()) + "]")
                .getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> imports.bringAll(owner.id(), spoiled, how, FrameworkKind.JOB_ROLE, true, editor.id()))
                .isInstanceOf(Problem.class);
        assertThat(imports.isHere(new FrameworkId(lineWork.id()))).isFalse();
        List<FrameworkImportOutcome> outcomes = imports.bringAll(
                owner.id(),
                ("[" + one + "," + two + "]").getBytes(StandardCharsets.UTF_8),
                how,
                FrameworkKind.JOB_ROLE,
                true,
                editor.id());

        assertThat(outcomes)
                .extracting(outcome -> outcome.framework().title())
                .containsExactly("Line work", "Water work");
        assertThat(outcomes).extracting(FrameworkImportOutcome::items).containsExactly(5, 1);
    }

    @Test
    void theSamePackageAgainChangesNothing() {
        SmallFrameworks lineWork = lineWork();
        bringIn(lineWork.json());
        long before = entries(lineWork.id());

        FrameworkImportOutcome again = bringIn(lineWork.json());

        assertThat(again.changed()).isFalse();
        assertThat(entries(lineWork.id())).isEqualTo(before).isEqualTo(1);
    }

    @Test
    void anUpdateAddsChangesAndRetiresButNeverDeletes() {
        SmallFrameworks lineWork = lineWork();
        FrameworkId id = bringIn(lineWork.json()).framework().id();
        var gone = lineWork.uri("B.2");
        lineWork.item("A.1", "Isolate and earth a circuit before work", "A")
                .item("B.3", "Rescue a climber", "B")
                .without("B.2");

        ImportPreview preview = imports.preview(owner.id(), lineWork.json(), "line-work.json");
        FrameworkImportOutcome outcome = bringIn(lineWork.json());

        assertThat(List.of(preview.added(), preview.changed(), preview.retired()))
                .containsExactly(1, 1, 1);
        assertThat(outcome.changed()).isTrue();
        assertThat(frameworks.items(id))
                .extracting(FrameworkItem::label)
                .containsExactly(
                        "A Safety",
                        "A.1 Isolate and earth a circuit before work",
                        "B.1 Inspect a harness",
                        "B Climbing",
                        "B.3 Rescue a climber");
        assertThat(frameworks.item(gone)).get().extracting(FrameworkItem::code).isEqualTo("B.2");
    }

    @Test
    void anotherOrganizationsFrameworkIsRefusedAndNothingChanges() {
        SmallFrameworks lineWork = lineWork();
        bringIn(lineWork.json());
        Person stranger = stage.person("Stranger");
        Organization other = stage.organization("Other Works", OrganizationKind.EMPLOYER, stranger, Role.EDITOR);
        lineWork.item("A", "Taken over");

        assertThatThrownBy(() -> imports.importCase(
                        other.id(), lineWork.json(), "theirs.json", FrameworkKind.JOB_ROLE, true, stranger.id()))
                .isInstanceOfSatisfying(Problem.class, problem -> {
                    assertThat(problem.type()).isEqualTo(ProblemType.CASE_INVALID);
                    assertThat(problem.findings())
                            .containsExactly(
                                    "“Line work” is the framework of Test College here, and only they can change it"
                                            + " (another-owner).");
                });

        assertThat(frameworks.item(lineWork.uri("A")))
                .get()
                .extracting(FrameworkItem::statement)
                .isEqualTo("Safety");
    }

    @Test
    void aBrokenPackageIsRefusedWithItsFindings() {
        byte[] broken = "{\"CFDocument\": {".getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> bringIn(broken)).isInstanceOfSatisfying(Problem.class, problem -> {
            assertThat(problem.type()).isEqualTo(ProblemType.CASE_INVALID);
            assertThat(problem.findings()).isNotEmpty();
        });
    }

    @Test
    void findsItemsByTheBeginningsOfWordsAndByCode() {
        SmallFrameworks lineWork = lineWork();
        FrameworkId id = bringIn(lineWork.json()).framework().id();

        assertThat(codes("circ isol", id)).containsExactly("A.1");
        assertThat(codes("B.1", id)).containsExactly("B.1");
        assertThat(codes("nothing of the kind", id)).isEmpty();
        assertThat(codes("'; drop schema frameworks --", id)).isEmpty();
        FoundItem found =
                frameworks.search("harness", id, Set.of(id), 0, 10).items().getFirst();
        assertThat(found.path()).extracting(FrameworkItem::code).containsExactly("A");
    }

    private List<String> codes(String words, FrameworkId id) {
        return frameworks.search(words, id, Set.of(id), 0, 10).items().stream()
                .map(found -> String.valueOf(found.item().code()))
                .toList();
    }

    @Test
    void remembersWhoRestsOnAnItemOnce() {
        SmallFrameworks lineWork = lineWork();
        bringIn(lineWork.json());

        frameworks.cite(lineWork.uri("A.1"), "achievement", "Lock-out badge", "/achievements/1");
        frameworks.cite(lineWork.uri("A.1"), "achievement", "Lock-out and tag-out badge", "/achievements/1");

        assertThat(frameworks.citations(lineWork.uri("A.1")))
                .extracting(Citation::label)
                .containsExactly("Lock-out and tag-out badge");
    }

    @Test
    void everyPackageOfOtherSystemsComesInAndGoesOutAsItWas() throws Exception {
        Path folder = SharedFolder.path("data/case");
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".json")).toList()) {
                byte[] json = Files.readAllBytes(file);
                FrameworkImportOutcome first = imports.importCase(
                        owner.id(), json, file.getFileName().toString(), FrameworkKind.STANDARDS, true, editor.id());
                FrameworkImportOutcome second = imports.importCase(
                        owner.id(), json, file.getFileName().toString(), FrameworkKind.STANDARDS, true, editor.id());
                byte[] out = server.get(
                                "/ims/case/v1p1/CFPackages/" + first.framework().id())
                        .body()
                        .getBytes(StandardCharsets.UTF_8);
                FrameworkImportOutcome third = imports.importCase(
                        owner.id(), out, "what went out", FrameworkKind.STANDARDS, true, editor.id());

                assertThat(frameworks.items(first.framework().id())).hasSize(first.items());
                assertThat(second.changed()).as(file + " again").isFalse();
                assertThat(third.changed()).as(file + " as it went out").isFalse();
                assertThat(third.findings())
                        .as(file + " as it went out: links that lead outside stay, and are told every time")
                        .allMatch(finding -> finding.endsWith("(dangling-end)"));
            }
        }
    }

    @Test
    void onetOccupationsComeInAsJobRoles() {
        Path folder = SharedFolder.path("data/onet");

        List<FrameworkImportOutcome> outcomes =
                imports.importOnet(owner.id(), folder, List.of("49-9051.00", "47-2231.00"), true, editor.id());
        List<FrameworkImportOutcome> again =
                imports.importOnet(owner.id(), folder, List.of("49-9051.00", "47-2231.00"), true, editor.id());

        assertThat(outcomes).hasSize(2).allSatisfy(outcome -> {
            assertThat(outcome.framework().kind()).isEqualTo(FrameworkKind.JOB_ROLE);
            assertThat(outcome.items()).isGreaterThan(20);
        });
        assertThat(again).noneMatch(FrameworkImportOutcome::changed);
    }

    @Test
    void tenThousandItemsComeIn() {
        SmallFrameworks large = new SmallFrameworks("Large");
        for (int group = 0; group < 100; group++) {
            large.item("G" + group, "Group " + group);
            for (int n = 1; n < 100; n++) {
                large.item("G" + group + "." + n, "Statement " + n + " of group " + group, "G" + group);
            }
        }

        FrameworkImportOutcome outcome = bringIn(large.json());

        assertThat(outcome.items()).isEqualTo(10_000);
    }

    private long entries(UUID framework) {
        return server.sql()
                .sql("select count(*) from audit.entry where subject = ?")
                .param(framework.toString())
                .query(Long.class)
                .single();
    }
}
