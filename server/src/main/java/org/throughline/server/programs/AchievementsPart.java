package org.throughline.server.programs;

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

/** An organization's achievements, as rows and as Achievement of Open Badges 3.0 (section B.1.2). */
@Component
final class AchievementsPart implements OrganizationPart {
    private final JdbcClient sql;
    private final OrganizationRows rows;
    private final PublicAddress address;

    AchievementsPart(JdbcClient sql, PublicAddress address) {
        this.sql = sql;
        this.address = address;
        this.rows = new OrganizationRows(
                sql,
                List.of(
                        new Table("programs.achievements", "organization = :organization", "id"),
                        new Table(
                                "programs.achievement_items",
                                "achievement IN (SELECT id FROM programs.achievements WHERE organization = :organization)",
                                "achievement, ordinal")));
    }

    @Override
    public String name() {
        return "achievements";
    }

    @Override
    public int order() {
        return 40;
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
        sql.sql(
                        "select id, name, description, criteria, achievement_type from programs.achievements where organization = ?")
                .param(in.organization().value())
                .query(row -> {
                    String id = row.getString(1);
                    Achievements.shortcomings(row.getString(2), row.getString(3), row.getString(4), row.getString(5))
                            .forEach(found -> looked.demand(false, "programs.achievements", id, found));
                });
        sql.sql("""
                select i.achievement, i.item from programs.achievement_items i join programs.achievements a on a.id = i.achievement
                where a.organization = ?
                """).param(in.organization().value()).query(row -> {
            looked.demandAddress("programs.achievement_items", row.getString(1), row.getString(2));
        });
        looked.refuseIfAny();
        return added;
    }

    private void documents(OrganizationId organization, LeavingFiles out) {
        sql.sql("""
                select a.id, jsonb_strip_nulls(jsonb_build_object(
                    '@context', jsonb_build_array('https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json'),
                    'id', :base || a.id, 'type', jsonb_build_array('Achievement'), 'name', a.name, 'description', a.description,
                    'criteria', jsonb_build_object('narrative', a.criteria), 'achievementType', a.achievement_type,
                    'humanCode', a.human_code,
                    'alignment', (select jsonb_agg(jsonb_build_object('type', jsonb_build_array('Alignment'),
                            'targetUrl', i.item, 'targetName', i.item, 'targetType', 'CFItem') order by i.ordinal)
                        from programs.achievement_items i where i.achievement = a.id))) as document
                from programs.achievements a where a.organization = :organization order by a.id
                """)
                .param("base", address.url("/achievements/"))
                .param("organization", organization.value())
                .query(row -> {
                    out.put("achievements/" + row.getString("id") + ".json", row.getString("document"));
                });
    }
}
