package org.throughline.server.custody;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.UUID;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import org.throughline.credentials.key.Ed25519KeyPair;
import org.throughline.server.organizations.OrganizationId;

/**
 * A key pair with its secret half sealed by AES-256-GCM (NIST SP 800-38D). Owner, id, algorithm and version are sealed with it as
 * additional data, so that a row which was moved to another organization no longer opens.
 */
final class SealedKey {
    static final String ALGORITHM = "Ed25519";
    static final int VERSION = 1;

    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final UUID id;
    private final OrganizationId organization;
    private final String multibase;
    private final byte[] nonce;
    private final byte[] sealed;

    SealedKey(UUID id, OrganizationId organization, String multibase, byte[] nonce, byte[] sealed) {
        this.id = id;
        this.organization = organization;
        this.multibase = multibase;
        this.nonce = nonce;
        this.sealed = sealed;
    }

    /** Seals a new pair. */
    static SealedKey seal(Ed25519KeyPair pair, OrganizationId organization, SecretKey masterKey, SecureRandom random) {
        UUID id = UUID.randomUUID();
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] seed = pair.seed();
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, masterKey, nonce, organization, id);
            return new SealedKey(id, organization, pair.publicMultibase(), nonce, cipher.doFinal(seed));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has AES-GCM", e);
        } finally {
            Arrays.fill(seed, (byte) 0);
        }
    }

    /** Opens the pair; a key that another master key sealed, or that was tampered with, does not open. */
    Ed25519KeyPair open(SecretKey masterKey) {
        byte[] seed = new byte[0];
        try {
            seed = cipher(Cipher.DECRYPT_MODE, masterKey, nonce, organization, id)
                    .doFinal(sealed);
            Ed25519KeyPair pair = Ed25519KeyPair.fromSeed(seed);
            if (!pair.publicMultibase().equals(multibase)) {
                throw new IllegalStateException("The issuer key %s is not the one that it says it is.".formatted(id));
            }
            return pair;
        } catch (AEADBadTagException e) {
            throw new IllegalStateException(
                    "The issuer key %s does not open: another master key sealed it, or its row was changed."
                            .formatted(id),
                    e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has AES-GCM", e);
        } finally {
            Arrays.fill(seed, (byte) 0);
        }
    }

    UUID id() {
        return id;
    }

    OrganizationId organization() {
        return organization;
    }

    String multibase() {
        return multibase;
    }

    byte[] nonce() {
        return nonce.clone();
    }

    byte[] sealed() {
        return sealed.clone();
    }

    private static Cipher cipher(int mode, SecretKey masterKey, byte[] nonce, OrganizationId organization, UUID id)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, masterKey, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD("throughline issuer key\n%s\n%s\n%s\n%d"
                .formatted(organization, id, ALGORITHM, VERSION)
                .getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
