package org.throughline.server.faults;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * F8: somebody holds a table in a transaction and goes away, and everybody waits for it until no connection is left; meanwhile the database
 * sleeps over some people's acts.
 */
final class PoolRunsDry {
    private static final int CLIENTS = 200;
    private static final int SLEEPERS = 8;
    private static final String SLOW = """
            create function public.slow() returns trigger language plpgsql as $$ begin perform pg_sleep(12); return new; end $$;
            create trigger slow before insert on records.share for each row execute function public.slow();
            """;
    private static final String QUICK_AGAIN = "drop trigger slow on records.share; drop function public.slow();";
    private static final String NO_SUCH_LIST = "/status/00000000-0000-0000-0000-000000000000";
    private static final String WAITING =
            "select 'waiting for ' || coalesce(wait_event, '-') || ': ' || left(query, 100) "
                    + "from pg_stat_activity where state <> 'idle' and pid <> pg_backend_pid() group by 1 order by count(*) desc limit 5";
    private static final Duration HELD = Duration.ofSeconds(8);
    private static final Duration FAST = Duration.ofSeconds(2);
    private static final Duration LONGEST_FOR_A_LOCK = Duration.ofSeconds(5);
    private static final Duration SLACK = Duration.ofSeconds(1);
    private static final Duration RECOVERY = Duration.ofSeconds(5);

    private final Served server;
    private final HttpClient crowd = HttpClient.newHttpClient();
    private final HttpClient others = HttpClient.newHttpClient();

    PoolRunsDry(Served server) {
        this.server = server;
    }

    Outcome run() throws Exception {
        List<String> wrong = new ArrayList<>();
        Truth truth = Truth.of(server.folder());
        Map<Integer, Integer> statuses = new ConcurrentSkipListMap<>();
        Map<Integer, Integer> acts = new ConcurrentSkipListMap<>();
        Duration recovery;
        Actor learner = new Actor(server.at("/"), "learner");
        learner.signIn();
        String credential =
                learner.page("/record/share").select("input[name=credential]").val();
        truth.tell(SLOW);
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor();
                Connection holder = truth.connect();
                Statement statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute("lock table issuing.status_list in access exclusive mode");
            long begin = System.nanoTime();
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < SLEEPERS; i++) {
                all.add(clients.submit(() -> acts.merge(share(learner, credential), 1, Integer::sum)));
            }
            for (int i = 0; i < CLIENTS; i++) {
                all.add(clients.submit(() -> statuses.merge(status(crowd, server.at(NO_SUCH_LIST)), 1, Integer::sum)));
            }
            Thread.sleep(1_500);
            while (System.nanoTime() - begin < HELD.toNanos()) {
                fast(wrong, truth, "another page", () -> ask("/verify"), List.of(200, 503));
                quick(
                        wrong,
                        truth,
                        "a status list",
                        () -> ask(NO_SUCH_LIST),
                        List.of(503),
                        FAST.plus(LONGEST_FOR_A_LOCK));
                fast(
                        wrong,
                        truth,
                        "liveness",
                        () -> status(others, server.management("/actuator/health/liveness")),
                        List.of(200));
            }
            holder.rollback();
            long released = System.nanoTime();
            while (ask(NO_SUCH_LIST) != 404) {
                if (System.nanoTime() - released > RECOVERY.multipliedBy(4).toNanos()) {
                    break;
                }
                Thread.sleep(50);
            }
            recovery = Duration.ofNanos(System.nanoTime() - released);
            for (Future<?> each : all) {
                each.get();
            }
        }
        truth.tell(QUICK_AGAIN);
        if (acts.keySet().stream().anyMatch(status -> status != 503 && status != 302)) {
            wrong.add("acts over which the database slept were answered " + acts);
        }
        if (share(learner, credential) != 302) {
            wrong.add("an act after it is over is refused");
        }
        leaks(wrong, truth);
        if (recovery.compareTo(RECOVERY) > 0) {
            wrong.add("recovered only after " + recovery.toMillis() + " ms");
        }
        if (!statuses.containsKey(503)
                || statuses.keySet().stream().anyMatch(status -> status != 503 && status != 404)) {
            wrong.add("the clients were answered " + statuses);
        }
        return new Outcome(
                "F8 exhausted pool, %d clients, %d acts slept over".formatted(CLIENTS, SLEEPERS),
                1,
                0,
                List.of(),
                List.of(),
                recovery,
                wrong);
    }

    /** When it is over, no connection of the server is left at work or inside of a transaction. */
    private static void leaks(List<String> wrong, Truth truth) throws Exception {
        String held = "select count(*)::text from pg_stat_activity where backend_type = 'client backend' "
                + "and pid <> pg_backend_pid() and state <> 'idle'";
        long begin = System.nanoTime();
        while (!truth.ask(held).getFirst().equals("0")) {
            if (System.nanoTime() - begin > RECOVERY.toNanos()) {
                wrong.add(truth.ask(held).getFirst() + " connections were not given back");
                return;
            }
            Thread.sleep(50);
        }
    }

    private static void fast(
            List<String> wrong, Truth truth, String what, Callable<Integer> question, List<Integer> expected)
            throws Exception {
        quick(wrong, truth, what, question, expected, FAST);
    }

    private static void quick(
            List<String> wrong,
            Truth truth,
            String what,
            Callable<Integer> question,
            List<Integer> expected,
            Duration limit)
            throws Exception {
        long asked = System.nanoTime();
        int status;
        try {
            status = question.call();
        } catch (HttpTimeoutException e) {
            status = 0;
        }
        Duration took = Duration.ofNanos(System.nanoTime() - asked);
        if (!expected.contains(status)) { // 0: no answer came at all
            wrong.add(what + " answered " + status);
        }
        if (took.compareTo(Machine.here(limit.plus(SLACK))) > 0) {
            wrong.add(what + " took " + took.toMillis() + " ms");
            wrong.addAll(truth.ask(WAITING));
        }
    }

    private static int share(Actor learner, String credential) throws Exception {
        return learner.post("/record/share", "credential", credential, "label", "F8", "days", "30")
                .statusCode();
    }

    private int ask(String path) throws Exception {
        return status(others, server.at(path));
    }

    private static int status(HttpClient http, URI address) throws Exception {
        HttpResponse<String> response = http.send(
                HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(30)).build(), BodyHandlers.ofString());
        boolean named = response.body().contains("/problems/busy")
                && response.headers().firstValue("Retry-After").isPresent();
        return response.statusCode() == 503 && !named ? 500 : response.statusCode();
    }
}
