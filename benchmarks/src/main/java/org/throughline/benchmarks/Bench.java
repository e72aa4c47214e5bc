package org.throughline.benchmarks;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code throughline bench}: frameworks by {@link FrameworkBench}, alignment by {@link AlignmentBench}; credentials with JMH in several rounds, each operation once in every round, so that what the machine
 * does beside it falls on all alike; prints medians, and the ratios that count.
 */
@Command(
        name = "throughline bench",
        description =
                "Measures how fast credentials are verified and issued, beside a bare signature and, where it is named, a peer;"
                        + " what people and programs wait for at large frameworks; or how good and quick suggested alignments are.",
        mixinStandardHelpOptions = true)
public final class Bench implements java.util.concurrent.Callable<Integer> {

    private static final int USAGE = 64;

    @Parameters(paramLabel = "WHAT", description = "What to measure: credentials, frameworks or alignment.")
    private String what = "";

    @Option(names = "--json", description = "Print one JSON object instead of a table.")
    private boolean json;

    @Option(
            names = "--peer",
            paramLabel = "DIR",
            description = "The peer's folder, with its programs; its documents lie beside it.")
    private @Nullable Path peer;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            description = "How often each is measured (default: ${DEFAULT-VALUE}).")
    private int rounds = 3;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Of alignment: the folder with O*NET's files and the analysts' answers.")
    private @Nullable Path data;

    @Option(
            names = "--items",
            paramLabel = "N",
            description = "How many items a generated framework has (default: ${DEFAULT-VALUE}).")
    private int items = 10_000;

    @Option(
            names = "--associations",
            paramLabel = "N",
            description = "How many associations it has (default: ${DEFAULT-VALUE}).")
    private int associations = 30_000;

    @Option(
            names = "--searched",
            paramLabel = "N",
            description = "How many items are searched (default: ${DEFAULT-VALUE}).")
    private int searched = 100_000;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli gives it before it calls
    private CommandSpec spec;

    private Bench() {}

    /** Measures. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Bench())
                .setExitCodeExceptionMapper(e -> 70)
                .setParameterExceptionHandler((e, args) -> {
                    e.getCommandLine().getErr().println(e.getMessage());
                    return USAGE;
                })
                .execute(arguments));
    }

    @Override
    public Integer call() throws RunnerException, IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        if (what.equals("frameworks") && rounds >= 1) {
            String server = System.getProperty("throughline.server");
            if (server == null || !Files.isReadable(Path.of(server))) {
                err.println(
                        "Start it with ./throughline bench frameworks, which builds the server and says where it is.");
                return USAGE;
            }
            return new FrameworkBench(Path.of(server), items, associations, searched, rounds, err).run(out, json)
                    ? 0
                    : 1;
        }
        if (what.equals("alignment")) {
            if (data == null || !Files.isDirectory(data)) {
                err.println(
                        "bench alignment needs --data DIR: the folder with O*NET's files and the analysts' answers");
                return USAGE;
            }
            return new AlignmentBench(OnetAnswers.read(data), err).run(out, json) ? 0 : 1;
        }
        if (!what.equals("credentials") || rounds < 1) {
            err.println("There is only: bench credentials [--json] [--peer DIR] [--rounds N],"
                    + " bench frameworks [--json] [--rounds N] [--items N] [--associations N] [--searched N], and"
                    + " bench alignment --data DIR [--json]");
            return USAGE;
        }
        @Nullable Peer other = peer == null ? null : new Peer(peer.toAbsolutePath());
        if (other != null && other.trouble().isPresent()) {
            err.println(other.trouble().get());
            return USAGE;
        }
        Map<String, List<Double>> figures = new LinkedHashMap<>();
        for (int round = 1; round <= rounds; round++) {
            err.println("Round " + round + " of " + rounds + "...");
            measure(other == null ? "" : other.data().toString(), figures);
            if (other != null) {
                add(figures, "peerVerifyBadge", other.verify());
                add(figures, "peerVerifyToken", other.joseEdDsa());
                add(figures, "peerVerifyRecord", other.verifyRecord());
                add(figures, "peerIssueBadge", other.sign());
            }
        }
        Map<String, Double> medians = new LinkedHashMap<>();
        figures.forEach((name, values) -> medians.put(name, median(values)));
        if (json) {
            out.println(json(medians, ratios(medians)));
        } else {
            table(out, figures, ratios(medians));
        }
        out.flush();
        return 0;
    }

    private static void measure(String data, Map<String, List<Double>> figures) throws RunnerException {
        Options options = new OptionsBuilder()
                .include(CredentialBenchmarks.class.getName())
                .param("data", data)
                .jvmArgs("-XX:+UseSerialGC", "-Xmx512m", "--sun-misc-unsafe-memory-access=allow")
                .threads(1)
                .verbosity(VerboseMode.SILENT)
                .shouldFailOnError(true)
                .build();
        Collection<RunResult> results = new Runner(options).run();
        for (RunResult result : results) {
            String name = result.getParams().getBenchmark();
            add(
                    figures,
                    name.substring(name.lastIndexOf('.') + 1),
                    result.getPrimaryResult().getScore());
        }
    }

    private static void add(Map<String, List<Double>> figures, String name, double value) {
        figures.computeIfAbsent(name, n -> new ArrayList<>()).add(value);
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int half = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
    }

    private static Map<String, Double> ratios(Map<String, Double> medians) {
        Map<String, Double> ratios = new LinkedHashMap<>();
        ratio(ratios, "verifyBadge of bareEd25519", medians.get("verifyBadge"), medians.get("bareEd25519"));
        ratio(ratios, "verifyBadge to the peer's", medians.get("verifyBadge"), medians.get("peerVerifyBadge"));
        ratio(ratios, "verifyToken to jose's", medians.get("verifyToken"), medians.get("peerVerifyToken"));
        ratio(ratios, "verifyRecord to the peer's", medians.get("verifyRecord"), medians.get("peerVerifyRecord"));
        ratio(ratios, "issueBadge to the peer's", medians.get("issueBadge"), medians.get("peerIssueBadge"));
        return ratios;
    }

    private static void ratio(Map<String, Double> ratios, String name, @Nullable Double ours, @Nullable Double theirs) {
        if (ours != null && theirs != null) {
            ratios.put(name, ours / theirs);
        }
    }

    private static void table(PrintWriter out, Map<String, List<Double>> figures, Map<String, Double> ratios) {
        out.println("Operations in a second, on one core: median (least to most) of "
                + figures.values().iterator().next().size() + " rounds");
        figures.forEach((name, values) -> out.printf(
                Locale.ROOT,
                "  %-18s %10.1f  (%.1f to %.1f)%n",
                name,
                median(values),
                values.stream().mapToDouble(v -> v).min().orElse(0),
                values.stream().mapToDouble(v -> v).max().orElse(0)));
        out.println("Ratios of the medians");
        ratios.forEach((name, value) -> out.printf(Locale.ROOT, "  %-28s %8.2f%n", name, value));
    }

    private static String json(Map<String, Double> medians, Map<String, Double> ratios) {
        return "{\"operationsPerSecond\":" + object(medians) + ",\"ratios\":" + object(ratios) + "}";
    }

    private static String object(Map<String, Double> values) {
        List<String> members = new ArrayList<>();
        values.forEach((name, value) -> members.add("\"" + name + "\":" + String.format(Locale.ROOT, "%.3f", value)));
        return "{" + String.join(",", members) + "}";
    }
}
