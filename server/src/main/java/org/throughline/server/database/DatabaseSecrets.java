package org.throughline.server.database;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** The passwords of the database's logins, for whoever looks whether one lies about. */
@Component
public class DatabaseSecrets {
    private final DatabaseProperties properties;
    private final ObjectProvider<EmbeddedPostgres> embedded;

    DatabaseSecrets(DatabaseProperties properties, ObjectProvider<EmbeddedPostgres> embedded) {
        this.properties = properties;
        this.embedded = embedded;
    }

    public List<byte[]> all() {
        EmbeddedPostgres postgres = embedded.getIfAvailable();
        Stream<String> passwords = postgres != null
                ? Stream.of(postgres.password(), postgres.serverPassword())
                : Stream.of(properties.databasePassword(), properties.databaseAppPassword());
        return passwords
                .filter(Objects::nonNull)
                .map(password -> password.getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    /** Whether it is the file in which the embedded database's passwords are kept. */
    public boolean isTheirPlace(Path file) {
        return file.endsWith(Path.of("postgresql", "passwords"));
    }
}
