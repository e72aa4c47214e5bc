package org.throughline.server.faults;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.throughline.server.frameworks.SmallFrameworks;

/**
 * F1 in the middle of a run of suggestions, while people decide already on what was found: the next server goes on where the dead one stood, finds
 * what an undisturbed run finds, and every acknowledged decision is there once.
 */
final class KilledRun {
    private static final Duration START = Duration.ofMinutes(10);
    private static final Duration THROUGH = Duration.ofMinutes(5);
    private static final int STATEMENTS = 600;
    private static final int DECISIONS = 6;
    private static final List<String> WORDS = List.of(
            "circuit",
            "voltage",
            "pole",
            "rescue",
            "harness",
            "meter",
            "relay",
            "breaker",
            "torque",
            "ground",
            "crew",
            "storm",
            "permit",
            "lock",
            "tag",
            "splice",
            "insulator",
            "transformer",
            "fuse",
            "trench");

    private final Served server;
    private final List<String> wrong = new ArrayList<>();
    private final List<String> lost = new ArrayList<>();
    private final List<String> twice = new ArrayList<>();

    KilledRun(Served server) {
        this.server = server;
    }

    /** Kills the server when so many shares of the questions are answered, one after the other; at most two, as a run is begun three times. */
    Outcome run(List<Double> shares) throws IOException, InterruptedException, SQLException {
        server.awaitReady(START);
        Truth truth = Truth.of(server.folder());
        String crosswalk = opened();
        String run = "'"
                + truth.ask("select run::text from alignment.crosswalks where id = '" + crosswalk + "'")
                        .getFirst() + "'";
        await(truth, "done > 0", run, 0);
        List<String> decided = decide(truth, crosswalk, run);
        Duration worst = Duration.ZERO;
        for (double share : shares) {
            await(truth, "done >= " + (int) (share * 2 * STATEMENTS), run, share);
            server.kill();
            long killed = System.nanoTime();
            Set<String> kept = new HashSet<>(rows(truth, run));
            String done =
                    truth.ask("select done::text from alignment.runs where state = 'RUNNING' and id = " + run).stream()
                            .findFirst()
                            .orElse("");
            if (done.isEmpty()) {
                wrong.add("the run was over before the server was killed");
            }
            server.startAgain();
            server.awaitReady(START);
            await(truth, "done > " + (done.isEmpty() ? "0" : done) + " or state <> 'RUNNING'", run, share);
            Duration recovery = Duration.ofNanos(System.nanoTime() - killed);
            worst = recovery.compareTo(worst) > 0 ? recovery : worst;
            Set<String> now = new HashSet<>(rows(truth, run));
            kept.stream().filter(row -> !now.contains(row)).forEach(row -> lost.add("suggestion " + row));
        }
        await(truth, "state in ('DONE', 'FAILED')", run, 1);
        String ended = truth.ask(
                        "select state || ' at ' || done || ', begun ' || attempts from alignment.runs where id = "
                                + run)
                .getFirst();
        if (!ended.equals("DONE at %d, begun %d".formatted(2 * STATEMENTS, shares.size() + 1))) {
            wrong.add("the run is " + ended);
        }
        demandDecisions(truth, crosswalk, decided);
        demandTheSame(truth, crosswalk, run);
        wrong.addAll(Order.of(server.folder()));
        return new Outcome(
                "F1 kill -9 in the middle of a run of suggestions",
                shares.size(),
                decided.size(),
                lost,
                twice,
                worst,
                wrong);
    }

    /** A crosswalk that is large enough to be filled by a run, opened as an editor does. */
    private String opened() throws IOException, InterruptedException {
        try (Actor educator = new Actor(server.at("/"), "educator")) {
            educator.signIn();
            String organization = organization(educator.page("/frameworks/import"));
            SmallFrameworks asking = made("Asked in the middle", 1);
            SmallFrameworks answering = made("Answered in the middle", 2);
            bring(educator, organization, asking, "JOB_ROLE");
            bring(educator, organization, answering, "OUTCOMES");
            educator.page("/crosswalks/new");
            HttpResponse<String> opened = educator.post(
                    "/crosswalks",
                    "organization",
                    organization,
                    "requirements",
                    asking.id().toString(),
                    "outcomes",
                    answering.id().toString());
            String address = opened.headers().firstValue("Location").orElse("");
            if (opened.statusCode() != 302) {
                throw new IOException("no crosswalk was opened: " + opened.statusCode());
            }
            return UUID.fromString(address.substring(address.lastIndexOf('/') + 1))
                    .toString();
        }
    }

    private static void bring(Actor educator, String organization, SmallFrameworks framework, String kind)
            throws IOException, InterruptedException {
        HttpResponse<String> looked = educator.upload(
                "/frameworks/import",
                Map.of("organization", organization, "kind", kind),
                "run.json",
                new String(framework.json(), StandardCharsets.UTF_8));
        String waiting = looked.headers().firstValue("Location").orElse("");
        if (!waiting.contains("/frameworks/import/") || educator.post(waiting).statusCode() != 302) {
            throw new IOException("no framework was brought in: " + looked.statusCode() + " " + waiting);
        }
    }

    private static String organization(Document page) throws IOException {
        Element found = page.selectFirst("[name=organization] option[value], input[name=organization]");
        if (found == null) {
            throw new IOException("no organization at " + page.location());
        }
        return found.val();
    }

    private static SmallFrameworks made(String title, long seed) {
        Random random = new Random(seed);
        SmallFrameworks made = new SmallFrameworks(title);
        for (int n = 0; n < STATEMENTS; n++) {
            StringBuilder statement = new StringBuilder("Handles");
            for (int word = 0; word < 6; word++) {
                statement.append(' ').append(WORDS.get(random.nextInt(WORDS.size())));
            }
            made.item("S." + n, statement.toString());
        }
        return made;
    }

    /** Accepts and rejects what was found so far, in turns; only what the server acknowledged is told. */
    private List<String> decide(Truth truth, String crosswalk, String run)
            throws IOException, InterruptedException, SQLException {
        List<String> acknowledged = new ArrayList<>();
        try (Actor educator = new Actor(server.at("/"), "educator")) {
            educator.signIn();
            for (String pair : truth.ask(
                    "select requirement || ' ' || outcome from alignment.suggestions where rank = 1 and not from_outcome and run = "
                            + run + " order by 1 limit " + DECISIONS)) {
                boolean accept = acknowledged.size() % 2 == 0;
                String[] items = pair.split(" ");
                HttpResponse<String> answer = educator.post(
                        "/crosswalks/" + crosswalk + (accept ? "/accept" : "/reject"),
                        "requirement",
                        items[0],
                        "outcome",
                        items[1],
                        "relation",
                        "isRelatedTo",
                        "view",
                        "all");
                if (answer.statusCode() == 302) {
                    acknowledged.add(pair + (accept ? " ACCEPTED" : " REJECTED"));
                }
            }
        }
        if (acknowledged.size() < DECISIONS) {
            wrong.add("only %d of %d decisions were acknowledged".formatted(acknowledged.size(), DECISIONS));
        }
        return acknowledged;
    }

    private void demandDecisions(Truth truth, String crosswalk, List<String> acknowledged) throws SQLException {
        List<String> found =
                truth.ask("select d.requirement || ' ' || d.outcome || ' ' || d.verdict from alignment.decisions d"
                        + " join alignment.pairs p on p.decision = d.number where d.crosswalk = '" + crosswalk + "'");
        acknowledged.stream().filter(one -> !found.contains(one)).forEach(one -> lost.add("decision " + one));
        found.stream()
                .filter(one -> found.indexOf(one) != found.lastIndexOf(one))
                .forEach(one -> twice.add("decision " + one));
    }

    /** Another run that learns from the same, of which nothing is killed, finds the same to the last digit. */
    private void demandTheSame(Truth truth, String crosswalk, String run) throws InterruptedException, SQLException {
        List<String> broken = contents(truth, run);
        broken.stream()
                .filter(one -> broken.indexOf(one) != broken.lastIndexOf(one))
                .forEach(one -> twice.add("suggestion " + one));
        String undisturbed = "'" + UUID.randomUUID() + "'";
        truth.tell("insert into alignment.runs (id, crosswalk, place, state, asked_at, up_to) select " + undisturbed
                + ", crosswalk, 2, 'WAITING', now(), up_to from alignment.runs where id = " + run);
        await(truth, "state in ('DONE', 'FAILED')", undisturbed, 1);
        List<String> whole = contents(truth, undisturbed);
        if (broken.isEmpty() || !broken.equals(whole)) {
            wrong.add("the run that was broken off found %d suggestions, the undisturbed one %d; not the same: %s"
                    .formatted(
                            broken.size(),
                            whole.size(),
                            broken.stream()
                                    .filter(one -> !whole.contains(one))
                                    .limit(2)
                                    .toList()));
        }
    }

    private static List<String> contents(Truth truth, String run) throws SQLException {
        return truth.ask(
                "select concat_ws(' ', requirement, outcome, rank, score, probability, relation, reasons, model_version, from_outcome,"
                        + " figures) from alignment.suggestions where run = " + run + " order by 1");
    }

    /** Each with the transaction that wrote it: whoever asks again what was answered writes another. */
    private static List<String> rows(Truth truth, String run) throws SQLException {
        return truth.ask(
                "select requirement || ' ' || outcome || ' ' || xmin from alignment.suggestions where run = " + run);
    }

    private void await(Truth truth, String reached, String run, double share)
            throws SQLException, InterruptedException {
        String question = "select count(*)::text from alignment.runs where (" + reached + ") and id = " + run;
        long deadline = System.nanoTime() + Machine.here(THROUGH).toNanos();
        while (truth.ask(question).getFirst().equals("0")) {
            if (System.nanoTime() > deadline || !server.isAlive()) {
                throw new IllegalStateException("the run did not come to %.0f %%: %s%n%s"
                        .formatted(
                                share * 100,
                                truth.ask(
                                        "select state || ' ' || done || ' ' || coalesce(step, '') from alignment.runs where id = "
                                                + run),
                                server.lastWords()));
            }
            Thread.sleep(20);
        }
    }
}
