package org.throughline.server.faults;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * F1 and F2 with a steady hand: at each named step of an act the server ends itself, as kill -9 does. Started again, and asked again by a person
 * who got no answer, it brings everything through exactly once.
 */
final class CrashPoints {
    private static final Duration START = Duration.ofMinutes(10);
    private static final Duration END = Duration.ofSeconds(60);
    private static final Duration THROUGH = Duration.ofMinutes(2);
    private static final int ROWS = 3;
    private static final String ROOMS = "org.throughline.server.";
    private static final Pattern UUID_TEXT =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    /** What somebody asks for when the server ends. */
    private enum Act {
        ISSUE,
        IMPORT,
        ROTATE_MASTER,
        BACK_UP
    }

    /** A step, as the method at whose first return the server ends. */
    enum Point {
        RESERVED(Act.ISSUE, "ids and status indexes are reserved", "issuing.StatusLists", "take"),
        MEANT(Act.ISSUE, "what is meant is written", "issuing.IssuedCredentials", "plan"),
        LOGGED(Act.ISSUE, "the entry of the log is written", "issuing.BatchOpening", "written"),
        COMMITTED(Act.ISSUE, "it is committed, nobody was answered", "issuing.Issuance", "start"),
        TAKEN(Act.ISSUE, "a server has taken the batch", "issuing.Batches", "claim"),
        SIGNED(Act.ISSUE, "a credential is signed, not stored", "issuing.Completion", "sign"),
        STORED(Act.ISSUE, "its bytes are stored, not committed", "issuing.IssuedCredentials", "signed"),
        KEPT(Act.ISSUE, "its bytes are committed, not delivered", "issuing.Completion", "signAndKeep"),
        DELIVERED(Act.ISSUE, "it is in the record, not committed", "issuing.IssuedCredentials", "delivered"),
        RECORDED(Act.ISSUE, "its entry of the log is written, not committed", "issuing.Delivery", "deliver"),
        FINISHED(Act.ISSUE, "the batch is through, not committed", "issuing.Batches", "finish"),
        HALF_A_FRAMEWORK(
                Act.IMPORT, "a framework's items are written, not its tree", "frameworks.IncomingPackages", "putItems"),
        WRAPPED(Act.ROTATE_MASTER, "one key is wrapped anew, others are not", "custody.OrganizationKeys", "rewrapOne"),
        COPIED(Act.BACK_UP, "the files are copied, the backup is not whole", "database.PhysicalCopy", "copyFiles");

        private final Act act;
        private final String words;
        private final String type;
        private final String method;

        Point(Act act, String words, String type, String method) {
            this.act = act;
            this.words = words;
            this.type = ROOMS + type;
            this.method = method;
        }
    }

    private final Path folder;
    private final Path samples;
    private final List<String> wrong = new ArrayList<>();
    private final List<String> lost = new ArrayList<>();
    private Duration worst = Duration.ZERO;
    private int acknowledged;

    CrashPoints(Path folder, Path samples) {
        this.folder = folder;
        this.samples = samples;
    }

    /** Ends the server at each of these points. */
    Outcome run(List<Point> points) throws Exception {
        Files.createDirectories(folder);
        Machine.run("chmod", "755", folder.toString());
        try (Served server = Served.start(folder.resolve("data"));
                Ledger ledger = new Ledger(folder.resolve("ledger"))) {
            server.awaitReady(START);
            Truth truth = Truth.of(server.folder());
            Path agent = Machine.agentJar(folder);
            for (Point point : points) {
                server.kill();
                server.startAgain(agent, "crash " + point.type + " " + point.method + " 1");
                server.awaitReady(START);
                endAt(point, server, truth, ledger);
                System.out.printf("%s (%s): %d wrong so far%n", point, point.words, wrong.size() + lost.size());
            }
            Truth.Difference difference = truth.against(ledger);
            lost.addAll(difference.lost());
            wrong.addAll(truth.unfinished());
            wrong.addAll(Order.of(server.folder()));
            return new Outcome(
                    "F1, F2 the server ends at %d named steps".formatted(points.size()),
                    points.size(),
                    acknowledged,
                    lost,
                    difference.twice(),
                    worst,
                    wrong);
        }
    }

    private void endAt(Point point, Served server, Truth truth, Ledger ledger) throws Exception {
        String key = "crash-" + point.name().toLowerCase(java.util.Locale.ROOT) + "-" + UUID.randomUUID();
        try {
            ask(point, key, server);
        } catch (IOException e) {
            // nobody is answered by a server that ended
        }
        if (!server.ends(END)) {
            wrong.add(point + ": the server did not end, the step was not reached");
            server.kill();
        }
        long ended = System.nanoTime();
        server.startAgain();
        server.awaitReady(START);
        Duration ready = Duration.ofNanos(System.nanoTime() - ended);
        worst = ready.compareTo(worst) > 0 ? ready : worst;
        if (ask(point, key, server)) {
            ledger.acknowledged(
                    switch (point.act) {
                        case ISSUE -> "batch";
                        case IMPORT -> "import";
                        case ROTATE_MASTER, BACK_UP -> "order";
                    },
                    point.act == Act.IMPORT ? identifier(framework(key)) : key);
            acknowledged++;
        } else {
            lost.add(point + ": it could not be done when the server was back");
        }
        if (point.act == Act.ISSUE) {
            awaitThrough(point, key, truth);
        }
        if (point.act == Act.BACK_UP
                && Machine.order(
                                "restore",
                                folder.resolve(key + "-1").toString(),
                                "--data",
                                folder.resolve("never").toString())
                        .done()) {
            wrong.add("a backup that was broken off could be restored");
        }
    }

    private void awaitThrough(Point point, String key, Truth truth) throws SQLException, InterruptedException {
        String open = "select count(*)::text from issuing.batch where idempotency_key = '" + key
                + "' and finished_at is not null";
        long deadline = System.nanoTime() + THROUGH.toNanos();
        while (!truth.ask(open).getFirst().equals("1") && System.nanoTime() < deadline) {
            Thread.sleep(100);
        }
        List<String> rows =
                truth.ask("select count(*) || ' ' || count(distinct c.recipient) || ' ' || count(*) filter ("
                        + "where c.state = 'delivered' and (select count(*) from audit.entry e where e.action = 'credential.issued'"
                        + " and e.subject = 'urn:uuid:' || c.id) = 1) from issuing.credential c join issuing.batch b on b.id = c.batch"
                        + " where b.idempotency_key = '" + key + "'");
        String expected = ROWS + " " + ROWS + " " + ROWS;
        if (!rows.equals(List.of(expected))) {
            wrong.add(
                    point + ": credentials, people, delivered and logged once are " + rows + " instead of " + expected);
        }
    }

    /** Asks as a person would, who sends the same form again when no answer came; whether it was acknowledged. */
    private boolean ask(Point point, String key, Served server) throws IOException, InterruptedException {
        return switch (point.act) {
            case ISSUE -> issues(server, key);
            case IMPORT -> imports(server, key);
            case ROTATE_MASTER ->
                Machine.order("keys", "rotate-master", "--data", server.folder().toString())
                        .done();
            case BACK_UP -> {
                Path first = folder.resolve(key + "-1");
                Path target = Files.exists(first) ? folder.resolve(key + "-2") : first;
                yield Machine.order(
                                "backup",
                                target.toString(),
                                "--data",
                                server.folder().toString())
                        .done();
            }
        };
    }

    private static boolean issues(Served server, String key) throws IOException, InterruptedException {
        Actor educator = new Actor(server.at("/"), "educator");
        educator.signIn();
        Document page = educator.page("/issuing/new");
        StringBuilder roster = new StringBuilder("name,email\n");
        for (int i = 0; i < ROWS; i++) {
            roster.append("Row %d,%s-%d@crash.example%n".formatted(i, key, i));
        }
        HttpResponse<String> answer = educator.post(
                "/issuing/new",
                List.of(
                        Map.entry("organization", value(page, "input[name=organization]")),
                        Map.entry("achievement", value(page, "input[name=achievement]")),
                        Map.entry("roster", roster.toString()),
                        Map.entry("key", key),
                        Map.entry("act", "issue")));
        return answer.statusCode() == 302;
    }

    private boolean imports(Served server, String key) throws IOException, InterruptedException {
        Actor educator = new Actor(server.at("/"), "educator");
        educator.signIn();
        Document page = educator.page("/frameworks/import");
        String organization = value(page, "[name=organization] option[value], input[name=organization]");
        HttpResponse<String> looked = educator.upload(
                "/frameworks/import",
                Map.of("organization", organization, "kind", "OUTCOMES"),
                "crash.json",
                framework(key));
        String waiting = looked.headers().firstValue("Location").orElse("");
        return looked.statusCode() == 302
                && waiting.contains("/frameworks/import/")
                && educator.post(waiting).statusCode() == 302;
    }

    private String framework(String key) throws IOException {
        String text = Files.readString(samples.resolve("solar-field-technician.case.json"));
        return UUID_TEXT
                .matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(
                        UUID.nameUUIDFromBytes((key + found.group()).getBytes(StandardCharsets.UTF_8))
                                .toString()));
    }

    private static String identifier(String framework) {
        Matcher first = UUID_TEXT.matcher(framework);
        if (!first.find()) {
            throw new IllegalStateException("the sample has no identifier");
        }
        return first.group();
    }

    private static String value(Document page, String what) throws IOException {
        Element found = page.selectFirst(what);
        if (found == null) {
            throw new IOException("no " + what + " at " + page.location());
        }
        return found.val();
    }
}
