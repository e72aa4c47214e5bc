package org.throughline.server.records.web;

import org.throughline.server.outbound.StrangerDoor;

/** Somebody gives the address of a credential instead of the credential. */
public final class CredentialDoor implements StrangerDoor {
    private final CredentialFetch fetch;

    CredentialDoor(CredentialFetch fetch) {
        this.fetch = fetch;
    }

    @Override
    public String name() {
        return "credential by address";
    }

    @Override
    public String ask(String address) {
        return switch (fetch.fetch(address)) {
            case CredentialFetch.Fetched fetched -> "it was fetched";
            case CredentialFetch.NotFetched(String why) -> StrangerDoor.judged(why);
        };
    }
}
