package org.throughline.server.alignment.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Media;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.throughline.server.alignment.Crosswalk;
import org.throughline.server.alignment.Crosswalks;
import org.throughline.server.frameworks.FrameworkImport;
import org.throughline.server.frameworks.FrameworkKind;
import org.throughline.server.frameworks.SmallFrameworks;
import org.throughline.server.frameworks.Stage;
import org.throughline.server.organizations.Organization;
import org.throughline.server.organizations.OrganizationKind;
import org.throughline.server.organizations.Person;
import org.throughline.server.organizations.Role;
import org.throughline.server.support.Chromium;
import org.throughline.server.support.Looks;
import org.throughline.server.support.RunningServer;
import org.throughline.server.support.ServerTest;
import org.throughline.server.support.Visitor;

/** What a crosswalk amounts to, as people read it. */
@ServerTest
class CoveragePagesIT {
    private final FrameworkImport imports;
    private final Crosswalks crosswalks;
    private final RunningServer server;
    private final Person editor;
    private final Organization college;
    private final SmallFrameworks job = new SmallFrameworks("Line installer")
            .item("R", "Safety on site")
            .item("R.1", "Isolate and lock out a circuit before work", "R")
            .item("R.2", "Rescue an injured climber from a pole", "R")
            .item("R.3", "Wear protection that fits the voltage", "R")
            .item("S", "Paper work")
            .item("S.1", "Keep a log of switching operations", "S")
            .item("S.2", "Read a one-line diagram", "S");
    private final SmallFrameworks programme = new SmallFrameworks("Electric power")
            .item("P", "Electrical safety")
            .item("P.A", "Before the work", "P")
            .item("P.1", "Isolate, lock out and tag a circuit", "P.A")
            .item("P.2", "Choose gloves and sleeves for a voltage", "P.A")
            .item("P.B", "After an accident", "P")
            .item("P.3", "Give first aid after an electric shock", "P.B")
            .item("Q", "Operations")
            .item("Q.1", "Record switching operations in a log", "Q")
            .item("Q.2", "=Weave baskets", "Q");

    CoveragePagesIT(FrameworkImport imports, Crosswalks crosswalks, RunningServer server, Stage stage) {
        this.imports = imports;
        this.crosswalks = crosswalks;
        this.server = server;
        this.editor = stage.person("Dana Editor");
        this.college = stage.organization("Test College", OrganizationKind.EDUCATOR, editor, Role.EDITOR);
    }

    private Crosswalk crosswalk() {
        Crosswalk crosswalk = crosswalks.open(
                college.id(),
                "Installer × power",
                imports.importCase(college.id(), job.json(), "job", FrameworkKind.JOB_ROLE, true, editor.id())
                        .framework()
                        .id(),
                imports.importCase(college.id(), programme.json(), "p", FrameworkKind.OUTCOMES, true, editor.id())
                        .framework()
                        .id(),
                editor.id());
        accept(crosswalk, "R.1", "P.1", "exactMatchOf");
        accept(crosswalk, "R.1", "P.2", "isRelatedTo");
        accept(crosswalk, "R.1", "P.3", "isRelatedTo");
        accept(crosswalk, "R.3", "P.2", "isPartOf");
        crosswalks.publish(crosswalk.id(), editor.id());
        return crosswalk;
    }

    private void accept(Crosswalk crosswalk, String requirement, String outcome, String relation) {
        crosswalks.accept(
                crosswalk.id(),
                job.uri(requirement),
                programme.uri(outcome),
                relation,
                "Agreed in the workshop",
                editor.id());
    }

    private Document page(String address) throws Exception {
        Visitor.Seen seen = new Visitor(server).get(address);
        assertThat(seen.status()).isEqualTo(200);
        return seen.html();
    }

    @Test
    void groupsAreRolledUpAlongBothTreesAndOpenedStepByStep() throws Exception {
        String address = "/crosswalks/" + crosswalk().id() + "/coverage";

        Document tops = page(address);

        assertThat(tops.select("table.matrix thead th[scope=col]").eachText())
                .containsExactly("Requirement", "All outcomes", "P Electrical safety", "Q Operations");
        assertThat(tops.select("table.matrix tbody th[scope=row]").eachText())
                .containsExactly("R Safety on site", "S Paper work");
        assertThat(tops.select("table.matrix tbody tr:first-child td")
                        .eachText()
                        .getFirst())
                .startsWith("2 of 3 requirements of “Safety on site” are answered by any outcome, mean strength 57 %");
        Document group = page(tops.select("table.matrix tbody th a").attr("href"));
        assertThat(group.select("table.matrix tbody th").eachText())
                .containsExactly(
                        "R.1 Isolate and lock out a circuit before work",
                        "R.2 Rescue an injured climber from a pole",
                        "R.3 Wear protection that fits the voltage");
        Document both = page(group.select("table.matrix thead th a").attr("href"));
        assertThat(both.select("table.matrix thead th").eachText())
                .containsExactly("Requirement", "All outcomes", "P.A Before the work", "P.B After an accident");
        assertThat(both.select("table.matrix tbody tr:first-child td").eachText())
                .extracting(text -> text.substring(0, 5).strip())
                .containsExactly("100 %", "100 %", "50 %");
        assertThat(both.select(".openedpaths a").eachText()).containsExactly("All requirements", "All outcomes");
        assertThat(new Visitor(server)
                        .get(address + "?asks=" + programme.id("P"))
                        .status())
                .as("a group of the other framework")
                .isEqualTo(404);
    }

    @Test
    void saysGapsOverCoverageAndOutcomesThatMeetNothing() throws Exception {
        Document page = page("/crosswalks/" + crosswalk().id() + "/coverage");

        assertThat(page.select(".meant__number").eachText()).containsExactly("40 %", "34 %", "3", "1", "2");
        assertThat(Objects.requireNonNull(page.select("#gaps ~ ul").first())
                        .select("li")
                        .eachText())
                .containsExactly(
                        "R.2 Rescue an injured climber from a pole",
                        "S.1 Keep a log of switching operations",
                        "S.2 Read a one-line diagram");
        assertThat(page.text()).contains("R.1 Isolate and lock out a circuit before work 3 100 %");
        assertThat(page.text())
                .contains("Q Operations 2 2 Q.1 Record switching operations in a log; Q.2 =Weave baskets");
        assertThat(page.select("table.squares .squares__text").eachText()).containsExactly("2 of 3", "0 of 2");
        assertThat(page.select("table.squares svg[aria-hidden=true] path")).hasSize(4);
    }

    @Test
    void everyTableIsAFileAndTheWorkbookHasAll() throws Exception {
        String address = "/crosswalks/" + crosswalk().id() + "/coverage";
        Visitor visitor = new Visitor(server);

        String matrix = visitor.get(address + ".csv?table=matrix").response().body();
        String idle = visitor.get(address + ".csv?table=outcomes-that-meet-nothing")
                .response()
                .body();

        assertThat(matrix.lines().toList().get(1))
                .startsWith("0,R,Safety on site,3,2,0.56")
                .endsWith(",0.0");
        assertThat(idle).contains("Q.2,'=Weave baskets,");
        assertThat(visitor.get(address + ".csv?table=else").status()).isEqualTo(404);
        List<String> parts = new ArrayList<>();
        StringBuilder book = new StringBuilder();
        byte[] bytes = java.net.http.HttpClient.newHttpClient()
                .send(
                        java.net.http.HttpRequest.newBuilder(server.at(address + ".xlsx"))
                                .build(),
                        java.net.http.HttpResponse.BodyHandlers.ofByteArray())
                .body();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                parts.add(entry.getName());
                book.append(new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        assertThat(parts).contains("xl/worksheets/sheet7.xml");
        assertThat(book)
                .contains("name=\"Summary\"")
                .contains("name=\"Outcomes that meet nothing\"")
                .contains("=Weave baskets")
                .doesNotContain("<f>");
    }

    @Test
    void theReportSaysItInPlainWordsFirst() throws Exception {
        Document page = page("/crosswalks/" + crosswalk().id() + "/coverage/report");

        assertThat(page.select(".lede").text())
                .isEqualTo("40 % of what “Line installer” asks for is answered by “Electric power”.");
        assertThat(page.select(".onepage li").eachText())
                .anyMatch(
                        text -> text.equals(
                                "Most is missing in “Paper work” (2 of 2 without an answer), “Safety on site” (1 of 3 without an answer)."))
                .anyMatch(text -> text.startsWith("The figures rest on 4 accepted alignments, made by 1 person on "))
                .anyMatch(text -> text.equals("The crosswalk is published: anybody may look each of them up."));
    }

    @Test
    void whatIfKeepsItsChoiceInTheAddressAndNothingElse() throws Exception {
        Crosswalk crosswalk = crosswalk();
        String address = "/crosswalks/" + crosswalk.id() + "/coverage/what-if";

        Document asked = page(address);
        assertThat(asked.select("form fieldset legend").eachText())
                .as("the widest gap is open")
                .containsExactly("S.1 Keep a log of switching operations", "S.2 Read a one-line diagram");
        Document answer = page(address + "?course=EPT+%3Cb%3E120&taught=" + job.id("S.2") + "&taught=" + job.id("R.2")
                + "&accepted=" + job.id("S.1") + "_" + programme.id("Q.1") + "&taught=nonsense");

        assertThat(answer.select(".lede").text())
                .isEqualTo(
                        "If “EPT <b>120” taught these 2 items and this suggestion were accepted, coverage would go from"
                                + " 40 % to 100 %.");
        assertThat(answer.text()).contains("1 item of this address is no longer a gap");
        assertThat(answer.select("caption:contains(What would change) ~ tbody tr")
                        .eachText())
                .hasSize(2)
                .first()
                .asString()
                .startsWith("R Safety on site 3 2 3");
        assertThat(answer.select("main").text())
                .as("what is chosen is not proposed again")
                .contains("Nothing is left to raise");
        Document taught = page(address + "?taught=" + job.id("S.2"));
        assertThat(taught.select(":has(> h2:contains(What would raise coverage most))")
                        .text())
                .doesNotContain("S.2 Read a one-line diagram")
                .contains("S.1 Keep a log of switching operations");
        String link = answer.select("a:contains(The address of this page)").attr("href");
        assertThat(page(link).select(".lede").text())
                .isEqualTo(answer.select(".lede").text());
        assertThat(page("/crosswalks/" + crosswalk.id() + "/coverage")
                        .select(".meant__number")
                        .eachText())
                .as("nothing was kept")
                .startsWith("40 %");
        assertThat(new Visitor(server).get(address + "?taught=x" + many()).status())
                .isEqualTo(422);
    }

    private static String many() {
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 101; i++) {
            many.append("&taught=").append(i);
        }
        return many.toString();
    }

    private static Object rows(Page page, Media media) {
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(media));
        return page.evaluate("() => getComputedStyle(document.querySelector('.table tbody tr')).display");
    }

    @Test
    void coverageReportAndWhatIfCanBeReadOnAnyScreen() {
        Crosswalk crosswalk = crosswalk();
        Looks looks = new Looks();
        try (Chromium chromium = Chromium.start();
                BrowserContext window =
                        chromium.browser().newContext(new Browser.NewContextOptions().setViewportSize(1280, 900))) {
            Page page = looks.listen(window.newPage());
            String address = "/crosswalks/" + crosswalk.id() + "/coverage";
            looks.at(page, server.at(address), "coverage");
            looks.at(page, server.at(address + "/report"), "coverage-report");
            page.setViewportSize(680, 900); // what two margins leave of a sheet of A4
            assertThat(rows(page, Media.SCREEN)).isEqualTo("grid");
            assertThat(rows(page, Media.PRINT)).as("on paper a table stays one").isEqualTo("table-row");
            page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.SCREEN));
            page.setViewportSize(1280, 900);
            looks.at(page, server.at(address + "/what-if?course=EPT+120&taught=" + job.id("S.2")), "coverage-what-if");
            assertThat(looks.wrong()).isEmpty();
        }
    }
}
