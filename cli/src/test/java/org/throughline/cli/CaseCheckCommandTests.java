package org.throughline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CaseCheckCommandTests {

    private final StringWriter printed = new StringWriter();

    @Test
    void printsOneLineOfJsonPerFileAndEndsWithOneWhereAFileCannotBeUsed(@TempDir Path folder) throws IOException {
        Path good = Files.writeString(folder.resolve("good.json"), """
                {"CFDocument": {"identifier": "11111111-1111-4111-8111-111111111111", "uri": "urn:d", "creator": "us",
                  "title": "Good", "lastChangeDateTime": "2026-01-01T00:00:00Z", "colour": "red"}}
                """);
        Path bad = Files.writeString(folder.resolve("bad.json"), "{\"CFDocument\": ");

        int exit = run(
                "check",
                "--json",
                good.toString(),
                bad.toString(),
                folder.resolve("none.json").toString());

        String[] lines = printed.toString().split("\\R");
        JsonNode first = new JsonMapper().readTree(lines[0]);
        assertThat(exit).isEqualTo(1);
        assertThat(lines).hasSize(3);
        assertThat(first.propertyNames())
                .containsExactlyInAnyOrder("file", "ok", "findings", "documents", "items", "associations");
        assertThat(first.get("ok").booleanValue()).isTrue();
        assertThat(first.get("documents").intValue()).isEqualTo(1);
        assertThat(first.at("/findings/0/severity").stringValue()).isEqualTo("repair");
        assertThat(first.at("/findings/0/pointer").stringValue()).isEqualTo("/CFDocument/colour");
        assertThat(new JsonMapper().readTree(lines[1]).at("/findings/0/code").stringValue())
                .isEqualTo("unreadable-json");
        assertThat(new JsonMapper().readTree(lines[2]).at("/findings/0/code").stringValue())
                .isEqualTo("unreadable-file");
    }

    @Test
    void endsWithZeroForOurSamplesAndSaysSoInWords() {
        Path sample = Path.of("../samples/frameworks/solar-field-technician.case.json");

        assertThat(run("check", sample.toString())).isZero();
        assertThat(printed.toString()).contains("29 items, 29 associations, nothing to mend");
    }

    private int run(String... arguments) {
        return new CommandLine(new CaseCommand())
                .setOut(new PrintWriter(printed))
                .execute(arguments);
    }
}
