package org.throughline.credentials.load;

/** What a document is wanted for; with it come the size it may have and the types it may be served as. */
public enum DocumentKind {
    /** A DID document or another one with the issuer's keys. */
    DID_DOCUMENT(
            256 * 1024,
            "application/did+ld+json, application/did+json, application/cid, application/ld+json;q=0.9, application/json;q=0.9"),
    /** A credential that is to be verified, alone or inside of an image. */
    CREDENTIAL(
            32 * 1024 * 1024,
            "application/vc, application/vc+jwt, application/vc+ld+json, application/ld+json, application/json, image/png, image/svg+xml, text/plain;q=0.5"),
    /** A signed status list. */
    STATUS_LIST(
            12 * 1024 * 1024,
            "application/vc, application/vc+ld+json, application/vc+jwt, application/statuslist+jwt, application/ld+json, application/json;q=0.9"),
    /** A part of an Open Badge 2.0 at its home: assertion, badge class, issuer, key or revocation list. */
    OPEN_BADGE_2(1024 * 1024, "application/ld+json, application/json;q=0.9"),
    /** A JSON Schema. */
    SCHEMA(1024 * 1024, "application/schema+json, application/json;q=0.9"),
    /** An item of a CASE framework. */
    CASE_ITEM(1024 * 1024, "application/json");

    private final int maxBytes;
    private final String accept;

    DocumentKind(int maxBytes, String accept) {
        this.maxBytes = maxBytes;
        this.accept = accept;
    }

    /** The most bytes such a document may have. */
    public int maxBytes() {
        return maxBytes;
    }

    /** The value of the {@code Accept} header when one is fetched. */
    public String accept() {
        return accept;
    }
}
