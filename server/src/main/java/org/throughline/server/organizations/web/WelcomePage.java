package org.throughline.server.organizations.web;

import org.jspecify.annotations.Nullable;

/**
 * The page behind a one-time link.
 *
 * @param administrator whether it makes the first administrator, who still has to name an address
 * @param error what was wrong with what was sent before
 */
public record WelcomePage(
        String action,
        boolean administrator,
        String name,
        @Nullable String email,
        @Nullable String error) {}
