package org.throughline.server.frameworks;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.throughline.server.audit.AuditEntry;
import org.throughline.server.audit.AuditLog;
import org.throughline.server.custody.SealedSecrets;
import org.throughline.server.database.Reach;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.organizations.PersonId;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;

/**
 * The frameworks that are looked after elsewhere and kept here: where they come from, what their sources said, and when they are asked again.
 * What stands here of a mirror is changed by its source alone.
 */
@Component
public class Mirrors {
    static final String PURPOSE = "mirror client secret";
    private static final String THREE_THINGS =
            "A source that knows us needs three things: where it gives tokens, our name there, and the secret.";
    private static final int MOST = 200;
    private static final Duration LOOKED_AT_FOR = Duration.ofDays(1);
    private static final String COLUMNS = """
        id, owner, framework, title, kind, address, state, open, takes_over, client_id, looked_at, answered_at, changed_at,
        next_look_at, failures, trouble, trouble_words, licence_title, licence_uri, licence_text
        """;

    private final JdbcClient sql;
    private final SealedSecrets secrets;
    private final PackageFetch fetch;
    private final IncomingPackages packages;
    private final AuditLog audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Mirrors(
            JdbcClient sql,
            SealedSecrets secrets,
            PackageFetch fetch,
            IncomingPackages packages,
            AuditLog audit,
            ApplicationEventPublisher events,
            Clock clock) {
        this.sql = sql;
        this.secrets = secrets;
        this.fetch = fetch;
        this.packages = packages;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    /**
     * What somebody gives so that a source knows us; all empty where it asks for nothing.
     *
     * @param tokenAddress where it gives tokens for OAuth 2.0 client credentials
     * @param scope what to ask for, or empty
     */
    public record Credentials(String tokenAddress, String clientId, String secret, String scope) {
        public static final Credentials NONE = new Credentials("", "", "", "");

        boolean given() {
            return !tokenAddress.isBlank() || !clientId.isBlank() || !secret.isBlank();
        }

        @Override
        public String toString() {
            return "credentials of " + clientId;
        }
    }

    /** That the source of a mirror is to be asked now. */
    record Due(UUID mirror) {}

    /** One look that brought something. */
    public record Look(
            int number, Instant at, int added, int changed, int moved, int retired, boolean licenceChanged) {}

    /** Those of an organization that were begun, by title. */
    @Transactional(readOnly = true)
    public List<Mirror> of(OrganizationId owner) {
        return sql.sql("select " + COLUMNS
                        + " from frameworks.mirrors where owner = ? and state <> 'CHOOSING' order by lower(title), id")
                .param(owner.value())
                .query(Mirrors::mirror)
                .list();
    }

    @Transactional(readOnly = true)
    public Optional<Mirror> find(UUID id) {
        return sql.sql("select " + COLUMNS + " from frameworks.mirrors where id = ?")
                .param(id)
                .query(Mirrors::mirror)
                .optional();
    }

    /** The mirror as which a framework stands here. Whoever may see the framework may know where it comes from. */
    @Transactional(readOnly = true)
    public Optional<Mirror> as(FrameworkId framework) {
        return Reach.asHouse(
                "the source of a framework is told with it",
                () -> sql.sql("select " + COLUMNS + " from frameworks.mirrors where framework = ?")
                        .param(framework.value())
                        .query(Mirrors::mirror)
                        .optional());
    }

    /** Whether a framework is only kept here, so that nobody edits it: asked by whatever would. */
    public boolean isMirrored(FrameworkId framework) {
        return as(framework).isPresent();
    }

    /** Why nobody edits what is mirrored, and what they can do instead. */
    public static String onlyItsSource(Mirror mirror) {
        return "“%s” is a mirror here: only its source at %s changes it. Make a local variant of it to shape your own (mirrored)."
                .formatted(mirror.title(), mirror.address());
    }

    /** Keeps an address that somebody wants to look at first; forgotten after a day. Only the forms are judged here. */
    @Transactional
    public UUID choose(OrganizationId owner, String address, Credentials credentials, PersonId by) {
        if (address.isBlank()) {
            throw refuse("Give the address of a framework, or of a CASE server.");
        }
        if (of(owner).size() >= MOST) {
            throw refuse("An organization has %d mirrors at most.".formatted(MOST));
        }
        if (credentials.given()
                && (credentials.tokenAddress().isBlank()
                        || credentials.clientId().isBlank()
                        || credentials.secret().isBlank())) {
            throw refuse(THREE_THINGS);
        }
        UUID secret = credentials.given()
                ? secrets.keep(owner, PURPOSE, credentials.secret().getBytes(StandardCharsets.UTF_8))
                : null;
        UUID id = UUID.randomUUID();
        sql.sql("""
            insert into frameworks.mirrors (id, owner, title, kind, address, state, token_address, client_id, scope, secret,
                next_look_at, begun_by, begun_at)
            values (:id, :owner, :address, 'STANDARDS', :address, 'CHOOSING', :token, :client, :scope, :secret, :now, :by, :now)
            """)
                .param("id", id)
                .param("owner", owner.value())
                .param("address", shortened(address.strip()))
                .param("token", empty(credentials.tokenAddress()))
                .param("client", empty(credentials.clientId()))
                .param("scope", empty(credentials.scope()))
                .param("secret", secret)
                .param("now", now())
                .param("by", by.value())
                .update();
        return id;
    }

    /** Asks an address with whatever the mirror's source knows us by. Given to its owner's pages, never stored. */
    public SourceAnswer ask(Mirror mirror, String address) {
        return fetch.ask(address, client(mirror.id(), address), PackageFetch.Copy.NONE);
    }

    /**
     * Begins to follow a framework: its source is asked at once.
     *
     * @param address where its whole package is to be had; on another server than the one that was looked at it is asked without credentials
     * @param open somebody says that the licence allows everybody to read it here
     * @param takesOver a framework that the organization brought in by hand before is left to its source from now on
     */
    @Transactional
    public void begin(
            Mirror mirror,
            String address,
            String title,
            FrameworkKind kind,
            boolean open,
            boolean takesOver,
            PersonId by) {
        if (!Addresses.sameServer(mirror.address(), address)) {
            // what one server knows us by is not shown to another, to which its list may have led
            sql.sql("select secret from frameworks.mirrors where id = ? and state = 'CHOOSING' and secret is not null")
                    .param(mirror.id())
                    .query(UUID.class)
                    .optional()
                    .ifPresent(secret -> {
                        sql.sql("""
                            update frameworks.mirrors set token_address = null, client_id = null, scope = null, secret = null
                             where id = ?
                            """).param(mirror.id()).update();
                        secrets.destroy(secret);
                    });
        }
        int begun = sql.sql("""
            update frameworks.mirrors set address = :address, title = :title, kind = :kind, open = :open, takes_over = :over,
                state = 'FOLLOWING', next_look_at = :now, begun_by = :by, begun_at = :now
             where id = :id and state = 'CHOOSING'
            """)
                .param("address", shortened(address.strip()))
                .param("title", title.isBlank() ? address.strip() : title.strip())
                .param("kind", kind.name())
                .param("open", open)
                .param("over", takesOver)
                .param("now", now())
                .param("by", by.value())
                .param("id", mirror.id())
                .update();
        if (begun == 0) {
            throw new Problem(ProblemType.CONFLICT, "This mirror was begun already.");
        }
        events.publishEvent(new Due(mirror.id()));
        record("mirror.begun", mirror, by, open ? Map.of("open", "yes") : Map.of());
    }

    /** Asks no more until somebody says so; what stands here stays. */
    @Transactional
    public void pause(Mirror mirror, PersonId by) {
        turn(mirror, Mirror.State.PAUSED, "mirror.paused", by);
    }

    /** Asks no more. What stands here stays as it is, with its source, and still nobody edits it. */
    @Transactional
    public void stop(Mirror mirror, PersonId by) {
        turn(mirror, Mirror.State.STOPPED, "mirror.stopped", by);
    }

    /** Goes on, and asks at once. */
    @Transactional
    public void goOn(Mirror mirror, PersonId by) {
        turn(mirror, Mirror.State.FOLLOWING, "mirror.resumed", by);
    }

    /** Asks at once, whatever the calendar says. */
    @Transactional
    public void lookNow(Mirror mirror, PersonId by) {
        if (mirror.state() != Mirror.State.FOLLOWING) {
            throw new Problem(ProblemType.CONFLICT, "This mirror rests. Let it go on first.");
        }
        sql.sql("update frameworks.mirrors set next_look_at = :now where id = :id")
                .param("now", now())
                .param("id", mirror.id())
                .update();
        events.publishEvent(new Due(mirror.id()));
        record("mirror.asked", mirror, by, Map.of());
    }

    /** What somebody says of how a source knows us, when its address is changed. */
    public sealed interface Knows {
        /** As before: on another server than before we are nobody. */
        record AsBefore() implements Knows {}

        /** It asks for nothing any more. */
        record Nobody() implements Knows {}

        /** In another way. An empty secret stays as it is, if it goes to no other server than before. */
        record Client(Credentials credentials) implements Knows {}
    }

    /**
     * Follows a framework at another address, or is known there in another way, and asks at once. A framework stays the one it is: where another
     * one stands at the new address, that is told and nothing is taken.
     *
     * <p>A secret goes to no server but the two that it was given for, the one that has the framework and the one that gives tokens. Where one of
     * them is another, it is destroyed, unless it is given again.
     */
    @Transactional
    public void change(Mirror mirror, String address, Knows knows, PersonId by) {
        if (mirror.state() == Mirror.State.CHOOSING) {
            throw Problem.notFound();
        }
        String wanted = shortened(address.strip());
        if (!Addresses.isWeb(wanted)) {
            throw refuse("Give the address of the whole package, with https:// before it.");
        }
        Optional<Sealed> before = sealed(mirror.id());
        boolean sameServer = Addresses.sameServer(mirror.address(), wanted);
        Optional<Sealed> now = switch (knows) {
            case Knows.AsBefore _ -> before.filter(_ -> sameServer);
            case Knows.Nobody _ -> Optional.empty();
            case Knows.Client client ->
                Optional.of(resealed(mirror, client.credentials(), before.filter(_ -> sameServer)));
        };
        sql.sql("""
            update frameworks.mirrors set address = :address, token_address = :token, client_id = :client, scope = :scope, secret = :secret,
                etag = null, last_modified = null, failures = 0, trouble = null, trouble_words = null, claimed_at = null,
                next_look_at = :now
             where id = :id
            """)
                .param("address", wanted)
                .param("token", now.map(Sealed::token).orElse(null))
                .param("client", now.map(Sealed::id).orElse(null))
                .param(
                        "scope",
                        now.flatMap(known -> Optional.ofNullable(empty(known.scope())))
                                .orElse(null))
                .param("secret", now.map(Sealed::secret).orElse(null))
                .param("now", now())
                .param("id", mirror.id())
                .update();
        before.map(Sealed::secret)
                .filter(old -> now.map(Sealed::secret).filter(old::equals).isEmpty())
                .ifPresent(secrets::destroy);
        events.publishEvent(new Due(mirror.id()));
        Map<String, String> details = new TreeMap<>();
        if (!mirror.address().equals(wanted)) {
            details.put("from", Addresses.shown(mirror.address()));
            details.put("to", Addresses.shown(wanted));
        }
        if (!before.equals(now)) {
            details.put("client", now.map(Sealed::id).orElse("none"));
        }
        record("mirror.changed", mirror, by, details);
    }

    /** What is to be sealed instead of what is; the secret alone may stay, where nothing of it goes to another server. */
    private Sealed resealed(Mirror mirror, Credentials given, Optional<Sealed> before) {
        if (given.tokenAddress().isBlank() || given.clientId().isBlank()) {
            throw refuse(THREE_THINGS);
        }
        if (!Addresses.isWeb(given.tokenAddress().strip())) {
            throw refuse("The address that gives tokens begins with https://.");
        }
        UUID secret;
        if (given.secret().isBlank()) {
            secret = before.filter(known -> Addresses.sameServer(known.token(), given.tokenAddress()))
                    .map(Sealed::secret)
                    .orElseThrow(() ->
                            refuse("Give the secret again: one that was given for one server is not sent to another."));
        } else {
            secret = secrets.keep(mirror.owner(), PURPOSE, given.secret().getBytes(StandardCharsets.UTF_8));
        }
        return new Sealed(
                given.tokenAddress().strip(),
                given.clientId().strip(),
                given.scope().strip(),
                secret);
    }

    /** By what a mirror's source knows us, without the secret; {@link Credentials#NONE} where it does not. */
    @Transactional(readOnly = true)
    public Credentials known(Mirror mirror) {
        return sealed(mirror.id())
                .map(known -> new Credentials(known.token(), known.id(), "", known.scope()))
                .orElse(Credentials.NONE);
    }

    private Optional<Sealed> sealed(UUID mirror) {
        return sql.sql("select token_address, client_id, scope, secret from frameworks.mirrors"
                        + " where id = ? and secret is not null")
                .param(mirror)
                .query((row, _) -> new Sealed(
                        row.getString("token_address"),
                        row.getString("client_id"),
                        Optional.ofNullable(row.getString("scope")).orElse(""),
                        row.getObject("secret", UUID.class)))
                .optional();
    }

    private record Sealed(String token, String id, String scope, UUID secret) {}

    /** Lets everybody read it here: somebody says that the licence allows it. */
    @Transactional
    public void open(Mirror mirror, PersonId by) {
        sql.sql("update frameworks.mirrors set open = true, next_look_at = :now where id = :id")
                .param("now", now())
                .param("id", mirror.id())
                .update();
        if (mirror.framework() != null) {
            packages.amend(mirror.framework().value(), mirror.kind(), true);
        }
        events.publishEvent(new Due(mirror.id()));
        record("mirror.opened", mirror, by, Map.of());
    }

    /**
     * Leaves it to the members of its owner again. To all others it is at once what a framework is that is not public; what they copied while it
     * was open stays with them. Its versions go on saying that they were open once: whoever reads is asked at the document.
     */
    @Transactional
    public void close(Mirror mirror, PersonId by) {
        int closed = sql.sql("update frameworks.mirrors set open = false where id = ? and open and state <> 'CHOOSING'")
                .param(mirror.id())
                .update();
        if (closed == 0) {
            throw new Problem(ProblemType.CONFLICT, "This mirror is not open.");
        }
        mirror.standing().ifPresent(framework -> packages.close(framework.value()));
        record("mirror.closed", mirror, by, Map.of());
    }

    /** The looks that brought something, the newest first. */
    @Transactional(readOnly = true)
    public List<Look> looks(Mirror mirror) {
        return sql.sql("""
            select number, at, added, changed, moved, retired, licence_changed from frameworks.mirror_looks
             where mirror = ? order by number desc limit 50
            """)
                .param(mirror.id())
                .query((row, _) -> new Look(
                        row.getInt("number"),
                        row.getTimestamp("at").toInstant(),
                        row.getInt("added"),
                        row.getInt("changed"),
                        row.getInt("moved"),
                        row.getInt("retired"),
                        row.getBoolean("licence_changed")))
                .list();
    }

    /** What a look changed; of very many the first few hundred. */
    @Transactional(readOnly = true)
    public List<UpstreamChange> changes(Mirror mirror, int look) {
        return sql.sql("""
            select kind, item, code, before, after, note from frameworks.mirror_changes
             where mirror = ? and look = ? order by ordinal
            """)
                .params(mirror.id(), look)
                .query((row, _) -> new UpstreamChange(
                        UpstreamChange.Kind.valueOf(row.getString("kind")),
                        row.getObject("item", UUID.class),
                        row.getString("code"),
                        row.getString("before"),
                        row.getString("after"),
                        row.getString("note")))
                .list();
    }

    /** Other frameworks here that have items of this one, by title, each with how many: one item may stand in several. */
    @Transactional(readOnly = true)
    public List<Shared> sharedItems(FrameworkId framework) {
        return sql.sql("""
            select d.identifier, d.title, count(*) as items
              from frameworks.items mine
              join frameworks.items other on other.identifier = mine.identifier and other.framework <> mine.framework
              join frameworks.documents d on d.identifier = other.framework
             where mine.framework = ? and mine.retired_at is null and other.retired_at is null
             group by d.identifier, d.title order by lower(d.title), d.identifier limit 50
            """)
                .param(framework.value())
                .query((row, _) -> new Shared(
                        new FrameworkId(row.getObject("identifier", UUID.class)),
                        row.getString("title"),
                        row.getInt("items")))
                .list();
    }

    /** A framework that has some of another's items. */
    public record Shared(FrameworkId framework, String title, int items) {}

    /** Forgets what somebody looked at and never began. */
    @Transactional
    void forgetUnbegun() {
        sql.sql("delete from frameworks.mirrors where state = 'CHOOSING' and begun_at < ? returning secret")
                .param(now().minus(LOOKED_AT_FOR))
                .query((row, _) -> Optional.ofNullable(row.getObject("secret", UUID.class)))
                .list()
                .forEach(secret -> secret.ifPresent(secrets::destroy));
    }

    /** By what the source knows us, unless the address is another server's than the one it was given for. */
    Optional<PackageFetch.Client> client(UUID mirror, String address) {
        return sql.sql("select address from frameworks.mirrors where id = ?")
                .param(mirror)
                .query(String.class)
                .optional()
                .filter(given -> Addresses.sameServer(given, address))
                .flatMap(_ -> sealed(mirror))
                .map(known -> new PackageFetch.Client(
                        known.token(),
                        known.id(),
                        new String(secrets.open(known.secret(), PURPOSE), StandardCharsets.UTF_8),
                        known.scope()));
    }

    private void turn(Mirror mirror, Mirror.State to, String action, PersonId by) {
        if (mirror.state() == Mirror.State.CHOOSING) {
            throw Problem.notFound();
        }
        int turned = sql.sql("""
            update frameworks.mirrors set state = :state, next_look_at = :now, failures = 0
             where id = :id and state not in (:state, 'CHOOSING')
            """)
                .param("state", to.name())
                .param("now", now())
                .param("id", mirror.id())
                .update();
        if (turned > 0) {
            events.publishEvent(new Due(mirror.id()));
            record(action, mirror, by, Map.of());
        }
    }

    private void record(String action, Mirror mirror, PersonId by, Map<String, String> details) {
        audit.record(new AuditEntry(
                action, by.toString(), mirror.owner().toString(), mirror.id().toString(), details));
    }

    static Mirror mirror(ResultSet row, int number) throws SQLException {
        UUID framework = row.getObject("framework", UUID.class);
        return new Mirror(
                row.getObject("id", UUID.class),
                new OrganizationId(row.getObject("owner", UUID.class)),
                framework == null ? null : new FrameworkId(framework),
                row.getString("title"),
                FrameworkKind.valueOf(row.getString("kind")),
                row.getString("address"),
                Mirror.State.valueOf(row.getString("state")),
                row.getBoolean("open"),
                row.getBoolean("takes_over"),
                row.getString("client_id"),
                instant(row, "looked_at"),
                instant(row, "answered_at"),
                instant(row, "changed_at"),
                row.getTimestamp("next_look_at").toInstant(),
                row.getInt("failures"),
                row.getString("trouble"),
                row.getString("trouble_words"),
                new Licence(
                        row.getString("licence_title"), row.getString("licence_uri"), row.getString("licence_text")));
    }

    static String columns() {
        return COLUMNS;
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }

    private OffsetDateTime now() {
        return OffsetDateTime.now(clock);
    }

    private static @Nullable String empty(String text) {
        return text.isBlank() ? null : text.strip();
    }

    private static String shortened(String address) {
        if (address.length() > 2000) {
            throw refuse("An address has 2,000 characters at most.");
        }
        return address;
    }

    private static Problem refuse(String words) {
        return new Problem(ProblemType.BAD_INPUT, words);
    }
}
