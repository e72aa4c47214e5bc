package org.throughline.server.partnerships;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.organizations.OrganizationPart;

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

    ConvenedPart(JdbcClient jdbc) {
        this.jdbc = jdbc;
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
            Leaving.without("workshop", "code"),
            Leaving.whole("question"),
            Leaving.whole("turn"),
            Leaving.whole("sponsor_sign_off"),
            Leaving.whole("charter_document"),
            Leaving.whole("minutes_document"),
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
    public boolean comesBack() {
        return false;
    }

    @Override
    public String rows(OrganizationId organization) {
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
