package org.throughline.server.records;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionOperations;
import org.throughline.credentials.check.Verdict;
import org.throughline.credentials.load.DocumentKind;
import org.throughline.credentials.load.DocumentLoader;
import org.throughline.credentials.load.Loaded;
import org.throughline.credentials.status.StatusList;
import org.throughline.credentials.status.StatusListReading;
import org.throughline.credentials.tree.EmbeddedDocuments;
import org.throughline.server.audit.AuditEntry;
import org.throughline.server.audit.AuditLog;
import org.throughline.server.database.Reach;
import org.throughline.server.organizations.PersonId;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.PublicAddress;
import org.throughline.server.shared.SignatureDoubted;
import org.throughline.server.shared.StatusListChanged;

/** Looks again at credentials that are kept, and tells the house when one began or ceased to prove something. */
@Component
class Reverification {
    private static final Logger LOG = LoggerFactory.getLogger(Reverification.class);
    private static final int WAITING_AT_ONCE = 50;
    private static final int LARGEST_LIST_BYTES = 8 * 1024 * 1024;

    private final KeptCredentials credentials;
    private final Examination examination;
    private final CredentialIntake intake;
    private final Proofs proofs;
    private final AuditLog audit;
    private final DocumentLoader documents;
    private final Clock clock;
    private final TransactionOperations transactions;
    private final String ours;

    Reverification(
            KeptCredentials credentials,
            Examination examination,
            CredentialIntake intake,
            Proofs proofs,
            AuditLog audit,
            DocumentLoader documents,
            Clock clock,
            TransactionOperations transactions,
            PublicAddress address) {
        this.credentials = credentials;
        this.examination = examination;
        this.intake = intake;
        this.proofs = proofs;
        this.audit = audit;
        this.documents = documents;
        this.clock = clock;
        this.transactions = transactions;
        this.ours = "did:web:" + URI.create(address.url("/")).getAuthority().replace(":", "%3A");
    }

    /**
     * Verifies the kept bytes now, and keeps the result, which is about these bytes. A newer one that the issuer has is then received as it would be from
     * its holder. Hosts are asked before a lock or a transaction is held.
     */
    HeldCredential verify(HeldCredentialId id) {
        return verify(id, false);
    }

    /** The same, because somebody asked for it: the log says so also when nothing changed. */
    HeldCredential verifyOnRequest(HeldCredentialId id) {
        return verify(id, true);
    }

    private HeldCredential verify(HeldCredentialId id, boolean asked) {
        HeldCredential held = credentials.find(id).orElseThrow(Problem::notFound);
        byte[] document = credentials.document(id).orElseThrow(Problem::notFound);
        Examined examined = examination.examine(held.holder(), document);
        HeldCredential kept =
                Objects.requireNonNull(transactions.execute(_ -> keep(id, held.holder(), examined, asked)));
        if (examined.newer() == null) {
            return kept;
        }
        intake.take(held.holder(), examined.newer(), "refresh"); // comes in as any newer one does
        return credentials.find(id).orElseThrow(Problem::notFound);
    }

    private HeldCredential keep(HeldCredentialId id, PersonId holder, Examined examined, boolean asked) {
        credentials.lock(holder);
        HeldCredential before = credentials.find(id).orElseThrow(Problem::notFound);
        byte[] now = credentials.document(id).orElseThrow(Problem::notFound);
        if (!Arrays.equals(Examination.sha256(now), examined.sha256())) {
            return before; // a newer document came in meanwhile, and was verified as it came
        }
        credentials.result(id, examined);
        HeldCredential after = credentials.find(id).orElseThrow(Problem::notFound);
        if (before.proves() && !after.proves()) {
            proofs.gone(before);
        } else if (!before.proves() && after.proves()) {
            proofs.established(after);
        }
        if (asked || before.verdict() != after.verdict()) {
            audit.record(new AuditEntry(
                    asked ? "credential.verified" : "credential.verdict-changed",
                    asked ? before.holder().toString() : "system",
                    null,
                    id.toString(),
                    Map.of(
                            "from",
                            before.verdict().name(),
                            "to",
                            after.verdict().name()),
                    Set.of(before.holder().value())));
        }
        return after;
    }

    /**
     * A status list has other bits: credentials whose kept verdict disagrees with their bit are looked at again, and the CLRs that
     * contain them. The bits only say where to look; the verdict is the verifier's. What we signed ourselves is verified in the
     * transaction of the change, as nothing of it lies elsewhere; for all others it is written down that they are to be looked at soon.
     */
    @EventListener
    @Transactional
    void on(StatusListChanged changed) {
        Reach.asHouse("an issuer's revocation reaches the records of the people who hold it", () -> lookAgain(changed));
    }

    /** A key was stolen: everything that rests on the list is written down to be looked at soon, and the CLRs that contain it. */
    @EventListener
    @Transactional
    void on(SignatureDoubted doubted) {
        Reach.asHouse("a stolen key reaches the records of the people whom it signed for", () -> {
            Set<HeldCredentialId> affected = new LinkedHashSet<>();
            credentials.restingOn(doubted.statusListUrl()).forEach(resting -> affected.add(resting.credential()));
            affected.addAll(credentials.containing(List.copyOf(affected)));
            affected.forEach(id -> credentials.lookAgain(id, clock.instant()));
        });
    }

    private void lookAgain(StatusListChanged changed) {
        Optional<StatusList> bits = published(changed.statusListUrl());
        Set<HeldCredentialId> affected = new LinkedHashSet<>();
        for (KeptCredentials.Resting resting : credentials.restingOn(changed.statusListUrl())) {
            if (bits.map(list -> disagrees(resting, list)).orElse(true)) {
                affected.add(resting.credential());
            }
        }
        affected.addAll(credentials.containing(List.copyOf(affected)));
        for (HeldCredentialId id : affected) {
            if (credentials.find(id).filter(this::isOurs).isPresent()) {
                verify(id);
            } else {
                credentials.lookAgain(id, clock.instant());
            }
        }
    }

    /** Issued here and proven to be: to verify it, no other host is asked. */
    private boolean isOurs(HeldCredential held) {
        return held.verdict() == Verdict.VALID
                && (held.issuerId().startsWith("did:key:") || held.issuerId().startsWith(ours));
    }

    /** Verifies what was written down for it. Two servers may both do so: the second finds nothing to change. */
    void lookAtWaiting() {
        for (HeldCredentialId id : credentials.waiting(WAITING_AT_ONCE)) {
            try {
                verify(id);
                credentials.looked(id);
            } catch (RuntimeException e) {
                LOG.warn("Credential {} could not be verified again yet", id, e);
            }
        }
    }

    private static boolean disagrees(KeptCredentials.Resting resting, StatusList bits) {
        boolean set = resting.index() < bits.size() && bits.get(resting.index());
        return set == (resting.verdict() == Verdict.VALID);
    }

    private Optional<StatusList> published(String url) {
        return switch (documents.load(URI.create(url), DocumentKind.STATUS_LIST)) {
            case Loaded.Document document ->
                EmbeddedDocuments.at(
                                new String(document.bytes(), StandardCharsets.UTF_8),
                                "credentialSubject",
                                "encodedList")
                        .stream()
                        .findFirst()
                        .flatMap(Reverification::decoded);
            case Loaded.Unavailable unavailable -> Optional.empty();
        };
    }

    private static Optional<StatusList> decoded(String quoted) {
        return switch (StatusList.decode(quoted.replace("\"", ""), LARGEST_LIST_BYTES)) {
            case StatusListReading.Decoded decoded -> Optional.of(decoded.list());
            case StatusListReading.Malformed malformed -> Optional.empty();
        };
    }

    /** Credentials end with time, without anybody doing anything. */
    void endExpired() {
        for (HeldCredentialId id : credentials.validButEnded(clock.instant())) {
            verify(id);
        }
    }
}
