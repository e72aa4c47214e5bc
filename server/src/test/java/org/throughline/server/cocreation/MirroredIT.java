package org.throughline.server.cocreation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.throughline.server.database.Reach;
import org.throughline.server.frameworks.FrameworkId;
import org.throughline.server.frameworks.FrameworkImport;
import org.throughline.server.frameworks.FrameworkKind;
import org.throughline.server.frameworks.PendingImports;
import org.throughline.server.frameworks.SmallFrameworks;
import org.throughline.server.frameworks.Stage;
import org.throughline.server.frameworks.Versions;
import org.throughline.server.organizations.Organization;
import org.throughline.server.organizations.OrganizationKind;
import org.throughline.server.organizations.Person;
import org.throughline.server.organizations.Role;
import org.throughline.server.shared.Problem;
import org.throughline.server.support.RunningServer;
import org.throughline.server.support.ServerTest;
import org.throughline.server.support.Visitor;

/** What is mirrored is changed by its source alone, on whatever road somebody comes. */
@ServerTest
class MirroredIT {
    private final Drafts drafts;
    private final Publishing publishing;
    private final Workspaces workspaces;
    private final Versions versions;
    private final FrameworkImport imports;
    private final PendingImports pending;
    private final JdbcClient sql;
    private final RunningServer server;
    private final Person editor;
    private final Organization owner;
    private final SmallFrameworks lines =
            new SmallFrameworks("Line work").item("A", "Safety").item("A.1", "Isolate a circuit before work", "A");
    private final FrameworkId framework = new FrameworkId(lines.id());
    private final String base = "/frameworks/" + lines.id();

    MirroredIT(
            Drafts drafts,
            Publishing publishing,
            Workspaces workspaces,
            Versions versions,
            FrameworkImport imports,
            PendingImports pending,
            JdbcClient sql,
            RunningServer server,
            Stage stage) {
        this.drafts = drafts;
        this.publishing = publishing;
        this.workspaces = workspaces;
        this.versions = versions;
        this.imports = imports;
        this.pending = pending;
        this.sql = sql;
        this.server = server;
        this.editor = stage.person("Editor");
        this.owner = stage.organization("Test College", OrganizationKind.EDUCATOR, editor, Role.EDITOR);
        imports.importCase(owner.id(), lines.json(), "lines.json", FrameworkKind.JOB_ROLE, true, editor.id());
    }

    @Test
    void noDraftOfAMirrorIsOpened() throws Exception {
        mirrored();
        assertThatThrownBy(() -> drafts.open(framework, editor.id()))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("only its source");

        Visitor visitor = visitor();
        assertThat(visitor.get(base).html().select("form[action$=/draft]"))
                .as("it is not offered")
                .isEmpty();
        assertThat(visitor.post(base + "/draft").status()).isEqualTo(409);
        assertThat(workspaces.find(framework)).isEmpty();
    }

    @Test
    void aDraftOfBeforeRestsOnEveryRoad() throws Exception {
        assertThat(drafts.open(framework, editor.id())).isPresent();
        UUID item = lines.id("A.1");
        EditOutcome first = drafts.apply(
                framework,
                List.of(new DraftEdit.Reword(
                        item,
                        drafts.item(framework, item).orElseThrow().textRevision(),
                        DraftsIT.text("A.1", "Isolate and earth a circuit"),
                        false)),
                editor.id(),
                owner.id(),
                null);
        long act = ((EditOutcome.Done) first).act();
        mirrored();

        assertThat(drafts.apply(framework, List.of(new DraftEdit.Retire(List.of(item))), editor.id(), owner.id(), null))
                .as("a proposal that a lead takes comes by this door")
                .isInstanceOf(EditOutcome.Refused.class);
        assertThat(drafts.undo(framework, act, editor.id(), owner.id())).isInstanceOf(EditOutcome.Refused.class);
        Workspace workspace = workspaces.find(framework).orElseThrow();
        assertThat(publishing.publish(workspace, workspace.revision(), List.of(), true, "", editor.id(), owner.id()))
                .isInstanceOf(Publishing.Outcome.Stopped.class);

        Visitor visitor = visitor();
        assertThat(visitor.get(base + "/edit").status()).as("it is read").isEqualTo(200);
        refused(visitor, "/edit", "do", "retire", "item", item.toString());
        refused(visitor, "/edit/undo/" + act);
        refused(visitor, "/edit/items/" + item, "seen", Long.toString(act), "statement", "Other words");
        refused(visitor, "/edit/items/" + item + "/links", "type", "isRelatedTo", "to", "A");
        refused(visitor, "/edit/items/" + item + "/translations", "statement", "Aísla", "language", "es");
        refused(visitor, "/table", "row", item.toString());
        refused(visitor, "/table/bulk", "item", item.toString(), "change", "level", "value", "Expert");
        refused(visitor, "/about", "title", "Other", "creator", "Us");
        refused(visitor, "/anew", "act", Long.toString(act), "own", "1");
        visitor.post(base + "/publish", "seen", Long.toString(act));
        assertThatThrownBy(() -> imports.importCase(
                        owner.id(),
                        lines.item("B", "Climbing").json(),
                        "a file",
                        FrameworkKind.JOB_ROLE,
                        true,
                        editor.id()))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("only its source");

        assertThat(versions.newest(framework).orElseThrow().number()).isEqualTo(1);
        assertThat(workspaces.find(framework).orElseThrow().revision()).isEqualTo(act);
        assertThat(drafts.item(framework, item).orElseThrow().text().statement())
                .as("what was drafted is kept")
                .isEqualTo("Isolate and earth a circuit");
    }

    @Test
    void nothingIsTypedIntoADraftOfBeforeAndNoProposalOfBeforeIsTaken() throws Exception {
        drafts.open(framework, editor.id());
        UUID item = lines.id("A.1");
        Visitor visitor = visitor();
        visitor.get(base + "/proposals");
        visitor.post(
                base + "/proposals",
                "item",
                item.toString(),
                "kind",
                "reword",
                "statement",
                "Isolate, earth and tag a circuit",
                "reason",
                "Tagging is half of it");
        DraftItem before = drafts.item(framework, item).orElseThrow();
        long revision = workspaces.find(framework).orElseThrow().revision();
        mirrored();

        refused(
                visitor.as("application/json"),
                "/edit/items/" + item + "/text",
                "seen",
                Long.toString(before.textRevision()),
                "statement",
                "Typed in");
        for (String decision : List.of("accept", "reword", "undo")) {
            refused(
                    visitor.as("text/html"),
                    "/proposals/1/resolve",
                    "decision",
                    decision,
                    "wording",
                    "A lead's words",
                    "reason",
                    "Because",
                    "seen",
                    Long.toString(before.textRevision()));
        }
        assertThat(drafts.item(framework, item).orElseThrow().text()).isEqualTo(before.text());
        assertThat(workspaces.find(framework).orElseThrow().revision()).isEqualTo(revision);
        assertThat(visitor.get(base + "/proposals/1").html().text())
                .as("it waits as it did")
                .contains("Isolate, earth and tag a circuit")
                .doesNotContain("Accepted");
    }

    @Test
    void noFileIsBroughtIntoAMirror() throws Exception {
        mirrored();
        Visitor visitor = visitor();
        byte[] more = lines.item("B", "Climbing").json();
        byte[] table = "Code,Statement\r\nB,Climbing\r\n".getBytes(StandardCharsets.UTF_8);
        for (Map.Entry<String, byte[]> file :
                Map.of("more.json", more, "more.csv", table).entrySet()) {
            UUID id = pending.keep(
                    owner.id(), editor.id(), file.getKey(), FrameworkKind.JOB_ROLE, true, framework, file.getValue());
            Visitor.Seen preview = visitor.get("/frameworks/import/" + id);
            assertThat(preview.html().text()).as(file.getKey()).contains("only its source");
            assertThat(preview.html().select("form[action=/frameworks/import/" + id + "]"))
                    .as("letting it in is not offered")
                    .isEmpty();
            for (String items : List.of("3", "3000")) {
                Visitor.Seen done = visitor.post("/frameworks/import/" + id, "items", items);
                for (int n = 0;
                        n < 200 && pending.find(id).filter(MirroredIT::works).isPresent();
                        n++) {
                    Thread.sleep(50);
                }
                assertThat(done.status())
                        .as("by hand 422, as a job 200 and its page says so")
                        .isIn(422, 200);
            }
            assertThat(visitor.get("/frameworks/import/" + id).html().text()).contains("only its source");
        }
        assertThat(versions.of(framework)).hasSize(1);
        assertThat(versions.newest(framework).orElseThrow().items()).isEqualTo(2);
    }

    private static boolean works(PendingImports.PendingImport one) {
        return one.state() == PendingImports.State.QUEUED || one.state() == PendingImports.State.RUNNING;
    }

    private void refused(Visitor visitor, String path, String... fields) throws IOException, InterruptedException {
        assertThat(visitor.post(base + path, fields).status()).as(path).isEqualTo(409);
    }

    private Visitor visitor() throws Exception {
        Visitor visitor = new Visitor(server);
        visitor.signIn(String.valueOf(editor.email()), Stage.PASSWORD);
        visitor.get(base);
        return visitor;
    }

    private void mirrored() {
        Reach.asHouse(
                "a test",
                () -> sql.sql("""
                insert into frameworks.mirrors (id, owner, framework, title, kind, address, state, next_look_at, begun_at)
                values (gen_random_uuid(), ?, ?, 'Line work', 'JOB_ROLE', 'https://case.example.org/p', 'STOPPED', ?, ?)
                """)
                        .params(owner.id().value(), lines.id(), OffsetDateTime.now(), OffsetDateTime.now())
                        .update());
    }
}
