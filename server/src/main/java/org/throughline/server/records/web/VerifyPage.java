package org.throughline.server.records.web;

import org.jspecify.annotations.Nullable;

/**
 * The verify page.
 *
 * @param error what was wrong with the form, or null
 * @param result the answer, or null before anything was asked
 */
public record VerifyPage(
        String text,
        String url,
        String email,
        @Nullable String error,
        @Nullable CredentialView result) {
    static VerifyPage empty() {
        return new VerifyPage("", "", "", null, null);
    }

    public String title() {
        return result == null ? "Verify a credential" : result.verdict().word() + ": " + result.name();
    }
}
