package org.throughline.server.frameworks.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;
import org.throughline.server.frameworks.FrameworkId;
import org.throughline.server.frameworks.FrameworkImport;
import org.throughline.server.frameworks.FrameworkKind;
import org.throughline.server.frameworks.Frameworks;
import org.throughline.server.frameworks.Mirror;
import org.throughline.server.frameworks.Mirrors;
import org.throughline.server.frameworks.PendingImports;
import org.throughline.server.frameworks.SmallFrameworks;
import org.throughline.server.frameworks.Stage;
import org.throughline.server.frameworks.Upstream;
import org.throughline.server.frameworks.Versions;
import org.throughline.server.organizations.Organization;
import org.throughline.server.organizations.OrganizationKind;
import org.throughline.server.organizations.Person;
import org.throughline.server.organizations.Role;
import org.throughline.server.support.Chromium;
import org.throughline.server.support.Looks;
import org.throughline.server.support.RunningServer;
import org.throughline.server.support.ServerTest;

/** The roads in, as an editor sees them: mirrors, local variants, imports. */
@ServerTest
@TestPropertySource(properties = "throughline.fetch.allow-loopback=true")
class RoadsInABrowserIT {
    private final Mirrors mirrors;
    private final FrameworkImport imports;
    private final PendingImports pending;
    private final Frameworks frameworks;
    private final Versions versions;
    private final RunningServer server;
    private final Person editor;
    private final Organization owner;
    private final Looks looks = new Looks();

    RoadsInABrowserIT(
            Mirrors mirrors,
            FrameworkImport imports,
            PendingImports pending,
            Frameworks frameworks,
            Versions versions,
            RunningServer server,
            Stage stage) {
        this.mirrors = mirrors;
        this.imports = imports;
        this.pending = pending;
        this.frameworks = frameworks;
        this.versions = versions;
        this.server = server;
        this.editor = stage.person("Editor");
        this.owner = stage.organization("Riverside College", OrganizationKind.EDUCATOR, editor, Role.EDITOR);
    }

    @Test
    void everyPageOfTheRoadsInIsWellMade() throws Exception {
        SmallFrameworks standards = new SmallFrameworks("Electrical line work standards")
                .item("A", "Work safely on and near energised lines")
                .item("A.1", "Isolate, lock out and tag a circuit before work", "A")
                .item("A.2", "Wear personal protective equipment", "A")
                .item("B", "Climb and work at height")
                .item("B.1", "Inspect a harness before each use", "B");
        try (Upstream upstream = new Upstream();
                Chromium chromium = Chromium.start()) {
            upstream.says("/ims/case/v1p0/CFDocuments?limit=100", """
                {"CFDocuments": [{"identifier": "%s", "title": "Electrical line work standards", "creator": "The State",
                  "adoptionStatus": "Implemented", "lastChangeDateTime": "2026-01-02T03:04:05Z",
                  "CFPackageURI": {"title": "x", "identifier": "%s", "uri": "%s"}}]}
                """.formatted(
                            standards.id(), standards.id(), upstream.at("/package"))
                    .getBytes(StandardCharsets.UTF_8));
            upstream.says("/package", standards.json(), "ETag", "\"1\"");
            Page page = chromium.browser().newPage(new Browser.NewPageOptions().setViewportSize(1280, 900));
            page.navigate(server.at("/sign-in").toString());
            looks.listen(page);
            page.fill("input[name=email]", String.valueOf(editor.email()));
            page.fill("input[name=password]", Stage.PASSWORD);
            page.click("main form:has(input[name=password]) button[type=submit]");

            looks.at(page, server.at("/frameworks/mirrors"), "roads-mirrors-empty");
            page.fill("input[name=address]", upstream.at(""));
            page.click("text=Look what is there");
            looks.at(page, "roads-mirror-choice");
            page.click(".founditem a");
            looks.at(page, "roads-mirror-candidate");
            page.click("text=Follow this framework");
            UUID mirror = UUID.fromString(page.url().replaceFirst(".*/", ""));
            await(mirror, 1);
            upstream.says(
                    "/package",
                    standards
                            .item("A.2", "Wear tested personal protective equipment", "A")
                            .item("B.1", "Inspect a harness before each use", "A")
                            .item("C", "Drive a bucket truck")
                            .json(),
                    "ETag",
                    "\"2\"");
            mirrors.lookNow(mirrors.find(mirror).orElseThrow(), editor.id());
            await(mirror, 2);
            page.navigate(server.at("/frameworks/mirrors/" + mirror).toString());
            page.click("summary:has-text('Change its address')");
            looks.at(page, "roads-mirror");
            mirrors.open(mirrors.find(mirror).orElseThrow(), editor.id());
            looks.at(page, server.at("/frameworks/mirrors/" + mirror), "roads-mirror-open");
            looks.at(page, server.at("/frameworks/mirrors"), "roads-mirrors");
            looks.at(page, server.at("/frameworks/" + standards.id()), "roads-mirrored-framework");

            looks.at(page, server.at("/frameworks/" + standards.id() + "/variants"), "roads-variants");
            page.fill("input[name=title]", "Line work at Riverside");
            page.click("text=Make the variant");
            looks.at(page, "roads-variant");

            UUID table = pending.keep(
                    owner.id(), editor.id(), "skills of the line crew.csv", FrameworkKind.JOB_ROLE, false, """
                    Ref,Wording,Above,Remark\r
                    S,Safety on the line,,\r
                    S.1,Isolate a circuit,S,every time\r
                    S.2,Wear a helmet,S,\r
                    """.getBytes(
                                    StandardCharsets.UTF_8));
            looks.at(page, server.at("/frameworks/import"), "roads-import");
            looks.at(page, server.at("/frameworks/import/" + table + "/columns"), "roads-columns");
            SmallFrameworks own = new SmallFrameworks("Outcomes of the line programme")
                    .item("1", "Isolate a circuit")
                    .item("2", "Climb a pole");
            imports.importCase(owner.id(), own.json(), "first", FrameworkKind.OUTCOMES, false, editor.id());
            UUID update = pending.keep(
                    owner.id(),
                    editor.id(),
                    "outcomes.json",
                    FrameworkKind.OUTCOMES,
                    false,
                    own.item("1", "Isolate and lock out a circuit")
                            .item("3", "Descend")
                            .without("2")
                            .json());
            looks.at(page, server.at("/frameworks/import/" + update), "roads-preview");
            page.close();
        }
        assertThat(looks.wrong()).isEmpty();
    }

    @Test
    void oneBringsFilesInAndSeesWhatTheyDoBeforeTheyDoIt() throws Exception {
        SmallFrameworks work = new SmallFrameworks("Substation work")
                .item("A", "Work safely in a substation")
                .item("A.1", "Test for voltage before touching", "A")
                .item("B", "Read one-line diagrams");
        FrameworkId id = new FrameworkId(work.id());
        byte[] loose = new String(work.json(), StandardCharsets.UTF_8)
                .replace("\"sequenceNumber\": 1,", "\"sequenceNumber\": \"1\",")
                .replace("\"language\": \"en\"", "\"language\": \"English\"")
                .getBytes(StandardCharsets.UTF_8);
        try (Upstream upstream = new Upstream();
                Chromium chromium = Chromium.start()) {
            Page page = chromium.browser().newPage(new Browser.NewPageOptions().setViewportSize(1280, 900));
            page.navigate(server.at("/sign-in").toString());
            looks.listen(page);
            page.fill("input[name=email]", String.valueOf(editor.email()));
            page.fill("input[name=password]", Stage.PASSWORD);
            page.click("main form:has(input[name=password]) button[type=submit]");

            // a file with findings
            page.navigate(server.at("/frameworks/import").toString());
            assertThat(page.isChecked("input[name=publish]"))
                    .as("nobody publishes unawares")
                    .isFalse();
            bring(page, "loose.json", loose);
            assertThat(page.textContent("main"))
                    .contains("This framework is new here", "Nothing has happened yet", "Repaired", "/CFAssociations/0")
                    .contains("Your organization, until you publish it");
            assertThat(frameworks.find(id)).isEmpty();
            looks.at(page, "roads-preview-findings");
            page.click("text=Bring it in");
            assertThat(page.textContent("main")).contains("Substation work");
            assertThat(frameworks.find(id).orElseThrow().published()).isFalse();

            // the same file again
            page.navigate(server.at("/frameworks/import").toString());
            bring(page, "loose.json", loose);
            assertThat(page.textContent("main")).contains("Nothing would change");
            assertThat(page.querySelectorAll("text=Bring the changes in")).isEmpty();
            looks.at(page, "roads-preview-same");
            assertThat(versions.of(id)).hasSize(1);

            // an update
            page.navigate(server.at("/frameworks/import?into=" + id).toString());
            bring(
                    page,
                    "newer.json",
                    work.item("A.1", "Test for voltage and earth before touching", "A")
                            .item("C", "Operate a breaker")
                            .without("B")
                            .json());
            assertThat(page.textContent("main"))
                    .contains("Reworded", "Added", "Retired", "retired statements are kept");
            assertThat(frameworks.items(id)).hasSize(3);
            assertThat(versions.of(id)).hasSize(1);
            page.click("text=Bring the changes in");
            assertThat(versions.of(id)).hasSize(2);

            // its own workbook
            byte[] workbook = page.request()
                    .get(server.at("/frameworks/" + id + "/package?as=xlsx").toString())
                    .body();
            page.navigate(server.at("/frameworks/import").toString());
            bring(page, "substation.xlsx", workbook);
            assertThat(page.textContent("main")).contains("A whole workbook", "Nothing would change");
            looks.at(page, "roads-preview-workbook");

            // an address, published at once
            SmallFrameworks theirs = new SmallFrameworks("Met at an address").item("1", "Splice a cable");
            upstream.says("/package", theirs.json());
            page.navigate(server.at("/frameworks/import").toString());
            page.fill("input[name=address]", upstream.at("/package"));
            page.check("input[name=publish]");
            page.click("text=Look at it");
            assertThat(page.textContent("main"))
                    .contains(upstream.at("/package"), "Everybody, as soon as it is in", "Mirror it from its source");
            page.click("text=Bring it in");
            assertThat(frameworks
                            .find(new FrameworkId(theirs.id()))
                            .orElseThrow()
                            .published())
                    .isTrue();
            page.navigate(server.at("/frameworks/import?into=" + theirs.id()).toString());
            assertThat(page.textContent("main")).contains("“Met at an address” is published already, and stays so");
            looks.at(page, "roads-import-published");

            // a long one, which one leaves and comes back to
            UUID job = pending.keep(
                    owner.id(), editor.id(), "the whole state.json", FrameworkKind.STANDARDS, false, work.json());
            server.sql().sql("""
                    update frameworks.pending_imports set state = 'RUNNING', attempts = 2, claimed_at = now() + interval '1 hour',
                        step = '4,000 of 10,000 statements are written.', written = 4000, in_all = 40000
                     where id = ?
                    """).param(job).update();
            looks.at(page, server.at("/frameworks/import"), "roads-import-back");
            looks.at(page, server.at("/frameworks/import/" + job), "roads-import-job");
            server.sql().sql("""
                    update frameworks.pending_imports set state = 'FAILED', step = null, written = null, in_all = null,
                        outcome = 'The server stopped 3 times while it worked on this file.' where id = ?
                    """).param(job).update();
            looks.at(page, server.at("/frameworks/import/" + job), "roads-import-failed");

            // more than is taken, which does not travel
            page.navigate(server.at("/frameworks/import").toString());
            assertThat(page.getAttribute("[data-dropzone]", "data-most-bytes")).isEqualTo("67108864");
            page.close();
        }
        assertThat(looks.wrong()).isEmpty();
    }

    private static void bring(Page page, String name, byte[] bytes) {
        page.setInputFiles("input[type=file]", new FilePayload(name, "application/octet-stream", bytes));
        page.click("text=Look at it");
        page.waitForURL("**/frameworks/import/*");
    }

    private void await(UUID id, int wanted) throws InterruptedException {
        for (int n = 0; n < 300; n++) {
            Mirror mirror = mirrors.find(id).orElseThrow();
            if (mirrors.looks(mirror).size() >= wanted) {
                return;
            }
            Thread.sleep(100);
        }
        throw new AssertionError("nothing came of it: " + mirrors.find(id));
    }
}
