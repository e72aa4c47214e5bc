package org.throughline.server.face;

import org.jspecify.annotations.Nullable;

/**
 * Who is signed in, as the shell shows it.
 *
 * @param role in which role they act now, "Educator at Riverbend College"
 * @param signOutAction the address that the sign-out form posts to
 */
public record SignedIn(
        String displayName, @Nullable String role, @Nullable String href, String signOutAction) {}
