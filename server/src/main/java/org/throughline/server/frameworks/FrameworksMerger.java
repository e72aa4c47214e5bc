package org.throughline.server.frameworks;

import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.throughline.server.organizations.PersonMerged;

/** What a person had begun to import or brought who turned out to be another one is that one's. */
@Component
class FrameworksMerger {
    private final JdbcClient jdbc;

    FrameworksMerger(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(PersonMerged event) {
        event.replaceIn(
                jdbc,
                "frameworks.mirrors.begun_by",
                "frameworks.pending_imports.by_person",
                "frameworks.versions.by_person");
    }
}
