package org.throughline.server.partnerships;

import java.security.SecureRandom;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.throughline.server.audit.AuditEntry;
import org.throughline.server.audit.AuditLog;
import org.throughline.server.mail.Letter;
import org.throughline.server.mail.Outbox;
import org.throughline.server.organizations.PersonId;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;
import org.throughline.server.shared.PublicAddress;

/**
 * The signatures of sponsors, who need no account: given by a link of 256 random bits of which only the SHA-256 is kept, or given elsewhere
 * and recorded with its day by somebody of the lead. A signature is for one version of the charter.
 */
@Component
public class Sponsors {
    private static final Duration LIFE = Duration.ofDays(21);

    private final JdbcClient jdbc;
    private final Partnerships partnerships;
    private final Charters charters;
    private final Minutes minutes;
    private final Outbox outbox;
    private final PublicAddress address;
    private final AuditLog audit;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    Sponsors(
            JdbcClient jdbc,
            Partnerships partnerships,
            Charters charters,
            Minutes minutes,
            Outbox outbox,
            PublicAddress address,
            AuditLog audit,
            Clock clock) {
        this.jdbc = jdbc;
        this.partnerships = partnerships;
        this.charters = charters;
        this.minutes = minutes;
        this.outbox = outbox;
        this.address = address;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * A sponsor's signature.
     *
     * @param recordedBy who wrote down that it was given elsewhere; null where the sponsor signed by the link
     */
    public record Signature(
            int version,
            String name,
            LocalDate on,
            @Nullable PersonId recordedBy) {}

    /** What the holder of a link reads and signs. */
    public record Asked(Partnership partnership, Charter charter) {}

    private record Request(PartnershipId partnership, int version, PersonId askedBy) {}

    /** Asks the sponsor of the version that counts by a letter. The token is told once, for whoever hands the link over themselves. */
    @Transactional
    public String ask(Partnership partnership, String email, PersonId by) {
        Charter charter = sponsored(partnership);
        if (!email.strip().matches("[^\\s@]+@[^\\s@]+")) {
            throw new Problem(ProblemType.BAD_INPUT, "Give the sponsor's e-mail address.");
        }
        byte[] secret = new byte[32];
        random.nextBytes(secret);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        Instant now = clock.instant();
        UUID id = UUID.randomUUID();
        jdbc.sql("""
                INSERT INTO partnerships.sponsor_request (id, partnership, version, email, token_hash, asked_by, asked_at, expires_at)
                VALUES (:id, :p, :version, :email, :hash, :by, :now, :until)
                """)
                .param("id", id)
                .param("p", partnership.id().value())
                .param("version", charter.version())
                .param("email", email.strip())
                .param("hash", MailInvitations.hash(token))
                .param("by", by.value())
                .param("now", Timestamp.from(now))
                .param("until", Timestamp.from(now.plus(LIFE)))
                .update();
        String name = PartnershipLetters.oneLine(partnership.name());
        outbox.leave(new Letter(email.strip(), "Please sign as the sponsor of " + name, """
                The partnership “%s” names you as its sponsor. Its charter, and the one button that signs it, stand here; no account is \
                needed, and the link opens for 21 days:

                %s

                If you do not know who writes, do nothing.""".formatted(
                        name, address.url("/sponsor/" + token))));
        record("partnership.sponsor-asked", by.toString(), partnership, charter.version());
        return token;
    }

    /** The charter behind a link. It opens until it is signed, changed or 21 days old; all else is {@code NOT_FOUND}. */
    @Transactional(readOnly = true)
    public Asked look(String token) {
        Request request = open(token);
        Partnership partnership = partnerships.find(request.partnership()).orElseThrow(Problem::notFound);
        return new Asked(
                partnership,
                charters.version(partnership.id(), request.version()).orElseThrow(Problem::notFound));
    }

    /** Signs by the link. */
    @Transactional
    public void sign(String token) {
        Request request = open(token);
        Partnership partnership = partnerships.find(request.partnership()).orElseThrow(Problem::notFound);
        Charter charter = sponsored(partnership);
        write(partnership, charter, today(), null, request.askedBy());
        record("partnership.sponsor-signed", "system", partnership, charter.version());
    }

    /** Writes down that the sponsor signed elsewhere, on paper say. */
    @Transactional
    public void record(Partnership partnership, LocalDate day, PersonId by) {
        Charter charter = sponsored(partnership);
        if (day.isAfter(today().plusDays(1))) {
            throw new Problem(ProblemType.BAD_INPUT, "The day on which the sponsor signed has begun.");
        }
        write(partnership, charter, day, by, by);
        record("partnership.sponsor-signed", by.toString(), partnership, charter.version());
    }

    /** The sponsor's signature of a version. */
    public Optional<Signature> of(PartnershipId partnership, int version) {
        return jdbc.sql("""
                SELECT name, signed_on, recorded_by FROM partnerships.sponsor_sign_off WHERE partnership = ? AND version = ?
                """)
                .params(partnership.value(), version)
                .query((row, _) -> new Signature(
                        version,
                        row.getString("name"),
                        row.getObject("signed_on", LocalDate.class),
                        Optional.ofNullable(row.getObject("recorded_by", UUID.class))
                                .map(PersonId::new)
                                .orElse(null)))
                .optional();
    }

    private void write(
            Partnership partnership, Charter charter, LocalDate day, @Nullable PersonId recordedBy, PersonId by) {
        int written = jdbc.sql("""
                INSERT INTO partnerships.sponsor_sign_off (partnership, version, name, signed_on, recorded_by, written_at)
                VALUES (:p, :version, :name, :day, :by, :now) ON CONFLICT DO NOTHING
                """)
                .param("p", partnership.id().value())
                .param("version", charter.version())
                .param("name", charter.sponsor().words())
                .param("day", day)
                .param("by", recordedBy == null ? null : recordedBy.value())
                .param("now", Timestamp.from(clock.instant()))
                .update();
        if (written == 0) {
            throw new Problem(ProblemType.CONFLICT, "The sponsor has signed this version already.");
        }
        minutes.write(
                partnership.id(),
                Minute.Kind.SIGNED,
                recordedBy == null
                        ? "%s signs version %d of the charter as its sponsor, by the link that was sent."
                                .formatted(charter.sponsor().words(), charter.version())
                        : "%s has signed version %d of the charter as its sponsor, on %s."
                                .formatted(charter.sponsor().words(), charter.version(), day),
                null,
                by);
    }

    private Request open(String token) {
        return jdbc.sql("""
                SELECT r.partnership, r.version, r.asked_by FROM partnerships.sponsor_request r
                JOIN partnerships.partnership p ON p.id = r.partnership
                WHERE r.token_hash = :hash AND r.expires_at > :now AND p.closed_at IS NULL
                  AND r.version = (SELECT max(c.version) FROM partnerships.charter c WHERE c.partnership = r.partnership)
                  AND NOT EXISTS (SELECT 1 FROM partnerships.sponsor_sign_off s
                                  WHERE s.partnership = r.partnership AND s.version = r.version)
                """)
                .param("hash", MailInvitations.hash(token))
                .param("now", Timestamp.from(clock.instant()))
                .query((row, _) -> new Request(
                        new PartnershipId(row.getObject("partnership", UUID.class)),
                        row.getInt("version"),
                        new PersonId(row.getObject("asked_by", UUID.class))))
                .optional()
                .orElseThrow(() -> new Problem(
                        ProblemType.NOT_FOUND, "This link is not open (any more). Ask whoever sent it for a new one."));
    }

    private Charter sponsored(Partnership partnership) {
        Charter charter = charters.current(partnership.open().id());
        if (charter.sponsor().words().isEmpty()) {
            throw new Problem(ProblemType.BAD_INPUT, "The charter names no sponsor. Change the charter first.");
        }
        return charter;
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private void record(String action, String actor, Partnership partnership, int version) {
        audit.record(new AuditEntry(
                action,
                actor,
                partnership.convener().toString(),
                partnership.id().toString(),
                Map.of("version", Integer.toString(version))));
    }
}
