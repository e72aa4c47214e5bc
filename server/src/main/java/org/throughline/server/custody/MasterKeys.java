package org.throughline.server.custody;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.throughline.server.database.Reach;

/**
 * The key that wraps the organizations' keys. It comes from outside the database: from a file, a systemd credential, the environment, or a
 * passphrase. Made once, on a server that keeps no keys yet; where there are some and it is gone, a new one would open none of them, so the
 * server refuses to start and says what is missing.
 *
 * <p>While a new master key takes over, both are there: the new one waits in {@code <file>.next}, and old ones stay as {@code
 * <file>.<id>} for older backups.
 */
@Component
class MasterKeys {
    private static final String OPERATORS =
            "the master key is no organization's, and is read when somebody signs first";
    private static final String CREDENTIAL = "throughline-master-key";
    private static final int ARGON2_MEMORY_KIB = 64 * 1024;
    private static final int ARGON2_PASSES = 3;

    private final MasterKeyFile file;
    private final Path dataDirectory;
    private final String fromEnvironment;
    private final String passphrase;
    private final @Nullable MasterKeyFile credential;
    private final SealedKeys keys;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Master> known = new LinkedHashMap<>();
    private @Nullable Master current;

    MasterKeys(
            @Value("${throughline.master-key-file:}") String file,
            @Value("${throughline.master-key:}") String fromEnvironment,
            @Value("${throughline.master-passphrase:}") String passphrase,
            @Value("${CREDENTIALS_DIRECTORY:}") String credentials,
            @Value("${throughline.data-dir}") Path dataDirectory,
            SealedKeys keys) {
        this.file = new MasterKeyFile(file.isBlank() ? MasterKeyPlace.of(dataDirectory) : Path.of(file));
        this.dataDirectory = dataDirectory;
        this.fromEnvironment = fromEnvironment.strip();
        this.passphrase = passphrase;
        Path given = credentials.isBlank() ? null : Path.of(credentials).resolve(CREDENTIAL);
        this.credential = given != null && file.isBlank() && Files.exists(given) ? new MasterKeyFile(given) : null;
        this.keys = keys;
    }

    /** The master key of today. */
    synchronized Master current() {
        Master master = current;
        if (master == null) {
            master = read();
            current = master;
            known.put(master.id(), master);
        }
        return master;
    }

    /** The master key that new wrapping is done with: the next one, as soon as there is one. */
    synchronized Master newest() {
        current();
        if (!isFile()) {
            return current();
        }
        current = remembered(file.read()); // another server on the same files may have gone ahead
        return next().exists() ? remembered(next().read()) : current();
    }

    /** The master key of this name: today's, the next, or an old one whose file is still beside it. */
    synchronized Optional<Master> find(String id) {
        current();
        Master master = known.get(id);
        if (master != null) {
            return Optional.of(master);
        }
        if (isFile()) { // another server on the same files may have gone ahead
            for (MasterKeyFile place : new MasterKeyFile[] {file, next(), old(id)}) {
                if (place.exists() && remembered(place.read()).id().equals(id)) {
                    return Optional.ofNullable(known.get(id));
                }
            }
        }
        return Optional.empty();
    }

    /** Whether a master key can be read without making one. */
    boolean isThere() {
        return !isFile() || file.exists();
    }

    /** Whether the master key stands in a file of ours, where a new one can be put in its place. */
    boolean isFile() {
        return fromEnvironment.isEmpty() && passphrase.isEmpty() && credential == null;
    }

    /** Whether a new master key was made and has not taken over yet. */
    boolean hasNext() {
        return isFile() && next().exists();
    }

    /** Makes the key that will take over, unless one waits already. */
    synchronized Master makeNext() {
        current();
        if (!next().exists()) {
            next().create(random);
        }
        return remembered(next().read());
    }

    /** Lets the next key take over; the old one stays beside it under its own name. */
    synchronized Master promoteNext() {
        if (next().exists()) {
            Master before = file.read();
            file.copyTo(old(before.id()));
            next().replace(file);
        }
        Master now = remembered(file.read());
        current = now;
        return now;
    }

    /** Whether it is the place of the master key, of the one before or of the next. */
    boolean owns(Path path) {
        return isFile() && file.isPlaceOf(path);
    }

    /** Whether a copy of the data directory is a copy of the key, too. */
    boolean liesInTheDataDirectory() {
        return isFile() && file.exists() && MasterKeyPlace.isInside(Path.of(file.toString()), dataDirectory);
    }

    /** The folder of the key's file. */
    Path folder() {
        return Path.of(file.sibling("").toString());
    }

    /** Where the key would stand if nobody named a place and none were there yet. */
    Path besideTheDataDirectory() {
        return MasterKeyPlace.beside(dataDirectory.toAbsolutePath().normalize());
    }

    /** Where the key comes from, in words for the operator. */
    String source() {
        if (!fromEnvironment.isEmpty()) {
            return "the environment (THROUGHLINE_MASTER_KEY)";
        }
        if (!passphrase.isEmpty()) {
            return "a passphrase (THROUGHLINE_MASTER_PASSPHRASE)";
        }
        return credential == null ? "the file " + file : "the systemd credential " + credential;
    }

    private Master read() {
        if (!fromEnvironment.isEmpty()) {
            return decoded(fromEnvironment);
        }
        if (!passphrase.isEmpty()) {
            return derived(passphrase, Reach.asHouse(OPERATORS, () -> keys.salt(random)));
        }
        if (credential != null) {
            return credential.read();
        }
        if (!file.exists()) {
            if (Reach.asHouse(OPERATORS, keys::any)) {
                throw new IllegalStateException(
                        ("The master key %s is missing, and the database holds keys that only it opens. "
                                        + "Put it back from your backup, or name its place with throughline.master-key-file.")
                                .formatted(file));
            }
            file.create(random);
        }
        return file.read();
    }

    private static Master decoded(String base64) {
        byte[] key = new byte[0];
        try {
            key = Base64.getDecoder().decode(base64);
            return Master.of(key);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException( // not the cause: its message could hold a piece of the key
                    "THROUGHLINE_MASTER_KEY should be 32 random bytes in Base64: openssl rand -base64 32");
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    /** Argon2id (RFC 9106) with the second recommended setting: 64 MiB, three passes. */
    static Master derived(String passphrase, byte[] salt) {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withSalt(salt)
                .withMemoryAsKB(ARGON2_MEMORY_KIB)
                .withIterations(ARGON2_PASSES)
                .withParallelism(4)
                .build());
        byte[] key = new byte[Master.BYTES];
        generator.generateBytes(passphrase.getBytes(StandardCharsets.UTF_8), key);
        try {
            return Master.of(key);
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    private Master remembered(Master master) {
        known.put(master.id(), master);
        return master;
    }

    private MasterKeyFile next() {
        return file.sibling(file.name() + ".next");
    }

    private MasterKeyFile old(String id) {
        return file.sibling(file.name() + "." + id);
    }
}
