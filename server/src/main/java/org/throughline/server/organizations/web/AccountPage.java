package org.throughline.server.organizations.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a person sees of their own account. */
public record AccountPage(
        String name,
        @Nullable String email,
        boolean administrator,
        List<Belonging> belongings,
        @Nullable String nameError,
        @Nullable String passwordError) {
    public AccountPage {
        belongings = List.copyOf(belongings);
    }

    /** An organization they belong to, with their roles in words. */
    public record Belonging(String organization, String href, String roles) {}
}
