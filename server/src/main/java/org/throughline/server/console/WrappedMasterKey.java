package org.throughline.server.console;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * The master key inside a backup, only where the operator asked for it: sealed by AES-256-GCM under a key that Argon2id (RFC 9106) makes of a
 * passphrase. Salt, nonce and sealed key stand one after the other.
 */
final class WrappedMasterKey {
    static final String NAME = "master.key.wrapped";

    private static final int KEY = 32;
    private static final int SALT = 16;
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private static final int SHORTEST = 15;

    private WrappedMasterKey() {}

    static void write(Path backup, Path masterKey, String passphrase) throws IOException {
        if (passphrase.length() < SHORTEST) {
            throw new ConsoleFailure("The passphrase in THROUGHLINE_BACKUP_PASSPHRASE needs at least %d characters."
                    .formatted(SHORTEST));
        }
        byte[] key = Files.readAllBytes(masterKey);
        SecureRandom random = new SecureRandom();
        byte[] head = new byte[SALT + NONCE];
        random.nextBytes(head);
        byte[] sealed = cipher(Cipher.ENCRYPT_MODE, head, passphrase, key);
        byte[] all = Arrays.copyOf(head, head.length + sealed.length);
        System.arraycopy(sealed, 0, all, head.length, sealed.length);
        Path file = backup.resolve(NAME);
        Files.write(file, all);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        Arrays.fill(key, (byte) 0);
    }

    static byte[] open(Path backup, String passphrase) throws IOException {
        byte[] all = Files.readAllBytes(backup.resolve(NAME));
        if (all.length < SALT + NONCE + KEY) {
            throw new ConsoleFailure("The wrapped master key in " + backup + " is torn.");
        }
        return cipher(
                Cipher.DECRYPT_MODE,
                Arrays.copyOf(all, SALT + NONCE),
                passphrase,
                Arrays.copyOfRange(all, SALT + NONCE, all.length));
    }

    private static byte[] cipher(int mode, byte[] head, String passphrase, byte[] bytes) {
        byte[] key = new byte[KEY];
        Argon2BytesGenerator argon = new Argon2BytesGenerator();
        argon.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withSalt(Arrays.copyOf(head, SALT))
                .withMemoryAsKB(64 * 1024)
                .withIterations(3)
                .withParallelism(1)
                .build());
        argon.generateBytes(passphrase.getBytes(StandardCharsets.UTF_8), key);
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(
                    mode,
                    new SecretKeySpec(key, "AES"),
                    new GCMParameterSpec(TAG_BITS, Arrays.copyOfRange(head, SALT, SALT + NONCE)));
            cipher.updateAAD("throughline master key".getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(bytes);
        } catch (AEADBadTagException e) {
            throw new ConsoleFailure("The passphrase does not open the master key of this backup.", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has AES-GCM", e);
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }
}
