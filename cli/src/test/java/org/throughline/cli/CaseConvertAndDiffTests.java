package org.throughline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CaseConvertAndDiffTests {

    private static final String SAMPLE = "../samples/frameworks/solar-field-technician.case.json";

    @Test
    void convertsThereAndBackAndFindsNoDifference(@TempDir Path folder) {
        for (String form : new String[] {"case1.1", "xlsx"}) {
            String out = folder.resolve("out-" + form).toString();

            Commands.Run converted = Commands.run("case", "convert", "--to", form, SAMPLE, "-o", out);

            assertThat(converted.exit()).as(converted.err()).isZero();
            assertThat(converted.err()).contains("nothing is lost");
            Commands.Run diff = Commands.run("case", "diff", SAMPLE, out);
            assertThat(diff.exit()).as(diff.out()).isZero();
            assertThat(diff.out()).contains("No difference");
        }
    }

    @Test
    void saysWhatTheOtherFormHasNoPlaceFor(@TempDir Path folder) {
        for (String form : new String[] {"rsd", "ctdl-asn", "csv", "case1.0"}) {
            Path out = folder.resolve("out-" + form);

            Commands.Run converted = Commands.run("case", "convert", "--to", form, SAMPLE, "-o", out.toString());

            assertThat(converted.exit()).as(converted.err()).isZero();
            assertThat(out).isNotEmptyFile();
            assertThat(Commands.run("case", "check", out.toString()).exit()).isZero();
        }
        assertThat(Commands.run("case", "convert", "--to", "rsd", SAMPLE, "-o", "-")
                        .err())
                .contains("not-in-rsd", "the tree");
    }

    @Test
    void countsAllFrameworksOfAFileAndWritesTheOneThatIsChosen(@TempDir Path folder) throws IOException {
        String pkg = "{\"CFDocument\":{\"identifier\":\"%s\",\"uri\":\"urn:d:%s\",\"creator\":\"us\",\"title\":\"%s\","
                + "\"lastChangeDateTime\":\"2026-01-01T00:00:00Z\"},\"CFItems\":[],\"CFAssociations\":[]}";
        String power = "0a000000-0000-4000-8000-00000000000a";
        String water = "0b000000-0000-4000-8000-00000000000b";
        String two = Files.writeString(
                        folder.resolve("two.json"),
                        "[" + pkg.formatted(power, power, "Power") + "," + pkg.formatted(water, water, "Water") + "]")
                .toString();
        String out = folder.resolve("out.json").toString();

        assertThat(Commands.run("case", "check", "--json", two).out()).contains("\"ok\":true", "\"documents\":2");
        Commands.Run undecided = Commands.run("case", "convert", "--to", "case1.1", two, "-o", out);
        assertThat(undecided.exit()).isEqualTo(1);
        assertThat(undecided.err()).contains("\"Power\" (" + power, "\"Water\" (" + water, "--framework");
        assertThat(Commands.run("case", "convert", "--to", "case1.1", "--framework", "Fire", two, "-o", out)
                        .err())
                .contains("no-such-framework");
        assertThat(Path.of(out)).doesNotExist();
        Commands.Run chosen = Commands.run("case", "convert", "--to", "case1.1", "--framework", water, two, "-o", out);
        assertThat(chosen.exit()).as(chosen.err()).isZero();
        assertThat(Files.readString(Path.of(out))).contains("Water").doesNotContain("Power");
    }

    @Test
    void writesATableWhereTheNameAsksForOne(@TempDir Path folder) throws IOException {
        for (String form : new String[] {"rsd", "ctdl-asn"}) {
            Path out = folder.resolve(form + ".csv");

            Commands.Run converted = Commands.run("case", "convert", "--to", form, SAMPLE, "-o", out.toString());

            assertThat(converted.exit()).as(converted.err()).isZero();
            assertThat(converted.err()).contains("written as " + form + "-csv");
            assertThat(Files.readString(out)).startsWith(form.equals("rsd") ? "Canonical URL,RSD Name," : "@id,");
            assertThat(Commands.run("case", "check", out.toString()).exit()).isZero();
        }
    }

    @Test
    void neverOverwritesWhatItReadsAndLeavesNothingHalf(@TempDir Path folder) throws IOException {
        Path own = Files.copy(Path.of(SAMPLE), folder.resolve("own.json"));
        Path bad = Files.writeString(folder.resolve("bad.json"), "{");

        Commands.Run over = Commands.run("case", "convert", "--to", "csv", own.toString(), "-o", own.toString());
        Commands.Run unreadable = Commands.run(
                "case",
                "convert",
                "--to",
                "csv",
                bad.toString(),
                "-o",
                folder.resolve("none.csv").toString());
        Commands.Run nowhere = Commands.run("case", "convert", "--to", "nothing", own.toString(), "-o", "-");

        assertThat(over.exit()).isEqualTo(1);
        assertThat(over.err()).contains("Would overwrite");
        assertThat(own).hasSameBinaryContentAs(Path.of(SAMPLE));
        assertThat(unreadable.exit()).isEqualTo(1);
        assertThat(nowhere.exit()).isEqualTo(Main.USAGE);
        try (var left = Files.list(folder)) {
            assertThat(left).containsExactlyInAnyOrder(own, bad);
        }
    }

    @Test
    void tellsADifferenceInWordsAndAsJson(@TempDir Path folder) throws IOException {
        String text = Files.readString(Path.of(SAMPLE));
        JsonNode package_ = new JsonMapper().readTree(text);
        String statement = package_.at("/CFItems/3/fullStatement").stringValue();
        Path changed = Files.writeString(
                folder.resolve("changed.json"),
                text.replace("\"fullStatement\":\"" + statement + "\"", "\"fullStatement\":\"Another\"")
                        .replace("\"fullStatement\": \"" + statement + "\"", "\"fullStatement\": \"Another\""));

        Commands.Run words = Commands.run("case", "diff", SAMPLE, changed.toString());
        Commands.Run json = Commands.run("case", "diff", "--json", SAMPLE, changed.toString());
        Commands.Run unreadable =
                Commands.run("case", "diff", SAMPLE, folder.resolve("none").toString());

        assertThat(words.exit()).isEqualTo(1);
        assertThat(words.out()).contains("Reworded (1)", "{+Another+}");
        JsonNode report = new JsonMapper().readTree(json.out());
        assertThat(report.at("/reworded/0/changes/0/after").stringValue()).isEqualTo("Another");
        assertThat(report.path("same").booleanValue()).isFalse();
        assertThat(unreadable.exit()).isEqualTo(2);
        assertThat(unreadable.err()).contains("cannot be used");
    }
}
