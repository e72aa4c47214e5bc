package org.throughline.server.database;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A copy of the cluster while it works, under PostgreSQL's backup mode (PostgreSQL documentation, section "Making a Base Backup Using the Low
 * Level API"): the files as they are, then the write-ahead log from the backup's beginning to its end, with which a start makes them whole. A
 * temporary replication slot keeps that log from being recycled meanwhile.
 */
final class PhysicalCopy {
    private static final Pattern BEGINNING = Pattern.compile("START WAL LOCATION: \\S+ \\(file ([0-9A-F]{24})\\)");
    private static final Pattern SEGMENT = Pattern.compile("[0-9A-F]{24}");

    /** Folders whose contents PostgreSQL makes anew. */
    private static final Set<String> EMPTIED = Set.of(
            "pg_wal",
            "pg_replslot",
            "pg_dynshmem",
            "pg_notify",
            "pg_serial",
            "pg_snapshots",
            "pg_stat_tmp",
            "pg_subtrans");

    private static final Set<String> LEFT_OUT =
            Set.of("postmaster.pid", "postmaster.opts", "backup_label", "tablespace_map", "backup_manifest");

    private final Connection superuser;
    private final Path cluster;
    private final Path target;

    PhysicalCopy(Connection superuser, Path cluster, Path target) {
        this.superuser = superuser;
        this.cluster = cluster;
        this.target = target;
    }

    void make() throws SQLException, IOException {
        try (Statement sql = superuser.createStatement()) {
            sql.execute("select pg_create_physical_replication_slot('throughline_backup_" + System.nanoTime()
                    + "', true, true)");
            sql.execute("select pg_backup_start('throughline', true)");
            copyFiles();
            String label;
            String last;
            try (ResultSet row = sql.executeQuery(
                    "select labelfile, pg_walfile_name(lsn) from pg_backup_stop(wait_for_archive => false)")) {
                row.next();
                label = row.getString(1);
                last = row.getString(2);
            }
            Matcher beginning = BEGINNING.matcher(label);
            if (!beginning.find()) {
                throw new DatabaseFailure("PostgreSQL's label of the backup can't be read: " + label);
            }
            copyLog(beginning.group(1), last);
            Files.writeString(target.resolve("backup_label"), label);
            force(target.resolve("backup_label"));
        }
    }

    private void copyFiles() throws IOException {
        Files.walkFileTree(cluster, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                Path copy = target.resolve(cluster.relativize(folder));
                Files.createDirectories(
                        copy, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
                if (!folder.equals(cluster)
                        && EMPTIED.contains(cluster.relativize(folder).toString())) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                return folder.getFileName().toString().startsWith("pgsql_tmp")
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                String name = file.getFileName().toString();
                boolean wanted = attributes.isRegularFile()
                        && !LEFT_OUT.contains(name)
                        && !name.startsWith("pgsql_tmp")
                        && !name.startsWith("pg_internal.init");
                if (wanted) {
                    copy(file, target.resolve(cluster.relativize(file)));
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                if (failure instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE; // dropped meanwhile; the log tells of it
                }
                throw failure;
            }
        });
    }

    private void copyLog(String first, String last) throws IOException {
        Path log = cluster.resolve("pg_wal");
        List<Path> segments;
        try (Stream<Path> all = Files.list(log)) {
            segments = all.filter(file -> {
                        String name = file.getFileName().toString();
                        return SEGMENT.matcher(name).matches()
                                && name.compareTo(first) >= 0
                                && name.compareTo(last) <= 0;
                    })
                    .sorted()
                    .toList();
        }
        if (segments.isEmpty()
                || !segments.getFirst().getFileName().toString().equals(first)
                || !segments.getLast().getFileName().toString().equals(last)) {
            throw new DatabaseFailure(
                    "The database's write-ahead log from %s to %s is not complete; the backup is not whole"
                            .formatted(first, last));
        }
        for (Path segment : segments) {
            copy(segment, target.resolve("pg_wal").resolve(segment.getFileName()));
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try {
            Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
        } catch (NoSuchFileException dropped) {
            return; // dropped meanwhile; the log tells of it
        }
        Files.setPosixFilePermissions(to, PosixFilePermissions.fromString("rw-------"));
        force(to);
    }

    private static void force(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }
}
