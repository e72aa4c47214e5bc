package org.throughline.server.custody;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;
import org.throughline.credentials.key.Signer;
import org.throughline.credentials.key.SigningAlgorithm;
import org.throughline.server.audit.AuditLog;
import org.throughline.server.organizations.Organization;
import org.throughline.server.organizations.OrganizationKind;
import org.throughline.server.organizations.Organizations;
import org.throughline.server.organizations.People;
import org.throughline.server.organizations.Role;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;
import org.throughline.server.shared.PublicAddress;
import org.throughline.server.support.RunningServer;
import org.throughline.server.support.ServerTest;

/** An issuer's key in hardware, from its making to its end: the database knows its public half, the world reads it, the halt switch holds it. */
@ServerTest
class HardwareKeysIT {
    private static final byte[] MESSAGE = "what an issuer says".getBytes(StandardCharsets.UTF_8);

    private final SealedKeys keys;
    private final SigningGate gate;
    private final Organizations organizations;
    private final PublicAddress address;
    private final AuditLog audit;
    private final IssuingHalt halt;
    private final TransactionTemplate transaction;
    private final RunningServer server;
    private final Organization college;

    HardwareKeysIT(
            SealedKeys keys,
            SigningGate gate,
            Organizations organizations,
            PublicAddress address,
            AuditLog audit,
            IssuingHalt halt,
            TransactionTemplate transaction,
            People people,
            RunningServer server) {
        this.keys = keys;
        this.gate = gate;
        this.organizations = organizations;
        this.address = address;
        this.audit = audit;
        this.halt = halt;
        this.transaction = transaction;
        this.server = server;
        String tag = "hardware-" + UUID.randomUUID();
        var owner = people.ensure("Owner", tag + "@example.org").id();
        this.college = organizations.create(tag, "College", OrganizationKind.EDUCATOR, null, "", owner);
        organizations.setRoles(college.id(), owner, Set.of(Role.OWNER), owner);
    }

    @Test
    void signsForAnIssuerThroughTheGateAndAfterARestart() throws Exception {
        SoftHsm token = SoftHsm.start();
        IssuerKeys issuer = withHardware(token);
        Signer signer = inOne(() -> issuer.signer(college.id(), SigningAlgorithm.P256));
        UUID key = server.sql()
                .sql(
                        "select id from custody.issuer_key where organization = ? and keeper = 'pkcs11' and sealed is null and nonce is null")
                .param(college.id().value())
                .query(UUID.class)
                .single();
        byte[] signature = inOne(() -> signer.sign(MESSAGE));
        IssuerKey published = issuer.of(college.id()).stream()
                .filter(each -> each.id().equals(key))
                .findFirst()
                .orElseThrow();
        assertThat(published.publicKey().verifies(MESSAGE, signature)).isTrue();
        Map<String, String> jwk = inOne(() -> issuer.jwks(college.slug())).getFirst();
        assertThat(jwk).containsEntry("kty", "EC").containsEntry("alg", "ES256").doesNotContainKey("d");

        signManyAtOnce(signer, published);

        IssuerKeys afterARestart = withHardware(token);
        byte[] again = inOne(() -> afterARestart.signer(college.id(), key).sign(MESSAGE));
        assertThat(published.publicKey().verifies(MESSAGE, again)).isTrue();

        halt.halt(college.id(), "The token was left open", IssuingHalt.CONSOLE);
        assertThatThrownBy(() -> inOne(() -> signer.sign(MESSAGE)))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.type()).isEqualTo(ProblemType.ISSUING_HALTED));
        halt.lift(college.id(), IssuingHalt.CONSOLE);
        assertThat(inOne(() -> signer.sign(MESSAGE))).isNotEmpty();

        server.sql()
                .sql("update custody.issuer_key set state = 'RETIRED' where id = ?")
                .param(key)
                .update();
        assertThatThrownBy(() -> inOne(() -> signer.sign(MESSAGE)))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.type()).isEqualTo(ProblemType.KEY_NOT_ACTIVE));
    }

    private void signManyAtOnce(Signer signer, IssuerKey published) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<byte[]>> all = IntStream.range(0, 16)
                    .mapToObj(i -> threads.submit(() -> org.throughline.server.database.Reach.asHouse(
                            "a test signs", () -> inOne(() -> signer.sign(MESSAGE)))))
                    .toList();
            for (Future<byte[]> each : all) {
                assertThat(published.publicKey().verifies(MESSAGE, each.get())).isTrue();
            }
        }
    }

    private IssuerKeys withHardware(SoftHsm token) {
        HardwareKeys hardware = new HardwareKeys(token.library(), 0, token.pinFile(), Clock.systemUTC());
        return new IssuerKeys(keys, new Keepers(List.of(hardware)), gate, organizations, address, audit);
    }

    private <T> T inOne(Callable<T> work) {
        return java.util.Objects.requireNonNull(transaction.execute(status -> {
            try {
                return work.call();
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }));
    }
}
