package org.throughline.server.custody;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Set;

/** A file with the 32 bytes of a master key: readable by this server's user alone, and never inside the database. */
final class MasterKeyFile {
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private final Path file;

    MasterKeyFile(Path file) {
        this.file = file.toAbsolutePath();
    }

    boolean exists() {
        return Files.exists(file);
    }

    /** The key in the file. Whatever is wrong with it is said with the file's name, for the operator. */
    Master read() {
        byte[] key = new byte[0];
        try {
            if (Files.getPosixFilePermissions(file).stream().anyMatch(p -> !OWNER_ONLY.contains(p))) {
                throw new IllegalStateException(
                        "The master key %s can be read or changed by others; set its mode to 0600.".formatted(file));
            }
            key = Files.readAllBytes(file);
            if (key.length != Master.BYTES) {
                throw new IllegalStateException(
                        "The master key %s has %d bytes instead of %d.".formatted(file, key.length, Master.BYTES));
            }
            return Master.of(key);
        } catch (IOException e) {
            throw new UncheckedIOException("The master key " + file + " could not be read.", e);
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    /** Makes a new key, whole or not at all: written beside, flushed to disk, then moved into place. A key that stands is never replaced. */
    void create(SecureRandom random) {
        byte[] key = new byte[Master.BYTES];
        random.nextBytes(key);
        FileAttribute<?> ownerOnly = PosixFilePermissions.asFileAttribute(OWNER_ONLY);
        try {
            Files.createDirectories(folder());
            Path beside = sibling(file.getFileName() + ".new").file;
            Files.deleteIfExists(beside);
            try (SeekableByteChannel out = Files.newByteChannel(
                    beside,
                    Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.SYNC),
                    ownerOnly)) {
                out.write(ByteBuffer.wrap(key));
            }
            if (exists()) {
                throw new FileAlreadyExistsException(file.toString());
            }
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
            flushFolder();
        } catch (IOException e) {
            throw new UncheckedIOException("The master key " + file + " could not be made.", e);
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    /** Puts this key in another's place, in one step. */
    void replace(MasterKeyFile other) {
        try {
            Files.move(file, other.file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            flushFolder();
        } catch (IOException e) {
            throw new UncheckedIOException("The master key " + file + " could not be put in the place of " + other, e);
        }
    }

    /** Keeps a second copy under another name, unless there is one. */
    void copyTo(MasterKeyFile other) {
        if (other.exists()) {
            return;
        }
        try {
            Path beside = sibling(other.file.getFileName() + ".new").file;
            Files.copy(file, beside, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
            try (FileChannel copied = FileChannel.open(beside, StandardOpenOption.WRITE)) {
                copied.force(true);
            }
            Files.move(beside, other.file, StandardCopyOption.ATOMIC_MOVE);
            flushFolder();
        } catch (IOException e) {
            throw new UncheckedIOException("The master key " + file + " could not be kept as " + other, e);
        }
    }

    /** A file in the same folder. */
    MasterKeyFile sibling(String name) {
        return new MasterKeyFile(folder().resolve(name));
    }

    /** Whether a path is this file, or stands beside it under its name with something added. */
    boolean isPlaceOf(Path path) {
        Path other = path.toAbsolutePath();
        return folder().equals(other.getParent())
                && (other.equals(file) || String.valueOf(other.getFileName()).startsWith(name() + "."));
    }

    String name() {
        return file.getFileName().toString();
    }

    private Path folder() {
        Path folder = file.getParent();
        if (folder == null) {
            throw new IllegalStateException("The master key needs a folder, not " + file);
        }
        return folder;
    }

    private void flushFolder() throws IOException {
        try (FileChannel folder = FileChannel.open(folder(), StandardOpenOption.READ)) {
            folder.force(true);
        }
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
