package org.throughline.server.organizations.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.throughline.server.face.Option;

/**
 * The sign-in page.
 *
 * @param again for somebody signed in who proves anew who they are; null for whoever comes in
 * @param passkeyOptions what the browser is asked when a passkey is used, as JSON
 */
public record SignInPage(boolean failed, @Nullable Again again, String passkeyOptions) {
    static SignInPage first(boolean failed, String passkeyOptions) {
        return new SignInPage(failed, null, passkeyOptions);
    }

    /**
     * @param act what they are about to do, after "you are about to"
     * @param email their own address
     * @param password whether they have one
     * @param passkey whether they have one
     * @param institutions those that know them
     */
    public record Again(String act, String email, boolean password, boolean passkey, List<Option> institutions) {
        public Again {
            institutions = List.copyOf(institutions);
        }
    }
}
