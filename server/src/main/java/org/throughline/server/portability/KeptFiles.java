package org.throughline.server.portability;

import java.util.Map;
import java.util.TreeMap;
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

    Map<String, String> of(OrganizationId organization) {
        Map<String, String> kept = new TreeMap<>();
        jdbc.sql("SELECT path, content FROM portability.kept WHERE organization = :organization")
                .param("organization", organization.value())
                .query((row, number) -> Map.entry(row.getString(1), row.getString(2)))
                .list()
                .forEach(entry -> kept.put(entry.getKey(), entry.getValue()));
        return kept;
    }
}
