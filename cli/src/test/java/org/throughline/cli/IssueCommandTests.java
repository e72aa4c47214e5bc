package org.throughline.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.throughline.cli.Commands.run;
import static org.throughline.cli.Commands.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.throughline.cli.Commands.Run;
import org.throughline.credentials.key.Base58;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class IssueCommandTests {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private String at(String name) {
        return folder.resolve(name).toString();
    }

    /** A new key in a file; its issuer. */
    private String newKey(String name, String... more) throws IOException {
        String[] arguments = new String[3 + more.length];
        System.arraycopy(new String[] {"issue", "--new-key", at(name)}, 0, arguments, 0, 3);
        System.arraycopy(more, 0, arguments, 3, more.length);
        Run made = run(arguments);
        assertThat(made.exit()).isZero();
        String secret = key(name).path("d").asString("");
        assertThat(secret).isNotEmpty();
        assertThat(made.out() + made.err()).doesNotContain(secret);
        return made.out().lines().findFirst().orElseThrow().replaceFirst("issuer\\s+", "");
    }

    private JsonNode key(String name) throws IOException {
        return JsonMapper.shared().readTree(Files.readString(folder.resolve(name)));
    }

    /** The sample without its proof, in somebody else's name. */
    private String draft(String name, String issuer) throws IOException {
        ObjectNode draft = (ObjectNode) JsonMapper.shared().readTree(Files.readString(Path.of(sample(name))));
        draft.remove("proof");
        ((ObjectNode) draft.path("issuer")).put("id", issuer);
        Files.writeString(folder.resolve("draft.json"), JsonMapper.shared().writeValueAsString(draft));
        return at("draft.json");
    }

    @Test
    void signsDraftsThatThenVerify() throws IOException {
        for (String suite : List.of("eddsa-rdfc-2022", "ecdsa-rdfc-2019", "vc-jwt")) {
            String issuer = newKey(suite + ".jwk", "--suite", suite);
            Run issued = run(
                    "issue",
                    draft("valid-without-status", issuer),
                    "--key",
                    at(suite + ".jwk"),
                    "--suite",
                    suite,
                    "-o",
                    at(suite));
            assertThat(issued.err()).as(suite).isEmpty();
            assertThat(issued.exit()).as(suite).isZero();
            Run verified = run("verify", "--offline", "--json", at(suite));
            assertThat(verified.out()).as(suite).contains("\"verdict\":\"VALID\"", "open-badge-3.0");
        }
        String issuer = newKey("key");
        assertThat(run("issue", draft("valid-record", issuer), "--key", at("key"), "-o", at("record"))
                        .exit())
                .isZero();
        assertThat(run("verify", "--offline", "--json", at("record")).out())
                .contains("\"format\":\"clr-2.0\"")
                .contains("\"id\":\"signature\",\"outcome\":\"passed\"");
    }

    @Test
    void signsInPartsForTheHolderAlone() throws IOException {
        String issuer = newKey("key", "--suite", "ecdsa-sd-2023");
        Run issued = run(
                "issue",
                draft("valid-without-status", issuer),
                "--key",
                at("key"),
                "--suite",
                "ecdsa-sd-2023",
                "-o",
                at("base"));
        assertThat(issued.exit()).isZero();
        assertThat(issued.err()).contains("for the holder alone");
        assertThat(run("verify", "--offline", at("base")).exit()).isNotZero();
    }

    @Test
    void keepsSecretsToTheirOwnerAndNeverOverwritesThem() throws IOException {
        newKey("key");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("key"))))
                .isEqualTo("rw-------");
        String before = Files.readString(folder.resolve("key"));
        Run again = run("issue", "--new-key", at("key"));
        assertThat(again.exit()).isEqualTo(64);
        assertThat(again.err()).contains("never overwritten");
        assertThat(Files.readString(folder.resolve("key"))).isEqualTo(before);
    }

    @Test
    void speaksForAControllerWhoseDocumentListsTheKey() throws IOException {
        String issuer = newKey("key", "--controller", "did:web:issuer.example");
        assertThat(issuer).isEqualTo("did:web:issuer.example");
        assertThat(run("issue", draft("valid-without-status", issuer), "--key", at("key"), "-o", at("badge"))
                        .exit())
                .isZero();
        Files.writeString(
                folder.resolve("did.json"),
                "{\"@context\":[\"https://www.w3.org/ns/did/v1\"],\"id\":\"" + issuer + "\",\"assertionMethod\":["
                        + entry("key2") + "]}");
        Files.writeString(folder.resolve("map.json"), "{\"https://issuer.example/.well-known/did.json\":\"did.json\"}");
        assertThat(run("verify", "--offline", "--documents", at("map.json"), at("badge"))
                        .exit())
                .isNotZero();
    }

    private String entry(String name) {
        Run other = run("issue", "--new-key", at(name), "--controller", "did:web:issuer.example");
        return other.out().lines().skip(1).findFirst().orElseThrow().replaceFirst("public key\\s+", "");
    }

    @Test
    void readsMultikeySecrets() throws IOException {
        String issuer = newKey("key");
        byte[] seed =
                java.util.Base64.getUrlDecoder().decode(key("key").path("d").asString());
        byte[] secret = new byte[34];
        secret[0] = (byte) 0x80;
        secret[1] = 0x26;
        System.arraycopy(seed, 0, secret, 2, 32);
        Files.writeString(
                folder.resolve("multikey"),
                "{\"type\":\"Multikey\",\"secretKeyMultibase\":\"z" + Base58.encode(secret) + "\"}");
        assertThat(run("issue", draft("valid-without-status", issuer), "--key", at("multikey"), "-o", at("badge"))
                        .exit())
                .isZero();
        assertThat(run("verify", "--offline", at("badge")).exit()).isZero();
    }

    @Test
    void saysWhatIsWrongBeforeItSigns() throws IOException {
        String issuer = newKey("key");
        Run stranger =
                run("issue", draft("valid-without-status", "did:example:other"), "--key", at("key"), "-o", at("out"));
        assertThat(stranger.exit()).isEqualTo(1);
        assertThat(stranger.err()).contains("The issuer is did:example:other, but the key speaks for " + issuer);
        Run incomplete = run("issue", draft("missing-achievement", issuer), "--key", at("key"), "-o", at("out"));
        assertThat(incomplete.exit()).isEqualTo(1);
        assertThat(incomplete.err()).contains("achievement");
        assertThat(run("issue", sample("valid-badge"), "--key", at("key")).err())
                .contains("proof");
        assertThat(run("issue", sample("not-json"), "--key", at("key")).exit()).isEqualTo(1);
        assertThat(folder.resolve("out")).doesNotExist();

        assertThat(run("issue").exit()).isEqualTo(64);
        assertThat(run("issue", sample("valid-badge")).exit()).isEqualTo(64);
        assertThat(run("issue", sample("valid-badge"), "--key", "no-such-key").exit())
                .isEqualTo(64);
        assertThat(run("issue", sample("valid-badge"), "--key", sample("valid-badge"))
                        .exit())
                .isEqualTo(64);
        assertThat(run("issue", sample("valid-badge"), "--key", at("key"), "--suite", "rot13")
                        .exit())
                .isEqualTo(64);
        assertThat(run("issue", sample("valid-badge"), "--key", at("key"), "--suite", "ecdsa-sd-2023")
                        .exit())
                .isEqualTo(64);
        assertThat(run("issue", "--new-key", at("a"), "--key", at("key")).exit())
                .isEqualTo(64);
        assertThat(run("issue", "--help").exit()).isZero();
    }
}
