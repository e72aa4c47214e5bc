package org.throughline.server.custody;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.throughline.credentials.key.Ed25519KeyPair;
import org.throughline.credentials.key.NistCurve;
import org.throughline.credentials.key.NistKeyPair;
import org.throughline.credentials.key.SigningAlgorithm;
import org.throughline.credentials.key.VerificationKey;
import org.throughline.server.organizations.OrganizationId;

/** Keys in our own rows: each sealed by its organization's key, opened in memory for the act of signing alone. */
@Component
class SoftwareKeys implements KeyKeeper {
    static final String NAME = "software";

    private final SealedKeys keys;
    private final OrganizationKeys organizationKeys;
    private final SecureRandom random = new SecureRandom();

    SoftwareKeys(SealedKeys keys, OrganizationKeys organizationKeys) {
        this.keys = keys;
        this.organizationKeys = organizationKeys;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<SigningAlgorithm> algorithms() {
        return EnumSet.of(SigningAlgorithm.ED25519, SigningAlgorithm.P256);
    }

    @Override
    public Kept make(UUID id, OrganizationId owner, SigningAlgorithm algorithm) {
        return switch (algorithm) {
            case ED25519 -> {
                Ed25519KeyPair pair = Ed25519KeyPair.generate(random);
                yield seal(id, owner, pair.publicKey(), pair.seed());
            }
            case P256 -> {
                NistKeyPair pair = NistKeyPair.generate(NistCurve.P256, random);
                yield seal(id, owner, pair.publicKey(), pair.secret());
            }
            case P384, RSA -> throw notKept(algorithm);
        };
    }

    /** Seals a private half that was just made or opened, and wipes it. */
    Kept seal(UUID id, OrganizationId owner, VerificationKey publicKey, byte[] secret) {
        try {
            return new Kept(
                    publicKey,
                    Sealed.seal(secret, organizationKeys.of(owner), bound(id, owner, publicKey.algorithm()), random));
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    @Override
    public byte[] sign(UUID id, OrganizationId owner, Kept key, byte[] message) {
        Sealed sealed = key.sealed();
        if (sealed == null) {
            throw new IllegalStateException("The issuer key %s has been destroyed.".formatted(id));
        }
        SigningAlgorithm algorithm = key.publicKey().algorithm();
        byte[] secret = open(id, owner, algorithm, sealed);
        try {
            return switch (algorithm) {
                case ED25519 -> {
                    Ed25519KeyPair pair = Ed25519KeyPair.fromSeed(secret);
                    demandSame(id, pair.publicKey(), key.publicKey());
                    yield pair.signer().sign(message);
                }
                case P256 -> {
                    NistKeyPair pair = NistKeyPair.fromSecret(NistCurve.P256, secret);
                    demandSame(id, pair.publicKey(), key.publicKey());
                    yield pair.sign(message);
                }
                case P384, RSA -> throw notKept(algorithm);
            };
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    private byte[] open(UUID id, OrganizationId owner, SigningAlgorithm algorithm, Sealed sealed) {
        return sealed.open(organizationKeys.of(owner), bound(id, owner, algorithm))
                .orElseThrow(() -> new IllegalStateException(
                        "The issuer key %s does not open: another key sealed it, or its row was changed."
                                .formatted(id)));
    }

    /** The private halves, opened: for the search of a leak, which must know what it looks for. */
    List<byte[]> secrets() {
        return keys.sealed().stream()
                .map(row -> open(
                        row.key().id(),
                        row.key().organization(),
                        row.key().algorithm(),
                        Objects.requireNonNull(row.kept().sealed())))
                .toList();
    }

    @Override
    public void destroy(UUID id, Kept key) {
        // the row's sealed half is erased by whoever asks; nothing of it is kept here
    }

    private static void demandSame(UUID id, VerificationKey opened, VerificationKey published) {
        if (!opened.equals(published)) {
            throw new IllegalStateException("The issuer key %s is not the one that it says it is.".formatted(id));
        }
    }

    private static IllegalArgumentException notKept(SigningAlgorithm algorithm) {
        return new IllegalArgumentException("Keys of the kind %s are not kept here.".formatted(algorithm.curve()));
    }

    private static String bound(UUID id, OrganizationId owner, SigningAlgorithm algorithm) {
        return "throughline issuer key\n%s\n%s\n%s\n%d".formatted(owner, id, algorithm.curve(), SealedKeys.VERSION);
    }
}
