package org.throughline.server.organizations;

import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Scope;
import org.springframework.context.annotation.ScopedProxyMode;
import org.springframework.stereotype.Component;

/** Remembers for the length of one request who is asking, so that a page that asks five times reads once. */
@Component
@Scope(value = "request", proxyMode = ScopedProxyMode.TARGET_CLASS)
class RequestMemory {
    private @Nullable SignedIn signedIn;

    @Nullable
    SignedIn signedIn() {
        return signedIn;
    }

    void remember(SignedIn person) {
        signedIn = person;
    }
}
