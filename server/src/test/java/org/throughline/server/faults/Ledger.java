package org.throughline.server.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the server acknowledged, written outside of its database and on the disk before the next act is asked for. */
final class Ledger implements AutoCloseable {
    private final Path file;
    private final FileChannel channel;
    private long lines;
    private int told;

    /** Begins a ledger, or goes on with one that is there. */
    Ledger(Path file) throws IOException {
        this.file = file;
        this.lines = Files.exists(file) ? Files.readAllLines(file).size() : 0;
        this.channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
    }

    /** Writes one acknowledged act, of a kind and under a key that nothing else has. */
    synchronized void acknowledged(String kind, String key) {
        try {
            channel.write(ByteBuffer.wrap((kind + " " + key + "\n").getBytes(StandardCharsets.UTF_8)));
            channel.force(false);
            lines++;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    synchronized long size() {
        return lines;
    }

    /** Everything that was acknowledged, by kind, read back from the disk. */
    synchronized Map<String, Set<String>> read() throws IOException {
        return byKind(Files.readAllLines(file));
    }

    /** What was acknowledged since this was asked last. */
    synchronized Map<String, Set<String>> readNewest() throws IOException {
        List<String> all = Files.readAllLines(file);
        Map<String, Set<String>> newest = byKind(all.subList(told, all.size()));
        told = all.size();
        return newest;
    }

    private static Map<String, Set<String>> byKind(List<String> all) {
        Map<String, Set<String>> acts = new LinkedHashMap<>();
        for (String line : all) {
            String[] parts = line.split(" ", 2);
            acts.computeIfAbsent(parts[0], _ -> new HashSet<>()).add(parts[1]);
        }
        return acts;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
