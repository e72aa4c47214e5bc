package org.throughline.server.frameworks.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;
import org.throughline.server.frameworks.FrameworkImport;
import org.throughline.server.frameworks.FrameworkKind;
import org.throughline.server.frameworks.Mirror;
import org.throughline.server.frameworks.Mirrors;
import org.throughline.server.frameworks.PendingImports;
import org.throughline.server.frameworks.SmallFrameworks;
import org.throughline.server.frameworks.Stage;
import org.throughline.server.frameworks.Upstream;
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
    private final RunningServer server;
    private final Person editor;
    private final Organization owner;
    private final Looks looks = new Looks();

    RoadsInABrowserIT(
            Mirrors mirrors, FrameworkImport imports, PendingImports pending, RunningServer server, Stage stage) {
        this.mirrors = mirrors;
        this.imports = imports;
        this.pending = pending;
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
            looks.at(page, server.at("/frameworks/mirrors/" + mirror), "roads-mirror");
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
