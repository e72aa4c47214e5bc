package org.throughline.server.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** All faults of the safety note that this house must survive: {@code ./throughline test --faults [--cycles N] [--minutes N] [--seed N] [--resume DIR] [F1 F5 steps runs ...]}. */
public final class Faults {
    private static final int CYCLES = 200;
    private static final int MINUTES = 120;
    private static final int SEED = 42;

    private Faults() {}

    private interface Fault {
        List<Outcome> happen() throws Exception;
    }

    public static void main(String[] words) throws Exception {
        List<String> all = new ArrayList<>(List.of(words));
        int kills = option(all, "--cycles", CYCLES);
        Duration time = Duration.ofMinutes(option(all, "--minutes", MINUTES));
        int seed = option(all, "--seed", SEED);
        String earlier = word(all, "--resume");
        Path folder = earlier.isEmpty() ? Files.createTempDirectory("throughline-faults-") : Path.of(earlier);
        Machine.run("chmod", "755", folder.toString());
        System.out.println("Data, ledger and logs: " + folder);
        List<Outcome> outcomes = new ArrayList<>();
        if (wanted(all, "F1", "F2", "F3")) {
            outcomes.addAll(attempt("F1-F3 kills", () -> kills(folder, kills, time, seed)));
        }
        if (wanted(all, "F1", "F2", "steps")) {
            outcomes.addAll(attempt(
                    "F1, F2 named steps",
                    () -> List.of(new CrashPoints(folder.resolve("steps"), samples())
                            .run(List.of(CrashPoints.Point.values())))));
        }
        if (wanted(all, "F1", "runs")) {
            outcomes.addAll(attempt("F1 runs of suggestions", () -> runs(folder.resolve("runs"), List.of(.3, .6))));
        }
        if (wanted(all, "F11")) {
            outcomes.addAll(attempt(
                    "F11 torn restore", () -> List.of(new TornRestore(folder.resolve("restore"), samples()).run())));
        }
        if (wanted(all, "F5")) {
            outcomes.addAll(attempt("F5 full disk", () -> List.of(new FullDisk(folder.resolve("disk")).run())));
        }
        if (wanted(all, "F7", "F9")) {
            outcomes.addAll(attempt("F7, F9 two servers", () -> new TwoServers(folder.resolve("two")).run()));
        }
        if (wanted(all, "F8")) {
            outcomes.addAll(attempt("F8 exhausted pool", () -> dry(folder)));
        }
        System.out.print(Outcome.table(outcomes));
        System.exit(outcomes.stream().allMatch(Outcome::holds) ? 0 : 1);
    }

    private static int option(List<String> words, String name, int usual) {
        String said = word(words, name);
        return said.isEmpty() ? usual : Integer.parseInt(said);
    }

    private static String word(List<String> words, String name) {
        int at = words.indexOf(name);
        if (at < 0) {
            return "";
        }
        words.remove(at);
        return words.remove(at);
    }

    private static boolean wanted(List<String> asked, String... names) {
        return asked.isEmpty() || List.of(names).stream().anyMatch(asked::contains);
    }

    /** A fault that could not even be tried does not hold, and stops no other. */
    private static List<Outcome> attempt(String name, Fault fault) {
        System.out.println(name);
        try {
            return fault.happen();
        } catch (Exception e) {
            e.printStackTrace(System.out);
            return List.of(new Outcome(
                    name, 0, 0, List.of(), List.of(), Duration.ZERO, List.of("it broke off: " + e.getMessage())));
        }
    }

    private static List<Outcome> dry(Path folder) throws Exception {
        try (Served server = Served.start(folder.resolve("dry"))) {
            server.awaitReady(Duration.ofMinutes(10));
            return List.of(new PoolRunsDry(server).run());
        }
    }

    static List<Outcome> kills(Path folder, int cycles, Duration time, long seed) throws Exception {
        try (Ledger ledger = new Ledger(folder.resolve("ledger"));
                Served server = Served.start(folder.resolve("kills"))) {
            return new KillCycles(server, ledger, folder.resolve("kills.txt"), samples(), seed).run(cycles, time);
        }
    }

    /** Kills a server in the middle of a run of suggestions, on the data of the folder. */
    static List<Outcome> runs(Path data, List<Double> shares) throws Exception {
        try (Served server = Served.start(data)) {
            return List.of(new KilledRun(server).run(shares));
        }
    }

    static Path samples() throws IOException {
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null && !Files.isDirectory(folder.resolve("samples/frameworks"))) {
            folder = folder.getParent();
        }
        if (folder == null) {
            throw new IOException("not inside the project");
        }
        return folder.resolve("samples/frameworks");
    }
}
