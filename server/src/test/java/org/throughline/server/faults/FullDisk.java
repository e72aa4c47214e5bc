package org.throughline.server.faults;

import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * F5: the data, PostgreSQL's log of changes and the checkpoints lie on a disk each. One after the other runs full, to the reserve and then to
 * the last byte, and is freed again. And without the log no act is done. Blobs and indexes have no folder of their own here: they are rows.
 */
final class FullDisk {
    private static final String DATA_SIZE = "440m";
    private static final long RESERVE = 96L * 1024 * 1024;
    private static final long SMALL = 4; // of a small disk, a quarter is kept
    private static final Duration START = Duration.ofMinutes(10);
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final byte[] MEBIBYTE = new byte[1024 * 1024];

    /** What lies on a disk of its own: where, as PostgreSQL sees it, and how large that disk is. */
    private enum Place {
        DATA("", DATA_SIZE),
        CHANGES("postgresql/cluster/pg_wal", "340m"),
        CHECKPOINTS("checkpoints", "64m");

        private final String path;
        private final String size;

        Place(String path, String size) {
            this.path = path;
            this.size = size;
        }
    }

    private final Path folder;
    private final List<String> wrong = new ArrayList<>();
    private final List<String> kept = new ArrayList<>();
    private Duration worst = Duration.ZERO;

    FullDisk(Path folder) {
        this.folder = folder;
    }

    Outcome run() throws Exception {
        Files.createDirectories(folder);
        Machine.run("chmod", "755", folder.toString());
        for (Place place : Place.values()) {
            Path disk = Files.createDirectories(disk(place));
            if (!Machine.run(
                    "mount", "-t", "tmpfs", "-o", "size=" + place.size + ",mode=755", "tmpfs", disk.toString())) {
                return new Outcome(
                        "F5 full disk: NOT TRIED, it needs the right to mount a small disk",
                        0,
                        0,
                        List.of(),
                        List.of(),
                        Duration.ZERO,
                        List.of("run it as root"));
            }
        }
        try (Served server = Served.start(disk(Place.DATA).resolve("data"))) {
            server.awaitReady(START);
            server.end();
            move(server, Place.CHANGES);
            move(server, Place.CHECKPOINTS);
            server.startAgain();
            return onTheirDisks(server);
        } finally {
            for (Place place : Place.values()) {
                Machine.run("umount", "-l", disk(place).toString());
            }
        }
    }

    private Path disk(Place place) {
        return folder.resolve(place.name().toLowerCase(Locale.ROOT));
    }

    /** As an operator does who gives a folder a disk of its own. */
    private void move(Served server, Place place) throws IOException {
        Path from = server.folder().resolve(place.path);
        Path to = disk(place).resolve("kept");
        if (!Machine.run("cp", "-a", from.toString(), to.toString())
                || !Machine.run("rm", "-r", from.toString())
                || !Machine.run("ln", "-s", to.toString(), from.toString())) {
            throw new IOException(from + " could not be moved to " + to);
        }
    }

    private Outcome onTheirDisks(Served server) throws Exception {
        server.awaitReady(START);
        Truth truth = Truth.of(server.folder());
        Actor learner = new Actor(server.at("/"), "learner");
        learner.signIn();
        String credential =
                learner.page("/record/share").select("input[name=credential]").val();
        expect(share(learner, credential, "ack-before"), 302, "a write before");
        for (Place place : Place.values()) {
            runsFull(place, learner, credential);
        }
        withoutTheLog(truth, learner, credential);
        List<String> found = truth.ask("select label from records.share");
        List<String> lost =
                kept.stream().filter(label -> !found.contains(label)).toList();
        List<String> twice = found.stream()
                .filter(label -> label.startsWith("ack-"))
                .filter(label -> found.stream().filter(label::equals).count() > 1)
                .distinct()
                .toList();
        found.stream()
                .filter(label -> label.matches("reserve.*|full.*|unlogged"))
                .forEach(label -> wrong.add("a refused write is there: " + label));
        wrong.addAll(Order.of(server.folder()));
        return new Outcome(
                "F5 full disks: data, log of changes, checkpoints; no log, no act",
                Place.values().length,
                kept.size(),
                lost,
                twice,
                worst,
                wrong);
    }

    private void runsFull(Place place, Actor learner, String credential) throws Exception {
        Path ballast = disk(place).resolve("ballast");
        long size = Files.getFileStore(disk(place)).getTotalSpace();
        fill(place, ballast, Math.min(RESERVE, size / SMALL) / 2);
        expect(share(learner, credential, "reserve-" + place), 507, "a write into the reserve of " + place);
        reads(learner, "in the reserve of " + place);

        fill(place, ballast, 0);
        expect(share(learner, credential, "full-" + place), 507, "a write with a full disk of " + place);
        reads(learner, "on a full disk of " + place);

        Files.delete(ballast);
        long freed = System.nanoTime();
        while (share(learner, credential, "ack-after-" + place) != 302
                && System.nanoTime() - freed < LIMIT.multipliedBy(2).toNanos()) {
            Thread.sleep(100);
        }
        Duration recovery = Duration.ofNanos(System.nanoTime() - freed);
        worst = recovery.compareTo(worst) > 0 ? recovery : worst;
        if (recovery.compareTo(LIMIT) > 0) {
            wrong.add("recovered only after " + recovery.toSeconds() + " s: " + place);
        }
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
    private void fill(Place place, Path ballast, long free) throws IOException {
        try (OutputStream out = Files.newOutputStream(
                ballast, java.nio.file.StandardOpenOption.CREATE, java.nio.file.StandardOpenOption.APPEND)) {
            while (Files.getFileStore(disk(place)).getUsableSpace() > free) {
                out.write(MEBIBYTE);
            }
        } catch (IOException e) {
            if (free > 0) {
                throw e;
            }
        }
    }
}
