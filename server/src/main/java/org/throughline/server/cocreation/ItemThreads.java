package org.throughline.server.cocreation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.throughline.server.audit.AuditEntry;
import org.throughline.server.audit.AuditLog;
import org.throughline.server.frameworks.FrameworkId;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.organizations.PersonId;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;

/** The threads on items. A comment can be edited by whoever wrote it, for a quarter of an hour, and what it said before stays. */
@Component
public class ItemThreads {
    /** How long a comment can be edited. */
    public static final Duration EDITABLE = Duration.ofMinutes(15);

    private final JdbcClient sql;
    private final WorkspaceMentions mentions;
    private final Happenings happenings;
    private final AuditLog audit;
    private final Clock clock;

    ItemThreads(JdbcClient sql, WorkspaceMentions mentions, Happenings happenings, AuditLog audit, Clock clock) {
        this.sql = sql;
        this.mentions = mentions;
        this.happenings = happenings;
        this.audit = audit;
        this.clock = clock;
    }

    /** Who speaks, and for whom. */
    public record Voice(PersonId person, @Nullable OrganizationId organization, OrganizationId owner) {}

    /** Begins a thread with its first comment. */
    @Transactional
    public UUID begin(FrameworkId framework, ShapedItem item, String text, Voice voice) {
        demand(text);
        UUID id = UUID.randomUUID();
        sql.sql(
                        "insert into cocreation.threads (id, framework, item, called, opened_by, opened_at) values (?, ?, ?, ?, ?, ?)")
                .params(
                        id,
                        framework.value(),
                        item.identifier(),
                        item.label(),
                        voice.person().value(),
                        Timestamp.from(clock.instant()))
                .update();
        add(framework, id, text, voice);
        happenings.add(
                framework,
                Happening.Kind.COMMENTED,
                id,
                item.identifier(),
                "comments on " + item.shortly(),
                voice.person());
        record("thread.begun", framework, id, voice);
        return id;
    }

    /** Answers in a thread, which opens again by that. */
    @Transactional
    public void reply(ItemThread thread, String text, Voice voice) {
        demand(text);
        add(thread.framework(), thread.id(), text, voice);
        sql.sql("update cocreation.threads set resolved_by = null, resolved_at = null where id = ?")
                .param(thread.id())
                .update();
        happenings.add(
                thread.framework(),
                Happening.Kind.COMMENTED,
                thread.id(),
                thread.item(),
                "answers on " + ShapedItem.shortly(null, thread.called()),
                voice.person());
        record("thread.answered", thread.framework(), thread.id(), voice);
    }

    /** Whether somebody can still change what they said. */
    public boolean editable(ItemThread.Comment comment, PersonId person) {
        return comment.by().equals(person)
                && clock.instant().isBefore(comment.at().plus(EDITABLE));
    }

    /** Says it better; what it said before is kept. */
    @Transactional
    public void edit(ItemThread thread, UUID comment, String text, Voice voice) {
        demand(text);
        ItemThread.Comment before = thread.comments().stream()
                .filter(c -> c.id().equals(comment))
                .findFirst()
                .orElseThrow(Problem::notFound);
        if (!before.by().equals(voice.person())) {
            throw new Problem(ProblemType.FORBIDDEN, "Whoever wrote a comment changes it.");
        }
        if (!editable(before, voice.person())) {
            throw new Problem(
                    ProblemType.CONFLICT,
                    "A comment can be changed for %d minutes. Answer in the thread instead."
                            .formatted(EDITABLE.toMinutes()));
        }
        if (before.text().equals(text.strip())) {
            return;
        }
        Timestamp now = Timestamp.from(clock.instant());
        sql.sql("""
            insert into cocreation.comment_texts (comment, number, text, until)
            select c.id, (select count(*) from cocreation.comment_texts t where t.comment = c.id) + 1, c.text, ?
              from cocreation.comments c where c.id = ? for update
            """).params(now, comment).update();
        sql.sql("update cocreation.comments set text = ?, edited_at = ? where id = ?")
                .params(text.strip(), now, comment)
                .update();
        mentions.keep(thread.framework(), comment, text, voice.person());
        happenings.add(
                thread.framework(),
                Happening.Kind.COMMENTED,
                thread.id(),
                thread.item(),
                "changes a comment on " + ShapedItem.shortly(null, thread.called()),
                voice.person());
        record("thread.edited", thread.framework(), thread.id(), voice);
    }

    /** Resolves a thread, or opens it again. */
    @Transactional
    public void resolve(ItemThread thread, boolean resolved, Voice voice) {
        if (thread.resolved() == resolved) {
            return;
        }
        sql.sql("update cocreation.threads set resolved_by = ?, resolved_at = ? where id = ?")
                .param(resolved ? voice.person().value() : null)
                .param(resolved ? Timestamp.from(clock.instant()) : null)
                .param(thread.id())
                .update();
        happenings.add(
                thread.framework(),
                Happening.Kind.THREAD,
                thread.id(),
                thread.item(),
                (resolved ? "resolves a thread on " : "opens a thread again on ")
                        + ShapedItem.shortly(null, thread.called()),
                voice.person());
        record(resolved ? "thread.resolved" : "thread.reopened", thread.framework(), thread.id(), voice);
    }

    public Optional<ItemThread> find(FrameworkId framework, UUID thread) {
        return whole(sql.sql("select * from cocreation.threads where framework = ? and id = ?")
                        .params(framework.value(), thread)
                        .query(ItemThreads::bare)
                        .list())
                .stream()
                .findFirst();
    }

    /** Those on an item, the open ones first. */
    public List<ItemThread> on(FrameworkId framework, UUID item) {
        return whole(sql.sql("""
            select * from cocreation.threads where framework = ? and item = ? order by resolved_at is not null, opened_at
            """)
                .params(framework.value(), item)
                .query(ItemThreads::bare)
                .list());
    }

    /** The newest of a workspace, the open ones first. */
    public List<ItemThread> latest(FrameworkId framework, int limit) {
        return whole(sql.sql("""
            select * from cocreation.threads where framework = ? order by resolved_at is not null, opened_at desc limit ?
            """)
                .params(framework.value(), limit)
                .query(ItemThreads::bare)
                .list());
    }

    /** How many threads are open on each of these items. */
    public Map<UUID, Integer> openOn(FrameworkId framework, List<UUID> items) {
        Map<UUID, Integer> counts = new HashMap<>();
        sql.sql("""
            select item, count(*) as n from cocreation.threads
             where framework = ? and item = any (?) and resolved_at is null group by item
            """).params(framework.value(), items.toArray(UUID[]::new)).query(row -> {
            counts.put(row.getObject("item", UUID.class), row.getInt("n"));
        });
        return counts;
    }

    private void add(FrameworkId framework, UUID thread, String text, Voice voice) {
        OrganizationId organization = voice.organization();
        UUID id = UUID.randomUUID();
        sql.sql(
                        "insert into cocreation.comments (id, thread, text, by_person, organization, at) values (?, ?, ?, ?, ?, ?)")
                .param(id)
                .param(thread)
                .param(text.strip())
                .param(voice.person().value())
                .param(organization == null ? null : organization.value())
                .param(Timestamp.from(clock.instant()))
                .update();
        mentions.keep(framework, id, text, voice.person());
    }

    private void record(String action, FrameworkId framework, UUID thread, Voice voice) {
        audit.record(new AuditEntry(
                action,
                voice.person().toString(),
                voice.owner().toString(),
                thread.toString(),
                Map.of("framework", framework.toString())));
    }

    private static void demand(String text) {
        if (text.isBlank()) {
            throw new Problem(ProblemType.BAD_INPUT, "Write something first.");
        }
        Proposals.tooLong(text, "comment");
    }

    private List<ItemThread> whole(List<ItemThread> bare) {
        if (bare.isEmpty()) {
            return bare;
        }
        UUID[] ids = bare.stream().map(ItemThread::id).toArray(UUID[]::new);
        Map<UUID, List<String>> earlier = new HashMap<>();
        sql.sql("""
            select t.comment, t.text from cocreation.comment_texts t join cocreation.comments c on c.id = t.comment
             where c.thread = any (?) order by t.comment, t.number
            """).param(ids).query(row -> {
            earlier.computeIfAbsent(row.getObject("comment", UUID.class), _ -> new ArrayList<>())
                    .add(row.getString("text"));
        });
        Map<UUID, List<ItemThread.Comment>> comments = new HashMap<>();
        sql.sql("select * from cocreation.comments where thread = any (?) order by thread, at, id")
                .param(ids)
                .query(row -> {
                    UUID id = row.getObject("id", UUID.class);
                    Timestamp edited = row.getTimestamp("edited_at");
                    comments.computeIfAbsent(row.getObject("thread", UUID.class), _ -> new ArrayList<>())
                            .add(new ItemThread.Comment(
                                    id,
                                    row.getString("text"),
                                    new PersonId(row.getObject("by_person", UUID.class)),
                                    Optional.ofNullable(row.getObject("organization", UUID.class))
                                            .map(OrganizationId::new)
                                            .orElse(null),
                                    row.getTimestamp("at").toInstant(),
                                    edited == null ? null : edited.toInstant(),
                                    earlier.getOrDefault(id, List.of())));
                });
        return bare.stream()
                .map(t -> new ItemThread(
                        t.id(),
                        t.framework(),
                        t.item(),
                        t.called(),
                        t.openedBy(),
                        t.openedAt(),
                        t.resolvedBy(),
                        t.resolvedAt(),
                        comments.getOrDefault(t.id(), List.of())))
                .toList();
    }

    private static ItemThread bare(ResultSet row, int number) throws SQLException {
        UUID resolver = row.getObject("resolved_by", UUID.class);
        Timestamp resolved = row.getTimestamp("resolved_at");
        @Nullable Instant at = resolved == null ? null : resolved.toInstant();
        return new ItemThread(
                row.getObject("id", UUID.class),
                new FrameworkId(row.getObject("framework", UUID.class)),
                row.getObject("item", UUID.class),
                row.getString("called"),
                new PersonId(row.getObject("opened_by", UUID.class)),
                row.getTimestamp("opened_at").toInstant(),
                resolver == null ? null : new PersonId(resolver),
                at,
                List.of());
    }
}
