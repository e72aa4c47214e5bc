package org.throughline.server.portability;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.organizations.Organizations;
import org.throughline.server.organizations.PersonId;
import org.throughline.server.partnerships.Cohort;
import org.throughline.server.partnerships.Facilitation;
import org.throughline.server.partnerships.Member;
import org.throughline.server.partnerships.PartnerNames;
import org.throughline.server.partnerships.Partnership;
import org.throughline.server.partnerships.PartnershipDocuments;
import org.throughline.server.partnerships.Partnerships;
import org.throughline.server.partnerships.Standing;
import org.throughline.server.partnerships.Workshop;
import org.throughline.server.partnerships.Workshops;
import org.throughline.server.support.ServerTest;

/** What an organization takes along of the partnerships that it convenes, and what stays between those who said it. */
@ServerTest
class PartnershipsLeaveIT {
    private static final String PARTNERSHIP = "rows/partnerships.partnership-0001.jsonl";
    private static final String NAME = "\"name\": \"([^\"]+)\"";

    private final Cohort cohort;
    private final Workshops workshops;
    private final Facilitation facilitation;
    private final OrganizationExport export;
    private final OrganizationImport imports;
    private final Organizations organizations;
    private final Partnerships partnerships;
    private final PartnershipDocuments documents;
    private final PartnerNames names;

    PartnershipsLeaveIT(
            Cohort cohort,
            Workshops workshops,
            Facilitation facilitation,
            OrganizationExport export,
            OrganizationImport imports,
            Organizations organizations,
            Partnerships partnerships,
            PartnershipDocuments documents,
            PartnerNames names) {
        this.cohort = cohort;
        this.workshops = workshops;
        this.facilitation = facilitation;
        this.export = export;
        this.imports = imports;
        this.organizations = organizations;
        this.partnerships = partnerships;
        this.documents = documents;
        this.names = names;
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
        assertThat(open).doesNotContain("We never climb alone.").doesNotContain("Gus Guest");

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

    @Test
    void comesBackUnderItsConvenerAndKnowsItsPartnersByName() {
        Cohort.Table table = cohort.table();
        Workshop workshop = workshops.open(
                table.partnership(),
                null,
                "One question",
                List.of(Workshops.Planned.words("First?")),
                true,
                table.lead().editor().id());
        ask(table, workshop, 0);
        facilitation.reveal(table.partnership(), workshop, table.lead().editor().id());
        facilitation.park(
                table.partnership(), workshop, "Later.", table.lead().editor().id());
        facilitation.end(table.partnership(), workshop, table.lead().editor().id());
        documents.signMinutes(table.partnership(), table.lead().editor().id());
        byte[] file = Archives.of(export, table.lead().id());
        assertThat(CraftedFile.texts(file).keySet())
                .contains("partnerships/" + table.partnership().id() + "-charter.md")
                .contains("partnerships/" + table.partnership().id() + "-minutes.md")
                .contains("workshops/" + workshop.id() + ".json");
        assertThat(String.join("\n", CraftedFile.texts(file).values()))
                .as("partners' people leave with their name alone")
                .contains(String.valueOf(table.lead().owner().email()))
                .doesNotContain(String.valueOf(table.employer().owner().email()));

        String slug = "moved-" + UUID.randomUUID().toString().substring(0, 8);
        CraftedFile elsewhere = CraftedFile.of(file).renumbered();
        OrganizationImport.Outcome outcome =
                Archives.run(imports, elsewhere.bytes(), slug, new PersonId(new UUID(0, 0)));
        assertThat(String.join("\n", outcome.lines())).contains("Test College").contains("no members here");
        OrganizationId id = organizations.bySlug(slug).orElseThrow().id();
        Partnership moved =
                partnerships.byName(id, elsewhere.first(PARTNERSHIP, NAME)).orElseThrow();
        assertThat(moved.joined()).extracting(Member::organization).containsExactly(id);
        assertThat(moved.members())
                .filteredOn(member -> !member.organization().equals(id))
                .hasSize(2)
                .allMatch(member -> member.standing() == Standing.LEFT)
                .extracting(member -> names.of(member.organization()))
                .allMatch(name -> name.startsWith("Test "));
        Map<String, String> before = CraftedFile.texts(file);
        Map<String, String> after = CraftedFile.texts(Archives.of(export, id));
        before.forEach((path, rows) -> {
            if (path.startsWith("rows/partnerships.") && !path.contains(".scope-")) {
                assertThat(after).as(path).containsKey(path);
                assertThat(String.valueOf(after.get(path)).lines())
                        .as(path)
                        .hasSameSizeAs(rows.lines().toList());
            }
        });
        assertThat(moved.crosswalks())
                .as("its own crosswalk; the partners' drafts stayed with them")
                .hasSize(1);
        assertThat(after.keySet().stream().filter(path -> path.matches("(workshops|minutes)/.*")))
                .hasSize(2);
    }

    @Test
    void opensNobodysCrosswalk() {
        Cohort.Table victim = cohort.table();
        Cohort.Table sender = cohort.table();
        String slug = "moved-" + UUID.randomUUID().toString().substring(0, 8);
        CraftedFile file =
                CraftedFile.of(Archives.of(export, sender.lead().id())).renumbered();
        String partnership = file.first(PARTNERSHIP, "\"id\": \"([^\"]+)\"");
        Archives.run(
                imports,
                file.row(
                                "partnerships.scope",
                                "{\"partnership\": \"%s\", \"kind\": \"crosswalk\", \"subject\": \"%s\", \"position\": 99, \"shared\": true}"
                                        .formatted(
                                                partnership, victim.crosswalk().id()))
                        .bytes(),
                slug,
                new PersonId(new UUID(0, 0)));
        OrganizationId id = organizations.bySlug(slug).orElseThrow().id();
        assertThat(partnerships
                        .byName(id, file.first(PARTNERSHIP, NAME))
                        .orElseThrow()
                        .crosswalks())
                .doesNotContain(victim.crosswalk().id());
    }

    private void ask(Cohort.Table table, Workshop workshop, int number) {
        facilitation.ask(
                table.partnership(),
                workshop,
                question(table, workshop, number),
                table.lead().editor().id());
    }

    private UUID question(Cohort.Table table, Workshop workshop, int number) {
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
