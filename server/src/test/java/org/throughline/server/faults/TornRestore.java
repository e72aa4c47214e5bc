package org.throughline.server.faults;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * F11: an installation is saved twice while everybody works, goes on, and is lost; the older copy comes back. Everything acknowledged before that
 * copy was begun is there, nothing that was given away since is given away again, and work goes on.
 */
final class TornRestore {
    private static final Duration START = Duration.ofMinutes(10);
    private static final int BETWEEN = 4_000;

    private final Path folder;
    private final Path samples;

    TornRestore(Path folder, Path samples) {
        this.folder = folder;
        this.samples = samples;
    }

    Outcome run() throws Exception {
        Files.createDirectories(folder);
        Machine.run("chmod", "755", folder.toString());
        Path data = folder.resolve("data");
        Path older = folder.resolve("older");
        Path restored = folder.resolve("restored");
        List<String> wrong = new ArrayList<>();
        Map<String, String> given;
        String forgotten;
        try (Ledger ledger = new Ledger(folder.resolve("ledger"));
                Served server = Served.start(data)) {
            server.awaitReady(START);
            Truth truth = Truth.of(data);
            try (Load load = new Load(server, ledger, samples)) {
                load.begin();
                Thread.sleep(BETWEEN);
                Files.copy(folder.resolve("ledger"), folder.resolve("ledger-before"));
                saved(wrong, older, data);
                forgotten = forget(truth, data);
                Thread.sleep(BETWEEN);
                saved(wrong, folder.resolve("newer"), data);
                Thread.sleep(BETWEEN);
            }
            given = places(truth);
            server.killAll();
        }
        Machine.Said back =
                Machine.order("restore", older.toString(), "--data", restored.toString(), "--outside", data.toString());
        if (!back.done()) {
            return outcome(
                    0, List.of("the older copy did not come back"), List.of(), Duration.ZERO, List.of(back.words()));
        }
        wrong.addAll(Order.of(restored));
        long begin = System.nanoTime();
        try (Ledger before = new Ledger(folder.resolve("ledger-before"));
                Served server = Served.start(restored)) {
            server.awaitReady(START);
            Duration ready = Duration.ofNanos(System.nanoTime() - begin);
            Truth truth = Truth.of(restored);
            Truth.Difference difference = truth.against(before);
            String known = "select person::text from audit.person_key where person = '" + forgotten + "'";
            long deadline = System.nanoTime() + Duration.ofSeconds(15).toNanos();
            while (!truth.ask(known).isEmpty() && System.nanoTime() < deadline) {
                Thread.sleep(100);
            }
            if (!truth.ask(known).isEmpty()) {
                wrong.add("somebody who was forgotten after the copy is known again");
            }
            try (Ledger after = new Ledger(folder.resolve("ledger-after"));
                    Load load = new Load(server, after, samples)) {
                load.begin();
                Thread.sleep(BETWEEN);
                difference = difference.and(truth.against(after));
                if (after.size() == 0) {
                    wrong.add("nothing was acknowledged after the restore");
                }
            }
            List<String> again = new ArrayList<>(difference.twice());
            places(truth).forEach((place, credential) -> {
                if (!given.getOrDefault(place, credential).equals(credential)) {
                    again.add("place " + place + " was given away again");
                }
            });
            wrong.addAll(Order.of(restored));
            long acknowledged = before.read().values().stream()
                    .mapToLong(java.util.Set::size)
                    .sum();
            return outcome(acknowledged, difference.lost(), again, ready, wrong);
        }
    }

    private static Outcome outcome(
            long acknowledged, List<String> lost, List<String> twice, Duration ready, List<String> wrong) {
        return new Outcome(
                "F11 an older copy comes back, saved under load", 1, acknowledged, lost, twice, ready, wrong);
    }

    private static void saved(List<String> wrong, Path target, Path data) throws IOException, InterruptedException {
        Machine.Said said = Machine.order("backup", target.toString(), "--data", data.toString(), "--with-master-key");
        if (!said.done()) {
            wrong.add("no backup: " + said.words());
        }
    }

    /** Forgets somebody, as the server does: in the database, and in the ledger outside of it. */
    private static String forget(Truth truth, Path data) throws IOException, SQLException, NoSuchAlgorithmException {
        String person = truth.ask(
                        "select person::text from audit.person_key where person not in (select id from organizations.person "
                                + "where email like '%maya.thornton%') order by person limit 1")
                .getFirst();
        String trace = HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(person.getBytes(StandardCharsets.UTF_8)));
        Path erasures = Files.createDirectories(data.resolve("erasures"));
        Files.writeString(
                erasures.resolve("ledger.txt"),
                Instant.now() + " " + trace + "\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
        truth.tell("set throughline.reach = 'house'; select audit.forget('" + person + "')");
        return person;
    }

    /** Which credential has which place on which status list. */
    private static Map<String, String> places(Truth truth) throws SQLException {
        Map<String, String> places = new HashMap<>();
        for (String line :
                truth.ask("select status_list || ' ' || status_index || '=' || id from issuing.credential")) {
            String[] parts = line.split("=", 2);
            places.put(parts[0], parts[1]);
        }
        return places;
    }
}
