package org.throughline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.throughline.cli.Commands.Run;

/** Every sample, in one run of the command, with the map of documents that stands beside them. Here alignments are looked up as well. */
class SamplesThroughTheCommandLineTests {

    private static final Path FOLDER = Commands.samples();

    @Test
    void haveTheVerdictAndTheOutcomesThatStandBesideThem() throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                "verify",
                "--json",
                "--offline",
                "--at",
                "2026-11-23T12:00:00Z",
                "--documents",
                FOLDER.resolve("documents/map.json").toString()));
        Map<String, String> expected = new TreeMap<>();
        try (Stream<Path> files = Files.list(FOLDER)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".report.json"))
                    .sorted()
                    .toList()) {
                String sample = file.toString().replace(".report.json", ".json");
                arguments.add(sample);
                expected.put(sample, summary(json(Files.readString(file))));
            }
        }

        Run run = Commands.run(arguments.toArray(String[]::new));

        Map<String, String> found = run.out()
                .lines()
                .map(SamplesThroughTheCommandLineTests::json)
                .collect(Collectors.toMap(
                        report -> report.getString("file"),
                        SamplesThroughTheCommandLineTests::told,
                        (a, b) -> a,
                        TreeMap::new));
        assertThat(found).isEqualTo(expected);
        assertThat(run.exit()).isEqualTo(1);
    }

    private static JsonObject json(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }

    private static String summary(JsonObject expectation) {
        Map<String, String> checks = new TreeMap<>();
        expectation
                .getJsonObject("checks")
                .keySet()
                .forEach(
                        id -> checks.put(id, expectation.getJsonObject("checks").getString(id)));
        return expectation.getString("verdict") + " " + checks + " " + expectation.getJsonArray("children");
    }

    private static String told(JsonObject report) {
        Map<String, String> checks = new TreeMap<>();
        for (JsonObject check : report.getJsonArray("checks").getValuesAs(JsonObject.class)) {
            boolean concerns = !check.getString("outcome").equals("not-applicable");
            if (concerns && !check.getString("id").equals("alignment")) {
                checks.put(check.getString("id"), check.getString("outcome"));
            }
        }
        return report.getString("verdict") + " " + checks + " "
                + report.getJsonArray("children").getValuesAs(JsonObject.class).stream()
                        .map(child -> child.get("verdict"))
                        .toList()
                        .toString()
                        .replace(", ", ",");
    }
}
