package org.throughline.server.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class RefusedRowTests {
    @Test
    void tellsWhatThePolicyKeptFromWhatTheServerHasNoRightTo() {
        var kept = new SQLException(
                "ERROR: new row violates row-level security policy \"reach\" for table \"domain\"", "42501");
        var noRight = new SQLException("ERROR: permission denied for table entry", "42501");

        assertThat(RefusedRow.in(new IllegalStateException(kept))).contains(new RefusedRow("domain"));
        assertThat(RefusedRow.in(new IllegalStateException(noRight))).isEmpty();
        assertThat(RefusedRow.in(new SQLException("duplicate key", "23505"))).isEmpty();
    }
}
