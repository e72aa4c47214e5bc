package org.throughline.server.partnerships;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.throughline.server.audit.AuditEntry;
import org.throughline.server.audit.AuditLog;
import org.throughline.server.organizations.Membership;
import org.throughline.server.organizations.Organizations;
import org.throughline.server.organizations.PersonId;
import org.throughline.server.organizations.RestingDuties;
import org.throughline.server.organizations.RestingDuty;
import org.throughline.server.organizations.RestingDuty.Goes;
import org.throughline.server.organizations.Role;

/** In which partnerships a member is named, which nobody else could lead, which workshops of theirs are on, whom they invited by mail. */
@Component
class PartnershipDuties implements RestingDuties {
    private final JdbcClient jdbc;
    private final Partnerships partnerships;
    private final Organizations organizations;
    private final AuditLog audit;

    PartnershipDuties(JdbcClient jdbc, Partnerships partnerships, Organizations organizations, AuditLog audit) {
        this.jdbc = jdbc;
        this.partnerships = partnerships;
        this.organizations = organizations;
        this.audit = audit;
    }

    @Override
    public List<RestingDuty> of(Membership leaver) {
        List<RestingDuty> duties = new ArrayList<>();
        if (leadsAlone(leaver)) {
            duties.addAll(ask(leaver, """
                    SELECT p.id, NULL::uuid AS workshop, p.name FROM partnerships.partnership p
                    WHERE p.convener = :o AND p.closed_at IS NULL ORDER BY p.name, p.id
                    """, "Nobody else can lead the partnership %s.", "", Goes.ALONG_BY_AN_OWNER));
        }
        duties.addAll(
                ask(leaver, """
                SELECT p.id, w.id AS workshop, w.title AS name FROM partnerships.workshop w JOIN partnerships.partnership p ON p.id = w.partnership
                WHERE p.convener = :o AND w.opened_by = :p AND w.state = 'OPEN' ORDER BY w.opened_at
                """, "A workshop is on and waits for its facilitator: %s.", "/workshops/", Goes.ALONG));
        duties.addAll(ask(
                leaver,
                """
                SELECT p.id, NULL::uuid AS workshop, p.name FROM partnerships.delegate d JOIN partnerships.partnership p ON p.id = d.partnership
                WHERE d.organization = :o AND d.person = :p AND p.closed_at IS NULL ORDER BY p.name, p.id
                """,
                "Somebody has to be named for the organization in the partnership %s.",
                "/members",
                Goes.ALONG));
        duties.addAll(ask(
                leaver,
                """
                SELECT DISTINCT p.id, NULL::uuid AS workshop, p.name FROM partnerships.mail_invitation i JOIN partnerships.partnership p ON p.id = i.partnership
                WHERE p.convener = :o AND i.asked_by = :p AND i.answer IS NULL ORDER BY p.name, p.id
                """,
                "An invitation by mail to the partnership %s is not answered. It stays valid until it is withdrawn.",
                "/members",
                Goes.NOT_ALONG));
        return duties;
    }

    @Override
    public void handOver(Membership leaver, Membership successor, boolean byOwner, PersonId by) {
        jdbc.sql("""
                SELECT d.partnership FROM partnerships.delegate d JOIN partnerships.partnership p ON p.id = d.partnership
                WHERE d.organization = :o AND d.person = :p AND p.closed_at IS NULL ORDER BY d.partnership
                """)
                .param("o", leaver.organization().id().value())
                .param("p", leaver.person().value())
                .query((row, _) -> new PartnershipId(row.getObject("partnership", UUID.class)))
                .list()
                .forEach(partnership ->
                        partnerships.name(partnership, leaver.organization().id(), successor.person(), by));
        jdbc.sql("""
                UPDATE partnerships.workshop w SET opened_by = :to FROM partnerships.partnership p
                WHERE p.id = w.partnership AND p.convener = :o AND w.opened_by = :p AND w.state = 'OPEN' RETURNING w.id
                """)
                .param("o", leaver.organization().id().value())
                .param("p", leaver.person().value())
                .param("to", successor.person().value())
                .query(UUID.class)
                .list()
                .forEach(workshop -> audit.record(new AuditEntry(
                        "workshop.handed-over",
                        by.toString(),
                        leaver.organization().id().toString(),
                        successor.person().toString(),
                        Map.of("workshop", workshop.toString()))));
    }

    private boolean leadsAlone(Membership leaver) {
        return leaver.hasAny(Role.EDITOR)
                && organizations.members(leaver.organization().id()).stream()
                        .noneMatch(m -> !m.person().equals(leaver.person()) && m.hasAny(Role.EDITOR));
    }

    private List<RestingDuty> ask(Membership leaver, String statement, String words, String page, Goes goes) {
        return jdbc.sql(statement)
                .param("o", leaver.organization().id().value())
                .param("p", leaver.person().value())
                .query((row, _) -> {
                    UUID workshop = row.getObject("workshop", UUID.class);
                    return new RestingDuty(
                            words.formatted(row.getString("name")),
                            "/partnerships/" + row.getString("id") + page + (workshop == null ? "" : workshop),
                            goes);
                })
                .list();
    }
}
