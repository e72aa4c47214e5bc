package org.throughline.server.face;

import java.util.List;

/**
 * What the shell shows while the bundled story is running: that everything is made up, and a way to become each of its people.
 *
 * @param action the address that a sign-in posts to, with the parameter {@code username}
 */
public record Demo(String action, List<Person> people) {
    public Demo {
        people = List.copyOf(people);
    }

    /** One of the story's people. */
    public record Person(String username, String displayName, String role) {}
}
