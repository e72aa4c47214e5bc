package org.throughline.credentials;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Finds the project's root, and the folder of specifications and peers that may stand beside it. */
public final class Shared {

    private Shared() {}

    /** The root of the project. */
    public static Path project() {
        for (Path at = Path.of(System.getProperty("user.dir")); at != null; at = at.getParent()) {
            Path pom = at.resolve("pom.xml");
            try {
                if (Files.exists(pom) && Files.readString(pom).contains("<module>safe-fetch</module>")) {
                    return at;
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        throw new IllegalStateException("The tests run outside the project");
    }

    /** A file or folder of the shared material; the test is skipped, saying so, where there is none. */
    public static Path path(String relative) {
        Path path = project().resolveSibling("shared").resolve(relative);
        assumeTrue(Files.exists(path), "skipped: ../shared/" + relative + " is not beside the project");
        return path;
    }

    /** The bytes of a shared file. */
    public static byte[] bytes(String relative) {
        try {
            return Files.readAllBytes(path(relative));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
