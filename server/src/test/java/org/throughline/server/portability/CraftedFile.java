package org.throughline.server.portability;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** An organization's file as somebody wrote it by hand: other texts, and a manifest that agrees with them. */
final class CraftedFile {
    private static final Pattern UUIDS =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    private final Map<String, String> texts;
    private String manifest;

    private CraftedFile(Map<String, String> texts, String manifest) {
        this.texts = texts;
        this.manifest = manifest;
    }

    static CraftedFile of(byte[] file) {
        Map<String, String> texts = new HashMap<>(texts(file));
        return new CraftedFile(texts, String.valueOf(texts.remove("manifest.json")));
    }

    /** The same words changed everywhere. */
    CraftedFile everywhere(UnaryOperator<String> change) {
        texts.replaceAll((path, text) -> change.apply(text));
        manifest = change.apply(manifest);
        return this;
    }

    CraftedFile copy() {
        return new CraftedFile(new HashMap<>(texts), manifest);
    }

    /** The same with other ids throughout, so that nothing in it meets what is here. */
    CraftedFile renumbered() {
        Map<String, String> others = new HashMap<>();
        UnaryOperator<String> change = text -> UUIDS.matcher(text)
                .replaceAll(found -> others.computeIfAbsent(
                        found.group(), id -> UUID.randomUUID().toString()));
        Map<String, String> changed = new HashMap<>();
        texts.forEach((path, text) -> changed.put(change.apply(path), change.apply(text)));
        return new CraftedFile(changed, change.apply(manifest));
    }

    /** The same as a file of another version of the format. */
    CraftedFile ofVersion(int version) {
        manifest = manifest.replaceFirst("\"version\"\\s*:\\s*\\d+", "\"version\":" + version);
        return this;
    }

    CraftedFile without(String path) {
        if (texts.remove(path) == null) {
            throw new IllegalArgumentException("no " + path + " in " + texts.keySet());
        }
        return this;
    }

    CraftedFile with(String path, UnaryOperator<String> change) {
        if (texts.computeIfPresent(path, (name, text) -> change.apply(text)) == null) {
            throw new IllegalArgumentException("no " + path + " in " + texts.keySet());
        }
        return this;
    }

    /** The first thing in a text that a pattern's group finds. */
    String first(String path, String pattern) {
        return Pattern.compile(pattern)
                .matcher(String.valueOf(texts.get(path)))
                .results()
                .findFirst()
                .orElseThrow()
                .group(1);
    }

    /** One more row of a table, before the others. */
    CraftedFile row(String table, String json) {
        texts.merge("rows/" + table + "-0001.jsonl", json + "\n", (before, row) -> row + before);
        return this;
    }

    byte[] bytes() {
        List<String> files = new ArrayList<>();
        texts.forEach((path, text) -> files.add("{\"path\":\"%s\",\"sha256\":\"%s\"}"
                .formatted(path, Archive.hex(Archive.sha256(text.getBytes(StandardCharsets.ISO_8859_1))))));
        Map<String, String> all = new HashMap<>(texts);
        all.put(
                "manifest.json",
                manifest.substring(0, manifest.indexOf("\"files\":")) + "\"files\":[" + String.join(",", files) + "]}");
        return zip(all);
    }

    /** What is in a file, byte for byte: one character for each. */
    static Map<String, String> texts(byte[] file) {
        Map<String, String> texts = new TreeMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(file), StandardCharsets.UTF_8)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                texts.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.ISO_8859_1));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("memory is no device that fails", e);
        }
        return texts;
    }

    static byte[] zip(Map<String, String> texts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
            for (Map.Entry<String, String> text : texts.entrySet()) {
                zip.putNextEntry(new ZipEntry(text.getKey()));
                zip.write(text.getValue().getBytes(StandardCharsets.ISO_8859_1));
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("memory is no device that fails", e);
        }
        return bytes.toByteArray();
    }
}
