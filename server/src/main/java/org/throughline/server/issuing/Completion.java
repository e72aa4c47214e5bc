package org.throughline.server.issuing;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;
import org.throughline.credentials.CredentialIssuer;
import org.throughline.credentials.key.Signer;
import org.throughline.credentials.model.SignedDocument;
import org.throughline.server.custody.IssuerKeys;
import org.throughline.server.issuing.IssuedCredential.Kind;
import org.throughline.server.issuing.IssuedCredential.State;
import org.throughline.server.organizations.PersonId;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;

/**
 * Brings one person's credentials of a batch to their end, from whatever state they are in: planned ones are signed and their bytes
 * stored, signed ones are delivered. Doing it again does nothing again.
 */
@Component
final class Completion {
    private static final Logger LOG = LoggerFactory.getLogger(Completion.class);

    private final IssuedCredentials issued;
    private final Drafts drafts;
    private final CredentialIssuer credentials;
    private final Delivery delivery;
    private final IssuerKeys keys;
    private final StatusLists statusLists;
    private final TransactionTemplate transactions;
    private final Clock clock;

    Completion(
            IssuedCredentials issued,
            Drafts drafts,
            CredentialIssuer credentials,
            Delivery delivery,
            IssuerKeys keys,
            StatusLists statusLists,
            TransactionTemplate transactions,
            Clock clock) {
        this.keys = keys;
        this.statusLists = statusLists;
        this.transactions = transactions;
        this.issued = issued;
        this.drafts = drafts;
        this.credentials = credentials;
        this.delivery = delivery;
        this.clock = clock;
    }

    /**
     * Badges first, then the CLR that contains them. A credential that fails says why and stops no other. Where issuing is halted, what is not signed
     * stays planned and the {@code Problem ISSUING_HALTED} goes up.
     */
    void complete(Batch batch, PersonId recipient) {
        boolean allBadges = true;
        for (IssuedCredential credential : issued.of(batch.id(), recipient)) {
            boolean through = switch (credential.kind()) {
                case BADGE -> attempt(credential, () -> bringThrough(batch, credential));
                case CLR ->
                    attempt(
                            credential,
                            allBadges
                                    ? () -> bringThrough(batch, credential)
                                    : () -> {
                                        throw new NotIssued(
                                                "One of the badges that it should contain could not be issued.");
                                    });
            };
            allBadges &= through || credential.kind() == Kind.CLR;
        }
    }

    private boolean attempt(IssuedCredential credential, Runnable work) {
        if (credential.state() == State.FAILED) {
            return false;
        }
        try {
            work.run();
            return true;
        } catch (DataAccessException | TransactionException e) {
            throw e; // the database's trouble is nothing that the credential failed by
        } catch (NotIssued e) {
            issued.failed(credential.id(), e.reason());
        } catch (Problem e) {
            if (e.type() == ProblemType.ISSUING_HALTED) {
                throw e;
            }
            issued.failed(credential.id(), String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            LOG.error("Credential {} could not be issued", credential.id(), e);
            issued.failed(
                    credential.id(), "Something broke on our side; the log has it under " + credential.id() + ".");
        }
        return false;
    }

    private void bringThrough(Batch batch, IssuedCredential credential) {
        if (credential.state() == State.PLANNED) {
            signAndKeep(batch, credential);
        }
        if (credential.state() != State.DELIVERED) {
            delivery.deliver(credential);
        }
    }

    /** The signature and its keeping are one transaction, so that a halt or a retired key lets both through or neither. */
    private void signAndKeep(Batch batch, IssuedCredential credential) {
        for (int attempt = 1; ; attempt++) {
            try {
                transactions.executeWithoutResult(status -> {
                    Signer signer = keys.signer(batch.organization());
                    byte[] document =
                            sign(batch.signedAs(signer.controller()), placed(batch, credential, signer), signer);
                    issued.signed(credential.id(), document, signer.verificationMethod(), clock.instant());
                });
                return;
            } catch (Problem e) {
                if (e.type() != ProblemType.KEY_NOT_ACTIVE || attempt == 3) {
                    throw e;
                } // the key was changed between two looks: the next look finds the new one
            }
        }
    }

    /** The plan as it stands; where the organization has a new name since (a did:key that was changed), with an index in a list of that name. */
    private IssuedCredential placed(Batch batch, IssuedCredential credential, Signer signer) {
        if (signer.controller().equals(batch.issuerDid())) {
            return credential;
        }
        issued.move(
                credential.id(),
                statusLists.take(batch.organization(), signer.controller(), 1).getFirst());
        return issued.find(batch.organization(), credential.id()).orElseThrow();
    }

    private byte[] sign(Batch batch, IssuedCredential credential, Signer signer) {
        return switch (credential.kind()) {
            case BADGE -> credentials.issue(drafts.badge(batch, credential), signer);
            case CLR -> clr(batch, credential, signer);
        };
    }

    private byte[] clr(Batch batch, IssuedCredential credential, Signer signer) {
        List<IssuedCredential> badges = issued.badgesFor(batch.organization(), credential.recipient());
        List<SignedDocument> documents = new ArrayList<>();
        for (IssuedCredential badge : badges) {
            byte[] document = issued.document(badge.id()).orElseThrow();
            documents.add(new SignedDocument(new String(document, StandardCharsets.UTF_8)));
        }
        if (documents.isEmpty()) {
            throw new NotIssued("The person has no badge from this organization that a record could contain.");
        }
        return credentials.issue(drafts.clr(batch, credential, badges, documents), signer);
    }

    /** Why a credential was not issued, in words for the issuer. */
    static final class NotIssued extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final String reason;

        NotIssued(String reason) {
            super(reason);
            this.reason = reason;
        }

        String reason() {
            return reason;
        }
    }
}
