package org.throughline.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The JavaScript stack that wallets are built on, run as it runs by itself: its programs print their own figures. */
final class Peer {
    private static final Pattern MEDIAN = Pattern.compile("median\\s+([0-9.]+)");

    private final Path folder;

    /**
     * A peer in its folder.
     *
     * @param folder  with {@code bench.mjs}, {@code jose.mjs} and what {@code npm i} put there
     */
    Peer(Path folder) {
        this.folder = folder;
    }

    /** Where the documents lie that both sides verify. */
    Path data() {
        return folder.resolve("../data").normalize();
    }

    /** Why it cannot run; empty when it can. */
    Optional<String> trouble() {
        if (!Files.isRegularFile(folder.resolve("bench.mjs"))) {
            return Optional.of(folder + " has no bench.mjs");
        }
        return Files.isDirectory(folder.resolve("node_modules"))
                ? Optional.empty()
                : Optional.of("Run \"npm i\" in " + folder + " first");
    }

    double verify() {
        return run("", "bench.mjs", "../data/ob3.json", "60", "3", "verify");
    }

    double sign() {
        return run("", "bench.mjs", "../data/ob3.json", "60", "3", "sign");
    }

    double verifyRecord() {
        return run("", "bench.mjs", "../data/clr20.json", "3", "3", "verify-deep");
    }

    double joseEdDsa() {
        return run("jose EdDSA", "jose.mjs");
    }

    /** The median that it prints, in operations in a second, on the first line that begins so. */
    private double run(String line, String... words) {
        List<String> command = new ArrayList<>(List.of("node"));
        command.addAll(List.of(words));
        try {
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) {
                throw new IllegalStateException("The peer failed at " + String.join(" ", command) + ": " + said);
            }
            return said.lines()
                    .filter(l -> l.startsWith(line))
                    .map(MEDIAN::matcher)
                    .filter(Matcher::find)
                    .map(m -> Double.parseDouble(m.group(1)))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("The peer printed no median: " + said));
        } catch (IOException e) {
            throw new IllegalStateException("The peer could not be run: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }
}
