package org.throughline.credentials.check;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.throughline.credentials.model.Alignment;
import org.throughline.credentials.model.CredentialStatus;
import org.throughline.credentials.model.IdentityObject;
import org.throughline.credentials.model.Result;

/**
 * What a document says, for reading: nothing of it is believed. Everything but lists may be missing.
 *
 * @param document  SHA-256 of the exact bytes, 64 hexadecimal digits
 * @param alignments  all alignments of the achievement itself
 * @param results  what the person reached
 * @param status  the status entries of a kind that we know
 * @param children  what the credentials inside say, in their order
 */
public record ClaimedCredential(
        String document,
        @Nullable String id,
        List<String> types,
        @Nullable String name,
        @Nullable String description,
        @Nullable String issuerId,
        @Nullable String issuerName,
        @Nullable String subjectId,
        List<IdentityObject> identifiers,
        @Nullable ClaimedAchievement achievement,
        List<Alignment> alignments,
        List<Result> results,
        @Nullable Instant validFrom,
        @Nullable Instant validUntil,
        List<CredentialStatus> status,
        List<ClaimedCredential> children) {

    public ClaimedCredential {
        types = List.copyOf(types);
        identifiers = List.copyOf(identifiers);
        alignments = List.copyOf(alignments);
        results = List.copyOf(results);
        status = List.copyOf(status);
        children = List.copyOf(children);
    }

    /** Whether it says that it is a presentation: somebody shows credentials, and nobody issued it. */
    public boolean isPresentation() {
        return types.contains("VerifiablePresentation");
    }

    /** The same with what the credentials inside say. */
    ClaimedCredential withChildren(List<ClaimedCredential> inside) {
        return new ClaimedCredential(
                document,
                id,
                types,
                name,
                description,
                issuerId,
                issuerName,
                subjectId,
                identifiers,
                achievement,
                alignments,
                results,
                validFrom,
                validUntil,
                status,
                inside);
    }
}
