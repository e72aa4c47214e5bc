package org.throughline.server.supply;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Nobody left a key or a token in what we publish. */
class SecretsTests {
    private static final long LARGEST = 2_000_000;
    private static final List<String> PLACES = List.of(
            "safe-fetch", "case-format", "matching", "credentials", "cli", "server", "samples", "docs", "build");

    /** What services and programs call their secrets; a key of a signer is looked for in every form that the house itself writes. */
    private static final List<Pattern> SECRETS = List.of(
            Pattern.compile("-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----\\s+[A-Za-z0-9+/=\\s]{40}"),
            Pattern.compile("\"d\"\\s*:\\s*\"[A-Za-z0-9_-]{40,}\""),
            Pattern.compile("\\bz(?:3u2|rut)[1-9A-HJ-NP-Za-km-z]{40,}"), // multikey: a secret key of Ed25519
            Pattern.compile("\\bAKIA[0-9A-Z]{16}\\b"),
            Pattern.compile("\\bgh[pousr]_[A-Za-z0-9]{36}\\b"),
            Pattern.compile("\\bxox[baprs]-[0-9A-Za-z-]{20,}"),
            Pattern.compile("\\bsk_live_[0-9A-Za-z]{20,}"));

    @Test
    void noFileOfTheProjectHoldsAKeyOrAToken() throws IOException {
        List<String> found = new ArrayList<>();
        for (String place : PLACES) {
            try (Stream<Path> files = Files.walk(Path.of("..", place))) {
                for (Path file : files.filter(SecretsTests::isOurs).toList()) {
                    String text = Files.readString(file, StandardCharsets.ISO_8859_1);
                    SECRETS.stream()
                            .filter(secret -> secret.matcher(text).find())
                            .forEach(secret -> found.add(file + " matches " + secret));
                }
            }
        }
        assertThat(found).isEmpty();
    }

    @Test
    void noticesOneThatWasLeft() {
        String left = "key: -----BEGIN " + "PRIVATE KEY-----\n" + "MC4CAQAwBQYDK2VwBCIEIA".repeat(3);
        assertThat(SECRETS).anyMatch(secret -> secret.matcher(left).find());
        String jwk = "{\"kty\":\"OKP\", \"d\" : \"" + "nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A".repeat(1) + "\"}";
        assertThat(SECRETS).anyMatch(secret -> secret.matcher(jwk).find());
    }

    private static boolean isOurs(Path file) {
        boolean built = Stream.of("target", "node_modules")
                .anyMatch(folder -> file.toString().contains("/" + folder + "/"));
        return Files.isRegularFile(file) && !built && file.toFile().length() < LARGEST;
    }
}
