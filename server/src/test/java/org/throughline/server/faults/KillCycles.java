package org.throughline.server.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.throughline.server.faults.Truth.Difference;

/** F1, F2, F3: under a load of writes, processes are killed one after the other, and after each recovery the ledger is held against the database. */
final class KillCycles {
    private static final Duration START = Duration.ofMinutes(10);

    /** On a machine of its own; where others work too, as many times longer as there is more work than two a core. */
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private static final Duration LIMIT_OF_A_NEW_PROCESS = Duration.ofSeconds(20);
    private static final Duration LIMIT_FROM_CLASSES = Duration.ofSeconds(60);
    private static final int BETWEEN_WHOLE_CHECKS = 20;
    private static final int BETWEEN_FSCKS = 100;

    /** What is killed. */
    enum Victim {
        SERVER("F1, F2 kill -9 of the server"),
        POSTMASTER("F3 kill -9 of PostgreSQL's postmaster"),
        BACKEND("F3 kill -9 of one PostgreSQL backend"),
        BOTH("F1-F3 kill -9 of the server and all of PostgreSQL");

        private final String words;

        Victim(String words) {
            this.words = words;
        }
    }

    /** Each kind once, then the quick ones oftener: a new process costs the most time. */
    private static final List<Victim> TURNS = List.of(
            Victim.SERVER,
            Victim.POSTMASTER,
            Victim.BACKEND,
            Victim.BOTH,
            Victim.BACKEND,
            Victim.POSTMASTER,
            Victim.BACKEND,
            Victim.BACKEND,
            Victim.POSTMASTER,
            Victim.BACKEND);

    private final Path kills;
    private final Served server;
    private final Ledger ledger;
    private final RandomGenerator random;
    private final Load load;
    private final Map<Victim, Tally> tallies = new EnumMap<>(Victim.class);

    private static final class Tally {
        private int cycles;
        private int within;
        private long acknowledged;
        private Duration worst = Duration.ZERO;
        private Difference difference = Difference.NONE;
        private final List<String> wrong = new ArrayList<>();
    }

    KillCycles(Served server, Ledger ledger, Path kills, Path samples, long seed) throws IOException {
        this.kills = kills;
        this.server = server;
        this.ledger = ledger;
        this.random = new java.util.Random(seed);
        this.load = new Load(server, ledger, samples);
    }

    /** So many kills, each kind in its turn; fewer where the time is up before. */
    List<Outcome> run(int cycles, Duration time) throws IOException, InterruptedException, SQLException {
        server.awaitReady(START);
        Truth truth = Truth.of(server.folder());
        try (load) {
            load.begin();
            awaitAcknowledgement(System.nanoTime(), START);
            long end = System.nanoTime() + time.toNanos();
            for (int i = resumed(); i < cycles && System.nanoTime() < end; i++) {
                Victim victim = TURNS.get(i % TURNS.size());
                Thread.sleep(200 + random.nextInt(800));
                Duration recovery = cycle(victim, truth);
                Tally tally = java.util.Objects.requireNonNull(tallies.get(victim));
                if ((i + 1) % BETWEEN_WHOLE_CHECKS == 0) {
                    tally.difference = tally.difference.and(truth.against(ledger));
                }
                if ((i + 1) % BETWEEN_FSCKS == 0) {
                    tally.wrong.addAll(Order.of(server.folder()));
                }
                System.out.printf(
                        "%d/%d %s: recovered in %.1f s, %d acknowledged%n",
                        i + 1, cycles, victim, recovery.toMillis() / 1000.0, ledger.size());
                if (!tally.difference.equals(Difference.NONE)) {
                    break;
                }
            }
        }
        settle(truth);
        int done = tallies.values().stream().mapToInt(tally -> tally.cycles).sum();
        if (done < cycles) {
            tallies.values()
                    .iterator()
                    .next()
                    .wrong
                    .add("NOT FINISHED: %d of %d kills in %d minutes".formatted(done, cycles, time.toMinutes()));
        }
        return tallies.entrySet().stream()
                .map(each -> outcome(each.getKey(), each.getValue()))
                .toList();
    }

    private Duration cycle(Victim victim, Truth truth) throws IOException, InterruptedException, SQLException {
        long before = ledger.size();
        String moment = truth.ask("select clock_timestamp()::text").getFirst();
        long killed = System.nanoTime();
        kill(victim, truth);
        boolean restart = victim == Victim.SERVER || victim == Victim.BOTH;
        if (restart) {
            server.startAgain();
            server.awaitReady(START);
        }
        awaitNewConnections(moment, truth);
        awaitAcknowledgement(System.nanoTime(), START);
        Duration recovery = Duration.ofNanos(load.lastAcknowledged() - killed);
        Difference difference = truth.againstNewest(ledger);
        load.mayRevoke(
                truth.ask("select id::text from issuing.credential where state = 'delivered' and revoked_at is null "
                        + "and kind = 'BADGE' order by random() limit 20"));
        double crowd = Machine.crowd();
        Tally tally = count(victim, recovery, ledger.size() - before, crowd);
        tally.difference = tally.difference.and(difference);
        Files.writeString(
                kills,
                String.format(
                        Locale.ROOT, "%s %d %d %.2f%n", victim, recovery.toMillis(), ledger.size() - before, crowd),
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
        return recovery;
    }

    /** Counts the kills of an earlier run on this folder, which this one goes on with; how many they were. */
    private int resumed() throws IOException {
        List<String> lines = Files.exists(kills) ? Files.readAllLines(kills) : List.of();
        for (String line : lines) {
            String[] word = line.split(" ");
            count(
                    Victim.valueOf(word[0]),
                    Duration.ofMillis(Long.parseLong(word[1])),
                    Long.parseLong(word[2]),
                    Double.parseDouble(word[3]));
        }
        return lines.size();
    }

    private Tally count(Victim victim, Duration recovery, long acknowledged, double crowd) {
        Tally tally = tallies.computeIfAbsent(victim, _ -> new Tally());
        tally.cycles++;
        tally.acknowledged += acknowledged;
        tally.worst = recovery.compareTo(tally.worst) > 0 ? recovery : tally.worst;
        boolean restart = victim == Victim.SERVER || victim == Victim.BOTH;
        Duration limit = !restart ? LIMIT : Machine.startsQuickly() ? LIMIT_OF_A_NEW_PROCESS : LIMIT_FROM_CLASSES;
        double seconds = recovery.toMillis() / 1000.0;
        tally.within += recovery.compareTo(limit) > 0 ? 0 : 1;
        if (seconds > limit.toSeconds() * Math.max(1, crowd)) {
            tally.wrong.add("recovered only after %.1f s, with %.1f times the work that the cores can do"
                    .formatted(seconds, crowd));
        }
        return tally;
    }

    private void kill(Victim victim, Truth truth) throws IOException, InterruptedException, SQLException {
        switch (victim) {
            case SERVER -> server.kill();
            case POSTMASTER -> server.postmaster().orElseThrow().destroyForcibly();
            case BACKEND -> {
                List<String> backends =
                        truth.ask("select pid::text from pg_stat_activity where backend_type = 'client backend' "
                                + "and pid <> pg_backend_pid() order by state_change desc limit 1");
                ProcessHandle.of(Long.parseLong(backends.getFirst()))
                        .orElseThrow()
                        .destroyForcibly();
            }
            case BOTH -> server.killAll();
        }
    }

    /** An act that was under way may still be acknowledged after the kill: only what came over new connections tells of recovery. */
    private void awaitNewConnections(String moment, Truth truth) throws InterruptedException, SQLException {
        String old =
                "select count(*)::text from pg_stat_activity where backend_type = 'client backend' and backend_start < '"
                        + moment + "'::timestamptz";
        while (!truth.ask(old).getFirst().equals("0")) {
            Thread.sleep(20);
        }
    }

    /** Waits until an act after this moment is acknowledged. */
    private void awaitAcknowledgement(long since, Duration patience) throws InterruptedException {
        while (load.lastAcknowledged() <= since) {
            if (System.nanoTime() - since > patience.toNanos() || !server.isAlive()) {
                throw new IllegalStateException("Nothing was acknowledged any more within " + patience + ":\n"
                        + load.statuses() + "\n" + server.lastWords());
            }
            Thread.sleep(10);
        }
    }

    /** At the end everything that was begun must come through, without anybody's help. */
    private void settle(Truth truth) throws IOException, InterruptedException, SQLException {
        Tally last = tallies.values().iterator().next();
        long deadline = System.nanoTime() + Duration.ofSeconds(120).toNanos();
        List<String> unfinished = truth.unfinished();
        while (!unfinished.isEmpty() && System.nanoTime() < deadline) {
            Thread.sleep(500);
            unfinished = truth.unfinished();
        }
        last.wrong.addAll(unfinished);
        last.wrong.addAll(load.strange());
        last.wrong.addAll(Order.of(server.folder()));
        last.difference = last.difference.and(truth.against(ledger)).and(truth.consent(ledger, load.consentWanted()));
    }

    private static Outcome outcome(Victim victim, Tally tally) {
        return new Outcome(
                "%s; %d soon".formatted(victim.words, tally.within),
                tally.cycles,
                tally.acknowledged,
                tally.difference.lost(),
                tally.difference.twice(),
                tally.worst,
                tally.wrong);
    }
}
