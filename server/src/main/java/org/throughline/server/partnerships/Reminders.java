package org.throughline.server.partnerships;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.throughline.server.database.Reach;
import org.throughline.server.face.Dates;
import org.throughline.server.face.Numbers;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.partnerships.PartnershipLetters.News;
import org.throughline.server.partnerships.Standings.Overview;

/**
 * Looks once a day at every partnership with an open round, and tells each member with tasks that are not done: three days before the round is
 * due, and when it is overdue. Any number of servers may look; each partnership is looked at by one, in one transaction with its letters.
 */
@Component
class Reminders {
    private static final int DAYS_BEFORE = 3;

    private final JdbcClient jdbc;
    private final Partnerships partnerships;
    private final Standings standings;
    private final PartnershipLetters letters;
    private final TransactionTemplate transactions;
    private final Clock clock;

    Reminders(
            JdbcClient jdbc,
            Partnerships partnerships,
            Standings standings,
            PartnershipLetters letters,
            TransactionTemplate transactions,
            Clock clock) {
        this.jdbc = jdbc;
        this.partnerships = partnerships;
        this.standings = standings;
        this.letters = letters;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Scheduled(initialDelay = 2, fixedDelay = 20, timeUnit = TimeUnit.MINUTES)
    void look() {
        look(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
    }

    /** The look of a day; what was looked at on it already is left alone. */
    void look(LocalDate today) {
        Reach.asHouse("people are told what is due", () -> {
            List<PartnershipId> due = jdbc.sql("""
                    SELECT DISTINCT r.partnership FROM partnerships.round r JOIN partnerships.partnership p ON p.id = r.partnership
                    WHERE r.state = 'OPEN' AND r.due <= :soon AND p.closed_at IS NULL
                      AND NOT EXISTS (SELECT 1 FROM partnerships.look l WHERE l.partnership = r.partnership AND l.day = :today)
                    """)
                    .param("soon", today.plusDays(DAYS_BEFORE))
                    .param("today", today)
                    .query((row, _) -> new PartnershipId(row.getObject("partnership", UUID.class)))
                    .list();
            for (PartnershipId id : due) {
                transactions.executeWithoutResult(_ -> look(id, today));
            }
        });
    }

    private void look(PartnershipId id, LocalDate today) {
        int mine = jdbc.sql("INSERT INTO partnerships.look (partnership, day) VALUES (?, ?) ON CONFLICT DO NOTHING")
                .params(id.value(), today)
                .update();
        if (mine == 0) {
            return; // another server looks, or has looked
        }
        Overview overview = standings.of(partnerships.find(id).orElseThrow());
        for (Round round : overview.rounds()) {
            boolean soon = !round.due().isAfter(today.plusDays(DAYS_BEFORE));
            if (round.state() == Round.State.OPEN && soon) {
                for (Member member : overview.partnership().joined()) {
                    long waiting = overview.waiting(member.organization()).stream()
                            .filter(t -> t.round().id().equals(round.id()))
                            .count();
                    if (member.works() && waiting > 0) {
                        tell(overview.partnership(), round, member.organization(), waiting, today);
                    }
                }
            }
        }
    }

    private void tell(Partnership partnership, Round round, OrganizationId member, long waiting, LocalDate today) {
        boolean overdue = round.due().isBefore(today);
        int first = jdbc.sql("""
                INSERT INTO partnerships.reminder (partnership, round, organization, kind, due, told_at)
                VALUES (:p, :round, :member, :kind, :due, :now) ON CONFLICT DO NOTHING
                """)
                .param("p", partnership.id().value())
                .param("round", round.id())
                .param("member", member.value())
                .param("kind", overdue ? "OVERDUE" : "SOON")
                .param("due", round.due())
                .param("now", Timestamp.from(clock.instant()))
                .update();
        if (first > 0) {
            letters.toNamed(
                    partnership.id(),
                    member,
                    new News(
                            overdue ? "Overdue" : "Due " + Dates.words(round.due()),
                            "%s in round %d, which %s due %s."
                                    .formatted(
                                            Numbers.count(waiting, "task waits", "tasks wait"),
                                            round.number(),
                                            overdue ? "was" : "is",
                                            Dates.words(round.due())),
                            "/partnerships/" + partnership.id() + "/rounds/" + round.id()),
                    null);
        }
    }
}
