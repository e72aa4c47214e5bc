package org.throughline.server.cocreation;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.throughline.server.frameworks.FrameworkId;
import org.throughline.server.organizations.PersonId;

/** Who has a page of a workspace open, and at which item: a minute's memory, which stands in no log and leaves with nobody. */
@Component
public class Presences {
    /** How long somebody is taken to be there after they were heard of last. */
    static final Duration LASTS = Duration.ofSeconds(45);

    private static final int MOST_TABS = 20;

    private final JdbcClient sql;
    private final Clock clock;

    Presences(JdbcClient sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /**
     * Somebody who is there.
     *
     * @param item the item that they look at, or null
     * @param editing whether they write in it
     */
    public record Presence(
            FrameworkId framework,
            PersonId person,
            String tab,
            @Nullable UUID item,
            boolean editing) {}

    /** Somebody is there, or still there. */
    @Transactional
    public void seen(Presence presence) {
        Timestamp now = Timestamp.from(clock.instant());
        sql.sql("""
            insert into cocreation.presences (framework, person, tab, item, editing, seen_at)
            select :framework, :person, :tab, :item, :editing, :now
             where (select count(*) from cocreation.presences p where p.framework = :framework and p.person = :person and p.tab <> :tab) < :most
            on conflict (framework, person, tab) do update set item = excluded.item, editing = excluded.editing, seen_at = excluded.seen_at
            """)
                .param("framework", presence.framework().value())
                .param("person", presence.person().value())
                .param("tab", presence.tab())
                .param("item", presence.item())
                .param("editing", presence.editing())
                .param("now", now)
                .param("most", MOST_TABS)
                .update();
    }

    /** One of somebody's open pages. */
    public record Page(FrameworkId framework, PersonId person, String tab) {}

    /** These pages are still open: wherever they were, they are there. */
    @Transactional
    public void still(List<Page> pages) {
        if (pages.isEmpty()) {
            return;
        }
        sql.sql("""
            update cocreation.presences p set seen_at = :now
              from unnest(:frameworks::uuid[], :people::uuid[], :tabs::text[]) as o (framework, person, tab)
             where p.framework = o.framework and p.person = o.person and p.tab = o.tab
            """)
                .param("now", Timestamp.from(clock.instant()))
                .param(
                        "frameworks",
                        pages.stream().map(page -> page.framework().value()).toArray(UUID[]::new))
                .param(
                        "people",
                        pages.stream().map(page -> page.person().value()).toArray(UUID[]::new))
                .param("tabs", pages.stream().map(Page::tab).toArray(String[]::new))
                .update();
    }

    /** The page was closed. */
    @Transactional
    public void gone(FrameworkId framework, PersonId person, String tab) {
        sql.sql("delete from cocreation.presences where framework = ? and person = ? and tab = ?")
                .params(framework.value(), person.value(), tab)
                .update();
    }

    /** Who is there now in these workspaces. */
    public List<Presence> here(Collection<FrameworkId> frameworks) {
        return sql.sql("""
            select framework, person, tab, item, editing from cocreation.presences
             where framework = any (?) and seen_at > ? order by framework, person, editing desc, seen_at desc
            """)
                .params(
                        frameworks.stream().map(FrameworkId::value).toArray(UUID[]::new),
                        Timestamp.from(clock.instant().minus(LASTS)))
                .query((row, _) -> new Presence(
                        new FrameworkId(row.getObject("framework", UUID.class)),
                        new PersonId(row.getObject("person", UUID.class)),
                        row.getString("tab"),
                        row.getObject("item", UUID.class),
                        row.getBoolean("editing")))
                .list();
    }

    /** Forgets those who were not heard of for long. */
    @Transactional
    public void sweep() {
        sql.sql("delete from cocreation.presences where seen_at < ?")
                .param(Timestamp.from(clock.instant().minus(LASTS.multipliedBy(4))))
                .update();
    }
}
