package org.throughline.server.custody;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.Environment;
import org.springframework.transaction.support.TransactionTemplate;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.organizations.OrganizationKind;
import org.throughline.server.organizations.Organizations;
import org.throughline.server.organizations.People;
import org.throughline.server.organizations.PersonId;
import org.throughline.server.support.RunningServer;
import org.throughline.server.support.ServerTest;

@ServerTest
class MasterRotationIT {
    private static final byte[] MESSAGE = "to sign".getBytes(StandardCharsets.UTF_8);

    private final MasterRotation rotation;
    private final MasterKeys masters;
    private final OrganizationKeys organizationKeys;
    private final SealedKeys sealed;
    private final IssuerKeys keys;
    private final Organizations organizations;
    private final People people;
    private final TransactionTemplate transactions;
    private final RunningServer server;
    private final Path file;

    MasterRotationIT(
            MasterRotation rotation,
            MasterKeys masters,
            OrganizationKeys organizationKeys,
            SealedKeys sealed,
            IssuerKeys keys,
            Organizations organizations,
            People people,
            TransactionTemplate transactions,
            RunningServer server,
            Environment environment) {
        this.rotation = rotation;
        this.masters = masters;
        this.organizationKeys = organizationKeys;
        this.sealed = sealed;
        this.keys = keys;
        this.organizations = organizations;
        this.people = people;
        this.transactions = transactions;
        this.server = server;
        this.file = Path.of(environment.getRequiredProperty("throughline.master-key-file"));
    }

    @Test
    void wrapsEveryKeyAnewThoughItIsKilledInBetweenAndEverythingOpensAllTheTime() {
        List<OrganizationId> colleges = colleges(5);
        colleges.forEach(this::sign);
        Master before = masters.current();

        masters.makeNext();
        assertThat(organizationKeys.rewrapOne()).isTrue();
        assertThat(organizationKeys.rewrapOne()).isTrue();
        // killed here: another process starts from the files and the database as they stand now
        MasterKeys afterTheKill = new MasterKeys(file.toString(), "", "", "", file.resolveSibling("."), sealed);
        OrganizationKeys opened = new OrganizationKeys(sealed, afterTheKill);
        colleges.forEach(college -> assertThat(opened.of(college)).isNotNull());
        assertThat(sealed.masters()).hasSizeGreaterThan(1);
        colleges.forEach(this::sign);

        List<String> said = rotation.rotate();

        Master after = masters.current();
        assertThat(said.getFirst()).contains(after.id());
        assertThat(after.id()).isNotEqualTo(before.id());
        assertThat(sealed.masters()).containsExactly(after.id());
        assertThat(Files.exists(file.resolveSibling(file.getFileName() + ".next")))
                .isFalse();
        assertThat(Files.exists(file.resolveSibling(file.getFileName() + "." + before.id())))
                .isTrue();
        assertThat(new MasterKeyFile(file).read()).isEqualTo(after);
        colleges.forEach(this::sign);
    }

    @Test
    void opensTheKeysOfTheFirstVersionAndSealsThemAnew() {
        OrganizationId college = colleges(1).getFirst();
        var pair = org.throughline.credentials.key.Ed25519KeyPair.generate(new java.security.SecureRandom());
        UUID id = UUID.randomUUID();
        Sealed old = Sealed.seal(
                pair.seed(),
                masters.current().key(),
                "throughline issuer key\n%s\n%s\nEd25519\n1".formatted(college, id),
                new java.security.SecureRandom());
        server.sql()
                .sql("""
                INSERT INTO custody.issuer_key (id, organization, algorithm, version, state, multibase, nonce, sealed, created_at, activated_at)
                VALUES (?, ?, 'Ed25519', 1, 'ACTIVE', ?, ?, ?, now(), now())
                """)
                .params(id, college.value(), pair.publicMultibase(), old.nonce(), old.ciphertext())
                .update();

        rotation.afterSingletonsInstantiated();

        assertThat(keys.identity(college).did()).isEqualTo(pair.didKey());
        assertThat(pair.publicKey().verifies(MESSAGE, sign(college))).isTrue();
        assertThat(sealed.old()).isEmpty();
    }

    private byte[] sign(OrganizationId college) {
        return transactions.execute(status -> keys.signer(college).sign(MESSAGE));
    }

    private List<OrganizationId> colleges(int count) {
        List<OrganizationId> made = new ArrayList<>();
        PersonId by = people.ensure("Owner", UUID.randomUUID() + "@example.org").id();
        for (int i = 0; i < count; i++) {
            made.add(organizations
                    .create("master-" + UUID.randomUUID(), "College", OrganizationKind.EDUCATOR, null, "", by)
                    .id());
        }
        return made;
    }
}
