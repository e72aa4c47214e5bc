package org.throughline.server.database;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Claims the data directory, starts the embedded database where none is named, and gives Spring its connection details.
 * Spring closes in the reverse order: connections, database, directory.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DatabaseProperties.class)
class DatabaseConfiguration {

    @Bean
    DataDirectory dataDirectory(DatabaseProperties properties) {
        return DataDirectory.claim(properties.dataDir());
    }

    /** Whatever asks the database asks as far as the work at hand may see. */
    @Bean
    static BeanPostProcessor reachOnEveryConnection() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof HikariDataSource pool ? new ReachingDataSource(pool) : bean;
            }
        };
    }

    /** The login of the owner, with which the tables are made and changed. */
    record OwnersConnection(DatabaseConnection login) implements FlywayConnectionDetails {
        @Override
        public String getJdbcUrl() {
            return login.getJdbcUrl();
        }

        @Override
        public @Nullable String getUsername() {
            return login.getUsername();
        }

        @Override
        public @Nullable String getPassword() {
            return login.getPassword();
        }
    }

    @Bean
    DatabaseClock clock(DataSource database) {
        return new DatabaseClock(database);
    }

    /**
     * The data, PostgreSQL's log of changes and the checkpoints may each lie on a disk of its own. A database that somebody else runs has a
     * disk that we cannot see: there only its own words count.
     */
    @Bean
    StorageReserve storageReserve(DatabaseProperties properties, DataDirectory directory) {
        Path data = directory.path();
        return new StorageReserve(
                List.of(data, data.resolve("postgresql/cluster/pg_wal"), data.resolve("checkpoints")),
                properties.databaseUrl() == null || properties.databaseUrl().isBlank()
                        ? properties.storageReserve().toBytes()
                        : 0);
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnExpression("'${throughline.database-url:}' == ''")
    static class Embedded {

        @Bean
        EmbeddedPostgres embeddedPostgres(DataDirectory directory) {
            return EmbeddedPostgres.start(directory);
        }

        @Bean
        JdbcConnectionDetails embeddedDatabase(EmbeddedPostgres postgres) {
            return new DatabaseConnection(postgres.jdbcUrl(), ServerRole.NAME, postgres.serverPassword());
        }

        @Bean
        FlywayConnectionDetails embeddedMigration(EmbeddedPostgres postgres) {
            return new OwnersConnection(
                    new DatabaseConnection(postgres.jdbcUrl(), postgres.user(), postgres.password()));
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnExpression("'${throughline.database-url:}' != ''")
    static class Named {

        /** The owner's login, which makes and changes the tables. */
        @Bean
        OwnersConnection namedMigration(DatabaseProperties properties) {
            String url = String.valueOf(properties.databaseUrl());
            if (!url.startsWith("jdbc:postgresql:")) {
                throw new DatabaseFailure("The database's URL must begin with jdbc:postgresql://, but is " + url);
            }
            DatabaseConnection owner =
                    new DatabaseConnection(url, properties.databaseUser(), properties.databasePassword());
            owner.prepare(15);
            return new OwnersConnection(owner);
        }

        /**
         * The login as which the server works: one of its own where the operator named it, else the owner's. Every connection of the pool takes on
         * the server's role first (application.yaml); only a login of its own can't take it off again.
         */
        @Bean
        JdbcConnectionDetails namedDatabase(OwnersConnection owner, DatabaseProperties properties) {
            String user = properties.databaseAppUser();
            if (user == null || user.isBlank()) {
                return owner.login();
            }
            DatabaseConnection own = new DatabaseConnection(owner.getJdbcUrl(), user, properties.databaseAppPassword());
            own.requireNoOwner(owner.login());
            return own;
        }
    }
}
