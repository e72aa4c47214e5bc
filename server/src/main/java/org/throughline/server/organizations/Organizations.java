package org.throughline.server.organizations;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.throughline.server.audit.AuditEntry;
import org.throughline.server.audit.AuditLog;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;

/** The organizations of this server and their members. */
@Component
public class Organizations {
    private static final Pattern SLUG = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final int MAX_SLUG = 60;
    private static final int MAX_NAME = 200;

    private final JdbcClient jdbc;
    private final Sessions sessions;
    private final ApplicationEventPublisher events;
    private final AuditLog audit;
    private final Clock clock;

    Organizations(JdbcClient jdbc, Sessions sessions, ApplicationEventPublisher events, AuditLog audit, Clock clock) {
        this.jdbc = jdbc;
        this.sessions = sessions;
        this.events = events;
        this.audit = audit;
        this.clock = clock;
    }

    /** Creates an organization; a taken slug is a {@code Problem CONFLICT}. It has no members until {@link #setRoles} names the first. */
    @Transactional
    public Organization create(
            String slug, String name, OrganizationKind kind, @Nullable String url, String description, PersonId by) {
        Organization organization = checked(new OrganizationId(UUID.randomUUID()), slug, name, kind, url, description);
        try {
            jdbc.sql("""
                    INSERT INTO organizations.organization (id, slug, name, kind, url, description, created_at)
                    VALUES (:id, :slug, :name, :kind, :url, :description, :now)
                    """)
                    .param("id", organization.id().value())
                    .param("slug", organization.slug())
                    .param("name", organization.name())
                    .param("kind", kind.name())
                    .param("url", organization.url())
                    .param("description", organization.description())
                    .param("now", OffsetDateTime.now(clock))
                    .update();
        } catch (DuplicateKeyException e) {
            throw new Problem(ProblemType.CONFLICT, "Another organization already has the short name " + slug + ".");
        }
        record(
                "organization.created",
                by,
                organization.id(),
                organization.id().toString(),
                Map.of("kind", kind.name()));
        return organization;
    }

    /** Changes an organization's public face; its short name and kind stay. */
    @Transactional
    public Organization describe(
            OrganizationId id, String name, @Nullable String url, String description, PersonId by) {
        Organization before = find(id).orElseThrow(Problem::notFound);
        Organization after = checked(id, before.slug(), name, before.kind(), url, description);
        jdbc.sql("""
                UPDATE organizations.organization SET name = :name, url = :url, description = :description WHERE id = :id
                """)
                .param("name", after.name())
                .param("url", after.url())
                .param("description", after.description())
                .param("id", id.value())
                .update();
        record("organization.described", by, id, id.toString(), Map.of());
        return after;
    }

    public Optional<Organization> find(OrganizationId id) {
        return jdbc.sql("SELECT " + MembershipRows.ORGANIZATION + " FROM organizations.organization o WHERE o.id = :id")
                .param("id", id.value())
                .query(MembershipRows::organization)
                .optional();
    }

    public Optional<Organization> bySlug(String slug) {
        return jdbc.sql("SELECT " + MembershipRows.ORGANIZATION
                        + " FROM organizations.organization o WHERE o.slug = :slug")
                .param("slug", slug)
                .query(MembershipRows::organization)
                .optional();
    }

    /** All of them, by name. */
    public List<Organization> all() {
        return jdbc.sql("SELECT " + MembershipRows.ORGANIZATION
                        + " FROM organizations.organization o ORDER BY lower(o.name), o.slug")
                .query(MembershipRows::organization)
                .list();
    }

    /**
     * Sets a person's roles in an organization; an empty set ends the membership. Whoever had other roles before signs in again. The last
     * owner stays: taking the role away is a {@code Problem BAD_INPUT}.
     */
    @Transactional
    public void setRoles(OrganizationId organization, PersonId person, Set<Role> roles, PersonId by) {
        lock(organization);
        if (!roles.contains(Role.OWNER) && isLastOwner(organization, person)) {
            throw new Problem(
                    ProblemType.BAD_INPUT,
                    "This is the organization's last owner. Make somebody else an owner first, then change this one.");
        }
        Set<Role> before = rolesOf(organization, person);
        if (roles.isEmpty()) {
            jdbc.sql("DELETE FROM organizations.membership WHERE organization = :organization AND person = :person")
                    .param("organization", organization.value())
                    .param("person", person.value())
                    .update();
            events.publishEvent(new MembershipEnded(organization, person));
        } else {
            jdbc.sql("""
                    INSERT INTO organizations.membership (organization, person, roles)
                    VALUES (:organization, :person, :roles::text[])
                    ON CONFLICT (organization, person) DO UPDATE SET roles = excluded.roles
                    """)
                    .param("organization", organization.value())
                    .param("person", person.value())
                    .param("roles", roles.stream().map(Role::name).sorted().toArray(String[]::new))
                    .update();
        }
        if (!before.isEmpty() && !before.equals(roles)) {
            sessions.endOthers(person);
        }
        String names = roles.stream().map(Role::name).sorted().collect(Collectors.joining(" "));
        record("roles.set", by, organization, person.toString(), Map.of("roles", names));
    }

    /** Memberships of a person, by the organization's name. */
    public List<Membership> of(PersonId person) {
        return jdbc.sql("SELECT m.person, m.roles, " + MembershipRows.ORGANIZATION + """

                FROM organizations.membership m JOIN organizations.organization o ON o.id = m.organization
                WHERE m.person = :person
                ORDER BY lower(o.name), o.slug
                """)
                .param("person", person.value())
                .query(MembershipRows::membership)
                .list();
    }

    /** Members of an organization, by their names. */
    public List<Membership> members(OrganizationId organization) {
        return jdbc.sql("SELECT m.person, m.roles, " + MembershipRows.ORGANIZATION + """

                FROM organizations.membership m
                JOIN organizations.organization o ON o.id = m.organization
                JOIN organizations.person p ON p.id = m.person
                WHERE m.organization = :organization
                ORDER BY lower(p.display_name), p.id
                """)
                .param("organization", organization.value())
                .query(MembershipRows::membership)
                .list();
    }

    /** Somebody's membership; empty for who is no member. */
    public Optional<Membership> member(OrganizationId organization, PersonId person) {
        return jdbc.sql("SELECT m.person, m.roles, " + MembershipRows.ORGANIZATION + """

                FROM organizations.membership m JOIN organizations.organization o ON o.id = m.organization
                WHERE m.organization = :organization AND m.person = :person
                """)
                .param("organization", organization.value())
                .param("person", person.value())
                .query(MembershipRows::membership)
                .optional();
    }

    private Set<Role> rolesOf(OrganizationId organization, PersonId person) {
        return jdbc.sql(
                        "SELECT roles FROM organizations.membership WHERE organization = :organization AND person = :person")
                .param("organization", organization.value())
                .param("person", person.value())
                .query((row, number) -> MembershipRows.roles(row))
                .optional()
                .orElse(Set.of());
    }

    /** Two owners who step down at the same moment wait for each other here, so that one of them stays. */
    private void lock(OrganizationId organization) {
        var locked = jdbc.sql("SELECT id FROM organizations.organization WHERE id = :id FOR UPDATE")
                .param("id", organization.value())
                .query(UUID.class)
                .optional();
        if (locked.isEmpty()) {
            throw Problem.notFound();
        }
    }

    private boolean isLastOwner(OrganizationId organization, PersonId person) {
        List<PersonId> owners = jdbc.sql("""
                SELECT person FROM organizations.membership WHERE organization = :organization AND 'OWNER' = ANY (roles)
                """)
                .param("organization", organization.value())
                .query((row, number) -> new PersonId(row.getObject("person", UUID.class)))
                .list();
        return owners.equals(List.of(person));
    }

    private void record(
            String action, PersonId by, OrganizationId organization, String subject, Map<String, String> details) {
        audit.record(new AuditEntry(action, by.toString(), organization.toString(), subject, details));
    }

    /** An organization's face as it may be shown; anything else is a {@code Problem BAD_INPUT}. */
    static Organization checked(
            OrganizationId id,
            String slug,
            String name,
            OrganizationKind kind,
            @Nullable String url,
            String description) {
        if (slug.length() > MAX_SLUG || !SLUG.matcher(slug).matches()) {
            throw badInput(
                    "A short name has lower-case letters, digits and single hyphens, at most %d.".formatted(MAX_SLUG));
        }
        if (name.isBlank() || name.strip().length() > MAX_NAME) {
            throw badInput("A name has between 1 and %d characters.".formatted(MAX_NAME));
        }
        return new Organization(id, slug, name.strip(), kind, website(url), description.strip());
    }

    private static @Nullable String website(@Nullable String url) {
        if (url == null || url.isBlank()) {
            return null;
        }
        try {
            URI uri = new URI(url.strip());
            if (uri.getHost() != null && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))) {
                return uri.toString();
            }
        } catch (URISyntaxException e) {
            // said below, in the same words
        }
        throw badInput("A website is a whole address such as https://example.org.");
    }

    private static Problem badInput(String detail) {
        return new Problem(ProblemType.BAD_INPUT, detail);
    }
}
