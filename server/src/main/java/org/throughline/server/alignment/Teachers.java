package org.throughline.server.alignment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.throughline.matching.Decision;
import org.throughline.server.frameworks.Framework;
import org.throughline.server.frameworks.FrameworkId;
import org.throughline.server.frameworks.FrameworkItem;
import org.throughline.server.frameworks.Frameworks;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.shared.ItemUri;

/**
 * Which decisions teach a crosswalk's suggestions. Those made in it; those made in the same partnership; and of the owner's other crosswalks
 * those which were decided for organizations all of which allow it, and whose owner does ({@link Teaching}; for the owner's own work outside
 * partnerships that is taken for granted). From other crosswalks only pairs whose requirement everybody may read, or stands in this crosswalk: a reason names it.
 *
 * <p>Asked in the reach of the house, since no single person sees all of this; what comes out is what the rule above lets out.
 */
@Component
class Teachers {
    private static final int MOST = 20_000;

    private final JdbcClient sql;
    private final Frameworks frameworks;
    private final Teaching teaching;

    Teachers(JdbcClient sql, Frameworks frameworks, Teaching teaching) {
        this.sql = sql;
        this.frameworks = frameworks;
        this.teaching = teaching;
    }

    /**
     * A decided pair of a crosswalk of the same owner.
     *
     * @param behind the organizations that say so of it: those that have a view, and the lead that resolved it
     */
    private record Pair(
            CrosswalkId crosswalk,
            @Nullable UUID cohort,
            FrameworkId requirements,
            FrameworkId outcomes,
            ItemUri requirement,
            ItemUri outcome,
            @Nullable Relation relation,
            Set<OrganizationId> behind) {}

    /** What teaches a crosswalk, of what was decided up to a decision's number. */
    Lessons of(Crosswalk crosswalk, long upTo) {
        List<Pair> pairs = pairs(crosswalk, upTo);
        @Nullable
        UUID cohort = sql.sql("select cohort from alignment.crosswalks where id = ?")
                .param(crosswalk.id().value())
                .query((row, _) -> row.getObject(1, UUID.class))
                .list()
                .getFirst();
        Rule rule = new Rule(crosswalk, cohort);
        List<Pair> teaching = pairs.stream().filter(rule::lets).toList();
        Map<FrameworkId, Map<ItemUri, FrameworkItem>> items = new HashMap<>();
        List<Decision> forward = new ArrayList<>();
        List<Decision> backward = new ArrayList<>();
        int[] counts = new int[3];
        for (Pair pair : teaching) {
            Map<ItemUri, FrameworkItem> asking = items(items, pair.requirements());
            Map<ItemUri, FrameworkItem> answering = items(items, pair.outcomes());
            FrameworkItem requirement = asking.get(pair.requirement());
            FrameworkItem outcome = answering.get(pair.outcome());
            if (requirement == null || outcome == null) {
                continue; // retired since: its wording teaches nothing any more
            }
            Relation relation = pair.relation();
            forward.add(new Decision(
                    Competencies.statement(requirement, asking),
                    outcome.uri().value(),
                    relation != null,
                    relation == null ? null : relation.suggested(false)));
            backward.add(new Decision(
                    Competencies.statement(outcome, answering),
                    requirement.uri().value(),
                    relation != null,
                    relation == null ? null : relation.suggested(true)));
            counts[rule.from(pair).ordinal()]++;
        }
        return new Lessons(forward, backward, counts[0], counts[1], counts[2]);
    }

    private enum From {
        OWN,
        PARTNERSHIP,
        ELSEWHERE
    }

    /** Who lets what out, looked up once for one crosswalk. */
    private final class Rule {
        private final Crosswalk crosswalk;
        private final @Nullable UUID cohort;
        private final Set<OrganizationId> allowing = teaching.allowing();
        private final Map<FrameworkId, Boolean> published = new HashMap<>();

        Rule(Crosswalk crosswalk, @Nullable UUID cohort) {
            this.crosswalk = crosswalk;
            this.cohort = cohort;
        }

        From from(Pair pair) {
            if (pair.crosswalk().equals(crosswalk.id())) {
                return From.OWN;
            }
            return cohort != null && cohort.equals(pair.cohort()) ? From.PARTNERSHIP : From.ELSEWHERE;
        }

        boolean lets(Pair pair) {
            return switch (from(pair)) {
                case OWN -> true;
                case PARTNERSHIP -> isReadable(pair.requirements());
                case ELSEWHERE -> isReadable(pair.requirements()) && isAllowed(pair);
            };
        }

        private boolean isAllowed(Pair pair) {
            if (cohort == null && pair.cohort() == null && pair.behind().equals(Set.of(crosswalk.owner()))) {
                return true;
            }
            return allowing.contains(crosswalk.owner()) && allowing.containsAll(pair.behind());
        }

        private boolean isReadable(FrameworkId framework) {
            return framework.equals(crosswalk.requirements())
                    || framework.equals(crosswalk.outcomes())
                    || published.computeIfAbsent(
                            framework,
                            id -> frameworks.find(id).map(Framework::published).orElse(false));
        }
    }

    private List<Pair> pairs(Crosswalk crosswalk, long upTo) {
        return sql.sql("""
            select p.crosswalk, c.cohort, c.requirements, c.outcomes, p.requirement, p.outcome, p.relation,
                   array(select v.organization from (
                            select distinct on (coalesce(w.organization, c.owner)) coalesce(w.organization, c.owner) as organization, w.verdict
                              from alignment.decisions w
                             where w.crosswalk = p.crosswalk and w.requirement = p.requirement and w.outcome = p.outcome and not w.resolves
                             order by coalesce(w.organization, c.owner), w.number desc) v
                          where v.verdict <> 'REOPENED') || coalesce(d.organization, c.owner) as behind
              from alignment.pairs p
              join alignment.crosswalks c on c.id = p.crosswalk
              join alignment.decisions d on d.number = p.decision
             where c.owner = :owner and p.decision <= :upTo and not p.disputed
               and (c.id = :id or c.outcomes = :outcomes or c.requirements = :requirements)
             order by c.id = :id desc, p.decision desc limit :most
            """)
                .param("owner", crosswalk.owner().value())
                .param("upTo", upTo)
                .param("id", crosswalk.id().value())
                .param("outcomes", crosswalk.outcomes().value())
                .param("requirements", crosswalk.requirements().value())
                .param("most", MOST)
                .query(Teachers::pair)
                .list();
    }

    private Map<ItemUri, FrameworkItem> items(
            Map<FrameworkId, Map<ItemUri, FrameworkItem>> known, FrameworkId framework) {
        return known.computeIfAbsent(framework, id -> Competencies.byUri(frameworks.items(id)));
    }

    private static Pair pair(ResultSet row, int number) throws SQLException {
        return new Pair(
                new CrosswalkId(row.getObject("crosswalk", UUID.class)),
                row.getObject("cohort", UUID.class),
                new FrameworkId(row.getObject("requirements", UUID.class)),
                new FrameworkId(row.getObject("outcomes", UUID.class)),
                new ItemUri(Objects.requireNonNull(row.getString("requirement"))),
                new ItemUri(Objects.requireNonNull(row.getString("outcome"))),
                row.getString("relation") == null ? null : Relation.valueOf(row.getString("relation")),
                Arrays.stream((UUID[]) row.getArray("behind").getArray())
                        .map(OrganizationId::new)
                        .collect(Collectors.toUnmodifiableSet()));
    }
}
