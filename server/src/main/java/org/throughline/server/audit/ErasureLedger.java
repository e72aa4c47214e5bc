package org.throughline.server.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Who was forgotten, kept outside the database: an older backup still knows them, and forgets them again when it is restored. Each line is a
 * moment and the SHA-256 of the person's id, by which they are recognised in a database that has them, and nowhere else.
 */
@Component
class ErasureLedger {
    private final List<Path> folders;
    private final Clock clock;

    ErasureLedger(
            @Value("${throughline.data-dir}") Path dataDirectory,
            @Value("${throughline.checkpoint-copy:}") String copy,
            Clock clock) {
        Path own = dataDirectory.resolve("erasures");
        this.folders =
                copy.isBlank() ? List.of(own) : List.of(own, Path.of(copy).resolve("erasures"));
        this.clock = clock;
    }

    /** Writes a person down; returns once it is on the disk. */
    void add(UUID person) {
        String line = clock.instant() + " " + trace(person) + "\n";
        for (Path folder : folders) {
            try {
                Files.createDirectories(folder);
                try (FileChannel channel = FileChannel.open(
                        folder.resolve("ledger.txt"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.APPEND)) {
                    channel.write(StandardCharsets.UTF_8.encode(line));
                    channel.force(true);
                }
            } catch (IOException e) {
                throw new UncheckedIOException("The erasure could not be written down in " + folder, e);
            }
        }
    }

    /** Those of these people who were forgotten once. */
    List<UUID> amongst(Collection<UUID> people) {
        Set<String> traces = new HashSet<>();
        for (Path folder : folders) {
            Path file = folder.resolve("ledger.txt");
            if (!Files.exists(file)) {
                continue;
            }
            try (Stream<String> lines = Files.lines(file)) {
                lines.filter(line -> line.contains(" "))
                        .forEach(line -> traces.add(line.substring(line.indexOf(' ') + 1)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        List<UUID> forgotten = new ArrayList<>(people);
        forgotten.removeIf(person -> !traces.contains(trace(person)));
        return forgotten;
    }

    private static String trace(UUID person) {
        try {
            byte[] id = person.toString().getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(id));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
