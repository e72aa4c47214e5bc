package org.throughline.server.organizations.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The form that invites a person into an organization. */
public record Invite(String email, List<String> roles) {
    public Invite(@Nullable String email, @Nullable List<String> roles) {
        this.email = email == null ? "" : email;
        this.roles = roles == null ? List.of() : List.copyOf(roles);
    }
}
