package org.throughline.server.partnerships;

import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.throughline.server.audit.AuditEntry;
import org.throughline.server.audit.AuditLog;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.organizations.PersonId;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;

/** What members spent, logged by their own people. */
@Component
public class Hours {
    private static final BigDecimal MOST = BigDecimal.valueOf(200);

    private final JdbcClient jdbc;
    private final AuditLog audit;
    private final Clock clock;

    Hours(JdbcClient jdbc, AuditLog audit, Clock clock) {
        this.jdbc = jdbc;
        this.audit = audit;
        this.clock = clock;
    }

    /** One entry: hours of a member's people, on a day, in a round and for a task where that is known. */
    public record Entry(
            UUID id,
            OrganizationId organization,
            @Nullable UUID round,
            @Nullable UUID task,
            BigDecimal hours,
            LocalDate workedOn,
            String note,
            PersonId by) {}

    /** Writes hours down. More than 200 at once, none, or a day to come is a {@code BAD_INPUT}. */
    @Transactional
    public void log(
            PartnershipId partnership,
            OrganizationId organization,
            @Nullable UUID round,
            @Nullable UUID task,
            BigDecimal hours,
            LocalDate workedOn,
            String note,
            PersonId by) {
        LocalDate tomorrow = LocalDate.ofInstant(clock.instant(), java.time.ZoneOffset.UTC)
                .plusDays(1); // it is tomorrow already in the east
        if (hours.signum() <= 0 || hours.compareTo(MOST) > 0 || workedOn.isAfter(tomorrow)) {
            throw new Problem(
                    ProblemType.BAD_INPUT, "Log between a quarter of an hour and 200 hours, on a day that has begun.");
        }
        UUID id = UUID.randomUUID();
        jdbc.sql("""
                INSERT INTO partnerships.hours (id, partnership, organization, round, task, hours, worked_on, note, logged_by, logged_at)
                VALUES (:id, :p, :o, :round, :task, :hours, :day, :note, :by, :now)
                """)
                .param("id", id)
                .param("p", partnership.value())
                .param("o", organization.value())
                .param("round", round)
                .param("task", task)
                .param("hours", hours)
                .param("day", workedOn)
                .param("note", note.strip())
                .param("by", by.value())
                .param("now", Timestamp.from(clock.instant()))
                .update();
        record("hours.logged", organization, id, by, Map.of("hours", hours.toPlainString()));
    }

    /** Takes an entry back that was a mistake; only a member's own can be taken back. */
    @Transactional
    public void remove(PartnershipId partnership, OrganizationId organization, UUID entry, PersonId by) {
        int gone = jdbc.sql("DELETE FROM partnerships.hours WHERE id = ? AND partnership = ? AND organization = ?")
                .params(entry, partnership.value(), organization.value())
                .update();
        if (gone == 0) {
            throw Problem.notFound();
        }
        record("hours.removed", organization, entry, by, Map.of());
    }

    /** Every entry of a partnership, the latest day first. */
    public List<Entry> of(PartnershipId partnership) {
        return jdbc.sql(
                        "SELECT * FROM partnerships.hours WHERE partnership = :p ORDER BY worked_on DESC, logged_at DESC")
                .param("p", partnership.value())
                .query((row, _) -> new Entry(
                        row.getObject("id", UUID.class),
                        new OrganizationId(row.getObject("organization", UUID.class)),
                        row.getObject("round", UUID.class),
                        row.getObject("task", UUID.class),
                        row.getBigDecimal("hours"),
                        row.getObject("worked_on", LocalDate.class),
                        row.getString("note"),
                        new PersonId(row.getObject("logged_by", UUID.class))))
                .list();
    }

    /** The sum of a member's entries, or of everybody's where none is named. */
    public static BigDecimal sum(List<Entry> entries, @Nullable OrganizationId organization) {
        return entries.stream()
                .filter(e -> organization == null || e.organization().equals(organization))
                .map(Entry::hours)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private void record(
            String action, OrganizationId organization, UUID entry, PersonId by, Map<String, String> details) {
        audit.record(new AuditEntry(action, by.toString(), organization.toString(), entry.toString(), details));
    }
}
