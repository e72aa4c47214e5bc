package org.throughline.server.walls;

import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.throughline.server.organizations.Addresses;
import org.throughline.server.organizations.Domains;
import org.throughline.server.organizations.InstitutionSignIns;
import org.throughline.server.organizations.Invitations;
import org.throughline.server.organizations.LostSecondSteps;
import org.throughline.server.organizations.Organization;
import org.throughline.server.organizations.OrganizationKind;
import org.throughline.server.organizations.Organizations;
import org.throughline.server.organizations.People;
import org.throughline.server.organizations.Person;
import org.throughline.server.organizations.PersonId;
import org.throughline.server.organizations.Role;
import org.throughline.server.support.Codes;
import org.throughline.server.support.Mailbox;
import org.throughline.server.support.RunningServer;

/** What acts about people, their ways in and their belonging use up, made anew for each. */
final class PeopleObjects {
    private static final Pattern SECRET = Pattern.compile("<code>([A-Z2-7 ]{20,})</code>");

    private final World world;
    private final Organization elsewhere;
    private final PersonId inviter;

    PeopleObjects(World world) {
        this.world = world;
        Person owner = world.bean(People.class).ensure("Its owner", world.newAddress());
        // an organization in which nobody of the matrix sits for longer than an act: with one seat more they would act
        // there in other rows
        this.elsewhere = world.bean(Organizations.class)
                .create(
                        "elsewhere-" + UUID.randomUUID().toString().substring(0, 8),
                        "Elsewhere",
                        OrganizationKind.EDUCATOR,
                        null,
                        "",
                        owner.id());
        world.bean(Organizations.class).setRoles(elsewhere.id(), owner.id(), Set.of(Role.OWNER), owner.id());
        this.inviter = owner.id();
    }

    /** A link by which whoever is asking proves another address. */
    String newProof() {
        return proofOf(world.asking == Caller.ANONYMOUS ? Caller.LEARNER : world.asking);
    }

    String newProofOfTheLearner() {
        return proofOf(Caller.LEARNER);
    }

    private String proofOf(Caller caller) {
        return world.newLink("ADDRESS", world.id(caller), world.newAddress());
    }

    /** A second address that whoever is asking has proved. */
    String newProvedAddress() {
        String address = world.newAddress();
        if (world.asking != Caller.ANONYMOUS) {
            world.sql(
                    "insert into organizations.address (email_key, email, person, proved_at) values (?, ?, ?, now())",
                    address,
                    address,
                    world.id(world.asking).value());
        }
        return address;
    }

    String newPasskey() {
        return passkeyOf(world.asking == Caller.ANONYMOUS ? Caller.LEARNER : world.asking);
    }

    String newPasskeyOfTheLearner() {
        return passkeyOf(Caller.LEARNER);
    }

    private String passkeyOf(Caller caller) {
        UUID id = UUID.randomUUID();
        world.sql("""
                insert into organizations.passkey (credential_id, person, name, public_key, attestation, signature_count, verified_user,
                    transports, backup_eligible, backed_up, made_at, used_at)
                values (decode(replace(?, '-', ''), 'hex'), ?, 'A device', '\\x00', '\\x00', 0, true, '{}', false, false, now(), now())
                """, id.toString(), world.id(caller).value());
        java.nio.ByteBuffer bytes = java.nio.ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits());
        return java.util.Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    /** By what an institution knows whoever is asking. */
    String newLinkWithAnInstitution() {
        return linkOf(world.asking == Caller.ANONYMOUS ? Caller.LEARNER : world.asking);
    }

    String newLinkOfTheLearner() {
        return linkOf(Caller.LEARNER);
    }

    private String linkOf(Caller caller) {
        world.sql(
                "insert into organizations.institution_identity (issuer, subject, person, linked_at) values (?, 'x', ?, now())",
                "https://" + UUID.randomUUID() + ".example",
                world.id(caller).value());
        return world.bean(InstitutionSignIns.class)
                .links(world.id(caller))
                .getLast()
                .id();
    }

    /** Somebody who says that their codes are lost. */
    PersonId newLost() {
        Person person = world.bean(People.class).ensure("Who lost their codes", world.newAddress());
        world.sql(
                "insert into organizations.address (email_key, email, person, proved_at) values (?, ?, ?, now()) on conflict do nothing",
                String.valueOf(person.email()),
                String.valueOf(person.email()),
                person.id().value());
        world.sql(
                "insert into organizations.second_step (person, secret, switched_on, last_counter) values (?, '\\x00', now(), 0)",
                person.id().value());
        world.bean(LostSecondSteps.class).ask(person.id());
        return person.id();
    }

    /** The token of a letter by which somebody keeps their second step. */
    String newStop() {
        PersonId lost = newLost();
        String email = world.bean(Addresses.class).of(lost).getFirst().email();
        try {
            String link = new Mailbox(world.bean(RunningServer.class)).link(email);
            return link.substring(link.lastIndexOf('/') + 1);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The code of this moment for the secret that whoever is asking was shown. */
    String newCode() {
        if (world.asking == Caller.ANONYMOUS) {
            return "000000";
        }
        try {
            String page =
                    world.asker(world.asking).html("/account/second-step/new").body();
            Matcher secret = SECRET.matcher(page);
            if (!secret.find()) {
                throw new IllegalStateException("no secret is shown: " + page);
            }
            return Codes.now(secret.group(1).replace(" ", ""));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whoever is asking has a second step. */
    void switchSecondStepOn() {
        if (world.asking != Caller.ANONYMOUS) {
            world.sql("""
                    insert into organizations.second_step (person, secret, switched_on, last_counter) values (?, '\\x00', now(), 0)
                    on conflict do nothing
                    """, world.id(world.asking).value());
        }
    }

    void switchSecondStepOff(Caller caller) {
        if (caller != Caller.ANONYMOUS) {
            world.sql(
                    "delete from organizations.second_step where person = ?",
                    world.id(caller).value());
        }
    }

    /** A mailed link by which somebody comes in: whoever is asking, or a newcomer. */
    String newSignIn() {
        if (world.asking != Caller.ANONYMOUS) {
            return world.newLink("SIGN_IN", world.id(world.asking), world.email(world.asking));
        }
        return newSignInOfANewcomer();
    }

    String newSignInOfANewcomer() {
        String address = world.newAddress();
        return world.newLink(
                "SIGN_IN", world.bean(People.class).ensure("Newcomer", address).id(), address);
    }

    String newInvitationToken() {
        String address = world.newAddress();
        world.bean(Invitations.class).invite(elsewhere.id(), address, Set.of(Role.VIEWER), inviter);
        try {
            String link = new Mailbox(world.bean(RunningServer.class)).link(address);
            return link.substring(link.lastIndexOf('/') + 1);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** An open invitation into the own college. */
    UUID newInvitation() {
        return world.bean(Invitations.class)
                .invite(world.college.id(), world.newAddress(), Set.of(Role.VIEWER), world.id(Caller.OWNER));
    }

    /** The organization elsewhere, in which whoever is asking sits if they belong to the own tenant. */
    String newSeat() {
        if (world.asking.belongsToOwn()) {
            world.bean(Organizations.class)
                    .setRoles(elsewhere.id(), world.id(world.asking), Set.of(Role.VIEWER), inviter);
        }
        return elsewhere.slug();
    }

    /** Nobody keeps a seat but in the own and the other tenant. */
    void unseat(Caller caller) {
        if (caller != Caller.ANONYMOUS) {
            world.sql("""
                    delete from organizations.membership where person = ? and organization <> all(?)
                    """, world.id(caller).value(), world.seats());
        }
    }

    String newDomain() {
        return world.bean(Domains.class)
                .add(
                        world.college.id(),
                        "d" + UUID.randomUUID().toString().substring(0, 8) + ".example.org",
                        world.id(Caller.OWNER))
                .name();
    }

    /** The own college with a provider, which nobody asks anything. */
    String newProvider() {
        world.bean(InstitutionSignIns.class)
                .setUp(
                        world.college.id(),
                        "https://login.example.org",
                        "throughline",
                        "a secret between the two",
                        world.id(Caller.OWNER));
        return world.college.slug();
    }
}
