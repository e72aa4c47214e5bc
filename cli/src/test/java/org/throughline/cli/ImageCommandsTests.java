package org.throughline.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.throughline.cli.Commands.run;
import static org.throughline.cli.Commands.sample;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.throughline.cli.Commands.Run;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The commands {@code bake}, {@code unbake} and {@code inspect}, and {@code verify} of many inputs. */
class ImageCommandsTests {

    private static final byte[] PIXEL = Base64.getDecoder()
            .decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private String at(String name) {
        return folder.resolve(name).toString();
    }

    @Test
    void bakesAndUnbakesWithoutLosingACharacter() throws IOException {
        Files.write(folder.resolve("plain.png"), PIXEL);
        Files.writeString(folder.resolve("plain.svg"), "<svg xmlns='http://www.w3.org/2000/svg'><g/></svg>");
        byte[] credential = Files.readAllBytes(Path.of(sample("valid-without-status")));

        for (String kind : List.of("png", "svg")) {
            assertThat(run("bake", sample("valid-without-status"), at("plain." + kind), "-o", at("baked." + kind))
                            .exit())
                    .isZero();
            assertThat(run("verify", "--offline", at("baked." + kind)).exit()).isZero();
            assertThat(run("unbake", at("baked." + kind), "-o", at("again.json"))
                            .exit())
                    .isZero();
            assertThat(Files.readAllBytes(folder.resolve("again.json"))).isEqualTo(credential);
            assertThat(run("unbake", at("baked." + kind)).out().strip())
                    .isEqualTo(new String(credential, StandardCharsets.UTF_8).strip());
            assertThat(run("inspect", at("baked." + kind)).out())
                    .contains("baked as Open Badges 3.0", "Riverbend Community College", "eddsa-rdfc-2022", "context");
        }
    }

    @Test
    void saysWhyItCannot() throws IOException {
        Files.write(folder.resolve("plain.png"), PIXEL);
        Files.writeString(folder.resolve("bad.png"), "PNG");

        Run none = run("unbake", at("plain.png"));
        assertThat(none.exit()).isEqualTo(1);
        assertThat(none.err()).contains("No credential is baked into");
        assertThat(run("unbake", sample("valid-badge")).exit()).isEqualTo(1);
        assertThat(run("bake", sample("valid-badge"), at("bad.png"), "-o", at("out"))
                        .exit())
                .isEqualTo(1);
        assertThat(run("bake", sample("not-json"), at("plain.png"), "-o", at("out"))
                        .exit())
                .isEqualTo(1);
        assertThat(run("bake", "no-such-file", at("plain.png"), "-o", at("out")).exit())
                .isEqualTo(64);
        assertThat(run("bake", sample("valid-badge"), at("plain.png")).exit()).isEqualTo(64);
        assertThat(run("bake", sample("valid-badge"), at("plain.png"), "-o", at("no/such/folder"))
                        .exit())
                .isEqualTo(64);
        assertThat(folder.resolve("out")).doesNotExist();
        assertThat(run("inspect", at("plain.png")).exit()).isEqualTo(1);
        assertThat(run("inspect", "no-such-file").exit()).isEqualTo(64);
        for (String command : List.of("verify", "inspect", "bake", "unbake")) {
            assertThat(run(command, "--help").exit()).isZero();
            assertThat(run(command).exit()).isEqualTo(64);
        }
    }

    @Test
    void tellsWhatAPresentationAnswersAndOpensEnvelopes() {
        assertThat(run("inspect", sample("presentation-that-answers")).out())
                .contains("challenge    7f3a-1c55")
                .contains("domain       https://employer.example");
        assertThat(run("inspect", sample("sd-jwt-shown-by-its-holder")).out())
                .contains("claim vct    https://riverbend.example/types/degree")
                .contains("key binding")
                .contains("claim nonce  7f3a-1c55");
        assertThat(run("inspect", sample("refreshed-in-an-envelope")).out())
                .contains("holds        application/vc+jwt")
                .contains("refresh      1EdTechCredentialRefresh https://riverbend.example/newest/renewed");
    }

    @Test
    void looksIntoRecordsAndTokens() throws IOException {
        assertThat(run("inspect", sample("valid-record")).out())
                .contains("ClrCredential", "  1.", "OpenBadgeCredential");
        Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
        String token =
                base64.encodeToString("{\"alg\":\"ES256\",\"kid\":\"did:x#1\"}".getBytes(StandardCharsets.UTF_8)) + "."
                        + base64.encodeToString(
                                "{\"iss\":\"did:x\",\"type\":[\"VerifiableCredential\"],\"name\":\"\\u001b[2J\"}"
                                        .getBytes(StandardCharsets.UTF_8))
                        + ".AAAA";
        Files.writeString(folder.resolve("token.jwt"), token);
        assertThat(run("inspect", at("token.jwt")).out())
                .contains("JWT, typ -, alg ES256, key did:x#1", "claim iss")
                .doesNotContain("\u001b");
        Files.writeString(
                folder.resolve("deep.json"), "{\"verifiableCredential\":".repeat(400) + "1" + "}".repeat(400));
        assertThat(run("inspect", at("deep.json")).out()).contains("not looked at");
        Files.writeString(folder.resolve("nothing"), "");
        assertThat(run("inspect", at("nothing")).exit()).isEqualTo(1);
    }

    @Test
    void answersForEveryInputInOrderAlsoWhenAFileIsMissing() {
        String[] arguments = IntStream.range(0, 63)
                .mapToObj(i -> i < 3
                        ? List.of("verify", "--json", "--offline").get(i)
                        : i % 10 == 0 ? "no-such-file-" + i : sample(i % 2 == 0 ? "valid-without-status" : "unsigned"))
                .toArray(String[]::new);

        Run run = run(arguments);

        assertThat(run.exit()).isEqualTo(64);
        assertThat(run.err()).contains("Cannot read no-such-file-10: there is no such file");
        List<JsonNode> reports = run.out()
                .lines()
                .map(line -> JsonMapper.shared().readTree(line))
                .toList();
        assertThat(reports).hasSize(60);
        for (int i = 0; i < 60; i++) {
            assertThat(reports.get(i).path("file").asString()).isEqualTo(arguments[i + 3]);
            assertThat(reports.get(i).propertyNames())
                    .containsExactly("file", "verdict", "format", "checks", "warnings", "children");
            assertThat(reports.get(i).path("checks").get(0).propertyNames())
                    .containsExactly("id", "outcome", "message", "pointer", "spec");
        }
    }

    @Test
    void keepsTheReportForPeopleWithinEightyColumns() {
        Run run = run("verify", "--offline", sample("record-with-revoked-badge"));

        assertThat(run.out()
                        .lines()
                        .filter(line -> line.contains(" ") && !line.contains("did:") && !line.contains("/")))
                .isNotEmpty()
                .allMatch(line -> line.length() <= 80);
    }

    @Test
    void refusesTheStandardInputTwice() {
        assertThat(run("verify", "-", "-").exit()).isEqualTo(64);
    }
}
