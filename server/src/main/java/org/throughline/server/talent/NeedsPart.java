package org.throughline.server.talent;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.organizations.OrganizationPart;
import org.throughline.server.organizations.OrganizationRows;
import org.throughline.server.organizations.OrganizationRows.Table;
import org.throughline.server.shared.PublicAddress;

/** An employer's talent needs with all their versions; the newest as JobPosting in the shape of JDX JobSchema+. */
@Component
final class NeedsPart implements OrganizationPart {
    private final JdbcClient jdbc;
    private final OrganizationRows rows;
    private final PublicAddress address;

    NeedsPart(JdbcClient jdbc, PublicAddress address) {
        this.jdbc = jdbc;
        this.address = address;
        this.rows = new OrganizationRows(
                jdbc,
                List.of(
                        new Table("talent.job_profile", "employer = :organization", "id, version"),
                        new Table(
                                "talent.requirement",
                                "profile IN (SELECT id FROM talent.job_profile WHERE employer = :organization)",
                                "profile, version, position")));
    }

    @Override
    public String name() {
        return "talent-needs";
    }

    @Override
    public int order() {
        return 70;
    }

    @Override
    public String rows(OrganizationId organization) {
        return rows.of(organization);
    }

    @Override
    public int restore(OrganizationId organization, String text) {
        return rows.restore(organization, text);
    }

    @Override
    public List<Document> documents(OrganizationId organization) {
        return jdbc.sql("""
                SELECT p.id, jsonb_strip_nulls(jsonb_build_object(
                    '@context', jsonb_build_object('@vocab', 'https://schema.org/', 'jdx', 'https://purl.org/jdx/terms/'),
                    '@type', 'JobPosting', '@id', :base || p.id, 'title', p.title, 'description', p.description,
                    'totalJobOpenings', p.openings, 'jobLocation', p.location, 'datePosted', p.stated_at,
                    'skills', (SELECT jsonb_agg(jsonb_build_object('@type', 'DefinedTerm', '@id', r.item_uri,
                            'jdx:importance', r.importance, 'jdx:required', r.required, 'jdx:level', r.level,
                            'jdx:group', r.group_label, 'jdx:rule', r.group_rule, 'jdx:count', r.group_count) ORDER BY r.position)
                        FROM talent.requirement r WHERE r.profile = p.id AND r.version = p.version))) AS document
                FROM talent.job_profile p WHERE p.employer = :organization AND p.latest ORDER BY p.id
                """)
                .param("base", address.url("/needs/"))
                .param("organization", organization.value())
                .query((row, n) ->
                        new Document("talent-needs/" + row.getString("id") + ".jsonld", row.getString("document")))
                .list();
    }
}
