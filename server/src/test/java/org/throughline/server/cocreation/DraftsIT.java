package org.throughline.server.cocreation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.throughline.caseformat.compare.FrameworkDiff;
import org.throughline.caseformat.model.AssociationType;
import org.throughline.caseformat.model.CFItem;
import org.throughline.caseformat.model.CFPackage;
import org.throughline.caseformat.model.LinkGenURI;
import org.throughline.server.database.Reach;
import org.throughline.server.frameworks.FrameworkId;
import org.throughline.server.frameworks.FrameworkImport;
import org.throughline.server.frameworks.FrameworkKind;
import org.throughline.server.frameworks.SmallFrameworks;
import org.throughline.server.frameworks.Stage;
import org.throughline.server.frameworks.Versions;
import org.throughline.server.organizations.Organization;
import org.throughline.server.organizations.OrganizationKind;
import org.throughline.server.organizations.Person;
import org.throughline.server.organizations.Role;
import org.throughline.server.support.ServerTest;

@ServerTest
class DraftsIT {
    private final Drafts drafts;
    private final Publishing publishing;
    private final Workspaces workspaces;
    private final Versions versions;
    private final FrameworkImport imports;
    private final Person editor;
    private final Organization owner;
    private final SmallFrameworks lines = new SmallFrameworks("Line work")
            .item("A", "Safety")
            .item("A.1", "Isolate a circuit before work", "A")
            .item("B", "Climbing")
            .item("B.1", "Inspect a harness", "B", "A")
            .item("B.2", "Climb a wood pole", "B");

    DraftsIT(
            Drafts drafts,
            Publishing publishing,
            Workspaces workspaces,
            Versions versions,
            FrameworkImport imports,
            Stage stage) {
        this.drafts = drafts;
        this.publishing = publishing;
        this.workspaces = workspaces;
        this.versions = versions;
        this.imports = imports;
        this.editor = stage.person("Editor");
        this.owner = stage.organization("Test College", OrganizationKind.EDUCATOR, editor, Role.EDITOR);
    }

    private FrameworkId open() {
        imports.importCase(owner.id(), lines.json(), "lines.json", FrameworkKind.JOB_ROLE, true, editor.id());
        return drafts.open(new FrameworkId(lines.id()), editor.id())
                .orElseThrow()
                .framework();
    }

    private EditOutcome act(FrameworkId framework, DraftEdit... edits) {
        return drafts.apply(framework, List.of(edits), editor.id(), owner.id(), null);
    }

    private long done(EditOutcome outcome) {
        assertThat(outcome).isInstanceOf(EditOutcome.Done.class);
        return ((EditOutcome.Done) outcome).act();
    }

    private List<String> under(FrameworkId framework, UUID parent) {
        return drafts.children(framework, parent, 0, 200).stream()
                .map(item -> item.text().code())
                .toList();
    }

    static DraftText text(String code, String statement) {
        return new DraftText(statement, code, null, null, null, false, null, List.of(), List.of(), null);
    }

    private DraftText saying(FrameworkId framework, UUID item, String statement) {
        DraftText before = drafts.item(framework, item).orElseThrow().text();
        return new DraftText(
                statement,
                before.code(),
                before.abbreviatedStatement(),
                before.type(),
                before.level(),
                before.atHire(),
                before.language(),
                before.educationLevel(),
                before.conceptKeywords(),
                before.notes());
    }

    private long seen(FrameworkId framework, UUID item) {
        return drafts.item(framework, item).orElseThrow().textRevision();
    }

    @Test
    void anotherOrderIsSomethingToPublishAndAnUnchangedDraftIsNot() {
        FrameworkId framework = open();
        act(framework, new DraftEdit.Move(List.of(lines.id("A")), framework.value(), lines.id("B")));

        Workspace reordered = workspaces.find(framework).orElseThrow();
        assertThat(publishing.outlook(reordered).diff().moved())
                .singleElement()
                .matches(FrameworkDiff.Moved::amongSiblings)
                .extracting(moved -> moved.item().identifier())
                .isIn(lines.id("A"), lines.id("B"));
        assertThat(publish(reordered)).isInstanceOf(Publishing.Outcome.Published.class);
        assertThat(publish(workspaces.find(framework).orElseThrow())).isInstanceOf(Publishing.Outcome.Stopped.class);
    }

    private Publishing.Outcome publish(Workspace workspace) {
        return publishing.publish(workspace, workspace.revision(), List.of(), true, "", editor.id(), owner.id());
    }

    @Test
    void aTextThatStandsBecomesTheDraftAndGoesBackAsItWas() {
        FrameworkId framework = open();

        Workspace workspace = workspaces.find(framework).orElseThrow();
        assertThat(workspace.state()).isEqualTo(Workspace.State.IDLE);
        assertThat(workspace.baseVersion()).isEqualTo(1);
        assertThat(under(framework, framework.value())).containsExactly("A", "B");
        assertThat(under(framework, lines.id("A"))).containsExactly("A.1", "B.1");
        assertThat(drafts.item(framework, lines.id("A.1")).orElseThrow().text().level())
                .isEqualTo("Proficient");
        assertThat(drafts.draftPackage(framework))
                .isEqualTo(versions.pkg(framework, 1).orElseThrow());
    }

    @Test
    void everyKindOfEditIsAnActAndIsTakenBack() {
        FrameworkId framework = open();
        CFPackage before = drafts.draftPackage(framework);
        UUID fresh = UUID.randomUUID();
        UUID below = UUID.randomUUID();
        List<Long> acts = new ArrayList<>();

        acts.add(done(act(
                framework,
                new DraftEdit.Add(fresh, lines.id("A"), lines.id("A.1"), text("A.9", "Wear gloves")),
                new DraftEdit.Add(below, fresh, null, text("A.9.1", "Test gloves")))));
        assertThat(workspaces.find(framework).orElseThrow().state()).isEqualTo(Workspace.State.DRAFT);
        assertThat(under(framework, lines.id("A"))).containsExactly("A.1", "A.9", "B.1");
        acts.add(done(act(
                framework,
                new DraftEdit.Reword(
                        lines.id("A.1"),
                        seen(framework, lines.id("A.1")),
                        saying(framework, lines.id("A.1"), "Isolate and earth"),
                        false))));
        acts.add(done(act(framework, new DraftEdit.Move(List.of(fresh, lines.id("B.2")), framework.value(), null))));
        assertThat(under(framework, framework.value())).containsExactly("A.9", "B.2", "A", "B");
        acts.add(done(act(framework, new DraftEdit.Retire(List.of(lines.id("A"))))));
        assertThat(under(framework, framework.value())).containsExactly("A.9", "B.2", "B");
        acts.add(done(act(framework, new DraftEdit.Restore(List.of(lines.id("B.1"))))));
        assertThat(under(framework, framework.value())).containsExactly("A.9", "B.2", "A", "B");
        assertThat(under(framework, lines.id("A"))).containsExactly("B.1");
        acts.add(done(act(
                framework,
                new DraftEdit.Link(
                        UUID.randomUUID(),
                        lines.id("B.2"),
                        AssociationType.IS_RELATED_TO,
                        LinkGenURI.to("Elsewhere", UUID.randomUUID(), "https://example.org/elsewhere"),
                        "because"))));
        assertThat(drafts.links(framework, lines.id("B.2"))).hasSize(1);
        acts.add(done(act(
                framework,
                new DraftEdit.Describe(new DocumentText(
                        "Line work, again", "Test", null, "What it is", "en", "2", null, null, null)))));
        assertThat(workspaces.find(framework).orElseThrow().title()).isEqualTo("Line work, again");
        acts.add(done(act(
                framework,
                new DraftEdit.Reword(
                        lines.id("B.2"),
                        seen(framework, lines.id("B.2")),
                        saying(framework, lines.id("B.2"), "Climb a steel mast"),
                        true))));
        CFPackage changed = drafts.draftPackage(framework);

        List<Long> undos = new ArrayList<>();
        acts.reversed().forEach(act -> undos.add(done(drafts.undo(framework, act, editor.id(), owner.id()))));
        assertThat(drafts.draftPackage(framework)).isEqualTo(before);

        undos.reversed().forEach(undo -> done(drafts.undo(framework, undo, editor.id(), owner.id())));
        CFPackage again = drafts.draftPackage(framework);
        assertThat(statements(again)).isEqualTo(statements(changed));
        assertThat(again.associations()).hasSameSizeAs(changed.associations());
    }

    private static Map<String, String> statements(CFPackage pkg) {
        return pkg.items().stream()
                .collect(Collectors.toMap(item -> item.identifier().toString(), CFItem::fullStatement));
    }

    @Test
    void whatChangedGetsANewDateAndWhatDidNotKeepsItsOwn() {
        FrameworkId framework = open();
        CFPackage before = drafts.draftPackage(framework);
        act(
                framework,
                new DraftEdit.Reword(
                        lines.id("A.1"),
                        seen(framework, lines.id("A.1")),
                        saying(framework, lines.id("A.1"), "Isolate and earth"),
                        false),
                new DraftEdit.Move(List.of(lines.id("B.2")), lines.id("A"), null));

        CFPackage after = drafts.draftPackage(framework);

        assertThat(after.document().lastChangeDateTime())
                .isAfter(before.document().lastChangeDateTime());
        assertThat(after.items())
                .filteredOn(item -> !before.items().contains(item))
                .extracting(CFItem::fullStatement)
                .containsExactly("Isolate and earth");
        assertThat(after.items()).allSatisfy(item -> assertThat(item.uri()).startsWith("https://case.example.org/"));
        assertThat(after.associations()).hasSize(before.associations().size());
    }

    @Test
    void anotherMeaningIsAnotherStatementAndTheOldOneSaysByWhatItIsReplaced() {
        FrameworkId framework = open();
        act(
                framework,
                new DraftEdit.Reword(
                        lines.id("B"),
                        seen(framework, lines.id("B")),
                        saying(framework, lines.id("B"), "Working at height"),
                        true));

        CFPackage after = drafts.draftPackage(framework);

        CFItem old = item(after, "Climbing");
        CFItem fresh = item(after, "Working at height");
        assertThat(old.identifier()).isEqualTo(lines.id("B"));
        assertThat(old.statusEndDate()).isNotNull();
        assertThat(fresh.statusEndDate()).isNull();
        assertThat(fresh.uri()).endsWith("/uri/" + fresh.identifier());
        assertThat(under(framework, fresh.identifier())).containsExactly("B.2");
        assertThat(after.associations())
                .filteredOn(link -> link.associationType() == AssociationType.REPLACED_BY)
                .singleElement()
                .satisfies(link -> {
                    assertThat(link.originNodeURI().identifier())
                            .isEqualTo(old.identifier().toString());
                    assertThat(link.destinationNodeURI().identifier())
                            .isEqualTo(fresh.identifier().toString());
                });
    }

    private static CFItem item(CFPackage pkg, String statement) {
        return pkg.items().stream()
                .filter(item -> item.fullStatement().equals(statement))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aTextThatSomebodyElseChangedIsNeverWrittenOver() {
        FrameworkId framework = open();
        UUID item = lines.id("A.1");
        long seen = seen(framework, item);
        act(framework, new DraftEdit.Reword(item, seen, saying(framework, item, "Mine"), false));
        done(act(framework, new DraftEdit.Move(List.of(item), lines.id("B"), null)));

        EditOutcome outcome = act(
                framework,
                new DraftEdit.Move(List.of(lines.id("B.2")), lines.id("A"), null),
                new DraftEdit.Reword(item, seen, saying(framework, item, "Theirs"), false));

        assertThat(outcome).isInstanceOfSatisfying(EditOutcome.Stale.class, stale -> {
            assertThat(stale.now().text().statement()).isEqualTo("Mine");
            assertThat(stale.yours().statement()).isEqualTo("Theirs");
        });
        assertThat(under(framework, lines.id("A")))
                .as("the move before it is not done either")
                .doesNotContain("B.2");
        assertThat(drafts.item(framework, item).orElseThrow().text().statement())
                .isEqualTo("Mine");
    }

    @Test
    void whatSomethingLaterRestsOnIsNotTakenBack() {
        FrameworkId framework = open();
        UUID fresh = UUID.randomUUID();
        long added = done(act(framework, new DraftEdit.Add(fresh, framework.value(), null, text("C", "Rescue"))));
        long moved = done(act(framework, new DraftEdit.Move(List.of(lines.id("A.1")), fresh, null)));
        done(act(framework, new DraftEdit.Move(List.of(lines.id("A.1")), lines.id("B"), null)));

        assertThat(drafts.undo(framework, moved, editor.id(), null)).isInstanceOf(EditOutcome.Refused.class);
        done(act(framework, new DraftEdit.Move(List.of(lines.id("A.1")), fresh, null)));
        assertThat(drafts.undo(framework, added, editor.id(), null))
                .isInstanceOfSatisfying(
                        EditOutcome.Refused.class,
                        refused -> assertThat(refused.reason()).contains("A.1"));
        assertThat(drafts.undo(framework, 0, editor.id(), null)).isInstanceOf(EditOutcome.Refused.class);
    }

    @Test
    void circlesAreRefusedAlsoThroughFurtherParents() {
        FrameworkId framework = open();

        assertThat(act(framework, new DraftEdit.Move(List.of(lines.id("A")), lines.id("A.1"), null)))
                .isInstanceOf(EditOutcome.Refused.class);
        // B.1 stands under A along the tree, and under B besides
        assertThat(act(framework, new DraftEdit.Move(List.of(lines.id("B")), lines.id("B.1"), null)))
                .isInstanceOf(EditOutcome.Refused.class);
        done(act(framework, new DraftEdit.Move(List.of(lines.id("B")), lines.id("A.1"), null)));
        assertThat(act(framework, new DraftEdit.Move(List.of(lines.id("A")), lines.id("B"), null)))
                .isInstanceOf(EditOutcome.Refused.class);
    }

    @Test
    void limitsAreTold() {
        FrameworkId framework = open();

        assertThat(act(framework, new DraftEdit.Add(UUID.randomUUID(), framework.value(), null, text("X", " "))))
                .isInstanceOf(EditOutcome.Refused.class);
        assertThat(act(
                        framework,
                        new DraftEdit.Add(UUID.randomUUID(), framework.value(), null, text("X", "x".repeat(20_001)))))
                .isInstanceOfSatisfying(
                        EditOutcome.Refused.class,
                        refused -> assertThat(refused.reason()).contains("20,001"));
        UUID parent = framework.value();
        for (int level = 0; level < DraftLimits.DEPTH; level++) {
            UUID next = UUID.randomUUID();
            done(act(framework, new DraftEdit.Add(next, parent, null, text("L" + level, "Level"))));
            parent = next;
        }
        assertThat(act(framework, new DraftEdit.Add(UUID.randomUUID(), parent, null, text("X", "Too deep"))))
                .isInstanceOf(EditOutcome.Refused.class);
    }

    @Test
    void manyInsertedAtOnePlaceKeepTheirOrderAndAreTakenBackIntoIt() {
        FrameworkId framework = open();
        long moved = done(act(framework, new DraftEdit.Move(List.of(lines.id("B.2")), lines.id("A"), null)));
        List<String> expected = new ArrayList<>();
        for (int n = 0; n < 60; n++) {
            done(act(
                    framework,
                    new DraftEdit.Add(UUID.randomUUID(), lines.id("A"), lines.id("A.1"), text("N" + n, "New"))));
            expected.addFirst("N" + n);
        }
        expected.addFirst("A.1");
        expected.addFirst("B.2");
        expected.add("B.1");
        assertThat(under(framework, lines.id("A"))).isEqualTo(expected);

        done(drafts.undo(framework, moved, editor.id(), null));
        expected.removeFirst();
        assertThat(under(framework, lines.id("A"))).isEqualTo(expected);
    }

    @Test
    void editorsAtOneMomentFollowEachOtherAndNothingIsLost() throws Exception {
        FrameworkId framework = open();
        try (ExecutorService hands = Executors.newFixedThreadPool(4)) {
            List<Callable<EditOutcome>> work = new ArrayList<>();
            for (int n = 0; n < 20; n++) {
                String code = "N" + n;
                work.add(() -> Reach.asHouse(
                        "two hands of a test",
                        () -> act(
                                framework,
                                new DraftEdit.Add(
                                        UUID.randomUUID(), lines.id("A"), lines.id("A.1"), text(code, "New")))));
            }
            for (Future<EditOutcome> each : hands.invokeAll(work)) {
                done(each.get());
            }
        }
        assertThat(under(framework, lines.id("A"))).hasSize(22).doesNotHaveDuplicates();
        assertThat(workspaces.find(framework).orElseThrow().revision()).isEqualTo(20);
    }
}
