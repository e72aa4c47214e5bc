package org.throughline.server.cocreation;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.throughline.server.audit.AuditEntry;
import org.throughline.server.audit.AuditLog;
import org.throughline.server.database.Reach;
import org.throughline.server.face.Numbers;
import org.throughline.server.frameworks.FrameworkId;
import org.throughline.server.mail.Letter;
import org.throughline.server.mail.Outbox;
import org.throughline.server.organizations.People;
import org.throughline.server.organizations.Person;
import org.throughline.server.organizations.PersonId;
import org.throughline.server.shared.PublicAddress;

/**
 * Tells people by mail what happens in their workspaces: when they are named, when a round opens, when the lead reminds them, and besides that at
 * most once a day how much is new. A letter says what is asked and where, and nothing of what others said. Whoever wants none says so once.
 */
@Component
public class WorkspaceLetters {
    static final Duration ONCE_IN = Duration.ofDays(1);

    private final JdbcClient sql;
    private final People people;
    private final Outbox outbox;
    private final PublicAddress address;
    private final AuditLog audit;
    private final Clock clock;

    WorkspaceLetters(JdbcClient sql, People people, Outbox outbox, PublicAddress address, AuditLog audit, Clock clock) {
        this.sql = sql;
        this.people = people;
        this.outbox = outbox;
        this.address = address;
        this.audit = audit;
        this.clock = clock;
    }

    /** Whether a person gets these letters. */
    public boolean wants(PersonId person) {
        return !sql.sql("select exists (select 1 from cocreation.letters_off where person = ?)")
                .param(person.value())
                .query(Boolean.class)
                .single();
    }

    /** Turns a person's letters off or on, for all workspaces. */
    @Transactional
    public void want(PersonId person, boolean wanted) {
        int changed = wanted
                ? sql.sql("delete from cocreation.letters_off where person = ?")
                        .param(person.value())
                        .update()
                : sql.sql("insert into cocreation.letters_off (person, off_at) values (?, ?) on conflict do nothing")
                        .params(person.value(), Timestamp.from(clock.instant()))
                        .update();
        if (changed > 0) {
            audit.record(new AuditEntry(
                    wanted ? "workspace.letters-on" : "workspace.letters-off",
                    person.toString(),
                    null,
                    person.toString(),
                    Map.of()));
        }
    }

    /** Somebody was named. */
    void named(Workspace workspace, PersonId person, WorkspaceRole role, PersonId by) {
        String who = people.names(List.of(by)).getOrDefault(by, "Somebody");
        tell(
                workspace,
                List.of(person),
                "You take part",
                "%s asks you to shape this framework together with others, as a %s. %s"
                        .formatted(
                                WorkspaceInvitations.oneLine(who),
                                ProposalWords.of(role).toLowerCase(Locale.ROOT),
                                ProposalWords.sentence(role)),
                "/frameworks/" + workspace.framework() + "/proposals");
    }

    /** The same to several people. */
    void toSpeakers(Workspace workspace, Collection<PersonId> whom, String subject, String sentence, String path) {
        tell(workspace, whom, subject, sentence, path);
    }

    /** Reminds those who were not written to today; says how many. */
    int reminded(Workspace workspace, Collection<PersonId> whom, String subject, String sentence, String path) {
        return Reach.asHouse("who was written to today is known to the house", () -> {
            List<PersonId> fresh = whom.stream()
                    .filter(person -> sql.sql("""
                        insert into cocreation.told as t (framework, person, happening, at) values (:framework, :person, 0, :now)
                        on conflict (framework, person) do update set at = excluded.at where t.at <= :before
                        """)
                                    .param("framework", workspace.framework().value())
                                    .param("person", person.value())
                                    .param("now", Timestamp.from(clock.instant()))
                                    .param(
                                            "before",
                                            Timestamp.from(clock.instant().minus(ONCE_IN)))
                                    .update()
                            > 0)
                    .toList();
            return tell(workspace, fresh, subject, sentence, path);
        });
    }

    /** What is new for somebody since they were told last. */
    record News(
            FrameworkId framework, PersonId person, long upTo, int named, int proposals, int resolved, int comments) {
        String sentence() {
            List<String> parts = new ArrayList<>();
            if (named > 0) {
                parts.add(Numbers.count(named, "comment calls on you by name", "comments call on you by name"));
            }
            if (proposals > 0) {
                parts.add(Numbers.count(proposals, "new proposal", "new proposals"));
            }
            if (resolved > 0) {
                parts.add(Numbers.count(resolved, "proposal of yours was settled", "proposals of yours were settled"));
            }
            if (comments > 0) {
                parts.add(Numbers.count(comments, "new comment where you spoke", "new comments where you spoke"));
            }
            return String.join(", ", parts) + ".";
        }

        /** Where they find it: what was said by name stands among the comments. */
        String path() {
            return "/frameworks/" + framework + (named > 0 ? "/talk" : "/proposals");
        }
    }

    /** Writes one letter with what is new, and notes how far it told. */
    @Transactional
    public void digest(Workspace workspace, News news) {
        int mine = sql.sql("""
            insert into cocreation.told as t (framework, person, happening, at) values (:framework, :person, :upTo, :now)
            on conflict (framework, person) do update set happening = excluded.happening, at = excluded.at where t.at <= :before
            """)
                .param("framework", news.framework().value())
                .param("person", news.person().value())
                .param("upTo", news.upTo())
                .param("now", Timestamp.from(clock.instant()))
                .param("before", Timestamp.from(clock.instant().minus(ONCE_IN)))
                .update();
        if (mine > 0) {
            sql.sql("""
                update cocreation.mentions x set told_at = :now from cocreation.comments k join cocreation.threads t on t.id = k.thread
                 where k.id = x.comment and t.framework = :framework and x.person = :person and x.told_at is null
                """)
                    .param("now", Timestamp.from(clock.instant()))
                    .param("framework", news.framework().value())
                    .param("person", news.person().value())
                    .update();
            tell(workspace, List.of(news.person()), "What is new", news.sentence(), news.path());
        }
    }

    /**
     * What is new for whom: comments that call on them; and for those who were named and can speak, and whoever opened the workspace, proposals, what became of their own, comments in
     * threads in which they spoke. Whoever was written to within a day is left out. Ask with the house's reach.
     */
    List<News> news() {
        return sql
                .sql("""
            with called as (
                select t.framework, x.person, count(*) as n from cocreation.mentions x
                  join cocreation.comments k on k.id = x.comment join cocreation.threads t on t.id = k.thread
                 where x.told_at is null group by t.framework, x.person),
            concerned as (
                select coalesce(m.framework, c.framework) as framework, coalesce(m.person, c.person) as person,
                       m.person is not null as asked, coalesce(c.n, 0) as named
                  from (select framework, person from cocreation.members where left_at is null and role <> 'READER'
                        union select w.framework, w.opened_by from cocreation.workspaces w where not exists (
                            select from cocreation.members n where n.framework = w.framework and n.person = w.opened_by)) m
                  full join called c on c.framework = m.framework and c.person = m.person),
            due as (
                select c.*, coalesce(t.happening, 0) as after
                  from concerned c left join cocreation.told t on t.person = c.person and t.framework = c.framework
                 where (t.at is null or t.at <= :before)
                   and not exists (select from cocreation.letters_off o where o.person = c.person))
            select c.framework, c.person, c.named, greatest(coalesce(max(h.number), 0), c.after) as up_to,
                   count(*) filter (where c.asked and h.kind = 'PROPOSED') as proposals,
                   count(*) filter (where h.kind = 'RESOLVED' and exists (
                       select from cocreation.proposals p where p.id = h.subject and p.by_person = c.person)) as resolved,
                   count(*) filter (where c.asked and h.kind = 'COMMENTED' and exists (
                       select from cocreation.comments k where k.thread = h.subject and k.by_person = c.person)) as comments
              from due c left join cocreation.happenings h on h.framework = c.framework and h.number > c.after and h.by_person <> c.person
             group by c.framework, c.person, c.named, c.after
            """)
                .param("before", Timestamp.from(clock.instant().minus(ONCE_IN)))
                .query((row, _) -> new News(
                        new FrameworkId(row.getObject("framework", UUID.class)),
                        new PersonId(row.getObject("person", UUID.class)),
                        row.getLong("up_to"),
                        row.getInt("named"),
                        row.getInt("proposals"),
                        row.getInt("resolved"),
                        row.getInt("comments")))
                .list()
                .stream()
                .filter(news -> news.named() + news.proposals() + news.resolved() + news.comments() > 0)
                .toList();
    }

    private int tell(Workspace workspace, Collection<PersonId> whom, String subject, String sentence, String path) {
        return Reach.asHouse("people are told what waits for them in a workspace", () -> {
            String title = WorkspaceInvitations.oneLine(workspace.title());
            int told = 0;
            for (PersonId person : whom) {
                Optional<String> email = people.find(person).map(Person::email);
                if (email.isPresent() && wants(person)) {
                    told++;
                    outbox.leave(new Letter(email.get(), subject + ": " + title, """
                        %s

                        %s

                        You get this letter because you take part in the work on “%s”. If you want no letters about such work, say so here:

                        %s""".formatted(
                                    WorkspaceInvitations.oneLine(sentence),
                                    address.url(path),
                                    title,
                                    address.url("/workspaces/letters"))));
                }
            }
            return told;
        });
    }
}
