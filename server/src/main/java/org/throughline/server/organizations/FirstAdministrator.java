package org.throughline.server.organizations;

import java.util.Optional;
import org.springframework.stereotype.Component;
import org.throughline.server.database.Reach;

/** How a new server gets the person who runs it: by a link that only whoever sees its console can read. */
@Component
public class FirstAdministrator {
    private final People people;
    private final OneTimeLinks links;

    FirstAdministrator(People people, OneTimeLinks links) {
        this.people = people;
        this.links = links;
    }

    /** A new link for the first administrator, valid for 24 hours, or empty when somebody is here already. Print it on the console, nowhere else. */
    public Optional<String> link() {
        return Reach.asHouse(
                "asked at the console, where nobody is signed in",
                () -> people.none() ? Optional.of(links.administratorLink()) : Optional.empty());
    }
}
