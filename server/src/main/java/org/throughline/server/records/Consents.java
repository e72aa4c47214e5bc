package org.throughline.server.records;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.throughline.server.audit.AuditEntry;
import org.throughline.server.audit.AuditLog;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.organizations.PersonId;

/**
 * Who may find a person by their verified competencies. Nobody, unless the person says so. Every change publishes
 * {@link ConsentChanged} in its transaction.
 */
@Component
public class Consents {
    private final JdbcClient sql;
    private final ApplicationEventPublisher events;
    private final AuditLog audit;
    private final Clock clock;

    Consents(JdbcClient sql, ApplicationEventPublisher events, AuditLog audit, Clock clock) {
        this.sql = sql;
        this.events = events;
        this.audit = audit;
        this.clock = clock;
    }

    /** Lets recruiters of one employer find the person; with {@code showName} also under their name from the start. */
    @Transactional
    public void grant(PersonId person, OrganizationId employer, boolean showName) {
        give(person, employer, showName);
    }

    /** Lets recruiters of every employer on this server find the person. */
    @Transactional
    public void grantAllEmployers(PersonId person, boolean showName) {
        give(person, null, showName);
    }

    /** Takes the consent for one employer back. A consent for all employers is another one, and stays. */
    @Transactional
    public void withdraw(PersonId person, OrganizationId employer) {
        take(person, employer);
    }

    /** Takes the consent for all employers back. Those given to single employers stay. */
    @Transactional
    public void withdrawAllEmployers(PersonId person) {
        take(person, null);
    }

    /** What a person has agreed to, now. */
    public ConsentState of(PersonId person) {
        Map<Optional<OrganizationId>, Boolean> given = sql
                .sql("select employer, show_name from records.consent where person = ?")
                .param(person.value())
                .query((row, n) -> Map.entry(
                        Optional.ofNullable(row.getObject(1, UUID.class)).map(OrganizationId::new), row.getBoolean(2)))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        return new ConsentState(
                given.containsKey(Optional.<OrganizationId>empty()),
                !given.isEmpty() && !given.containsValue(false),
                given.keySet().stream().flatMap(Optional::stream).collect(Collectors.toSet()));
    }

    /** Everybody who agreed to be found by somebody. */
    public Set<PersonId> people() {
        return Set.copyOf(sql.sql("select distinct person from records.consent")
                .query((row, n) -> new PersonId(row.getObject(1, UUID.class)))
                .list());
    }

    /** Whether the employer's recruiters may find the person now, asked at the source. Empty: they may not; else whether the name is shown. */
    public Optional<Boolean> visible(PersonId person, OrganizationId employer) {
        return sql.sql("""
                        select show_name from records.consent
                        where person = ? and (employer = ? or employer is null)
                        order by employer nulls last limit 1
                        """)
                .params(person.value(), employer.value())
                .query(Boolean.class)
                .optional();
    }

    /** Whether the consent for all employers shows the name; false when there is none. */
    public boolean namedToAll(PersonId person) {
        return sql.sql("select show_name from records.consent where person = ? and employer is null")
                .param(person.value())
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }

    private void give(PersonId person, @Nullable OrganizationId employer, boolean showName) {
        int changed = sql.sql("""
                        insert into records.consent as c (person, employer, show_name, given_at) values (:person, :employer, :name, :at)
                        on conflict (person, employer) do update set show_name = excluded.show_name, given_at = excluded.given_at
                        where c.show_name <> excluded.show_name
                        """)
                .param("person", person.value())
                .param("employer", employer == null ? null : employer.value())
                .param("name", showName)
                .param("at", Timestamp.from(clock.instant()))
                .update();
        if (changed > 0) {
            tell("consent.given", person, employer, Map.of("showName", Boolean.toString(showName)));
        }
    }

    private void take(PersonId person, @Nullable OrganizationId employer) {
        int changed = sql.sql(
                        "delete from records.consent where person = :person and employer is not distinct from :employer::uuid")
                .param("person", person.value())
                .param("employer", employer == null ? null : employer.value())
                .update();
        if (changed > 0) {
            tell("consent.withdrawn", person, employer, Map.of());
        }
    }

    private void tell(String action, PersonId person, @Nullable OrganizationId employer, Map<String, String> details) {
        String who = employer == null ? "all-employers" : employer.toString();
        audit.record(new AuditEntry(action, person.toString(), null, who, details));
        events.publishEvent(new ConsentChanged(person));
    }

    /**
     * What a person has agreed to.
     *
     * @param allEmployers whether every employer may find them
     * @param showName whether the name is shown under every consent given; {@link Consents#visible} answers for one employer
     * @param employers those that may, one by one
     */
    public record ConsentState(boolean allEmployers, boolean showName, Set<OrganizationId> employers) {
        public ConsentState {
            employers = Set.copyOf(employers);
        }

        /** Whether nobody may find them. */
        public boolean isEmpty() {
            return !allEmployers && employers.isEmpty();
        }
    }
}
