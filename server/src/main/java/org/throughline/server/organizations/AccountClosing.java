package org.throughline.server.organizations;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.throughline.server.audit.AuditEntry;
import org.throughline.server.audit.AuditLog;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;

/**
 * Closes an account for good: the key that leads from the person to their entries in the log is destroyed, what the rooms hold of them goes,
 * and the ledger outside the database makes an older backup forget them again. What organizations need as their own record stays, without a
 * name. Ask with the house's reach.
 */
@Component
public class AccountClosing {
    private final JdbcClient jdbc;
    private final Organizations organizations;
    private final AuditLog audit;

    AccountClosing(JdbcClient jdbc, Organizations organizations, AuditLog audit) {
        this.jdbc = jdbc;
        this.organizations = organizations;
        this.audit = audit;
    }

    /** What has to be handed over first, in sentences; empty where nothing stands in the way. */
    @Transactional
    public List<String> hindrances(PersonId person) {
        List<String> sentences = new ArrayList<>();
        for (Membership membership : organizations.of(person)) {
            boolean alone = membership.roles().contains(Role.OWNER)
                    && organizations.members(membership.organization().id()).stream()
                            .noneMatch(
                                    m -> !m.person().equals(person) && m.roles().contains(Role.OWNER));
            if (alone) {
                sentences.add("%s has no other owner. Make somebody else an owner first."
                        .formatted(membership.organization().name()));
            }
        }
        boolean last = jdbc.sql("""
                SELECT administrator AND NOT EXISTS (SELECT FROM organizations.person o WHERE o.administrator AND o.id <> p.id)
                FROM organizations.person p WHERE p.id = :person FOR SHARE
                """)
                .param("person", person.value())
                .query(Boolean.class)
                .optional()
                .orElseThrow(Problem::notFound);
        if (last) {
            sentences.add("Nobody else runs this server.");
        }
        return sentences;
    }

    /**
     * Closes the account. Where something has to be handed over first it is a {@code Problem CONFLICT}.
     *
     * @param by the person, or who did it for them ({@code system})
     */
    @Transactional
    public void close(PersonId person, String by) {
        List<String> hindrances = hindrances(person);
        if (!hindrances.isEmpty()) {
            throw new Problem(ProblemType.CONFLICT, String.join(" ", hindrances));
        }
        audit.record(new AuditEntry("account.closed", by, null, person.toString(), Map.of()));
        audit.forget(person.value());
    }
}
