package org.throughline.server.console;

import java.util.function.Consumer;

/** The story of the demo: told once, at the first start of its data directory, through the doors that users use. */
@FunctionalInterface
public interface DemoStory {

    /**
     * Tells what has not been told yet; a story that was cut short goes on where it stood.
     *
     * @param line takes one line for the person at the console: per step what, how many and how long, in the end the
     *     demo's sign-ins
     * @throws RuntimeException at the first step that fails
     */
    void tell(Consumer<String> line);
}
