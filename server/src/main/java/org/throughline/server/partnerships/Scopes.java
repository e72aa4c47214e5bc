package org.throughline.server.partnerships;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.throughline.server.alignment.Crosswalk;
import org.throughline.server.alignment.CrosswalkId;
import org.throughline.server.alignment.Crosswalks;
import org.throughline.server.audit.AuditEntry;
import org.throughline.server.audit.AuditLog;
import org.throughline.server.frameworks.Framework;
import org.throughline.server.frameworks.FrameworkId;
import org.throughline.server.frameworks.Frameworks;
import org.throughline.server.organizations.PersonId;
import org.throughline.server.programs.AchievementDefinition;
import org.throughline.server.programs.AchievementId;
import org.throughline.server.programs.Achievements;
import org.throughline.server.shared.ItemUri;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;

/** What partnerships work on: the frameworks, crosswalks and achievements in their scope. What comes in and goes out stands in the minutes. */
@Component
public class Scopes {
    private final JdbcClient jdbc;
    private final Partnerships partnerships;
    private final Frameworks frameworks;
    private final Crosswalks crosswalks;
    private final Achievements achievements;
    private final Rounds rounds;
    private final Minutes minutes;
    private final AuditLog audit;

    Scopes(
            JdbcClient jdbc,
            Partnerships partnerships,
            Frameworks frameworks,
            Crosswalks crosswalks,
            Achievements achievements,
            Rounds rounds,
            Minutes minutes,
            AuditLog audit) {
        this.jdbc = jdbc;
        this.partnerships = partnerships;
        this.frameworks = frameworks;
        this.crosswalks = crosswalks;
        this.achievements = achievements;
        this.rounds = rounds;
        this.minutes = minutes;
        this.audit = audit;
    }

    /** What can stand in a scope. */
    public enum Kind {
        FRAMEWORK("framework"),
        CROSSWALK("crosswalk"),
        PROGRAMME("programme");

        private final String column;

        Kind(String column) {
            this.column = column;
        }
    }

    /** Takes a framework into scope; twice is once. */
    @Transactional
    public void take(PartnershipId id, FrameworkId framework, PersonId by) {
        Partnership partnership = open(id);
        if (insert(partnership, Kind.FRAMEWORK, framework.value(), false)) {
            wider(partnership, title(Kind.FRAMEWORK, framework.value()), Kind.FRAMEWORK, framework.value(), by);
        }
    }

    /**
     * Takes a crosswalk into scope; twice is once.
     *
     * @param shared whether all members work on it: only its owner's own editors can grant that
     */
    @Transactional
    public void take(PartnershipId id, CrosswalkId crosswalk, boolean shared, PersonId by) {
        Partnership partnership = open(id);
        if (insert(partnership, Kind.CROSSWALK, crosswalk.value(), shared)) {
            wider(partnership, title(Kind.CROSSWALK, crosswalk.value()), Kind.CROSSWALK, crosswalk.value(), by);
        }
    }

    /** Takes achievements of a member into scope, one or those of a whole programme at once: one act, one entry in the minutes. */
    @Transactional
    public int take(PartnershipId id, List<AchievementId> programme, PersonId by) {
        Partnership partnership = open(id);
        List<AchievementId> added = programme.stream()
                .filter(a -> insert(partnership, Kind.PROGRAMME, a.value(), false))
                .toList();
        if (!added.isEmpty()) {
            String first = title(Kind.PROGRAMME, added.getFirst().value());
            wider(
                    partnership,
                    added.size() == 1 ? first : "%s and %d more achievements".formatted(first, added.size() - 1),
                    Kind.PROGRAMME,
                    added.getFirst().value(),
                    by);
        }
        return added.size();
    }

    /** The achievements of the members that prove something of a framework, which is what a programme awards. */
    public List<AchievementId> awardedFor(Partnership partnership, FrameworkId framework) {
        return partnership.joined().stream()
                .flatMap(m -> achievements.of(m.organization()).stream())
                .filter(a -> a.alignment().stream().anyMatch(uri -> stands(framework, uri)))
                .map(AchievementDefinition::id)
                .toList();
    }

    private boolean stands(FrameworkId framework, ItemUri uri) {
        return frameworks.in(framework, uri).isPresent();
    }

    /**
     * Takes something out of scope. A crosswalk about which a task asks that is not closed, and a framework that a crosswalk in scope needs,
     * stay ({@code CONFLICT}). What was decided stays decided.
     */
    @Transactional
    public void drop(PartnershipId id, Kind kind, UUID subject, PersonId by) {
        Partnership partnership = open(id);
        boolean there = jdbc.sql(
                        "SELECT EXISTS (SELECT 1 FROM partnerships.scope WHERE partnership = ? AND kind = ? AND subject = ?)")
                .params(id.value(), kind.column, subject)
                .query(Boolean.class)
                .single();
        if (!there) {
            throw Problem.notFound();
        }
        rounds.of(id).stream()
                .filter(r -> r.state() != Round.State.CLOSED
                        && r.tasks().stream().anyMatch(t -> subject.equals(t.subject())))
                .findFirst()
                .ifPresent(r -> {
                    throw new Problem(
                            ProblemType.CONFLICT,
                            "Round %d asks something about it. Take that task away first.".formatted(r.number()));
                });
        if (kind == Kind.FRAMEWORK) {
            partnership.crosswalks().stream()
                    .flatMap(c -> crosswalks.find(c).stream())
                    .filter(c -> c.requirements().value().equals(subject)
                            || c.outcomes().value().equals(subject))
                    .findFirst()
                    .ifPresent(c -> {
                        throw new Problem(
                                ProblemType.CONFLICT,
                                "The crosswalk “%s” needs it. Take that out of scope first.".formatted(c.title()));
                    });
        }
        String title = title(kind, subject);
        jdbc.sql("DELETE FROM partnerships.scope WHERE partnership = ? AND kind = ? AND subject = ?")
                .params(id.value(), kind.column, subject)
                .update();
        minutes.write(id, Minute.Kind.SCOPE, "Out of scope: " + title + ".", null, by);
        audit.record(new AuditEntry(
                "partnership.scope-narrowed",
                by.toString(),
                partnership.convener().toString(),
                id.toString(),
                Map.of(kind.column, subject.toString())));
    }

    private Partnership open(PartnershipId id) {
        return partnerships.find(id).orElseThrow(Problem::notFound).open();
    }

    private boolean insert(Partnership partnership, Kind kind, UUID subject, boolean shared) {
        return jdbc.sql("""
                        INSERT INTO partnerships.scope (partnership, kind, subject, shared, position)
                        SELECT :p, :kind, :subject, :shared, coalesce(max(position), 0) + 1 FROM partnerships.scope WHERE partnership = :p
                        ON CONFLICT (partnership, kind, subject) DO UPDATE SET shared = excluded.shared
                        WHERE excluded.shared AND NOT partnerships.scope.shared
                        """)
                        .param("p", partnership.id().value())
                        .param("kind", kind.column)
                        .param("subject", subject)
                        .param("shared", shared)
                        .update()
                > 0;
    }

    private void wider(Partnership partnership, String title, Kind kind, UUID subject, PersonId by) {
        minutes.write(partnership.id(), Minute.Kind.SCOPE, "In scope: " + title + ".", null, by);
        audit.record(new AuditEntry(
                "partnership.scope-widened",
                by.toString(),
                partnership.convener().toString(),
                partnership.id().toString(),
                Map.of(kind.column, subject.toString())));
    }

    private String title(Kind kind, UUID subject) {
        return switch (kind) {
            case FRAMEWORK ->
                frameworks.find(new FrameworkId(subject)).map(Framework::title).orElse("a framework");
            case CROSSWALK ->
                crosswalks.find(new CrosswalkId(subject)).map(Crosswalk::title).orElse("a crosswalk");
            case PROGRAMME ->
                achievements
                        .find(new AchievementId(subject))
                        .map(AchievementDefinition::name)
                        .orElse("an achievement");
        };
    }
}
