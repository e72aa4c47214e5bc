package org.throughline.server.partnerships;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.LinkedHashSet;
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
import org.throughline.server.database.Reach;
import org.throughline.server.mail.Letter;
import org.throughline.server.mail.Outbox;
import org.throughline.server.organizations.Membership;
import org.throughline.server.organizations.Organization;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.organizations.Organizations;
import org.throughline.server.organizations.People;
import org.throughline.server.organizations.Person;
import org.throughline.server.organizations.PersonId;
import org.throughline.server.organizations.Role;
import org.throughline.server.shared.PublicAddress;

/**
 * Tells people by mail what a partnership waits for. A letter says which partnership, what is asked and where, and nothing of what others
 * said or did; it is left in the transaction of the act. Whoever wants none says so once, for all partnerships.
 */
@Component
public class PartnershipLetters {
    private final JdbcClient jdbc;
    private final Organizations organizations;
    private final People people;
    private final Outbox outbox;
    private final PublicAddress address;
    private final AuditLog audit;
    private final Clock clock;

    PartnershipLetters(
            JdbcClient jdbc,
            Organizations organizations,
            People people,
            Outbox outbox,
            PublicAddress address,
            AuditLog audit,
            Clock clock) {
        this.jdbc = jdbc;
        this.organizations = organizations;
        this.people = people;
        this.outbox = outbox;
        this.address = address;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * What is told.
     *
     * @param subject without the partnership's name, which follows it
     * @param sentence what is asked, in one or two sentences
     * @param path where it is done
     */
    record News(String subject, String sentence, String path) {}

    /** Tells a member's owners. Whoever did the act knows it. */
    void toOwners(PartnershipId partnership, OrganizationId member, News news, @Nullable PersonId by) {
        Reach.asHouse("owners are told what waits for their organization", () -> {
            Set<PersonId> owners = owners(member);
            tell(partnership, member, owners, news, by);
        });
    }

    /** Tells the people whom a member named, or its owners where it named nobody. */
    void toNamed(PartnershipId partnership, OrganizationId member, News news, @Nullable PersonId by) {
        Reach.asHouse("the people of a member are told what waits for them", () -> {
            Set<PersonId> named = new LinkedHashSet<>(jdbc.sql(
                            "SELECT person FROM partnerships.delegate WHERE partnership = ? AND organization = ? ORDER BY named_at")
                    .params(partnership.value(), member.value())
                    .query((row, _) -> new PersonId(row.getObject("person", UUID.class)))
                    .list());
            tell(partnership, member, named.isEmpty() ? owners(member) : named, news, by);
        });
    }

    /** The members that take part and work. */
    List<OrganizationId> working(PartnershipId partnership) {
        return jdbc.sql("""
                SELECT organization FROM partnerships.member
                WHERE partnership = ? AND standing = 'JOINED' AND part <> 'OBSERVER' ORDER BY position
                """)
                .param(partnership.value())
                .query((row, _) -> new OrganizationId(row.getObject("organization", UUID.class)))
                .list();
    }

    /** Whether a person gets these letters. */
    public boolean wants(PersonId person) {
        return !jdbc.sql("SELECT EXISTS (SELECT 1 FROM partnerships.letters_off WHERE person = ?)")
                .param(person.value())
                .query(Boolean.class)
                .single();
    }

    /** Turns a person's letters off or on, for all partnerships. */
    @Transactional
    public void want(PersonId person, boolean wanted) {
        int changed = wanted
                ? jdbc.sql("DELETE FROM partnerships.letters_off WHERE person = ?")
                        .param(person.value())
                        .update()
                : jdbc.sql("INSERT INTO partnerships.letters_off (person, off_at) VALUES (?, ?) ON CONFLICT DO NOTHING")
                        .params(person.value(), Timestamp.from(clock.instant()))
                        .update();
        if (changed > 0) {
            audit.record(new AuditEntry(
                    wanted ? "partnership.letters-on" : "partnership.letters-off",
                    person.toString(),
                    null,
                    person.toString(),
                    Map.of()));
        }
    }

    private Set<PersonId> owners(OrganizationId member) {
        Set<PersonId> owners = new LinkedHashSet<>();
        organizations.members(member).stream()
                .filter(m -> m.roles().contains(Role.OWNER))
                .map(Membership::person)
                .forEach(owners::add);
        return owners;
    }

    private void tell(
            PartnershipId partnership, OrganizationId member, Set<PersonId> whom, News news, @Nullable PersonId by) {
        String name = oneLine(name(partnership));
        String organization =
                oneLine(organizations.find(member).map(Organization::name).orElse("your organization"));
        for (PersonId person : whom) {
            Optional<String> email = people.find(person).map(Person::email);
            if (!person.equals(by) && email.isPresent() && wants(person)) {
                outbox.leave(new Letter(email.get(), news.subject() + ": " + name, """
                        %s

                        %s

                        You get this letter because you have a part in “%s” for %s. If you want no letters about partnerships, say so here:

                        %s""".formatted(
                                news.sentence(),
                                address.url(news.path()),
                                name,
                                organization,
                                address.url("/partnerships/letters"))));
            }
        }
    }

    private String name(PartnershipId partnership) {
        return jdbc.sql("SELECT name FROM partnerships.partnership WHERE id = ?")
                .param(partnership.value())
                .query(String.class)
                .single();
    }

    /** What others chose as a name, so that it cannot look like a part of the letter. */
    static String oneLine(String name) {
        return name.replaceAll("\\s+", " ").replaceAll("https?://", "");
    }
}
