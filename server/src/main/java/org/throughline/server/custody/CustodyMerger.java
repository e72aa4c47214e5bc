package org.throughline.server.custody;

import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.throughline.server.organizations.PersonMerged;

/**
 * Reports and halts of a person who turned out to be another one are that one's: nobody is two people towards themselves. A report that the two
 * accounts had decided together stays as it was.
 */
@Component
class CustodyMerger {
    private final JdbcClient jdbc;

    CustodyMerger(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(PersonMerged event) {
        for (String column : List.of("halted_by", "lifted_by")) {
            jdbc.sql("UPDATE custody.halt SET %s = :into WHERE %s = :from".formatted(column, column))
                    .param("into", event.into().toString())
                    .param("from", event.from().toString())
                    .update();
        }
        for (String column : List.of("reported_by", "decided_by")) {
            jdbc.sql("""
                    UPDATE custody.compromise_report SET %s = :into
                    WHERE %s = :from AND (confirmed IS NOT TRUE OR :into NOT IN (reported_by, decided_by))
                    """.formatted(column, column))
                    .param("into", event.into().value())
                    .param("from", event.from().value())
                    .update();
        }
    }
}
