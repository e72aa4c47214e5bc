package org.throughline.server.portability;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Enumeration;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;

/**
 * An archive on a disk, of files by their paths, one of them in memory at a time. What is read from a stranger's is never written to a disk; names
 * that lead anywhere, the same name twice, archives in it, too many or too large entries are a {@code Problem ARCHIVE_UNSAFE}. The limits are those
 * of {@link ArchiveWriter} too: what leaves comes in.
 */
final class Archive implements AutoCloseable {
    /** The DID document, where there is one. */
    static final String DID = "did.json";

    static final int MAX_ENTRIES = 300_000;
    static final long MAX_BYTES = 16L << 30;
    static final int MAX_ENTRY_BYTES = 64 << 20;
    static final long MAX_FILE_BYTES = 4L << 30;

    private static final Pattern PATH = Pattern.compile("([a-z0-9][a-z0-9-]*/)?[A-Za-z0-9][A-Za-z0-9_.-]{0,120}");
    private static final Set<String> KINDS = Set.of("json", "jsonld", "jsonl", "csv", "jwt", "md", "png", "svg");

    private final ZipFile zip;
    private final TreeMap<String, ZipEntry> entries = new TreeMap<>();
    private long read;

    private Archive(ZipFile zip) {
        this.zip = zip;
    }

    static Archive open(Path file) {
        try {
            Archive archive = new Archive(new ZipFile(file.toFile(), StandardCharsets.UTF_8));
            try {
                archive.list();
            } catch (Problem e) {
                archive.close();
                throw e;
            }
            return archive;
        } catch (IOException | IllegalArgumentException e) {
            throw unsafe("This is not an archive that can be read, or it is cut short.");
        }
    }

    private void list() {
        long total = 0;
        Enumeration<? extends ZipEntry> all = zip.entries();
        while (all.hasMoreElements()) {
            ZipEntry entry = all.nextElement();
            String path = entry.getName();
            if (!isSafe(path)) {
                throw unsafe("The archive holds a name that ours never have: “"
                        + path.substring(0, Math.min(60, path.length())) + "”.");
            }
            if (entries.size() >= MAX_ENTRIES) {
                throw unsafe("The archive holds more than %,d files.".formatted(MAX_ENTRIES));
            }
            total += Math.max(0, entry.getSize());
            if (entry.getSize() > MAX_ENTRY_BYTES || total > MAX_BYTES) {
                throw unsafe("The archive unpacks to more than we take.");
            }
            if (entries.put(path, entry) != null) {
                throw unsafe("The archive holds “" + path + "” twice.");
            }
        }
        if (entries.isEmpty()) {
            throw unsafe("This is not an archive, or there is nothing in it.");
        }
    }

    boolean has(String path) {
        return entries.containsKey(path);
    }

    /** All paths, in their order. */
    Set<String> paths() {
        return java.util.Collections.unmodifiableSet(entries.keySet());
    }

    /** The paths that begin like this, in their order. */
    List<String> paths(String prefix) {
        return List.copyOf(entries.subMap(prefix, prefix + Character.MAX_VALUE).keySet());
    }

    String text(String path) {
        return new String(bytes(path), StandardCharsets.UTF_8);
    }

    /** Counted as it is read: what an entry says of its own size may be a lie. */
    byte[] bytes(String path) {
        ZipEntry entry = entries.get(path);
        if (entry == null) {
            throw refused("The archive has no " + path + ".");
        }
        try (InputStream in = zip.getInputStream(entry)) {
            byte[] bytes = in.readNBytes(MAX_ENTRY_BYTES + 1);
            read += bytes.length;
            if (bytes.length > MAX_ENTRY_BYTES || read > 4 * MAX_BYTES) {
                throw unsafe("The archive unpacks to more than we take.");
            }
            return bytes;
        } catch (IOException e) {
            throw unsafe("The archive is damaged at " + path + ".");
        }
    }

    @Override
    public void close() {
        try {
            zip.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("a file that was only read is closed", e);
        }
    }

    /** A name that stays inside, in letters that every system reads the same, of a kind that holds no further archive. */
    static boolean isSafe(String path) {
        return PATH.matcher(path).matches()
                && !path.contains("..")
                && KINDS.contains(path.substring(path.lastIndexOf('.') + 1));
    }

    static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static Problem unsafe(String detail) {
        return new Problem(ProblemType.ARCHIVE_UNSAFE, detail);
    }

    private static Problem refused(String detail) {
        return new Problem(ProblemType.ORGANIZATION_FILE, detail);
    }
}
