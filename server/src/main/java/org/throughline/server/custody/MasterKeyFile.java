package org.throughline.server.custody;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
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
import java.util.Set;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** The file with the 32 bytes that seal all issuer keys: readable by this server's user alone, and never inside the database. */
final class MasterKeyFile {
    private static final int KEY_BYTES = 32;
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private final Path file;

    MasterKeyFile(Path file) {
        this.file = file;
    }

    boolean exists() {
        return Files.exists(file);
    }

    /** The key in the file. Whatever is wrong with it is said with the file's name, for the operator. */
    SecretKey read() {
        try {
            if (Files.getPosixFilePermissions(file).stream().anyMatch(p -> !OWNER_ONLY.contains(p))) {
                throw new IllegalStateException(
                        "The master key %s can be read or changed by others; set its mode to 0600.".formatted(file));
            }
            byte[] key = Files.readAllBytes(file);
            if (key.length != KEY_BYTES) {
                throw new IllegalStateException(
                        "The master key %s has %d bytes instead of %d.".formatted(file, key.length, KEY_BYTES));
            }
            return new SecretKeySpec(key, "AES");
        } catch (IOException e) {
            throw new UncheckedIOException("The master key " + file + " could not be read.", e);
        }
    }

    /** Makes a new key, whole or not at all: written beside, flushed to disk, then moved into place. A key that stands is never replaced. */
    void create(SecureRandom random) {
        byte[] key = new byte[KEY_BYTES];
        random.nextBytes(key);
        FileAttribute<?> ownerOnly = PosixFilePermissions.asFileAttribute(OWNER_ONLY);
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder == null) {
                throw new IllegalStateException("The master key needs a folder, not " + file);
            }
            Files.createDirectories(folder);
            Path beside = folder.resolve(file.getFileName() + ".new");
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
        } catch (IOException e) {
            throw new UncheckedIOException("The master key " + file + " could not be made.", e);
        }
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
