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
import org.throughline.credentials.CredentialIssuer;
import org.throughline.credentials.key.Signer;
import org.throughline.credentials.model.SignedDocument;
import org.throughline.server.issuing.IssuedCredential.Kind;
import org.throughline.server.issuing.IssuedCredential.State;
import org.throughline.server.organizations.PersonId;

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
    private final Clock clock;

    Completion(IssuedCredentials issued, Drafts drafts, CredentialIssuer credentials, Delivery delivery, Clock clock) {
        this.issued = issued;
        this.drafts = drafts;
        this.credentials = credentials;
        this.delivery = delivery;
        this.clock = clock;
    }

    /** Badges first, then the CLR that contains them. A credential that fails says why and stops no other. */
    void complete(Batch batch, PersonId recipient, Signer signer) {
        boolean allBadges = true;
        for (IssuedCredential credential : issued.of(batch.id(), recipient)) {
            boolean through = switch (credential.kind()) {
                case BADGE -> attempt(credential, () -> bringThrough(batch, credential, signer));
                case CLR ->
                    attempt(
                            credential,
                            allBadges
                                    ? () -> bringThrough(batch, credential, signer)
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
        } catch (RuntimeException e) {
            LOG.error("Credential {} could not be issued", credential.id(), e);
            issued.failed(
                    credential.id(), "Something broke on our side; the log has it under " + credential.id() + ".");
        }
        return false;
    }

    private void bringThrough(Batch batch, IssuedCredential credential, Signer signer) {
        if (credential.state() == State.PLANNED) {
            issued.signed(credential.id(), sign(batch, credential, signer), clock.instant());
        }
        if (credential.state() != State.DELIVERED) {
            delivery.deliver(credential);
        }
    }

    private byte[] sign(Batch batch, IssuedCredential credential, Signer signer) {
        if (!signer.controller().equals(batch.issuerDid())) {
            throw new NotIssued("The organization signs as " + signer.controller() + " now, but this was planned as "
                    + batch.issuerDid() + ". Start a new issuance.");
        }
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
