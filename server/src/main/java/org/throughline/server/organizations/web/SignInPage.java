package org.throughline.server.organizations.web;

import org.jspecify.annotations.Nullable;

/**
 * The sign-in page.
 *
 * @param email whose it is, where somebody signed in proves anew who they are
 */
public record SignInPage(boolean failed, @Nullable String email) {
    public boolean again() {
        return email != null;
    }
}
