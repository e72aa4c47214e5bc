package org.throughline.caseformat.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.throughline.caseformat.CaseReader;
import org.throughline.caseformat.ProjectFiles;
import org.throughline.caseformat.ReadOutcome;
import org.throughline.caseformat.Severity;
import org.throughline.caseformat.model.CFPackage;

/** Whatever is wrong with a file, reading it ends with a framework, with a question or with a refusal, never with an exception. */
class SpoiledSheetsTests {

    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");
    private static final List<String> JUNK = List.of(
            "",
            "\"",
            "\"\"",
            ",",
            ";",
            "\n",
            "\r",
            "\t",
            "#",
            "=1",
            "'",
            "1.1.1",
            "-1",
            "99999999999",
            "[\"a\",",
            "{\"a\":",
            "none",
            "isChildOf",
            "\ufeff",
            "<c r=\"ZZZ9\"><v>1</v></c>",
            "t=\"s\"",
            "r=\"-1\"",
            "</row>",
            "<row>",
            "&amp;",
            "&x;",
            "_x0000_",
            "_xD800_",
            "11111111-1111-4111-8111-111111111111");
    private static final CFPackage PKG = sample();
    private static final byte[] CSV = new CsvWriter().write(PKG);
    private static final byte[] XLSX = new WorkbookWriter().write(PKG);

    private final SheetReader reader = new SheetReader();

    @Property(tries = 300)
    void aSpoiledTableNeverThrows(@ForAll long seed) {
        Random random = new Random(seed);
        byte[] spoiled = spoiled(CSV, random);
        check(spoiled, random);
    }

    @Property(tries = 200)
    void aSpoiledWorkbookNeverThrows(@ForAll long seed) {
        Random random = new Random(seed);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(XLSX));
                ZipOutputStream out = new ZipOutputStream(bytes)) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                out.putNextEntry(new ZipEntry(entry.getName()));
                byte[] part = in.readAllBytes();
                out.write(random.nextInt(4) == 0 ? spoiled(part, random) : part);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        check(bytes.toByteArray(), random);
    }

    @Property(tries = 200)
    void aSpoiledArchiveNeverThrows(@ForAll long seed) {
        Random random = new Random(seed);
        byte[] spoiled = XLSX.clone();
        for (int i = random.nextInt(20); i >= 0; i--) {
            int at = random.nextBoolean() ? random.nextInt(spoiled.length) : spoiled.length - 1 - random.nextInt(900);
            spoiled[at] = (byte) random.nextInt(256);
        }
        check(spoiled, random);
    }

    private void check(byte[] bytes, Random random) {
        SheetRequest request = SheetRequest.of("spoiled", NOW);
        SheetOutcome outcome = reader.read(bytes, random.nextBoolean() ? request : request.updating(PKG));
        if (outcome instanceof SheetOutcome.Refused) {
            assertThat(outcome.findings()).anyMatch(finding -> finding.severity() == Severity.ERROR);
        } else {
            assertThat(outcome.findings()).noneMatch(finding -> finding.severity() == Severity.ERROR);
        }
        assertThat(reader.columns(bytes, "spoiled")).isNotNull();
    }

    private static byte[] spoiled(byte[] bytes, Random random) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        for (int i = random.nextInt(8); i >= 0; i--) {
            int at = random.nextInt(text.length());
            int end = Math.min(text.length(), at + random.nextInt(12));
            text = text.substring(0, at) + JUNK.get(random.nextInt(JUNK.size())) + text.substring(end);
        }
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static CFPackage sample() {
        byte[] json = ProjectFiles.bytes(
                ProjectFiles.project().resolve("samples/frameworks/solar-field-technician.case.json"));
        return ((ReadOutcome.Read) new CaseReader().read(json, "solar")).pkg();
    }
}
