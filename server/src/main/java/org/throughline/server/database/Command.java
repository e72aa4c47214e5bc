package org.throughline.server.database;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program that is run to its end. */
final class Command {

    /** How it ended, and what it said on both of its streams. */
    record Outcome(int exitCode, String output) {
        boolean succeeded() {
            return exitCode == 0;
        }
    }

    private Command() {}

    static Outcome run(Path directory, Duration limit, List<String> words) {
        return run(directory, limit, words, "");
    }

    /** @param input what it reads on its standard input */
    static Outcome run(Path directory, Duration limit, List<String> words, String input) {
        ProcessBuilder builder =
                new ProcessBuilder(words).directory(directory.toFile()).redirectErrorStream(true);
        // nothing of the caller's environment may steer the database (PGPORT, PGOPTIONS, …)
        builder.environment().keySet().removeIf(name -> !name.equals("PATH"));
        builder.environment().put("LC_ALL", "C");
        try {
            Process process = builder.start();
            try (OutputStream in = process.getOutputStream()) {
                in.write(input.getBytes(StandardCharsets.UTF_8));
            } catch (IOException ended) {
                // it did not want to hear it; its exit code says whether that is well
            }
            Thread overdue = Thread.ofVirtual().start(() -> endAfter(process, limit));
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int exitCode = process.waitFor();
            overdue.interrupt();
            return new Outcome(exitCode, output.strip());
        } catch (IOException e) {
            return new Outcome(127, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DatabaseFailure("Interrupted while waiting for " + words.getFirst(), e);
        }
    }

    private static void endAfter(Process process, Duration limit) {
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // it ended by itself
        }
    }
}
