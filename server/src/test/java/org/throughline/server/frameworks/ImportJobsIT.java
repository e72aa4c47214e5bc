package org.throughline.server.frameworks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.throughline.server.database.Reach;
import org.throughline.server.organizations.Organization;
import org.throughline.server.organizations.OrganizationKind;
import org.throughline.server.organizations.Person;
import org.throughline.server.organizations.Role;
import org.throughline.server.support.RunningServer;
import org.throughline.server.support.ServerTest;
import org.throughline.server.support.Visitor;

@ServerTest
class ImportJobsIT {
    private final ImportJobs jobs;
    private final PendingImports pending;
    private final FrameworkImport imports;
    private final Frameworks frameworks;
    private final RunningServer server;
    private final Person editor;
    private final Organization owner;

    ImportJobsIT(
            ImportJobs jobs,
            PendingImports pending,
            FrameworkImport imports,
            Frameworks frameworks,
            RunningServer server,
            Stage stage) {
        this.jobs = jobs;
        this.pending = pending;
        this.imports = imports;
        this.frameworks = frameworks;
        this.server = server;
        this.editor = stage.person("Editor");
        this.owner = stage.organization("Job College", OrganizationKind.EDUCATOR, editor, Role.EDITOR);
    }

    @Test
    void whatADeadServerLeftInTheMiddleIsBegunAnew() throws Exception {
        SmallFrameworks large = large("Left in the middle", 30);
        UUID id = waiting(large);
        leftByADeadServer(id, 1);
        jobs.work();
        PendingImports.PendingImport done = await(id);

        assertThat(done.outcome()).contains("“Left in the middle” is in, with 30 statements");
        assertThat(done.attempts()).isEqualTo(2);
        assertThat(frameworks.items(new FrameworkId(large.id()))).hasSize(30);
    }

    @Test
    void whatAServerWorksOnIsLeftToIt() {
        UUID id = waiting(large("In good hands", 3));
        server.sql().sql("""
                update frameworks.pending_imports set state = 'RUNNING', attempts = 1, claimed_at = now() where id = ?
                """).param(id).update();
        jobs.work();

        assertThat(find(id).state()).isEqualTo(PendingImports.State.RUNNING);
        assertThat(find(id).attempts()).isEqualTo(1);
        server.sql()
                .sql("delete from frameworks.pending_imports where id = ?")
                .param(id)
                .update();
    }

    @Test
    void anImportThatEndsItsServerThreeTimesIsGivenUpAndSaysSo() throws Exception {
        SmallFrameworks large = large("Too much", 30);
        UUID id = waiting(large);
        leftByADeadServer(id, 3);
        jobs.work();
        await(id);
        Visitor visitor = new Visitor(server);
        visitor.signIn(String.valueOf(editor.email()), Stage.PASSWORD);
        Visitor.Seen page = visitor.get("/frameworks/import/" + id);

        assertThat(page.html().text())
                .contains("The server stopped 3 times", "20 of 30 statements are written", "Nothing was changed");
        assertThat(frameworks.find(new FrameworkId(large.id()))).isEmpty();

        visitor.post("/frameworks/import/" + id, "items", "2001");
        assertThat(await(id).state()).isEqualTo(PendingImports.State.DONE);
    }

    @Test
    void aServerThatWasThoughtDeadWritesNothingAfterAnotherTookItsPlace() {
        SmallFrameworks large = large("Two servers", 3);
        UUID id = waiting(large);
        PendingImports.PendingImport first = find(id);
        server.sql().sql("""
                update frameworks.pending_imports set state = 'RUNNING', attempts = 2, claimed_at = now() where id = ?
                """).param(id).update();

        assertThatThrownBy(() -> house(() -> pending.step(first, "It goes on.", null)))
                .isInstanceOf(PendingImports.TakenUpElsewhere.class);
        assertThatThrownBy(() -> house(() -> pending.ended(first, new FrameworkId(large.id()), "It is in.")))
                .isInstanceOf(PendingImports.TakenUpElsewhere.class);
        assertThat(find(id).outcome()).isNull();
        server.sql()
                .sql("delete from frameworks.pending_imports where id = ?")
                .param(id)
                .update();
    }

    @Test
    void saysHowManyStatementsAreWritten() throws Exception {
        SmallFrameworks large = large("Told", 2_500);
        List<String> told = new ArrayList<>();
        List<PendingImports.Share> shares = new ArrayList<>();
        ScopedValue.where(ImportProgress.LISTENER, (sentence, share) -> {
                    told.add(sentence);
                    Optional.ofNullable(share).ifPresent(shares::add);
                })
                .run(() -> imports.importCase(
                        owner.id(), large.json(), "told", FrameworkKind.STANDARDS, false, editor.id()));

        assertThat(told)
                .containsSubsequence(
                        "1,000 of 2,500 statements are written.",
                        "2,500 of 2,500 statements are written.",
                        "1,000 of 2,500 associations are written.",
                        "The tree is put in order.");
        assertThat(shares.getLast()).isEqualTo(new PendingImports.Share(5_000, 5_000));
    }

    @Test
    void onesPageIsLeftAndFoundAgain() throws Exception {
        UUID id = waiting(large("Found again", 3));
        server.sql().sql("""
                update frameworks.pending_imports set state = 'RUNNING', attempts = 2, claimed_at = now(),
                    step = '4,200 of 10,000 statements are written.', written = 4200, in_all = 40000
                 where id = ?
                """).param(id).update();
        Visitor visitor = new Visitor(server);
        visitor.signIn(String.valueOf(editor.email()), Stage.PASSWORD);
        Visitor.Seen form = visitor.get("/frameworks/import");
        assertThat(form.html().select(".founditem").text())
                .contains("Comes in", "a large one.json", "4,200 of 10,000 statements are written");
        Visitor.Seen page = visitor.get(form.html().select(".founditem a").attr("href"));

        assertThat(page.html().text()).contains("4,200 of 10,000 statements are written", "attempt 2 of 3");
        assertThat(page.html().select("progress").attr("value")).isEqualTo("4200");
        assertThat(page.html().select("progress").attr("max")).isEqualTo("40000");
        server.sql()
                .sql("delete from frameworks.pending_imports where id = ?")
                .param(id)
                .update();
    }

    private SmallFrameworks large(String title, int items) {
        SmallFrameworks large = new SmallFrameworks(title);
        for (int n = 0; n < items; n++) {
            large.item("L." + n, "Statement number " + n);
        }
        return large;
    }

    private UUID waiting(SmallFrameworks framework) {
        return pending.keep(
                owner.id(), editor.id(), "a large one.json", FrameworkKind.STANDARDS, false, framework.json());
    }

    /** As kill -9 leaves the row: it runs, somebody began it, and nobody says that they live. */
    private void leftByADeadServer(UUID id, int attempts) {
        server.sql().sql("""
                update frameworks.pending_imports set state = 'RUNNING', attempts = ?, claimed_at = now() - interval '31 seconds',
                    step = '20 of 30 statements are written.', written = 20, in_all = 60
                 where id = ?
                """).params(attempts, id).update();
    }

    private PendingImports.PendingImport await(UUID id) throws InterruptedException {
        for (int n = 0; n < 300; n++) {
            PendingImports.PendingImport now = find(id);
            if (now.state() == PendingImports.State.DONE || now.state() == PendingImports.State.FAILED) {
                return now;
            }
            Thread.sleep(100);
        }
        throw new AssertionError("nothing came of it: " + find(id));
    }

    private PendingImports.PendingImport find(UUID id) {
        return Reach.asHouse("a test looks", () -> pending.find(id).orElseThrow());
    }

    private static void house(Runnable work) {
        Reach.asHouse("a test is a server", work);
    }
}
