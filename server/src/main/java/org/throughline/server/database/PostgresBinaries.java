package org.throughline.server.database;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Properties;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/**
 * PostgreSQL's programs, which come as an archive inside a jar: one jar per platform, chosen when the house is built.
 * They are unpacked once per version, into a folder that appears whole or not at all.
 */
final class PostgresBinaries {

    private static final Logger log = LoggerFactory.getLogger(PostgresBinaries.class);

    private PostgresBinaries() {}

    /** The folder with {@code bin}, {@code lib} and {@code share}, inside the given one. */
    static Path unpackInto(Path folder) throws IOException {
        Path home = folder.resolve(version());
        if (Files.isExecutable(home.resolve("bin/postgres"))) {
            return home;
        }
        removeHalfUnpacked(folder);
        long start = System.nanoTime();
        Path fresh = Files.createTempDirectory(folder, "unpacking-");
        try (InputStream archive = archive();
                var tar = new TarArchiveInputStream(new XZCompressorInputStream(new BufferedInputStream(archive)))) {
            Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwxr-xr-x"));
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                unpack(tar, entry, fresh);
            }
            Files.move(fresh, home, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException | AtomicMoveNotSupportedException e) {
            throw new IOException("The folder " + home + " is in the way", e);
        }
        log.info("PostgreSQL {} unpacked in {} ms", version(), (System.nanoTime() - start) / 1_000_000);
        return home;
    }

    /** What a start left that was killed while it unpacked. */
    private static void removeHalfUnpacked(Path folder) throws IOException {
        try (DirectoryStream<Path> halves = Files.newDirectoryStream(folder, "unpacking-*")) {
            for (Path half : halves) {
                FileSystemUtils.deleteRecursively(half);
            }
        }
    }

    private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path root) throws IOException {
        Path target = inside(root, root.resolve(entry.getName()));
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
        } else if (entry.isSymbolicLink()) {
            inside(root, target.resolveSibling(entry.getLinkName()));
            Files.createDirectories(target.resolve("..").normalize());
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else if (entry.isFile()) {
            Files.createDirectories(target.resolve("..").normalize());
            Files.copy(tar, target);
            boolean program = (entry.getMode() & 0100) != 0;
            Files.setPosixFilePermissions(target, PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
        } else {
            throw new IOException("The archive of PostgreSQL holds something unexpected: " + entry.getName());
        }
    }

    private static Path inside(Path root, Path path) throws IOException {
        Path normal = path.normalize();
        if (!normal.startsWith(root)) {
            throw new IOException("The archive of PostgreSQL leads outside its folder: " + path);
        }
        return normal;
    }

    private static InputStream archive() {
        String name = "postgres-" + platform() + ".txz";
        InputStream archive = PostgresBinaries.class.getResourceAsStream("/" + name);
        if (archive == null) {
            throw new DatabaseFailure("This build holds no PostgreSQL for this machine (" + name
                    + "). Build it here, or name a database with --database-url.");
        }
        return archive;
    }

    private static String platform() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac") ? "darwin" : "linux";
        String machine = switch (System.getProperty("os.arch")) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64", "arm64" -> "arm_64";
            case String other -> other;
        };
        return system + "-" + machine;
    }

    private static String version() {
        try (InputStream in = PostgresBinaries.class.getResourceAsStream("postgresql.properties")) {
            Properties properties = new Properties();
            properties.load(in);
            return properties.getProperty("version");
        } catch (IOException e) {
            throw new IllegalStateException("The build forgot to say which PostgreSQL it holds", e);
        }
    }
}
