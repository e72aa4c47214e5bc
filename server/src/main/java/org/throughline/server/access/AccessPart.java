package org.throughline.server.access;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.organizations.OrganizationPart;

/** An organization's API clients and webhooks, without their secrets: a list of what must be made again elsewhere. */
@Component
final class AccessPart implements OrganizationPart {
    private final JdbcClient jdbc;

    AccessPart(JdbcClient jdbc) {
        this.jdbc = jdbc;
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
    public boolean comesBack() {
        return false;
    }

    @Override
    public String rows(OrganizationId organization) {
        return jdbc.sql("""
                SELECT jsonb_build_object(
                    'access.client', (SELECT coalesce(jsonb_agg(jsonb_build_object('name', name, 'grants', grants, 'scopes', scopes,
                        'redirect_uris', redirect_uris) ORDER BY created_at), '[]')
                        FROM access.client WHERE organization = :organization AND revoked_at IS NULL),
                    'access.webhook', (SELECT coalesce(jsonb_agg(jsonb_build_object('url', url, 'events', events) ORDER BY created_at), '[]')
                        FROM access.webhook WHERE organization = :organization))::text
                """)
                .param("organization", organization.value())
                .query((row, n) -> row.getString(1))
                .single();
    }
}
