package org.throughline.server.custody;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.throughline.server.custody.SealedKeys.WrappedKey;
import org.throughline.server.database.Reach;
import org.throughline.server.organizations.OrganizationId;

/** The key of each organization, which seals its issuer keys, and which the master key wraps: a new master key touches these rows alone. */
@Component
class OrganizationKeys {
    private static final int BYTES = 32;
    private static final OrganizationId HOUSE = new OrganizationId(new UUID(0, 0));

    private final SealedKeys keys;
    private final MasterKeys masters;
    private final SecureRandom random = new SecureRandom();

    OrganizationKeys(SealedKeys keys, MasterKeys masters) {
        this.keys = keys;
        this.masters = masters;
    }

    /** The organization's key, made when it is first asked for. */
    SecretKey of(OrganizationId organization) {
        return unwrap(keys.wrapped(organization).orElseGet(() -> make(organization)));
    }

    /** The key of the house itself, for what belongs to no organization. */
    SecretKey ofTheHouse() {
        return Reach.asHouse("what belongs to no organization is sealed too", () -> of(HOUSE));
    }

    /** All of them, opened: for the search of a leak, which must know what it looks for. */
    List<byte[]> secrets() {
        return keys.allWrapped().stream()
                .map(wrapped -> unwrap(wrapped).getEncoded())
                .toList();
    }

    /** Wraps one key that another master key wraps with the newest one; false when there is none left. */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public boolean rewrapOne() {
        Master newest = masters.newest();
        return keys.wrappedOtherwise(newest.id())
                .map(wrapped -> {
                    byte[] secret = unwrap(wrapped).getEncoded();
                    try {
                        keys.rewrap(wrap(wrapped.id(), wrapped.organization(), secret, newest));
                    } finally {
                        Arrays.fill(secret, (byte) 0);
                    }
                    return true;
                })
                .orElse(false);
    }

    private WrappedKey make(OrganizationId organization) {
        byte[] secret = new byte[BYTES];
        random.nextBytes(secret);
        try {
            keys.addWrapped(wrap(UUID.randomUUID(), organization, secret, masters.newest()));
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
        return keys.wrapped(organization)
                .orElseThrow(() -> new IllegalStateException("a key that was just made is there"));
    }

    private WrappedKey wrap(UUID id, OrganizationId organization, byte[] secret, Master master) {
        return new WrappedKey(
                id, organization, master.id(), Sealed.seal(secret, master.key(), bound(id, organization), random));
    }

    private SecretKey unwrap(WrappedKey wrapped) {
        Master master = masters.find(wrapped.master())
                .orElseThrow(() -> new IllegalStateException(
                        "The keys of organization %s are wrapped by the master key %s, which is not here; %s holds another."
                                .formatted(wrapped.organization(), wrapped.master(), masters.source())));
        byte[] secret = wrapped.sealed()
                .open(master.key(), bound(wrapped.id(), wrapped.organization()))
                .orElseThrow(
                        () -> new IllegalStateException("The key of organization %s does not open: its row was changed."
                                .formatted(wrapped.organization())));
        return new SecretKeySpec(secret, "AES");
    }

    private static String bound(UUID id, OrganizationId organization) {
        return "throughline organization key\n%s\n%s\nAES-256-GCM\n1".formatted(organization, id);
    }
}
