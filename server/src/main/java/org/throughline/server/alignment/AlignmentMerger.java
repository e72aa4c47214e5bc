package org.throughline.server.alignment;

import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.throughline.server.organizations.PersonMerged;

/**
 * Crosswalks that a person opened who turned out to be another one were opened by that one. Decisions are never changed: they are shown under
 * the name of whoever their author turned out to be.
 */
@Component
class AlignmentMerger {
    private final JdbcClient jdbc;

    AlignmentMerger(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(PersonMerged event) {
        event.replaceIn(jdbc, "alignment.crosswalks.opened_by", "alignment.postponed.postponed_by");
        event.replaceIn(jdbc, "alignment.runs.asked_by");
        event.replaceIn(jdbc, "alignment.teaching.allowed_by");
    }
}
