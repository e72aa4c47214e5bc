package org.throughline.server.records;

import java.time.Clock;
import java.util.Map;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.throughline.server.audit.AuditEntry;
import org.throughline.server.audit.AuditLog;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.StatusListChanged;

/** Looks again at credentials that are kept, and tells the house when one began or ceased to prove something. */
@Component
class Reverification {
    private final KeptCredentials credentials;
    private final Examination examination;
    private final Proofs proofs;
    private final AuditLog audit;
    private final Clock clock;

    Reverification(KeptCredentials credentials, Examination examination, Proofs proofs, AuditLog audit, Clock clock) {
        this.credentials = credentials;
        this.examination = examination;
        this.proofs = proofs;
        this.audit = audit;
        this.clock = clock;
    }

    /** Verifies the kept bytes now, and keeps the result. */
    @Transactional
    HeldCredential verify(HeldCredentialId id) {
        HeldCredential before = credentials.find(id).orElseThrow(Problem::notFound);
        credentials.lock(before.holder());
        byte[] document = credentials.document(id).orElseThrow(Problem::notFound);
        credentials.result(id, examination.examine(before.holder(), document));
        HeldCredential after = credentials.find(id).orElseThrow(Problem::notFound);
        if (before.proves() && !after.proves()) {
            proofs.gone(before);
        } else if (!before.proves() && after.proves()) {
            proofs.established(after);
        }
        if (before.verdict() != after.verdict()) {
            audit.record(new AuditEntry(
                    "credential.verdict-changed",
                    "system",
                    null,
                    id.toString(),
                    Map.of("from", before.verdict().name(), "to", after.verdict().name())));
        }
        return after;
    }

    /** A status list has other bits: every credential that rests on it is looked at again, in the transaction of the change. */
    @EventListener
    @Transactional
    void on(StatusListChanged changed) {
        for (HeldCredentialId id : credentials.restingOn(changed.statusListUrl())) {
            verify(id);
        }
    }

    /** Credentials end with time, without anybody doing anything. */
    @Transactional
    void endExpired() {
        for (HeldCredentialId id : credentials.validButEnded(clock.instant())) {
            verify(id);
        }
    }
}
