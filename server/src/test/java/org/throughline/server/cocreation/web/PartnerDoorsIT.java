package org.throughline.server.cocreation.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.throughline.server.frameworks.FrameworkImport;
import org.throughline.server.frameworks.FrameworkKind;
import org.throughline.server.frameworks.SmallFrameworks;
import org.throughline.server.organizations.Person;
import org.throughline.server.partnerships.Cohort;
import org.throughline.server.partnerships.Partnerships;
import org.throughline.server.support.ServerTest;
import org.throughline.server.support.Visitor;
import org.throughline.server.support.Visitor.Seen;

/** A partner's person finds a published framework, and proposes a change without having been asked: where its owner lets partners. */
@ServerTest
class PartnerDoorsIT {
    private final Cohort cohort;
    private final Partnerships partnerships;
    private final FrameworkImport imports;

    PartnerDoorsIT(Cohort cohort, Partnerships partnerships, FrameworkImport imports) {
        this.cohort = cohort;
        this.partnerships = partnerships;
        this.imports = imports;
    }

    @Test
    void aPartnersPersonProposesOnAPublishedFrameworkWhereItsOwnerLetsThem() throws Exception {
        Cohort.Table table = cohort.table();
        Person foreman = table.employer().reviewer();
        partnerships.name(
                table.partnership().id(),
                table.employer().id(),
                foreman.id(),
                table.employer().owner().id());
        SmallFrameworks outcomes = new SmallFrameworks("Line work").item("L.1", "Rescue an injured climber");
        imports.importCase(
                table.college().id(),
                outcomes.json(),
                "outcomes",
                FrameworkKind.OUTCOMES,
                true,
                table.college().owner().id());
        String base = "/frameworks/" + outcomes.id();
        String item = "/uri/" + outcomes.id("L.1");
        Visitor employer = cohort.as(foreman);
        assertThat(employer.get(item).html().text()).doesNotContain("Propose a change");
        assertThat(employer.get(base + "/step-in").status()).isEqualTo(404);

        Visitor editor = cohort.as(table.college().editor());
        assertThat(editor.get(base).html().text()).contains("Let all partners propose changes");
        editor.post(base + "/partners/welcome");
        assertThat(editor.get(base).html().text()).contains("Let partners propose only when asked");

        assertThat(cohort.as(table.employer().viewer()).get(base + "/step-in").status())
                .as("nobody named them for the partnership")
                .isEqualTo(404);
        assertThat(employer.get(base).html().text()).contains("Propose a change");
        String way = employer.get(item).html().expectFirst("a[href*=step-in]").attr("href");
        Seen asked = employer.get(way);
        assertThat(asked.html().expectFirst("blockquote").text()).contains("Rescue an injured climber");
        assertThat(asked.html().text()).contains("for Test Power", "Test College decides");
        Seen form = employer.post(base + "/step-in", "item", outcomes.id("L.1").toString());
        assertThat(form.address().getPath()).isEqualTo(base + "/propose");
        Seen made = employer.post(
                base + "/proposals",
                "item",
                outcomes.id("L.1").toString(),
                "kind",
                "reword",
                "statement",
                "Rescue an injured climber from a pole",
                "reason",
                "It is about poles.");
        assertThat(made.html().text()).contains("by Remy Reviewer, Test Power");
        assertThat(editor.get(base + "/proposals").html().select("#p1")).hasSize(1);

        editor.get(base + "/workspace");
        editor.post(base + "/people/" + foreman.id() + "/remove");
        assertThat(employer.get(base + "/step-in").status())
                .as("whoever was taken out does not come back by this door")
                .isEqualTo(404);
        assertThat(employer.post(base + "/step-in").status()).isEqualTo(404);
    }
}
