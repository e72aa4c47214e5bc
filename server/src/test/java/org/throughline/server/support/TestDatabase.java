package org.throughline.server.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.util.FileSystemUtils;
import org.throughline.server.database.DataDirectory;
import org.throughline.server.database.EmbeddedPostgres;
import org.throughline.server.organizations.QuickPasswords;

/** One embedded PostgreSQL for all tests of this JVM, fresh, in the build's own folder, stopped when the JVM ends. */
public final class TestDatabase implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    /** The build runs tests in several JVMs at once; each has a folder of its own. */
    private static final Path TARGET = Path.of(
                    "target", "test-data", System.getProperty("throughline.test.process", "jvm"))
            .toAbsolutePath();

    /** One for all contexts, as they share the keys in the database. */
    private static final Path MASTER_KEY =
            freshFolder("keys-" + ProcessHandle.current().pid()).resolve("master.key");

    /** The database; started at the first use. */
    public static EmbeddedPostgres postgres() {
        return Shared.POSTGRES;
    }

    /** Where the database keeps itself and its log. */
    public static Path folder() {
        return Shared.FOLDER;
    }

    /** The database as its owner sees it, whom row-level security does not hold: for what the server itself has no right to. */
    public static JdbcClient ownersSql() {
        return Shared.OWNERS_SQL;
    }

    /** The database as a role of one's choice sees it, over one connection that is kept: to prove a password to PostgreSQL takes its time. */
    public static JdbcClient sqlOf(String role, String password) {
        return JdbcClient.create(new SingleConnectionDataSource(postgres().jdbcUrl(), role, password, true));
    }

    /** An empty folder of its own below the build's folder, for a test that needs a data directory. */
    public static Path freshFolder(String name) {
        try {
            Path folder = TARGET.resolve(name);
            FileSystemUtils.deleteRecursively(folder);
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where PostgreSQL's programs are unpacked once for all tests. */
    public static Path programs() {
        return TARGET.resolve("programs");
    }

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        context.addBeanFactoryPostProcessor(new QuickPasswords());
        TestPropertyValues.of(
                        "throughline.data-dir=" + freshFolder("server-" + System.identityHashCode(context)),
                        "throughline.master-key-file=" + MASTER_KEY,
                        "throughline.database-url=" + postgres().jdbcUrl(),
                        "throughline.database-user=" + postgres().user(),
                        "throughline.database-password=" + postgres().password(),
                        "throughline.database-app-user=throughline_app",
                        "throughline.database-app-password=" + postgres().serverPassword(),
                        "throughline.limits.sign-in-elsewhere=30/1h", // so that a test soon is at its end
                        "throughline.limits.token=1000/1m", // the matrix' one program asks for each caller
                        "throughline.limits.letters=1000/1m", // a quick machine asks a person's ten within the minute
                        "spring.datasource.hikari.idle-timeout=10000", // several contexts share the database's
                        // connections
                        "throughline.crowds=127.0.0.1=1000", // all tests of a JVM come from one address
                        "management.server.port=0")
                .applyTo(context);
    }

    private static final class Shared {
        static final Path FOLDER =
                freshFolder("postgres-" + ProcessHandle.current().pid());
        static final EmbeddedPostgres POSTGRES = start();
        static final JdbcClient OWNERS_SQL = JdbcClient.create(
                new SingleConnectionDataSource(POSTGRES.jdbcUrl(), POSTGRES.user(), POSTGRES.password(), true));

        private static EmbeddedPostgres start() {
            EmbeddedPostgres postgres = EmbeddedPostgres.start(DataDirectory.claim(FOLDER), programs());
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                postgres.close();
                try {
                    FileSystemUtils.deleteRecursively(FOLDER);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }));
            return postgres;
        }
    }
}
