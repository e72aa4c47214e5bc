package org.throughline.caseformat;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.throughline.caseformat.compare.FrameworkDiff;
import org.throughline.caseformat.json.WrittenPackage;
import org.throughline.caseformat.model.AssociationType;
import org.throughline.caseformat.model.CFAssociation;
import org.throughline.caseformat.model.CFDefinitions;
import org.throughline.caseformat.model.CFDocument;
import org.throughline.caseformat.model.CFItem;
import org.throughline.caseformat.model.CFPackage;
import org.throughline.caseformat.model.CaseIds;
import org.throughline.caseformat.model.CaseVersion;
import org.throughline.caseformat.model.LinkGenURI;

/** Two versions are read beside each other, and what is the same in both is passed over: nothing else is told than of two that are read alone. */
class VersionsBesideTests {
    private static final int ROUNDS = 300;
    private static final Instant ANOTHER_TIME = Instant.parse("2031-02-03T04:05:06Z");

    private final CaseReader reader = new CaseReader();
    private final CaseWriter writer = new CaseWriter();

    @Test
    void readBesideAnotherAVersionSaysWhatItSaysAlone() {
        for (int seed = 0; seed < ROUNDS; seed++) {
            CFPackage before = RandomPackages.of(seed);
            CFPackage after = otherVersion(before, new Random(seed));
            byte[] one = writer.write(before, CaseVersion.V1P1);
            byte[] other = writer.write(after, CaseVersion.V1P1);

            List<CFPackage> both = reader.readWritten(one, other, "a test").orElseThrow();

            assertThat(both).as("seed %d", seed).containsExactly(alone(one), alone(other));
        }
    }

    @Test
    void theTextsOfWhatWasReadAreThoseThatWouldBeWritten() {
        for (int seed = 0; seed < ROUNDS; seed++) {
            CFPackage pkg = RandomPackages.of(seed);
            WrittenPackage read = reader.readWritten(writer.write(pkg, CaseVersion.V1P1), "a test")
                    .orElseThrow();
            WrittenPackage written = WrittenPackage.of(read.pkg());
            read.pkg().items().forEach(item -> assertThat(read.text(item)).isEqualTo(written.text(item)));
            read.pkg()
                    .associations()
                    .forEach(link -> assertThat(read.text(link)).isEqualTo(written.text(link)));
            CFItem another =
                    CFItem.builder(id(1), uri(1), "Not in it", ANOTHER_TIME).build();
            assertThat(read.text(another)).isEqualTo(written.text(another));
        }
    }

    @Test
    void whatStandsInBothIsOneObject() {
        CFPackage before = large();
        CFItem last = before.items().getLast();
        List<CFItem> items = new ArrayList<>(before.items());
        items.set(items.size() - 1, last.toBuilder().fullStatement("Another").build());

        List<CFPackage> both = reader.readWritten(
                        writer.write(before, CaseVersion.V1P1),
                        writer.write(with(before, items, before.associations()), CaseVersion.V1P1),
                        "a test")
                .orElseThrow();

        CFPackage one = both.getFirst();
        CFPackage other = both.getLast();
        for (int n = 0; n < items.size() - 1; n++) {
            assertThat(other.items().get(n)).isSameAs(one.items().get(n));
        }
        assertThat(other.items().getLast().fullStatement()).isEqualTo("Another");
        for (int n = 0; n < one.associations().size(); n++) {
            assertThat(other.associations().get(n)).isSameAs(one.associations().get(n));
        }
    }

    @Test
    void aTextThatWasWrittenElsewhereIsNotTakenForOurs() {
        byte[] ours = writer.write(large(), CaseVersion.V1P1);
        String text = new String(ours, StandardCharsets.UTF_8);
        for (String theirs : List.of(
                text.replace(",\"", ", \""),
                text + "x",
                text.substring(0, text.length() - 1),
                text.substring(0, text.length() / 2),
                "[" + text + "]",
                "{",
                "{\"",
                "{\"CFItems\":[",
                "{\"CFItems\":[{}",
                "{\"CFItems\":[{},",
                "{\"CFItems\":[{},]}",
                "{\"CFItems\":\\",
                "{\"a\":\"\\",
                "")) {
            assertThat(reader.readWritten(ours, theirs.getBytes(StandardCharsets.UTF_8), "a test"))
                    .as(theirs.substring(0, Math.min(60, theirs.length())))
                    .isEmpty();
            assertThat(reader.readWritten(theirs.getBytes(StandardCharsets.UTF_8), ours, "a test"))
                    .isEmpty();
        }
    }

    /** With another date everywhere nothing is as it was, and everything is compared; dates are no difference. */
    @Test
    void theQuickDifferenceIsTheFullOne() {
        for (int seed = 0; seed < ROUNDS; seed++) {
            CFPackage before = RandomPackages.of(seed);
            CFPackage after = otherVersion(before, new Random(seed));

            FrameworkDiff quick = FrameworkDiff.between(before, after);
            FrameworkDiff full = FrameworkDiff.between(before, redated(after));

            assertThat(undated(quick)).as("seed %d", seed).isEqualTo(undated(full));
        }
        CFPackage large = large();
        for (int seed = 0; seed < ROUNDS; seed++) {
            CFPackage after = otherVersion(large, new Random(seed));
            assertThat(undated(FrameworkDiff.between(large, after)))
                    .as("seed %d", seed)
                    .isEqualTo(undated(FrameworkDiff.between(large, redated(after))));
        }
    }

    private CFPackage alone(byte[] text) {
        return ((ReadOutcome.Read) reader.readPart(text, "a test")).pkg();
    }

    /** Without dates, as another date is no difference. */
    private static String undated(FrameworkDiff diff) {
        return diff.toString().replaceAll("lastChangeDateTime=[^,\\]]*", "");
    }

    private static CFPackage redated(CFPackage pkg) {
        return with(
                pkg,
                pkg.items().stream()
                        .map(item -> item.toBuilder()
                                .lastChangeDateTime(ANOTHER_TIME)
                                .build())
                        .toList(),
                pkg.associations().stream()
                        .map(one ->
                                one.toBuilder().lastChangeDateTime(ANOTHER_TIME).build())
                        .toList());
    }

    private static CFPackage with(CFPackage pkg, List<CFItem> items, List<CFAssociation> associations) {
        return new CFPackage(pkg.document(), items, associations, pkg.definitions(), pkg.rubrics(), pkg.extensions());
    }

    /** Some items reworded, gone, new; some links elsewhere, doubled, with other numbers; now and then in another order. */
    private static CFPackage otherVersion(CFPackage pkg, Random random) {
        List<CFItem> items = new ArrayList<>();
        for (CFItem item : pkg.items()) {
            switch (random.nextInt(8)) {
                case 0 ->
                    items.add(item.toBuilder()
                            .fullStatement(item.fullStatement() + " now")
                            .build());
                case 1 -> {}
                default -> items.add(item);
            }
        }
        List<CFAssociation> links = new ArrayList<>();
        for (CFAssociation link : pkg.associations()) {
            switch (random.nextInt(12)) {
                case 0 ->
                    links.add(link.toBuilder().sequenceNumber(random.nextInt(9)).build());
                case 1 ->
                    links.add(link.toBuilder()
                            .destinationNodeURI(LinkGenURI.to(pkg.document()))
                            .build());
                case 2 -> links.add(link.toBuilder().notes("Because").build());
                case 3 -> {}
                case 4 -> {
                    links.add(link);
                    links.add(link.toBuilder().identifier(id(random.nextInt())).build());
                }
                case 5 ->
                    links.add(link.toBuilder().identifier(id(random.nextInt())).build());
                case 6 ->
                    links.add(link.toBuilder()
                            .associationType(AssociationType.REPLACED_BY)
                            .build());
                default -> links.add(link);
            }
        }
        if (random.nextInt(4) == 0) {
            Collections.shuffle(items, random);
            Collections.shuffle(links, random);
        }
        return with(pkg, items, links);
    }

    private static CFPackage large() {
        Instant then = Instant.parse("2026-01-01T00:00:00Z");
        CFDocument document =
                CFDocument.builder(id(0), uri(0), "Riverbend", "Solar", then).build();
        List<CFItem> items = new ArrayList<>();
        List<CFAssociation> links = new ArrayList<>();
        for (int n = 1; n <= 60; n++) {
            CFItem item = CFItem.builder(id(n), uri(n), "Measure “" + n + "” \\ {[,\n", then)
                    .build();
            items.add(item);
            links.add(CFAssociation.builder(
                            id(1_000 + n),
                            uri(1_000 + n),
                            AssociationType.IS_CHILD_OF,
                            LinkGenURI.to(item),
                            n < 5 ? LinkGenURI.to(document) : LinkGenURI.to(items.get(n / 5 - 1)),
                            then)
                    .sequenceNumber(n)
                    .build());
            links.add(CFAssociation.builder(
                            id(2_000 + n),
                            uri(2_000 + n),
                            AssociationType.IS_RELATED_TO,
                            LinkGenURI.to(item),
                            LinkGenURI.to(items.get(n / 2)),
                            then)
                    .build());
        }
        return new CFPackage(document, items, links, CFDefinitions.NONE, List.of());
    }

    private static UUID id(int n) {
        return CaseIds.v5(CaseIds.URL_NAMESPACE, "https://example.org/" + n);
    }

    private static String uri(int n) {
        return "https://example.org/uri/" + n;
    }
}
