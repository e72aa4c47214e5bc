package org.throughline.server.partnerships.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.throughline.server.alignment.Crosswalks;
import org.throughline.server.frameworks.FrameworkImport;
import org.throughline.server.frameworks.FrameworkKind;
import org.throughline.server.frameworks.SmallFrameworks;
import org.throughline.server.organizations.OrganizationKind;
import org.throughline.server.partnerships.Cohort;
import org.throughline.server.partnerships.Partnership;
import org.throughline.server.partnerships.Partnerships;
import org.throughline.server.support.ServerTest;
import org.throughline.server.support.Visitor;

@ServerTest
class CoalitionIT {
    private final Cohort cohort;
    private final Partnerships partnerships;
    private final Crosswalks crosswalks;
    private final FrameworkImport imports;

    CoalitionIT(Cohort cohort, Partnerships partnerships, Crosswalks crosswalks, FrameworkImport imports) {
        this.cohort = cohort;
        this.partnerships = partnerships;
        this.crosswalks = crosswalks;
        this.imports = imports;
    }

    @Test
    void aPackStartsPartnershipsWithTheirOwnCrosswalksCharterAndRounds() throws Exception {
        Cohort.House coalition = cohort.house("Plains Test Coalition", OrganizationKind.COALITION);
        Cohort.House college = cohort.house("Pack College", OrganizationKind.EDUCATOR);
        String job = imported(
                college,
                new SmallFrameworks("Welder").item("W.1", "Joins two plates by an arc"),
                FrameworkKind.JOB_ROLE);
        String outcomes = imported(
                college,
                new SmallFrameworks("Welding").item("O.1", "Join plates by arc welding"),
                FrameworkKind.OUTCOMES);
        Visitor editor = cohort.as(coalition.editor());
        String base = "/o/" + coalition.organization().slug();
        editor.get(base + "/packs/new");
        Visitor.Seen pack = editor.post(
                base + "/packs",
                "name",
                "Welders",
                "jobRole",
                "Welder",
                "purpose",
                "Every graduate can show it.",
                "roles",
                job,
                "outcomes",
                outcomes,
                "educator",
                "Opens its outcomes.",
                "educatorHours",
                "40",
                "employer",
                "Names two people.",
                "employerHours",
                "24",
                "round.0",
                "First reading",
                "goal.0",
                "Read both sides.",
                "opens.0",
                "0",
                "due.0",
                "20",
                "milestone.0",
                "Coverage published",
                "milestoneDays.0",
                "60");
        assertThat(pack.heading()).isEqualTo("Welders");

        for (String name : List.of("Welders North", "Welders South")) {
            Visitor.Seen started = editor.post(
                    pack.address().getPath() + "/start",
                    "name",
                    name,
                    "start",
                    "2027-01-01",
                    "members",
                    college.organization().slug());
            assertThat(started.heading()).isEqualTo(name);
            editor.get(pack.address().getPath());
        }
        List<Partnership> both = partnerships.convenedBy(coalition.id());
        assertThat(both).hasSize(2).allSatisfy(p -> assertThat(p.crosswalks()).hasSize(1));
        assertThat(both.get(0).crosswalks()).isNotEqualTo(both.get(1).crosswalks());
        String charter = editor.get("/partnerships/" + both.getFirst().id() + "/charter")
                .html()
                .text();
        assertThat(charter)
                .contains("Opens its outcomes.")
                .contains("0 of 40 hours")
                .contains("2 March 2027");
        assertThat(editor.get("/partnerships/" + both.getFirst().id() + "/rounds")
                        .html()
                        .text())
                .contains("Round 1: First reading")
                .contains("1 January 2027 to 21 January 2027");

        Visitor.Seen table = cohort.as(coalition.viewer()).get(base + "/partnerships");
        assertThat(table.html().select("#partnerships tbody tr")).hasSize(2);
        assertThat(table.html().text()).contains("Forming").contains("0 of 1").contains("0 of 40 hours");
        assertThat(editor.get(base + "/partnerships.csv").response().body())
                .startsWith("partnership,stage,members")
                .contains("Welders North,Forming");
    }

    @Test
    void aPackFromAPartnershipCopiesItsDecisionsAsTheBaseline() throws Exception {
        Cohort.Table table = cohort.table();
        crosswalks.accept(
                table.crosswalk().id(),
                table.job().uri("R.1"),
                table.programme().uri("P.1"),
                "exactMatchOf",
                "Same steps.",
                table.lead().editor().id());
        Visitor editor = cohort.as(table.lead().editor());
        editor.get(table.base());
        Visitor.Seen pack = editor.post(table.base() + "/pack", "name", "Again", "jobRole", "Installer");
        assertThat(pack.html().text()).contains("from the decisions of");
        editor.post(pack.address().getPath() + "/start", "name", "The second", "start", "2027-01-01");
        Partnership second =
                partnerships.byName(table.lead().id(), "The second").orElseThrow();
        assertThat(crosswalks.accepted(second.crosswalks().getFirst()))
                .singleElement()
                .satisfies(step -> {
                    assertThat(step.associationType()).isEqualTo("exactMatchOf");
                    assertThat(step.reason()).isEqualTo("From the baseline “Installer × power”. Same steps.");
                });
    }

    @Test
    void whatACoalitionConvenesIsItsOwn() throws Exception {
        Cohort.Table table = cohort.table();
        String base = "/o/" + table.lead().organization().slug();
        Visitor member = cohort.as(table.employer().owner());
        assertThat(member.get(base + "/partnerships").status()).isEqualTo(404);
        assertThat(member.get(base + "/partnerships.csv").status()).isEqualTo(404);
        Visitor viewer = cohort.as(table.lead().viewer());
        assertThat(viewer.get(base + "/partnerships").status()).isEqualTo(200);
        assertThat(viewer.get(base + "/packs/new").status()).isEqualTo(403);
        assertThat(viewer.post(table.base() + "/pack", "name", "X", "jobRole", "Y")
                        .status())
                .isEqualTo(403);
    }

    private String imported(Cohort.House owner, SmallFrameworks framework, FrameworkKind kind) {
        return imports.importCase(
                        owner.id(),
                        framework.json(),
                        "f",
                        kind,
                        true,
                        owner.owner().id())
                .framework()
                .id()
                .toString();
    }
}
