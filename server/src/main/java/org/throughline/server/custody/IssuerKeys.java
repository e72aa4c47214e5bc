package org.throughline.server.custody;

import java.net.URI;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.throughline.credentials.key.DidDocument;
import org.throughline.credentials.key.DidDocument.PublishedKey;
import org.throughline.credentials.key.DidWeb;
import org.throughline.credentials.key.Ed25519KeyPair;
import org.throughline.credentials.key.Ed25519PublicKey;
import org.throughline.credentials.key.Signer;
import org.throughline.server.audit.AuditEntry;
import org.throughline.server.audit.AuditLog;
import org.throughline.server.database.Reach;
import org.throughline.server.organizations.Organization;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.organizations.Organizations;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.PublicAddress;

/** The keys that organizations sign with. Private keys are stored encrypted and leave this room only as the act of signing. */
@Component
public class IssuerKeys {
    private static final String DID_KEY = "did:key:";
    private static final String PUBLIC_HALVES = "the public halves of keys are everybody's";

    private final SealedKeys keys;
    private final MasterKey masterKey;
    private final Organizations organizations;
    private final PublicAddress address;
    private final AuditLog audit;
    private final SecureRandom random = new SecureRandom();

    IssuerKeys(
            SealedKeys keys, MasterKey masterKey, Organizations organizations, PublicAddress address, AuditLog audit) {
        this.keys = keys;
        this.masterKey = masterKey;
        this.organizations = organizations;
        this.address = address;
        this.audit = audit;
    }

    /** The organization's identity; its first key is made when it is first asked for. An unknown organization is a {@code Problem NOT_FOUND}. */
    @Transactional
    public IssuerIdentity identity(OrganizationId organization) {
        return identity(organizations.find(organization).orElseThrow(Problem::notFound), active(organization));
    }

    /** Signs as {@link #identity}. Ask for it once per batch: opening a key costs about as much as a signature. */
    @Transactional
    public Signer signer(OrganizationId organization) {
        SealedKey key = active(organization);
        IssuerIdentity identity = identity(organizations.find(organization).orElseThrow(Problem::notFound), key);
        return key.open(masterKey.get()).signer(identity.verificationMethod(), identity.did());
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

    /**
     * The DID document of an organization that is reached by https: every key that it vouches for stands under {@code assertionMethod}
     * (DID Core 1.0, section 5.3.2).
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
                    .map(IssuerKeys::published)
                    .toList();
            return published.isEmpty()
                    ? Optional.empty()
                    : Optional.of(DidDocument.write(didWeb(organization), published));
        });
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

    private SealedKey active(OrganizationId organization) {
        return keys.active(organization).orElseGet(() -> make(organization));
    }

    private SealedKey make(OrganizationId organization) {
        SealedKey made = SealedKey.seal(Ed25519KeyPair.generate(random), organization, masterKey.get(), random);
        if (keys.add(made)) {
            audit.record(new AuditEntry(
                    "key.made",
                    "system",
                    organization.toString(),
                    made.id().toString(),
                    Map.of("algorithm", SealedKey.ALGORITHM, "publicKey", made.multibase())));
        }
        return keys.active(organization)
                .orElseThrow(() -> new IllegalStateException("a key that was just made is there"));
    }

    private IssuerIdentity identity(Organization organization, SealedKey key) {
        String did = address.isHttps() ? didWeb(organization) : DID_KEY + key.multibase();
        return new IssuerIdentity(organization.id(), did, did + "#" + key.multibase());
    }

    private String didWeb(Organization organization) {
        return DidWeb.of(URI.create(address.url("/o/" + organization.slug())));
    }

    private static PublishedKey published(SealedKey key) {
        return new PublishedKey(
                key.multibase(),
                Ed25519PublicKey.ofMultibase(key.multibase())
                        .orElseThrow(() -> new IllegalStateException("a stored public key is a Multikey")));
    }
}
