package org.throughline.server.organizations;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.throughline.server.audit.AuditEntry;
import org.throughline.server.audit.AuditLog;
import org.throughline.server.database.Reach;
import org.throughline.server.organizations.SignIns.How;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;

/**
 * The institutions whose own provider signs people in, and who is who there. An owner sets the provider up; whose addresses it may vouch for is
 * confirmed by the administrator of this server, since a provider that an owner runs could vouch for anybody's.
 */
@Component
public class InstitutionSignIns {
    private static final String AT_SIGN_IN = "whoever comes from an institution is nobody yet";
    private static final String SELECT = "SELECT " + MembershipRows.ORGANIZATION + """
            , s.issuer, s.client_id, s.client_secret, s.domains
            FROM organizations.institution_sign_in s JOIN organizations.organization o ON o.id = s.organization
            """;

    private final JdbcClient jdbc;
    private final Sealing sealing;
    private final People people;
    private final Addresses addresses;
    private final Sessions sessions;
    private final SignIns signIns;
    private final AuditLog audit;
    private final Clock clock;

    InstitutionSignIns(
            JdbcClient jdbc,
            Sealing sealing,
            People people,
            Addresses addresses,
            Sessions sessions,
            SignIns signIns,
            AuditLog audit,
            Clock clock) {
        this.jdbc = jdbc;
        this.sealing = sealing;
        this.people = people;
        this.addresses = addresses;
        this.sessions = sessions;
        this.signIns = signIns;
        this.audit = audit;
        this.clock = clock;
    }

    /** All of them, by name: everybody may see by which institutions one can come in. */
    @Transactional(readOnly = true)
    public List<InstitutionSignIn> all() {
        return Reach.asHouse(
                AT_SIGN_IN,
                () -> jdbc.sql(SELECT + "ORDER BY lower(o.name)")
                        .query(InstitutionSignIns::read)
                        .list());
    }

    @Transactional(readOnly = true)
    public Optional<InstitutionSignIn> find(String slug) {
        return Reach.asHouse(
                AT_SIGN_IN,
                () -> jdbc.sql(SELECT + "WHERE o.slug = :slug")
                        .param("slug", slug)
                        .query(InstitutionSignIns::read)
                        .optional());
    }

    /**
     * Sets the provider up, or changes it. Another issuer loses the domains that were confirmed for the one before, and never gets to see its
     * secret.
     *
     * @param secret the client secret; blank leaves the one that is there for the same issuer, or none: the provider then knows us by our keys
     */
    @Transactional
    public void setUp(OrganizationId organization, String issuer, String clientId, String secret, PersonId by) {
        String checked = checkedIssuer(issuer.strip());
        if (clientId.isBlank()) {
            throw new Problem(ProblemType.BAD_INPUT, "The provider knows us by a client id; it has to be named.");
        }
        byte[] sealed = secret.isBlank()
                ? null
                : sealing.seal(secret.strip().getBytes(StandardCharsets.UTF_8), boundTo(organization));
        jdbc.sql("""
                INSERT INTO organizations.institution_sign_in AS s (organization, issuer, client_id, client_secret, domains, changed_at)
                VALUES (:organization, :issuer, :client, :secret, '{}', :now)
                ON CONFLICT (organization) DO UPDATE SET issuer = excluded.issuer, client_id = excluded.client_id,
                  client_secret = coalesce(excluded.client_secret, CASE WHEN s.issuer = excluded.issuer THEN s.client_secret END), changed_at = excluded.changed_at,
                  domains = CASE WHEN s.issuer = excluded.issuer THEN s.domains ELSE '{}' END
                """)
                .param("organization", organization.value())
                .param("issuer", checked)
                .param("client", clientId.strip())
                .param("secret", sealed, java.sql.Types.BINARY)
                .param("now", OffsetDateTime.now(clock))
                .update();
        record("institution.set-up", by, organization);
    }

    /** The administrator confirms whose addresses the provider may vouch for. */
    @Transactional
    public void confirmDomains(OrganizationId organization, String domains, PersonId by) {
        List<String> checked = Arrays.stream(domains.toLowerCase(Locale.ROOT).split("[,\\s]+"))
                .filter(domain -> !domain.isBlank())
                .distinct()
                .toList();
        for (String domain : checked) {
            if (!domain.matches("[a-z0-9-]+(\\.[a-z0-9-]+)+")) {
                throw new Problem(ProblemType.BAD_INPUT, "'" + domain + "' is no domain; one looks like example.org.");
            }
        }
        int changed = Reach.asHouse(
                "the administrator confirms for any organization",
                () -> jdbc.sql(
                                "UPDATE organizations.institution_sign_in SET domains = :domains::text[] WHERE organization = :organization")
                        .param("domains", checked.toArray(String[]::new))
                        .param("organization", organization.value())
                        .update());
        if (changed == 0) {
            throw Problem.notFound();
        }
        record("institution.set-up", by, organization);
    }

    /** Ends it; who is who there stays known for the case that it is set up again. Where there is none, it is a {@code Problem NOT_FOUND}. */
    @Transactional
    public void end(OrganizationId organization, PersonId by) {
        int ended = jdbc.sql("DELETE FROM organizations.institution_sign_in WHERE organization = :organization")
                .param("organization", organization.value())
                .update();
        if (ended == 0) {
            throw Problem.notFound();
        }
        record("institution.unset", by, organization);
    }

    /** All client secrets, opened. */
    List<String> secrets() {
        return jdbc.sql(
                        "SELECT organization, client_secret FROM organizations.institution_sign_in WHERE client_secret IS NOT NULL")
                .query((row, number) -> new String(
                        sealing.open(
                                row.getBytes("client_secret"),
                                boundTo(new OrganizationId(row.getObject("organization", UUID.class)))),
                        StandardCharsets.UTF_8))
                .list();
    }

    /** The client secret, for the conversation with the provider alone; none where the provider knows us by our keys. */
    Optional<String> secret(InstitutionSignIn institution) {
        OrganizationId organization = institution.organization().id();
        return Reach.asHouse(
                        AT_SIGN_IN,
                        () -> jdbc.sql(
                                        "SELECT client_secret FROM organizations.institution_sign_in WHERE organization = :organization")
                                .param("organization", organization.value())
                                .query((row, number) -> Optional.ofNullable(row.getBytes(1)))
                                .single())
                .map(kept -> new String(sealing.open(kept, boundTo(organization)), StandardCharsets.UTF_8));
    }

    /** Whether a secret is kept for this organization's provider, if it is still this issuer. */
    public boolean hasSecret(OrganizationId organization, String issuer) {
        return Reach.asHouse(
                AT_SIGN_IN,
                () -> jdbc.sql("""
                        SELECT EXISTS (SELECT 1 FROM organizations.institution_sign_in
                        WHERE organization = :organization AND issuer = :issuer AND client_secret IS NOT NULL)
                        """)
                        .param("organization", organization.value())
                        .param("issuer", issuer)
                        .query(Boolean.class)
                        .single());
    }

    /**
     * Who somebody is whom a provider named: whoever was linked to that name; else, if the provider verified an address of a domain that it may
     * vouch for, whose address that is, or somebody new; that they came in is written down. Empty: they prove otherwise who they are, and link
     * themselves.
     */
    @Transactional
    public Optional<PersonId> arrive(InstitutionSignIn institution, ProviderClaims claims) {
        return Reach.asHouse(
                AT_SIGN_IN,
                () -> audit.one("person.signed-in", () -> {
                    Optional<PersonId> person = linked(claims).or(() -> byVouchedAddress(institution, claims));
                    person.ifPresent(known -> signIns.in(known, How.INSTITUTION));
                    return person;
                }));
    }

    /** Whether this is the person's own name at a provider. */
    @Transactional(readOnly = true)
    public boolean isLinked(PersonId person, ProviderClaims claims) {
        return Reach.asHouse(AT_SIGN_IN, () -> linked(claims)).equals(Optional.of(person));
    }

    /** The institutions at which a person has a name of their own here, by name. */
    @Transactional(readOnly = true)
    public List<Organization> linkedTo(PersonId person) {
        return Reach.asHouse(
                AT_SIGN_IN,
                () -> jdbc.sql(SELECT + """
                                WHERE s.issuer IN (SELECT i.issuer FROM organizations.institution_identity i WHERE i.person = :person)
                                ORDER BY lower(o.name)
                                """)
                        .param("person", person.value())
                        .query(MembershipRows::organization)
                        .list());
    }

    /** Links a signed-in person with their name at a provider. A name that is another's is a {@code Problem CONFLICT}. */
    @Transactional
    public void link(PersonId person, ProviderClaims claims) {
        Reach.asHouse(AT_SIGN_IN, () -> {
            insertLink(person, claims);
            if (!linked(claims).equals(Optional.of(person))) {
                throw new Problem(
                        ProblemType.CONFLICT, "That name at the institution belongs to another account here.");
            }
            sessions.endOthers(person);
            addresses.tellPrimary(
                    person,
                    "A way to sign in was added",
                    "An institution's sign-in was linked to your account on Throughline.");
        });
    }

    /** By what names institutions know a person, the oldest first. */
    @Transactional(readOnly = true)
    public List<InstitutionLink> links(PersonId person) {
        return Reach.asHouse(
                AT_SIGN_IN,
                () -> jdbc.sql("""
                        SELECT i.issuer, i.subject, i.linked_at,
                          (SELECT string_agg(DISTINCT o.name, ', ' ORDER BY o.name) FROM organizations.institution_sign_in s
                             JOIN organizations.organization o ON o.id = s.organization WHERE s.issuer = i.issuer) AS names
                        FROM organizations.institution_identity i WHERE i.person = :person ORDER BY i.linked_at, i.issuer, i.subject
                        """)
                        .param("person", person.value())
                        .query((row, number) -> new InstitutionLink(
                                linkId(row.getString("issuer"), row.getString("subject")),
                                Optional.ofNullable(row.getString("names")).orElse(row.getString("issuer")),
                                row.getString("names") != null,
                                row.getObject("linked_at", OffsetDateTime.class).toInstant()))
                        .list());
    }

    /**
     * Ends a link of a person with an institution, and their other sessions. The last way in stays: it is a {@code Problem BAD_INPUT}; a link that
     * is not theirs does not exist.
     */
    @Transactional
    public void unlink(PersonId person, String id) {
        Reach.asHouse(AT_SIGN_IN, () -> {
            jdbc.sql("SELECT id FROM organizations.person WHERE id = :person FOR UPDATE")
                    .param("person", person.value())
                    .query(UUID.class)
                    .single(); // of two that are ended at once, the second sees that the first is gone
            if (links(person).stream().noneMatch(link -> link.id().equals(id))) {
                throw Problem.notFound();
            }
            if (!hasAnotherWayIn(person, id)) {
                throw new Problem(
                        ProblemType.BAD_INPUT,
                        "This is your only way to sign in. Add an e-mail address or a passkey first.");
            }
            jdbc
                    .sql("SELECT issuer, subject FROM organizations.institution_identity WHERE person = :person")
                    .param("person", person.value())
                    .query((row, number) -> Map.entry(row.getString("issuer"), row.getString("subject")))
                    .list()
                    .stream()
                    .filter(each -> linkId(each.getKey(), each.getValue()).equals(id))
                    .forEach(each -> jdbc.sql(
                                    "DELETE FROM organizations.institution_identity WHERE issuer = :issuer AND subject = :subject")
                            .param("issuer", each.getKey())
                            .param("subject", each.getValue())
                            .update());
            sessions.endOthers(person);
            addresses.tellPrimary(
                    person,
                    "A way to sign in was removed",
                    "An institution's sign-in lets nobody into your account on Throughline any more.");
            audit.record(new AuditEntry("institution.unlinked", person.toString(), null, person.toString(), Map.of()));
        });
    }

    /** A proven address (a letter goes there), a passkey, or another institution whose sign-in is still set up. */
    private boolean hasAnotherWayIn(PersonId person, String id) {
        return links(person).stream()
                        .anyMatch(link -> link.works() && !link.id().equals(id))
                || jdbc.sql("""
                        SELECT EXISTS (SELECT 1 FROM organizations.address WHERE person = :person)
                            OR EXISTS (SELECT 1 FROM organizations.passkey WHERE person = :person)
                        """)
                        .param("person", person.value())
                        .query(Boolean.class)
                        .single();
    }

    /** A name for a link that says nothing of the person's name at the provider. */
    private static String linkId(String issuer, String subject) {
        return HexFormat.of().formatHex(Tokens.hash(issuer + "\n" + subject)).substring(0, 32);
    }

    private Optional<PersonId> byVouchedAddress(InstitutionSignIn institution, ProviderClaims claims) {
        Optional<EmailAddress> email =
                claims.verifiedEmail().map(EmailAddress::new).filter(institution::mayVouchFor);
        if (email.isEmpty()) {
            return Optional.empty();
        }
        Person person = people.ensure(
                claims.name().orElse(email.get().text()), email.get().text());
        addresses.prove(person.id(), email.get());
        insertLink(person.id(), claims);
        return Optional.of(person.id());
    }

    private Optional<PersonId> linked(ProviderClaims claims) {
        return jdbc.sql(
                        "SELECT person FROM organizations.institution_identity WHERE issuer = :issuer AND subject = :subject")
                .param("issuer", claims.issuer())
                .param("subject", claims.subject())
                .query((row, number) -> new PersonId(row.getObject("person", UUID.class)))
                .optional();
    }

    private void insertLink(PersonId person, ProviderClaims claims) {
        int linked = jdbc.sql("""
                INSERT INTO organizations.institution_identity (issuer, subject, person, linked_at)
                VALUES (:issuer, :subject, :person, :now) ON CONFLICT DO NOTHING
                """)
                .param("issuer", claims.issuer())
                .param("subject", claims.subject())
                .param("person", person.value())
                .param("now", OffsetDateTime.now(clock))
                .update();
        if (linked == 1) {
            audit.record(new AuditEntry("institution.linked", person.toString(), null, person.toString(), Map.of()));
        }
    }

    /** The issuer as it is kept; what can be none is a {@code Problem BAD_INPUT}. */
    static String checkedIssuer(String issuer) {
        try {
            URI uri = URI.create(issuer);
            boolean local = "http".equals(uri.getScheme()) && "localhost".equals(uri.getHost());
            if (uri.getHost() != null
                    && ("https".equals(uri.getScheme()) || local)
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null
                    && uri.getRawUserInfo() == null) {
                return issuer;
            }
        } catch (IllegalArgumentException e) {
            // said below, in the same words
        }
        throw new Problem(
                ProblemType.BAD_INPUT,
                "A provider calls itself by a whole address such as https://login.example.org, without a question mark.");
    }

    private void record(String action, PersonId by, OrganizationId organization) {
        audit.record(new AuditEntry(action, by.toString(), organization.toString(), organization.toString(), Map.of()));
    }

    private static String boundTo(OrganizationId organization) {
        return "client secret of " + organization;
    }

    private static InstitutionSignIn read(ResultSet row, int number) throws SQLException {
        Set<String> domains =
                Arrays.stream((String[]) row.getArray("domains").getArray()).collect(Collectors.toSet());
        return new InstitutionSignIn(
                MembershipRows.organization(row, number), row.getString("issuer"), row.getString("client_id"), domains);
    }
}
