package org.throughline.server.alignment;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.throughline.server.shared.ItemUri;

/** Where the accepted alignments of published crosswalks lead, without who decided them and why: quick, however many there are. */
@Component
final class Links {
    /** One way along an alignment, with its strength in [0, 1]. */
    record Link(ItemUri to, double strength) {}

    private final JdbcClient sql;

    Links(JdbcClient sql) {
        this.sql = sql;
    }

    /** The links that leave these items, in both directions of the alignments, each once however many crosswalks have it. */
    Map<ItemUri, List<Link>> from(Set<ItemUri> items) {
        if (items.isEmpty()) {
            return Map.of();
        }
        Map<ItemUri, List<Link>> leaving = new HashMap<>();
        sql.sql("""
                select distinct p.requirement, p.outcome, p.relation
                  from alignment.pairs p
                  join alignment.crosswalks c on c.id = p.crosswalk and c.published
                 where p.accepted and (p.requirement = any(:uris) or p.outcome = any(:uris))
                """)
                .param("uris", items.stream().map(ItemUri::value).toArray(String[]::new))
                .query(row -> {
                    ItemUri requirement = new ItemUri(row.getString("requirement"));
                    ItemUri outcome = new ItemUri(row.getString("outcome"));
                    Relation relation = Relation.valueOf(row.getString("relation"));
                    if (items.contains(requirement)) {
                        leaving.computeIfAbsent(requirement, _ -> new ArrayList<>())
                                .add(new Link(outcome, relation.outcomeForRequirement()));
                    }
                    if (items.contains(outcome)) {
                        leaving.computeIfAbsent(outcome, _ -> new ArrayList<>())
                                .add(new Link(requirement, relation.requirementForOutcome()));
                    }
                });
        return leaving;
    }
}
