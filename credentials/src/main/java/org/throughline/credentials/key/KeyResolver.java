package org.throughline.credentials.key;

import java.net.URI;
import java.time.Instant;
import org.throughline.credentials.load.DocumentKind;
import org.throughline.credentials.load.DocumentLoader;
import org.throughline.credentials.load.Loaded;

/**
 * From the {@code verificationMethod} of a proof to a public key (Controlled Identifiers 1.0, section 3.3).
 *
 * <p>A key is only ever taken from the document of the DID that it is said to belong to: of a did:key that is the DID itself, of
 * a did:web the document at its address. Text after the {@code #} of any other URL never counts as a key.
 */
public final class KeyResolver {

    private final DocumentLoader documents;
    private final Instant now;

    /**
     * A resolver for one verification.
     *
     * @param now  the moment at which keys must not have expired or been revoked
     */
    public KeyResolver(DocumentLoader documents, Instant now) {
        this.documents = documents;
        this.now = now;
    }

    /** Looks up the key that may make assertions under this id. */
    public KeyResolution resolve(String verificationMethod) {
        int hash = verificationMethod.indexOf('#');
        String did = hash < 0 ? verificationMethod : verificationMethod.substring(0, hash);
        if (did.startsWith("did:key:")) {
            return didKey(verificationMethod, did);
        }
        if (did.startsWith("did:web:")) {
            return didWeb(verificationMethod, did);
        }
        return new KeyResolution.Unresolvable("Keys of the kind \"" + kind(did)
                + "\" are not supported yet; this version resolves did:key (Ed25519) and did:web");
    }

    private static KeyResolution didKey(String verificationMethod, String did) {
        String multibase = did.substring("did:key:".length());
        if (!verificationMethod.equals(did + "#" + multibase)) {
            return new KeyResolution.Contradicted(
                    "The document of a did:key lists one key, and its id ends in \"#" + multibase + "\"");
        }
        return Ed25519PublicKey.ofMultibase(multibase)
                .<KeyResolution>map(
                        key -> new KeyResolution.Resolved(new VerificationMethod(verificationMethod, did, key)))
                .orElseGet(() -> new KeyResolution.Unresolvable(
                        "The did:key does not hold an Ed25519 key; other kinds are not supported yet"));
    }

    private KeyResolution didWeb(String verificationMethod, String did) {
        URI address = DidWeb.addressOf(did).orElse(null);
        if (address == null) {
            return new KeyResolution.Contradicted("\"" + did + "\" is not a well-formed did:web");
        }
        return switch (documents.load(address, DocumentKind.DID_DOCUMENT)) {
            case Loaded.Unavailable unavailable ->
                new KeyResolution.Unresolvable(
                        "The issuer's keys at " + address + " could not be read: the address " + unavailable.message());
            case Loaded.Document document -> DidDocument.keyIn(document.bytes(), did, verificationMethod, now);
        };
    }

    private static String kind(String did) {
        String[] parts = did.split(":", 3);
        return parts.length == 3 && parts[0].equals("did") ? "did:" + parts[1] : parts[0];
    }
}
