package org.throughline.server.face;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the shell shows while the bundled story is running: that everything is made up, and a way to become each of its people.
 *
 * @param action the address that a sign-in posts to, with the parameter {@code username}
 * @param password what everybody of the story signs in with, where a page asks for it; null where the story has none
 */
public record Demo(
        String action, List<Person> people, @Nullable String password) {
    public Demo {
        people = List.copyOf(people);
    }

    /** One of the story's people. */
    public record Person(String username, String displayName, String role) {}
}
