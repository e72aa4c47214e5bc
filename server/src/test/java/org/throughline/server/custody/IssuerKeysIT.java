package org.throughline.server.custody;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.throughline.credentials.key.Ed25519PublicKey;
import org.throughline.credentials.key.Signer;
import org.throughline.server.audit.AuditLog;
import org.throughline.server.organizations.Organization;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.organizations.OrganizationKind;
import org.throughline.server.organizations.Organizations;
import org.throughline.server.organizations.People;
import org.throughline.server.organizations.PersonId;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.PublicAddress;
import org.throughline.server.support.ServerTest;

@ServerTest
class IssuerKeysIT {
    private static final byte[] MESSAGE = "to sign".getBytes(StandardCharsets.UTF_8);

    private final IssuerKeys keys;
    private final SealedKeys sealed;
    private final MasterKey masterKey;
    private final AuditLog audit;
    private final Organizations organizations;
    private final Organization college;

    IssuerKeysIT(
            IssuerKeys keys,
            SealedKeys sealed,
            MasterKey masterKey,
            AuditLog audit,
            Organizations organizations,
            People people) {
        this.keys = keys;
        this.sealed = sealed;
        this.masterKey = masterKey;
        this.audit = audit;
        this.organizations = organizations;
        String tag = UUID.randomUUID().toString();
        PersonId by = people.ensure("Owner", tag + "@example.org").id();
        this.college = organizations.create("keys-" + tag, "College", OrganizationKind.EDUCATOR, null, "", by);
    }

    @Test
    void signsAsADidKeyThatStaysTheSameAndIsKnownAgain() {
        IssuerIdentity identity = keys.identity(college.id());
        Signer signer = keys.signer(college.id());

        assertThat(identity.did()).startsWith("did:key:z6Mk");
        assertThat(signer.controller()).isEqualTo(identity.did());
        assertThat(signer.verificationMethod()).isEqualTo(identity.verificationMethod());
        assertThat(keys.identity(college.id())).isEqualTo(identity);
        assertThat(publicKey(identity).verifies(MESSAGE, signer.sign(MESSAGE))).isTrue();
        assertThat(keys.organizationOf(identity.did())).contains(college);
        assertThat(keys.organizationOf("did:key:z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2"))
                .isEmpty();
    }

    @Test
    void cannotSignFromTheDatabaseAlone(@TempDir Path elsewhere) {
        keys.identity(college.id());
        SealedKey fromTheDump = sealed.active(college.id()).orElseThrow();

        MasterKey missing = new MasterKey("", elsewhere, sealed);
        assertThatThrownBy(missing::get)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("is missing");
        assertThatThrownBy(missing::afterSingletonsInstantiated).isInstanceOf(IllegalStateException.class);
        assertThat(Files.exists(elsewhere.resolve("keys"))).isFalse();

        assertThat(fromTheDump.open(masterKey.get()).publicMultibase()).isEqualTo(fromTheDump.multibase());
    }

    @Test
    void signsAsADidWebBehindHttpsWithADocumentThatListsTheKey() {
        IssuerKeys behindHttps = new IssuerKeys(
                sealed,
                masterKey,
                organizations,
                new PublicAddress(URI.create("https://learn.example.org:8443")),
                audit);
        keys.identity(college.id()); // the key is made in a transaction of its own

        IssuerIdentity identity = behindHttps.identity(college.id());

        assertThat(identity.did()).isEqualTo("did:web:learn.example.org%3A8443:o:" + college.slug());
        assertThat(new String(behindHttps.didDocument(college.slug()).orElseThrow(), StandardCharsets.UTF_8))
                .contains(identity.verificationMethod(), "assertionMethod", "Multikey");
        assertThat(behindHttps.organizationOf(identity.did())).contains(college);
        assertThat(behindHttps.organizationOf("did:web:other.example.org:o:" + college.slug()))
                .isEmpty();
        assertThat(keys.didDocument(college.slug())).isEmpty();
    }

    @Test
    void refusesAnUnknownOrganization() {
        assertThatThrownBy(() -> keys.identity(new OrganizationId(UUID.randomUUID())))
                .isInstanceOf(Problem.class);
    }

    private static Ed25519PublicKey publicKey(IssuerIdentity identity) {
        return Ed25519PublicKey.ofMultibase(identity.did().substring("did:key:".length()))
                .orElseThrow();
    }
}
