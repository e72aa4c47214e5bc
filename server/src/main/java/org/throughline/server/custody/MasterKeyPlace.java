package org.throughline.server.custody;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where the master key stands when the operator names no place: in a folder beside the data directory, so that a copy of the directory is not a
 * copy of everything. It stays inside where an older installation has it, and where the directory is a disk of its own (a container's volume): what
 * lies beside that one may be gone after the next start.
 */
public final class MasterKeyPlace {
    private static final String NAME = "master.key";

    private MasterKeyPlace() {}

    /** The place for this data directory, whether or not a key is there. */
    public static Path of(Path dataDirectory) {
        Path directory = dataDirectory.toAbsolutePath().normalize();
        Path inside = directory.resolve("keys").resolve(NAME);
        Path folder = beside(directory);
        return Files.exists(inside) || !isOfTheSameDisk(directory, folder) ? inside : folder.resolve(NAME);
    }

    /** Whether the key of this place would be copied together with the data directory. */
    static boolean isInside(Path file, Path dataDirectory) {
        return file.toAbsolutePath()
                .normalize()
                .startsWith(dataDirectory.toAbsolutePath().normalize());
    }

    /** The folder beside a data directory: {@code server.keys} beside {@code server}. */
    static Path beside(Path directory) {
        Path name = directory.getFileName();
        return directory.resolveSibling((name == null ? "throughline" : name) + ".keys");
    }

    private static boolean isOfTheSameDisk(Path directory, Path folder) {
        Path there = existing(directory);
        Path parent = existing(folder);
        try {
            return Files.isWritable(parent) && Files.getFileStore(there).equals(Files.getFileStore(parent));
        } catch (IOException e) {
            throw new UncheckedIOException("It can't be told on which disk " + directory + " is", e);
        }
    }

    private static Path existing(Path path) {
        Path there = path;
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        return there;
    }
}
