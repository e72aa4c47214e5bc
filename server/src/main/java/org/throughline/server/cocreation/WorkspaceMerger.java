package org.throughline.server.cocreation;

import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.throughline.server.organizations.PersonMerged;

/** What a person said and did in workspaces who turned out to be another one, that one did. Where both took part, that one's own part stands. */
@Component
class WorkspaceMerger {
    private final JdbcClient jdbc;

    WorkspaceMerger(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(PersonMerged event) {
        for (String table : List.of("members", "told")) {
            jdbc.sql("""
                delete from cocreation.%1$s theirs where theirs.person = :from
                   and exists (select from cocreation.%1$s own where own.framework = theirs.framework and own.person = :into)
                """.formatted(table))
                    .param("from", event.from().value())
                    .param("into", event.into().value())
                    .update();
        }
        jdbc.sql("""
            delete from cocreation.mentions theirs where theirs.person = :from
               and exists (select from cocreation.mentions own where own.comment = theirs.comment and own.person = :into)
            """)
                .param("from", event.from().value())
                .param("into", event.into().value())
                .update();
        jdbc.sql("delete from cocreation.presences where person = ?")
                .param(event.from().value())
                .update();
        jdbc.sql("""
            delete from cocreation.letters_off where person = :from and exists (select from cocreation.letters_off where person = :into)
            """)
                .param("from", event.from().value())
                .param("into", event.into().value())
                .update();
        event.replaceIn(
                jdbc,
                "cocreation.members.person",
                "cocreation.members.invited_by",
                "cocreation.invitations.invited_by",
                "cocreation.invitations.answered_by",
                "cocreation.mentions.person",
                "cocreation.doors.opened_by",
                "cocreation.rounds.opened_by",
                "cocreation.rounds.closed_by",
                "cocreation.proposals.by_person",
                "cocreation.resolutions.by_person",
                "cocreation.opinions.by_person",
                "cocreation.threads.opened_by",
                "cocreation.threads.resolved_by",
                "cocreation.comments.by_person",
                "cocreation.happenings.by_person",
                "cocreation.letters_off.person",
                "cocreation.told.person");
    }
}
