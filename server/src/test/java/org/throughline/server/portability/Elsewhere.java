package org.throughline.server.portability;

import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ConfigurableApplicationContext;
import org.throughline.server.ThroughlineServer;
import org.throughline.server.database.DataDirectory;
import org.throughline.server.database.EmbeddedPostgres;
import org.throughline.server.database.Reach;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.organizations.PersonId;
import org.throughline.server.support.TestDatabase;

/** Another installation, on a database of its own. */
final class Elsewhere implements AutoCloseable {
    static final PersonId OPERATOR = new PersonId(new UUID(0, 0));

    private final EmbeddedPostgres postgres;
    private final ConfigurableApplicationContext context;

    private Elsewhere(EmbeddedPostgres postgres, ConfigurableApplicationContext context) {
        this.postgres = postgres;
        this.context = context;
    }

    /** Starts it in an empty folder. */
    static Elsewhere start(Path folder) {
        EmbeddedPostgres postgres =
                EmbeddedPostgres.start(DataDirectory.claim(folder.resolve("db")), TestDatabase.programs());
        return new Elsewhere(
                postgres,
                new SpringApplicationBuilder(ThroughlineServer.class)
                        .initializers(context -> TestPropertyValues.of(
                                        "throughline.data-dir=" + folder.resolve("data"),
                                        "throughline.master-key-file="
                                                + folder.resolve("keys").resolve("master.key"),
                                        "throughline.database-url=" + postgres.jdbcUrl(),
                                        "throughline.database-user=" + postgres.user(),
                                        "throughline.database-password=" + postgres.password(),
                                        "management.server.port=0")
                                .applyTo(context))
                        .properties("server.port=0")
                        .run());
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** Asks it as the house, which sees everything. */
    <T> T ask(Supplier<T> question) {
        return Reach.asHouse("test", question);
    }

    List<String> takeIn(byte[] file) {
        return Archives.run(bean(OrganizationImport.class), file, null, OPERATOR)
                .lines();
    }

    /** What an organization takes along from there. */
    byte[] export(OrganizationId organization) {
        return ask(() -> Archives.of(bean(OrganizationExport.class), organization));
    }

    @Override
    public void close() {
        context.close();
        postgres.close();
    }
}
