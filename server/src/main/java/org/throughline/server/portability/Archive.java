package org.throughline.server.portability;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDateTime;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;

/**
 * An archive of texts by their paths. What is read from a stranger's is never written to a disk; names that lead anywhere, the same name
 * twice, archives in it, too many or too large entries are a {@code Problem ARCHIVE_UNSAFE}.
 */
final class Archive {
    /** The DID document, where there is one. */
    static final String DID = "did.json";

    static final int MAX_ENTRIES = 200_000;
    static final long MAX_BYTES = 512L << 20;
    static final int MAX_ENTRY_BYTES = 64 << 20;
    static final int MAX_FILE_BYTES = 128 << 20;

    private static final Pattern PATH = Pattern.compile("([a-z0-9][a-z0-9-]*/)?[A-Za-z0-9][A-Za-z0-9_.-]{0,120}");
    private static final Set<String> KINDS = Set.of("json", "jsonld", "jsonl", "csv", "jwt", "md");
    private static final LocalDateTime NO_TIME = LocalDateTime.of(2000, 1, 1, 0, 0);

    private final Map<String, String> texts;

    private Archive(Map<String, String> texts) {
        this.texts = texts;
    }

    static Archive empty() {
        return new Archive(new TreeMap<>());
    }

    void put(String path, String text) {
        if (!isSafe(path)) {
            throw new IllegalArgumentException("not a path of our archives: " + path);
        }
        texts.put(path, text);
    }

    String text(String path) {
        String text = texts.get(path);
        if (text == null) {
            throw refused("The archive has no " + path + ".");
        }
        return text;
    }

    boolean has(String path) {
        return texts.containsKey(path);
    }

    Map<String, String> texts() {
        return java.util.Collections.unmodifiableMap(texts);
    }

    /** The same texts as the same bytes: sorted, without times. */
    byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
            for (Map.Entry<String, String> text : texts.entrySet()) {
                ZipEntry entry = new ZipEntry(text.getKey());
                entry.setTimeLocal(NO_TIME);
                zip.putNextEntry(entry);
                zip.write(text.getValue().getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("memory is no device that fails", e);
        }
        return bytes.toByteArray();
    }

    static Archive read(byte[] file) {
        Map<String, String> texts = new LinkedHashMap<>();
        long total = 0;
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(file), StandardCharsets.UTF_8)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                String path = entry.getName();
                if (!isSafe(path)) {
                    throw unsafe("The archive holds a name that ours never have: “"
                            + path.substring(0, Math.min(60, path.length())) + "”.");
                }
                if (texts.size() >= MAX_ENTRIES) {
                    throw unsafe("The archive holds more than %,d files.".formatted(MAX_ENTRIES));
                }
                byte[] bytes = zip.readNBytes(MAX_ENTRY_BYTES + 1);
                total += bytes.length;
                if (bytes.length > MAX_ENTRY_BYTES || total > MAX_BYTES) {
                    throw unsafe("The archive unpacks to more than we take.");
                }
                if (texts.putIfAbsent(path, new String(bytes, StandardCharsets.UTF_8)) != null) {
                    throw unsafe("The archive holds “" + path + "” twice.");
                }
            }
        } catch (ZipException | IllegalArgumentException e) {
            throw unsafe("This is not an archive that can be read: " + e.getMessage() + ".");
        } catch (IOException e) {
            throw unsafe("The archive is cut short.");
        }
        if (texts.isEmpty()) {
            throw unsafe("This is not an archive, or there is nothing in it.");
        }
        return new Archive(texts);
    }

    /** A name that stays inside, in letters that every system reads the same, of a kind that holds no further archive. */
    static boolean isSafe(String path) {
        return PATH.matcher(path).matches()
                && !path.contains("..")
                && KINDS.contains(path.substring(path.lastIndexOf('.') + 1));
    }

    static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
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
