package org.throughline.server.cocreation;

import java.util.UUID;
import org.throughline.server.frameworks.FrameworkId;
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
    public static SharedWork begin(Cohort cohort, RunningServer server) {
        House college = cohort.house("Shaping College", OrganizationKind.EDUCATOR);
        House employer = cohort.house("Shaping Power", OrganizationKind.EMPLOYER);
        House outsiders = cohort.house("Another Power", OrganizationKind.EMPLOYER);
        SharedWork work = new SharedWork(
                new FrameworkId(UUID.randomUUID()),
                UUID.randomUUID(),
                UUID.randomUUID(),
                UUID.randomUUID(),
                college,
                employer,
                outsiders);
        server.sql()
                .sql("""
                insert into cocreation.workspaces (framework, owner, title, kind, state, document, revision, opened_by, opened_at)
                values (?, ?, 'Electric power line work', 'OUTCOMES', 'DRAFT', ?, 1, ?, now())
                """)
                .params(
                        work.framework().value(),
                        college.id().value(),
                        """
                        {"identifier": "%s", "uri": "https://case.example.org/%s", "title": "Electric power line work", "creator": "Shaping College", "lastChangeDateTime": "2026-01-05T10:00:00Z"}""".formatted(work.framework(), work.framework()),
                        college.owner().id().value())
                .update();
        work.act(server, "Began the draft");
        work.item(server, work.heading(), work.framework().value(), "E", "Safety on the line");
        work.item(server, work.isolates(), work.heading(), "E.1", "Isolate and lock out a circuit before work");
        work.item(server, work.rescues(), work.heading(), "E.2", "Rescue an injured climber");
        work.member(server, employer.reviewer(), employer, "CONTRIBUTOR");
        work.member(server, employer.viewer(), employer, "READER");
        return work;
    }

    public String base() {
        return "/frameworks/" + framework;
    }

    private void act(RunningServer server, String summary) {
        server.sql()
                .sql("""
                insert into cocreation.acts (framework, number, kind, summary, by_person, organization, at) values (?, 1, 'BEGUN', ?, ?, ?, now())
                """)
                .params(
                        framework.value(),
                        summary,
                        college.owner().id().value(),
                        college.id().value())
                .update();
    }

    private void item(RunningServer server, UUID id, UUID parent, String code, String statement) {
        server.sql()
                .sql("""
                insert into cocreation.items (framework, identifier, parent, place, code, statement, standing, body, text_revision, place_revision, changed_by, changed_at)
                values (?, ?, ?, (select count(*) + 1 from cocreation.items) * 1024, ?, ?, false, ?, 1, 1, ?, now())
                """)
                .params(
                        framework.value(),
                        id,
                        parent,
                        code,
                        statement,
                        """
                        {"identifier": "%s", "uri": "https://case.example.org/%s", "fullStatement": "%s", "humanCodingScheme": "%s", "CFDocumentURI": {"title": "t", "identifier": "%s", "uri": "https://case.example.org/d"}, "lastChangeDateTime": "2026-01-05T10:00:00Z"}""".formatted(id, id, statement, code, framework),
                        college.owner().id().value())
                .update();
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
