package org.throughline.server.talent;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.throughline.server.audit.AuditEntry;
import org.throughline.server.audit.AuditLog;
import org.throughline.server.organizations.PersonId;

/**
 * Tells people that an employer saw them: in the log, in their own page of it, once a day for each need and each recruiter. Nobody is shown
 * before it is written down.
 */
@Component
public class Looks {
    private final AuditLog audit;

    Looks(AuditLog audit) {
        this.audit = audit;
    }

    /** These people stood in a list that somebody read. */
    @Transactional
    public void found(JobProfile need, List<PersonFound> people, PersonId by) {
        Set<UUID> found = new HashSet<>();
        people.forEach(person -> found.add(person.person().value()));
        record("people.found", need, found, by);
    }

    /** Somebody read what this person holds that meets the need. */
    @Transactional
    public void lookedAt(JobProfile need, PersonFound person, PersonId by) {
        record("record.looked-at", need, Set.of(person.person().value()), by);
    }

    private void record(String action, JobProfile need, Set<UUID> people, PersonId by) {
        audit.recordOnceADay(new AuditEntry(
                action,
                by.toString(),
                need.employer().toString(),
                need.id().toString(),
                Map.of("count", Integer.toString(people.size())),
                people));
    }
}
