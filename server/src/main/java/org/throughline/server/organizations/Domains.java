package org.throughline.server.organizations;

import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.throughline.server.audit.AuditEntry;
import org.throughline.server.audit.AuditLog;
import org.throughline.server.database.Reach;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;

/**
 * The domains of organizations. Nobody is believed: a token of ours must stand in the domain's DNS or on its website, and it is looked for again
 * every day. Three misses in a row, and the domain is shown no more.
 */
@Component
public class Domains {
    private static final Logger LOG = LoggerFactory.getLogger(Domains.class);
    private static final Pattern NAME =
            Pattern.compile("([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])");
    static final int MOST = 10;
    private static final int MISSES = 3;
    private static final long AN_HOUR = 3_600_000;
    private static final String THE_CALENDAR = "system";
    private static final String COLUMNS = "organization, name, token, verified_at, looked_at";

    private final JdbcClient jdbc;
    private final List<DomainProof> proofs;
    private final TransactionTemplate transactions;
    private final AuditLog audit;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    Domains(JdbcClient jdbc, List<DomainProof> proofs, TransactionTemplate transactions, AuditLog audit, Clock clock) {
        this.jdbc = jdbc;
        this.proofs = List.copyOf(proofs);
        this.transactions = transactions;
        this.audit = audit;
        this.clock = clock;
    }

    /** Domains of an organization, as far as the viewer may see them: everybody the proven ones, members all. */
    public List<Domain> of(OrganizationId organization) {
        return jdbc.sql("SELECT " + COLUMNS + " FROM organizations.domain WHERE organization = :id ORDER BY name")
                .param("id", organization.value())
                .query(Domains::read)
                .list();
    }

    /** Names a domain; it gets a token and is shown to nobody else until the token was found. */
    public Domain add(OrganizationId organization, String name, PersonId by) {
        String domain = name.strip().toLowerCase(Locale.ROOT);
        if (!isName(domain)) {
            throw new Problem(
                    ProblemType.BAD_INPUT,
                    "A domain is a name such as riverbend.example, without https:// and without a path.");
        }
        if (of(organization).size() >= MOST) {
            throw new Problem(ProblemType.BAD_INPUT, "An organization has at most " + MOST + " domains here.");
        }
        byte[] bits = new byte[24];
        random.nextBytes(bits);
        String token = "throughline-verification="
                + Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
        transactions.executeWithoutResult(status -> {
            int added = jdbc.sql("""
                            INSERT INTO organizations.domain (organization, name, token, added_at) VALUES (:id, :name, :token, :now)
                            ON CONFLICT DO NOTHING
                            """)
                    .param("id", organization.value())
                    .param("name", domain)
                    .param("token", token)
                    .param("now", OffsetDateTime.now(clock))
                    .update();
            if (added == 1) {
                record("domain.added", by.toString(), organization, domain);
            }
        });
        return find(organization, domain).orElseThrow(Problem::notFound);
    }

    static boolean isName(String domain) {
        return domain.length() <= 253 && NAME.matcher(domain).matches();
    }

    /** Takes a domain away. */
    public void remove(OrganizationId organization, String name, PersonId by) {
        transactions.executeWithoutResult(status -> {
            int removed = jdbc.sql("DELETE FROM organizations.domain WHERE organization = :id AND name = :name")
                    .param("id", organization.value())
                    .param("name", name)
                    .update();
            if (removed == 0) {
                throw Problem.notFound();
            }
            record("domain.removed", by.toString(), organization, name);
        });
    }

    /** Looks for the token now, outside any transaction, because the other side may be slow. */
    public Domain look(OrganizationId organization, String name, String by) {
        Domain domain = find(organization, name).orElseThrow(Problem::notFound);
        Optional<String> way = proofs.stream()
                .filter(proof -> proof.shows(domain.name(), domain.token()))
                .map(DomainProof::way)
                .findFirst();
        transactions.executeWithoutResult(status -> keep(domain, way.orElse(null), by));
        return find(organization, name).orElseThrow(Problem::notFound);
    }

    private void keep(Domain domain, @Nullable String way, String by) {
        Boolean verified = jdbc.sql("""
                        UPDATE organizations.domain SET looked_at = :now,
                            misses = CASE WHEN :found THEN 0 ELSE misses + 1 END,
                            verified_at = CASE WHEN :found THEN coalesce(verified_at, :now) WHEN misses + 1 >= :misses THEN NULL ELSE verified_at END,
                            way = CASE WHEN :found THEN :way WHEN misses + 1 >= :misses OR verified_at IS NULL THEN NULL ELSE way END
                        WHERE organization = :id AND name = :name RETURNING verified_at IS NOT NULL
                        """)
                .param("now", OffsetDateTime.now(clock))
                .param("found", way != null)
                .param("way", way)
                .param("misses", MISSES)
                .param("id", domain.organization().value())
                .param("name", domain.name())
                .query((row, n) -> row.getBoolean(1))
                .optional()
                .orElse(domain.isVerified());
        boolean changed = verified != domain.isVerified();
        if (changed || !by.equals(THE_CALENDAR)) {
            String came = verified ? "domain.verified" : "domain.lost";
            record(changed ? came : "domain.looked-at", by, domain.organization(), domain.name());
        }
    }

    /** Looks again at what nobody looked at for a day; of several servers one does. */
    @Scheduled(initialDelay = AN_HOUR, fixedDelay = AN_HOUR)
    void lookAgain() {
        Reach.asHouse("domains of all organizations are looked at again", () -> {
            for (Optional<Domain> next = due(); next.isPresent(); next = due()) {
                try {
                    look(next.get().organization(), next.get().name(), THE_CALENDAR);
                } catch (RuntimeException e) {
                    LOG.warn(
                            "The domain {} could not be looked at: {}",
                            next.get().name(),
                            e.toString());
                }
            }
        });
    }

    /** Takes one whose day is over, by saying at once that somebody looks. */
    private Optional<Domain> due() {
        Instant now = clock.instant();
        return jdbc.sql("UPDATE organizations.domain SET looked_at = :now WHERE (organization, name) IN (" + """
                            SELECT organization, name FROM organizations.domain
                            WHERE verified_at IS NOT NULL AND looked_at < :before ORDER BY looked_at LIMIT 1 FOR UPDATE SKIP LOCKED)
                        RETURNING\s"""
                        + COLUMNS)
                .param("now", OffsetDateTime.ofInstant(now, ZoneOffset.UTC))
                .param("before", OffsetDateTime.ofInstant(now.minus(Duration.ofDays(1)), ZoneOffset.UTC))
                .query(Domains::read)
                .optional();
    }

    private Optional<Domain> find(OrganizationId organization, String name) {
        return jdbc.sql("SELECT " + COLUMNS + " FROM organizations.domain WHERE organization = :id AND name = :name")
                .param("id", organization.value())
                .param("name", name)
                .query(Domains::read)
                .optional();
    }

    private void record(String action, String by, OrganizationId organization, String domain) {
        audit.record(new AuditEntry(action, by, organization.toString(), domain, Map.of()));
    }

    private static Domain read(ResultSet row, int number) throws SQLException {
        return new Domain(
                new OrganizationId(row.getObject("organization", UUID.class)),
                row.getString("name"),
                row.getString("token"),
                instant(row.getObject("verified_at", OffsetDateTime.class)),
                instant(row.getObject("looked_at", OffsetDateTime.class)));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime at) {
        return at == null ? null : at.toInstant();
    }
}
