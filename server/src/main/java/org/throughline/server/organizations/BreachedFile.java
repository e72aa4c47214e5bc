package org.throughline.server.organizations;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * A list in a file of the operator: lines {@code SHA1} or {@code SHA1:count} in upper case, sorted, as the Pwned Passwords downloader writes them. Of
 * a file of any size a few dozen lines are read per password.
 */
final class BreachedFile implements BreachedPasswords {
    private static final System.Logger LOG = System.getLogger(BreachedFile.class.getName());

    private final Path file;

    BreachedFile(Path file) {
        if (!Files.isReadable(file)) {
            throw new IllegalArgumentException("The list of breached passwords can't be read: " + file);
        }
        this.file = file;
    }

    @Override
    public boolean contains(String sha1) {
        try (RandomAccessFile lines = new RandomAccessFile(file.toFile(), "r")) {
            long low = 0; // the searched line begins at or after it
            long high = lines.length();
            while (low < high) {
                long middle = (low + high) / 2;
                long start = lineStart(lines, middle);
                lines.seek(start);
                String line = lines.readLine();
                int order = line == null ? 1 : hash(line).compareTo(sha1);
                if (order == 0) {
                    return true;
                }
                if (order < 0) {
                    low = lines.getFilePointer();
                } else {
                    high = start;
                }
            }
            return false;
        } catch (IOException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "The list of breached passwords could not be read; a password was taken without it",
                    e);
            return false;
        }
    }

    private static long lineStart(RandomAccessFile lines, long within) throws IOException {
        long start = within;
        while (start > 0) {
            lines.seek(start - 1);
            if (lines.read() == '\n') {
                break;
            }
            start--;
        }
        return start;
    }

    private static String hash(String line) {
        int colon = line.indexOf(':');
        return (colon < 0 ? line : line.substring(0, colon)).strip().toUpperCase(Locale.ROOT);
    }
}
