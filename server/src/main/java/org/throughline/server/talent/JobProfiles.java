package org.throughline.server.talent;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.throughline.server.audit.AuditEntry;
import org.throughline.server.audit.AuditLog;
import org.throughline.server.frameworks.FrameworkItem;
import org.throughline.server.frameworks.Frameworks;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.organizations.OrganizationKind;
import org.throughline.server.organizations.Organizations;
import org.throughline.server.organizations.PersonId;
import org.throughline.server.shared.ItemUri;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;

/** The talent needs that employers state, with all their versions. */
@Component
public class JobProfiles {
    static final int MAX_REQUIREMENTS = 64;

    private final JdbcClient jdbc;
    private final Frameworks frameworks;
    private final Organizations organizations;
    private final AuditLog audit;
    private final Clock clock;

    public JobProfiles(
            JdbcClient jdbc, Frameworks frameworks, Organizations organizations, AuditLog audit, Clock clock) {
        this.jdbc = jdbc;
        this.frameworks = frameworks;
        this.organizations = organizations;
        this.audit = audit;
        this.clock = clock;
    }

    /** States a new need. Unknown items, no requirement, or more than 64 are a {@code Problem BAD_INPUT} that names them. */
    @Transactional
    public JobProfile state(OrganizationId employer, JobProfileDraft draft, PersonId by) {
        boolean employs = organizations
                .find(employer)
                .filter(o -> o.kind() == OrganizationKind.EMPLOYER)
                .isPresent();
        if (!employs) {
            throw new Problem(
                    ProblemType.FORBIDDEN,
                    "Talent needs are stated by employers, and people agree to be found by them.");
        }
        return write(new JobProfileId(UUID.randomUUID()), 1, employer, draft, by);
    }

    /** States a need anew: the next version; the earlier ones stay readable. */
    @Transactional
    public JobProfile restate(JobProfileId id, JobProfileDraft draft, PersonId by) {
        JobProfile before = find(id).orElseThrow(Problem::notFound);
        jdbc.sql("UPDATE talent.job_profile SET latest = false WHERE id = :id AND latest")
                .param("id", id.value())
                .update();
        return write(id, before.version() + 1, before.employer(), draft, by);
    }

    /** The latest version. */
    public Optional<JobProfile> find(JobProfileId id) {
        return read("id = :id AND latest", Map.of("id", id.value())).stream().findFirst();
    }

    /** The latest versions of an employer's needs, by title. */
    public List<JobProfile> of(OrganizationId employer) {
        return read("employer = :employer AND latest", Map.of("employer", employer.value()));
    }

    /** The latest versions of all needs that are open to everybody, by title. */
    public List<JobProfile> published() {
        return read("published AND latest", Map.of());
    }

    private JobProfile write(
            JobProfileId id, int version, OrganizationId employer, JobProfileDraft draft, PersonId by) {
        check(draft);
        Instant now = clock.instant();
        JobProfile profile = new JobProfile(
                id,
                version,
                employer,
                draft.title().strip(),
                draft.description().strip(),
                draft.location(),
                draft.openings(),
                draft.published(),
                now,
                draft.groups());
        jdbc.sql("""
                INSERT INTO talent.job_profile
                  (id, version, employer, title, description, location, openings, published, stated_by, stated_at, latest)
                VALUES (:id, :version, :employer, :title, :description, :location, :openings, :published, :by, :at, true)
                """)
                .param("id", id.value())
                .param("version", version)
                .param("employer", employer.value())
                .param("title", profile.title())
                .param("description", profile.description())
                .param("location", profile.location())
                .param("openings", profile.openings())
                .param("published", profile.published())
                .param("by", by.value())
                .param("at", java.sql.Timestamp.from(now))
                .update();
        writeGroups(profile);
        String href = "/needs/" + id;
        profile.requirements().forEach(r -> frameworks.cite(r.item(), "talent-need", profile.title(), href));
        audit.record(new AuditEntry(
                "talent-need.stated",
                by.toString(),
                employer.toString(),
                id.toString(),
                Map.of("version", Integer.toString(version))));
        return profile;
    }

    private void writeGroups(JobProfile profile) {
        int position = 0;
        for (int g = 0; g < profile.groups().size(); g++) {
            JobRequirementGroup group = profile.groups().get(g);
            for (JobRequirement requirement : group.requirements()) {
                jdbc.sql("""
                        INSERT INTO talent.requirement
                          (profile, version, position, id, group_position, group_label, group_rule, group_count,
                           item_uri, importance, required, level)
                        VALUES (:profile, :version, :position, :id, :group, :label, :rule, :count,
                                :item, :importance, :required, :level)
                        """)
                        .param("profile", profile.id().value())
                        .param("version", profile.version())
                        .param("position", position++)
                        .param("id", requirement.id())
                        .param("group", g)
                        .param("label", group.label())
                        .param("rule", group.rule().name())
                        .param("count", group.count())
                        .param("item", requirement.item().value())
                        .param("importance", requirement.importance())
                        .param("required", requirement.required())
                        .param("level", requirement.level())
                        .update();
            }
        }
    }

    private void check(JobProfileDraft draft) {
        List<String> findings = new ArrayList<>();
        if (draft.title().isBlank()) {
            findings.add("title: expected a job title, found nothing");
        }
        if (draft.openings() < 1) {
            findings.add("openings: expected at least 1, found " + draft.openings());
        }
        List<ItemUri> items = draft.groups().stream()
                .flatMap(g -> g.requirements().stream())
                .map(JobRequirement::item)
                .toList();
        if (items.isEmpty() || items.size() > MAX_REQUIREMENTS) {
            findings.add("requirements: expected 1 to " + MAX_REQUIREMENTS + ", found " + items.size());
        }
        Map<ItemUri, FrameworkItem> known = frameworks.items(items);
        Set<ItemUri> seen = new HashSet<>();
        for (ItemUri item : items) {
            if (!known.containsKey(item)) {
                findings.add("requirements: no framework on this server has the competency " + item);
            } else if (!seen.add(item)) {
                findings.add("requirements: " + known.get(item).label() + " stands twice");
            }
        }
        if (!findings.isEmpty()) {
            throw new Problem(ProblemType.BAD_INPUT, "The talent need was not saved.", findings);
        }
    }

    private List<JobProfile> read(String where, Map<String, ?> parameters) {
        List<JobProfile> headings = jdbc.sql("SELECT * FROM talent.job_profile WHERE " + where + " ORDER BY title, id")
                .params(parameters)
                .query((rs, n) -> new JobProfile(
                        new JobProfileId(rs.getObject("id", UUID.class)),
                        rs.getInt("version"),
                        new OrganizationId(rs.getObject("employer", UUID.class)),
                        rs.getString("title"),
                        rs.getString("description"),
                        rs.getString("location"),
                        rs.getInt("openings"),
                        rs.getBoolean("published"),
                        rs.getTimestamp("stated_at").toInstant(),
                        List.of()))
                .list();
        Map<UUID, List<JobRequirementGroup>> groups =
                groups(headings.stream().map(h -> h.id().value()).toArray(UUID[]::new));
        return headings.stream()
                .map(h -> new JobProfile(
                        h.id(),
                        h.version(),
                        h.employer(),
                        h.title(),
                        h.description(),
                        h.location(),
                        h.openings(),
                        h.published(),
                        h.statedAt(),
                        groups.getOrDefault(h.id().value(), List.of())))
                .toList();
    }

    /** The groups of the latest versions of these profiles. */
    private Map<UUID, List<JobRequirementGroup>> groups(UUID[] profiles) {
        record GroupKey(
                UUID profile, int position, @Nullable String label, JobRequirementGroup.Rule rule, int count) {}
        Map<GroupKey, List<JobRequirement>> members = new LinkedHashMap<>();
        jdbc.sql("""
                SELECT r.* FROM talent.requirement r
                JOIN talent.job_profile p ON p.id = r.profile AND p.version = r.version AND p.latest
                WHERE p.id = ANY(:profiles)
                ORDER BY r.profile, r.position
                """).param("profiles", profiles).query(rs -> {
            GroupKey key = new GroupKey(
                    rs.getObject("profile", UUID.class),
                    rs.getInt("group_position"),
                    rs.getString("group_label"),
                    JobRequirementGroup.Rule.valueOf(rs.getString("group_rule")),
                    rs.getInt("group_count"));
            members.computeIfAbsent(key, k -> new ArrayList<>())
                    .add(new JobRequirement(
                            rs.getObject("id", UUID.class),
                            new ItemUri(rs.getString("item_uri")),
                            rs.getInt("importance"),
                            rs.getBoolean("required"),
                            rs.getObject("level", Double.class)));
        });
        Map<UUID, List<JobRequirementGroup>> groups = new LinkedHashMap<>();
        members.forEach((key, requirements) -> groups.computeIfAbsent(key.profile(), k -> new ArrayList<>())
                .add(new JobRequirementGroup(key.label(), key.rule(), key.count(), requirements)));
        return groups;
    }
}
