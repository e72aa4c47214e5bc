package org.throughline.server.organizations;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The organization's own rows: its public face and who belongs to it. */
@Component
final class OrganizationItself implements OrganizationPart {
    private final JdbcClient jdbc;
    private final OrganizationRows rows;

    OrganizationItself(JdbcClient jdbc) {
        this.jdbc = jdbc;
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
    public int restore(Arrival arrival, String text) {
        int added = rows.restore(arrival.organization(), text);
        demandAsTheForms(arrival.organization());
        return added;
    }

    private record Face(
            String slug,
            String name,
            String kind,
            @Nullable String url,
            String description,
            @Nullable String accent,
            @Nullable String location) {}

    private void demandAsTheForms(OrganizationId id) {
        ArrivingRows looked = new ArrivingRows();
        List<Face> faces = jdbc.sql(
                        "SELECT slug, name, kind, url, description, accent, location FROM organizations.organization WHERE id = :id")
                .param("id", id.value())
                .query((row, n) -> new Face(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6),
                        row.getString(7)))
                .list();
        looked.demand(
                faces.size() == 1, "organizations.organization", id, "the organization itself is not in its file");
        for (Face face : faces) {
            looked.asTheForm("organizations.organization", id, () -> {
                Organization checked = Organizations.checked(
                        id, face.slug, face.name, OrganizationKind.valueOf(face.kind), face.url, face.description);
                looked.demand(
                        checked.name().equals(face.name) && Objects.equals(checked.url(), face.url),
                        "organizations.organization",
                        id,
                        "there are spaces around its name or its website");
                Brandings.check(face.accent, face.location);
            });
        }
        jdbc.sql("SELECT DISTINCT unnest(roles) FROM organizations.membership WHERE organization = :id")
                .param("id", id.value())
                .query((row, n) -> row.getString(1))
                .list()
                .forEach(role -> looked.asTheForm("organizations.membership", role, () -> Role.valueOf(role)));
        looked.refuseIfAny();
    }
}
