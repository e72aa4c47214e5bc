package org.throughline.server.frameworks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Assumptions;

/** The folder {@code shared} beside the project, with others' files and specifications; tests that need it say so where it is absent. */
public final class SharedFolder {
    private SharedFolder() {}

    /** The project's own folder. */
    public static Path project() {
        Path here = Path.of(System.getProperty("user.dir")).toAbsolutePath();
        while (here != null && !Files.isDirectory(here.resolve("safe-fetch"))) {
            here = here.getParent();
        }
        return Objects.requireNonNull(here, "the tests run inside the project");
    }

    /** A path in the shared folder; where it is absent the test is skipped. */
    public static Path path(String name) {
        Path path = project().resolveSibling("shared").resolve(name);
        Assumptions.assumeTrue(Files.exists(path), "needs ../shared/" + name + " beside the project");
        return path;
    }
}
