package org.throughline.server.talent;

import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.throughline.server.audit.AuditEntry;
import org.throughline.server.audit.AuditLog;
import org.throughline.server.organizations.Membership;
import org.throughline.server.organizations.PersonId;
import org.throughline.server.organizations.RestingDuties;
import org.throughline.server.organizations.RestingDuty;
import org.throughline.server.organizations.RestingDuty.Goes;

/** Talent needs for which a member answers, because they stated them last. */
@Component
class NeedDuties implements RestingDuties {
    private final JdbcClient jdbc;
    private final AuditLog audit;

    NeedDuties(JdbcClient jdbc, AuditLog audit) {
        this.jdbc = jdbc;
        this.audit = audit;
    }

    @Override
    public List<RestingDuty> of(Membership leaver) {
        List<String> titles = jdbc.sql("""
                SELECT title FROM talent.job_profile WHERE employer = :o AND stated_by = :p AND latest ORDER BY title, id
                """)
                .param("o", leaver.organization().id().value())
                .param("p", leaver.person().value())
                .query((row, n) -> row.getString(1))
                .list();
        return titles.isEmpty()
                ? List.of()
                : List.of(new RestingDuty(
                        "Somebody has to answer for these talent needs: %s.".formatted(String.join(", ", titles)),
                        "/needs",
                        Goes.ALONG));
    }

    /** Who answers for a need from now on; the log keeps who stated it. */
    @Override
    public void handOver(Membership leaver, Membership successor, boolean byOwner, PersonId by) {
        int needs = jdbc.sql("""
                UPDATE talent.job_profile SET stated_by = :to WHERE employer = :o AND stated_by = :p AND latest
                """)
                .param("o", leaver.organization().id().value())
                .param("p", leaver.person().value())
                .param("to", successor.person().value())
                .update();
        if (needs > 0) {
            audit.record(new AuditEntry(
                    "talent-need.handed-over",
                    by.toString(),
                    leaver.organization().id().toString(),
                    successor.person().toString(),
                    Map.of("needs", Integer.toString(needs))));
        }
    }
}
