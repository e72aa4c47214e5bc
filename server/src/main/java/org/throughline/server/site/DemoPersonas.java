package org.throughline.server.site;

import java.util.List;

/** The people of the demo story, given by room {@code demo}; asked for each time, because the story makes them while the server already runs. */
@FunctionalInterface
public interface DemoPersonas {
    /** Those that exist so far, in the story's order. */
    List<DemoPersona> personas();
}
