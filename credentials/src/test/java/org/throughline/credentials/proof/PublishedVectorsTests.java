package org.throughline.credentials.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.throughline.credentials.CredentialVerifier;
import org.throughline.credentials.check.Outcome;
import org.throughline.credentials.check.VerificationReport;
import org.throughline.credentials.context.ApprovedContexts;
import org.throughline.credentials.key.Base58;
import org.throughline.credentials.key.NistCurve;
import org.throughline.credentials.key.NistKeyPair;

/**
 * The published vectors, read from the folder that the system property {@code throughline.vectors} names; skipped without it. Below it
 * stand the repositories {@code cyberphone+json-canonicalization}, {@code w3c+vc-di-eddsa} and {@code w3c+vc-di-ecdsa}.
 */
class PublishedVectorsTests {

    private static Path folder(String repository) {
        String root = System.getProperty("throughline.vectors", "");
        assumeTrue(!root.isEmpty(), "skipped: no folder of published vectors (throughline.vectors)");
        Path folder = Path.of(root).resolve(repository);
        assumeTrue(Files.isDirectory(folder), "skipped: " + folder + " is not there");
        return folder;
    }

    @Test
    void jsonInCanonicalFormIsWhatTheAuthorsOfTheStandardPublish() throws IOException {
        Path data = folder("cyberphone+json-canonicalization").resolve("testdata");
        List<String> names;
        try (Stream<Path> files = Files.list(data.resolve("input"))) {
            names = files.map(f -> f.getFileName().toString()).sorted().toList();
        }
        for (String name : names) {
            assertThat(JsonCanonicalization.of(read(data.resolve("input").resolve(name))))
                    .as(name)
                    .isEqualTo(Files.readString(data.resolve("output").resolve(name))
                            .stripTrailing());
        }
        assertThat(names).hasSizeGreaterThanOrEqualTo(6);
    }

    /** The first 100,000 lines of the authors' 100 million numbers, which their generator makes, have the published hash. */
    @Test
    void numbersAreTheOnesWhoseHashIsPublished() throws IOException, NoSuchAlgorithmException {
        Path data = folder("cyberphone+json-canonicalization").resolve("testdata");
        String generator = Files.readString(data.resolve("numgen.go"));
        Matcher literal = Pattern.compile("0x([0-9a-f]{16})\\b")
                .matcher(generator.substring(generator.indexOf("static :="), generator.indexOf("var state")));
        List<Long> numbers = new ArrayList<>();
        while (literal.find()) {
            numbers.add(Long.parseUnsignedLong(literal.group(1), 16));
        }
        for (int i = 0; i < 2_000; i++) {
            numbers.add(0x0010000000000000L + i);
        }
        byte[] block = new byte[32];
        while (numbers.size() < 100_000) {
            block = MessageDigest.getInstance("SHA-256").digest(block);
            ByteBuffer words = ByteBuffer.wrap(block).order(ByteOrder.LITTLE_ENDIAN);
            while (words.hasRemaining()) {
                long bits = words.getLong();
                double number = Double.longBitsToDouble(bits);
                if (number != 0 && Double.isFinite(number)) {
                    numbers.add(bits);
                }
            }
        }
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        for (long bits : numbers.subList(0, 100_000)) {
            String line =
                    Long.toHexString(bits) + "," + JsonCanonicalization.number(Double.longBitsToDouble(bits)) + "\n";
            digest.update(line.getBytes(StandardCharsets.UTF_8));
        }
        assertThat(Files.readString(data.resolve("README.md")))
                .contains(HexFormat.of().formatHex(digest.digest()) + " | 100000 ");
    }

    /** Every signed document of the W3C's suites: 7 of EdDSA (with sets and chains of proofs), 6 of ECDSA, 2 that are shown in part. */
    @Test
    void proofsOfTheStandardsHold() throws IOException {
        List<Path> documents = new ArrayList<>();
        for (String repository : List.of("w3c+vc-di-eddsa", "w3c+vc-di-ecdsa")) {
            try (Stream<Path> files = Files.walk(folder(repository).resolve("TestVectors"))) {
                files.filter(file ->
                                file.getFileName().toString().matches("signed.*\\.json|derivedRevealDocument\\.json"))
                        .sorted()
                        .forEach(documents::add);
            }
        }
        CredentialVerifier verifier = CredentialVerifier.builder().build();
        for (Path document : documents) {
            VerificationReport report = verifier.verify(Files.readAllBytes(document));
            assertThat(report.outcome("signature"))
                    .as(document.getFileName() + ": " + report.checks())
                    .isEqualTo(Outcome.PASSED);
            assertThat(report.warnings()).as(document.toString()).noneMatch(w -> w.contains("was not checked"));
        }
        assertThat(documents).hasSizeGreaterThanOrEqualTo(16);
        System.out.println("published proofs that hold: " + documents.size());
    }

    @Test
    void whatIsShownInPartIsMadeAsTheStandardMakesIt() throws IOException {
        Path vectors = folder("w3c+vc-di-ecdsa").resolve("TestVectors");
        JsonObject keys = object(vectors.resolve("ecdsa-sd-2023/SDKeyMaterial.json"));
        byte[] hmacKey = HexFormat.of().parseHex(keys.getString("hmacKeyString").toLowerCase(Locale.ROOT));
        NistKeyPair once = pair(keys.getJsonObject("proofKeyPair"));
        NistKeyPair issuer = pair(keys.getJsonObject("baseKeyPair"));
        for (String[] names : new String[][] {{"prc", "prCred"}, {"employ", "employ"}}) {
            Path folder = vectors.resolve("ecdsa-sd-2023").resolve(names[0]);
            JsonObject base = object(folder.resolve("addSignedSDBase.json"));
            JsonObject proof = base.getJsonObject("proof");
            EcdsaSd2023 suite = new EcdsaSd2023(texts(vectors.resolve(names[1] + "Mandatory.json")));

            JsonObject made = suite.sign(
                    UnsecuredDocument.of(base, ApprovedContexts.standard()),
                    Json.createObjectBuilder(proof).remove("proofValue").build(),
                    issuer.signer(),
                    hmacKey,
                    once);
            JsonObject shown = EcdsaSd2023.derive(
                    base, ApprovedContexts.standard(), texts(vectors.resolve(names[1] + "Selective.json")));

            assertThat(made).as(names[0]).isEqualTo(proof);
            assertThat(shown).as(names[0]).isEqualTo(object(folder.resolve("derivedRevealDocument.json")));
        }
    }

    private static NistKeyPair pair(JsonObject keys) {
        byte[] secret =
                Base58.decode(keys.getString("secretKeyMultibase").substring(1)).orElseThrow();
        return NistKeyPair.fromSecret(NistCurve.P256, Arrays.copyOfRange(secret, 2, secret.length));
    }

    private static List<String> texts(Path file) throws IOException {
        return read(file).asJsonArray().getValuesAs(JsonString::getString);
    }

    private static JsonObject object(Path file) throws IOException {
        return read(file).asJsonObject();
    }

    private static JsonValue read(Path file) throws IOException {
        try (Reader reader = Files.newBufferedReader(file);
                JsonReader json = Json.createReader(reader)) {
            return json.readValue();
        }
    }
}
