package org.throughline.server.organizations;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The organization's own rows: its public face and who belongs to it. */
@Component
final class OrganizationItself implements OrganizationPart {
    private final OrganizationRows rows;

    OrganizationItself(JdbcClient jdbc) {
        this.rows = new OrganizationRows(
                jdbc,
                List.of(
                        new OrganizationRows.Table("organizations.organization", "id = :organization", "id"),
                        new OrganizationRows.Table(
                                "organizations.membership", "organization = :organization", "organization, person")));
    }

    @Override
    public String name() {
        return "organization";
    }

    @Override
    public int order() {
        return 0;
    }

    @Override
    public String rows(OrganizationId organization) {
        return rows.of(organization);
    }

    @Override
    public int restore(OrganizationId organization, String text) {
        return rows.restore(organization, text);
    }
}
