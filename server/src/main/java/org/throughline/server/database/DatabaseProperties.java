package org.throughline.server.database;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Which database.
 *
 * @param dataDir the data directory; holds the embedded database unless another one is named
 * @param databaseUrl a PostgreSQL 15 or newer, as {@code jdbc:postgresql://…}; nothing means the embedded one
 * @param databaseUser only with a database's URL that does not name one
 * @param databasePassword likewise
 * @param databaseAppUser the login as which the server works, where the other one only makes and changes the tables; it owns nothing
 * @param databaseAppPassword likewise
 * @param storageReserve how much of the disk below the data directory must stay free; with less, writes are refused
 */
@ConfigurationProperties("throughline")
record DatabaseProperties(
        @DefaultValue(".throughline") Path dataDir,
        @Nullable String databaseUrl,
        @Nullable String databaseUser,
        @Nullable String databasePassword,
        @Nullable String databaseAppUser,
        @Nullable String databaseAppPassword,
        @DefaultValue("96MB") DataSize storageReserve) {}
