package org.throughline.server.issuing;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.throughline.credentials.check.Verdict;
import org.throughline.server.audit.AuditEntry;
import org.throughline.server.audit.AuditLog;
import org.throughline.server.records.CredentialIntake;
import org.throughline.server.records.HeldCredential;

/** Hands a signed credential to its holder's record, which verifies it exactly as a stranger's. */
@Component
class Delivery {
    private static final String SOURCE = "issued-here";

    private final IssuedCredentials issued;
    private final CredentialIntake intake;
    private final AuditLog audit;
    private final Clock clock;

    Delivery(IssuedCredentials issued, CredentialIntake intake, AuditLog audit, Clock clock) {
        this.issued = issued;
        this.intake = intake;
        this.audit = audit;
        this.clock = clock;
    }

    /** Delivers once: the record's row and the mark that it was delivered stand or fall together. */
    @Transactional
    void deliver(IssuedCredential credential) {
        if (!issued.claimDelivery(credential.id())) {
            return;
        }
        byte[] document = issued.document(credential.id()).orElseThrow();
        HeldCredential held = intake.receive(credential.recipient(), document, SOURCE);
        if (held.verdict() != Verdict.VALID) {
            throw new Completion.NotIssued(
                    "The signed credential did not verify (" + held.verdict() + "), so it was not delivered.");
        }
        issued.delivered(credential.id(), clock.instant());
        audit.record(new AuditEntry(
                "credential.issued",
                "system",
                credential.organization().toString(),
                credential.credentialId(),
                Map.of(
                        "kind",
                        credential.kind().name(),
                        "batch",
                        credential.batch().toString(),
                        "sha256",
                        sha256(document)),
                Set.of(credential.recipient().value())));
    }

    /** What the log remembers of the exact bytes: proof that they were issued by then. */
    private static String sha256(byte[] document) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(document));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
