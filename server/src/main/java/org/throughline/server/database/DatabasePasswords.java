package org.throughline.server.database;

import java.io.IOException;
import java.io.StringReader;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Properties;

/**
 * The passwords of the embedded database, 256 random bits each, in a file that only its owner reads.
 *
 * @param superuser of the role {@code postgres}, for setting up and checking
 * @param owner of the role {@code throughline}, which owns the data and migrates it
 * @param server of the role {@code throughline_app}, as which the server works
 */
record DatabasePasswords(String superuser, String owner, String server) {

    static DatabasePasswords in(Path file) throws IOException {
        if (Files.exists(file)) {
            Properties known = new Properties();
            known.load(new StringReader(Files.readString(file)));
            String server = known.getProperty(ServerRole.NAME);
            var kept = new DatabasePasswords(
                    known.getProperty("postgres"),
                    known.getProperty("throughline"),
                    server == null ? word(new SecureRandom()) : server);
            if (server == null) { // the directory is older than the role
                kept.writeTo(file);
            }
            return kept;
        }
        SecureRandom random = new SecureRandom();
        var fresh = new DatabasePasswords(word(random), word(random), word(random));
        fresh.writeTo(file);
        return fresh;
    }

    private void writeTo(Path file) throws IOException {
        write(file, "postgres=" + superuser + "\nthroughline=" + owner + "\n" + ServerRole.NAME + "=" + server + "\n");
    }

    /** Writes a secret whole or not at all, readable by its owner alone, and on the disk when this returns. */
    static void write(Path file, String text) throws IOException {
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        Path fresh = Files.createTempFile(file.getParent(), file.getFileName().toString(), ".new", ownerOnly);
        try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
            channel.write(StandardCharsets.UTF_8.encode(text));
            channel.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel folder = FileChannel.open(file.getParent(), StandardOpenOption.READ)) {
            folder.force(true);
        }
    }

    private static String word(SecureRandom random) {
        byte[] bits = new byte[32];
        random.nextBytes(bits);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
    }

    @Override
    public String toString() {
        return "DatabasePasswords[not shown]";
    }
}
