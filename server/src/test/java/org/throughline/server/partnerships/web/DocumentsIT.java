package org.throughline.server.partnerships.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.throughline.credentials.CredentialVerifier;
import org.throughline.credentials.check.Verdict;
import org.throughline.server.partnerships.Charter;
import org.throughline.server.partnerships.Charters;
import org.throughline.server.partnerships.Cohort;
import org.throughline.server.support.Chromium;
import org.throughline.server.support.Looks;
import org.throughline.server.support.RunningServer;
import org.throughline.server.support.ServerTest;
import org.throughline.server.support.Visitor;

/** The charter and the minutes as documents that anybody can check, and the sponsor's signature. */
@ServerTest
class DocumentsIT {
    private static final Pattern LINK = Pattern.compile("/sponsor/[A-Za-z0-9_-]{43}");

    private final Cohort cohort;
    private final Charters charters;
    private final CredentialVerifier verifier;
    private final RunningServer server;

    DocumentsIT(Cohort cohort, Charters charters, CredentialVerifier verifier, RunningServer server) {
        this.cohort = cohort;
        this.charters = charters;
        this.verifier = verifier;
        this.server = server;
    }

    private Cohort.Table sponsored() {
        Cohort.Table table = cohort.table();
        charters.write(
                table.partnership().id(),
                "Every graduate can show it.",
                new Charter.Sponsor("Ruth Tallchief", "Director", "The Foundation"),
                List.of(new Charter.Commitment(table.employer().id(), "Names two people.", new BigDecimal("24"))),
                List.of(),
                table.lead().editor().id());
        return table;
    }

    private void membersSign(Cohort.Table table) {
        for (Cohort.House house : List.of(table.lead(), table.college(), table.employer())) {
            charters.sign(
                    table.partnership().id(),
                    house.id(),
                    house.organization().name(),
                    2,
                    house.owner().id());
        }
    }

    @Test
    void theSponsorSignsByALinkWithoutAnAccountAndTheCharterBecomesASignedDocument() throws Exception {
        Cohort.Table table = sponsored();
        Visitor lead = cohort.as(table.lead().editor());
        lead.get(table.base() + "/charter");
        Matcher link = LINK.matcher(lead.post(table.base() + "/charter/sponsor", "email", "ruth@foundation.example")
                .response()
                .body());
        assertThat(link.find()).as("nobody carries letters here: told once").isTrue();
        membersSign(table);
        lead.get(table.base() + "/charter");
        assertThat(lead.post(table.base() + "/charter/document").html().text())
                .contains("Not everybody has signed yet.");
        assertThat(lead.get(table.base() + "/charter.json").status()).isEqualTo(404);

        Visitor sponsor = new Visitor(server);
        Visitor.Seen asked = sponsor.get(link.group());
        assertThat(asked.html().text())
                .contains("Every graduate can show it.")
                .contains("Ruth Tallchief, Director, The Foundation");
        assertThat(sponsor.post(link.group()).heading()).isEqualTo("Signed");
        assertThat(new Visitor(server).get(link.group()).status()).as("used up").isEqualTo(404);

        Visitor.Seen all = lead.get(table.base() + "/charter");
        assertThat(all.html().text()).contains("Everybody has signed.").contains("by the link");
        Visitor.Seen filed = lead.post(table.base() + "/charter/document");
        assertThat(filed.html().select(".verdict--large").text()).contains("Verified");
        String document = cohort.as(table.employer().viewer())
                .get(table.base() + "/charter.json?version=2")
                .response()
                .body();
        assertThat(document)
                .contains("Ruth Tallchief")
                .contains("Olive Owner")
                .contains("Names two people.")
                .contains("AuthorizeAction");
        assertThat(verdict(document)).isEqualTo(Verdict.VALID);
        assertThat(verdict(document.replace("two people", "no people"))).isEqualTo(Verdict.INVALID);
    }

    @Test
    void theSponsorReadsAndSignsOnAnyScreen() throws Exception {
        Cohort.Table table = sponsored();
        charters.write(
                table.partnership().id(),
                "Every graduate can show what a line crew asks for on the first day, and every crew can read it.",
                new Charter.Sponsor("Ruth Tallchief", "Executive director", "High Plains Energy Coalition"),
                List.of(
                        new Charter.Commitment(
                                table.college().id(),
                                "Reviews its outcomes with two instructors each term.",
                                new BigDecimal("12.50")),
                        new Charter.Commitment(
                                table.employer().id(), "Names two people who know the job.", new BigDecimal("24"))),
                List.of(
                        new Charter.Milestone(UUID.randomUUID(), "A first crosswalk", LocalDate.of(2027, 1, 15), null),
                        new Charter.Milestone(UUID.randomUUID(), "A first badge", LocalDate.of(2027, 6, 1), null)),
                table.lead().editor().id());
        Visitor lead = cohort.as(table.lead().editor());
        lead.get(table.base() + "/charter");
        Matcher link = LINK.matcher(lead.post(table.base() + "/charter/sponsor", "email", "ruth@foundation.example")
                .response()
                .body());
        assertThat(link.find()).isTrue();
        Looks looks = new Looks();
        try (Chromium chromium = Chromium.start();
                BrowserContext context =
                        chromium.browser().newContext(new Browser.NewContextOptions().setViewportSize(1280, 900))) {
            Page page = looks.listen(context.newPage());
            looks.at(page, server.at(link.group()), "sponsor");
            page.click("text=Sign as the sponsor >> nth=-1");
            assertThat(page.locator("h1").textContent()).isEqualTo("Signed");
            looks.at(page, "sponsored");
        }
        assertThat(looks.wrong()).isEmpty();
    }

    @Test
    void aSignatureOnPaperIsRecordedWithItsDayAndByWhom() throws Exception {
        Cohort.Table table = sponsored();
        Visitor lead = cohort.as(table.lead().editor());
        lead.get(table.base() + "/charter");
        assertThat(lead.post(table.base() + "/charter/sponsor/record", "day", "2026-01-05")
                        .html()
                        .text())
                .contains("5 January 2026, recorded by Edda Editor");
        assertThat(lead.get(table.base() + "/minutes").html().text())
                .contains("has signed version 2 of the charter as its sponsor, on 2026-01-05");
        charters.write(
                table.partnership().id(),
                "Something else.",
                new Charter.Sponsor("Ruth Tallchief", "Director", "The Foundation"),
                List.of(),
                List.of(),
                table.lead().editor().id());
        assertThat(lead.get(table.base() + "/charter").html().text())
                .as("a new version asks the sponsor again")
                .contains("The sponsor's signature");
    }

    @Test
    void theMinutesAreSignedAsTheyStandAndAllMembersHaveTheFile() throws Exception {
        Cohort.Table table = cohort.table();
        Visitor member = cohort.as(table.employer().editor());
        member.get(table.base() + "/minutes");
        member.post(table.base() + "/minutes", "text", "We meet in March.");
        assertThat(member.post(table.base() + "/minutes/document").status())
                .as("it is the lead's key")
                .isEqualTo(403);
        assertThat(member.get(table.base() + "/minutes/signed.json").status()).isEqualTo(404);
        Visitor lead = cohort.as(table.lead().editor());
        lead.get(table.base() + "/minutes");
        lead.post(table.base() + "/minutes/document");
        assertThat(lead.post(table.base() + "/minutes/document").html().text()).contains("Nothing was added");
        String document =
                member.get(table.base() + "/minutes/signed.json").response().body();
        assertThat(document).contains("We meet in March.").contains("Edda Editor");
        assertThat(verdict(document)).isEqualTo(Verdict.VALID);
        assertThat(verdict(document.replace("March", "April"))).isEqualTo(Verdict.INVALID);
    }

    private Verdict verdict(String document) {
        return verifier.verify(document.getBytes(StandardCharsets.UTF_8)).verdict();
    }
}
