package org.throughline.server.partnerships.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.throughline.server.alignment.Crosswalk;
import org.throughline.server.alignment.Crosswalks;
import org.throughline.server.frameworks.FrameworkImport;
import org.throughline.server.frameworks.FrameworkKind;
import org.throughline.server.frameworks.SmallFrameworks;
import org.throughline.server.frameworks.Stage;
import org.throughline.server.organizations.Organization;
import org.throughline.server.organizations.OrganizationKind;
import org.throughline.server.organizations.Organizations;
import org.throughline.server.organizations.People;
import org.throughline.server.organizations.Person;
import org.throughline.server.partnerships.Cohort;
import org.throughline.server.partnerships.Part;
import org.throughline.server.partnerships.Partnerships;
import org.throughline.server.partnerships.Standing;
import org.throughline.server.support.RunningServer;
import org.throughline.server.support.ServerTest;
import org.throughline.server.support.Visitor;

@ServerTest
class CohortIT {
    private static final Pattern JOIN = Pattern.compile("/join/[A-Za-z0-9_-]{43}");

    private final Cohort cohort;
    private final Partnerships partnerships;
    private final Crosswalks crosswalks;
    private final FrameworkImport imports;
    private final People people;
    private final Organizations organizations;
    private final RunningServer server;

    CohortIT(
            Cohort cohort,
            Partnerships partnerships,
            Crosswalks crosswalks,
            FrameworkImport imports,
            People people,
            Organizations organizations,
            RunningServer server) {
        this.cohort = cohort;
        this.partnerships = partnerships;
        this.crosswalks = crosswalks;
        this.imports = imports;
        this.people = people;
        this.organizations = organizations;
        this.server = server;
    }

    @Test
    void forWhoeverIsNoMemberThereIsNothing() throws Exception {
        Cohort.Table table = cohort.table();
        Visitor outsider =
                cohort.as(cohort.house("Elsewhere", OrganizationKind.EMPLOYER).owner());
        for (String page : List.of(
                "",
                "/members",
                "/charter",
                "/rounds",
                "/minutes",
                "/minutes.csv",
                "/minutes.json",
                "/minutes.md",
                "/invitation")) {
            assertThat(outsider.get(table.base() + page).status()).as(page).isEqualTo(404);
        }
        outsider.get("/partnerships/new");
        assertThat(outsider.post(table.base() + "/charter/sign", "version", "1").status())
                .isEqualTo(404);
        assertThat(outsider.post(table.base() + "/minutes", "text", "hello").status())
                .isEqualTo(404);
        assertThat(outsider.get("/crosswalks/" + table.crosswalk().id()).status())
                .isEqualTo(404);
    }

    @Test
    void anInvitedOrganizationSeesTheInvitationAndNothingElseUntilAnOwnerAccepts() throws Exception {
        Cohort.Table table = cohort.table();
        Cohort.House invited = cohort.house("Blue Test", OrganizationKind.EMPLOYER);
        Visitor lead = cohort.as(table.lead().editor());
        lead.get(table.base() + "/members");
        assertThat(lead.post(
                                table.base() + "/members",
                                "organization",
                                invited.organization().slug(),
                                "part",
                                "EMPLOYER")
                        .status())
                .isEqualTo(200);

        Visitor viewer = cohort.as(invited.viewer());
        assertThat(viewer.get(table.base()).status()).isEqualTo(404);
        assertThat(viewer.get(table.base() + "/invitation").html().select("ol.threesteps li"))
                .hasSize(3);
        assertThat(viewer.post(table.base() + "/invitation/accept").status()).isEqualTo(403);

        Visitor owner = cohort.as(invited.owner());
        assertThat(owner.get("/").html().text()).contains("Test Coalition invites you to take part");
        owner.get(table.base() + "/invitation");
        Visitor.Seen inside = owner.post(table.base() + "/invitation/accept");
        assertThat(inside.status()).isEqualTo(200);
        assertThat(inside.html().select(".nextstep .step")).isNotEmpty();
        assertThat(viewer.get(table.base()).status()).isEqualTo(200);
        assertThat(owner.post(table.base() + "/invitation/decline").status()).isEqualTo(404);
    }

    @Test
    void membersReadWorkersWorkAndTheLeadManages() throws Exception {
        Cohort.Table table = cohort.table();
        Visitor viewer = cohort.as(table.employer().viewer());
        viewer.get(table.base());
        assertThat(viewer.post(table.base() + "/minutes", "text", "A note.").status())
                .isEqualTo(403);
        Visitor editor = cohort.as(table.employer().editor());
        editor.get(table.base() + "/minutes");
        assertThat(editor.post(table.base() + "/minutes", "text", "A note.").status())
                .isEqualTo(200);
        assertThat(editor.post(table.base() + "/rounds", "name", "R", "opens", "2026-12-01", "due", "2026-12-20")
                        .status())
                .isEqualTo(403);
        assertThat(editor.get(table.base() + "/charter/edit").status()).isEqualTo(403);
        assertThat(editor.post(table.base() + "/charter/sign", "version", "1").status())
                .as("an editor does not sign for the organization")
                .isEqualTo(403);
        Visitor lead = cohort.as(table.lead().editor());
        assertThat(lead.get(table.base() + "/charter/edit").status()).isEqualTo(200);
    }

    @Test
    void aChangedCharterAsksEverybodyToSignAgain() throws Exception {
        Cohort.Table table = cohort.table();
        Visitor owner = cohort.as(table.employer().owner());
        owner.get(table.base() + "/charter");
        Visitor.Seen signed = owner.post(
                table.base() + "/charter/sign",
                "version",
                "1",
                "organization",
                table.employer().organization().slug());
        assertThat(signed.html().text()).contains("Signed for Test Power").contains("Olive Owner");

        Visitor lead = cohort.as(table.lead().editor());
        lead.get(table.base() + "/charter/edit");
        String slug = table.employer().organization().slug();
        Visitor.Seen saved = lead.post(
                table.base() + "/charter",
                "purpose",
                "To work together, by summer.",
                "commitment." + slug,
                "Two people of field operations.",
                "hours." + slug,
                "40",
                "milestone.0",
                "First coverage",
                "due.0",
                "2027-03-31",
                "id.0",
                "");
        assertThat(saved.html().text()).contains("version 2").contains("31 March 2027");
        assertThat(owner.get(table.base() + "/charter").html().text())
                .contains("signed version 1 only")
                .contains("0 of 40 hours spent");
        assertThat(owner.post(table.base() + "/charter/sign", "version", "1", "organization", slug)
                        .status())
                .as("whoever read the old version reads again")
                .isEqualTo(409);
        assertThat(owner.get("/").html().text()).contains("Version 2 of the charter waits for your signature");
        owner.post(table.base() + "/charter/sign", "version", "2", "organization", slug);
        assertThat(owner.get(table.base() + "/charter?version=1").html().text())
                .contains("Charter, version 1")
                .contains("To work together.");

        lead.get(table.base() + "/charter/edit");
        Visitor.Seen same = lead.post(
                table.base() + "/charter",
                "purpose",
                "To work together, by summer.",
                "commitment." + slug,
                "Two people of field operations.",
                "hours." + slug,
                "40.0",
                "milestone.0",
                "First coverage",
                "due.0",
                "2027-03-31",
                "id.0",
                milestone(lead, table));
        assertThat(same.html().text()).contains("Nothing changed; the signatures stand.");
    }

    private static String milestone(Visitor lead, Cohort.Table table) throws Exception {
        return lead.get(table.base() + "/charter/edit")
                .html()
                .select("input[name=id.0]")
                .val();
    }

    @Test
    void aRoundCountsWhatReallyHappenedAndItsEndStandsInTheMinutes() throws Exception {
        Cohort.Table table = cohort.table();
        Visitor lead = cohort.as(table.lead().editor());
        lead.get(table.base() + "/rounds");
        Visitor.Seen planned = lead.post(
                table.base() + "/rounds",
                "name",
                "First reading",
                "goal",
                "Everybody has decided.",
                "opens",
                "2026-01-05",
                "due",
                "2026-01-31");
        String round = planned.address().getPath();
        lead.post(
                round + "/tasks",
                "of",
                "p:EMPLOYER",
                "kind",
                "DECIDE_PAIRS",
                "subject",
                table.crosswalk().id().toString());
        lead.post(round + "/tasks", "of", "p:EMPLOYER", "kind", "BRING_FRAMEWORK");
        lead.post(round + "/tasks", "of", "p:EDUCATOR", "kind", "CONFIRM_OUTCOMES", "title", "Confirm what you teach");
        lead.post(round + "/open");

        Visitor employer = cohort.as(table.employer().editor());
        assertThat(employer.get(table.base())
                        .html()
                        .select(".card:has(h3:contains(Test Power))")
                        .text())
                .contains("0 of 2")
                .contains("Overdue")
                .contains("Done"); // its framework is in scope
        assertThat(employer.get("/").html().text()).contains("1 task waits in round 1");

        crosswalks.accept(
                table.crosswalk().id(),
                table.job().uri("R.1"),
                table.programme().uri("P.1"),
                "exactMatchOf",
                "",
                table.employer().reviewer().id());
        assertThat(employer.get(round).html().text()).contains("1 of 2");

        Visitor college = cohort.as(table.college().reviewer());
        String task = college.get(round).html().select("form[action$=/done]").attr("action");
        assertThat(college.post(task).html().text()).contains("Done, for Test College.");
        assertThat(employer.post(task).status()).as("not asked of the employer").isEqualTo(404);

        employer.get(round);
        Visitor.Seen logged = employer.post(
                table.base() + "/hours",
                "organization",
                table.employer().organization().slug(),
                "round",
                round.substring(round.lastIndexOf('/') + 1),
                "spent",
                "2.5",
                "day",
                "2026-01-10",
                "note",
                "Reading");
        assertThat(logged.html().text()).contains("2.5 h");
        assertThat(employer.post(table.base() + "/hours", "spent", "500", "day", "2026-01-10")
                        .status())
                .isEqualTo(422);

        lead.get(round);
        lead.post(round + "/close");
        assertThat(lead.post(round + "/close").status()).isEqualTo(409);
        String minutes = lead.get(table.base() + "/minutes.csv").response().body();
        assertThat(minutes).contains("ROUND_CLOSED").contains("2 of 3 tasks done; 1 of 2 requirements settled.");
        assertThat(lead.get(table.base() + "/minutes.md").response().body()).startsWith("# Minutes of Cohort");
        assertThat(lead.get(table.base() + "/minutes.json").response().body()).contains("\"kind\":\"ROUND_CLOSED\"");
    }

    @Test
    void whatIsStillToDoCountsTheWorkOfEverybodyWhoMayWorkForAMember() throws Exception {
        Cohort.Table table = cohort.table();
        Visitor lead = cohort.as(table.lead().editor());
        lead.get(table.base() + "/rounds");
        String round = lead.post(
                        table.base() + "/rounds", "name", "Reading", "opens", "2026-01-05", "due", "2026-01-31")
                .address()
                .getPath();
        lead.post(
                round + "/tasks",
                "of",
                "p:EMPLOYER",
                "kind",
                "REVIEW_SUGGESTIONS",
                "subject",
                table.crosswalk().id().toString());
        crosswalks.reject(
                table.crosswalk().id(),
                table.job().uri("R.1"),
                table.programme().uri("P.2"),
                "",
                table.employer().reviewer().id());
        assertThat(partnerships.delegates(table.partnership().id()))
                .as("nobody is named")
                .isEmpty();
        // the other members learn how much was done, as the member itself does
        for (Person reader : List.of(table.employer().viewer(), table.college().viewer())) {
            assertThat(cohort.as(reader)
                            .get(round)
                            .html()
                            .select(".card:has(h3:contains(Test Power))")
                            .text())
                    .contains("1 of 2");
        }
    }

    @Test
    void aDelegateWhoLeavesTheOrganizationIsNoDelegateAnyMore() {
        Cohort.Table table = cohort.table();
        Person reviewer = table.employer().reviewer();
        partnerships.name(
                table.partnership().id(),
                table.employer().id(),
                reviewer.id(),
                table.employer().owner().id());
        organizations.setRoles(
                table.employer().id(),
                reviewer.id(),
                java.util.Set.of(),
                table.employer().owner().id());
        organizations.setRoles(
                table.employer().id(),
                reviewer.id(),
                java.util.Set.of(org.throughline.server.organizations.Role.REVIEWER),
                table.employer().owner().id());
        assertThat(partnerships.delegates(table.partnership().id()))
                .as("who comes back is named again, or not")
                .isEmpty();
    }

    @Test
    void minutesAreOnlyAdded() {
        Cohort.Table table = cohort.table();
        for (String statement :
                List.of("UPDATE partnerships.minute SET text = 'x'", "DELETE FROM partnerships.minute")) {
            assertThatThrownBy(() -> server.sql()
                            .sql(statement + " WHERE partnership = ?")
                            .param(table.partnership().id().value())
                            .update())
                    .hasMessageContaining("minutes stay as they were written");
        }
    }

    @Test
    void aMemberThatOwnsNeitherFrameworkDecidesInThePartnershipsCrosswalkAndAnObserverDoesNot() throws Exception {
        Cohort.Table table = cohort.table();
        Cohort.House second = join(table, Part.EMPLOYER);
        Cohort.House observer = join(table, Part.OBSERVER);
        String board = "/crosswalks/" + table.crosswalk().id();

        Visitor reviewer = cohort.as(second.reviewer());
        reviewer.get(board);
        assertThat(decide(reviewer, board, table).status()).isEqualTo(200);
        assertThat(crosswalks.accepted(table.crosswalk().id())).hasSize(1);
        Visitor viewer = cohort.as(second.viewer());
        viewer.get(board);
        assertThat(decide(viewer, board, table).status()).isEqualTo(403);
        Visitor watching = cohort.as(observer.editor());
        assertThat(watching.get(board).status()).isEqualTo(200);
        assertThat(decide(watching, board, table).status()).isEqualTo(403);

        partnerships.leave(
                table.partnership().id(), second.organization(), second.owner().id());
        assertThat(cohort.as(second.reviewer()).get(board).status()).isEqualTo(404);
    }

    @Test
    void aStrangersPublishedCrosswalkIsReadInAPartnershipAndNotDecided() throws Exception {
        Cohort.Table table = cohort.table();
        Cohort.House stranger = cohort.house("Far College", OrganizationKind.EDUCATOR);
        SmallFrameworks a = new SmallFrameworks("A").item("A.1", "Splices a cable");
        SmallFrameworks b = new SmallFrameworks("B").item("B.1", "Splices cables");
        Crosswalk far = crosswalks.open(
                stranger.id(),
                "Far away",
                imports.importCase(
                                stranger.id(),
                                a.json(),
                                "a",
                                FrameworkKind.JOB_ROLE,
                                true,
                                stranger.owner().id())
                        .framework()
                        .id(),
                imports.importCase(
                                stranger.id(),
                                b.json(),
                                "b",
                                FrameworkKind.OUTCOMES,
                                true,
                                stranger.owner().id())
                        .framework()
                        .id(),
                stranger.owner().id());
        crosswalks.publish(far.id(), stranger.owner().id());
        Visitor lead = cohort.as(table.lead().owner());
        lead.get(table.base());
        assertThat(lead.post(table.base() + "/scope", "crosswalk", far.id().toString())
                        .status())
                .isEqualTo(200);
        assertThat(lead.post(
                                "/crosswalks/" + far.id() + "/reject",
                                "requirement",
                                a.uri("A.1").value(),
                                "outcome",
                                b.uri("B.1").value())
                        .status())
                .isEqualTo(404);
    }

    @Test
    void anEmployerThatIsNotHereTakesPartByOneLinkAndOneForm() throws Exception {
        Cohort.Table table = cohort.table();
        String email = "jo-" + table.partnership().id().toString().substring(0, 8) + "@new.example";
        Visitor lead = cohort.as(table.lead().editor());
        lead.get(table.base() + "/members");
        Visitor.Seen made = lead.post(
                table.base() + "/mail-invitations",
                "name",
                "New Energy",
                "kind",
                "EMPLOYER",
                "person",
                "Jo New",
                "email",
                email,
                "part",
                "EMPLOYER");
        Matcher link = JOIN.matcher(made.response().body());
        assertThat(link.find()).isTrue();
        assertThat(lead.get(table.base() + "/members").response().body())
                .as("told once")
                .doesNotContain(link.group());

        Visitor stranger = new Visitor(server);
        Visitor.Seen first = stranger.get(link.group());
        assertThat(first.html().select("ol.threesteps li")).hasSize(3);
        assertThat(first.html().text()).doesNotContain("Test Power"); // nothing of who takes part
        assertThat(stranger.post(link.group(), "name", "Jo New", "organization", "New Energy", "password", "short")
                        .status())
                .isEqualTo(422);
        stranger.post(link.group(), "name", "Jo New", "organization", "New Energy", "password", Stage.PASSWORD);
        assertThat(stranger.get(table.base()).status()).as("in at once").isEqualTo(200);
        assertThat(stranger.get(link.group()).status()).as("used up").isEqualTo(404);

        Person jo = people.byEmail(email).orElseThrow();
        Organization joined = organizations.of(jo.id()).getFirst().organization();
        assertThat(joined.kind()).isEqualTo(OrganizationKind.EMPLOYER);
        assertThat(partnerships.find(table.partnership().id()).orElseThrow().member(joined.id()))
                .hasValueSatisfying(m -> assertThat(m.standing()).isEqualTo(Standing.JOINED));
    }

    @Test
    void aWithdrawnInvitationAndADeclinedOneOpenNothing() throws Exception {
        Cohort.Table table = cohort.table();
        Visitor lead = cohort.as(table.lead().editor());
        for (String end : List.of("withdraw", "decline")) {
            lead.get(table.base() + "/members");
            Visitor.Seen made = lead.post(
                    table.base() + "/mail-invitations",
                    "name",
                    "Not Yet " + end,
                    "kind",
                    "EMPLOYER",
                    "person",
                    "Jo New",
                    "email",
                    "jo@not-yet.example",
                    "part",
                    "EMPLOYER");
            Matcher link = JOIN.matcher(made.response().body());
            assertThat(link.find()).isTrue();
            if (end.equals("withdraw")) {
                lead.post(made.html()
                        .select("form[action$=/withdraw]")
                        .eachAttr("action")
                        .getLast());
            } else {
                Visitor stranger = new Visitor(server);
                stranger.get(link.group());
                assertThat(stranger.post(link.group() + "/decline").heading()).isEqualTo("You declined");
            }
            assertThat(new Visitor(server).get(link.group()).status()).isEqualTo(404);
        }
    }

    @Test
    void whoeverHasAnAccountTakesAnInvitationUpWithTheirOwnOrganization() throws Exception {
        Cohort.Table table = cohort.table();
        Cohort.House known = cohort.house("Known Works", OrganizationKind.EMPLOYER);
        Visitor lead = cohort.as(table.lead().editor());
        lead.get(table.base() + "/members");
        Matcher link = JOIN.matcher(lead.post(
                        table.base() + "/mail-invitations",
                        "name",
                        "Known Works",
                        "kind",
                        "EMPLOYER",
                        "person",
                        "Olive Owner",
                        "email",
                        String.valueOf(known.owner().email()),
                        "part",
                        "EMPLOYER")
                .response()
                .body());
        assertThat(link.find()).isTrue();
        Visitor stranger = new Visitor(server);
        assertThat(stranger.get(link.group()).html().text()).contains("Sign in to take part");
        assertThat(stranger.post(link.group(), "name", "X", "organization", "X", "password", Stage.PASSWORD)
                        .status())
                .as("nobody gets into a known account by an invitation")
                .isEqualTo(409);

        Visitor owner = cohort.as(known.owner());
        owner.get(link.group());
        Visitor.Seen inside = owner.post(
                link.group() + "/account", "own", known.organization().slug(), "organization", "");
        assertThat(inside.address().getPath()).isEqualTo(table.base());
        assertThat(inside.status()).isEqualTo(200);
    }

    @Test
    void theSameNameElsewhereIsNobodysBusiness() {
        Cohort.Table one = cohort.table();
        Cohort.House other = cohort.house("Other Coalition", OrganizationKind.COALITION);
        assertThat(partnerships
                        .found(
                                Partnerships.Beginning.of(one.partnership().name(), "Ours.", java.util.Map.of()),
                                other.id(),
                                other.editor().id())
                        .name())
                .isEqualTo(one.partnership().name());
        assertThatThrownBy(() -> partnerships.found(
                        Partnerships.Beginning.of(one.partnership().name(), "Ours.", java.util.Map.of()),
                        other.id(),
                        other.editor().id()))
                .hasMessageContaining("You convene a partnership named");
    }

    private Cohort.House join(Cohort.Table table, Part part) {
        Cohort.House house = cohort.house("Joining " + part.name().charAt(0), OrganizationKind.EMPLOYER);
        partnerships.invite(
                table.partnership().id(),
                house.organization(),
                part,
                table.lead().editor().id());
        partnerships.answer(
                table.partnership().id(),
                house.organization(),
                true,
                house.owner().id());
        return house;
    }

    private static Visitor.Seen decide(Visitor visitor, String board, Cohort.Table table) throws Exception {
        List<String> fields = Stream.of(
                        "requirement",
                        table.job().uri("R.1").value(),
                        "outcome",
                        table.programme().uri("P.1").value(),
                        "relation",
                        "exactMatchOf")
                .toList();
        return visitor.post(board + "/accept", fields.toArray(String[]::new));
    }
}
