package org.throughline.server.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.throughline.credentials.log.Checkpoint;
import org.throughline.credentials.log.SignedNote;

/**
 * Signed checkpoints outside the database: in the data directory's {@code checkpoints/}, and in a second folder if the operator names one
 * ({@code throughline.checkpoint-copy}). One file a month, only ever appended to, on the disk before the next one. A checkpoint there is what
 * a database that went back, or that somebody rewrote, is measured by.
 *
 * <p>Each note stands below a line {@code = <moment>} and ends with an empty line; a torn last one is passed over.
 */
@Component
public class CheckpointFiles {
    private static final Logger LOG = LoggerFactory.getLogger(CheckpointFiles.class);
    private static final String HEAD = "= ";
    private static final DateTimeFormatter MONTH =
            DateTimeFormatter.ofPattern("uuuu-MM").withZone(ZoneOffset.UTC);

    /** A checkpoint that left the database. */
    public record Exported(Instant at, SignedNote note, Checkpoint checkpoint) {}

    private final Path own;
    private final List<Path> folders;

    CheckpointFiles(
            @Value("${throughline.data-dir}") Path dataDirectory,
            @Value("${throughline.checkpoint-copy:}") String copy) {
        this.own = dataDirectory.resolve("checkpoints");
        this.folders = copy.isBlank() ? List.of(own) : List.of(own, Path.of(copy));
    }

    /** Writes a checkpoint into every folder; returns once it is on the disk. A second folder that fails is told and passed over. */
    void append(Instant at, SignedNote note) {
        String text = "\n" + HEAD + at + "\n" + note.note() + "\n";
        for (Path folder : folders) {
            try {
                append(folder, MONTH.format(at) + ".txt", text);
            } catch (IOException e) {
                if (folder.equals(own)) {
                    throw new UncheckedIOException("The checkpoint could not be written to " + folder, e);
                }
                LOG.error("The copy of the checkpoint could not be written to {}: {}", folder, e.toString());
            }
        }
    }

    /** All checkpoints that left the database, oldest first, of all folders. */
    public List<Exported> all() {
        List<Exported> all = new ArrayList<>();
        for (Path folder : folders) {
            all.addAll(in(folder));
        }
        return all;
    }

    /** The last checkpoint in the data directory's own folder. */
    Optional<Exported> last() {
        List<Exported> all = in(own);
        return all.isEmpty() ? Optional.empty() : Optional.of(all.getLast());
    }

    private static void append(Path folder, String name, String text) throws IOException {
        Files.createDirectories(folder);
        Path file = folder.resolve(name);
        boolean fresh = !Files.exists(file);
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            long size = channel.size();
            try {
                ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            } catch (IOException e) {
                channel.truncate(size); // the disk is full perhaps: half a checkpoint is none
                throw e;
            }
        }
        if (fresh) {
            try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
                directory.force(true);
            }
        }
    }

    /** The checkpoints in one folder, oldest first. */
    static List<Exported> in(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<Exported> read = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".txt")).sorted().toList()) {
                read(file, read);
            }
            return read;
        } catch (IOException e) {
            throw new UncheckedIOException("The checkpoints in " + folder + " can't be read", e);
        }
    }

    private static void read(Path file, List<Exported> into) throws IOException {
        String text = Files.readString(file, StandardCharsets.UTF_8);
        for (String piece : text.split("(?m)^" + HEAD)) {
            int end = piece.indexOf('\n');
            if (end < 0 || piece.isBlank()) {
                continue;
            }
            String note = piece.substring(end + 1).stripTrailing() + "\n";
            SignedNote.parse(note)
                    .flatMap(signed -> Checkpoint.parse(signed.text())
                            .map(checkpoint ->
                                    new Exported(Instant.parse(piece.substring(0, end)), signed, checkpoint)))
                    .ifPresent(into::add);
        }
    }
}
