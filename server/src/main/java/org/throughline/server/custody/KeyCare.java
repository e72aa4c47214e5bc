package org.throughline.server.custody;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.throughline.credentials.key.SigningAlgorithm;
import org.throughline.server.audit.AuditEntry;
import org.throughline.server.audit.AuditLog;
import org.throughline.server.custody.IssuerKey.State;
import org.throughline.server.custody.SealedKeys.Row;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.organizations.PersonId;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;
import org.throughline.server.shared.PublicAddress;

/**
 * The care of an organization's keys: a new one in time, an old one to rest, a stolen one out of the world.
 *
 * <p>Behind https a new key is announced in the DID document for a while before it signs, because others keep that document for minutes. A {@code
 * did:key} has no document: there a new key is a new name, takes over at once, and is never changed by age alone.
 */
@Component
public class KeyCare {
    private final SealedKeys keys;
    private final IssuerKeys issuerKeys;
    private final SigningGate gate;
    private final PublicAddress address;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final AuditLog audit;
    private final Clock clock;
    private final Duration overlap;
    private final Duration age;

    KeyCare(
            SealedKeys keys,
            IssuerKeys issuerKeys,
            SigningGate gate,
            PublicAddress address,
            JdbcClient jdbc,
            ApplicationEventPublisher events,
            AuditLog audit,
            Clock clock,
            @Value("${throughline.keys.overlap:PT10M}") Duration overlap,
            @Value("${throughline.keys.age:P365D}") Duration age) {
        this.keys = keys;
        this.issuerKeys = issuerKeys;
        this.gate = gate;
        this.address = address;
        this.jdbc = jdbc;
        this.events = events;
        this.audit = audit;
        this.clock = clock;
        this.overlap = overlap;
        this.age = age;
    }

    /** How long a new key is announced before it signs; nothing where there is no document to announce it in. */
    public Duration overlap() {
        return address.isHttps() ? overlap : Duration.ZERO;
    }

    /** After how long a key gets a successor by itself. */
    public Duration age() {
        return age;
    }

    /**
     * Announces the key that will follow the active one, or lets it follow at once where nothing has to be announced.
     *
     * @return the new key; where one is announced already, that one
     */
    @Transactional
    public IssuerKey rotate(OrganizationId organization, PersonId by) {
        return rotate(organization, SigningAlgorithm.ED25519, by.toString());
    }

    private IssuerKey rotate(OrganizationId organization, SigningAlgorithm algorithm, String by) {
        return audit.one("key.announced", () -> announced(organization, algorithm, by));
    }

    private IssuerKey announced(OrganizationId organization, SigningAlgorithm algorithm, String by) {
        issuerKeys.identity(organization); // an organization without a key gets its first
        Row next = issuerKeys.make(organization, algorithm, State.PENDING);
        record(
                "key.announced",
                by,
                organization,
                next.key().id(),
                Map.of("publicKey", next.key().multibase()));
        if (overlap().isZero()) {
            activate(next.key(), by);
        }
        return keys.find(organization, next.key().id()).orElseThrow().key();
    }

    /** Lets an announced key take over now: the active one retires in the same moment. */
    @Transactional
    public void activate(OrganizationId organization, UUID key, PersonId by) {
        IssuerKey announced = find(organization, key);
        if (announced.state() != State.PENDING) {
            throw new Problem(ProblemType.KEY_NOT_ACTIVE, "This key is not waiting to take over.");
        }
        activate(announced, by.toString());
    }

    private void activate(IssuerKey next, String by) {
        gate.close();
        audit.one("key.activated", () -> {
            keys.active(next.organization(), next.algorithm()).ifPresent(before -> {
                keys.move(before.key().id(), State.ACTIVE, State.RETIRED);
                record("key.retired", by, next.organization(), before.key().id(), Map.of());
            });
            boolean moved = keys.move(next.id(), State.PENDING, State.ACTIVE);
            if (moved) {
                record("key.activated", by, next.organization(), next.id(), Map.of());
            }
            return moved;
        });
    }

    /** Takes a key out of use: it signs no more, what it signed stays good. When it was the active one, the next signature makes a new key. */
    @Transactional
    public void retire(OrganizationId organization, UUID key, PersonId by) {
        IssuerKey found = find(organization, key);
        gate.close();
        if (!keys.move(key, State.ACTIVE, State.RETIRED) && !keys.move(key, State.PENDING, State.RETIRED)) {
            throw new Problem(ProblemType.KEY_NOT_ACTIVE, "This key signs no more already.");
        }
        record("key.retired", by.toString(), organization, found.id(), Map.of());
    }

    /**
     * Says that others may have a key. It signs nothing from now on; a second owner or an administrator must agree before the organization stops
     * vouching for what it signed.
     *
     * @param since from when on its signatures are in doubt; not in the future
     */
    @Transactional
    public CompromiseReport report(OrganizationId organization, UUID key, Instant since, PersonId by) {
        IssuerKey found = find(organization, key);
        Instant now = clock.instant();
        if (since.isAfter(now)) {
            throw new Problem(ProblemType.BAD_INPUT, "The moment from which the key is in doubt lies in the future.");
        }
        if (found.state() == State.COMPROMISED) {
            throw new Problem(ProblemType.CONFLICT, "This key was taken out of the world already.");
        }
        gate.close();
        keys.move(key, State.ACTIVE, State.RETIRED);
        keys.move(key, State.PENDING, State.RETIRED);
        CompromiseReport report = new CompromiseReport(UUID.randomUUID(), key, since, by, now);
        try {
            insert(organization, report);
        } catch (DuplicateKeyException e) {
            throw new Problem(ProblemType.CONFLICT, "Somebody has reported this key already; a second person decides.");
        }
        record("key.reported", by.toString(), organization, key, Map.of("since", since.toString()));
        return report;
    }

    /** The second person agrees: the key leaves the assertions of the DID document, and only what the log recorded before is believed. */
    @Transactional
    public void confirm(OrganizationId organization, UUID report, PersonId by) {
        CompromiseReport open = open(organization, report);
        if (isSamePerson(open, by)) {
            throw new Problem(
                    ProblemType.FORBIDDEN,
                    "The person who reported a key cannot also confirm it: a second one must agree.");
        }
        gate.close();
        audit.one("key.compromised", () -> compromised(organization, open, by));
    }

    /** What is signed anew because of it may need the organization's next key, which is made then. */
    private IssuerKey compromised(OrganizationId organization, CompromiseReport open, PersonId by) {
        decide(open, by, true);
        jdbc.sql("""
                        UPDATE custody.issuer_key SET state = 'COMPROMISED', compromised_since = :since, retired_at = coalesce(retired_at, :now)
                        WHERE id = :key
                        """)
                .param("since", OffsetDateTime.ofInstant(open.since(), ZoneOffset.UTC))
                .param("now", OffsetDateTime.now(clock))
                .param("key", open.key())
                .update();
        IssuerKey key = find(organization, open.key());
        events.publishEvent(new KeyCompromised(organization, key.multibase()));
        record(
                "key.compromised",
                by.toString(),
                organization,
                open.key(),
                Map.of("since", open.since().toString()));
        return key;
    }

    /** The report was mistaken: what the key signed stays good; it stays retired. */
    @Transactional
    public void dismiss(OrganizationId organization, UUID report, PersonId by) {
        CompromiseReport open = open(organization, report);
        decide(open, by, false);
        record("key.report-dismissed", by.toString(), organization, open.key(), Map.of());
    }

    /** Reports that wait for the second person. */
    @Transactional(readOnly = true)
    public List<CompromiseReport> open(OrganizationId organization) {
        return jdbc.sql(
                        "SELECT * FROM custody.compromise_report WHERE organization = :organization AND decided_at IS NULL ORDER BY reported_at")
                .param("organization", organization.value())
                .query(KeyCare::read)
                .list();
    }

    /** Dual control, in one place. */
    static boolean isSamePerson(CompromiseReport report, PersonId by) {
        return report.reportedBy().equals(by);
    }

    /** One round of the calendar: announced keys whose time has come take over, keys of a certain age get a successor. */
    @Transactional
    public void turn() {
        if (!address.isHttps()) {
            return;
        }
        Instant now = clock.instant();
        keys.announcedBefore(now.minus(overlap)).forEach(key -> activate(key, "system"));
        keys.activeSince(now.minus(age)).forEach(key -> rotate(key.organization(), key.algorithm(), "system"));
    }

    private IssuerKey find(OrganizationId organization, UUID key) {
        return keys.find(organization, key).map(Row::key).orElseThrow(Problem::notFound);
    }

    private CompromiseReport open(OrganizationId organization, UUID report) {
        return jdbc.sql("""
                        SELECT * FROM custody.compromise_report WHERE organization = :organization AND id = :id AND decided_at IS NULL FOR UPDATE
                        """)
                .param("organization", organization.value())
                .param("id", report)
                .query(KeyCare::read)
                .optional()
                .orElseThrow(Problem::notFound);
    }

    private void insert(OrganizationId organization, CompromiseReport report) {
        jdbc.sql("""
                        INSERT INTO custody.compromise_report (id, organization, key, since, reported_by, reported_at)
                        VALUES (:id, :organization, :key, :since, :by, :at)
                        """)
                .param("id", report.id())
                .param("organization", organization.value())
                .param("key", report.key())
                .param("since", OffsetDateTime.ofInstant(report.since(), ZoneOffset.UTC))
                .param("by", report.reportedBy().value())
                .param("at", OffsetDateTime.ofInstant(report.reportedAt(), ZoneOffset.UTC))
                .update();
    }

    private void decide(CompromiseReport report, PersonId by, boolean confirmed) {
        jdbc.sql(
                        "UPDATE custody.compromise_report SET decided_by = :by, decided_at = :now, confirmed = :confirmed WHERE id = :id")
                .param("by", by.value())
                .param("now", OffsetDateTime.now(clock))
                .param("confirmed", confirmed)
                .param("id", report.id())
                .update();
    }

    private void record(String action, String by, OrganizationId organization, UUID key, Map<String, String> details) {
        audit.record(new AuditEntry(action, by, organization.toString(), key.toString(), details));
    }

    private static CompromiseReport read(ResultSet row, int number) throws SQLException {
        return new CompromiseReport(
                row.getObject("id", UUID.class),
                row.getObject("key", UUID.class),
                row.getObject("since", OffsetDateTime.class).toInstant(),
                new PersonId(row.getObject("reported_by", UUID.class)),
                row.getObject("reported_at", OffsetDateTime.class).toInstant());
    }
}
