package org.throughline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AlignCommandTests {
    private static final String REQUIREMENTS = """
            id\ttext\tparent id\tgroup
            work\tMaintain substations\t\tenergy
            r1\tCalibrate the relays of a substation\twork\tenergy
            r2\tWrite inspection reports\twork\tenergy
            """;
    private static final String OUTCOMES = """
            id\ttext
            o1\tExplain why and how a relay is calibrated
            o2\tReport in writing what an inspection found
            o3\tCalculate the voltage of a circuit
            """;
    private static final String PACKAGE = """
            {"CFDocument": {"identifier": "11111111-1111-4111-8111-111111111111",
               "uri": "https://example.org/uri/11111111-1111-4111-8111-111111111111",
               "creator": "Example College", "title": "Power", "lastChangeDateTime": "2026-01-05T09:00:00Z"},
             "CFItems": [{"identifier": "22222222-2222-4222-8222-222222222222",
               "uri": "https://example.org/uri/22222222-2222-4222-8222-222222222222",
               "fullStatement": "Calibrates relays", "humanCodingScheme": "P.1", "lastChangeDateTime": "2026-01-05T09:00:00Z"}],
             "CFAssociations": []}
            """;

    @TempDir
    private Path folder = Path.of("");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private Path file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    private int align(Object... arguments) {
        String[] words = Arrays.stream(arguments).map(Object::toString).toArray(String[]::new);
        return new CommandLine(new AlignCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(words);
    }

    @Test
    void printsOneJsonLinePerStatementBestCandidateFirst() throws IOException {
        assertThat(align(file("from.tsv", REQUIREMENTS), file("to.tsv", OUTCOMES), "--top", 2, "--json"))
                .isZero();
        assertThat(out.toString().lines()).hasSize(3);
        JsonNode line =
                new JsonMapper().readTree(out.toString().lines().toList().get(1));
        assertThat(line.get("from").asString()).isEqualTo("r1");
        JsonNode best = line.get("suggestions").get(0);
        assertThat(best.get("to").asString()).isEqualTo("o1");
        assertThat(best.get("probability").asDouble()).isBetween(0.0, 1.0);
        assertThat(best.get("type").asString()).startsWith("is");
        assertThat(best.get("reasons").get(0).asString()).startsWith("shares: ");
        assertThat(line.get("suggestions").size()).isLessThanOrEqualTo(2);
    }

    @Test
    void printsTheSameForPeople() throws IOException {
        assertThat(align(file("from.tsv", REQUIREMENTS), file("to.tsv", OUTCOMES), "--top", 1))
                .isZero();
        assertThat(out.toString())
                .contains("Write inspection reports", "Report in writing what an inspection found", "shares: ");
    }

    @Test
    void readsCasePackages() throws IOException {
        assertThat(align(file("from.tsv", REQUIREMENTS), file("to.json", PACKAGE), "--json"))
                .as(err.toString())
                .isZero();
        assertThat(out.toString()).contains("\"to\":\"22222222-2222-4222-8222-222222222222\"");
    }

    @Test
    void saysWhatIsWrongWithAFile() throws IOException {
        Path good = file("to.tsv", OUTCOMES);
        assertThat(align(file("from.tsv", "id\ttext\na\tone\na\ttwo\n"), good)).isEqualTo(64);
        assertThat(align(folder.resolve("none.tsv"), good)).isEqualTo(64);
        assertThat(align(file("broken.json", "{\"CFDocument\": 1}"), good)).isEqualTo(64);
        assertThat(err.toString())
                .contains("line 3: the id a stands twice", "none.tsv cannot be read", "is no CASE package");
    }

    @Test
    void doesNotSuggestWhatWasRejectedAndReadsDecidedStatementsFromAThirdFile() throws IOException {
        Path from = file("from.tsv", REQUIREMENTS);
        Path to = file("to.tsv", OUTCOMES);
        Path decided = file("decided.tsv", "id\ttext\told\told\nq1\tTest a relay\t\tgas\n");
        Path decisions = file(
                "decisions.tsv",
                "from id\tto id\tdecision\tgroup\nr1\to1\trejected\tenergy\nq1\to1\tisPartOf\tgas\nq1\to9\taccepted\tgas\n");
        assertThat(align(from, to, "--decisions", decisions, "--decided", decided, "--json"))
                .as(err.toString())
                .isZero();
        assertThat(out.toString().lines().toList().get(1)).contains("\"r1\"").doesNotContain("\"o1\"");
        assertThat(out.toString().lines().toList().get(0)).contains("\"work\"");
    }

    @Test
    void proposesTheTypeThatPeopleSettledOnForPairsLikeThis() throws IOException {
        StringBuilder asked = new StringBuilder("id\ttext\n");
        StringBuilder candidates = new StringBuilder("id\ttext\n");
        StringBuilder decided = new StringBuilder("from id\tto id\tdecision\n");
        for (String thing : List.of("relays", "pumps", "valves", "boilers", "meters", "cables", "ladders", "gauges")) {
            asked.append("a %1$s\tTest %1$s\n".formatted(thing));
            candidates.append("b %1$s\tTest %1$s\n".formatted(thing));
            decided.append("a %1$s\tb %1$s\tisChildOf\n".formatted(thing));
        }
        Path to = file("to.tsv", candidates + "b panels\tTest panels\n");
        Path from = file("from.tsv", asked + "a panels\tTest panels\n");
        Path decisions = file("decisions.tsv", decided.toString());

        assertThat(align(from, to, "--json")).isZero();
        assertThat(out.toString().lines().toList().getLast()).contains("\"type\":\"exactMatchOf\"");
        out.getBuffer().setLength(0);
        assertThat(align(from, to, "--decisions", decisions, "--json")).isZero();
        assertThat(out.toString().lines().toList().getLast())
                .contains("\"to\":\"b panels\"", "\"type\":\"isChildOf\"", "“isChildOf” in 8 of 8 cases");
    }

    @Test
    void saysWhatIsWrongWithDecisions() throws IOException {
        Path from = file("from.tsv", REQUIREMENTS);
        Path to = file("to.tsv", OUTCOMES);
        String header = "from id\tto id\tdecision\n";
        assertThat(align(from, to, "--decisions", file("a.tsv", header + "r1\to1\tperhaps\n")))
                .isEqualTo(64);
        assertThat(align(from, to, "--decisions", file("b.tsv", header + "r7\to1\taccepted\n")))
                .isEqualTo(64);
        assertThat(align(from, to, "--decisions", file("c.tsv", header + "r1\n")))
                .isEqualTo(64);
        assertThat(align(from, to, "--decisions", file("d.tsv", header + "r1\to1\taccepted\nr1\to1\trejected\n")))
                .isEqualTo(64);
        assertThat(align(from, to, "--decided", to)).isEqualTo(64);
        assertThat(err.toString())
                .contains(
                        "a.tsv line 2: expected accepted, rejected or a CASE association type",
                        "b.tsv line 2: there is no statement r7",
                        "c.tsv line 2: expected from id",
                        "d.tsv line 3: the pair r1, o1 is decided twice",
                        "--decided goes with --decisions");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void refusesAnEncoderThatIsNone() throws IOException {
        assertThat(align(file("from.tsv", REQUIREMENTS), file("to.tsv", OUTCOMES), "--encoder", folder))
                .isEqualTo(64);
        assertThat(err.toString()).contains("holds no model.onnx");
    }
}
