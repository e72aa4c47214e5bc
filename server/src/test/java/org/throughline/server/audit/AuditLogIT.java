package org.throughline.server.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionTemplate;
import org.throughline.credentials.log.LoggedAct;
import org.throughline.server.support.RunningServer;
import org.throughline.server.support.ServerTest;
import org.throughline.server.support.TestDatabase;

@ServerTest
class AuditLogIT {
    private final String organization = UUID.randomUUID().toString();
    private final AuditLog log;
    private final TransactionTemplate transaction;
    private final RunningServer server;

    AuditLogIT(AuditLog log, TransactionTemplate transaction, RunningServer server) {
        this.log = log;
        this.transaction = transaction;
        this.server = server;
    }

    @Test
    void keepsEntriesNewestFirstWithTheirDetailsAndFingerprint() {
        AuditEntry first = entry("framework.imported", Map.of("items", "81", "version", "2"));
        AuditEntry second = entry("alignment.accepted", Map.of());
        transaction.executeWithoutResult(status -> log.record(first));
        transaction.executeWithoutResult(status -> log.record(second));

        List<RecordedEntry> read = log.of(organization, 0, 10).items();

        assertThat(read).extracting(RecordedEntry::entry).containsExactly(second, first);
        byte[] leaf = server.sql()
                .sql("SELECT leaf FROM audit.entry WHERE sequence = :sequence")
                .param("sequence", read.getLast().sequence())
                .query((row, number) -> row.getBytes("leaf"))
                .single();
        assertThat(leaf)
                .isEqualTo(new LoggedAct(
                                read.getLast().at(), first.action(), "system", organization, "subject", first.details())
                        .leaf()
                        .bytes());
    }

    @Test
    void refusesToChangeOrRemoveAnEntry() {
        transaction.executeWithoutResult(status -> log.record(entry("roles.set", Map.of())));

        for (String change : List.of(
                "UPDATE audit.entry SET actor = 'somebody else' WHERE organization = '" + organization + "'",
                "DELETE FROM audit.entry WHERE organization = '" + organization + "'",
                "TRUNCATE audit.entry CASCADE")) {
            assertThatThrownBy(() -> server.sql().sql(change).update())
                    .as("the server has no right to: " + change)
                    .isInstanceOf(DataAccessException.class)
                    .hasStackTraceContaining("permission denied");
            assertThatThrownBy(() -> TestDatabase.ownersSql().sql(change).update())
                    .as("the owner is stopped by the trigger: " + change)
                    .isInstanceOf(DataAccessException.class)
                    .hasStackTraceContaining("never changed");
        }
        assertThat(log.of(organization, 0, 10).total()).isEqualTo(1);
    }

    @Test
    void vanishesWithAnActThatIsRolledBackAndRefusesAnActWithoutTransaction() {
        transaction.executeWithoutResult(status -> {
            log.record(entry("key.made", Map.of()));
            status.setRollbackOnly();
        });
        assertThat(log.of(organization, 0, 10).items()).isEmpty();
        assertThatThrownBy(() -> log.record(entry("key.made", Map.of())))
                .isInstanceOf(IllegalTransactionStateException.class);
    }

    private AuditEntry entry(String action, Map<String, String> details) {
        return new AuditEntry(action, "system", organization, "subject", details);
    }
}
