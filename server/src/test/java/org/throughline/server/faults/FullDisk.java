package org.throughline.server.faults;

import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** F5: a disk of its own runs full, to the reserve and then to the last byte, and is freed again. And without the log no act is done. */
final class FullDisk {
    private static final String SIZE = "420m";
    private static final long RESERVE = 96L * 1024 * 1024;
    private static final Duration START = Duration.ofMinutes(10);
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final byte[] MEBIBYTE = new byte[1024 * 1024];

    private final Path disk;
    private final List<String> wrong = new ArrayList<>();
    private final List<String> kept = new ArrayList<>();

    FullDisk(Path disk) {
        this.disk = disk;
    }

    Outcome run() throws Exception {
        Files.createDirectories(disk);
        if (!Machine.run("mount", "-t", "tmpfs", "-o", "size=" + SIZE + ",mode=755", "tmpfs", disk.toString())) {
            return new Outcome(
                    "F5 full disk: NOT TRIED, it needs the right to mount a small disk",
                    0,
                    0,
                    List.of(),
                    List.of(),
                    Duration.ZERO,
                    List.of("run it as root"));
        }
        try (Served server = Served.start(disk.resolve("data"))) {
            return onItsDisk(server);
        } finally {
            Machine.run("umount", "-l", disk.toString());
        }
    }

    private Outcome onItsDisk(Served server) throws Exception {
        server.awaitReady(START);
        Truth truth = Truth.of(server.folder());
        Actor learner = new Actor(server.at("/"), "learner");
        learner.signIn();
        String credential =
                learner.page("/record/share").select("input[name=credential]").val();
        expect(share(learner, credential, "ack-before"), 302, "a write before");

        Path ballast = disk.resolve("ballast");
        fill(ballast, RESERVE / 2);
        expect(share(learner, credential, "reserve"), 507, "a write into the reserve");
        reads(learner, "in the reserve");

        fill(ballast, 0);
        expect(share(learner, credential, "full"), 507, "a write on a full disk");
        reads(learner, "on a full disk");

        Files.delete(ballast);
        long freed = System.nanoTime();
        while (share(learner, credential, "ack-after") != 302
                && System.nanoTime() - freed < LIMIT.multipliedBy(2).toNanos()) {
            Thread.sleep(100);
        }
        Duration recovery = Duration.ofNanos(System.nanoTime() - freed);
        if (recovery.compareTo(LIMIT) > 0) {
            wrong.add("recovered only after " + recovery.toSeconds() + " s");
        }
        withoutTheLog(truth, learner, credential);
        List<String> found = truth.ask("select label from records.share");
        List<String> lost =
                kept.stream().filter(label -> !found.contains(label)).toList();
        List<String> twice = found.stream()
                .filter(label -> label.startsWith("ack-"))
                .filter(label -> found.stream().filter(label::equals).count() > 1)
                .toList();
        found.stream()
                .filter(label -> label.matches("reserve|full|unlogged"))
                .forEach(label -> wrong.add("a refused write is there: " + label));
        return new Outcome("F5 full disk; no log, no act", 1, kept.size(), lost, twice, recovery, wrong);
    }

    /** The log refuses: then the act must not stand either. */
    private void withoutTheLog(Truth truth, Actor learner, String credential) throws Exception {
        truth.tell("revoke insert on audit.entry from throughline_app");
        int status = share(learner, credential, "unlogged");
        truth.tell("grant insert on audit.entry to throughline_app");
        if (status < 500) {
            wrong.add("an act that could not be logged was answered " + status);
        }
        expect(share(learner, credential, "ack-logged"), 302, "a write when the log is back");
    }

    private int share(Actor learner, String credential, String label) throws IOException, InterruptedException {
        HttpResponse<String> response =
                learner.post("/record/share", "credential", credential, "label", label, "days", "30");
        if (response.statusCode() == 302) {
            kept.add(label);
        }
        return response.statusCode();
    }

    private void reads(Actor learner, String when) throws IOException, InterruptedException {
        expect(learner.status("/record"), 200, "the record " + when);
        expect(learner.status("/verify"), 200, "the verify page " + when);
        expect(learner.post("/verify", "text", "{}").statusCode() / 100, 2, "a verification " + when);
    }

    private void expect(int found, int expected, String what) {
        if (found != expected) {
            wrong.add(what + " answered " + found + " instead of " + expected);
        }
    }

    /** Writes until only so much is free. */
    private void fill(Path ballast, long free) throws IOException {
        try (OutputStream out = Files.newOutputStream(
                ballast, java.nio.file.StandardOpenOption.CREATE, java.nio.file.StandardOpenOption.APPEND)) {
            while (Files.getFileStore(disk).getUsableSpace() > free) {
                out.write(MEBIBYTE);
            }
        } catch (IOException e) {
            if (free > 0) {
                throw e;
            }
        }
    }
}
