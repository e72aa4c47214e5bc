package org.throughline.server.walls;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.context.ApplicationContext;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.throughline.server.support.RunningServer;
import org.throughline.server.support.ServerTest;
import org.throughline.server.support.TestDatabase;
import org.throughline.server.teeth.AbuseCase;

/**
 * Every mapped route, asked by everybody: what they must get, that nothing of another tenant is in the answer, and that an act leaves one
 * entry in the log. A route without a row fails, and so does a row without a route.
 */
@ServerTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RouteMatrixIT {
    /**
     * Routes that came to main while the matrix was being written and have no row yet. The list only gets shorter: a new route gets a row,
     * and one that has a row may not stand here.
     */
    private static final Set<String> AWAITING_A_ROW = Set.of(
            "GET /account/addresses",
            "GET /account/addresses/{token}",
            "GET /account/institution",
            "GET /account/passkeys",
            "GET /account/second-step",
            "GET /account/second-step/new",
            "GET /invitations/{token}",
            "GET /letters",
            "GET /o/{slug}/export",
            "GET /o/{slug}/export/{export}/file",
            "GET /o/{slug}/sign-in",
            "GET /organizations/import",
            "GET /sign-in/code",
            "GET /sign-in/institution",
            "GET /sign-in/institution/{slug}",
            "GET /sign-in/link",
            "GET /sign-in/link/{token}",
            "POST /account/addresses",
            "POST /account/addresses/main",
            "POST /account/addresses/remove",
            "POST /account/addresses/{token}",
            "POST /account/institution",
            "POST /account/passkeys",
            "POST /account/passkeys/{passkey}/name",
            "POST /account/passkeys/{passkey}/remove",
            "POST /account/second-step/new",
            "POST /account/second-step/off",
            "POST /control/backup",
            "POST /control/fsck",
            "POST /control/imports/organization",
            "POST /halt",
            "POST /halt/lift",
            "POST /invitations/{token}",
            "POST /invitations/{token}/decline",
            "POST /join/{token}",
            "POST /join/{token}/account",
            "POST /letters/again",
            "POST /o/{slug}/export",
            "POST /o/{slug}/face/domains/{domain}/look",
            "POST /o/{slug}/face/domains/{domain}/remove",
            "POST /o/{slug}/face/logo",
            "POST /o/{slug}/invitations/{invitation}/again",
            "POST /o/{slug}/invitations/{invitation}/withdraw",
            "POST /o/{slug}/keys/change",
            "POST /o/{slug}/keys/halt",
            "POST /o/{slug}/keys/reports/{report}/confirm",
            "POST /o/{slug}/keys/reports/{report}/dismiss",
            "POST /o/{slug}/keys/resume",
            "POST /o/{slug}/keys/{key}/activate",
            "POST /o/{slug}/keys/{key}/report",
            "POST /o/{slug}/keys/{key}/retire",
            "POST /o/{slug}/leave",
            "POST /o/{slug}/sign-in",
            "POST /o/{slug}/sign-in/domains",
            "POST /o/{slug}/sign-in/end",
            "POST /organizations/import",
            "POST /organizations/import/{id}",
            "POST /sign-in/code",
            "POST /sign-in/link",
            "POST /sign-in/link/{token}",
            "POST /sign-in/passkey");

    private final ApplicationContext context;
    private final RunningServer server;
    private final List<Row> rows = new ArrayList<>();
    private World world;

    @SuppressWarnings("NullAway.Init") // the world is made before the first test
    RouteMatrixIT(ApplicationContext context, RunningServer server) {
        this.context = context;
        this.server = server;
    }

    @BeforeAll
    void makeTheWorld() throws Exception {
        world = new World(context);
        rows.addAll(SiteRows.of(world));
        rows.addAll(CustodyRows.of(world));
        rows.addAll(OrganizationRows.of(world));
        rows.addAll(AccessRows.of(world));
        rows.addAll(AccessRows.log(world));
        rows.addAll(FrameworkRows.of(world));
        rows.addAll(RecordRows.of(world));
        rows.addAll(AlignmentRows.of(world));
        rows.addAll(WorkRows.achievements(world));
        rows.addAll(WorkRows.issuing(world));
        rows.addAll(WorkRows.talent(world));
        rows.addAll(PartnershipRows.of(world));
        rows.addAll(PartnershipRows.workshops(world));
        rows.addAll(PartnershipRows.joining(world));
        rows.addAll(PartnershipRows.coalition(world));
        rows.addAll(WebhookRows.of(world));
    }

    @Test
    void hasARowForEveryRouteAndARouteForEveryRow() {
        Set<String> mapped = context
                .getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .keySet()
                .stream()
                .filter(route ->
                        !route.getPatternValues().contains("/error")) // the container's own way, not the world's
                .flatMap(route -> {
                    Set<String> methods =
                            route.getMethodsCondition().getMethods().isEmpty()
                                    ? Set.of("*")
                                    : route.getMethodsCondition().getMethods().stream()
                                            .map(Enum::name)
                                            .collect(Collectors.toSet());
                    return route.getPatternValues().stream()
                            .flatMap(pattern -> methods.stream().map(method -> method + " " + pattern));
                })
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> written =
                rows.stream().map(row -> row.method + " " + row.pattern).collect(Collectors.toCollection(TreeSet::new));

        assertThat(mapped.stream()
                        .filter(route -> !written.contains(route) && !AWAITING_A_ROW.contains(route))
                        .toList())
                .as("mapped routes without a row in the matrix")
                .isEmpty();
        assertThat(AWAITING_A_ROW.stream()
                        .filter(route -> written.contains(route) || !mapped.contains(route))
                        .toList())
                .as("routes that await a row no longer")
                .isEmpty();
        assertThat(written.stream().filter(route -> !mapped.contains(route)).toList())
                .as("rows of the matrix without a route")
                .isEmpty();
    }

    @Test
    void givesEverybodyWhatIsTheirsAndNobodyWhatIsAnothers() throws Exception {
        Findings findings = new Findings();
        for (Row row : rows) {
            everybodyProvedWhoTheyAre();
            for (Caller caller : Caller.values()) {
                ask(row, caller, findings);
            }
        }
        System.out.println(findings.table("both walls", rows));
        assertThat(findings.all()).as(() -> String.join("\n", findings.all())).isEmpty();
    }

    @Test
    @AbuseCase(
            value = "A1",
            defence = "a framework that is not published is open to its owner's members",
            in = "org.throughline.server.frameworks.Framework",
            method = "isOpenTo",
            answer = "true")
    void holdsByTheCodeAloneWithoutTheDatabasesWall() throws Exception {
        Findings findings = new Findings();
        List<String> tables = TestDatabase.ownersSql()
                .sql("""
                select format('%I.%I', n.nspname, c.relname) from pg_class c join pg_namespace n on n.oid = c.relnamespace
                 where c.relkind in ('r', 'p') and c.relrowsecurity
                """)
                .query((row, _) -> row.getString(1))
                .list();
        tables.forEach(table -> TestDatabase.ownersSql()
                .sql("alter table " + table + " disable row level security")
                .update());
        try {
            for (Row row : rows) {
                everybodyProvedWhoTheyAre();
                for (Caller caller : Caller.values()) {
                    ask(row, caller, findings);
                }
            }
        } finally {
            tables.forEach(table -> TestDatabase.ownersSql()
                    .sql("alter table " + table + " enable row level security")
                    .update());
        }
        System.out.println(findings.table("code alone", rows));
        assertThat(findings.all()).as(() -> String.join("\n", findings.all())).isEmpty();
    }

    @Test
    @AbuseCase(
            value = "A1",
            defence = "PostgreSQL shows a need to its employer's members, whatever the code asks for",
            sql = "alter table talent.job_profile disable row level security",
            sqlBack = "alter table talent.job_profile enable row level security")
    void holdsByTheDatabaseAloneWithoutTheCodesWall() throws Exception {
        Findings findings = new Findings();
        String before = world.fingerprint();
        try (CodeWithoutWalls _ = new CodeWithoutWalls()) {
            for (Row row : rows) {
                everybodyProvedWhoTheyAre();
                for (Caller caller : Caller.values()) {
                    boolean outside = caller.belongsToOther()
                            || row.method.equals("GET") && (caller == Caller.LEARNER || caller == Caller.ADMINISTRATOR);
                    if (outside && row.expected.of(caller) != Expected.Result.OK) {
                        askWithoutCode(row, caller, findings);
                    }
                }
            }
        }
        assertThat(world.fingerprint())
                .as("what is the own tenant's and its learner's")
                .isEqualTo(before);
        System.out.println(findings.table("row-level security alone", rows));
        assertThat(findings.all()).as(() -> String.join("\n", findings.all())).isEmpty();
    }

    /** Nothing of the other tenant's is seen; what comes instead (404, an empty page, a failure) is not looked at. */
    private void askWithoutCode(Row row, Caller caller, Findings findings) throws Exception {
        world.asking = caller;
        Map<Row.Value, String> values = new IdentityHashMap<>();
        values(row).forEach(value -> values.put(value, value.get(false)));
        HttpResponse<String> answer = world.asker(caller).ask(row, value -> Objects.requireNonNull(values.get(value)));
        findings.count(row.expected.of(caller));
        leaks(row, caller, answer).forEach(leak -> findings.leak(row.words() + " by " + caller.words() + ": " + leak));
    }

    private void ask(Row row, Caller caller, Findings findings) throws Exception {
        Expected.Result wanted = row.expected.of(caller);
        boolean letIn = wanted == Expected.Result.OK;
        world.asking = caller;
        Map<Row.Value, String> values = new IdentityHashMap<>();
        values(row).forEach(value -> values.put(value, value.get(letIn)));
        long before = leaves();
        HttpResponse<String> answer = world.asker(caller).ask(row, value -> Objects.requireNonNull(values.get(value)));
        long left = leaves() - before;
        findings.count(wanted);
        String who = row.words() + " by " + caller.words() + ": ";
        if (!is(wanted, answer)) {
            findings.add(who + "wanted " + wanted + ", got " + answer.statusCode() + " "
                    + answer.headers().firstValue("Location").orElse("") + " " + start(answer.body()));
        }
        if (left != (letIn ? row.leaves : 0) && !(letIn && row.toldOnceADay && left == 0)) {
            findings.add(who + "wanted " + (letIn ? row.leaves : 0) + " entries in the log, found " + left + " "
                    + newest(left));
        }
        leaks(row, caller, answer).forEach(leak -> findings.leak(who + leak));
        if (wanted == Expected.Result.MISSING) {
            Map<Row.Value, String> never = new IdentityHashMap<>();
            values(row).forEach(value -> never.put(value, value.missing()));
            HttpResponse<String> unknown =
                    world.asker(caller).ask(row, value -> Objects.requireNonNull(never.get(value)));
            String told = same(answer.body(), values);
            String toldOfNothing = same(unknown.body(), never);
            if (answer.statusCode() != unknown.statusCode() || !told.equals(toldOfNothing)) {
                findings.add(who + "tells that it exists: " + answer.statusCode() + " " + start(told)
                        + " | of nothing: " + unknown.statusCode() + " " + start(toldOfNothing));
            }
        }
    }

    private static boolean is(Expected.Result wanted, HttpResponse<String> answer) {
        return switch (wanted) {
            case OK -> answer.statusCode() < 400;
            case UNAUTHENTICATED -> answer.statusCode() == 401;
            case FORBIDDEN -> answer.statusCode() == 403;
            case MISSING -> answer.statusCode() == 404;
            case REFUSED -> answer.statusCode() >= 400 && answer.statusCode() < 500;
        };
    }

    /** What stands in an answer that must not. */
    private static List<String> leaks(Row row, Caller caller, HttpResponse<String> answer) {
        List<String> leaks = new ArrayList<>();
        String all = answer.body() + "\n" + answer.headers().map();
        if (!caller.belongsToOwn()
                && caller != row.told
                && !row.given.equals(World.CANARY)
                && all.contains(World.CANARY)) {
            leaks.add("shows what is the other tenant's: " + around(all, World.CANARY));
        }
        boolean theirs = caller == Caller.LEARNER || caller.belongsToOwn();
        if (!theirs && !row.given.equals(World.RECORD) && all.contains(World.RECORD)) {
            leaks.add("shows what is the learner's: " + around(all, World.RECORD));
        }
        return leaks;
    }

    private static Stream<Row.Value> values(Row row) {
        return Stream.concat(
                Stream.concat(row.path.values().stream(), row.fields.stream().map(Row.Field::value)),
                Stream.ofNullable(row.body).map(Row.Body::value));
    }

    private static String same(String body, Map<Row.Value, String> values) {
        String same = body;
        for (String value : values.values()) {
            same = value.isBlank() ? same : same.replace(value, "…");
        }
        return same;
    }

    /** Some acts ask for a proof of the last five minutes; a walk through all routes may take longer. */
    private void everybodyProvedWhoTheyAre() {
        server.sql()
                .sql("update organizations.session set created_at = now() where created_at > now() - interval '1 hour'")
                .update();
    }

    private long leaves() {
        return server.sql()
                .sql("select count(*) from audit.entry")
                .query(Long.class)
                .single();
    }

    private String newest(long count) {
        return server.sql()
                .sql("select action from audit.entry order by sequence desc limit ?")
                .param(count)
                .query(String.class)
                .list()
                .toString();
    }

    private static String start(String body) {
        return body.substring(0, Math.min(160, body.length())).replace('\n', ' ');
    }

    private static String around(String all, String canary) {
        int at = all.indexOf(canary);
        return "…"
                + all.substring(Math.max(0, at - 80), Math.min(all.length(), at + 60))
                        .replace('\n', ' ') + "…";
    }
}
