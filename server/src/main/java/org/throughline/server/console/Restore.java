package org.throughline.server.console;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;
import org.throughline.server.custody.MasterKeyPlace;
import org.throughline.server.database.RestoredCluster;

/**
 * Brings a backup into an empty data directory, whole or not at all. It leaves a mark for the first start, which then knows that the database
 * went back: the log goes on under a new key, status lists are closed so that no place is given twice, and who was forgotten since is forgotten
 * again.
 */
final class Restore {
    private static final String MARK = "restored";

    private final Path backup;
    private final Path target;

    Restore(Path backup, Path target) {
        this.backup = backup.toAbsolutePath().normalize();
        this.target = target.toAbsolutePath().normalize();
    }

    /**
     * @param outside a folder with newer checkpoints and erasures than the backup has: the lost data directory's, or the copy; null for none
     * @param passphrase opens the master key, if it is in the backup; null for none
     */
    List<String> run(@Nullable Path outside, @Nullable String passphrase) throws IOException {
        BackupManifest.require(backup);
        requireEmpty();
        Path cluster = backup.resolve("cluster");
        if (!Files.isDirectory(cluster)) {
            throw new ConsoleFailure(
                    "There is no database in this backup, because the server's was not the embedded one. Restore"
                            + " the database with its own tools (pg_restore), then start the server with --database-url; its checkpoints"
                            + " are in " + backup.resolve("checkpoints") + ".");
        }
        Path fresh = target.resolveSibling(target.getFileName() + ".restoring");
        FileSystemUtils.deleteRecursively(fresh);
        List<String> lines = new ArrayList<>();
        try {
            Files.createDirectories(fresh);
            Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwx--x--x"));
            RestoredCluster.place(cluster, fresh);
            for (String name : Backup.OURS) {
                Backup.copy(backup.resolve(name), fresh.resolve(name));
                if (outside != null) {
                    Backup.copy(newer(outside, name), fresh.resolve(name));
                }
            }
            lines.add(masterKey(passphrase));
            Files.writeString(fresh.resolve(MARK), "from " + backup + "\n");
            Files.deleteIfExists(target);
            Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            FileSystemUtils.deleteRecursively(fresh);
        }
        lines.addFirst("Restored into " + target + ".");
        lines.add("Then: ./throughline serve --data " + target + ", and ./throughline fsck --data " + target);
        return lines;
    }

    private void requireEmpty() throws IOException {
        if (Files.exists(target)) {
            try (Stream<Path> found = Files.list(target)) {
                if (found.findAny().isPresent()) {
                    throw new ConsoleFailure(
                            target + " is not empty. A backup is restored into a new data directory, so that"
                                    + " nothing is lost if it is the wrong one.");
                }
            }
        }
        Path parent = target.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
    }

    /** In a lost data directory they stand under their names; in a copy the checkpoints stand in the folder itself. */
    private static Path newer(Path outside, String name) {
        Path named = outside.resolve(name);
        return Files.exists(named) || !name.equals("checkpoints") ? named : outside;
    }

    /** Puts the master key back to its place, which is beside the data directory. A key that stands there already is somebody's and stays. */
    private String masterKey(@Nullable String passphrase) throws IOException {
        Path place = MasterKeyPlace.of(target);
        boolean wrapped = Files.exists(backup.resolve(WrappedMasterKey.NAME));
        if (!wrapped || passphrase == null) {
            return (Files.exists(place)
                                    ? "A master key stands in %s; before the first start see that it is the right one"
                                    : "Before the first start put the master key back to %s (mode 0600)")
                            .formatted(place)
                    + (wrapped ? ", or restore again with its passphrase in " + BackupCommand.PASSPHRASE + "." : ".");
        }
        byte[] key = WrappedMasterKey.open(backup, passphrase);
        if (Files.exists(place)) {
            if (Arrays.equals(Files.readAllBytes(place), key)) {
                return "The master key stands in " + place + " already.";
            }
            throw new ConsoleFailure("Another master key stands in " + place
                    + ". Move it away, to where the data is that it opens, and restore again.");
        }
        Files.createDirectories(place.getParent());
        Files.createFile(place, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(place, key);
        return "The master key is back in " + place + ".";
    }
}
