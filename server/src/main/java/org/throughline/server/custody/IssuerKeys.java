package org.throughline.server.custody;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.throughline.credentials.key.DidDocument;
import org.throughline.credentials.key.DidDocument.PublishedKey;
import org.throughline.credentials.key.DidWeb;
import org.throughline.credentials.key.Signer;
import org.throughline.credentials.key.SigningAlgorithm;
import org.throughline.server.audit.AuditEntry;
import org.throughline.server.audit.AuditLog;
import org.throughline.server.custody.IssuerKey.State;
import org.throughline.server.custody.SealedKeys.Row;
import org.throughline.server.database.Reach;
import org.throughline.server.organizations.Organization;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.organizations.Organizations;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;
import org.throughline.server.shared.PublicAddress;

/** The keys that organizations sign with. Private keys are kept sealed, or in hardware, and leave this room only as the act of signing. */
@Component
public class IssuerKeys {
    private static final String DID_KEY = "did:key:";
    private static final String PUBLIC_HALVES = "the public halves of keys are everybody's";

    private final SealedKeys keys;
    private final Keepers keepers;
    private final SigningGate gate;
    private final Organizations organizations;
    private final PublicAddress address;
    private final AuditLog audit;

    IssuerKeys(
            SealedKeys keys,
            Keepers keepers,
            SigningGate gate,
            Organizations organizations,
            PublicAddress address,
            AuditLog audit) {
        this.keys = keys;
        this.keepers = keepers;
        this.gate = gate;
        this.organizations = organizations;
        this.address = address;
        this.audit = audit;
    }

    /** The organization's identity; its first key is made when it is first asked for. An unknown organization is a {@code Problem NOT_FOUND}. */
    @Transactional
    public IssuerIdentity identity(OrganizationId organization) {
        return identity(
                known(organization),
                active(organization, SigningAlgorithm.ED25519).key());
    }

    /**
     * Signs credentials as {@link #identity}. Each signature asks the database whether the key is still active and nothing is halted, in the
     * caller's transaction, which must be the one that keeps what was signed: {@code Problem KEY_NOT_ACTIVE} or {@code ISSUING_HALTED}.
     */
    @Transactional
    public Signer signer(OrganizationId organization) {
        return signer(organization, SigningAlgorithm.ED25519);
    }

    /** {@link #signer(OrganizationId)} with a key of another kind, made when it is first asked for. */
    @Transactional
    public Signer signer(OrganizationId organization, SigningAlgorithm algorithm) {
        Organization known = known(organization);
        return credentials(known, active(organization, algorithm));
    }

    /** The same with a key that the caller names. It must be the organization's active one: otherwise {@code Problem KEY_NOT_ACTIVE}. */
    @Transactional(readOnly = true)
    public Signer signer(OrganizationId organization, UUID key) {
        Row row = keys.find(organization, key)
                .filter(found -> found.key().state() == State.ACTIVE)
                .orElseThrow(() -> new Problem(
                        ProblemType.KEY_NOT_ACTIVE,
                        "This key does not sign for the organization, or no longer. Sign with its active key."));
        return credentials(known(organization), row);
    }

    /**
     * Signs status lists, under the DID that the list was begun with, though issuing may be halted: a credential must always be revocable.
     *
     * <p>A {@code did:web} signs with today's key. A {@code did:key} is one key, and nobody else can speak for it: its lists are signed with that
     * key even after it was retired, and this is the only thing that it still signs.
     */
    @Transactional
    public Signer statusSigner(OrganizationId organization, String listIssuer) {
        Row row = listIssuer.startsWith(DID_KEY)
                ? keys.byMultibase(organization, listIssuer.substring(DID_KEY.length()))
                        .orElseThrow(() -> new IllegalStateException(
                                "The status lists of " + listIssuer + " belong to a key that is not here"))
                : active(organization, SigningAlgorithm.ED25519);
        return new Lists(row, listIssuer);
    }

    /** The organization of this server that signs, or signed, as this DID. */
    @Transactional(readOnly = true)
    public Optional<Organization> organizationOf(String did) {
        return Reach.asHouse(PUBLIC_HALVES, () -> {
            if (did.startsWith(DID_KEY)) {
                return keys.ownerOf(did.substring(DID_KEY.length())).flatMap(organizations::find);
            }
            return address.isHttps()
                    ? DidWeb.addressOf(did).map(URI::toString).flatMap(this::published)
                    : Optional.empty();
        });
    }

    /** As whom an organization signs, if it ever did; unlike {@link #identity} this makes no key. */
    @Transactional(readOnly = true)
    public Optional<String> didOf(Organization organization) {
        return Reach.asHouse(PUBLIC_HALVES, () -> keys.active(organization.id(), SigningAlgorithm.ED25519))
                .map(row -> did(organization, row.key()));
    }

    /** All keys of an organization, the active first. */
    @Transactional(readOnly = true)
    public List<IssuerKey> of(OrganizationId organization) {
        return keys.of(organization);
    }

    /**
     * The DID document of an organization that is reached by https. Keys that are announced, active or retired stand under {@code assertionMethod}
     * (DID Core 1.0, section 5.3.2); one that was reported stolen is listed with the moment of its revocation and makes no assertions any more
     * (Controlled Identifiers 1.0, section 2.2).
     *
     * @param slug the organization's short name
     * @return the document as JSON, or empty when there is no such issuer or our address is not https
     */
    @Transactional(readOnly = true)
    public Optional<byte[]> didDocument(String slug) {
        if (!address.isHttps()) {
            return Optional.empty();
        }
        return organizations.bySlug(slug).flatMap(organization -> {
            List<PublishedKey> published = Reach.asHouse(PUBLIC_HALVES, () -> keys.of(organization.id())).stream()
                    .map(key -> new PublishedKey(key.multibase(), key.publicKey(), key.compromisedSince()))
                    .toList();
            return published.isEmpty()
                    ? Optional.empty()
                    : Optional.of(DidDocument.write(didWeb(organization), published));
        });
    }

    /**
     * An organization's public keys that it vouches for, for whoever speaks JWK (RFC 7517).
     *
     * @return the public members of each key with {@code kid}, {@code alg} and {@code use}; empty when there is no such issuer
     */
    @Transactional(readOnly = true)
    public List<Map<String, String>> jwks(String slug) {
        return organizations
                .bySlug(slug)
                .map(organization -> Reach.asHouse(PUBLIC_HALVES, () -> keys.of(organization.id())).stream()
                        .filter(key -> key.state() != State.COMPROMISED)
                        .map(IssuerKeys::jwk)
                        .toList())
                .orElse(List.of());
    }

    private static Map<String, String> jwk(IssuerKey key) {
        Map<String, String> members = new java.util.TreeMap<>(key.publicKey().jwk());
        members.put("kid", key.multibase());
        members.put("alg", key.algorithm().jose());
        members.put("use", "sig");
        return members;
    }

    private Organization known(OrganizationId organization) {
        return organizations.find(organization).orElseThrow(Problem::notFound);
    }

    private Optional<Organization> published(String didDocumentUrl) {
        String before = address.url("/o/");
        String after = "/did.json";
        if (!didDocumentUrl.startsWith(before) || !didDocumentUrl.endsWith(after)) {
            return Optional.empty();
        }
        return organizations
                .bySlug(didDocumentUrl.substring(before.length(), didDocumentUrl.length() - after.length()))
                .filter(organization -> !keys.of(organization.id()).isEmpty());
    }

    private Row active(OrganizationId organization, SigningAlgorithm algorithm) {
        return keys.active(organization, algorithm).orElseGet(() -> make(organization, algorithm, State.ACTIVE));
    }

    /** Makes a key in this state unless the organization has one there already; gives the one that is there then. */
    Row make(OrganizationId organization, SigningAlgorithm algorithm, State state) {
        UUID id = UUID.randomUUID();
        KeyKeeper keeper = keepers.forNew(algorithm);
        KeyKeeper.Kept kept = keeper.make(id, organization, algorithm);
        if (keys.add(id, organization, state, keeper.name(), kept)) {
            audit.record(new AuditEntry(
                    "key.made",
                    "system",
                    organization.toString(),
                    id.toString(),
                    Map.of(
                            "algorithm",
                            algorithm.curve(),
                            "keeper",
                            keeper.name(),
                            "publicKey",
                            kept.publicKey().multibase())));
        } else {
            keeper.destroy(id, kept);
        }
        return keys.inState(organization, algorithm, state)
                .orElseThrow(() -> new IllegalStateException("a key that was just made is there"));
    }

    private IssuerIdentity identity(Organization organization, IssuerKey key) {
        String did = did(organization, key);
        return new IssuerIdentity(organization.id(), did, did + "#" + key.multibase());
    }

    private Signer credentials(Organization organization, Row row) {
        return new Credentials(row, did(organization, row.key()));
    }

    private String did(Organization organization, IssuerKey key) {
        return address.isHttps() ? didWeb(organization) : DID_KEY + key.multibase();
    }

    private String didWeb(Organization organization) {
        return DidWeb.of(URI.create(address.url("/o/" + organization.slug())));
    }

    /** Signs credentials, each through the gate. */
    private final class Credentials implements Signer {
        private final Row row;
        private final String did;

        Credentials(Row row, String did) {
            this.row = row;
            this.did = did;
        }

        @Override
        public String verificationMethod() {
            return did + "#" + row.key().multibase();
        }

        @Override
        public String controller() {
            return did;
        }

        @Override
        public SigningAlgorithm algorithm() {
            return row.key().algorithm();
        }

        @Override
        public byte[] sign(byte[] message) {
            gate.pass(row.key().organization(), row.key().id());
            return keepers.sign(row, message);
        }

        @Override
        public String toString() {
            return "Signer of " + verificationMethod();
        }
    }

    /** Signs status lists. */
    private final class Lists implements Signer {
        private final Row row;
        private final String did;

        Lists(Row row, String did) {
            this.row = row;
            this.did = did;
        }

        @Override
        public String verificationMethod() {
            return did + "#" + row.key().multibase();
        }

        @Override
        public String controller() {
            return did;
        }

        @Override
        public SigningAlgorithm algorithm() {
            return row.key().algorithm();
        }

        @Override
        public byte[] sign(byte[] message) {
            return keepers.sign(row, message);
        }

        @Override
        public String toString() {
            return "Signer of the status lists of " + did;
        }
    }

    /** The key of this id, where its organization reported it as stolen. */
    @Transactional(readOnly = true)
    public Optional<IssuerKey> compromised(String verificationMethod) {
        int hash = verificationMethod.indexOf('#');
        if (hash < 0) {
            return Optional.empty();
        }
        String multibase = verificationMethod.substring(hash + 1);
        return Reach.asHouse(
                PUBLIC_HALVES,
                () -> organizationOf(verificationMethod.substring(0, hash))
                        .flatMap(organization -> keys.byMultibase(organization.id(), multibase))
                        .map(Row::key)
                        .filter(key -> key.state() == State.COMPROMISED));
    }
}
