package org.throughline.server.outbound;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.throughline.credentials.CredentialIssuer;
import org.throughline.credentials.key.Ed25519KeyPair;
import org.throughline.credentials.key.Signer;
import org.throughline.credentials.model.Achievement;
import org.throughline.credentials.model.AchievementCredential;
import org.throughline.credentials.model.AchievementSubject;
import org.throughline.credentials.model.BitstringStatusListEntry;
import org.throughline.credentials.model.CredentialStatus;
import org.throughline.credentials.model.Criteria;
import org.throughline.credentials.model.IdentityObject;
import org.throughline.credentials.model.Profile;

/** What strangers send to be verified. */
final class StrangerCredentials {
    private static final Ed25519KeyPair PAIR = Ed25519KeyPair.fromSeed(new byte[32]);

    private StrangerCredentials() {}

    /** Signed by a key that says itself whose it is. */
    static byte[] signed(@Nullable String statusList) {
        return by(PAIR.didKey(), PAIR.signer(), statusList);
    }

    /** Signed in the name of a did:web, whose document has to be asked for. */
    static byte[] signedAs(String did, @Nullable String statusList) {
        return by(did, PAIR.signer(did + "#1", did), statusList);
    }

    /** The document of a did:web that lists the key. */
    static String didDocument(String did) {
        return """
                {"@context":["https://www.w3.org/ns/did/v1","https://w3id.org/security/multikey/v1"],"id":"%1$s",
                 "verificationMethod":[{"id":"%1$s#1","type":"Multikey","controller":"%1$s","publicKeyMultibase":"%2$s"}],
                 "assertionMethod":["%1$s#1"]}
                """.formatted(did, PAIR.didKey().substring("did:key:".length()));
    }

    private static byte[] by(String did, Signer signer, @Nullable String statusList) {
        Achievement achievement = new Achievement(
                "urn:uuid:5f0c1f3e-0000-4000-8000-000000000001",
                "Watches",
                "Watches what others do.",
                new Criteria(null, "Seen."),
                "Competency",
                "W",
                List.of());
        List<CredentialStatus> status = statusList == null
                ? List.of()
                : List.of(new BitstringStatusListEntry(
                        statusList + "#7", BitstringStatusListEntry.REVOCATION, 7, statusList));
        AchievementCredential credential = new AchievementCredential(
                "urn:uuid:5f0c1f3e-0000-4000-8000-000000000002",
                "Watches",
                null,
                new Profile(did, "A stranger", null),
                Instant.parse("2026-01-01T00:00:00Z"),
                null,
                new AchievementSubject(
                        null, List.of(IdentityObject.hashed("a@b.example", "salt", "emailAddress")), achievement),
                status);
        return new CredentialIssuer(Clock.systemUTC()).issue(credential, signer);
    }
}
