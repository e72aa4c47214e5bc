package org.throughline.server.issuing;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.throughline.credentials.CredentialIssuer;
import org.throughline.credentials.key.Signer;
import org.throughline.credentials.model.BitstringStatusListEntry;
import org.throughline.credentials.model.StatusListCredential;
import org.throughline.credentials.status.StatusList;
import org.throughline.credentials.status.StatusListReading;
import org.throughline.server.custody.IssuerKeys;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.shared.LocalDocument;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;
import org.throughline.server.shared.PublicAddress;

/**
 * Status lists: which bit belongs to which credential, and the signed credentials that publish the bits.
 *
 * <p>Indexes are random and never used twice, and a list has 131,072 entries from the start, so that neither an index nor a list's
 * growth tells anything about a person (Bitstring Status List 1.0, section 5.1). A list is signed anew whenever a bit changes.
 */
@Component
final class StatusLists implements LocalDocument {
    /** A list takes new credentials until half of it is given away: random free indexes stay quick to find. */
    private static final int FULL = StatusList.MINIMUM_SIZE / 2;

    private static final int LARGEST_BYTES = 8 * 1024 * 1024;

    private final JdbcClient sql;
    private final CredentialIssuer credentials;
    private final IssuerKeys keys;
    private final PublicAddress address;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    StatusLists(JdbcClient sql, CredentialIssuer credentials, IssuerKeys keys, PublicAddress address, Clock clock) {
        this.sql = sql;
        this.credentials = credentials;
        this.keys = keys;
        this.address = address;
        this.clock = clock;
    }

    /** A credential's bit. */
    record Place(UUID list, int index) {}

    /** Takes this many random free indexes for good, in the caller's transaction. */
    List<Place> take(OrganizationId organization, String issuerDid, int count) {
        List<Place> taken = new ArrayList<>(count);
        while (taken.size() < count) {
            UUID list = openList(organization, issuerDid);
            int room = Math.max(1, FULL - given(list));
            taken.addAll(takeFrom(list, Math.min(room, count - taken.size())));
        }
        return taken;
    }

    private List<Place> takeFrom(UUID list, int count) {
        List<Place> taken = new ArrayList<>(count);
        while (taken.size() < count) {
            Set<Integer> candidates = new LinkedHashSet<>();
            while (candidates.size() < count - taken.size()) {
                candidates.add(random.nextInt(StatusList.MINIMUM_SIZE));
            }
            sql.sql(
                            "insert into issuing.status_index (list, index) select ?, unnest(?) on conflict do nothing returning index")
                    .params(list, candidates.toArray(Integer[]::new))
                    .query(Integer.class)
                    .list()
                    .forEach(index -> taken.add(new Place(list, index)));
        }
        return taken;
    }

    private int given(UUID list) {
        return sql.sql("select count(*) from issuing.status_index where list = ?")
                .param(list)
                .query(Integer.class)
                .single();
    }

    private UUID openList(OrganizationId organization, String issuerDid) {
        return sql.sql("""
                        select l.id from issuing.status_list l where l.organization = ? and l.issuer_did = ?
                            and l.closed_at is null and l.came_from is null and (select count(*) from issuing.status_index i where i.list = l.id) < ?
                        order by l.signed_at limit 1
                        """)
                .params(organization.value(), issuerDid, FULL)
                .query(UUID.class)
                .optional()
                .orElseGet(() -> create(organization, issuerDid));
    }

    private UUID create(OrganizationId organization, String issuerDid) {
        UUID id = UUID.randomUUID();
        String url = address.url("/status/" + id);
        StatusList empty = StatusList.empty(StatusList.MINIMUM_SIZE);
        byte[] document = sign(organization, issuerDid, url, empty);
        sql.sql("""
                        insert into issuing.status_list (id, organization, issuer_did, url, size, encoded, document, sha256, signed_at)
                        values (?, ?, ?, ?, ?, ?, ?, sha256(?), ?)
                        """)
                .params(
                        id,
                        organization.value(),
                        issuerDid,
                        url,
                        StatusList.MINIMUM_SIZE,
                        empty.encode(),
                        document,
                        document,
                        Timestamp.from(clock.instant()))
                .update();
        return id;
    }

    /** Sets a credential's bit and publishes the list anew, in the caller's transaction. */
    void revoke(OrganizationId organization, IssuedCredential credential) {
        revoke(organization, credential.statusListUrl(), credential.statusIndex());
    }

    /** Sets the bit at a place. */
    void revoke(OrganizationId organization, String listUrl, int index) {
        record Row(
                UUID id,
                String issuerDid,
                String encoded,
                @Nullable String cameFrom) {}
        Row row = sql.sql("select id, issuer_did, encoded, came_from from issuing.status_list where url = ? for update")
                .param(listUrl)
                .query((r, n) -> new Row(r.getObject(1, UUID.class), r.getString(2), r.getString(3), r.getString(4)))
                .optional()
                .orElseThrow(Problem::notFound);
        if (row.cameFrom() != null) {
            throw new Problem(
                    ProblemType.CONFLICT,
                    "This credential was issued at " + row.cameFrom()
                            + ", by keys that are not here: it is revoked there. The guide “Move an organization” says how.");
        }
        StatusList changed = decode(row.encoded()).with(index, true);
        byte[] document = sign(organization, row.issuerDid(), listUrl, changed);
        sql.sql("""
                        update issuing.status_list set encoded = ?, document = ?, sha256 = sha256(?), signed_at = ? where id = ?
                        """)
                .params(changed.encode(), document, document, Timestamp.from(clock.instant()), row.id())
                .update();
    }

    /**
     * Signs an organization's lists anew with its key of today, in the caller's transaction, because another key is believed no more. A list that a
     * {@code did:key} of that key began goes on under the organization's name of today.
     *
     * @param stolen the key, as a Multikey
     */
    void signAnew(OrganizationId organization, String stolen) {
        record Row(UUID id, String issuerDid, String url, String encoded) {}
        String today = keys.identity(organization).did();
        List<Row> rows = sql.sql(
                        "select id, issuer_did, url, encoded from issuing.status_list where organization = ? and came_from is null for update")
                .param(organization.value())
                .query((r, n) -> new Row(r.getObject(1, UUID.class), r.getString(2), r.getString(3), r.getString(4)))
                .list();
        for (Row row : rows) {
            String issuer = row.issuerDid().equals("did:key:" + stolen) ? today : row.issuerDid();
            byte[] document = sign(organization, issuer, row.url(), decode(row.encoded()));
            sql.sql(
                            "update issuing.status_list set issuer_did = ?, document = ?, sha256 = sha256(?), signed_at = ? where id = ?")
                    .params(issuer, document, document, Timestamp.from(clock.instant()), row.id())
                    .update();
        }
    }

    /** The list with this id, as it is served at {@code /status/<id>}. */
    Optional<PublishedStatusList> published(UUID id) {
        return sql.sql("select document, sha256 from issuing.status_list where id = ?")
                .param(id)
                .query((row, n) -> new PublishedStatusList(
                        new String(row.getBytes(1), StandardCharsets.UTF_8),
                        '"' + HexFormat.of().formatHex(row.getBytes(2)) + '"'))
                .optional();
    }

    @Override
    public Optional<byte[]> document(String url) {
        return sql.sql("select document from issuing.status_list where url = ? and came_from is null")
                .param(url)
                .query((row, n) -> row.getBytes(1))
                .optional();
    }

    /** A list that came with an organization from elsewhere: whoever still publishes it there knows better. */
    @Override
    public Optional<byte[]> remembered(String url) {
        return sql.sql("select document from issuing.status_list where url = ? and came_from is not null")
                .param(url)
                .query((row, n) -> row.getBytes(1))
                .optional();
    }

    /** Whether bits that came from elsewhere are a list at all. */
    static boolean isReadable(String encoded) {
        return StatusList.decode(encoded, LARGEST_BYTES) instanceof StatusListReading.Decoded;
    }

    private byte[] sign(OrganizationId organization, String issuerDid, String url, StatusList list) {
        Signer signer = keys.statusSigner(organization, issuerDid);
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        return credentials.issue(
                new StatusListCredential(url, issuerDid, now, null, BitstringStatusListEntry.REVOCATION, list), signer);
    }

    private static StatusList decode(String encoded) {
        return switch (StatusList.decode(encoded, LARGEST_BYTES)) {
            case StatusListReading.Decoded decoded -> decoded.list();
            case StatusListReading.Malformed malformed ->
                throw new IllegalStateException("Our own status list is damaged: " + malformed.message());
        };
    }
}
