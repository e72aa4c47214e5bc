package org.throughline.credentials.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.throughline.credentials.CredentialVerifier;
import org.throughline.credentials.Shared;
import org.throughline.credentials.check.CheckResult;
import org.throughline.credentials.check.Outcome;
import org.throughline.credentials.check.VerificationReport;
import org.throughline.credentials.load.DocumentLoader;
import org.throughline.credentials.load.DocumentsInMemory;
import org.throughline.credentials.load.Loaded;
import org.throughline.credentials.tree.JsonText;

/** Walks {@code samples/credentials}: each document has beside it what we expect of it. */
class SamplesTests {

    private static final Path FOLDER = Shared.project().resolve("samples/credentials");

    private static DocumentLoader web() {
        DocumentsInMemory documents = new DocumentsInMemory();
        Samples.documents()
                .forEach((url, text) -> documents.with(url, text.getBytes(StandardCharsets.UTF_8), "application/json"));
        return (uri, kind) -> uri.toString().equals(OpenBadges2.GONE)
                ? new Loaded.Unavailable(Loaded.Unavailable.GONE, "answered that it is gone")
                : documents.load(uri, kind);
    }

    static Stream<String> names() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".report.json"))
                    .map(name -> name.substring(0, name.length() - ".report.json".length()))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void hasTheVerdictAndTheOutcomesThatStandBesideIt(String name) throws IOException {
        CredentialVerifier verifier = CredentialVerifier.builder()
                .clock(Riverbend.CLOCK)
                .documents(web())
                .contexts(ContextSamples.approved())
                .build();

        VerificationReport report = verifier.verify(Files.readAllBytes(FOLDER.resolve(name + ".json")));

        Map<String, Outcome> outcomes = new LinkedHashMap<>();
        for (CheckResult check : report.checks()) {
            outcomes.put(check.id(), check.outcome());
        }
        Sample found = new Sample(
                name,
                "",
                "",
                report.verdict(),
                outcomes,
                report.children().stream().map(VerificationReport::verdict).toList(),
                report.warnings().size());
        assertThat(withoutAbout(found.expectation()))
                .as(() -> name + ": " + report.checks() + report.warnings())
                .isEqualTo(withoutAbout(Files.readString(FOLDER.resolve(name + ".report.json"))));
    }

    private static String withoutAbout(String expectation) {
        return expectation.replaceFirst("\"about\": \"(\\\\.|[^\"\\\\])*\",", "");
    }

    @Test
    void areTheOnesThatTheGeneratorMakes() throws IOException {
        Map<String, String> made = made();
        Map<String, String> kept = new TreeMap<>();
        try (Stream<Path> files = Files.walk(FOLDER)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                kept.put(FOLDER.relativize(file).toString(), Files.readString(file));
            }
        }
        assertThat(kept).isEqualTo(made);
    }

    private static Map<String, String> made() {
        Map<String, String> files = new TreeMap<>();
        List<Sample> samples = Samples.all();
        for (Sample sample : samples) {
            files.put(sample.name() + ".json", sample.document());
            files.put(sample.name() + ".report.json", sample.expectation());
        }
        assertThat(files).hasSize(samples.size() * 2);
        StringBuilder map = new StringBuilder("{");
        int number = 0;
        for (Map.Entry<String, String> document : Samples.documents().entrySet()) {
            String file = document.getKey()
                            .replaceFirst("https?://", "")
                            .replaceAll("[^A-Za-z0-9.]+", "-")
                            .replaceFirst("\\.json$", "")
                    + ".json";
            files.put("documents/" + file, document.getValue());
            map.append(number++ == 0 ? "\n  " : ",\n  ");
            JsonText.quote(document.getKey(), map);
            map.append(": ");
            JsonText.quote(file, map);
        }
        map.append(",\n  ");
        JsonText.quote(OpenBadges2.GONE, map);
        files.put("documents/map.json", map.append(": {\"status\": 410}\n}\n").toString());
        return files;
    }

    /** Writes the samples anew: {@code SamplesTests.main}, after thinking about every expectation that changes. */
    public static void main(String[] arguments) throws IOException {
        for (Map.Entry<String, String> file : made().entrySet()) {
            Path path = FOLDER.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
    }
}
