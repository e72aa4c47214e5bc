package org.throughline.server.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The one folder in which a server keeps everything: database, keys, index. One process owns it at a time. The
 * ownership is a lock of the operating system on the file {@code owner}, so it ends with the process however that ends;
 * the file's text (process id, then address) only tells people who it is.
 */
public final class DataDirectory implements AutoCloseable {

    // POSIX gives up a process's lock when it closes ANY channel on the file: ours must not be opened a second time
    // here
    private static final Set<Path> OURS = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final FileChannel channel;
    private final FileLock lock;

    private DataDirectory(Path path, FileChannel channel, FileLock lock) {
        this.path = path;
        this.channel = channel;
        this.lock = lock;
    }

    /**
     * Takes the directory, making it where it is missing.
     *
     * @throws DataDirectoryInUse if another process owns it
     */
    public static DataDirectory claim(Path directory) {
        Path path = directory.toAbsolutePath().normalize();
        try {
            make(path);
            Path file = path.resolve("owner");
            if (!OURS.add(path)) {
                throw new DataDirectoryInUse(path, ownerIn(file));
            }
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock == null) {
                channel.close();
                OURS.remove(path);
                throw new DataDirectoryInUse(path, ownerIn(file));
            }
            DataDirectory mine = new DataDirectory(path, channel, lock);
            mine.write(String.valueOf(ProcessHandle.current().pid()));
            return mine;
        } catch (IOException e) {
            throw new DatabaseFailure("The data directory " + path + " can't be used: " + e, e);
        }
    }

    /** Whether some process owns the directory now. Asking takes nothing away from the owner. */
    public static boolean isOwned(Path directory) {
        Path path = directory.toAbsolutePath().normalize();
        Path file = path.resolve("owner");
        if (OURS.contains(path) || !Files.exists(file)) {
            return OURS.contains(path);
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            return lock == null;
        } catch (IOException e) {
            throw new DatabaseFailure("The data directory " + directory + " can't be read: " + e, e);
        }
    }

    public Path path() {
        return path;
    }

    /** Tells people at which address the owner serves. */
    public void announce(URI address) {
        try {
            write(ProcessHandle.current().pid() + "\n" + address);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            channel.truncate(0);
            lock.release();
            channel.close();
            OURS.remove(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(String text) throws IOException {
        channel.truncate(0);
        channel.write(ByteBuffer.wrap((text + "\n").getBytes(StandardCharsets.UTF_8)), 0);
    }

    private static void make(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            Files.createDirectories(path);
            if (Files.getFileStore(path).supportsFileAttributeView("posix")) {
                // others may pass through to the database's own account, but not look around
                Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx--x--x"));
            }
        }
    }

    private static String ownerIn(Path file) throws IOException {
        String[] lines = Files.readString(file).strip().split("\n");
        String process = lines[0].isBlank() ? "another process" : "process " + lines[0].strip();
        return lines.length > 1 ? process + ", which serves " + lines[1].strip() : process;
    }
}
