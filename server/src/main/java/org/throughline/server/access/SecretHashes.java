package org.throughline.server.access;

import java.security.MessageDigest;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.password.PasswordEncoder;

/** Recognises any of the secrets that still work; the time that it takes does not tell which, or how near a guess was. */
public final class SecretHashes implements PasswordEncoder {
    @Override
    public String encode(@Nullable CharSequence secret) {
        throw new UnsupportedOperationException("secrets are made by ApiClients");
    }

    @Override
    public boolean matches(@Nullable CharSequence secret, @Nullable String kept) {
        if (secret == null || kept == null) {
            return false;
        }
        byte[] shown = Secret.hash(secret.toString());
        boolean found = false;
        for (String hash : kept.split(" ", -1)) {
            if (!hash.isEmpty() && !hash.equals("sha256")) {
                found |= MessageDigest.isEqual(shown, Base64.getDecoder().decode(hash));
            }
        }
        return found;
    }
}
