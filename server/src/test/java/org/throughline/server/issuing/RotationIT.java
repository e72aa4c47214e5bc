package org.throughline.server.issuing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;
import org.throughline.credentials.CredentialVerifier;
import org.throughline.credentials.check.Outcome;
import org.throughline.credentials.check.Verdict;
import org.throughline.server.custody.IssuerKey;
import org.throughline.server.custody.IssuerKeys;
import org.throughline.server.custody.KeyCare;
import org.throughline.server.issuing.College.Campus;
import org.throughline.server.organizations.PersonId;
import org.throughline.server.support.RunningServer;
import org.throughline.server.support.ServerTest;

/** A key is changed while a batch runs (abuse case S4), for an issuer that is a did:web. */
@ServerTest
@TestPropertySource(properties = "throughline.public-url=https://rotation.example.org")
class RotationIT {
    private static final Pattern METHOD = Pattern.compile("\"verificationMethod\":\\s*\"([^\"]+)\"");

    private final College colleges;
    private final Issuance issuance;
    private final IssuerKeys keys;
    private final KeyCare care;
    private final CredentialVerifier verifier;
    private final RunningServer server;

    RotationIT(
            College colleges,
            Issuance issuance,
            IssuerKeys keys,
            KeyCare care,
            CredentialVerifier verifier,
            RunningServer server) {
        this.colleges = colleges;
        this.issuance = issuance;
        this.keys = keys;
        this.care = care;
        this.verifier = verifier;
        this.server = server;
    }

    @Test
    void everyCredentialOfTheBatchVerifiesWithTheKeyThatItNames() throws Exception {
        Campus campus = colleges.open();
        PersonId by = campus.issuer().id();
        String first = keys.identity(campus.organization().id()).verificationMethod();
        String[] rows = IntStream.range(0, 60)
                .mapToObj(i -> "Learner " + i + "," + campus.email("r" + i) + ",EP-101")
                .toArray(String[]::new);
        BatchId batch = issuance.start(
                campus.organization().id(),
                List.of(campus.safety().id()),
                campus.roster(rows),
                false,
                UUID.randomUUID().toString(),
                by);
        while (issuance.progress(batch).issued() < 10) {
            Thread.sleep(5);
        }

        IssuerKey next = care.rotate(campus.organization().id(), by);
        assertThat(next.state()).isEqualTo(IssuerKey.State.PENDING);
        assertThat(text(keys.didDocument(campus.organization().slug()).orElseThrow()))
                .contains(next.multibase());
        care.activate(campus.organization().id(), next.id(), by);
        String second = keys.identity(campus.organization().id()).verificationMethod();

        assertThat(colleges.await(batch).issued()).isEqualTo(60);
        Set<String> used = new HashSet<>();
        for (byte[] document : documents(batch)) {
            assertThat(verifier.verify(document).verdict()).isEqualTo(Verdict.VALID);
            used.add(method(document));
        }
        assertThat(used).containsExactlyInAnyOrder(first, second);

        revokedUnderTheNewKey(campus, batch, first, second);
    }

    /** The trap: a list that the old key signed must be signed anew by the new one, and stay a list of the same issuer. */
    private void revokedUnderTheNewKey(Campus campus, BatchId batch, String first, String second) {
        byte[] old = documents(batch).stream()
                .filter(d -> method(d).equals(first))
                .findFirst()
                .orElseThrow();
        IssuedCredential issued = issuance.credentials(batch).stream()
                .filter(c -> text(old).contains(c.credentialId()))
                .findFirst()
                .orElseThrow();
        issuance.revoke(
                campus.organization().id(),
                issued.credentialId(),
                "A mistake",
                campus.issuer().id());
        assertThat(verifier.verify(old).outcome("status")).isEqualTo(Outcome.FAILED);
        UUID list = UUID.fromString(
                issued.statusListUrl().substring(issued.statusListUrl().lastIndexOf('/') + 1));
        byte[] published = issuance.statusList(list).orElseThrow().bytes();
        assertThat(method(published)).isEqualTo(second);
        assertThat(verifier.verify(published).verdict()).isEqualTo(Verdict.VALID);
    }

    private List<byte[]> documents(BatchId batch) {
        return server.sql()
                .sql("select document from issuing.credential where batch = ?")
                .param(batch.value())
                .query((row, n) -> row.getBytes(1))
                .list();
    }

    private static String method(byte[] document) {
        Matcher matcher = METHOD.matcher(text(document));
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }

    private static String text(byte[] document) {
        return new String(document, StandardCharsets.UTF_8);
    }
}
