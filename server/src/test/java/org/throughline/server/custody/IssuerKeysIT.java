package org.throughline.server.custody;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionTemplate;
import org.throughline.credentials.key.Ed25519PublicKey;
import org.throughline.credentials.key.Signer;
import org.throughline.credentials.key.SigningAlgorithm;
import org.throughline.credentials.key.VerificationKey;
import org.throughline.server.audit.AuditLog;
import org.throughline.server.custody.IssuerKey.State;
import org.throughline.server.organizations.Organization;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.organizations.OrganizationKind;
import org.throughline.server.organizations.Organizations;
import org.throughline.server.organizations.People;
import org.throughline.server.organizations.PersonId;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;
import org.throughline.server.shared.PublicAddress;
import org.throughline.server.support.ServerTest;
import org.throughline.server.teeth.AbuseCase;

@ServerTest
class IssuerKeysIT {
    private static final byte[] MESSAGE = "to sign".getBytes(StandardCharsets.UTF_8);

    private final IssuerKeys keys;
    private final KeyCare care;
    private final SealedKeys sealed;
    private final Keepers keepers;
    private final SigningGate gate;
    private final AuditLog audit;
    private final Organizations organizations;
    private final TransactionTemplate transactions;
    private final Organization college;
    private final Organization other;
    private final PersonId owner;
    private final PersonId second;

    IssuerKeysIT(
            IssuerKeys keys,
            KeyCare care,
            SealedKeys sealed,
            Keepers keepers,
            SigningGate gate,
            AuditLog audit,
            Organizations organizations,
            TransactionTemplate transactions,
            People people) {
        this.keys = keys;
        this.care = care;
        this.sealed = sealed;
        this.keepers = keepers;
        this.gate = gate;
        this.audit = audit;
        this.organizations = organizations;
        this.transactions = transactions;
        String tag = UUID.randomUUID().toString();
        this.owner = people.ensure("Owner", tag + "@example.org").id();
        this.second =
                people.ensure("Second owner", "second-" + tag + "@example.org").id();
        this.college = organizations.create("keys-" + tag, "College", OrganizationKind.EDUCATOR, null, "", owner);
        this.other = organizations.create("other-" + tag, "Other", OrganizationKind.EDUCATOR, null, "", owner);
    }

    @Test
    void signsAsADidKeyThatStaysTheSameAndIsKnownAgain() {
        IssuerIdentity identity = keys.identity(college.id());
        Signer signer = keys.signer(college.id());

        assertThat(identity.did()).startsWith("did:key:z6Mk");
        assertThat(signer.controller()).isEqualTo(identity.did());
        assertThat(signer.verificationMethod()).isEqualTo(identity.verificationMethod());
        assertThat(keys.identity(college.id())).isEqualTo(identity);
        assertThat(publicKey(identity).verifies(MESSAGE, sign(signer))).isTrue();
        assertThat(keys.organizationOf(identity.did())).contains(college);
        assertThat(keys.organizationOf("did:key:z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2"))
                .isEmpty();
    }

    @Test
    void signsNothingOutsideTheTransactionThatKeepsIt() {
        Signer signer = keys.signer(college.id());
        assertThatThrownBy(() -> signer.sign(MESSAGE)).isInstanceOf(IllegalTransactionStateException.class);
    }

    @Test
    void cannotSignFromTheDatabaseAlone(@TempDir Path elsewhere) {
        keys.identity(college.id());

        MasterKeys missing = new MasterKeys("", "", "", "", elsewhere, sealed);
        assertThatThrownBy(missing::current)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("is missing");
        assertThat(Files.exists(elsewhere.resolve("keys"))).isFalse();

        MasterKeys wrong = new MasterKeys("", "", "not the right passphrase", "", elsewhere, sealed);
        SoftwareKeys withoutTheMaster = new SoftwareKeys(sealed, new OrganizationKeys(sealed, wrong));
        SealedKeys.Row row =
                sealed.active(college.id(), SigningAlgorithm.ED25519).orElseThrow();
        assertThatThrownBy(() -> withoutTheMaster.sign(row.key().id(), college.id(), row.kept(), MESSAGE))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("which is not here");
    }

    @Test
    void doesNotOpenARowThatWasMovedToAnotherOrganization() {
        keys.identity(college.id());
        keys.identity(other.id());
        SealedKeys.Row row =
                sealed.active(college.id(), SigningAlgorithm.ED25519).orElseThrow();
        IssuerKey k = row.key();
        SealedKeys.Row moved = new SealedKeys.Row(
                new IssuerKey(
                        k.id(), other.id(), k.state(), k.keeper(), k.publicKey(), k.createdAt(), null, null, null),
                row.kept());
        assertThatThrownBy(() -> keepers.sign(moved, MESSAGE)).hasMessageContaining("does not open");
    }

    @Test
    void signsAsADidWebBehindHttpsWithADocumentThatListsEveryKeyThatItVouchesFor() {
        IssuerKeys behindHttps = behindHttps();
        keys.identity(college.id()); // the key is made in a transaction of its own

        IssuerIdentity before = behindHttps.identity(college.id());
        assertThat(before.did()).isEqualTo("did:web:learn.example.org%3A8443:o:" + college.slug());
        assertThat(document(behindHttps)).contains(before.verificationMethod(), "assertionMethod", "Multikey");
        assertThat(behindHttps.organizationOf(before.did())).contains(college);
        assertThat(behindHttps.organizationOf("did:web:other.example.org:o:" + college.slug()))
                .isEmpty();
        assertThat(keys.didDocument(college.slug())).isEmpty();

        care.rotate(college.id(), owner);
        IssuerIdentity after = behindHttps.identity(college.id());
        assertThat(after.did()).isEqualTo(before.did());
        assertThat(after.verificationMethod()).isNotEqualTo(before.verificationMethod());
        assertThat(assertions(behindHttps)).contains(before.verificationMethod(), after.verificationMethod());
        assertThat(keys.jwks(college.slug())).extracting(jwk -> jwk.get("alg")).containsExactly("EdDSA", "EdDSA");
    }

    @Test
    @AbuseCase(
            value = "S4",
            defence = "each signature asks the database for its key's state",
            in = "org.throughline.server.custody.SigningGate",
            method = "isActive",
            answer = "true")
    void refusesToSignWithARetiredAReportedOrAnotherTenantsKey() {
        Signer before = keys.signer(college.id());
        UUID old = sealed.active(college.id(), SigningAlgorithm.ED25519)
                .orElseThrow()
                .key()
                .id();
        care.rotate(college.id(), owner);

        assertProblem(() -> sign(before), ProblemType.KEY_NOT_ACTIVE);
        assertProblem(() -> keys.signer(college.id(), old), ProblemType.KEY_NOT_ACTIVE);

        Signer current = keys.signer(college.id());
        UUID active = sealed.active(college.id(), SigningAlgorithm.ED25519)
                .orElseThrow()
                .key()
                .id();
        assertProblem(() -> keys.signer(other.id(), active), ProblemType.KEY_NOT_ACTIVE);
        assertThat(sign(current)).hasSize(64);

        care.report(college.id(), active, Instant.now().minusSeconds(60), owner);
        assertProblem(() -> sign(current), ProblemType.KEY_NOT_ACTIVE);
        assertThat(sign(keys.signer(college.id()))).hasSize(64);
    }

    @Test
    @AbuseCase(
            value = "S4",
            defence = "who reports a key cannot confirm it too",
            in = "org.throughline.server.custody.KeyCare",
            method = "isSamePerson",
            answer = "false")
    void takesTwoPeopleToTakeAKeyOutOfTheWorld() {
        keys.identity(college.id());
        IssuerKey key = sealed.active(college.id(), SigningAlgorithm.ED25519)
                .orElseThrow()
                .key();
        Instant since = Instant.now().minusSeconds(3600);
        String method = behindHttps().identity(college.id()).did() + "#" + key.multibase();
        CompromiseReport report = care.report(college.id(), key.id(), since, owner);
        assertThat(care.open(college.id())).extracting(CompromiseReport::id).containsExactly(report.id());
        assertThat(assertions(behindHttps())).contains(method);

        assertProblem(() -> care.confirm(college.id(), report.id(), owner), ProblemType.FORBIDDEN);
        assertProblem(() -> care.confirm(other.id(), report.id(), second), ProblemType.NOT_FOUND);
        care.confirm(college.id(), report.id(), second);

        assertThat(assertions(behindHttps())).doesNotContain(method);
        assertThat(document(behindHttps())).contains(method, "\"revoked\":");
        assertThat(keys.jwks(college.slug())).extracting(jwk -> jwk.get("kid")).doesNotContain(key.multibase());
        assertThat(keys.of(college.id()))
                .filteredOn(k -> k.id().equals(key.id()))
                .allSatisfy(k -> assertThat(k.state()).isEqualTo(State.COMPROMISED));
        assertThat(care.open(college.id())).isEmpty();
    }

    @Test
    void keepsAReportedKeyGoodWhenTheReportWasMistaken() {
        keys.identity(college.id());
        IssuerKey key = sealed.active(college.id(), SigningAlgorithm.ED25519)
                .orElseThrow()
                .key();
        CompromiseReport report =
                care.report(college.id(), key.id(), Instant.now().minusSeconds(5), owner);
        care.dismiss(college.id(), report.id(), owner);
        assertThat(assertions(behindHttps())).contains(key.multibase());
        assertThat(sealed.find(college.id(), key.id()).orElseThrow().key().state())
                .isEqualTo(State.RETIRED);
    }

    @Test
    void signsWithP256ForWhoeverAsksForIt() {
        Signer signer = keys.signer(college.id(), SigningAlgorithm.P256);
        VerificationKey key = VerificationKey.ofMultibase(signer.controller().substring("did:key:".length()))
                .orElseThrow();
        assertThat(signer.algorithm()).isEqualTo(SigningAlgorithm.P256);
        assertThat(key.verifies(MESSAGE, sign(signer))).isTrue();
        assertThat(keys.jwks(college.slug())).extracting(jwk -> jwk.get("alg")).contains("ES256");
    }

    @Test
    void refusesAnUnknownOrganization() {
        assertThatThrownBy(() -> keys.identity(new OrganizationId(UUID.randomUUID())))
                .isInstanceOf(Problem.class);
    }

    private byte[] sign(Signer signer) {
        return transactions.execute(status -> signer.sign(MESSAGE));
    }

    private IssuerKeys behindHttps() {
        return new IssuerKeys(
                sealed,
                keepers,
                gate,
                organizations,
                new PublicAddress(URI.create("https://learn.example.org:8443")),
                audit);
    }

    private String document(IssuerKeys issuers) {
        return new String(issuers.didDocument(college.slug()).orElseThrow(), StandardCharsets.UTF_8);
    }

    private String assertions(IssuerKeys issuers) {
        String document = document(issuers);
        return document.substring(document.indexOf("\"assertionMethod\""));
    }

    private static void assertProblem(org.assertj.core.api.ThrowableAssert.ThrowingCallable act, ProblemType type) {
        assertThatThrownBy(act)
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.type()).isEqualTo(type));
    }

    private static Ed25519PublicKey publicKey(IssuerIdentity identity) {
        return Ed25519PublicKey.ofMultibase(identity.did().substring("did:key:".length()))
                .orElseThrow();
    }
}
