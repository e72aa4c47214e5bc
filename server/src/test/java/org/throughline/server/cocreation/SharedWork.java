package org.throughline.server.cocreation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.throughline.server.frameworks.FrameworkId;
import org.throughline.server.frameworks.FrameworkKind;
import org.throughline.server.organizations.OrganizationKind;
import org.throughline.server.organizations.Person;
import org.throughline.server.partnerships.Cohort;
import org.throughline.server.partnerships.Cohort.House;
import org.throughline.server.support.RunningServer;

/**
 * A college's framework that is worked on: two statements under a heading, the college's people, and an employer's who take part.
 *
 * @param outsiders somebody else's organization
 */
public record SharedWork(
        FrameworkId framework,
        UUID heading,
        UUID isolates,
        UUID rescues,
        House college,
        House employer,
        House outsiders) {

    /** Makes one; {@code employer().reviewer()} is a contributor in it, {@code employer().viewer()} a reader. */
    public static SharedWork begin(Cohort cohort, Drafts drafts, RunningServer server) {
        House college = cohort.house("Shaping College", OrganizationKind.EDUCATOR);
        House employer = cohort.house("Shaping Power", OrganizationKind.EMPLOYER);
        House outsiders = cohort.house("Another Power", OrganizationKind.EMPLOYER);
        Person lead = college.editor();
        FrameworkId framework = drafts.begin(
                        college.id(),
                        "Electric power line work",
                        "Shaping College",
                        FrameworkKind.OUTCOMES,
                        "en",
                        lead.id())
                .framework();
        SharedWork work = new SharedWork(
                framework, UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID(), college, employer, outsiders);
        EditOutcome begun = drafts.apply(
                framework,
                List.of(
                        new DraftEdit.Add(work.heading(), framework.value(), null, text("E", "Safety on the line")),
                        new DraftEdit.Add(
                                work.isolates(),
                                work.heading(),
                                null,
                                text("E.1", "Isolate and lock out a circuit before work")),
                        new DraftEdit.Add(
                                work.rescues(),
                                work.heading(),
                                work.isolates(),
                                text("E.2", "Rescue an injured climber"))),
                lead.id(),
                college.id(),
                null);
        assertThat(begun).isInstanceOf(EditOutcome.Done.class);
        work.member(server, employer.reviewer(), employer, "CONTRIBUTOR");
        work.member(server, employer.viewer(), employer, "READER");
        return work;
    }

    public String base() {
        return "/frameworks/" + framework;
    }

    private static DraftText text(String code, String statement) {
        return new DraftText(statement, code, null, null, null, false, null, List.of(), List.of(), null);
    }

    /** Puts somebody at the table. */
    public void member(RunningServer server, Person person, House house, String role) {
        server.sql()
                .sql(
                        "insert into cocreation.members (framework, person, organization, role, invited_by, joined_at) values (?, ?, ?, ?, ?, now())")
                .params(
                        framework.value(),
                        person.id().value(),
                        house.id().value(),
                        role,
                        college.owner().id().value())
                .update();
    }
}
