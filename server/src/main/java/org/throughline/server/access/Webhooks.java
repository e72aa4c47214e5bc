package org.throughline.server.access;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.throughline.server.audit.AuditEntry;
import org.throughline.server.audit.AuditLog;
import org.throughline.server.custody.SealedSecrets;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.shared.OutboundRequests;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;

/** The webhooks of organizations: their addresses, what they are told, the secrets that sign it. */
@Component
public class Webhooks {
    /** How long the older secret signs too after a newer one was made. */
    public static final Duration OVERLAP = Duration.ofHours(24);

    private static final int MOST = 20;
    private static final int MAX_URL = 1000;
    private static final Pattern EVENT = Pattern.compile("\\*|[a-z]+(-[a-z]+)*");
    private static final String PURPOSE = "webhook secret";

    private final JdbcClient jdbc;
    private final SealedSecrets secrets;
    private final OutboundRequests outbound;
    private final AuditLog audit;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    Webhooks(JdbcClient jdbc, SealedSecrets secrets, OutboundRequests outbound, AuditLog audit, Clock clock) {
        this.jdbc = jdbc;
        this.secrets = secrets;
        this.outbound = outbound;
        this.audit = audit;
        this.clock = clock;
    }

    /** A webhook as it was just made, with the secret that is shown this once. */
    public record Made(Webhook webhook, String secret) {
        @Override
        public String toString() {
            return "Made[" + webhook.id() + "]";
        }
    }

    /**
     * Makes a webhook. Its address is asked as every address that strangers name; here only its form is looked at.
     *
     * @param events first words of actions, or {@link Webhook#ALL}
     * @param by a person's id or a {@code client_id}
     */
    @Transactional
    public Made make(OrganizationId organization, String url, Set<String> events, String by) {
        if (of(organization).size() >= MOST) {
            throw refuse("An organization has %d webhooks at most.".formatted(MOST));
        }
        if (events.isEmpty() || !events.stream().allMatch(e -> EVENT.matcher(e).matches())) {
            throw refuse("Choose at least one thing that the webhook is told.");
        }
        String address = address(url);
        UUID id = UUID.randomUUID();
        String secret = newSecret();
        UUID sealed = secrets.keep(organization, PURPOSE, secret.getBytes(StandardCharsets.UTF_8));
        jdbc.sql("""
                INSERT INTO access.webhook (id, organization, url, events, state, secret, made_by, created_at)
                VALUES (:id, :organization, :url, :events, 'ACTIVE', :secret, :by, :now)
                """)
                .param("id", id)
                .param("organization", organization.value())
                .param("url", address)
                .param("events", ApiClients.strings(events))
                .param("secret", sealed)
                .param("by", by)
                .param("now", now())
                .update();
        record("webhook.made", by, organization, id, Map.of("events", String.join(" ", events)));
        return new Made(require(organization, id), secret);
    }

    @Transactional(readOnly = true)
    public List<Webhook> of(OrganizationId organization) {
        return jdbc.sql("SELECT * FROM access.webhook WHERE organization = :organization ORDER BY created_at, id")
                .param("organization", organization.value())
                .query(Webhooks::read)
                .list();
    }

    /** One of an organization's webhooks; anything else is a {@code Problem NOT_FOUND}. */
    @Transactional(readOnly = true)
    public Webhook require(OrganizationId organization, UUID id) {
        return of(organization).stream()
                .filter(w -> w.id().equals(id))
                .findFirst()
                .orElseThrow(Problem::notFound);
    }

    /** A new secret, shown this once; the older one signs beside it for {@link #OVERLAP}. */
    @Transactional
    public String rotate(OrganizationId organization, UUID id, String by) {
        require(organization, id);
        UUID before = jdbc.sql("SELECT older_secret FROM access.webhook WHERE id = :id FOR UPDATE")
                .param("id", id)
                .query((row, number) -> java.util.Optional.ofNullable(row.getObject(1, UUID.class)))
                .single()
                .orElse(null);
        String secret = newSecret();
        UUID sealed = secrets.keep(organization, PURPOSE, secret.getBytes(StandardCharsets.UTF_8));
        jdbc.sql(
                        "UPDATE access.webhook SET older_secret = secret, older_until = :until, secret = :secret WHERE id = :id")
                .param("until", now().plus(OVERLAP))
                .param("secret", sealed)
                .param("id", id)
                .update();
        if (before != null) {
            secrets.destroy(before);
        }
        record("webhook.secret-rotated", by, organization, id, Map.of());
        return secret;
    }

    /** Stops telling for a while, or goes on. What happens meanwhile waits and is told then. */
    @Transactional
    public void pause(OrganizationId organization, UUID id, boolean pause, String by) {
        Webhook webhook = require(organization, id);
        Webhook.State wanted = pause ? Webhook.State.PAUSED : Webhook.State.ACTIVE;
        if (webhook.state() == wanted) {
            return;
        }
        jdbc.sql("UPDATE access.webhook SET state = :state, failures = 0, disabled_at = NULL WHERE id = :id")
                .param("state", wanted.name())
                .param("id", id)
                .update();
        if (!pause) {
            OffsetDateTime now = OffsetDateTime.now(clock);
            jdbc.sql(
                            "UPDATE access.delivery SET next_at = :now, dead_after = :dead WHERE webhook = :id AND state = 'WAITING'")
                    .param("now", now)
                    .param("dead", now.plus(Deliveries.TRIED_FOR))
                    .param("id", id)
                    .update();
        }
        record(pause ? "webhook.paused" : "webhook.resumed", by, organization, id, Map.of());
    }

    /** Removes a webhook with its deliveries and secrets. */
    @Transactional
    public void remove(OrganizationId organization, UUID id, String by) {
        require(organization, id);
        List<UUID> sealed = new ArrayList<>();
        jdbc.sql("DELETE FROM access.webhook WHERE id = :id RETURNING secret, older_secret")
                .param("id", id)
                .query((row, number) -> {
                    sealed.add(row.getObject(1, UUID.class));
                    UUID older = row.getObject(2, UUID.class);
                    return older != null && sealed.add(older);
                })
                .list();
        sealed.forEach(secrets::destroy);
        record("webhook.removed", by, organization, id, Map.of());
    }

    /** The secrets that sign now, the newest first. */
    @Transactional(readOnly = true)
    List<String> signing(UUID id) {
        return jdbc
                .sql(
                        "SELECT secret, CASE WHEN older_until > :now THEN older_secret END FROM access.webhook WHERE id = :id")
                .param("now", now())
                .param("id", id)
                .query((row, number) -> {
                    List<UUID> both = new ArrayList<>();
                    both.add(row.getObject(1, UUID.class));
                    UUID older = row.getObject(2, UUID.class);
                    if (older != null) {
                        both.add(older);
                    }
                    return both;
                })
                .single()
                .stream()
                .map(secret -> new String(secrets.open(secret, PURPOSE), StandardCharsets.UTF_8))
                .toList();
    }

    /** Switches off what fails again and again; the log and the home page of its owners say so. */
    @Transactional
    void disable(Webhook webhook) {
        int disabled =
                jdbc.sql("""
                UPDATE access.webhook SET state = 'DISABLED', disabled_at = :now WHERE id = :id AND state = 'ACTIVE'
                """).param("now", now()).param("id", webhook.id()).update();
        if (disabled > 0) {
            record(
                    "webhook.disabled",
                    "system",
                    webhook.organization(),
                    webhook.id(),
                    Map.of("failures", Integer.toString(webhook.failures())));
        }
    }

    /** The address as it is kept; one that can be none is a {@code Problem BAD_INPUT}. */
    String address(String text) {
        String url = text.strip();
        try {
            URI uri = new URI(url);
            boolean near = outbound.allowsLoopback() && "http".equals(uri.getScheme());
            if (url.length() <= MAX_URL
                    && uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && uri.getRawFragment() == null
                    && ("https".equals(uri.getScheme()) || near)) {
                return uri.toString();
            }
        } catch (URISyntaxException e) {
            // said below, in the same words
        }
        throw refuse("A webhook's address begins with https:// and holds no user name.");
    }

    /** What {@link #make} asks, of a webhook that comes with its organization. */
    void demandTakeable(Webhook webhook) {
        if (of(webhook.organization()).size() > MOST
                || webhook.events().isEmpty()
                || !webhook.events().stream().allMatch(e -> EVENT.matcher(e).matches())) {
            throw refuse("A webhook like this cannot be made.");
        }
        address(webhook.url());
    }

    /** A secret that nobody has seen, in the place of one that stayed elsewhere. */
    void sealAnew(OrganizationId organization, UUID id) {
        UUID sealed = secrets.keep(organization, PURPOSE, newSecret().getBytes(StandardCharsets.UTF_8));
        jdbc.sql("UPDATE access.webhook SET secret = ? WHERE id = ?")
                .params(sealed, id)
                .update();
    }

    private String newSecret() {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return WebhookSigning.PREFIX + Base64.getEncoder().encodeToString(bytes);
    }

    private void record(String action, String by, OrganizationId organization, UUID id, Map<String, String> details) {
        audit.record(new AuditEntry(action, by, organization.toString(), id.toString(), details));
    }

    static Webhook read(ResultSet row, int number) throws SQLException {
        return new Webhook(
                row.getObject("id", UUID.class),
                new OrganizationId(row.getObject("organization", UUID.class)),
                row.getString("url"),
                ApiClients.set(row.getArray("events")),
                Webhook.State.valueOf(row.getString("state")),
                row.getInt("failures"),
                ApiClients.instant(row, "created_at"),
                ApiClients.nullableInstant(row, "disabled_at"));
    }

    private OffsetDateTime now() {
        return OffsetDateTime.now(clock);
    }

    static OffsetDateTime at(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }

    private static Problem refuse(String detail) {
        return new Problem(ProblemType.BAD_INPUT, detail);
    }
}
