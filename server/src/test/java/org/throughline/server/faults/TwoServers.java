package org.throughline.server.faults;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.throughline.server.database.DataDirectory;
import org.throughline.server.database.EmbeddedPostgres;

/** F7 and F9: two servers on one database; one has a clock that is wrong, then the one that works is killed. */
final class TwoServers {
    private static final Duration START = Duration.ofMinutes(10);
    private static final Duration TAKE_OVER = Duration.ofSeconds(15);
    private static final Duration CONVERGED = Duration.ofSeconds(2);
    private static final int ROWS = 150;
    private static final long TEN_MINUTES = 600;
    private static final long LEEWAY = 50;
    private static final String COLLEGE = "/o/riverbend";
    private static final Instant LEAP_DAY = Instant.parse("2028-02-29T00:00:00Z");
    private static final Instant CLOCKS_FORWARD = Instant.parse("2027-03-14T08:00:00Z"); // in Denver

    private final Path folder;

    TwoServers(Path folder) {
        this.folder = folder;
    }

    List<Outcome> run() throws Exception {
        Files.createDirectories(folder);
        Machine.run("chmod", "755", folder.toString());
        Path skew = Files.writeString(folder.resolve("skew"), "0");
        try (DataDirectory directory = DataDirectory.claim(folder.resolve("database"));
                EmbeddedPostgres postgres = EmbeddedPostgres.start(directory)) {
            Map<String, String> environment = Map.of(
                    "THROUGHLINE_DATABASE_URL", postgres.jdbcUrl(),
                    "THROUGHLINE_DATABASE_USER", postgres.user(),
                    "THROUGHLINE_DATABASE_PASSWORD", postgres.password(),
                    "THROUGHLINE_MASTER_KEY_FILE", folder.resolve("master.key").toString());
            Truth truth = Truth.of(
                    postgres.jdbcUrl(),
                    "postgres",
                    Machine.properties(folder.resolve("database/postgresql/passwords"))
                            .getProperty("postgres"));
            List<String> address = List.of("--public-url", "http://localhost:" + Machine.freePort());
            try (Served first = Served.start(folder.resolve("first"), environment, address)) {
                first.awaitReady(START);
                Served made = Served.start(folder.resolve("second"), environment, address);
                try (Served second = made) {
                    second.awaitReady(START);
                    second.kill();
                    second.startAgain(Machine.agentJar(folder), "skew " + skew);
                    second.awaitReady(START);
                    return List.of(clocks(truth, first, second, skew), together(truth, first, second));
                }
            }
        }
    }

    /** F7: what is open or over is the same for both, whatever their own clocks say. */
    private static Outcome clocks(Truth truth, Served first, Served second, Path skew) throws Exception {
        List<String> wrong = new ArrayList<>();
        Actor learner = new Actor(first.at("/"), "learner");
        learner.signIn();
        String credential =
                learner.page("/record/share").select("input[name=credential]").val();
        String open = link(learner, credential, "ack-open");
        String over = link(learner, credential, "ack-over");
        truth.tell("update records.share set expires_at = now() + interval '5 minutes' where label = 'ack-open'");
        truth.tell("update records.share set expires_at = now() - interval '5 minutes' where label = 'ack-over'");
        Actor stranger = new Actor(second.at("/"), "nobody");
        Program program = Program.of(first);
        List<Long> skews = List.of(
                TEN_MINUTES, -TEN_MINUTES, -6 * TEN_MINUTES, until(LEAP_DAY), until(CLOCKS_FORWARD), TEN_MINUTES);
        for (long seconds : skews) {
            Files.writeString(skew, Long.toString(seconds));
            Thread.sleep(500);
            expect(
                    wrong,
                    opened(stranger, open),
                    200,
                    "a link that is open, with a clock that is " + seconds + " s off");
            expect(
                    wrong,
                    opened(stranger, over),
                    404,
                    "a link that is over, with a clock that is " + seconds + " s off");
            Actor other = new Actor(second.at("/"), "learner");
            other.signIn();
            expect(wrong, other.status("/record"), 200, "a session made with a clock that is " + seconds + " s off");
            link(other, credential, "ack-by-the-wrong-clock");
        }
        for (long seconds : List.of(LEEWAY, -LEEWAY)) {
            Files.writeString(skew, Long.toString(seconds));
            Thread.sleep(500);
            expect(
                    wrong,
                    program.use(first, program.token(second)),
                    200,
                    "a token made by a clock that is " + seconds + " s off");
            expect(
                    wrong,
                    program.use(second, program.token(first)),
                    200,
                    "a token, looked at by a clock that is " + seconds + " s off");
        }
        Files.writeString(skew, "0");
        wrong.addAll(truth.ask("select 'written at another time: ' || label from records.share "
                + "where abs(extract(epoch from created_at - now())) > 300 and label like 'ack-%'"));
        wrong.addAll(
                truth.ask(
                        "select 'the log says another time: ' || action from audit.entry where at > now() + interval '5 seconds'"));
        return new Outcome(
                "F7 one server's clock: 50 s and 10 min off, an hour back, leap day, DST",
                skews.size(),
                skews.size() + 2L,
                List.of(),
                List.of(),
                Duration.ZERO,
                wrong);
    }

    private static long until(Instant moment) {
        return Duration.between(Instant.now(), moment).toSeconds();
    }

    private static int opened(Actor stranger, String secret) throws IOException, InterruptedException {
        stranger.page("/s");
        return stranger.post("/s", "token", secret).statusCode();
    }

    private static String link(Actor actor, String credential, String label) throws IOException, InterruptedException {
        HttpResponse<String> made = actor.post("/record/share", "credential", credential, "label", label, "days", "30");
        if (made.statusCode() != 302) {
            throw new IOException("no link was made: " + made.statusCode());
        }
        String page = actor.page("/record/shares").html();
        int at = page.indexOf("/s#") + 3;
        return page.substring(at, at + 43);
    }

    /** F9: every row once, soon taken over, and what one server is told the other knows. */
    private static Outcome together(Truth truth, Served first, Served second) throws Exception {
        List<String> wrong = new ArrayList<>();
        Actor educator = new Actor(first.at("/"), "educator");
        educator.signIn();
        var form = educator.page("/issuing/new");
        StringBuilder roster = new StringBuilder("name,email\n");
        for (int i = 0; i < ROWS; i++) {
            roster.append("Row ").append(i).append(",row-").append(i).append("@two.example\n");
        }
        HttpResponse<String> started = educator.post(
                "/issuing/new",
                "organization",
                form.select("input[name=organization]").val(),
                "achievement",
                form.select("input[name=achievement]").val(),
                "roster",
                roster.toString(),
                "key",
                "two-servers",
                "act",
                "issue");
        expect(wrong, started.statusCode(), 302, "a batch");
        converge(wrong, first, second);
        rolesConverge(wrong, first, second);
        keysConverge(wrong, educator, first, second);
        String delivered = "select count(*)::text from issuing.credential c join issuing.batch b on b.id = c.batch "
                + "where b.idempotency_key = 'two-servers' and c.state = 'delivered'";
        int before = awaitMore(truth, delivered, ROWS / 10);
        first.kill();
        long killed = System.nanoTime();
        before = Math.max(before, Integer.parseInt(truth.ask(delivered).getFirst()));
        awaitMore(truth, delivered, Math.min(before + 1, ROWS));
        Duration takeOver = Duration.ofNanos(System.nanoTime() - killed);
        if (takeOver.compareTo(Machine.here(TAKE_OVER)) > 0) {
            wrong.add("taken over only after " + takeOver.toSeconds() + " s");
        }
        awaitMore(truth, delivered, ROWS);
        List<String> twice =
                new ArrayList<>(truth.ask("select subject from audit.entry where action = 'credential.issued' "
                        + "group by subject having count(*) > 1"));
        twice.addAll(
                truth.ask(
                        "select holder || credential_id from records.held_credential group by holder, credential_id having count(*) > 1"));
        twice.addAll(
                truth.ask("select recipient::text from issuing.credential c join issuing.batch b on b.id = c.batch "
                        + "where b.idempotency_key = 'two-servers' group by recipient having count(*) > 1"));
        List<String> lost = truth.ask("select c.id::text from issuing.credential c where c.state <> 'delivered'");
        return new Outcome("F9 two servers, the one that issues is killed", 1, ROWS, lost, twice, takeOver, wrong);
    }

    private static void converge(List<String> wrong, Served first, Served second)
            throws IOException, InterruptedException {
        Actor here = new Actor(first.at("/"), "learner");
        here.signIn();
        here.page("/record/consents");
        Actor there = new Actor(second.at("/"), "learner");
        there.signIn();
        for (String change : List.of("give", "withdraw", "give")) {
            here.post("/record/consents/" + change, "employer", "");
            long told = System.nanoTime();
            boolean expected = change.equals("give");
            while (there.page("/record/consents")
                            .select("form[action=/record/consents/withdraw]:has(input[name=employer][value=])")
                            .isEmpty()
                    == expected) {
                if (System.nanoTime() - told > Machine.here(CONVERGED).toNanos()) {
                    wrong.add("the other server did not know within 2 s: consent, " + change);
                    return;
                }
                Thread.sleep(20);
            }
        }
    }

    /** Who has another role signs in again everywhere, and then has it everywhere. */
    private static void rolesConverge(List<String> wrong, Served first, Served second)
            throws IOException, InterruptedException {
        Actor owner = new Actor(first.at("/"), "educator");
        owner.signIn();
        Actor leader = new Actor(second.at("/"), "leader");
        leader.signIn();
        expect(wrong, leader.status(COLLEGE + "/members"), 200, "the members' page of a member");
        expect(wrong, leader.status(COLLEGE + "/edit"), 403, "a page of the owners, asked by a viewer");
        String page = owner.page(COLLEGE + "/members")
                .select("tr:contains(Helen Brandt) a[href*=/members/]")
                .attr("href");
        owner.page(page);
        expect(wrong, owner.post(page, "roles", "VIEWER", "roles", "OWNER").statusCode(), 302, "another role");
        within(wrong, "another role ends the old session", () -> leader.status(COLLEGE + "/members") != 200);
        leader.signIn();
        expect(wrong, leader.status(COLLEGE + "/edit"), 200, "a page of the owners, asked by a new one");
        owner.page(page);
        expect(wrong, owner.post(page, "roles", "VIEWER").statusCode(), 302, "the old role");
        within(wrong, "a role that was taken away", () -> leader.status(COLLEGE + "/edit") != 200);
    }

    /** What one server makes the key, or halts, the other uses, and signs nothing. */
    private static void keysConverge(List<String> wrong, Actor owner, Served first, Served second)
            throws IOException, InterruptedException {
        Actor there = new Actor(second.at("/"), "educator");
        there.signIn();
        String before = there.page(COLLEGE + "/jwks.json").text();
        owner.page(COLLEGE + "/keys");
        expect(wrong, owner.post(COLLEGE + "/keys/change").statusCode(), 302, "another key");
        String after = owner.page(COLLEGE + "/jwks.json").text();
        if (after.equals(before)) {
            wrong.add("a change of the key showed no key");
        }
        within(
                wrong,
                "another key",
                () -> there.page(COLLEGE + "/jwks.json").text().equals(after));
        owner.page(COLLEGE + "/keys");
        expect(wrong, owner.post(COLLEGE + "/keys/halt", "reason", "F9").statusCode(), 302, "a halt");
        within(
                wrong,
                "a halt",
                () -> !there.page(COLLEGE + "/keys")
                        .select("form[action$=/keys/resume]")
                        .isEmpty());
        owner.page(COLLEGE + "/keys");
        expect(wrong, owner.post(COLLEGE + "/keys/resume").statusCode(), 302, "the end of a halt");
        within(
                wrong,
                "the end of a halt",
                () -> there.page(COLLEGE + "/keys")
                        .select("form[action$=/keys/resume]")
                        .isEmpty());
    }

    private interface Known {
        boolean holds() throws IOException, InterruptedException;
    }

    private static void within(List<String> wrong, String what, Known known) throws IOException, InterruptedException {
        long told = System.nanoTime();
        while (!known.holds()) {
            if (System.nanoTime() - told > Machine.here(CONVERGED).toNanos()) {
                wrong.add("the other server did not know within 2 s: " + what);
                return;
            }
            Thread.sleep(20);
        }
    }

    private static int awaitMore(Truth truth, String question, int atLeast) throws SQLException, InterruptedException {
        long deadline = System.nanoTime() + Duration.ofMinutes(3).toNanos();
        int found = Integer.parseInt(truth.ask(question).getFirst());
        while (found < atLeast) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("only " + found + " of " + atLeast + " were delivered");
            }
            Thread.sleep(50);
            found = Integer.parseInt(truth.ask(question).getFirst());
        }
        return found;
    }

    private static void expect(List<String> wrong, int found, int expected, String what) {
        if (found != expected) {
            wrong.add(what + " answered " + found + " instead of " + expected);
        }
    }
}
