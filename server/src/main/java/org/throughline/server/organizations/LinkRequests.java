package org.throughline.server.organizations;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.throughline.server.audit.AuditEntry;
import org.throughline.server.audit.AuditLog;
import org.throughline.server.database.Reach;

/**
 * Who asked for a link to sign in. The request is only noted; a worker looks up later whether the address is known and leaves the letter, so
 * that neither the answer nor its time tells who has an account.
 */
@Component
public class LinkRequests {
    private final JdbcClient jdbc;
    private final OneTimeLinks links;
    private final TransactionTemplate transactions;
    private final AuditLog audit;
    private final Clock clock;

    LinkRequests(JdbcClient jdbc, OneTimeLinks links, TransactionTemplate transactions, AuditLog audit, Clock clock) {
        this.jdbc = jdbc;
        this.links = links;
        this.transactions = transactions;
        this.audit = audit;
        this.clock = clock;
    }

    /** Notes that somebody asked; what is no address at all is a {@code Problem BAD_INPUT}. */
    public void ask(String email) {
        EmailAddress address = new EmailAddress(email);
        transactions.executeWithoutResult(status -> {
            jdbc.sql("INSERT INTO organizations.link_request (id, email, asked_at) VALUES (:id, :email, :now)")
                    .param("id", UUID.randomUUID())
                    .param("email", address.text())
                    .param("now", OffsetDateTime.now(clock))
                    .update();
            audit.record(new AuditEntry("link.asked", "system", null, "somebody", Map.of()));
        });
    }

    /** Answers what was asked; each request by one server. */
    @Scheduled(initialDelayString = "${throughline.mail.every:1s}", fixedDelayString = "${throughline.mail.every:1s}")
    void answer() {
        Reach.asHouse("whoever asked is not signed in", () -> {
            boolean more = true;
            while (more) {
                more = Boolean.TRUE.equals(transactions.execute(status -> answerOne()));
            }
        });
    }

    private boolean answerOne() {
        Optional<String> email = jdbc.sql("""
                DELETE FROM organizations.link_request WHERE id =
                    (SELECT id FROM organizations.link_request ORDER BY asked_at LIMIT 1 FOR UPDATE SKIP LOCKED)
                RETURNING email
                """).query(String.class).optional();
        email.ifPresent(links::mailSignIn);
        return email.isPresent();
    }
}
