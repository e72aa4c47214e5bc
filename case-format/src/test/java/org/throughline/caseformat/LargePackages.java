package org.throughline.caseformat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.throughline.caseformat.graph.FrameworkTree;
import org.throughline.caseformat.model.AssociationType;
import org.throughline.caseformat.model.CFAssociation;
import org.throughline.caseformat.model.CFDefinitions;
import org.throughline.caseformat.model.CFDocument;
import org.throughline.caseformat.model.CFItem;
import org.throughline.caseformat.model.CFItemType;
import org.throughline.caseformat.model.CFPackage;
import org.throughline.caseformat.model.CaseIds;
import org.throughline.caseformat.model.CaseVersion;
import org.throughline.caseformat.model.Extensions;
import org.throughline.caseformat.model.LinkGenURI;
import org.throughline.caseformat.model.LinkURI;

/**
 * Large packages, generated, and what it takes to read one: {@code write FILE} makes the framework of 10,000 items and 30,000 associations that
 * the benchmarks speak of, {@code read FILE} reads it in this JVM and says how long that took and how full the heap was. Started by hand, such as
 * with {@code -Xmx128m}.
 */
final class LargePackages {

    private static final Instant CHANGED = Instant.parse("2026-11-28T00:00:00Z");
    private static final int TREE = 10;

    private LargePackages() {}

    public static void main(String[] arguments) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Path file = Path.of(arguments[1]);
        if (arguments[0].equals("write")) {
            Files.write(file, new CaseWriter().write(framework(10_000, 30_000), CaseVersion.V1P1));
            out.println(Files.size(file) + " bytes");
            return;
        }
        byte[] json = Files.readAllBytes(file);
        for (int round = 0; round < 5; round++) {
            long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            long start = System.nanoTime();
            ReadOutcome outcome = new CaseReader().read(json, file.toString());
            Duration reading = Duration.ofNanos(System.nanoTime() - start);
            Duration work = Duration.ofNanos(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpu);
            start = System.nanoTime();
            String came = outcome instanceof ReadOutcome.Read read
                    ? read.pkg().items().size() + " items, "
                            + read.pkg().associations().size() + " associations, depth "
                            + FrameworkTree.of(read.pkg()).depth()
                    : "refused";
            Duration tree = Duration.ofNanos(System.nanoTime() - start);
            start = System.nanoTime();
            if (outcome instanceof ReadOutcome.Read read) {
                new CaseWriter().write(read.pkg(), CaseVersion.V1P1, new Nowhere());
            }
            Duration writing = Duration.ofNanos(System.nanoTime() - start);
            out.println(came + ", " + outcome.findings().size() + " findings; read in " + reading.toMillis()
                    + " ms (" + work.toMillis() + " ms of one processor), tree in " + tree.toMillis()
                    + " ms, written in " + writing.toMillis() + " ms; heap at most "
                    + peak() / 1024 / 1024 + " MiB");
        }
    }

    private static long peak() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getPeakUsage)
                .mapToLong(usage -> usage.getUsed())
                .sum();
    }

    /** Takes bytes and forgets them. */
    private static final class Nowhere extends ByteArrayOutputStream {
        @Override
        public void write(byte[] bytes, int offset, int length) {}
    }

    /** A framework whose items stand ten under each, with as many other associations as are left to make. */
    static CFPackage framework(int items, int associations) {
        CFDocument document = CFDocument.builder(
                        id("document"), uri("document"), "Riverbend", "A framework of " + items + " items", CHANGED)
                .language("en")
                .build();
        CFItemType type = new CFItemType(
                id("type"), uri("type"), "Skill", "What somebody can do", "1", CHANGED, null, Extensions.NONE);
        List<CFItem> all = new ArrayList<>(items);
        for (int i = 0; i < items; i++) {
            all.add(CFItem.builder(id("item" + i), uri("item" + i), statement(i), CHANGED)
                    .humanCodingScheme("G." + i)
                    .abbreviatedStatement("Statement " + i)
                    .CFItemType("Skill")
                    .CFItemTypeURI(new LinkURI("Skill", type.identifier(), type.uri()))
                    .conceptKeywords(List.of("measuring", "power"))
                    .educationLevel(List.of("11", "12"))
                    .language("en")
                    .notes("Seen at work, described by those who do it.")
                    .build());
        }
        List<CFAssociation> links = new ArrayList<>(associations);
        for (int i = 0; i < items; i++) {
            LinkGenURI parent = i < TREE ? LinkGenURI.to(document) : LinkGenURI.to(all.get(i / TREE - 1));
            links.add(link("under" + i, AssociationType.IS_CHILD_OF, all.get(i), parent, i % TREE));
        }
        for (int i = items; i < associations; i++) {
            CFItem origin = all.get(i % items);
            CFItem destination = all.get((i * 7 + 1) % items);
            links.add(link("related" + i, AssociationType.IS_RELATED_TO, origin, LinkGenURI.to(destination), null));
        }
        CFDefinitions definitions =
                new CFDefinitions(List.of(), List.of(), List.of(), List.of(type), List.of(), Extensions.NONE);
        return new CFPackage(document, all, links, definitions, List.of());
    }

    private static CFAssociation link(
            String name,
            AssociationType type,
            CFItem origin,
            LinkGenURI destination,
            @org.jspecify.annotations.Nullable Integer number) {
        return CFAssociation.builder(id(name), uri(name), type, LinkGenURI.to(origin), destination, CHANGED)
                .sequenceNumber(number)
                .build();
    }

    private static String statement(int i) {
        return "Statement " + i + ": measure, record and explain what a circuit of kind " + i % 97
                + " does under load, and decide with others what to do about it. ".repeat(4);
    }

    private static java.util.UUID id(String name) {
        return CaseIds.v5(CaseIds.URL_NAMESPACE, "https://frameworks.example.org/large/" + name);
    }

    private static String uri(String name) {
        return "https://frameworks.example.org/uri/" + id(name);
    }
}
