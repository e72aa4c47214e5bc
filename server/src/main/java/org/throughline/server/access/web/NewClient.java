package org.throughline.server.access.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The form of a new client. */
public record NewClient(String name, List<String> acts, String redirects, List<String> scopes, String secrecy) {
    public NewClient(
            @Nullable String name,
            @Nullable List<String> acts,
            @Nullable String redirects,
            @Nullable List<String> scopes,
            @Nullable String secrecy) {
        this.name = name == null ? "" : name;
        this.acts = acts == null ? List.of() : List.copyOf(acts);
        this.redirects = redirects == null ? "" : redirects;
        this.scopes = scopes == null ? List.of() : List.copyOf(scopes);
        this.secrecy = secrecy == null ? "secret" : secrecy;
    }

    static NewClient empty() {
        return new NewClient("", List.of("us"), "", List.of(), "secret");
    }
}
