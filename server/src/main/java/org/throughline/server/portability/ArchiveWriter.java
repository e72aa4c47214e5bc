package org.throughline.server.portability;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.throughline.server.organizations.LeavingFiles;

/**
 * Writes an archive to a disk, file after file, with the manifest last. Rows of a table become {@code rows/<table>-0001.jsonl} and so on, a
 * thousand to a file.
 */
final class ArchiveWriter implements LeavingFiles, AutoCloseable {
    static final int ROWS = 1000;
    private static final long BYTES = 16L << 20;
    private static final int CHARACTERS = 4 << 20;
    private static final LocalDateTime NO_TIME = LocalDateTime.of(2000, 1, 1, 0, 0);

    private final ZipOutputStream zip;
    private final int rows;
    private final Map<String, Written> written = new TreeMap<>();
    private final Set<String> tables = new HashSet<>();
    private final StringBuilder lines = new StringBuilder();
    private @Nullable String table;
    private int piece;
    private int count;
    private long total;
    private long before; // the total when the present piece began

    /** A file that was written. */
    @SuppressWarnings("ArrayRecordComponent") // lives as long as the writing
    record Written(byte[] sha256, int bytes) {}

    /** @param rows how many rows a piece holds */
    ArchiveWriter(Path file, int rows) throws IOException {
        this.zip = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(file)), StandardCharsets.UTF_8);
        this.rows = rows;
    }

    boolean has(String path) {
        return written.containsKey(path);
    }

    @Override
    public void put(String path, byte[] bytes) {
        if (!Archive.isSafe(path)) {
            throw new IllegalArgumentException("not a path of our archives: " + path);
        }
        total += bytes.length;
        if (bytes.length > Archive.MAX_ENTRY_BYTES
                || total > Archive.MAX_BYTES
                || written.size() >= Archive.MAX_ENTRIES) {
            throw new IllegalStateException(
                    "more than an import takes: %s with %,d bytes, %,d in all".formatted(path, bytes.length, total));
        }
        if (written.put(path, new Written(Archive.sha256(bytes), bytes.length)) != null) {
            throw new IllegalStateException(path + " was written already");
        }
        try {
            ZipEntry entry = new ZipEntry(path);
            entry.setTimeLocal(NO_TIME);
            zip.putNextEntry(entry);
            zip.write(bytes);
            zip.closeEntry();
        } catch (IOException e) {
            throw new UncheckedIOException("the file of the export cannot be written", e);
        }
    }

    @Override
    public void row(String of, String json) {
        if (!of.equals(table)) {
            flush();
            if (!tables.add(of)) {
                throw new IllegalStateException("the rows of " + of + " come in one go");
            }
            table = of;
            piece = 0;
        }
        lines.append(json).append('\n');
        if (++count >= rows || lines.length() >= CHARACTERS || total - before >= BYTES) {
            flush();
        }
    }

    /** Writes what waits of the present table. */
    private void flush() {
        if (count > 0) {
            String text = lines.toString();
            lines.setLength(0);
            count = 0;
            put("rows/%s-%04d.jsonl".formatted(table, ++piece), text);
            before = total;
        }
    }

    /** What was written, by path; the rows that waited are written first. */
    Map<String, Written> written() {
        flush();
        return java.util.Collections.unmodifiableMap(written);
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
