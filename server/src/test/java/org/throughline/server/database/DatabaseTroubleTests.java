package org.throughline.server.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.UncategorizedSQLException;
import org.throughline.server.shared.Problem;

class DatabaseTroubleTests {
    @ParameterizedTest
    @CsvSource({
        "53100, STORAGE_FULL",
        "08006, DATABASE_UNAVAILABLE",
        "57P01, DATABASE_UNAVAILABLE",
        "57P03, DATABASE_UNAVAILABLE",
        "53300, BUSY",
        "40P01, BUSY"
    })
    void knowsTroubleByPostgresqlsCodesHoweverDeepTheyStand(String state, String problem) {
        Exception failure = new IllegalStateException(
                new UncategorizedSQLException("an act", "select 1", new SQLException("words", state)));
        assertThat(DatabaseTrouble.in(failure).map(Problem::type).map(Enum::name))
                .contains(problem);
    }

    @Test
    void tellsAFullPoolFromADatabaseThatIsAway() {
        var waited = new SQLTransientConnectionException("not available, request timed out");
        assertThat(DatabaseTrouble.in(waited).map(Problem::type).map(Enum::name))
                .contains("BUSY");
        waited.initCause(new SQLException("refused", "08001"));
        assertThat(DatabaseTrouble.in(waited).map(Problem::type).map(Enum::name))
                .contains("DATABASE_UNAVAILABLE");
    }

    @Test
    void leavesABugABug() {
        assertThat(DatabaseTrouble.in(new SQLException("duplicate key", "23505")))
                .isEmpty();
        assertThat(DatabaseTrouble.in(new IllegalStateException("no cause"))).isEmpty();
        assertThat(DatabaseTrouble.in(null)).isEmpty();
    }
}
