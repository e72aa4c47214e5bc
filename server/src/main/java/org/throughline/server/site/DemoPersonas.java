package org.throughline.server.site;

import java.util.List;
import java.util.Optional;

/** The people of the demo story, given by room {@code demo}; asked for each time, because the story makes them while the server already runs. */
@FunctionalInterface
public interface DemoPersonas {
    /** Those that exist so far, in the story's order. */
    List<DemoPersona> personas();

    /** The password of everybody in the story, which is published. */
    default Optional<String> password() {
        return Optional.empty();
    }
}
