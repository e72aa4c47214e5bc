package org.throughline.credentials.key;

/**
 * A key as a resolved document publishes it.
 *
 * @param id  its full DID URL
 * @param controller  the DID that the published document says it speaks for
 * @param key  the key itself
 */
public record VerificationMethod(String id, String controller, VerificationKey key) {}
