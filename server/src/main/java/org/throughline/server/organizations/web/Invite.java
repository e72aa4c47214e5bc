package org.throughline.server.organizations.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The form that brings a person into an organization. */
public record Invite(String name, String email, List<String> roles) {
    public Invite(@Nullable String name, @Nullable String email, @Nullable List<String> roles) {
        this.name = name == null ? "" : name;
        this.email = email == null ? "" : email;
        this.roles = roles == null ? List.of() : List.copyOf(roles);
    }
}
