package org.throughline.caseformat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Where the tests find files, from whichever folder they are started. */
public final class ProjectFiles {

    private ProjectFiles() {}

    /** The folder of the whole project. */
    public static Path project() {
        Path folder = Path.of(System.getProperty("user.dir")).toAbsolutePath();
        while (folder != null) {
            if (Files.isDirectory(folder.resolve("safe-fetch")) && Files.isRegularFile(folder.resolve("pom.xml"))) {
                return folder;
            }
            folder = folder.getParent();
        }
        throw new IllegalStateException("Started outside of the project: " + System.getProperty("user.dir"));
    }

    /** A file or folder of the specifications and data beside the project; skips the test where they are not there. */
    public static Path shared(String path) {
        Path found = project().resolveSibling("shared").resolve(path);
        Assumptions.assumeTrue(
                Files.exists(found),
                "Skipped: ../shared/" + path + " is not beside the project, so there is nothing to check against.");
        return found;
    }

    /** The files of a folder with this ending, by name. */
    public static List<Path> in(Path folder, String ending) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
