package org.throughline.server.talent;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.throughline.server.custody.IssuerKeys;
import org.throughline.server.database.Reach;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.organizations.PersonId;
import org.throughline.server.organizations.PersonMerged;
import org.throughline.server.records.CompetenciesWithdrawn;
import org.throughline.server.records.CompetencyVerified;
import org.throughline.server.records.ConsentChanged;
import org.throughline.server.records.Consents;
import org.throughline.server.records.HeldCredentialId;
import org.throughline.server.shared.ItemUri;

/**
 * The projection that sourcing reads. A valid signature says who signed, not that they deserve trust: only credentials of issuers that this
 * server knows count in a match or in the supply.
 *
 * <p> It is fed by what verification established and by people's consents, in the very transaction in
 * which they change, so that a query never sees what no longer holds.
 */
@Component
class Holdings {
    /** Verified, but the credential says no level: counted as fully held. */
    private static final double WITHOUT_LEVEL = 1.0;

    private final JdbcClient jdbc;
    private final Consents consents;
    private final IssuerKeys keys;

    Holdings(JdbcClient jdbc, Consents consents, IssuerKeys keys) {
        this.jdbc = jdbc;
        this.consents = consents;
        this.keys = keys;
    }

    /** One proven competency of one person. */
    record Holding(
            PersonId person,
            HeldCredentialId credential,
            ItemUri item,
            double strength,
            String issuerId,
            String issuerName,
            String achievement,
            @Nullable Instant awarded) {}

    /** What one person holds, as far as an employer may see the person. */
    record Candidate(PersonId person, List<Holding> holdings) {
        Candidate {
            holdings = List.copyOf(holdings);
        }
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(CompetencyVerified event) {
        jdbc.sql("""
                INSERT INTO talent.holding (person, credential, item_uri, strength, issuer_id, issuer_name, issuer_known, achievement, awarded)
                VALUES (:person, :credential, :item, :strength, :issuer, :issuerName, :known, :achievement, :awarded)
                ON CONFLICT (person, credential, item_uri) DO UPDATE SET strength = excluded.strength,
                  issuer_id = excluded.issuer_id, issuer_name = excluded.issuer_name, issuer_known = excluded.issuer_known,
                  achievement = excluded.achievement, awarded = excluded.awarded
                """)
                .param("person", event.person().value())
                .param("credential", event.credential().value())
                .param("item", event.item().value())
                .param("strength", event.level() == null ? WITHOUT_LEVEL : event.level())
                .param("issuer", event.issuerId())
                .param("issuerName", event.issuerName())
                .param("known", keys.organizationOf(event.issuerId()).isPresent())
                .param("achievement", event.achievementName())
                .param("awarded", event.awarded() == null ? null : Timestamp.from(event.awarded()))
                .update();
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(CompetenciesWithdrawn event) {
        jdbc.sql("DELETE FROM talent.holding WHERE person = :person AND credential = :credential")
                .param("person", event.person().value())
                .param("credential", event.credential().value())
                .update();
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(ConsentChanged event) {
        Consents.ConsentState state = consents.of(event.person());
        jdbc.sql("DELETE FROM talent.visibility WHERE person = :person")
                .param("person", event.person().value())
                .update();
        if (state.allEmployers()) {
            show(event.person(), null);
        }
        state.employers().forEach(employer -> show(event.person(), employer));
    }

    /** What a person proved or stated belongs to whom they turned out to be; what employers called them stays where the other had no name yet. */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(PersonMerged event) {
        for (String statement : List.of(
                """
                DELETE FROM talent.holding theirs WHERE theirs.person = :from AND EXISTS (SELECT 1 FROM talent.holding own
                  WHERE own.person = :into AND own.credential = theirs.credential AND own.item_uri = theirs.item_uri)
                """,
                "UPDATE talent.holding SET person = :into WHERE person = :from",
                """
                DELETE FROM talent.candidate theirs WHERE theirs.person = :from AND EXISTS (SELECT 1 FROM talent.candidate own
                  WHERE own.person = :into AND own.employer = theirs.employer)
                """,
                "UPDATE talent.candidate SET person = :into WHERE person = :from")) {
            jdbc.sql(statement)
                    .param("from", event.from().value())
                    .param("into", event.into().value())
                    .update();
        }
        event.replaceIn(jdbc, "talent.job_profile.stated_by");
    }

    private void show(PersonId person, @Nullable OrganizationId employer) {
        jdbc.sql("INSERT INTO talent.visibility (person, employer) VALUES (:person, :employer)")
                .param("person", person.value())
                .param("employer", employer == null ? null : employer.value(), java.sql.Types.OTHER)
                .update();
    }

    /** Everyone who let this employer find them and holds at least one of the items. Consent is part of the query. */
    List<Candidate> visibleTo(OrganizationId employer, Collection<ItemUri> items) {
        Map<PersonId, List<Holding>> holdings = new LinkedHashMap<>();
        jdbc.sql("""
                SELECT h.*
                FROM talent.holding h
                JOIN (SELECT DISTINCT person FROM talent.visibility
                      WHERE employer IS NULL OR employer = :employer) v ON v.person = h.person
                WHERE h.item_uri = ANY(:items) AND h.issuer_known
                ORDER BY h.person, h.item_uri, h.credential
                """)
                .param("employer", employer.value())
                .param("items", items.stream().map(ItemUri::value).toArray(String[]::new))
                .query(rs -> {
                    Holding holding = holding(rs);
                    holdings.computeIfAbsent(holding.person(), p -> new ArrayList<>())
                            .add(holding);
                });
        return holdings.entrySet().stream()
                .map(e -> new Candidate(e.getKey(), e.getValue()))
                .toList();
    }

    /** What one person holds. */
    List<Holding> of(PersonId person) {
        return jdbc.sql(
                        "SELECT * FROM talent.holding WHERE person = :person AND issuer_known ORDER BY item_uri, credential")
                .param("person", person.value())
                .query((rs, n) -> holding(rs))
                .list();
    }

    /** How many people hold at least one of these items: a count, whoever they are. */
    int peopleHoldingAny(Collection<ItemUri> items) {
        return Reach.asHouse(
                "supply is a number over everybody, and names nobody",
                () -> jdbc.sql(
                                "SELECT count(DISTINCT person) FROM talent.holding WHERE item_uri = ANY(:items) AND issuer_known")
                        .param("items", items.stream().map(ItemUri::value).toArray(String[]::new))
                        .query(Integer.class)
                        .single());
    }

    private static Holding holding(ResultSet rs) throws SQLException {
        Timestamp awarded = rs.getTimestamp("awarded");
        return new Holding(
                new PersonId(rs.getObject("person", UUID.class)),
                new HeldCredentialId(rs.getObject("credential", UUID.class)),
                new ItemUri(rs.getString("item_uri")),
                rs.getDouble("strength"),
                rs.getString("issuer_id"),
                rs.getString("issuer_name"),
                rs.getString("achievement"),
                awarded == null ? null : awarded.toInstant());
    }
}
