package org.throughline.server.issuing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.throughline.credentials.CredentialVerifier;
import org.throughline.credentials.check.Outcome;
import org.throughline.credentials.check.Verdict;
import org.throughline.credentials.check.VerificationReport;
import org.throughline.server.custody.IssuerKeys;
import org.throughline.server.custody.KeyCare;
import org.throughline.server.issuing.College.Campus;
import org.throughline.server.organizations.People;
import org.throughline.server.records.HeldCredential;
import org.throughline.server.records.HeldCredentials;
import org.throughline.server.support.ServerTest;
import org.throughline.server.teeth.AbuseCase;

/** A did:key is its key: a new key is a new name, and the old name's credentials must stay good and revocable. */
@ServerTest
class DidKeyRotationIT {
    private final College colleges;
    private final Issuance issuance;
    private final IssuerKeys keys;
    private final KeyCare care;
    private final CredentialVerifier verifier;
    private final HeldCredentials credentials;
    private final People people;

    DidKeyRotationIT(
            College colleges,
            Issuance issuance,
            IssuerKeys keys,
            KeyCare care,
            CredentialVerifier verifier,
            HeldCredentials credentials,
            People people) {
        this.colleges = colleges;
        this.issuance = issuance;
        this.keys = keys;
        this.care = care;
        this.verifier = verifier;
        this.credentials = credentials;
        this.people = people;
    }

    @Test
    void theOldNamesCredentialsStayGoodAndCanBeRevoked() throws Exception {
        Campus campus = colleges.open();
        colleges.issue(campus, campus.roster("Ada," + campus.email("ada") + ",EP-101"), false);
        String before = keys.identity(campus.organization().id()).did();
        care.rotate(campus.organization().id(), campus.issuer().id());
        colleges.issue(campus, campus.roster("Ben," + campus.email("ben") + ",EP-101"), false);

        HeldCredential old = held(campus.email("ada"));
        assertThat(keys.identity(campus.organization().id()).did()).isNotEqualTo(before);
        assertThat(verifier.verify(credentials.document(old.id())).verdict()).isEqualTo(Verdict.VALID);
        assertThat(verifier.verify(
                                credentials.document(held(campus.email("ben")).id()))
                        .warnings())
                .isEmpty();
        assertThat(keys.organizationOf(before)).contains(campus.organization());

        issuance.revoke(
                campus.organization().id(),
                old.credentialId(),
                "A mistake",
                campus.issuer().id());
        assertThat(verifier.verify(credentials.document(old.id())).outcome("status"))
                .isEqualTo(Outcome.FAILED);
    }

    @Test
    @AbuseCase(
            value = "S4",
            defence = "of a stolen key only what the log recorded before is believed",
            in = "org.throughline.credentials.check.ProofExaminer",
            method = "isStolen",
            answer = "false")
    void believesOfAStolenKeyOnlyWhatTheLogRecordedBefore() throws Exception {
        Campus campus = colleges.open();
        var second = people.ensure("Second", campus.email("second")).id();
        colleges.issue(campus, campus.roster("Ada," + campus.email("ada") + ",EP-101"), false);
        Thread.sleep(20);
        Instant theft = Instant.now();
        Thread.sleep(20);
        colleges.issue(campus, campus.roster("Ben," + campus.email("ben") + ",EP-101"), false);
        var key = keys.of(campus.organization().id()).getFirst().id();
        var report = care.report(
                campus.organization().id(), key, theft, campus.issuer().id());
        assertThat(held(campus.email("ben")).verdict()).isEqualTo(Verdict.VALID);

        care.confirm(campus.organization().id(), report.id(), second);

        VerificationReport before =
                verifier.verify(credentials.document(held(campus.email("ada")).id()));
        VerificationReport after =
                verifier.verify(credentials.document(held(campus.email("ben")).id()));
        assertThat(before.verdict()).isEqualTo(Verdict.VALID);
        assertThat(before.warnings().toString()).contains("reported its key as stolen");
        assertThat(after.verdict()).isEqualTo(Verdict.INVALID);
        assertThat(after.check("signer").orElseThrow().message()).contains("key-compromised");
        for (int i = 0; i < 150 && held(campus.email("ben")).verdict() == Verdict.VALID; i++) {
            Thread.sleep(100);
        }
        assertThat(held(campus.email("ben")).verdict())
                .as("the record looked again")
                .isEqualTo(Verdict.INVALID);
        assertThat(held(campus.email("ada")).verdict()).isEqualTo(Verdict.VALID);
    }

    private HeldCredential held(String email) {
        return credentials.of(people.byEmail(email).orElseThrow().id()).getFirst();
    }
}
