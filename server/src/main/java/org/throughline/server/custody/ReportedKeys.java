package org.throughline.server.custody;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.throughline.credentials.load.StolenKeys;
import org.throughline.server.database.Reach;

/** What our organizations reported of their keys, and what our log recorded before. */
@Component
class ReportedKeys implements StolenKeys {
    private final IssuerKeys keys;
    private final KeyUse use;

    ReportedKeys(IssuerKeys keys, KeyUse use) {
        this.keys = keys;
        this.use = use;
    }

    @Override
    public Optional<Report> report(String verificationMethod, String document) {
        return keys.compromised(verificationMethod).flatMap(key -> {
            var since = key.compromisedSince();
            return since == null
                    ? Optional.empty()
                    : Optional.of(new Report(
                            key.publicKey(),
                            since,
                            Reach.asHouse(
                                    "a verifier asks what the log recorded, whoever holds it",
                                    () -> use.recordedBefore(
                                            key.organization(),
                                            key.multibase(),
                                            document.getBytes(StandardCharsets.UTF_8),
                                            since))));
        });
    }
}
