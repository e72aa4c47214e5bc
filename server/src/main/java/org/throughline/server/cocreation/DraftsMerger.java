package org.throughline.server.cocreation;

import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.throughline.server.organizations.PersonMerged;

/**
 * What a person did to drafts who turned out to be another one is that one's. Of somebody who is forgotten a number stays that nobody can read:
 * acts are numbered by people, and what can be taken back depends on them.
 */
@Component
class DraftsMerger {
    private final JdbcClient jdbc;

    DraftsMerger(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(PersonMerged event) {
        event.replaceIn(
                jdbc, "cocreation.workspaces.opened_by", "cocreation.items.changed_by", "cocreation.acts.by_person");
    }
}
