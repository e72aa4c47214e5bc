package org.throughline.server.portability;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.throughline.server.organizations.OrganizationId;

/** What came with an organization and is kept as it was: the log of before, its DID document, records of what belongs to several. */
@Component
class KeptFiles {
    private final JdbcClient jdbc;

    KeptFiles(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void keep(OrganizationId organization, String path, String text) {
        jdbc.sql("""
                INSERT INTO portability.kept (organization, path, content) VALUES (:organization, :path, :content)
                ON CONFLICT DO NOTHING
                """)
                .param("organization", organization.value())
                .param("path", path)
                .param("content", text)
                .update();
    }

    List<String> paths(OrganizationId organization) {
        return jdbc.sql("SELECT path FROM portability.kept WHERE organization = ? ORDER BY path")
                .param(organization.value())
                .query((row, number) -> row.getString(1))
                .list();
    }

    String text(OrganizationId organization, String path) {
        return jdbc.sql("SELECT content FROM portability.kept WHERE organization = ? AND path = ?")
                .params(organization.value(), path)
                .query((row, number) -> row.getString(1))
                .single();
    }
}
