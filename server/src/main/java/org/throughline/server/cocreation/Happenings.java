package org.throughline.server.cocreation;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.throughline.server.frameworks.FrameworkId;
import org.throughline.server.organizations.PersonId;

/**
 * What people say and decide in a workspace, in its order: written in the transaction of the act, read by open pages and by letters. Acts on the
 * draft have their own numbers and stand in {@code cocreation.acts}.
 */
@Component
public class Happenings {
    private final JdbcClient sql;
    private final Clock clock;

    Happenings(JdbcClient sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** How far a workspace is: the newest act on the draft and the newest happening. */
    public record Place(long act, long happening) {}

    /** Writes one down. The next of the same workspace waits until this transaction ends, so that nobody reads past it. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void add(
            FrameworkId framework,
            Happening.Kind kind,
            @Nullable UUID subject,
            @Nullable UUID item,
            String sentence,
            PersonId by) {
        sql.sql("select pg_advisory_xact_lock(hashtextextended('cocreation.happenings ' || ?, 0))")
                .param(framework.toString())
                .query((_, _) -> true)
                .single();
        sql.sql("""
            insert into cocreation.happenings (framework, number, kind, subject, item, sentence, by_person, at)
            select :framework, coalesce(max(number), 0) + 1, :kind, :subject, :item, :sentence, :by, :at
              from cocreation.happenings where framework = :framework
            """)
                .param("framework", framework.value())
                .param("kind", kind.name())
                .param("subject", subject)
                .param("item", item)
                .param("sentence", sentence)
                .param("by", by.value())
                .param("at", Timestamp.from(clock.instant()))
                .update();
    }

    /** Those after a number, oldest first. */
    public List<Happening> since(FrameworkId framework, long number, int limit) {
        return sql.sql("""
            select number, kind, subject, item, sentence, by_person, at from cocreation.happenings
             where framework = ? and number > ? order by number limit ?
            """)
                .params(framework.value(), number, limit)
                .query((row, _) -> new Happening(
                        row.getLong("number"),
                        Happening.Kind.valueOf(row.getString("kind")),
                        row.getObject("subject", UUID.class),
                        row.getObject("item", UUID.class),
                        row.getString("sentence"),
                        new PersonId(row.getObject("by_person", UUID.class)),
                        row.getTimestamp("at").toInstant()))
                .list();
    }

    /** How far these workspaces are. */
    public Map<FrameworkId, Place> places(Collection<FrameworkId> frameworks) {
        return sql
                .sql("""
            select w.framework, w.revision,
                   coalesce((select max(h.number) from cocreation.happenings h where h.framework = w.framework), 0) as happening
              from cocreation.workspaces w where w.framework = any (?)
            """)
                .param(frameworks.stream().map(FrameworkId::value).toArray(UUID[]::new))
                .query((row, _) -> Map.entry(
                        new FrameworkId(row.getObject("framework", UUID.class)),
                        new Place(row.getLong("revision"), row.getLong("happening"))))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** An act on the draft, as open pages are told. */
    public record DraftAct(long number, String summary, PersonId by, List<UUID> items) {
        public DraftAct {
            items = List.copyOf(items);
        }
    }

    /** Acts on the draft after a number, oldest first, each with at most twenty of the items that it changed. */
    public List<DraftAct> acts(FrameworkId framework, long number, int limit) {
        return sql.sql("""
            select a.number, a.summary, a.by_person,
                   array(select c.subject from cocreation.act_changes c
                          where c.framework = a.framework and c.act = a.number and c.kind = 'ITEM' limit 20) as items
              from cocreation.acts a where a.framework = ? and a.number > ? order by a.number limit ?
            """)
                .params(framework.value(), number, limit)
                .query((row, _) -> new DraftAct(
                        row.getLong("number"),
                        row.getString("summary"),
                        new PersonId(row.getObject("by_person", UUID.class)),
                        List.of((UUID[]) row.getArray("items").getArray())))
                .list();
    }
}
