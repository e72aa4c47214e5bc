package org.throughline.credentials.samples;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.throughline.credentials.CredentialVerifier;
import org.throughline.credentials.check.CheckResult;
import org.throughline.credentials.check.Outcome;
import org.throughline.credentials.check.VerificationReport;
import org.throughline.credentials.load.DocumentsInMemory;

/**
 * Verifies the documents of {@link HostileKinds} in a Java of their own that has, beyond what it needs at rest, {@link #MEBIBYTES} of memory and
 * no more. Whatever comes of it must be a report.
 */
public final class Hostile {

    /** What one verification may need. */
    static final int MEBIBYTES = 64;

    private static final String ENDED = "ended";

    private Hostile() {}

    /** What came of one document, or how it failed. */
    record Finding(String name, int bytes, long millis, long allocated, String outcome) {
        boolean isReport() {
            return outcome.startsWith("VALID") || outcome.startsWith("INVALID") || outcome.startsWith("UNDETERMINED");
        }
    }

    /** Runs documents, by their names, in a small Java. */
    static List<Finding> inLittleMemory(Map<String, byte[]> documents, int rounds, int more) throws IOException {
        Path folder = Files.createTempDirectory("hostile");
        try {
            for (Map.Entry<String, byte[]> document : documents.entrySet()) {
                Files.write(folder.resolve(document.getKey()), document.getValue());
            }
            long resting =
                    Long.parseLong(run(List.of("-Xmx512m"), List.of("rest")).getFirst());
            List<Finding> findings = new ArrayList<>();
            List<String> lines = run(
                    List.of("-Xmx" + ((resting >> 20) + 1 + more) + "m"),
                    List.of(folder.toString(), String.valueOf(rounds)));
            for (String line : lines) {
                String[] words = line.split("\t", 5);
                if (words.length == 5) {
                    findings.add(new Finding(
                            words[0],
                            Integer.parseInt(words[1]),
                            Long.parseLong(words[2]),
                            Long.parseLong(words[3]),
                            words[4]));
                }
            }
            if (!lines.contains(ENDED)) {
                findings.add(new Finding("the Java itself", 0, 0, 0, String.join(" | ", lines)));
            }
            return findings;
        } finally {
            delete(folder);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static List<String> run(List<String> flags, List<String> words) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:+UseSerialGC", "-Xss512k"));
        command.addAll(flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Hostile.class.getName(), "inside"));
        command.addAll(words);
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return said.lines().toList();
    }

    /** Prints what every document costs; ends with 1 when one does not end with a report. */
    public static void main(String[] words) throws IOException {
        if (words.length > 0 && words[0].equals("inside")) {
            inside(words);
            return;
        }
        Map<String, byte[]> documents = HostileKinds.all();
        if (words.length > 0) {
            documents.keySet().retainAll(List.of(words));
        }
        boolean bad = false;
        System.out.printf("%-38s %9s %8s %11s  %s%n", "", "bytes", "CPU ms", "alloc. MiB", "outcome");
        for (Finding finding : inLittleMemory(documents, 3, Integer.getInteger("more", MEBIBYTES))) {
            System.out.printf(
                    "%-38s %9d %8d %11d  %s%n",
                    finding.name(),
                    finding.bytes(),
                    finding.millis(),
                    finding.allocated() >> 20,
                    finding.outcome()
                            .substring(0, Math.min(120, finding.outcome().length())));
            bad |= !finding.isReport();
        }
        System.exit(bad ? 1 : 0);
    }

    private static void inside(String[] words) throws IOException {
        DocumentsInMemory web = new DocumentsInMemory();
        Samples.documents()
                .forEach((url, text) -> web.with(url, text.getBytes(StandardCharsets.UTF_8), "application/json"));
        CredentialVerifier verifier = CredentialVerifier.builder()
                .clock(Riverbend.CLOCK)
                .documents(web)
                .build();
        String badge = Riverbend.issue(Riverbend.badge(1));
        for (String honest : List.of(badge, Riverbend.issue(Riverbend.record(List.of(badge), List.of())))) {
            verifier.verify(honest.getBytes(StandardCharsets.UTF_8));
        }
        if (words[1].equals("rest")) {
            System.gc();
            System.gc();
            System.out.println(
                    Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory());
            return;
        }
        try (Stream<Path> files = Files.list(Path.of(words[1]))) {
            for (Path file : files.sorted().toList()) {
                one(file, verifier, Integer.parseInt(words[2]), System.out);
            }
        }
        System.out.println(ENDED);
    }

    private static void one(Path file, CredentialVerifier verifier, int rounds, PrintStream out) throws IOException {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long id = Thread.currentThread().threadId();
        byte[] bytes = Files.readAllBytes(file);
        String outcome = "";
        long millis = 0;
        long allocated = 0;
        for (int round = 0; round < rounds; round++) {
            long before = threads.getThreadAllocatedBytes(id);
            long cpu = threads.getCurrentThreadCpuTime();
            try {
                outcome = words(verifier.verify(bytes));
            } catch (Throwable thrown) {
                outcome = "THROWN " + thrown;
            }
            millis = (threads.getCurrentThreadCpuTime() - cpu) / 1_000_000;
            allocated = threads.getThreadAllocatedBytes(id) - before;
        }
        out.println(String.join(
                "\t",
                file.getFileName().toString(),
                String.valueOf(bytes.length),
                String.valueOf(millis),
                String.valueOf(allocated),
                outcome.replaceAll("\\s", " ")));
        out.flush();
    }

    private static String words(VerificationReport report) {
        String first = "";
        for (CheckResult check : report.checks()) {
            if (first.isEmpty() && check.outcome() != Outcome.PASSED && check.outcome() != Outcome.NOT_APPLICABLE) {
                first = check.id() + ": " + check.message();
            }
        }
        return report.verdict() + " " + first;
    }
}
