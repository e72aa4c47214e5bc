package org.throughline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.throughline.credentials.CredentialIssuer;
import org.throughline.credentials.key.Ed25519KeyPair;
import org.throughline.credentials.model.Achievement;
import org.throughline.credentials.model.AchievementCredential;
import org.throughline.credentials.model.AchievementSubject;
import org.throughline.credentials.model.BitstringStatusListEntry;
import org.throughline.credentials.model.Criteria;
import org.throughline.credentials.model.Profile;
import org.throughline.credentials.model.StatusListCredential;
import org.throughline.credentials.status.StatusList;
import picocli.CommandLine;

class VerifyCommandTests {

    private static final Path SAMPLES = samples();

    private static Path samples() {
        Path at = Path.of(System.getProperty("user.dir"));
        while (!Files.exists(at.resolve("samples/credentials"))) {
            at = Objects.requireNonNull(at.getParent(), "not inside the project");
        }
        return at.resolve("samples/credentials");
    }

    private record Run(int exit, String out, String err) {

        /** Without the breaks of lines. */
        String words() {
            return out.replaceAll("\\s+", " ");
        }
    }

    private static Run run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine command = Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        int exit = command.execute(arguments);
        return new Run(exit, out.toString(), err.toString());
    }

    private static String sample(String name) {
        return SAMPLES.resolve(name + ".json").toString();
    }

    @Test
    void saysTheVerdictFirstAndInWords() {
        Run run = run("verify", "--offline", sample("valid-without-status"));

        assertThat(run.exit()).isZero();
        assertThat(run.words()).contains("valid-without-status.json: VALID. The issuer signed");
        assertThat(run.out()).contains("✓ signature").contains("says Riverbend Community College");
    }

    @Test
    void tellsAPersonThatRevocationCouldNotBeChecked() {
        Run run = run("verify", "--offline", sample("valid-badge"));

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.words())
                .contains("UNDETERMINED. Nothing speaks against it")
                .contains("✓ signature")
                .contains("✓ signer")
                .contains("? status")
                .contains("Could not check whether it was revoked");
    }

    @Test
    void tellsOfEveryEndorsementWhetherItHolds() {
        String map = SAMPLES.resolve("documents/map.json").toString();
        Run run = run(
                "verify",
                "--offline",
                "--at",
                "2026-11-23T12:00:00Z",
                "--documents",
                map,
                sample("endorsement-token-tampered"));

        assertThat(run.exit()).isZero();
        assertThat(run.words())
                .contains("? endorsements Of 3 endorsements 2 hold")
                .contains("Endorsement 1. VALID")
                .contains("Endorsement 2. INVALID")
                .contains("Endorsement 3. VALID");
    }

    @Test
    void letsTheWorstVerdictDecideTheExitCode() {
        assertThat(run("verify", "--offline", sample("valid-without-status"), sample("unsigned"))
                        .exit())
                .isEqualTo(2);
        assertThat(run("verify", "--offline", sample("unsigned"), sample("tampered-achievement"))
                        .exit())
                .isEqualTo(1);
        assertThat(run("verify").exit()).isEqualTo(64);
        assertThat(run("verify", "--unknown").exit()).isEqualTo(64);
        assertThat(run("verify", "no-such-file.json").exit()).isEqualTo(64);
    }

    @Test
    void comparesAPresentationWithWhatWasAsked() {
        String shown = sample("sd-jwt-shown-by-its-holder");

        assertThat(run("verify", "--offline", "--challenge", "7f3a-1c55", "--domain", "https://employer.example", shown)
                        .exit())
                .isZero();
        Run replayed = run("verify", "--offline", "--challenge", "another", shown);
        assertThat(replayed.exit()).isEqualTo(1);
        assertThat(replayed.words()).contains("✗ presentation").contains("answers another challenge");
        assertThat(run("verify", "--offline", "--domain", "https://mallory.example", shown)
                        .exit())
                .isEqualTo(1);
        assertThat(run("verify", "--offline", shown).words()).contains("no challenge was given");
        assertThat(run("verify", "--challenge", " ", shown).exit()).isEqualTo(64);
    }

    @Test
    void printsOneJsonReportForEachFile() {
        Run run = run("verify", "--json", "--offline", sample("valid-without-status"), sample("not-json"));

        assertThat(run.out().lines()).hasSize(2).allMatch(l -> l.startsWith("{\"file\":\"") && l.endsWith("}"));
        assertThat(run.out()).contains("\"verdict\":\"VALID\"").contains("\"verdict\":\"INVALID\"");
    }

    @Test
    void readsTheStandardInput() throws IOException {
        InputStream before = System.in;
        try {
            System.setIn(new ByteArrayInputStream(Files.readAllBytes(SAMPLES.resolve("valid-without-status.json"))));
            assertThat(run("verify", "--offline", "-").exit()).isZero();
        } finally {
            System.setIn(before);
        }
    }

    @Test
    void showsNoControlCharactersOfStrangers(@TempDir Path folder) throws IOException {
        String badge = Files.readString(SAMPLES.resolve("valid-without-status.json"));
        Path file = folder.resolve("badge.json");
        Files.writeString(file, badge.replaceFirst("\"name\":\"", "\"name\":\"\\\\u001b[2J\\\\u202e"));

        assertThat(run("verify", "--offline", file.toString()).out())
                .doesNotContain("\u001b")
                .doesNotContain("\u202e");
    }

    @Test
    void followsABadgeOfThisMachineThroughItsLifeWhenItIsAllowedTo(@TempDir Path folder) throws IOException {
        Ed25519KeyPair key = Ed25519KeyPair.fromSeed(new byte[32]);
        CredentialIssuer issuer = new CredentialIssuer(Clock.systemUTC());
        AtomicReference<StatusList> list = new AtomicReference<>(StatusList.empty(StatusList.MINIMUM_SIZE));
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/status/1";
        Instant from = Instant.parse("2026-01-01T00:00:00Z");
        server.createContext("/status/1", exchange -> {
            byte[] body = issuer.issue(
                    new StatusListCredential(url, key.didKey(), from, null, "revocation", list.get()), key.signer());
            exchange.getResponseHeaders().add("Content-Type", "application/vc");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        try {
            Path file = folder.resolve("badge.json");
            Files.write(file, issuer.issue(badge(key, url, from), key.signer()));

            Run refused = run("verify", file.toString());
            assertThat(refused.exit()).isEqualTo(2);
            assertThat(refused.words()).contains("--allow-local");

            assertThat(run("verify", "--allow-local", file.toString()).exit()).isZero();

            list.set(list.get().with(5, true));
            Run revoked = run("verify", "--allow-local", file.toString());
            assertThat(revoked.exit()).isEqualTo(1);
            assertThat(revoked.words()).contains("The issuer has revoked it");
        } finally {
            server.stop(0);
        }
        Run stopped =
                run("verify", "--allow-local", folder.resolve("badge.json").toString());
        assertThat(stopped.exit()).isEqualTo(2);
        assertThat(stopped.words()).contains("did not answer");
    }

    private static AchievementCredential badge(Ed25519KeyPair key, String list, Instant from) {
        return new AchievementCredential(
                "urn:uuid:0b5a4c1e-0000-4000-8000-000000000099",
                "Local badge",
                null,
                new Profile(key.didKey(), "Here", null),
                from,
                null,
                new AchievementSubject(
                        "did:example:mara",
                        List.of(),
                        new Achievement("urn:uuid:1", "A", "B", new Criteria(null, "C"), null, null, List.of())),
                List.of(new BitstringStatusListEntry(list + "#5", "revocation", 5, list)));
    }
}
