package org.throughline.server.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.transaction.TransactionSystemException;

class DatabaseTroubleTests {
    @ParameterizedTest
    @CsvSource({
        "53100, NO_ROOM",
        "08006, AWAY",
        "57P01, AWAY",
        "57P03, AWAY",
        "53300, OVERLOADED",
        "40P01, OVERLOADED",
        "55P03, HELD"
    })
    void knowsTroubleByPostgresqlsCodesHoweverDeepTheyStand(String state, String problem) {
        Exception failure = new IllegalStateException(
                new UncategorizedSQLException("an act", "select 1", new SQLException("words", state)));
        assertThat(DatabaseTrouble.in(failure).map(Enum::name)).contains(problem);
    }

    @Test
    void tellsAFullPoolFromADatabaseThatIsAway() {
        var waited = new SQLTransientConnectionException("not available, request timed out");
        assertThat(DatabaseTrouble.in(waited).map(Enum::name)).contains("OVERLOADED");
        waited.initCause(new SQLException("refused", "08001"));
        assertThat(DatabaseTrouble.in(waited).map(Enum::name)).contains("AWAY");
    }

    @Test
    void knowsAConnectionThatThePoolTookAway() {
        var failure = new TransactionSystemException("JDBC rollback failed", new SQLException("Connection is closed"));
        assertThat(DatabaseTrouble.in(failure)).contains(DatabaseTrouble.AWAY);
    }

    @Test
    void leavesABugABug() {
        assertThat(DatabaseTrouble.in(new SQLException("duplicate key", "23505")))
                .isEmpty();
        assertThat(DatabaseTrouble.in(new IllegalStateException("no cause"))).isEmpty();
        assertThat(DatabaseTrouble.in(null)).isEmpty();
    }
}
