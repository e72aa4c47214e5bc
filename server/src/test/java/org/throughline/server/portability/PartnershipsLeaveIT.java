package org.throughline.server.portability;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Import;
import org.throughline.server.frameworks.Stage;
import org.throughline.server.partnerships.Cohort;
import org.throughline.server.partnerships.Facilitation;
import org.throughline.server.partnerships.Workshop;
import org.throughline.server.partnerships.Workshops;
import org.throughline.server.support.ServerTest;

/** What an organization takes along of the partnerships that it convenes, and what stays between those who said it. */
@ServerTest
@Import({Stage.class, Cohort.class})
class PartnershipsLeaveIT {
    private final Cohort cohort;
    private final Workshops workshops;
    private final Facilitation facilitation;
    private final OrganizationExport export;

    PartnershipsLeaveIT(Cohort cohort, Workshops workshops, Facilitation facilitation, OrganizationExport export) {
        this.cohort = cohort;
        this.workshops = workshops;
        this.facilitation = facilitation;
        this.export = export;
    }

    @Test
    void aVoteLeavesOnlyRevealedAndUnderNobodysName() {
        Cohort.Table table = cohort.table();
        Workshop workshop = workshops.open(
                table.partnership(),
                null,
                "Private first votes",
                List.of(Workshops.Planned.words("First?"), Workshops.Planned.words("Second?")),
                true,
                table.lead().editor().id());
        String token = workshops.joinAsGuest(workshop, table.employer().id(), "Gus Guest");
        workshops.letIn(
                workshop, table.partnership(), null, table.lead().editor().id());
        Workshop.Participant guest = workshops.participant(workshop, token).orElseThrow();
        ask(table, workshop, 0);
        workshops.vote(
                workshop, question(table, workshop, 0), guest, Workshop.Choice.NO, null, "We never climb alone.");

        String open = all(table);
        assertThat(open).doesNotContain("We never climb alone.").contains("Gus Guest");

        facilitation.reveal(table.partnership(), workshop, table.lead().editor().id());
        String revealed = all(table);
        assertThat(revealed).contains("We never climb alone.");
        String vote = revealed.lines()
                .filter(line -> line.contains("We never climb alone."))
                .findFirst()
                .orElseThrow();
        assertThat(vote)
                .contains(table.employer().id().toString())
                .doesNotContain(guest.id().toString())
                .doesNotContain("cast_at");
        assertThat(revealed).doesNotContain("token_hash").doesNotContain(workshop.code());
    }

    private void ask(Cohort.Table table, Workshop workshop, int number) {
        facilitation.ask(
                table.partnership(),
                workshop,
                question(table, workshop, number),
                table.lead().editor().id());
    }

    private java.util.UUID question(Cohort.Table table, Workshop workshop, int number) {
        return workshops
                .find(table.partnership().id(), workshop.id())
                .orElseThrow()
                .questions()
                .get(number)
                .id();
    }

    private String all(Cohort.Table table) {
        return String.join(
                "\n", CraftedFile.texts(Archives.of(export, table.lead().id())).values());
    }
}
