package org.throughline.server.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Room on the disk that new things may not take, so that PostgreSQL never meets a full disk in the middle of its log of changes: there it
 * would have to stop altogether, and reading with it.
 */
public final class StorageReserve {
    private final Path folder;
    private final long bytes;

    StorageReserve(Path folder, long bytes) {
        this.folder = folder;
        this.bytes = bytes;
    }

    /** Whether less is free than the reserve. A disk that can't be asked is taken for one with room: the database will say. */
    public boolean isSpent() {
        try {
            return Files.getFileStore(folder).getUsableSpace() < bytes;
        } catch (IOException e) {
            return false;
        }
    }
}
