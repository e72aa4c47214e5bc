package org.throughline.server.console;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import org.throughline.server.database.DataDirectory;
import org.throughline.server.database.EmbeddedPostgres;
import org.throughline.server.shared.Invariant;

/** What must hold of the database's own files. */
@Configuration(proxyBeanMethods = false)
class DatabaseInvariants {
    /** How files and folders are called while they are written: {@code master.key.new}, {@code passwords123.new}, {@code unpacking-…}. */
    private static final Pattern HALF_DONE = Pattern.compile("\\.(new|tmp|part)$|^unpacking-|^cluster-new$");

    @Bean
    Invariant everyPageReadable(
            JdbcClient sql, PlatformTransactionManager transactions, ObjectProvider<EmbeddedPostgres> embedded) {
        TransactionTemplate apart = new TransactionTemplate(transactions);
        apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        return Invariant.of(
                "I11",
                "Every page of every table can be read with its checksum, and every index fits its table",
                () -> {
                    List<String> findings = new ArrayList<>();
                    List<String> tables = sql.sql("""
                    SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
                    WHERE schemaname NOT IN ('pg_catalog', 'information_schema')
                      AND has_table_privilege(format('%I.%I', schemaname, tablename), 'SELECT')
                    ORDER BY 1
                    """)
                            .query((row, number) -> row.getString("name"))
                            .list();
                    String checksums =
                            sql.sql("SHOW data_checksums").query(String.class).single();
                    if (!"on".equals(checksums)) {
                        findings.add(
                                "The database keeps no checksums of its pages; damage on the disk would not be noticed");
                    }
                    for (String table : tables) {
                        try {
                            apart.executeWithoutResult(
                                    status -> sql.sql("SELECT sum(length(t::text)) FROM " + table + " t")
                                            .query((row, number) -> Optional.ofNullable(row.getObject(1)))
                                            .list());
                        } catch (DataAccessException e) {
                            findings.add("The table %s can't be read to its end: %s".formatted(table, reason(e)));
                        }
                    }
                    long checked = tables.size();
                    EmbeddedPostgres ours = embedded.getIfAvailable();
                    if (ours != null) {
                        checked += ours.inspectRelations(findings);
                    }
                    return new Invariant.Found(checked, findings);
                });
    }

    /** What is being written has a quarter of an hour; what is older was left by somebody who was killed. */
    @Bean
    Invariant nothingHalfDone(DataDirectory directory, Clock clock) {
        return Invariant.of(
                "I8", "No file is left half written in the data directory, and no restore half done beside it", () -> {
                    List<String> findings = new ArrayList<>();
                    Instant before = clock.instant().minus(Duration.ofMinutes(15));
                    Path root = directory.path();
                    long checked = 0;
                    Path cluster = root.resolve("postgresql").resolve("cluster");
                    try (Stream<Path> all = Files.walk(root)) {
                        for (Path path :
                                all.filter(path -> !path.startsWith(cluster)).toList()) {
                            checked++;
                            if (HALF_DONE.matcher(path.getFileName().toString()).find() && isOlder(path, before)) {
                                findings.add("%s was begun and not finished".formatted(root.relativize(path)));
                            }
                        }
                    } catch (IOException | UncheckedIOException e) {
                        findings.add("The data directory could not be read to its end: " + e.getMessage());
                    }
                    Path restoring = root.resolveSibling(root.getFileName() + ".restoring");
                    if (Files.exists(restoring)) {
                        findings.add("A restore into %s was begun and not finished".formatted(restoring));
                    }
                    return new Invariant.Found(checked, findings);
                });
    }

    private static boolean isOlder(Path path, Instant moment) throws IOException {
        try {
            return Files.getLastModifiedTime(path).toInstant().isBefore(moment);
        } catch (NoSuchFileException e) {
            return false; // whoever wrote it is done
        }
    }

    private static String reason(DataAccessException e) {
        return String.valueOf(e.getMostSpecificCause().getMessage())
                .lines()
                .findFirst()
                .orElse("unknown");
    }
}
