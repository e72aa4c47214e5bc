package org.throughline.server.cocreation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Takes one act back: what it changed becomes again what it was before. Texts, places and retirement are looked at apart, so that a later move
 * does not keep an earlier text. Where one of them is not as the act left it, something later rests on it.
 */
final class Undoing {
    private final JdbcClient sql;
    private final DraftRows rows;
    private final DraftRows.Writing writing;
    private final long act;

    Undoing(JdbcClient sql, DraftRows rows, DraftRows.Writing writing, long act) {
        this.sql = sql;
        this.rows = rows;
        this.writing = writing;
        this.act = act;
    }

    private record Moved(
            UUID item, UUID parent, long place, @Nullable UUID previous) {}

    DraftActs.Told take(Workspace workspace) {
        record Act(String kind, String summary) {}
        Act undone = sql.sql("select kind, summary from cocreation.acts where framework = ? and number = ?")
                .params(writing.id(), act)
                .query((row, _) -> new Act(row.getString("kind"), row.getString("summary")))
                .optional()
                .orElseThrow(() -> DraftActs.refused(writing.id(), "There is nothing to take back."));
        long from = sql.sql("select base_revision from cocreation.workspaces where framework = ?")
                .param(writing.id())
                .query(Long.class)
                .single();
        if (act <= from) {
            throw DraftActs.refused(
                    writing.id(), "That is published since. A published version stays; change the draft instead.");
        }
        rememberAll();
        items();
        links();
        document();
        whole();
        String words = undone.kind().equals("UNDO")
                ? "Did it again: " + undone.summary().replaceFirst("^Took back: ", "")
                : "Took back: " + undone.summary();
        return new DraftActs.Told("UNDO", words);
    }

    private void rememberAll() {
        rows.remember(writing, subjects("ITEM"));
        rows.rememberLinks(writing, subjects("LINK"));
        if (!subjects("DOCUMENT").isEmpty()) {
            rows.rememberWhole(writing);
        }
    }

    private List<UUID> subjects(String kind) {
        return sql.sql("select subject from cocreation.act_changes where framework = ? and act = ? and kind = ?")
                .params(writing.id(), act, kind)
                .query((row, _) -> row.getObject(1, UUID.class))
                .list();
    }

    private void items() {
        // what was changed since by somebody else stays: then nothing is taken back
        sql.sql("""
            select c.subject, i.identifier is null as gone, coalesce(c.after ->> 'code', '') as code, c.after ->> 'statement' as statement,
                   (select a.summary from cocreation.acts a join cocreation.act_changes n
                        on n.framework = a.framework and n.act = a.number
                     where n.framework = c.framework and n.subject = c.subject and n.act > c.act order by a.number desc limit 1) as later
              from cocreation.act_changes c
              left join cocreation.items i on i.framework = c.framework and i.identifier = c.subject
             where c.framework = :framework and c.act = :act and c.kind = 'ITEM' and c.after is not null
               and (i.identifier is null
                 or (c.before is null or c.before -> 'body' is distinct from c.after -> 'body')
                    and i.body is distinct from c.after ->> 'body'
                 or (c.before is null or c.before -> 'retired' is distinct from c.after -> 'retired')
                    and i.retired is distinct from (c.after ->> 'retired')::boolean
                 or (c.before is null or (c.before -> 'parent', c.before -> 'place') is distinct from (c.after -> 'parent', c.after -> 'place'))
                    and (i.parent::text is distinct from c.after ->> 'parent'
                         or i.place is distinct from (c.after ->> 'place')::bigint
                            and i.place_revision is distinct from (c.after ->> 'place_revision')::bigint
                            and (select renumbered from cocreation.workspaces w where w.framework = c.framework) <= c.act))
             limit 1
            """)
                .param("framework", writing.id())
                .param("act", act)
                .query((row, _) -> DraftActs.refused(
                        row.getObject("subject", UUID.class),
                        "%s was changed since, and this rests on it%s"
                                .formatted(
                                        DraftActs.called(row.getString("code"), row.getString("statement")),
                                        row.getString("later") == null ? "." : ": " + row.getString("later"))))
                .optional()
                .ifPresent(stopped -> {
                    throw stopped;
                });
        // gone by a later undo: it is there again
        sql.sql("""
            select c.subject from cocreation.act_changes c join cocreation.items i on i.framework = c.framework and i.identifier = c.subject
             where c.framework = :framework and c.act = :act and c.kind = 'ITEM' and c.after is null limit 1
            """)
                .param("framework", writing.id())
                .param("act", act)
                .query(UUID.class)
                .optional()
                .ifPresent(item -> {
                    throw DraftActs.refused(item, "That was done again already.");
                });
        sql.sql("""
            insert into cocreation.items (framework, identifier, parent, place, code, statement, type, level, language, at_hire,
                retired, standing, body, placement, text_revision, place_revision, changed_by, changed_at)
            select c.framework, b.identifier, b.parent, b.place, b.code, b.statement, b.type, b.level, b.language, b.at_hire,
                   b.retired, b.standing, b.body, b.placement, :now, :now, :by, :at
              from cocreation.act_changes c, lateral jsonb_populate_record(null::cocreation.items, c.before) b
             where c.framework = :framework and c.act = :act and c.kind = 'ITEM' and c.after is null
            """)
                .param("framework", writing.id())
                .param("act", act)
                .param("now", writing.act())
                .param("by", writing.by().value())
                .param("at", writing.time())
                .update();
        sql.sql("""
            update cocreation.items i set code = b.code, statement = b.statement, type = b.type, level = b.level, language = b.language,
                   at_hire = b.at_hire, body = b.body, text_revision = :now, changed_by = :by, changed_at = :at
              from cocreation.act_changes c, lateral jsonb_populate_record(null::cocreation.items, c.before) b
             where c.framework = :framework and c.act = :act and c.kind = 'ITEM' and c.before is not null and c.after is not null
               and c.before -> 'body' is distinct from c.after -> 'body'
               and i.framework = c.framework and i.identifier = c.subject
            """)
                .param("framework", writing.id())
                .param("act", act)
                .param("now", writing.act())
                .param("by", writing.by().value())
                .param("at", writing.time())
                .update();
        sql.sql("""
            update cocreation.items i set retired = (c.before ->> 'retired')::boolean, place_revision = :now, changed_by = :by, changed_at = :at
              from cocreation.act_changes c
             where c.framework = :framework and c.act = :act and c.kind = 'ITEM' and c.before is not null and c.after is not null
               and c.before -> 'retired' is distinct from c.after -> 'retired'
               and i.framework = c.framework and i.identifier = c.subject
            """)
                .param("framework", writing.id())
                .param("act", act)
                .param("now", writing.act())
                .param("by", writing.by().value())
                .param("at", writing.time())
                .update();
        sql.sql("""
            update cocreation.items i set placement = c.before ->> 'placement', standing = (c.before ->> 'standing')::boolean
              from cocreation.act_changes c
             where c.framework = :framework and c.act = :act and c.kind = 'ITEM' and c.before is not null and c.after is not null
               and (c.before -> 'placement', c.before -> 'standing') is distinct from (c.after -> 'placement', c.after -> 'standing')
               and i.framework = c.framework and i.identifier = c.subject
            """).param("framework", writing.id()).param("act", act).update();
        places();
        sql.sql("""
            delete from cocreation.items i using cocreation.act_changes c
             where c.framework = :framework and c.act = :act and c.kind = 'ITEM' and c.before is null
               and i.framework = c.framework and i.identifier = c.subject
            """).param("framework", writing.id()).param("act", act).update();
    }

    private void places() {
        List<Moved> moved = new ArrayList<>(sql.sql("""
            select subject, (before ->> 'parent')::uuid as parent, (before ->> 'place')::bigint as place,
                   (before ->> 'previous')::uuid as previous
              from cocreation.act_changes
             where framework = :framework and act = :act and kind = 'ITEM' and before is not null and after is not null
               and (before -> 'parent', before -> 'place') is distinct from (after -> 'parent', after -> 'place')
             order by 2, 3, 1
            """)
                .param("framework", writing.id())
                .param("act", act)
                .query((row, _) -> new Moved(
                        row.getObject("subject", UUID.class),
                        row.getObject("parent", UUID.class),
                        row.getLong("place"),
                        row.getObject("previous", UUID.class)))
                .list());
        boolean renumbered = sql.sql("select renumbered >= ? from cocreation.workspaces where framework = ?")
                .params(act, writing.id())
                .query(Boolean.class)
                .single();
        if (renumbered) {
            for (Moved one : moved) {
                rows.place(
                        writing,
                        List.of(one.item()),
                        one.parent(),
                        rows.places(writing, one.parent(), one.previous(), 1, List.of(one.item())));
            }
        }
        Map<UUID, List<Moved>> byParent = new LinkedHashMap<>();
        moved.forEach(one ->
                byParent.computeIfAbsent(one.parent(), _ -> new ArrayList<>()).add(one));
        byParent.forEach((parent, below) -> {
            if (!renumbered) {
                rows.place(
                        writing,
                        below.stream().map(Moved::item).toList(),
                        parent,
                        below.stream().map(Moved::place).toList());
            }
        });
        byParent.forEach((parent, below) -> {
            Set<UUID> above = Set.copyOf(rows.above(writing.framework(), parent));
            below.stream().filter(one -> above.contains(one.item())).findFirst().ifPresent(one -> {
                throw DraftActs.refused(one.item(), "What it stood under stands below it now. Move that away first.");
            });
        });
    }

    private void links() {
        sql.sql("""
            select c.subject from cocreation.act_changes c
              left join cocreation.links l on l.framework = c.framework and l.identifier = c.subject
             where c.framework = :framework and c.act = :act and c.kind = 'LINK' and l.body is distinct from c.after ->> 'body' limit 1
            """)
                .param("framework", writing.id())
                .param("act", act)
                .query(UUID.class)
                .optional()
                .ifPresent(link -> {
                    throw DraftActs.refused(link, "A link was changed since.");
                });
        sql.sql("""
            delete from cocreation.links l using cocreation.act_changes c
             where c.framework = :framework and c.act = :act and c.kind = 'LINK' and c.after is not null
               and l.framework = c.framework and l.identifier = c.subject
            """).param("framework", writing.id()).param("act", act).update();
        sql.sql("""
            insert into cocreation.links (framework, identifier, type, origin, destination, body, place, revision)
            select c.framework, b.identifier, b.type, b.origin, b.destination, b.body, b.place, :now
              from cocreation.act_changes c, lateral jsonb_populate_record(null::cocreation.links, c.before) b
             where c.framework = :framework and c.act = :act and c.kind = 'LINK' and c.before is not null
            """)
                .param("framework", writing.id())
                .param("act", act)
                .param("now", writing.act())
                .update();
    }

    private void document() {
        sql.sql("""
            select c.subject from cocreation.act_changes c join cocreation.workspaces w on w.framework = c.framework
             where c.framework = :framework and c.act = :act and c.kind = 'DOCUMENT'
               and (w.document is distinct from c.after ->> 'document'
                 or jsonb_exists(c.after, 'definitions')
                    and (w.definitions is distinct from c.after ->> 'definitions' or w.base_version is distinct from (c.after ->> 'base')::int))
             limit 1
            """)
                .param("framework", writing.id())
                .param("act", act)
                .query(UUID.class)
                .optional()
                .ifPresent(framework -> {
                    throw DraftActs.refused(framework, "What is said about the framework was changed since.");
                });
        sql.sql("""
            update cocreation.workspaces w set document = c.before ->> 'document', title = c.before ->> 'title',
                   definitions = case when jsonb_exists(c.before, 'definitions') then c.before ->> 'definitions' else w.definitions end,
                   base_version = case when jsonb_exists(c.before, 'definitions') then (c.before ->> 'base')::int else w.base_version end
              from cocreation.act_changes c
             where c.framework = :framework and c.act = :act and c.kind = 'DOCUMENT' and w.framework = c.framework
            """).param("framework", writing.id()).param("act", act).update();
    }

    /** Everything hangs on something that stays, and every link on what is there. */
    private void whole() {
        sql.sql("""
            select i.identifier, i.code, i.statement from cocreation.act_changes c
              join cocreation.items i on i.framework = c.framework and (i.identifier = c.subject or i.parent = c.subject)
              left join cocreation.items p on p.framework = i.framework and p.identifier = i.parent
             where c.framework = :framework and c.act = :act and c.kind = 'ITEM' and i.parent <> i.framework
               and (p.identifier is null or p.retired and not i.retired)
             limit 1
            """)
                .param("framework", writing.id())
                .param("act", act)
                .query((row, _) -> DraftActs.refused(
                        row.getObject("identifier", UUID.class),
                        "%s would stand under nothing then. Move it first."
                                .formatted(DraftActs.called(row.getString("code"), row.getString("statement")))))
                .optional()
                .ifPresent(stopped -> {
                    throw stopped;
                });
        sql.sql("""
            select l.identifier from cocreation.act_changes c
              join cocreation.links l on l.framework = c.framework and (l.origin = c.subject::text or l.destination = c.subject::text)
             where c.framework = :framework and c.act = :act and c.kind = 'ITEM' and c.before is null limit 1
            """)
                .param("framework", writing.id())
                .param("act", act)
                .query(UUID.class)
                .optional()
                .ifPresent(link -> {
                    throw DraftActs.refused(link, "A link leads to what was added. Take that away first.");
                });
    }
}
