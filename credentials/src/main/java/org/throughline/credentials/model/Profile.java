package org.throughline.credentials.model;

import org.jspecify.annotations.Nullable;

/**
 * Who issued, created or endorsed (Open Badges 3.0, B.1.23 Profile).
 *
 * @param id  an absolute URI; of an issuer it is the DID whose key signs
 * @param name  what people call them
 * @param url  their home page, if known
 */
public record Profile(String id, String name, @Nullable String url) {}
