package org.throughline.benchmarks;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.throughline.credentials.CredentialIssuer;
import org.throughline.credentials.CredentialVerifier;
import org.throughline.credentials.check.Verdict;
import org.throughline.credentials.check.VerificationReport;
import org.throughline.credentials.status.StatusListsInMemory;

/** The operations that people wait for, each on one thread, with all checks. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 8, time = 2) // until the compiler has done its work: what is measured is a service that runs
@Measurement(iterations = 5, time = 1)
@Fork(1)
@SuppressWarnings("NullAway.Init") // set before anything is measured
public class CredentialBenchmarks {

    /** The folder of the peer's documents; empty for our own. */
    @Param("")
    public String data;

    private Papers papers;
    private CredentialVerifier verifier;
    private CredentialIssuer issuer;
    private Ed25519PublicKeyParameters key;
    private byte[] message;
    private byte[] signature;
    private int number;

    @Setup
    public void prepare() {
        @Nullable Path folder = data.isEmpty() ? null : Path.of(data);
        papers = Papers.read(folder);
        verifier = CredentialVerifier.builder()
                .clock(Papers.CLOCK)
                .documents(papers.web())
                .statusLists(new StatusListsInMemory())
                .deadline(Duration.ofMinutes(1))
                .build();
        issuer = new CredentialIssuer(Papers.CLOCK);
        Ed25519PrivateKeyParameters secret = new Ed25519PrivateKeyParameters(new SecureRandom());
        key = secret.generatePublicKey();
        message = new byte[64]; // two hashes, as of a proof
        new SecureRandom().nextBytes(message);
        Ed25519Signer signer = new Ed25519Signer();
        signer.init(true, secret);
        signer.update(message, 0, message.length);
        signature = signer.generateSignature();
        demandValid(verifier.verify(papers.badge()));
        demandValid(verifier.verify(papers.token()));
        demandValid(verifier.verify(papers.record()));
    }

    private static void demandValid(VerificationReport report) {
        if (report.verdict() != Verdict.VALID) {
            throw new IllegalStateException("What is measured must be valid, but: " + report.checks());
        }
    }

    /** What nobody can go below: the bare signature of a proof, by BouncyCastle. */
    @Benchmark
    public boolean bareEd25519() {
        Ed25519Signer bare = new Ed25519Signer();
        bare.init(false, key);
        bare.update(message, 0, message.length);
        return bare.verifySignature(signature);
    }

    /** One Open Badge, from its bytes to its report. */
    @Benchmark
    public VerificationReport verifyBadge() {
        return verifier.verify(papers.badge());
    }

    /** The same badge as a token that was signed with EdDSA, from its bytes to its report. */
    @Benchmark
    public VerificationReport verifyToken() {
        return verifier.verify(papers.token());
    }

    /** A record of twenty signed badges, each with its own report. */
    @Benchmark
    public VerificationReport verifyRecord() {
        return verifier.verify(papers.record());
    }

    /** One Open Badge, checked and signed. */
    @Benchmark
    public byte[] issueBadge() {
        return issuer.issue(Papers.badge(number++ % 1000, papers.signer()), papers.signer());
    }
}
