package org.throughline.server.partnerships;

import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.throughline.server.organizations.Organization;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.organizations.Organizations;

/** What organizations of partnerships are called: also those that are not here, and are known by the name that a convener brought along. */
@Component
public class PartnerNames {
    private final JdbcClient jdbc;
    private final Organizations organizations;

    PartnerNames(JdbcClient jdbc, Organizations organizations) {
        this.jdbc = jdbc;
        this.organizations = organizations;
    }

    public String of(OrganizationId id) {
        return organizations.find(id).map(Organization::name).orElseGet(() -> before(id.value()));
    }

    private String before(UUID id) {
        return jdbc.sql(
                        "SELECT name FROM partnerships.known_by_name WHERE organization = ? ORDER BY partnership LIMIT 1")
                .param(id)
                .query(String.class)
                .optional()
                .orElse("An organization that has left");
    }
}
