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
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The one folder in which a server keeps everything: database, keys, index. One process owns it at a time. The
 * ownership is a lock of the operating system on the file {@code owner}, so it ends with the process however that ends.
 * POSIX takes the lock from a process that closes any other channel on the file, so nothing here may read it but this class; and the file's
 * text (process id and when it began, then its address) tells who the owner is, lock or not: while that very process lives, nobody else comes
 * in.
 */
public final class DataDirectory implements AutoCloseable {

    private static final String OWNER = "owner";
    private static final int LONGEST_NOTE = 4096;

    /** Milliseconds by which two processes may differ in when a third began: each reckons from the machine's start by its own clock. */
    private static final long ABOUT = 10_000;

    private static final Pattern NAMED = Pattern.compile("(\\d{1,18}) (\\d{2,18})\\s");

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
            Path file = path.resolve(OWNER);
            if (!OURS.add(path)) {
                throw new DataDirectoryInUse(path, "this process");
            }
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock == null || lives(channel)) {
                channel.close();
                OURS.remove(path);
                throw new DataDirectoryInUse(path, ownerIn(file));
            }
            DataDirectory mine = new DataDirectory(path, channel, lock);
            mine.write(self());
            return mine;
        } catch (IOException e) {
            throw new DatabaseFailure("The data directory " + path + " can't be used: " + e, e);
        }
    }

    /** Whether some process owns the directory now. Asking takes nothing away from the owner. */
    public static boolean isOwned(Path directory) {
        Path path = directory.toAbsolutePath().normalize();
        Path file = path.resolve(OWNER);
        if (OURS.contains(path) || !Files.exists(file)) {
            return OURS.contains(path);
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            return lock == null || lives(channel);
        } catch (IOException e) {
            throw new DatabaseFailure("The data directory " + directory + " can't be read: " + e, e);
        }
    }

    public Path path() {
        return path;
    }

    /** Whether this is the file that says who owns a data directory, which no other class may open. */
    public static boolean isOwnersNote(Path file) {
        return file.endsWith(OWNER);
    }

    /** Tells people at which address the owner serves. */
    public void announce(URI address) {
        try {
            write(self() + "\n" + address);
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

    private static String self() {
        ProcessHandle self = ProcessHandle.current();
        return self.pid() + " " + beganAt(self);
    }

    private static long beganAt(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }

    /**
     * Whether another process that the file names is there still, and not one that was given its number since. Read by the channel at hand:
     * to open the file once more would give its lock away.
     */
    private static boolean lives(FileChannel channel) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(LONGEST_NOTE);
        channel.read(bytes, 0);
        Matcher named = NAMED.matcher(StandardCharsets.UTF_8.decode(bytes.flip()));
        return named.lookingAt()
                && Long.parseLong(named.group(1)) != ProcessHandle.current().pid()
                && ProcessHandle.of(Long.parseLong(named.group(1)))
                        .filter(process ->
                                process.info().command().isPresent()) // else a dead one whose parent has not looked
                        .filter(process -> Math.abs(beganAt(process) - Long.parseLong(named.group(2))) < ABOUT)
                        .isPresent();
    }

    private static String ownerIn(Path file) throws IOException {
        String[] lines = Files.readString(file).strip().split("\n");
        String process = lines[0].isBlank()
                ? "another process"
                : "process " + lines[0].strip().split(" ")[0];
        return lines.length > 1 ? process + ", which serves " + lines[1].strip() : process;
    }
}
