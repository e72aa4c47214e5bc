package org.throughline.server.access;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.throughline.server.audit.AuditEntry;
import org.throughline.server.audit.AuditLog;
import org.throughline.server.database.Reach;
import org.throughline.server.organizations.Membership;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.organizations.PersonId;
import org.throughline.server.organizations.RestingDuties;
import org.throughline.server.organizations.RestingDuty;
import org.throughline.server.organizations.RestingDuty.Goes;

/** Programs and webhooks that a member made for their organization, whose secrets they may know, and scripts that run with their own keys. */
@Component
class ProgramDuties implements RestingDuties {
    private final JdbcClient jdbc;
    private final AuditLog audit;
    private final Clock clock;

    ProgramDuties(JdbcClient jdbc, AuditLog audit, Clock clock) {
        this.jdbc = jdbc;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    public List<RestingDuty> of(Membership leaver) {
        String base = "/o/" + leaver.organization().slug();
        List<RestingDuty> duties = new ArrayList<>();
        List<String> programs = made(
                "SELECT name FROM access.client WHERE organization = :o AND created_by = :p AND revoked_at IS NULL ORDER BY name",
                leaver);
        if (!programs.isEmpty()) {
            duties.add(new RestingDuty(
                    "The secrets of these programs may be known to whoever made them, who leaves: %s. Make new ones."
                            .formatted(String.join(", ", programs)),
                    base + "/clients",
                    Goes.ALONG));
        }
        List<String> webhooks = made(
                "SELECT url AS name FROM access.webhook WHERE organization = :o AND made_by = :p::text ORDER BY url",
                leaver);
        if (!webhooks.isEmpty()) {
            duties.add(new RestingDuty(
                    "The secrets of these webhooks may be known to whoever made them, who leaves: %s. Make new ones."
                            .formatted(String.join(", ", webhooks)),
                    base + "/webhooks",
                    Goes.ALONG));
        }
        if (hasKeysForOrganizations(leaver.person())) {
            duties.add(new RestingDuty(
                    "Scripts that read or change what is %s's with a personal access key of this account do so no more."
                            .formatted(leaver.organization().name()),
                    null,
                    Goes.NOT_ALONG));
        }
        return duties;
    }

    /** Who is asked about a program or a webhook from now on; the log keeps who made it. */
    @Override
    public void handOver(Membership leaver, Membership successor, boolean byOwner, PersonId by) {
        OrganizationId organization = leaver.organization().id();
        int programs = moved("""
                UPDATE access.client SET created_by = :to WHERE organization = :o AND created_by = :p AND revoked_at IS NULL
                """, leaver, successor);
        int webhooks = moved(
                "UPDATE access.webhook SET made_by = :to::text WHERE organization = :o AND made_by = :p::text",
                leaver,
                successor);
        if (programs + webhooks > 0) {
            audit.record(new AuditEntry(
                    "programs.handed-over",
                    by.toString(),
                    organization.toString(),
                    successor.person().toString(),
                    Map.of("programs", Integer.toString(programs), "webhooks", Integer.toString(webhooks))));
        }
    }

    private int moved(String statement, Membership leaver, Membership successor) {
        return jdbc.sql(statement)
                .param("o", leaver.organization().id().value())
                .param("p", leaver.person().value())
                .param("to", successor.person().value())
                .update();
    }

    private List<String> made(String statement, Membership leaver) {
        return jdbc.sql(statement)
                .param("o", leaver.organization().id().value())
                .param("p", leaver.person().value())
                .query((row, number) -> row.getString("name"))
                .list();
    }

    /** No more than whether: what keys somebody has is their own. */
    private boolean hasKeysForOrganizations(PersonId person) {
        String[] scopes = Scopes.forOrganizations().stream().map(Scopes::wire).toArray(String[]::new);
        return Reach.asHouse(
                "an owner is told that scripts will stop, not whose keys there are",
                () -> jdbc.sql("""
                        SELECT EXISTS (SELECT 1 FROM access.personal_key
                          WHERE person = :person AND revoked_at IS NULL AND expires_at > :now AND scopes && :scopes::text[])
                        """)
                        .param("person", person.value())
                        .param("now", OffsetDateTime.now(clock))
                        .param("scopes", scopes)
                        .query(Boolean.class)
                        .single());
    }
}
