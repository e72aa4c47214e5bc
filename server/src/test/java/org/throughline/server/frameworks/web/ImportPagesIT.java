package org.throughline.server.frameworks.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.jsoup.select.Elements;
import org.junit.jupiter.api.Test;
import org.throughline.server.frameworks.FrameworkId;
import org.throughline.server.frameworks.FrameworkImport;
import org.throughline.server.frameworks.FrameworkItem;
import org.throughline.server.frameworks.FrameworkKind;
import org.throughline.server.frameworks.Frameworks;
import org.throughline.server.frameworks.PendingImports;
import org.throughline.server.frameworks.SmallFrameworks;
import org.throughline.server.frameworks.Stage;
import org.throughline.server.organizations.Organization;
import org.throughline.server.organizations.OrganizationKind;
import org.throughline.server.organizations.Person;
import org.throughline.server.organizations.Role;
import org.throughline.server.support.RunningServer;
import org.throughline.server.support.ServerTest;
import org.throughline.server.support.Visitor;

@ServerTest
class ImportPagesIT {
    private final FrameworkImport imports;
    private final PendingImports pending;
    private final Frameworks frameworks;
    private final RunningServer server;
    private final Stage stage;
    private final Person editor;
    private final Organization owner;

    ImportPagesIT(
            FrameworkImport imports, PendingImports pending, Frameworks frameworks, RunningServer server, Stage stage) {
        this.imports = imports;
        this.pending = pending;
        this.frameworks = frameworks;
        this.server = server;
        this.stage = stage;
        this.editor = stage.person("Editor");
        this.owner = stage.organization("Import College", OrganizationKind.EDUCATOR, editor, Role.EDITOR);
    }

    @Test
    void saysByNameWhatAnUpdateAddsChangesAndRetires() throws Exception {
        SmallFrameworks lineWork =
                new SmallFrameworks("Line work").item("A", "Isolate a circuit").item("B", "Climb a pole");
        imports.importCase(owner.id(), lineWork.json(), "first", FrameworkKind.JOB_ROLE, false, editor.id());
        UUID id = waiting(
                "second.json",
                lineWork.item("A", "Isolate and lock out a circuit")
                        .item("C", "Descend")
                        .without("B")
                        .json());
        Visitor visitor = signedIn();
        Visitor.Seen page = visitor.get("/frameworks/import/" + id);

        assertThat(page.html().select(".change__word").eachText())
                .containsExactlyInAnyOrder("Reworded", "Added", "Retired");
        assertThat(page.html().select("ins").eachText()).contains("and lock out");
        assertThat(page.html().select("del").eachText()).contains("Climb a pole");
        assertThat(frameworks.items(new FrameworkId(lineWork.id()))).hasSize(2);
        visitor.post("/frameworks/import/" + id, "items", "2");
        assertThat(frameworks.items(new FrameworkId(lineWork.id())).stream().map(FrameworkItem::statement))
                .containsExactlyInAnyOrder("Isolate and lock out a circuit", "Descend");
    }

    @Test
    void aFileOfSeveralFrameworksWaitsAsEachOfThem() throws Exception {
        SmallFrameworks lineWork = new SmallFrameworks("Line work").item("A", "Isolate a circuit");
        SmallFrameworks water = new SmallFrameworks("Water work").item("A", "Open a valve");
        UUID id = waiting(
                "both.json",
                ("[" + new String(lineWork.json(), StandardCharsets.UTF_8) + ","
                                + new String(water.json(), StandardCharsets.UTF_8) + "]")
                        .getBytes(StandardCharsets.UTF_8));
        Visitor visitor = signedIn();
        visitor.get("/frameworks/import/" + id);
        Elements links = visitor.get("/frameworks/import").html().select("a[href^=/frameworks/import/]");

        assertThat(links.eachText()).containsExactly("Line work, of both.json", "Water work, of both.json");
        assertThat(frameworks.find(new FrameworkId(water.id()))).isEmpty();
        String second = links.get(1).attr("href");
        assertThat(visitor.get(second).html().text()).contains("Open a valve").doesNotContain("Isolate a circuit");
        visitor.post(second, "items", "1");
        assertThat(frameworks.find(new FrameworkId(water.id()))).isPresent();
        assertThat(frameworks.find(new FrameworkId(lineWork.id()))).isEmpty();
    }

    @Test
    void offersToMirrorOrToVaryWhatIsSomebodyElses() throws Exception {
        SmallFrameworks theirs = new SmallFrameworks("Theirs").item("A", "Isolate a circuit");
        Person other = stage.person("Other");
        Organization others = stage.organization("Others", OrganizationKind.EMPLOYER, other, Role.EDITOR);
        imports.importCase(others.id(), theirs.json(), "theirs", FrameworkKind.JOB_ROLE, true, other.id());
        UUID id = waiting("claimed.json", theirs.item("B", "Ours now").json());
        Visitor.Seen page = signedIn().get("/frameworks/import/" + id);

        assertThat(page.html().text()).contains("only they can change it", "Make a local variant of it");
        assertThat(page.html().select("a[href^=/frameworks/mirrors?address=]").text())
                .isEqualTo("Mirror it from its source instead");
        assertThat(page.html().select("form[action=/frameworks/import/" + id + "]"))
                .isEmpty();
    }

    @Test
    void aLargeOneComesInByItself() throws Exception {
        SmallFrameworks large = new SmallFrameworks("Large");
        for (int n = 0; n < 40; n++) {
            large.item("L." + n, "Statement number " + n);
        }
        UUID id = waiting("large.json", large.json());
        Visitor visitor = signedIn();
        visitor.get("/frameworks/import/" + id);
        Visitor.Seen job = visitor.post("/frameworks/import/" + id, "items", "2001");
        assertThat(job.heading()).isEqualTo("A large framework comes in");
        for (int n = 0; n < 200 && frameworks.find(new FrameworkId(large.id())).isEmpty(); n++) {
            Thread.sleep(100);
        }
        assertThat(visitor.get("/frameworks/import/" + id).html().text()).contains("“Large” is in, with 40 statements");
    }

    @Test
    void takesTheWholeReportAlong() throws Exception {
        UUID id = waiting(
                "loose.json",
                new String(new SmallFrameworks("Loose").item("A", "Hangs").json(), StandardCharsets.UTF_8)
                        .replace("\"sequenceNumber\": 1", "\"sequenceNumber\": \"1\"")
                        .getBytes(StandardCharsets.UTF_8));
        Visitor visitor = signedIn();
        assertThat(visitor.get("/frameworks/import/" + id + "/findings?form=csv")
                        .response()
                        .body())
                .startsWith("\uFEFFseverity,code,where")
                .contains("sequenceNumber");
        assertThat(visitor.get("/frameworks/import/" + id + "/findings?form=json")
                        .response()
                        .body())
                .contains("\"severity\"", "\"pointer\"");
    }

    @Test
    void aTableComesInWhenSomebodySaysWhatItsColumnsMean() throws Exception {
        UUID id = waiting("skills.csv", """
            Ref,Wording,Above\r
            S,Safety,\r
            S.1,Isolate a circuit,S\r
            S.2,Wear a helmet,S\r
            """.getBytes(StandardCharsets.UTF_8));
        Visitor visitor = signedIn();
        Visitor.Seen columns = visitor.get("/frameworks/import/" + id + "/columns");
        assertThat(columns.heading()).isEqualTo("What the columns mean");
        assertThat(columns.html().text()).contains("B: Wording", "Isolate a circuit");
        Visitor.Seen shown = visitor.post(
                "/frameworks/import/" + id + "/columns",
                "sheet",
                columns.html().select("input[name=sheet]").val(),
                "headingLine",
                "1",
                "column-0",
                "CODE",
                "column-1",
                "STATEMENT",
                "column-2",
                "PARENT",
                "then",
                "show");
        assertThat(shown.html().select(".outline__row").eachText())
                .containsExactly("Level 1: S Safety", "Level 2: S.1 Isolate a circuit", "Level 2: S.2 Wear a helmet");
        Visitor.Seen preview = visitor.get("/frameworks/import/" + id);
        assertThat(preview.html().text()).contains("It brings 3 statements");
        Visitor.Seen made = visitor.post("/frameworks/import/" + id, "items", "3");
        UUID framework = UUID.fromString(made.address().getPath().replaceFirst(".*/", ""));
        assertThat(frameworks.items(new FrameworkId(framework)).stream().map(FrameworkItem::label))
                .containsExactly("S Safety", "S.1 Isolate a circuit", "S.2 Wear a helmet");
        for (Map.Entry<String, String> form : Map.of(
                        "case1.1",
                        "CFDocument",
                        "case1.0",
                        "CFDocument",
                        "csv",
                        "Isolate a circuit",
                        "xlsx",
                        "PK",
                        "ctdl-asn-csv",
                        "ceasn:competencyText",
                        "rsd-csv",
                        "Canonical URL")
                .entrySet()) {
            assertThat(visitor.get("/frameworks/" + framework + "/package?as=" + form.getKey())
                            .response()
                            .body())
                    .contains(form.getValue());
        }
    }

    private UUID waiting(String name, byte[] bytes) {
        return pending.keep(owner.id(), editor.id(), name, FrameworkKind.JOB_ROLE, false, bytes);
    }

    private Visitor signedIn() throws Exception {
        Visitor visitor = new Visitor(server);
        visitor.signIn(String.valueOf(editor.email()), Stage.PASSWORD);
        return visitor;
    }
}
