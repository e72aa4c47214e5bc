package org.throughline.server.database;

import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
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

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnExpression("'${throughline.database-url:}' == ''")
    static class Embedded {

        @Bean
        EmbeddedPostgres embeddedPostgres(DataDirectory directory) {
            return EmbeddedPostgres.start(directory);
        }

        @Bean
        JdbcConnectionDetails embeddedDatabase(EmbeddedPostgres postgres) {
            return new DatabaseConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnExpression("'${throughline.database-url:}' != ''")
    static class Named {

        @Bean
        JdbcConnectionDetails namedDatabase(DatabaseProperties properties) {
            String url = String.valueOf(properties.databaseUrl());
            if (!url.startsWith("jdbc:postgresql:")) {
                throw new DatabaseFailure("The database's URL must begin with jdbc:postgresql://, but is " + url);
            }
            DatabaseConnection details =
                    new DatabaseConnection(url, properties.databaseUser(), properties.databasePassword());
            details.requireVersion(15);
            return details;
        }
    }
}
