package org.throughline.server.database;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Room on the disk that new things may not take, so that PostgreSQL never meets a full disk in the middle of its log of changes: there it
 * would have to stop altogether, and reading with it. Folders may lie on disks of their own: each must have its reserve, of a small disk a
 * quarter.
 */
public final class StorageReserve {
    private static final int SHARE_OF_A_SMALL_DISK = 4;

    private final List<Path> folders;
    private final long bytes;

    StorageReserve(List<Path> folders, long bytes) {
        this.folders = List.copyOf(folders);
        this.bytes = bytes;
    }

    /** Whether less is free than the reserve. A disk that can't be asked is taken for one with room: the database will say. */
    public boolean isSpent() {
        return folders.stream().anyMatch(this::isSpent);
    }

    private boolean isSpent(Path folder) {
        try {
            FileStore disk = Files.getFileStore(folder);
            return disk.getUsableSpace() < Math.min(bytes, disk.getTotalSpace() / SHARE_OF_A_SMALL_DISK);
        } catch (IOException e) {
            return false;
        }
    }
}
