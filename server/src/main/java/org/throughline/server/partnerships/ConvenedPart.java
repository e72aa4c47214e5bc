package org.throughline.server.partnerships;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.throughline.server.organizations.ArrivingFiles;
import org.throughline.server.organizations.LeavingFiles;
import org.throughline.server.organizations.Organization;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.organizations.OrganizationPart;
import org.throughline.server.organizations.Organizations;
import org.throughline.server.organizations.People;
import org.throughline.server.organizations.Person;

/**
 * The partnerships that an organization convenes, with all that was agreed and decided in them. They belong to several organizations: they
 * leave as a record, and are kept as one. A vote leaves once it was revealed, and then under its organization and nobody's name: what the
 * signed minutes promise. A token leaves never, and of an invitation by mail no address.
 */
@Component
final class ConvenedPart implements OrganizationPart {
    private static final String OF_PARTNERSHIP =
            "partnership IN (SELECT id FROM partnerships.partnership WHERE convener = :organization)";

    private final JdbcClient jdbc;
    private final Charters charters;
    private final Minutes minutes;
    private final Organizations organizations;
    private final People people;

    ConvenedPart(JdbcClient jdbc, Charters charters, Minutes minutes, Organizations organizations, People people) {
        this.jdbc = jdbc;
        this.charters = charters;
        this.minutes = minutes;
        this.organizations = organizations;
        this.people = people;
    }

    /** A table as it leaves. */
    private record Leaving(String table, String which, String columns) {
        static Leaving whole(String table) {
            return new Leaving(table, OF_PARTNERSHIP, "to_jsonb(t)");
        }

        static Leaving without(String table, String... columns) {
            return new Leaving(
                    table,
                    OF_PARTNERSHIP,
                    "to_jsonb(t)" + Stream.of(columns).map(" - '%s'"::formatted).collect(Collectors.joining()));
        }
    }

    private static final List<Leaving> LEAVING = List.of(
            new Leaving("partnership", "convener = :organization", "to_jsonb(t)"),
            Leaving.whole("member"),
            Leaving.whole("scope"),
            Leaving.whole("charter"),
            Leaving.whole("commitment"),
            Leaving.whole("milestone"),
            Leaving.whole("milestone_reached"),
            Leaving.whole("sign_off"),
            Leaving.whole("delegate"),
            Leaving.whole("round"),
            Leaving.whole("task"),
            Leaving.whole("task_done"),
            Leaving.whole("hours"),
            Leaving.whole("minute"),
            Leaving.without("mail_invitation", "token_hash", "email"),
            Leaving.without("workshop", "code", "document"),
            Leaving.whole("question"),
            Leaving.whole("turn"),
            Leaving.whole("sponsor_sign_off"),
            Leaving.without("charter_document", "document"),
            Leaving.without("minutes_document", "document"),
            Leaving.without("participant", "token_hash"));

    @Override
    public String name() {
        return "partnerships";
    }

    @Override
    public int order() {
        return 90;
    }

    @Override
    public Collection<String> tables() {
        return Stream.concat(LEAVING.stream().map(Leaving::table), Stream.of("vote"))
                .map(table -> "partnerships." + table)
                .toList();
    }

    @Override
    public void leave(OrganizationId organization, LeavingFiles out) {
        out.put("record/partnerships.json", rows(organization));
        documents(organization, out);
    }

    /** They stay a record: their members are elsewhere, and agreed to nothing here. */
    @Override
    public int comeBack(ArrivingFiles in) {
        return 0;
    }

    /** The charter and the minutes for people to read, and what was signed, byte for byte. */
    private void documents(OrganizationId organization, LeavingFiles out) {
        sign(organization, out, "charter_document", "'charter-' || version");
        sign(organization, out, "minutes_document", "'minutes-' || upto");
        sign(organization, out, "workshop", "'workshop-' || id");
        jdbc.sql("SELECT id, name FROM partnerships.partnership WHERE convener = ? ORDER BY id")
                .param(organization.value())
                .query((row, n) -> Map.entry(row.getObject(1, UUID.class), row.getString(2)))
                .list()
                .forEach(partnership -> {
                    PartnershipId id = new PartnershipId(partnership.getKey());
                    out.put("partnerships/" + id + "-charter.md", charter(id, partnership.getValue()));
                    out.put("partnerships/" + id + "-minutes.md", minutes(id, partnership.getValue()));
                });
    }

    private void sign(OrganizationId organization, LeavingFiles out, String table, String name) {
        jdbc.sql(
                        "SELECT partnership || '-' || %s, document FROM partnerships.%s WHERE document IS NOT NULL AND %s ORDER BY 1"
                                .formatted(name, table, OF_PARTNERSHIP))
                .param("organization", organization.value())
                .query(row -> {
                    out.put("partnerships/" + row.getString(1) + ".json", row.getBytes(2));
                });
    }

    private String charter(PartnershipId id, String name) {
        Charter charter = charters.current(id);
        StringBuilder text = new StringBuilder(
                "# Charter of %s\n\nVersion %d\n\n%s\n".formatted(name, charter.version(), charter.purpose()));
        jdbc.sql(
                        "SELECT organization, text, hours FROM partnerships.commitment WHERE partnership = ? AND version = ? ORDER BY organization")
                .params(id.value(), charter.version())
                .query(row -> {
                    text.append("\n## %s\n\n%s (%s hours)\n"
                            .formatted(called(row.getObject(1, UUID.class)), row.getString(2), row.getBigDecimal(3)));
                });
        jdbc.sql(
                        "SELECT title, due FROM partnerships.milestone WHERE partnership = ? AND version = ? ORDER BY position")
                .params(id.value(), charter.version())
                .query(row -> {
                    text.append("\n- %s: %s".formatted(row.getString(2), row.getString(1)));
                });
        text.append("\n\nSigned by\n");
        jdbc.sql(
                        "SELECT organization, signed_at::date::text FROM partnerships.sign_off WHERE partnership = ? AND version = ? ORDER BY signed_at, organization")
                .params(id.value(), charter.version())
                .query(row -> {
                    text.append("\n- %s, %s".formatted(called(row.getObject(1, UUID.class)), row.getString(2)));
                });
        return text.append('\n').toString();
    }

    private String minutes(PartnershipId id, String name) {
        StringBuilder text = new StringBuilder("# Minutes of " + name + "\n");
        for (Minute minute : minutes.of(id).reversed()) {
            OrganizationId of = minute.organization();
            text.append("\n## %d. %s\n\n%s\n\nBy %s%s\n"
                    .formatted(
                            minute.number(),
                            minute.at(),
                            minute.text(),
                            people.find(minute.by()).map(Person::displayName).orElse("somebody"),
                            of == null ? "" : " for " + called(of.value())));
        }
        return text.toString();
    }

    private String called(UUID organization) {
        return organizations
                .find(new OrganizationId(organization))
                .map(Organization::name)
                .orElseGet(organization::toString);
    }

    private String rows(OrganizationId organization) {
        return Stream.concat(
                        LEAVING.stream()
                                .map(t -> "\"partnerships.%s\":%s"
                                        .formatted(t.table, json(t.columns, t.table, t.which, organization))),
                        Stream.of("\"partnerships.vote\":" + votes(organization)))
                .collect(Collectors.joining(",\n", "{", "}"));
    }

    /** Of questions whose votes everybody has seen, in an order that says nothing of who cast them. */
    private String votes(OrganizationId organization) {
        return jdbc.sql("""
                SELECT coalesce(jsonb_agg(v ORDER BY v::text), '[]')::text FROM (
                    SELECT to_jsonb(t) - 'participant' - 'cast_at' || jsonb_build_object('organization', p.organization) AS v
                    FROM partnerships.vote t JOIN partnerships.participant p ON p.id = t.participant
                        JOIN partnerships.turn s ON s.question = t.question AND s.number = t.turn
                    WHERE s.revealed_at IS NOT NULL
                        AND t.partnership IN (SELECT id FROM partnerships.partnership WHERE convener = :organization)) counted
                """)
                .param("organization", organization.value())
                .query((row, n) -> row.getString(1))
                .single();
    }

    private String json(String columns, String table, String which, OrganizationId organization) {
        return jdbc.sql(
                        "SELECT coalesce(jsonb_agg(r ORDER BY r::text), '[]')::text FROM (SELECT %s AS r FROM partnerships.%s t WHERE %s) rows"
                                .formatted(columns, table, which))
                .param("organization", organization.value())
                .query((row, n) -> row.getString(1))
                .single();
    }
}
