package org.throughline.server.talent;

import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.throughline.server.organizations.ArrivingFiles;
import org.throughline.server.organizations.ArrivingRows;
import org.throughline.server.organizations.LeavingFiles;
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
    public Collection<String> tables() {
        return rows.names();
    }

    @Override
    public void leave(OrganizationId organization, LeavingFiles out) {
        rows.leave(organization, out);
        documents(organization, out);
    }

    @Override
    public int comeBack(ArrivingFiles in) {
        int added = rows.comeBack(in);
        ArrivingRows looked = new ArrivingRows();
        jdbc.sql("""
                SELECT p.id || ' version ' || p.version AS need, p.title, count(r.id) AS asked,
                    count(*) FILTER (WHERE r.group_count < 1 OR r.group_count > 64) AS wrong,
                    (SELECT count(*) FROM talent.job_profile v WHERE v.id = p.id AND v.latest) AS latest
                FROM talent.job_profile p LEFT JOIN talent.requirement r ON r.profile = p.id AND r.version = p.version
                WHERE p.employer = ? GROUP BY p.id, p.version
                """).param(in.organization().value()).query(row -> {
            String need = row.getString("need");
            int asked = row.getInt("asked");
            looked.demand(!row.getString("title").isBlank(), "talent.job_profile", need, "has no title");
            looked.demand(row.getInt("latest") == 1, "talent.job_profile", need, "has not one latest version");
            looked.demand(
                    asked >= 1 && asked <= JobProfiles.MAX_REQUIREMENTS && row.getInt("wrong") == 0,
                    "talent.requirement",
                    need,
                    "asks for nothing, for too much, or for what cannot be met");
        });
        jdbc.sql("""
                SELECT r.profile, r.item_uri FROM talent.requirement r
                JOIN talent.job_profile p ON p.id = r.profile AND p.version = r.version WHERE p.employer = ?
                """).param(in.organization().value()).query(row -> {
            looked.demandAddress("talent.requirement", row.getString(1), row.getString(2));
        });
        looked.refuseIfAny();
        return added;
    }

    private void documents(OrganizationId organization, LeavingFiles out) {
        jdbc.sql("""
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
                .query(row -> {
                    out.put("talent-needs/" + row.getString("id") + ".jsonld", row.getString("document"));
                });
    }
}
