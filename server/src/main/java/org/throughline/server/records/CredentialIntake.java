package org.throughline.server.records;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import org.throughline.credentials.check.Verdict;
import org.throughline.server.audit.AuditEntry;
import org.throughline.server.audit.AuditLog;
import org.throughline.server.organizations.PersonId;

/** The one way into a record: bytes come in, are kept as they are, and are verified exactly as a stranger's. */
@Component
public class CredentialIntake {
    private final KeptCredentials credentials;
    private final Examination examination;
    private final Proofs proofs;
    private final AuditLog audit;
    private final TransactionOperations transactions;

    CredentialIntake(
            KeptCredentials credentials,
            Examination examination,
            Proofs proofs,
            AuditLog audit,
            TransactionOperations transactions) {
        this.credentials = credentials;
        this.examination = examination;
        this.proofs = proofs;
        this.audit = audit;
        this.transactions = transactions;
    }

    /**
     * Receives a credential for its holder. The same document again changes nothing; a newer valid one with the same issuer and id
     * replaces the older (Open Badges 3.0, Credential Equality and Comparison); one that does not verify never replaces one that does.
     * Of one that its issuer has renewed (1EdTech Credential Refresh) the newer one is kept, which is the one that was verified.
     * The credentials in a CLR are kept beside it, each once: one that the person holds already is linked. A VALID one publishes
     * {@link CompetencyVerified} for each competency, in the transaction that keeps it. The document is verified before that transaction
     * begins: an issuer's slow host holds up nobody else.
     *
     * @param source where it came from: {@code upload}, {@code issued-here}, {@code claim}…
     * @return the credential as it is kept, whatever its verdict; a document that is no credential at all is a {@code Problem BAD_INPUT}
     */
    public HeldCredential receive(PersonId holder, byte[] document, String source) {
        byte[] sha256 = Examination.sha256(document);
        Optional<HeldCredential> known = credentials.sameDocument(holder, sha256);
        if (known.isPresent()) {
            return known.get();
        }
        Examined examined =
                examination.examine(holder, document); // may ask slow hosts: holds neither lock nor connection
        return take(holder, examined.newer() == null ? examined : examined.newer(), source);
    }

    /** Receives a document that was examined already. */
    HeldCredential take(PersonId holder, Examined examined, String source) {
        return Objects.requireNonNull(transactions.execute(_ -> receive(holder, examined, source)));
    }

    private HeldCredential receive(PersonId holder, Examined examined, String source) {
        credentials.lock(holder);
        Optional<HeldCredential> known = credentials.sameDocument(holder, examined.sha256());
        if (known.isPresent()) {
            return known.get();
        }
        HeldCredential kept = keep(holder, examined, source, null);
        for (int i = 0; i < examined.parts().size(); i++) {
            HeldCredential part = keep(holder, examined.parts().get(i), source, kept.id());
            credentials.linkPart(kept.id(), part.id(), i);
        }
        audit.record(new AuditEntry(
                "credential.received",
                holder.toString(),
                null,
                kept.id().toString(),
                Map.of("source", source, "verdict", kept.verdict().name(), "format", kept.format())));
        return kept;
    }

    private HeldCredential keep(PersonId holder, Examined examined, String source, @Nullable HeldCredentialId parent) {
        Optional<HeldCredential> known = credentials.sameDocument(holder, examined.sha256());
        if (known.isPresent()) {
            return known.get();
        }
        Optional<HeldCredential> older =
                credentials.sameCredential(holder, examined.issuerId(), examined.credentialId());
        if (older.isPresent() && examined.verdict() == Verdict.VALID) {
            return supersedes(examined, older.get(), parent) ? replace(older.get(), examined) : older.get();
        }
        HeldCredentialId id = new HeldCredentialId(UUID.randomUUID());
        credentials.insert(id, holder, examined, source, parent);
        HeldCredential kept = credentials.find(id).orElseThrow();
        proofs.established(kept);
        return kept;
    }

    /** Its own document is better than the copy out of a CLR; otherwise the later one counts. */
    private static boolean supersedes(Examined examined, HeldCredential older, @Nullable HeldCredentialId parent) {
        boolean ownDocument = older.parent() != null && parent == null;
        return older.verdict() != Verdict.VALID || ownDocument || examined.isNewerThan(older);
    }

    private HeldCredential replace(HeldCredential older, Examined examined) {
        credentials.replace(older.id(), examined);
        HeldCredential kept = credentials.find(older.id()).orElseThrow();
        proofs.gone(older);
        proofs.established(kept);
        return kept;
    }
}
