package org.throughline.server.cocreation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;
import org.throughline.caseformat.graph.FrameworkTree;
import org.throughline.caseformat.json.WrittenPackage;
import org.throughline.caseformat.model.AssociationType;
import org.throughline.caseformat.model.CFItem;
import org.throughline.caseformat.model.CFPackage;
import org.throughline.caseformat.model.LinkGenURI;
import org.throughline.server.database.Reach;
import org.throughline.server.frameworks.FrameworkId;
import org.throughline.server.frameworks.FrameworkImport;
import org.throughline.server.frameworks.FrameworkKind;
import org.throughline.server.frameworks.Publication;
import org.throughline.server.frameworks.SmallFrameworks;
import org.throughline.server.frameworks.Stage;
import org.throughline.server.frameworks.Versions;
import org.throughline.server.organizations.Organization;
import org.throughline.server.organizations.OrganizationKind;
import org.throughline.server.organizations.Person;
import org.throughline.server.organizations.Role;
import org.throughline.server.support.RunningServer;
import org.throughline.server.support.ServerTest;

/** Publishing writes what changed alone: afterwards the rows are those that writing everything would have left. */
@ServerTest
class QuickPublicationIT {
    private static final int AREAS = 5;
    private static final int EACH = 8;

    private final Drafts drafts;
    private final DraftFilling filling;
    private final Publishing publishing;
    private final Workspaces workspaces;
    private final Publication publication;
    private final Versions versions;
    private final FrameworkImport imports;
    private final TransactionTemplate transaction;
    private final RunningServer server;
    private final Person editor;
    private final Organization owner;

    QuickPublicationIT(
            Drafts drafts,
            DraftFilling filling,
            Publishing publishing,
            Workspaces workspaces,
            Publication publication,
            Versions versions,
            FrameworkImport imports,
            TransactionTemplate transaction,
            RunningServer server,
            Stage stage) {
        this.drafts = drafts;
        this.filling = filling;
        this.publishing = publishing;
        this.workspaces = workspaces;
        this.publication = publication;
        this.versions = versions;
        this.imports = imports;
        this.transaction = transaction;
        this.server = server;
        this.editor = stage.person("Editor");
        this.owner = stage.organization("Quick College", OrganizationKind.EDUCATOR, editor, Role.EDITOR);
    }

    @Test
    void whateverWasPublishedTheRowsAreThoseOfTheWholeText() {
        for (int seed = 0; seed < 12; seed++) {
            Random random = new Random(seed);
            FrameworkId framework = open();
            for (int round = 0; round < 5; round++) {
                edit(framework, random);
                publish(framework);
                CFPackage stands = newest(framework);
                assertThat(FrameworkTree.of(stands).cycle()).isEmpty();
                assertThat(stands.associations().stream()
                                .filter(link -> link.associationType() == AssociationType.IS_CHILD_OF)
                                .map(DraftPackages::ends))
                        .as("places, seed %d", seed)
                        .doesNotHaveDuplicates();
                assertThat(drafts.draftPackage(framework))
                        .as("a draft that was just published, seed %d", seed)
                        .isEqualTo(stands);
            }

            List<String> quick = published(framework);
            writeWhole(framework);
            assertThat(published(framework)).as("published, seed %d", seed).containsExactlyElementsOf(quick);

            List<String> draft = draft(framework);
            fillWhole(framework);
            assertThat(draft(framework)).as("draft, seed %d", seed).containsExactlyElementsOf(draft);
        }
    }

    private FrameworkId open() {
        SmallFrameworks lines = new SmallFrameworks("Line work");
        for (int area = 0; area < AREAS; area++) {
            lines.item("A" + area, "Area " + area);
            for (int n = 0; n < EACH; n++) {
                String code = "A" + area + "." + n;
                lines.item(code, "Statement " + code, n < 3 ? "A" + area : "A" + area + "." + n / 3);
            }
        }
        lines.item("A0.7", "Statement under two", "A0", "A1");
        imports.importCase(owner.id(), lines.json(), "lines.json", FrameworkKind.JOB_ROLE, true, editor.id());
        return drafts.open(new FrameworkId(lines.id()), editor.id())
                .orElseThrow()
                .framework();
    }

    private CFPackage newest(FrameworkId framework) {
        return versions.pkg(framework, versions.newest(framework).orElseThrow().number())
                .orElseThrow();
    }

    /** A few acts; those that can't be done do nothing. */
    private void edit(FrameworkId framework, Random random) {
        List<CFItem> items = newest(framework).items();
        assertThat(drafts.apply(
                        framework,
                        List.of(reword(framework, items.get(random.nextInt(items.size())), random)),
                        editor.id(),
                        owner.id(),
                        null))
                .isInstanceOf(EditOutcome.Done.class);
        for (int n = random.nextInt(6); n >= 0; n--) {
            CFItem one = items.get(random.nextInt(items.size()));
            CFItem other = items.get(random.nextInt(items.size()));
            DraftEdit edit = switch (random.nextInt(7)) {
                case 0 -> new DraftEdit.Add(UUID.randomUUID(), one.identifier(), null, DraftsIT.text("N", "New " + n));
                case 1 -> new DraftEdit.Move(List.of(one.identifier()), other.identifier(), null);
                case 2 -> new DraftEdit.Move(List.of(one.identifier()), framework.value(), null);
                case 3 -> new DraftEdit.Retire(List.of(one.identifier()));
                case 4 ->
                    new DraftEdit.Link(
                            UUID.randomUUID(),
                            one.identifier(),
                            AssociationType.IS_RELATED_TO,
                            LinkGenURI.to(other),
                            null);
                case 5 ->
                    new DraftEdit.Link(
                            UUID.randomUUID(),
                            one.identifier(),
                            AssociationType.IS_CHILD_OF,
                            LinkGenURI.to(other),
                            null);
                default -> reword(framework, one, random);
            };
            EditOutcome outcome = drafts.apply(framework, List.of(edit), editor.id(), owner.id(), null);
            if (outcome instanceof EditOutcome.Done done && done.act() > 0 && random.nextInt(5) == 0) {
                drafts.undo(framework, done.act(), editor.id(), owner.id());
            }
        }
    }

    private DraftEdit reword(FrameworkId framework, CFItem item, Random random) {
        return drafts.item(framework, item.identifier())
                .<DraftEdit>map(found -> new DraftEdit.Reword(
                        item.identifier(),
                        found.textRevision(),
                        DraftsIT.text("R", "Reworded " + random.nextInt(1_000)),
                        random.nextInt(4) == 0))
                .orElseThrow();
    }

    private void publish(FrameworkId framework) {
        Workspace workspace = workspaces.find(framework).orElseThrow();
        assertThat(publishing.publish(workspace, workspace.revision(), List.of(), true, "", editor.id(), owner.id()))
                .isInstanceOf(Publishing.Outcome.Published.class);
    }

    /** Takes every row away, and lets the same text come to stand as if it were another. */
    private void writeWhole(FrameworkId framework) {
        for (String table : List.of("associations", "placements", "items")) {
            server.sql()
                    .sql("delete from frameworks." + table + " where framework = ?")
                    .param(framework.value())
                    .update();
        }
        server.sql()
                .sql("update frameworks.documents set fingerprint = 'another' where identifier = ?")
                .param(framework.value())
                .update();
        publication.publish(owner.id(), newest(framework), FrameworkKind.JOB_ROLE, true, "", editor.id());
    }

    private void fillWhole(FrameworkId framework) {
        transaction.executeWithoutResult(_ -> Reach.asHouse("a test", () -> {
            filling.fill(
                    new DraftRows.Writing(framework, 1_000_000, editor.id(), Instant.now()),
                    WrittenPackage.of(newest(framework)));
            return true;
        }));
    }

    private List<String> published(FrameworkId framework) {
        List<String> rows = new ArrayList<>();
        for (String question : List.of(
                """
                select to_jsonb(i) - 'position' - 'search' - 'signs' || jsonb_build_object('n', row_number() over (order by i.position))
                  from frameworks.items i where i.framework = ? and i.retired_at is null order by i.identifier
                """,
                """
                select to_jsonb(a) - 'ordinal' || jsonb_build_object('n', row_number() over (order by a.ordinal))
                  from frameworks.associations a where a.framework = ? order by a.identifier
                """,
                "select to_jsonb(p) from frameworks.placements p where p.framework = ? order by p.parent, p.ordinal")) {
            rows.addAll(dump(question, framework));
        }
        return rows;
    }

    private List<String> draft(FrameworkId framework) {
        List<String> rows = new ArrayList<>(dump(
                "select to_jsonb(i) from cocreation.items i where i.framework = ? order by i.identifier", framework));
        rows.addAll(dump(
                "select to_jsonb(l) from cocreation.links l where l.framework = ? order by l.identifier", framework));
        return rows;
    }

    private List<String> dump(String question, FrameworkId framework) {
        return server.sql()
                .sql(question)
                .param(framework.value())
                .query((row, _) -> row.getString(1))
                .list();
    }
}
