package org.throughline.caseformat.exchange;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.throughline.caseformat.Finding;

/** What a file is, is told by its bytes: in whatever width of characters, and with whatever stands before or around the framework. */
class FilesAsTheyComeTests {

    private static final String PACKAGE = """
            {"CFDocument": {"identifier": "c6496676-d7cb-11e8-824f-0242ac160002", "uri": "https://case.example/d",
             "creator": "Example", "title": "معايير", "lastChangeDateTime": "2024-05-01T10:11:12Z"},
             "CFItems": [], "CFAssociations": []}""";

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32", "UTF-32LE", "UTF-32BE"})
    void readsCaseInEveryWidthOfCharacters(String charset) {
        FrameworkOutcome outcome = read(PACKAGE.getBytes(Charset.forName(charset)));

        assertThat(((FrameworkOutcome.Read) outcome).pkg().document().title()).isEqualTo("معايير");
        assertThat(outcome.findings()).extracting(Finding::code).containsExactly("text-encoding");
    }

    @ParameterizedTest
    @ValueSource(strings = {"// exported today\n", "callback(", ")]}',\n"})
    void saysOfCaseWithSomethingBeforeItWhereItIsNoJson(String before) {
        FrameworkOutcome outcome = read((before + PACKAGE).getBytes(UTF_8));

        assertThat(outcome.findings()).extracting(Finding::code).containsExactly("unreadable-json");
        assertThat(outcome.findings().getFirst().message()).contains("line 1, column ");
    }

    @Test
    void saysThatAPackedFileIsPacked() {
        FrameworkOutcome outcome = read(new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0});

        assertThat(outcome.findings()).extracting(Finding::code).containsExactly("not-case");
        assertThat(outcome.findings().getFirst().message()).contains("gzip");
    }

    @Test
    void takesATableWhoseFirstHeadingBeginsLikeAZip() {
        FrameworkOutcome outcome = read("PK,fullStatement\n1,Names the parts\n".getBytes(UTF_8));

        assertThat(outcome).isInstanceOf(FrameworkOutcome.Read.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '!',
            value = {
                "{\"CFDocument\": ~ it ends in the middle (line 1, column ",
                "{\"CFDocument\": {\"title\": \"x ~ it ends in the middle (line 1, column ",
                "{\"CFDocument\": {},} ~ found } where a name in double quotes is missing (line 1, column ",
                "{'CFDocument': {}} ~ found ' where a name in double quotes is missing (line 1, column ",
                "{\"CFItems\": [1,]} ~ found ] where a value is missing (line 1, column ",
                "{\"CFItems\": [1 2]} ~ found 2 where a comma is missing (line 1, column ",
                "{\"CFItems\": [1}} ~ found } where ] is missing (line 1, column ",
                "{\"CFItems\" []} ~ found [ where a colon is missing (line 1, column ",
                "{\"CFItems\": NaN} ~ found \"NaN\", which is no value of JSON (line 1, column ",
                "{\"CFItems\": 1.} ~ found } in a number, where JSON does not write it (line 1, column ",
                "{\"CFItems\": \"\\x\"} ~ found a backslash before something that JSON does not write with one (line 1, column ",
                "{/* why */} ~ found / where a value or a name is missing; JSON has no comments (line 1, column ",
                "{\"CFItems\": []} garbage ~ found \"garbage\", which is no value of JSON (line 1, column "
            })
    void saysWhyAFileIsNoJsonInItsReadersWords(String json, String why) {
        List<Finding> findings = read(json.getBytes(UTF_8)).findings();

        assertThat(findings).extracting(Finding::code).containsExactly("unreadable-json");
        assertThat(findings.getFirst().message()).contains(why).doesNotContain("Feature", "Source", "JSON String");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", " true\n", "42", "-1.5e3", "\"CFDocument\""})
    void aSingleValueOfJsonIsNoTable(String json) {
        assertThat(read(json.getBytes(UTF_8)).findings())
                .extracting(Finding::code)
                .containsExactly("not-case");
    }

    private static FrameworkOutcome read(byte[] bytes) {
        return new FrameworkReader().read(bytes, SheetRequest.of("framework", Instant.EPOCH));
    }
}
