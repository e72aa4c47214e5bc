package org.throughline.server.organizations.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.throughline.server.face.Option;

/**
 * What a person sees of their own account.
 *
 * @param minLength how long a new password must be
 * @param programs the choice to end what acts for the person, where something does
 */
public record AccountPage(
        String name,
        @Nullable String email,
        boolean administrator,
        boolean hasPassword,
        boolean hasSecondStep,
        int minLength,
        List<Option> programs,
        List<Belonging> belongings,
        List<Linked> linked,
        @Nullable String nameError,
        @Nullable String passwordError,
        @Nullable String linkError) {
    public AccountPage {
        programs = List.copyOf(programs);
        belongings = List.copyOf(belongings);
        linked = List.copyOf(linked);
    }

    /** An organization they belong to, with their roles in words. */
    public record Belonging(String organization, String href, String roles) {}

    /** An institution by which they sign in. */
    public record Linked(String institution, String since, boolean works, String action) {}
}
