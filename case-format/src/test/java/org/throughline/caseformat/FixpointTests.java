package org.throughline.caseformat;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.throughline.caseformat.model.AssociationType;
import org.throughline.caseformat.model.CFAssociation;
import org.throughline.caseformat.model.CFDefinitions;
import org.throughline.caseformat.model.CFDocument;
import org.throughline.caseformat.model.CFItem;
import org.throughline.caseformat.model.CFPackage;
import org.throughline.caseformat.model.CaseVersion;
import org.throughline.caseformat.model.LinkGenURI;

/** Whatever goes out comes back, and whatever was read once is in order for good. */
class FixpointTests {

    private static final List<String> JUNK = List.of(
            "null",
            "true",
            "0",
            "-1e9",
            "1e400",
            "\"\"",
            "\"  \"",
            "\"x y\"",
            "\"\\u0000\"",
            "\"isChildOf\"",
            "[]",
            "[[]]",
            "{}",
            "[null]",
            "{\"identifier\":\"x\"}",
            "\"https://a.example/ä b\"",
            "\"2026-02-30\"",
            "[\"a\",1]",
            "\"11111111-1111-7111-8111-111111111111\"");

    private final CaseReader reader = new CaseReader();
    private final CaseWriter writer = new CaseWriter();

    @Property(tries = 200)
    void whatIsWrittenIsReadAsItWas(@ForAll("packages") CFPackage pkg) {
        assertThat(reader.read(writer.write(pkg, CaseVersion.V1P1), "again"))
                .isEqualTo(new ReadOutcome.Read(pkg, List.of()));
        assertThat(reader.readPart(writer.write(pkg, CaseVersion.V1P1), "again"))
                .isEqualTo(new ReadOutcome.Read(pkg, List.of()));
    }

    @Property(tries = 200)
    void whatIsWrittenInOneDotOneBecomesWhatIsWrittenInOneDotZero(@ForAll("packages") CFPackage pkg)
            throws IOException {
        assertBecomesEarlier(pkg);
    }

    @Property(tries = 200)
    void everyPropertyThatCameLaterIsPassedOver(@ForAll long seed) throws IOException {
        if (reader.read(spoiled(new Random(seed)), "spoiled.json") instanceof ReadOutcome.Read read) {
            assertBecomesEarlier(read.pkg());
        }
        assertBecomesEarlier(Everything.pkg());
    }

    private void assertBecomesEarlier(CFPackage pkg) throws IOException {
        ByteArrayOutputStream earlier = new ByteArrayOutputStream();
        writer.writeEarlier(new ByteArrayInputStream(writer.write(pkg, CaseVersion.V1P1)), earlier);
        assertThat(earlier.toString(StandardCharsets.UTF_8))
                .isEqualTo(new String(writer.write(pkg, CaseVersion.V1P0), StandardCharsets.UTF_8));
    }

    @Property(tries = 500)
    void whatWasReadFromASpoiledFileIsReadAgainWithoutFurtherRepair(@ForAll long seed) {
        byte[] spoiled = spoiled(new Random(seed));

        ReadOutcome first = reader.read(spoiled, "spoiled.json");

        if (first instanceof ReadOutcome.Read read) {
            ReadOutcome second = reader.read(writer.write(read.pkg(), CaseVersion.V1P1), "second");
            assertThat(second).isInstanceOf(ReadOutcome.Read.class);
            assertThat(((ReadOutcome.Read) second).pkg()).isEqualTo(read.pkg());
            assertThat(second.findings()).isEmpty();
            assertThat(reader.readPart(writer.write(read.pkg(), CaseVersion.V1P1), "second"))
                    .isEqualTo(second);
        } else {
            assertThat(first.findings()).anyMatch(finding -> finding.severity() == Severity.ERROR);
        }
    }

    /** A sample in which up to six values are something else. */
    private static byte[] spoiled(Random random) {
        Path sample = ProjectFiles.project().resolve("samples/frameworks/solar-field-technician.case.json");
        String text = random.nextBoolean()
                ? new String(ProjectFiles.bytes(sample), StandardCharsets.UTF_8)
                : new String(new CaseWriter().write(Everything.pkg(), CaseVersion.V1P1), StandardCharsets.UTF_8);
        for (int i = random.nextInt(6); i >= 0; i--) {
            int colon = text.indexOf(':', random.nextInt(text.length()));
            int end = colon < 0 ? -1 : endOfValue(text, colon + 1);
            if (end > 0) {
                text = text.substring(0, colon + 1) + JUNK.get(random.nextInt(JUNK.size())) + text.substring(end);
            }
        }
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static int endOfValue(String text, int start) {
        int end = start;
        while (end < text.length() && ",}]\n".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return end;
    }

    @Provide
    Arbitrary<CFPackage> packages() {
        Arbitrary<String> texts = Arbitraries.strings()
                .ofMinLength(1)
                .ofMaxLength(30)
                .filter(text -> !text.isBlank() && text.codePoints().allMatch(FixpointTests::usable));
        Arbitrary<List<Integer>> parents =
                Arbitraries.integers().between(-1, 30).list().ofMinSize(0).ofMaxSize(30);
        return Combinators.combine(texts, texts.list().ofSize(30), parents).as(FixpointTests::pkg);
    }

    private static boolean usable(int c) {
        return c >= 0x20 && c != 0xFFFE && c != 0xFFFF && Character.getType(c) != Character.SURROGATE;
    }

    /** Every item stands under an earlier one, or under the document. */
    private static CFPackage pkg(String title, List<String> texts, List<Integer> parents) {
        CFDocument document = Everything.document().toBuilder().title(title).build();
        List<CFItem> items = new ArrayList<>();
        List<CFAssociation> associations = new ArrayList<>();
        for (int i = 0; i < parents.size(); i++) {
            CFItem item = Everything.item("item" + i).toBuilder()
                    .fullStatement(texts.get(i))
                    .notes(i % 2 == 0 ? texts.get(i) : null)
                    .conceptKeywords(i % 3 == 0 ? texts.subList(0, i) : List.of())
                    .build();
            LinkGenURI parent = parents.get(i) >= 0 && parents.get(i) < i
                    ? LinkGenURI.to(items.get(parents.get(i)))
                    : LinkGenURI.to(document);
            items.add(item);
            associations.add(
                    Everything.association("under" + i, AssociationType.IS_CHILD_OF, LinkGenURI.to(item), parent));
        }
        CFDefinitions definitions = Everything.definitions();
        return new CFPackage(document, items, associations, definitions, List.of(Everything.rubric()));
    }
}
