package org.throughline.server.story;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where the project's parts lie, whatever folder the test runs in. */
final class Places {
    private Places() {}

    static Path project() {
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null && !Files.isDirectory(folder.resolve("safe-fetch"))) {
            folder = folder.getParent();
        }
        if (folder == null) {
            throw new IllegalStateException("not inside the project");
        }
        return folder;
    }

    static Path serverJar() {
        return project().resolve("server/target/throughline-server.jar");
    }

    static Path shared() {
        return project().resolveSibling("shared");
    }
}
