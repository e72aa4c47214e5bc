package org.throughline.server.organizations.web;

import org.jspecify.annotations.Nullable;

/**
 * What a letter's link would prove.
 *
 * @param other whose record would join the person's own, or null
 */
public record AddressProofPage(
        String action,
        String email,
        @Nullable String other,
        @Nullable String error) {}
