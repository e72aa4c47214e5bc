package org.throughline.server.access;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.throughline.server.organizations.ArrivingFiles;
import org.throughline.server.organizations.ArrivingRows;
import org.throughline.server.organizations.LeavingFiles;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.organizations.OrganizationPart;
import org.throughline.server.organizations.OrganizationRows;
import org.throughline.server.organizations.OrganizationRows.Table;
import org.throughline.server.organizations.PersonId;

/**
 * An organization's API clients and webhooks. Secrets do not travel: a client comes back without one until an owner makes it, a webhook is paused and
 * has a new one, which an owner changes for one that they see.
 */
@Component
final class AccessPart implements OrganizationPart {
    private static final String CLIENT = "access.client";
    private static final String WEBHOOK = "access.webhook";

    private final JdbcClient jdbc;
    private final Webhooks webhooks;
    private final OrganizationRows rows;

    AccessPart(JdbcClient jdbc, Webhooks webhooks) {
        this.jdbc = jdbc;
        this.webhooks = webhooks;
        this.rows = new OrganizationRows(
                jdbc,
                List.of(
                        new Table(CLIENT, "organization = :organization AND revoked_at IS NULL", "id")
                                .anew("last_used_at", "NULL"),
                        new Table(WEBHOOK, "organization = :organization", "id")
                                .anew("secret", "gen_random_uuid()")
                                .anew("older_secret", "NULL")
                                .anew("older_until", "NULL")
                                .anew("state", "'PAUSED'")
                                .anew("failures", "0")
                                .anew("disabled_at", "NULL")));
    }

    @Override
    public String name() {
        return "programs-that-call";
    }

    @Override
    public int order() {
        return 95;
    }

    @Override
    public Collection<String> tables() {
        return rows.names();
    }

    @Override
    public List<PersonId> people(OrganizationId organization) {
        return jdbc.sql("""
                SELECT created_by::text FROM access.client
                WHERE organization = :organization AND revoked_at IS NULL AND created_by IS NOT NULL
                UNION SELECT made_by FROM access.webhook WHERE organization = :organization AND made_by ~ '^[0-9a-f-]{36}$'
                """)
                .param("organization", organization.value())
                .query((row, n) -> new PersonId(UUID.fromString(row.getString(1))))
                .list();
    }

    @Override
    public void leave(OrganizationId organization, LeavingFiles out) {
        rows.leave(organization, out);
    }

    @Override
    public int comeBack(ArrivingFiles in) {
        int added = rows.comeBack(in);
        ArrivingRows looked = new ArrivingRows();
        List<String> withoutSecret = new ArrayList<>();
        jdbc.sql("SELECT * FROM access.client WHERE organization = ? ORDER BY name, id")
                .param(in.organization().value())
                .query(row -> {
                    String id = row.getString("id");
                    Set<String> grants = new LinkedHashSet<>(
                            List.of((String[]) row.getArray("grants").getArray()));
                    Set<String> redirects = new LinkedHashSet<>(
                            List.of((String[]) row.getArray("redirect_uris").getArray()));
                    Set<String> scopes = new LinkedHashSet<>(
                            List.of((String[]) row.getArray("scopes").getArray()));
                    String name = row.getString("name");
                    String clientUri = row.getString("client_uri");
                    String logoUri = row.getString("logo_uri");
                    String policyUri = row.getString("policy_uri");
                    String tosUri = row.getString("tos_uri");
                    boolean confidential = !row.getString("method").equals("none");
                    looked.asTheForm(
                            CLIENT,
                            id,
                            () -> ApiClients.demandTakeable(
                                    id,
                                    new ClientMetadata(name, clientUri, logoUri, policyUri, tosUri, redirects, scopes),
                                    grants,
                                    confidential));
                    if (confidential) {
                        withoutSecret.add(name);
                    }
                });
        List<String> paused = webhooks.of(in.organization()).stream()
                .map(webhook -> {
                    looked.asTheForm(WEBHOOK, webhook.id(), () -> webhooks.demandTakeable(webhook));
                    webhooks.sealAnew(in.organization(), webhook.id());
                    return webhook.url();
                })
                .toList();
        looked.refuseIfAny();
        if (!withoutSecret.isEmpty()) {
            in.tell("API clients, to be given a new secret by an owner: " + String.join(", ", withoutSecret));
        }
        if (!paused.isEmpty()) {
            in.tell("webhooks, paused until an owner changes the secret and lets them go on: "
                    + String.join(", ", paused));
        }
        return added;
    }
}
