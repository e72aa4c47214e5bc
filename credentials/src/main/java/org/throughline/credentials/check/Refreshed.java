package org.throughline.credentials.check;

import org.throughline.credentials.model.SignedDocument;

/**
 * That a report is about a newer credential than the one that was given, because its issuer has one (1EdTech Credential Refresh).
 *
 * @param address  where the newer one stands
 * @param document  the newer one, exactly as it stands there, without the image around it: these bytes the report is about
 * @param given  the report about what was given, by itself
 */
public record Refreshed(String address, SignedDocument document, VerificationReport given) {}
