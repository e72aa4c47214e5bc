package org.throughline.server.organizations;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.throughline.server.organizations.OrganizationRows.Table;

/** The organization's own rows: its public face, who belongs to it and who was invited, its domains and its way to sign in. */
@Component
final class OrganizationItself implements OrganizationPart {
    private static final String LOGO = "organizations.logo";
    private static final String DOMAIN = "organizations.domain";
    private static final String INVITATION = "organizations.invitation";
    private static final String PROVIDER = "organizations.institution_sign_in";

    private final JdbcClient jdbc;
    private final OrganizationRows rows;

    OrganizationItself(JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.rows = new OrganizationRows(
                jdbc,
                List.of(
                        new Table(OrganizationRows.ORGANIZATIONS, "id = :organization", "id"),
                        new Table("organizations.membership", "organization = :organization", "organization, person"),
                        new Table(LOGO, "organization = :organization", "organization").filed("bytes", "logo/"),
                        new Table(DOMAIN, "organization = :organization", "organization, name")
                                .anew(
                                        "token",
                                        "'throughline-verification=' || replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', '')")
                                .anew("verified_at", "NULL")
                                .anew("way", "NULL")
                                .anew("looked_at", "NULL")
                                .anew("misses", "0"),
                        new Table(INVITATION, "organization = :organization", "id")
                                .anew(
                                        "token_hash",
                                        "sha256((gen_random_uuid()::text || gen_random_uuid()::text)::bytea)")
                                .turned("state", "CASE t.state WHEN 'OPEN' THEN 'WITHDRAWN' ELSE t.state END")
                                .turned("settled_at", "coalesce(t.settled_at, t.made_at)"),
                        new Table(PROVIDER, "organization = :organization", "organization")
                                .anew("client_secret", "NULL")
                                .anew("domains", "'{}'::text[]")));
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
    public Collection<String> tables() {
        return rows.names();
    }

    @Override
    public void leave(OrganizationId organization, LeavingFiles out) {
        rows.leave(organization, out);
    }

    @Override
    public List<PersonId> people(OrganizationId organization) {
        return jdbc.sql("SELECT DISTINCT invited_by FROM organizations.invitation WHERE organization = ? ORDER BY 1")
                .param(organization.value())
                .query((row, n) -> new PersonId(row.getObject(1, UUID.class)))
                .list();
    }

    @Override
    public int comeBack(ArrivingFiles in) {
        List<String> open = new ArrayList<>();
        in.rows(
                INVITATION,
                rows -> jdbc.sql(
                                "SELECT t.email FROM jsonb_to_recordset(:rows::jsonb) AS t (email text, state text) WHERE t.state = 'OPEN' ORDER BY 1")
                        .param("rows", rows)
                        .query((row, n) -> row.getString(1))
                        .list()
                        .forEach(open::add));
        int added = rows.comeBack(in);
        demandAsTheForms(in.organization());
        List<String> waiting = demandAsTheirForms(in.organization());
        if (!open.isEmpty()) {
            in.tell("withdrawn, because their links lead to the old place; invite anew: " + String.join(", ", open));
        }
        waiting.forEach(in::tell);
        return added;
    }

    /** What stands beside the face; returns what waits for a hand. */
    private List<String> demandAsTheirForms(OrganizationId id) {
        ArrivingRows looked = new ArrivingRows();
        List<String> waiting = new ArrayList<>();
        jdbc.sql("SELECT bytes FROM organizations.logo WHERE organization = ?")
                .param(id.value())
                .query((row, n) -> row.getBytes(1))
                .optional()
                .ifPresent(bytes -> looked.asTheForm(LOGO, id, () -> keepSafe(id, SafePicture.of(bytes))));
        List<String> domains = jdbc.sql("SELECT name FROM organizations.domain WHERE organization = ? ORDER BY name")
                .param(id.value())
                .query((row, n) -> row.getString(1))
                .list();
        looked.demand(domains.size() <= Domains.MOST, DOMAIN, id, "more domains than an organization has");
        domains.forEach(name -> looked.demand(Domains.isName(name), DOMAIN, name, "is no domain"));
        if (!domains.isEmpty()) {
            waiting.add("domains, unproven until their new tokens are found: " + String.join(", ", domains));
        }
        jdbc.sql("SELECT email, email_key, roles FROM organizations.invitation WHERE organization = ?")
                .param(id.value())
                .query(row -> {
                    String email = row.getString(1);
                    String key = row.getString(2);
                    String[] roles = (String[]) row.getArray(3).getArray();
                    looked.asTheForm(INVITATION, email, () -> {
                        looked.demand(
                                new EmailAddress(email).key().equals(key), INVITATION, email, "has another's key");
                        List.of(roles).forEach(Role::valueOf);
                    });
                });
        jdbc.sql("SELECT issuer FROM organizations.institution_sign_in WHERE organization = ?")
                .param(id.value())
                .query((row, n) -> row.getString(1))
                .list()
                .forEach(issuer -> {
                    looked.asTheForm(PROVIDER, issuer, () -> InstitutionSignIns.checkedIssuer(issuer));
                    waiting.add(
                            "sign-in by %s waits for its secret, and for the administrator's word whose addresses it vouches for"
                                    .formatted(issuer));
                });
        looked.refuseIfAny();
        return waiting;
    }

    /** As the form keeps a picture: drawn anew, or of plain shapes. */
    private void keepSafe(OrganizationId id, SafePicture picture) {
        jdbc.sql("UPDATE organizations.logo SET media_type = ?, bytes = ?, sha256 = sha256(?) WHERE organization = ?")
                .params(picture.mediaType(), picture.bytes(), picture.bytes(), id.value())
                .update();
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
                faces.size() == 1, OrganizationRows.ORGANIZATIONS, id, "the organization itself is not in its file");
        for (Face face : faces) {
            looked.asTheForm(OrganizationRows.ORGANIZATIONS, id, () -> {
                Organization checked = Organizations.checked(
                        id, face.slug, face.name, OrganizationKind.valueOf(face.kind), face.url, face.description);
                looked.demand(
                        checked.name().equals(face.name) && Objects.equals(checked.url(), face.url),
                        OrganizationRows.ORGANIZATIONS,
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
