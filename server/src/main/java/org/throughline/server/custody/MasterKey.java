package org.throughline.server.custody;

import java.nio.file.Path;
import java.security.SecureRandom;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.throughline.server.database.Reach;

/**
 * The key that seals the issuer keys. Made once, on a server that has no issuer keys yet; where there are some and the file is gone, a
 * new one would open none of them, so the server refuses to start and says which file is missing.
 */
@Component
class MasterKey implements SmartInitializingSingleton {
    private final MasterKeyFile file;
    private final SealedKeys keys;
    private final SecureRandom random = new SecureRandom();
    private @Nullable SecretKey key;

    MasterKey(
            @Value("${throughline.master-key-file:}") String file,
            @Value("${throughline.data-dir}") Path dataDirectory,
            SealedKeys keys) {
        this.file =
                new MasterKeyFile(file.isBlank() ? dataDirectory.resolve("keys").resolve("master.key") : Path.of(file));
        this.keys = keys;
    }

    @Override
    public void afterSingletonsInstantiated() {
        if (file.exists() || hasKeys()) {
            get();
        }
    }

    synchronized SecretKey get() {
        SecretKey known = key;
        if (known == null) {
            if (!file.exists()) {
                makeFirst();
            }
            known = file.read();
            key = known;
        }
        return known;
    }

    private boolean hasKeys() {
        return Reach.asHouse("asked at the start, and when the first key is made", keys::any);
    }

    private void makeFirst() {
        if (hasKeys()) {
            throw new IllegalStateException(
                    ("The master key %s is missing, and the database holds issuer keys that only it opens. "
                                    + "Put it back from your backup, or name its place with throughline.master-key-file.")
                            .formatted(file));
        }
        file.create(random);
    }
}
