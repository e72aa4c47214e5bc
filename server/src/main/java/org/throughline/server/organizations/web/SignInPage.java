package org.throughline.server.organizations.web;

import org.jspecify.annotations.Nullable;

/**
 * The sign-in page.
 *
 * @param email whose it is, where somebody signed in proves anew who they are
 * @param passkeyOptions what the browser is asked when a passkey is used, as JSON
 */
public record SignInPage(boolean failed, @Nullable String email, String passkeyOptions) {
    public boolean again() {
        return email != null;
    }
}
