package org.throughline.server.programs;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.throughline.server.audit.AuditEntry;
import org.throughline.server.audit.AuditLog;
import org.throughline.server.frameworks.Frameworks;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.organizations.PersonId;
import org.throughline.server.shared.ItemUri;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;
import org.throughline.server.shared.PublicAddress;

/** Achievement definitions. */
@Component
public class Achievements {
    private static final String DEFINITIONS = """
            select a.id, a.organization, a.name, a.description, a.criteria, a.achievement_type, a.human_code, a.course,
                   array(select i.item from programs.achievement_items i
                          where i.achievement = a.id order by i.ordinal) as items
              from programs.achievements a
            """;

    private final JdbcClient sql;
    private final Frameworks frameworks;
    private final AuditLog audit;
    private final PublicAddress address;
    private final Clock clock;

    public Achievements(JdbcClient sql, Frameworks frameworks, AuditLog audit, PublicAddress address, Clock clock) {
        this.sql = sql;
        this.frameworks = frameworks;
        this.audit = audit;
        this.address = address;
        this.clock = clock;
    }

    /** Defines an achievement; the same name in the same organization again is a {@code Problem CONFLICT}. Unknown items are {@code BAD_INPUT}. */
    @Transactional
    public AchievementDefinition define(
            OrganizationId organization,
            String name,
            String description,
            String criteria,
            String achievementType,
            @Nullable String humanCode,
            @Nullable String course,
            List<ItemUri> alignment,
            PersonId by) {
        List<ItemUri> items = alignment.stream().distinct().toList();
        List<String> findings = new ArrayList<>(shortcomings(name, description, criteria, achievementType));
        var known = frameworks.items(items);
        items.stream()
                .filter(item -> !known.containsKey(item))
                .forEach(item -> findings.add("No framework here has the item " + item + "."));
        if (!findings.isEmpty()) {
            throw new Problem(ProblemType.BAD_INPUT, String.join(" ", findings), findings);
        }
        AchievementId id = new AchievementId(UUID.randomUUID());
        insert(id, organization, name.strip(), description, criteria, achievementType, humanCode, course);
        for (int n = 0; n < items.size(); n++) {
            sql.sql("insert into programs.achievement_items (achievement, ordinal, item) values (?, ?, ?)")
                    .params(id.value(), n, items.get(n).value())
                    .update();
            frameworks.cite(items.get(n), "achievement", name.strip(), "/achievements/" + id);
        }
        audit.record(new AuditEntry(
                "achievement.defined",
                by.toString(),
                organization.toString(),
                id.toString(),
                Map.of("items", Integer.toString(items.size()))));
        return find(id).orElseThrow();
    }

    public Optional<AchievementDefinition> find(AchievementId id) {
        return sql.sql(DEFINITIONS + " where a.id = ?")
                .param(id.value())
                .query(this::definition)
                .optional();
    }

    /** An organization's achievements, by name. */
    public List<AchievementDefinition> of(OrganizationId organization) {
        return sql.sql(DEFINITIONS + " where a.organization = ? order by lower(a.name), a.id")
                .param(organization.value())
                .query(this::definition)
                .list();
    }

    /** Achievements of all organizations that prove this item: "which course closes the gap". By name. */
    public List<AchievementDefinition> proving(ItemUri item) {
        return sql.sql(DEFINITIONS + """
                 where a.id in (select achievement from programs.achievement_items where item = ?)
                 order by lower(a.name), a.id
                """)
                .param(item.value())
                .query(this::definition)
                .list();
    }

    /** Achievements of all organizations that prove one of these items or more. By name. */
    public List<AchievementDefinition> provingAny(Collection<ItemUri> items) {
        return sql.sql(DEFINITIONS + """
                 where a.id in (select achievement from programs.achievement_items where item = any(?))
                 order by lower(a.name), a.id
                """)
                .param(items.stream().map(ItemUri::value).toArray(String[]::new))
                .query(this::definition)
                .list();
    }

    private void insert(
            AchievementId id,
            OrganizationId organization,
            String name,
            String description,
            String criteria,
            String achievementType,
            @Nullable String humanCode,
            @Nullable String course) {
        try {
            sql.sql("""
                    insert into programs.achievements (id, organization, name, description, criteria, achievement_type,
                                                       human_code, course, defined_at)
                    values (:id, :organization, :name, :description, :criteria, :type, :code, :course, :now)
                    """)
                    .param("id", id.value())
                    .param("organization", organization.value())
                    .param("name", name)
                    .param("description", description)
                    .param("criteria", criteria)
                    .param("type", achievementType)
                    .param("code", humanCode)
                    .param("course", course)
                    .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                    .update();
        } catch (DuplicateKeyException e) {
            throw new Problem(
                    ProblemType.CONFLICT,
                    "Your organization already has an achievement called “" + name
                            + "”. Choose another name, or use that one.");
        }
    }

    /** What is missing for an achievement to be defined. */
    static List<String> shortcomings(String name, String description, String criteria, String achievementType) {
        List<String> findings = new ArrayList<>();
        if (name.isBlank()) {
            findings.add("The achievement needs a name.");
        }
        if (description.isBlank()) {
            findings.add("Say in a sentence what the achievement stands for.");
        }
        if (criteria.isBlank()) {
            findings.add("Say what one has to do to earn it.");
        }
        if (!AchievementTypes.isKnown(achievementType)) {
            findings.add("“" + achievementType + "” is not an achievement type of Open Badges 3.0.");
        }
        return findings;
    }

    private AchievementDefinition definition(ResultSet row, int number) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        return new AchievementDefinition(
                new AchievementId(id),
                new OrganizationId(row.getObject("organization", UUID.class)),
                address.url("/achievements/" + id),
                row.getString("name"),
                row.getString("description"),
                row.getString("criteria"),
                row.getString("achievement_type"),
                row.getString("human_code"),
                row.getString("course"),
                Arrays.stream((String[]) row.getArray("items").getArray())
                        .map(ItemUri::new)
                        .toList());
    }
}
