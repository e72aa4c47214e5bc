package org.throughline.server.console;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.throughline.server.audit.PublishedLog;
import org.throughline.server.database.DataDirectory;
import org.throughline.server.database.EmbeddedPostgres;

/** Saves an installation into a folder while it works. Keys are in it as they are in the database: sealed. The master key is not in it. */
@Component
public class Backup {
    /** What stands in the data directory beside the database and belongs to a backup. */
    static final List<String> OURS = List.of("checkpoints", "erasures");

    private final DataDirectory directory;
    private final ObjectProvider<EmbeddedPostgres> embedded;
    private final PublishedLog log;
    private final Clock clock;

    Backup(DataDirectory directory, ObjectProvider<EmbeddedPostgres> embedded, PublishedLog log, Clock clock) {
        this.directory = directory;
        this.embedded = embedded;
        this.log = log;
        this.clock = clock;
    }

    /** Makes a backup in a folder that is empty or not there yet; the lines say what came of it. */
    public List<String> into(Path folder) {
        Path target = folder.toAbsolutePath().normalize();
        List<String> lines = new ArrayList<>();
        try {
            prepare(target);
            for (String name : OURS) {
                copy(directory.path().resolve(name), target.resolve(name));
            }
            EmbeddedPostgres postgres = embedded.getIfAvailable();
            if (postgres != null) {
                postgres.copyInto(target.resolve("cluster"));
            }
            String size = log.signed()
                    .map(signed -> "%d acts, signed at %s".formatted(signed.size(), signed.at()))
                    .orElse("no acts yet");
            Files.writeString(
                    target.resolve("README"),
                    "A backup of Throughline, made at %s.%nThe log had %s.%nTo restore it: ./throughline restore %s --data NEW-DIRECTORY%n"
                            .formatted(clock.instant(), size, target));
            BackupManifest.write(target);
            lines.add("Saved in " + target + ": the log has " + size + ".");
            if (postgres == null) {
                lines.add(
                        "The database is not the embedded one, so it is not in this backup, only the checkpoints of its log are."
                                + " Save it with its own tools: pg_dump --format=custom, or pg_basebackup for the whole cluster.");
            }
            lines.add(
                    "The master key is not in it. Without that key nothing can be signed after a restore: keep a copy of it"
                            + " somewhere else.");
            return lines;
        } catch (IOException e) {
            throw new UncheckedIOException("The backup in " + target + " could not be finished", e);
        }
    }

    private void prepare(Path target) throws IOException {
        if (target.startsWith(directory.path())) {
            throw new ConsoleFailure(
                    "A backup inside the data directory would be lost with it: choose another folder than " + target);
        }
        if (Files.exists(target)) {
            try (Stream<Path> found = Files.list(target)) {
                if (found.findAny().isPresent()) {
                    throw new ConsoleFailure(target + " is not empty; a backup needs a folder of its own.");
                }
            }
        }
        Files.createDirectories(target);
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwx------"));
    }

    static void copy(Path from, Path to) throws IOException {
        if (!Files.exists(from)) {
            return;
        }
        try (Stream<Path> all = Files.walk(from)) {
            for (Path each : all.toList()) {
                Path place = to.resolve(from.relativize(each).toString());
                if (Files.isDirectory(each)) {
                    Files.createDirectories(place);
                } else {
                    Files.copy(each, place, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }
}
