package org.throughline.server.custody;

import java.util.List;
import org.springframework.stereotype.Component;
import org.throughline.credentials.key.SigningAlgorithm;
import org.throughline.server.custody.SealedKeys.Row;

/** The keepers of private keys of this installation: the software always, hardware where the operator named some. */
@Component
class Keepers {
    private final List<KeyKeeper> keepers;

    Keepers(List<KeyKeeper> keepers) {
        this.keepers = List.copyOf(keepers);
    }

    /** Who keeps new keys of a kind: hardware where it can. */
    KeyKeeper forNew(SigningAlgorithm algorithm) {
        return keepers.stream()
                .filter(keeper -> keeper.algorithms().contains(algorithm))
                .min((a, b) -> Boolean.compare(
                        a.name().equals(SoftwareKeys.NAME), b.name().equals(SoftwareKeys.NAME)))
                .orElseThrow(
                        () -> new IllegalStateException("nobody here keeps keys of the kind " + algorithm.curve()));
    }

    byte[] sign(Row row, byte[] message) {
        return named(row.key().keeper()).sign(row.key().id(), row.key().organization(), row.kept(), message);
    }

    private KeyKeeper named(String name) {
        return keepers.stream()
                .filter(keeper -> keeper.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "The key is kept by \"%s\", which this server is not connected to (throughline.keys.pkcs11)."
                                .formatted(name)));
    }
}
