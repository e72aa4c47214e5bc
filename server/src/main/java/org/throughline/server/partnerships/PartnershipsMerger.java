package org.throughline.server.partnerships;

import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.throughline.server.organizations.PersonMerged;

/**
 * What a person did in partnerships who turned out to be another one, that one did, and for whom they worked, that one works. Minutes are never
 * changed: they are shown under the name of whoever wrote them. Where both took part in one workshop, both stay, as they voted.
 */
@Component
class PartnershipsMerger {
    private final JdbcClient jdbc;

    PartnershipsMerger(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(PersonMerged event) {
        for (String statement : List.of("""
                DELETE FROM partnerships.delegate theirs WHERE theirs.person = :from AND EXISTS (SELECT 1 FROM partnerships.delegate own
                  WHERE own.partnership = theirs.partnership AND own.organization = theirs.organization AND own.person = :into)
                """, """
                DELETE FROM partnerships.letters_off theirs WHERE theirs.person = :from
                  AND EXISTS (SELECT 1 FROM partnerships.letters_off own WHERE own.person = :into)
                """, """
                UPDATE partnerships.participant theirs SET person = :into WHERE theirs.person = :from
                  AND NOT EXISTS (SELECT 1 FROM partnerships.participant own WHERE own.workshop = theirs.workshop AND own.person = :into)
                """)) {
            jdbc.sql(statement)
                    .param("from", event.from().value())
                    .param("into", event.into().value())
                    .update();
        }
        event.replaceIn(
                jdbc,
                "partnerships.partnership.closed_by",
                "partnerships.member.asked_by",
                "partnerships.member.answered_by",
                "partnerships.charter.written_by",
                "partnerships.charter_document.signed_by",
                "partnerships.sign_off.signed_by",
                "partnerships.sponsor_request.asked_by",
                "partnerships.sponsor_sign_off.recorded_by",
                "partnerships.milestone_reached.reached_by",
                "partnerships.delegate.person",
                "partnerships.delegate.named_by",
                "partnerships.letters_off.person",
                "partnerships.round.closed_by",
                "partnerships.task_done.done_by",
                "partnerships.hours.logged_by",
                "partnerships.minutes_document.signed_by",
                "partnerships.mail_invitation.asked_by",
                "partnerships.pack.made_by",
                "partnerships.workshop.opened_by",
                "partnerships.question.settled_by",
                "partnerships.participant.let_in_by");
    }
}
