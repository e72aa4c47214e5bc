package org.throughline.server.console;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The list of a backup's files with the SHA-256 of each, as {@code sha256sum} prints it, closed by a line over the list itself. Written last:
 * a backup without it, or with another one, is not whole.
 */
final class BackupManifest {
    static final String NAME = "MANIFEST";

    private static final String HEAD = "Throughline backup 1";
    private static final String END = "end ";

    private BackupManifest() {}

    static void write(Path backup) throws IOException {
        StringBuilder text = new StringBuilder(HEAD).append('\n');
        for (Path file : files(backup)) {
            text.append(sha256(file))
                    .append("  ")
                    .append(backup.relativize(file))
                    .append('\n');
        }
        String digest = sha256(text.toString().getBytes(StandardCharsets.UTF_8));
        text.append(END).append(digest).append('\n');
        Path manifest = backup.resolve(NAME);
        Files.writeString(manifest, text);
        try (FileChannel channel = FileChannel.open(manifest, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /** Refuses a backup that is not, byte for byte, the one that was made. */
    static void require(Path backup) throws IOException {
        Path manifest = backup.resolve(NAME);
        if (!Files.isRegularFile(manifest)) {
            throw new ConsoleFailure(backup + " is no whole backup: it has no " + NAME
                    + ". Either it was never finished, or this is another folder.");
        }
        List<String> wrong = wrong(backup, Files.readString(manifest));
        if (!wrong.isEmpty()) {
            int shown = Math.min(10, wrong.size());
            throw new ConsoleFailure(
                    "The backup in " + backup + " is not the one that was made; nothing was restored.\n  "
                            + String.join("\n  ", wrong.subList(0, shown))
                            + (wrong.size() > shown ? "\n  and " + (wrong.size() - shown) + " more" : ""));
        }
    }

    private static List<String> wrong(Path backup, String text) throws IOException {
        int end = text.lastIndexOf(END);
        boolean closed = end >= 0
                && text.startsWith(HEAD + "\n")
                && text.substring(end)
                        .equals(END + sha256(text.substring(0, end).getBytes(StandardCharsets.UTF_8)) + "\n");
        if (!closed) {
            return List.of("The " + NAME + " is torn or was changed");
        }
        List<String> wrong = new ArrayList<>();
        Set<Path> listed = new HashSet<>();
        for (String line : text.substring(HEAD.length() + 1, end).lines().toList()) {
            String[] parts = line.split("  ", 2);
            Path file = backup.resolve(parts[1]).normalize();
            listed.add(file);
            if (!file.startsWith(backup) || !Files.isRegularFile(file)) {
                wrong.add(parts[1] + " is missing");
            } else if (!sha256(file).equals(parts[0])) {
                wrong.add(parts[1] + " is not the file that was saved");
            }
        }
        for (Path file : files(backup)) {
            if (!listed.contains(file)) {
                wrong.add(backup.relativize(file) + " was added");
            }
        }
        return wrong;
    }

    /** All files but the list itself and the wrapped master key, which is sealed by itself and may be taken away or brought back. */
    private static Set<Path> files(Path backup) throws IOException {
        try (Stream<Path> all = Files.walk(backup)) {
            Set<Path> files = new TreeSet<>(all.filter(Files::isRegularFile).toList());
            files.remove(backup.resolve(NAME));
            files.remove(backup.resolve(WrappedMasterKey.NAME));
            return files;
        }
    }

    private static String sha256(Path file) throws IOException {
        MessageDigest digest = digest();
        byte[] chunk = new byte[1 << 16];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(chunk); read > 0; read = in.read(chunk)) {
                digest.update(chunk, 0, read);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static String sha256(byte[] bytes) {
        return HexFormat.of().formatHex(digest().digest(bytes));
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
