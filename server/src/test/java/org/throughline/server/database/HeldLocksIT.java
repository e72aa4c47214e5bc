package org.throughline.server.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.throughline.server.frameworks.Stage;
import org.throughline.server.organizations.People;
import org.throughline.server.organizations.Person;
import org.throughline.server.support.RunningServer;
import org.throughline.server.support.ServerTest;
import org.throughline.server.support.TestDatabase;
import org.throughline.server.support.Visitor;
import org.throughline.server.support.Visitor.Seen;

/** What happens to whoever needs what somebody else's work holds. */
@ServerTest
class HeldLocksIT {
    private final RunningServer server;
    private final JdbcClient sql;
    private final Stage stage;
    private final People people;

    HeldLocksIT(RunningServer server, JdbcClient sql, Stage stage, People people) {
        this.server = server;
        this.sql = sql;
        this.stage = stage;
        this.people = people;
    }

    @Test
    void nobodyWaitsAMinuteForWhatSomebodyElseHolds() {
        assertThat(sql.sql("show lock_timeout").query(String.class).single()).isEqualTo("5s");
        assertThat(sql.sql("show statement_timeout").query(String.class).single())
                .isEqualTo("1min");
    }

    @Test
    void tellsWhoeverWaitedThatSomebodyIsAtWorkAndWhenToComeAgain() throws Exception {
        Person ana = stage.person("Ana Waiting");
        Visitor visitor = new Visitor(server);
        visitor.signIn(String.valueOf(ana.email()), Stage.PASSWORD);
        visitor.get("/account");
        try (Connection other = DriverManager.getConnection(
                        TestDatabase.postgres().jdbcUrl(),
                        TestDatabase.postgres().user(),
                        TestDatabase.postgres().password());
                PreparedStatement hold =
                        other.prepareStatement("select 1 from organizations.person where id = ? for no key update")) {
            other.setAutoCommit(false);
            hold.setObject(1, ana.id().value());
            hold.execute();
            Instant asked = Instant.now();

            Seen busy = visitor.post("/account/name", "name", "Ana Changed");

            assertThat(busy.status()).isEqualTo(503);
            assertThat(busy.header("Retry-After")).isEqualTo("5");
            assertThat(busy.html().text())
                    .contains("Somebody else is at work on the very thing that this needs")
                    .contains("Nothing was changed")
                    .contains("busy");
            assertThat(Duration.between(asked, Instant.now()))
                    .as("long before a statement's minute ends")
                    .isLessThan(Duration.ofSeconds(30));
            other.rollback();
        }
        assertThat(people.find(ana.id()).orElseThrow().displayName()).isEqualTo("Ana Waiting");
        visitor.get("/account");
        assertThat(visitor.post("/account/name", "name", "Ana Changed").status())
                .isEqualTo(200);
        assertThat(people.find(ana.id()).orElseThrow().displayName()).isEqualTo("Ana Changed");
    }
}
