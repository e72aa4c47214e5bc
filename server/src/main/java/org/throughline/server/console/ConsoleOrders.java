package org.throughline.server.console;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.throughline.server.custody.IssuingHalt;
import org.throughline.server.custody.MasterRotation;
import org.throughline.server.database.Reach;
import org.throughline.server.organizations.AccountClosing;
import org.throughline.server.organizations.Organization;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.organizations.Organizations;
import org.throughline.server.organizations.People;
import org.throughline.server.organizations.Person;
import org.throughline.server.organizations.PersonId;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;

/** What the machine's operator orders, and lines that say what came of it. */
@Component
public class ConsoleOrders {
    private static final String OPERATOR = "the operator of the machine is the house";

    private final IssuingHalt halt;
    private final MasterRotation rotation;
    private final Organizations organizations;
    private final People people;
    private final AccountClosing accounts;

    ConsoleOrders(
            IssuingHalt halt,
            MasterRotation rotation,
            Organizations organizations,
            People people,
            AccountClosing accounts) {
        this.people = people;
        this.accounts = accounts;
        this.halt = halt;
        this.rotation = rotation;
        this.organizations = organizations;
    }

    /** Halts issuing, for one organization by its short name or for everybody. */
    public List<String> halt(@Nullable String organization, String reason) {
        return Reach.asHouse(OPERATOR, () -> {
            halt.halt(id(organization), reason, IssuingHalt.CONSOLE);
            return List.of("Issuing is halted for " + whom(organization) + ". Nothing more is signed; batches wait.");
        });
    }

    /** Lets issuing go on. */
    public List<String> lift(@Nullable String organization) {
        return Reach.asHouse(
                OPERATOR,
                () -> List.of(
                        halt.lift(id(organization), IssuingHalt.CONSOLE)
                                ? "Issuing goes on for " + whom(organization) + "; what waited continues by itself."
                                : "Nothing was halted for " + whom(organization) + "."));
    }

    /** Closes the account of a person, by an address of theirs or by their id; unless that is {@code sure}, only says whom it is about. */
    public List<String> forget(String words, boolean sure) {
        return Reach.asHouse(OPERATOR, () -> {
            Person person = person(words.strip())
                    .orElseThrow(() -> new Problem(ProblemType.NOT_FOUND, "Nobody here has this address or id."));
            List<String> hindrances = accounts.hindrances(person.id());
            if (!hindrances.isEmpty() || sure) {
                accounts.close(person.id(), "system");
                return List.of(
                        "The account is closed: record, keys, consents, links, sessions and letters are gone.",
                        "Entries of the log are nobody's now; the tree of the log did not change.",
                        "What organizations issued, decided or signed stays theirs, without the name.",
                        "A backup from before still has the person; whoever restores it forgets them again by the ledger in erasures/.");
            }
            return List.of("This would close the account of %s (%s) for good. Say --yes to do it."
                    .formatted(person.displayName(), person.id()));
        });
    }

    private Optional<Person> person(String words) {
        try {
            return words.contains("@") ? people.byEmail(words) : people.find(new PersonId(UUID.fromString(words)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Lets a new master key take over. */
    public List<String> rotateMaster() {
        return rotation.rotate();
    }

    private @Nullable OrganizationId id(@Nullable String slug) {
        return slug == null
                ? null
                : organizations
                        .bySlug(slug)
                        .map(Organization::id)
                        .orElseThrow(() ->
                                new Problem(ProblemType.NOT_FOUND, "No organization has the short name " + slug + "."));
    }

    private static String whom(@Nullable String organization) {
        return organization == null ? "everybody" : organization;
    }
}
