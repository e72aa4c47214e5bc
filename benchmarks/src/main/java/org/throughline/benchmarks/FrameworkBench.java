package org.throughline.benchmarks;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * {@code throughline bench frameworks}: generates frameworks of 10,000 items and 30,000 associations, brings ten of them into our own server, which
 * has 256 MiB of heap, and measures over HTTP what people and programs wait for. A figure is the median of its rounds, of the search the slowest
 * but one in twenty.
 */
final class FrameworkBench {
    private static final int HEAP_MEGABYTES = 256;
    private static final Pattern ASSETS = Pattern.compile("/assets/[0-9a-f]+/");
    /** So many requests go before those that are measured where milliseconds count: a service that runs is meant, not one that starts. */
    private static final int WARM = 400;

    private static final Map<String, String> PLAIN = Map.of();
    private static final Map<String, String> GZIP = Map.of("Accept-Encoding", "gzip");

    /** One measured figure and how large it may be. */
    private record Figure(String name, double value, String unit, double limit) {
        boolean isGood() {
            return value <= limit;
        }

        private String json() {
            return "{\"name\":\"%s\",\"value\":%s,\"unit\":\"%s\",\"limit\":%s,\"ok\":%s}"
                    .formatted(name, number(value), unit, number(limit), isGood());
        }

        private static String number(double value) {
            return String.format(Locale.ROOT, "%.3f", value);
        }
    }

    private final Path jar;
    private final int items;
    private final int associations;
    private final int searched;
    private final int rounds;
    private final PrintWriter err;
    private final List<Figure> figures = new ArrayList<>();

    FrameworkBench(Path jar, int items, int associations, int searched, int rounds, PrintWriter err) {
        this.jar = jar;
        this.items = items;
        this.associations = associations;
        this.searched = searched;
        this.rounds = rounds;
        this.err = err;
    }

    /** Measures and tells; returns whether every figure is within its limit. */
    boolean run(PrintWriter out, boolean json) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("throughline-bench-");
        // as root the database runs under another account, which has to pass here
        folder.toFile().setExecutable(true, false);
        try (BenchedServer server = new BenchedServer(jar, folder, HEAP_MEGABYTES)) {
            measure(server, folder);
        } finally {
            forget(folder);
        }
        if (json) {
            out.println("{\"figures\":["
                    + String.join(",", figures.stream().map(Figure::json).toList()) + "]}");
        } else {
            for (Figure figure : figures) {
                out.printf(
                        Locale.ROOT,
                        "%-34s %10.1f %-6s %s %.1f%n",
                        figure.name(),
                        figure.value(),
                        figure.unit(),
                        figure.isGood() ? "within" : "BEYOND",
                        figure.limit());
            }
        }
        out.flush();
        return figures.stream().allMatch(Figure::isGood);
    }

    private void measure(BenchedServer server, Path folder) throws IOException, InterruptedException {
        List<GeneratedFramework> all = new ArrayList<>();
        List<Double> imports = new ArrayList<>();
        List<Double> cold = new ArrayList<>();
        List<Double> coldOlder = new ArrayList<>();
        int many = Math.max(1, searched / items);
        for (int n = 1; n <= many; n++) {
            err.println("Framework " + n + " of " + many + "...");
            GeneratedFramework framework = new GeneratedFramework(n, items, associations);
            Path file = folder.resolve("framework.json");
            framework.write(file, 1);
            imports.add(server.importCase(file));
            cold.add(server.time("/ims/case/v1p1/CFPackages/" + framework.id(), PLAIN, 200));
            coldOlder.add(server.time("/ims/case/v1p0/CFPackages/" + framework.id(), PLAIN, 200));
            all.add(framework);
        }
        figure("import", median(imports), "ms", 10_000);
        figure("package, cold", median(cold), "ms", 1_000);
        figure("package as CASE 1.0, cold", median(coldOlder), "ms", 1_000);
        err.println("Packages from store...");
        stored(server, all.getFirst());
        err.println("The search over " + all.size() * items + " items...");
        search(server, all);
        err.println("The tree...");
        tree(server, all);
        err.println("The second version and the difference of the two...");
        difference(server, all.getFirst(), folder);
    }

    /** The page that tells how two versions differ, of which every hundredth statement was reworded. */
    private void difference(BenchedServer server, GeneratedFramework framework, Path folder)
            throws IOException, InterruptedException {
        Path file = folder.resolve("framework.json");
        framework.write(file, 2);
        figure("import of a second version", server.importCase(file), "ms", 10_000);
        String path = "/frameworks/" + framework.id() + "/versions/1..2";
        List<Double> times = new ArrayList<>();
        for (int n = 0; n < 4 + 3 * rounds; n++) {
            times.add(server.time(path, PLAIN, 200));
        }
        err.printf(Locale.ROOT, "The first difference after the start took %.0f ms.%n", times.getFirst());
        figure("difference of two versions", median(times), "ms", 1_000);
    }

    /** The package from its shelf beside the same bytes among the style sheets, in turn, and what is known already. */
    private void stored(BenchedServer server, GeneratedFramework framework) throws IOException, InterruptedException {
        String path = "/ims/case/v1p1/CFPackages/" + framework.id();
        Matcher assets =
                ASSETS.matcher(new String(server.get("/frameworks", PLAIN).body(), StandardCharsets.UTF_8));
        if (!assets.find()) {
            throw new IOException("The page of frameworks names no static file");
        }
        HttpResponse<byte[]> plain = server.get(path, PLAIN);
        Files.write(server.statics().resolve("bench.bin"), plain.body());
        Files.write(server.statics().resolve("bench.gz"), server.get(path, GZIP).body());
        figure(
                "package from store to static file",
                ratio(server, path, PLAIN, assets.group() + "bench.bin"),
                "times",
                2);
        figure("package in gzip to static file", ratio(server, path, GZIP, assets.group() + "bench.gz"), "times", 2);
        Map<String, String> known =
                Map.of("If-None-Match", plain.headers().firstValue("ETag").orElse(""));
        List<Double> unchanged = new ArrayList<>();
        for (int n = 0; n < WARM + 100 * rounds; n++) {
            double took = server.time(path, known, 304);
            if (n >= WARM) {
                unchanged.add(took);
            }
        }
        figure("package, not modified", median(unchanged), "ms", 10);
    }

    private double ratio(BenchedServer server, String path, Map<String, String> headers, String asset)
            throws IOException, InterruptedException {
        List<Double> ours = new ArrayList<>();
        List<Double> statics = new ArrayList<>();
        for (int n = 0; n < 10 * rounds; n++) {
            ours.add(server.time(path, headers, 200));
            statics.add(server.time(asset, PLAIN, 200));
        }
        return median(ours) / median(statics);
    }

    private void search(BenchedServer server, List<GeneratedFramework> all) throws IOException, InterruptedException {
        List<Double> times = new ArrayList<>();
        for (int n = 0; n < WARM / 2 + 40 * rounds; n++) {
            for (String typed : all.get(n % all.size()).typed(n)) {
                double took =
                        server.time("/frameworks?q=" + URLEncoder.encode(typed, StandardCharsets.UTF_8), PLAIN, 200);
                if (n >= WARM / 2) {
                    times.add(took);
                }
            }
        }
        times.sort(Comparator.naturalOrder());
        figure("item search, p95", times.get((int) Math.ceil(times.size() * 0.95) - 1), "ms", 50);
    }

    private void tree(BenchedServer server, List<GeneratedFramework> all) throws IOException, InterruptedException {
        List<Double> times = new ArrayList<>();
        for (int n = 0; n < rounds; n++) {
            for (GeneratedFramework framework : all) {
                times.add(server.time("/frameworks/" + framework.id(), PLAIN, 200));
            }
        }
        figure("tree to first rows", median(times), "ms", 300);
    }

    private void figure(String name, double value, String unit, double limit) {
        figures.add(new Figure(name, value, unit, limit));
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int half = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
    }

    private static void forget(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            all.sorted(Comparator.reverseOrder()).forEach(path -> {
                try {
                    Files.delete(path);
                } catch (IOException e) {
                    throw new UncheckedIOException("The bench could not clear up after itself", e);
                }
            });
        }
    }
}
