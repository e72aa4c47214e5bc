package org.throughline.server.walls;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletRegistrationBean;
import org.springframework.context.ApplicationContext;
import org.springframework.security.web.FilterChainProxy;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.handler.AbstractUrlHandlerMapping;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.servlet.resource.ResourceHttpRequestHandler;
import org.throughline.server.support.Leaves;
import org.throughline.server.support.RunningServer;
import org.throughline.server.support.ServerTest;
import org.throughline.server.support.Statements;
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
     * The routes that stand in filters of Spring Security, in front of every controller, by the filter. A filter that is in a chain and in
     * neither of these two lists fails: it may be a door.
     */
    private static final Map<String, Set<String>> DOORS = Map.of(
            "LogoutFilter", Set.of("POST /sign-out"),
            "OAuth2AuthorizationEndpointFilter", Set.of("GET /oauth2/authorize", "POST /oauth2/authorize"),
            "OAuth2TokenEndpointFilter", Set.of("POST /oauth2/token"),
            "OAuth2TokenIntrospectionEndpointFilter", Set.of("POST /oauth2/introspect"),
            "OAuth2TokenRevocationEndpointFilter", Set.of("POST /oauth2/revoke"),
            "NimbusJwkSetEndpointFilter", Set.of("GET /oauth2/jwks"),
            "OAuth2AuthorizationServerMetadataEndpointFilter", Set.of("GET /.well-known/oauth-authorization-server"),
            "OAuth2ProtectedResourceMetadataFilter", Set.of("GET /.well-known/oauth-protected-resource"));

    /** Filters that look at a request and let it pass, or refuse it. */
    private static final Set<String> PASSING = Set.of(
            "AnonymousAuthenticationFilter",
            "AuthorizationFilter",
            "AuthorizationServerContextFilter",
            "BearerTokenAuthenticationFilter",
            "CsrfFilter",
            "DisableEncodeUrlFilter",
            "ExceptionTranslationFilter",
            "HeaderWriterFilter",
            "OAuth2AuthorizationCodeRequestValidatingFilter",
            "OAuth2ClientAuthenticationFilter",
            "RefusedAddresses",
            "StrangersUploads",
            "RequestCacheAwareFilter",
            "SecurityContextHolderAwareRequestFilter",
            "SecurityContextHolderFilter",
            "SessionManagementFilter",
            "TokenRequests", // counts what is asked of the token endpoint, and refuses
            "WebAsyncManagerIntegrationFilter");

    private final ApplicationContext context;
    private final RunningServer server;
    private final List<Row> rows = new ArrayList<>();
    private World world;
    private long asked;

    @SuppressWarnings("NullAway.Init") // the world is made before the first test
    RouteMatrixIT(ApplicationContext context, RunningServer server) {
        this.context = context;
        this.server = server;
    }

    @BeforeAll
    void makeTheWorld() throws Exception {
        world = new World(context);
        rows.addAll(SiteRows.of(world));
        rows.addAll(SiteRows.portability(world));
        rows.addAll(CustodyRows.of(world));
        rows.addAll(OrganizationRows.of(world));
        rows.addAll(SignInRows.of(world));
        rows.addAll(SignInRows.own(world));
        rows.addAll(SignInRows.belonging(world));
        rows.addAll(AccessRows.of(world));
        rows.addAll(AccessRows.log(world));
        rows.addAll(FrameworkRows.of(world));
        rows.addAll(WorkspaceRows.of(world));
        rows.addAll(WorkspaceRows.talking(world));
        rows.addAll(EditorRows.of(world));
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
        rows.addAll(CustodyRows.keys(world));
    }

    @AfterAll
    void letTheBackgroundGoOn() {
        world.close();
    }

    @Test
    void hasARowForEveryRouteAndARouteForEveryRow() {
        Set<String> mapped = new TreeSet<>(mapped());
        DOORS.values().forEach(mapped::addAll);
        Set<String> written = rows.stream().map(Row::route).collect(Collectors.toCollection(TreeSet::new));

        assertThat(mapped.stream().filter(route -> !written.contains(route)).toList())
                .as("mapped routes without a row in the matrix")
                .isEmpty();
        assertThat(written.stream().filter(route -> !mapped.contains(route)).toList())
                .as("rows of the matrix without a route")
                .isEmpty();
    }

    private Set<String> mapped() {
        return context
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
                .collect(Collectors.toSet());
    }

    @Test
    void knowsEveryFilterThatCouldBeADoor() {
        Set<String> there =
                context.getBean("springSecurityFilterChain", FilterChainProxy.class).getFilterChains().stream()
                        .flatMap(chain -> chain.getFilters().stream())
                        .map(filter -> filter.getClass().getSimpleName())
                        .collect(Collectors.toCollection(TreeSet::new));

        assertThat(there.stream()
                        .filter(filter -> !DOORS.containsKey(filter) && !PASSING.contains(filter))
                        .toList())
                .as("filters that nobody looked at")
                .isEmpty();
        assertThat(DOORS.keySet()).as("doors that are not there").allMatch(there::contains);
    }

    /** Besides the controllers there are files: static ones, which anybody reads and nobody writes. */
    @Test
    void answersByControllersFiltersAndStaticFilesAlone() {
        assertThat(context.getBeansOfType(AbstractUrlHandlerMapping.class).values().stream()
                        .flatMap(mapping -> mapping.getHandlerMap().values().stream()))
                .isNotEmpty()
                .allMatch(ResourceHttpRequestHandler.class::isInstance);
        assertThat(context.getBeansOfType(RouterFunction.class)).isEmpty();
        assertThat(context.getBeansOfType(ServletRegistrationBean.class).values())
                .allMatch(servlet -> servlet instanceof DispatcherServletRegistrationBean);
    }

    /** One act is one entry: by the kind of row there is no other number. Where nobody is let in, a test is named that is let in. */
    @Test
    void showsThatEveryRouteDoesWhatItIsForHereOrInATestOfItsOwn() {
        Map<String, List<Row>> routes =
                rows.stream().collect(Collectors.groupingBy(Row::route, TreeMap::new, Collectors.toList()));
        List<String> unproven = new ArrayList<>();
        routes.forEach((route, all) -> {
            boolean acts = all.stream().anyMatch(row -> row.couldChange() && row.idle.isEmpty());
            boolean shown = all.stream().anyMatch(row -> row.letsAnybodyIn() || !row.elsewhere.isEmpty());
            if (acts && !shown) {
                unproven.add(route + " lets nobody in, and names no test that is");
            }
        });
        rows.stream()
                .filter(row -> !row.elsewhere.isEmpty() && !isATest(row.elsewhere))
                .forEach(row -> unproven.add(row.route() + " names a test that is not there: " + row.elsewhere));

        assertThat(unproven).isEmpty();
    }

    /** Whether such a test is there: {@code organizations.web.PasskeyIT#addsAPasskey}, below the server's own package. */
    private static boolean isATest(String name) {
        String[] parts = name.split("#", 2);
        try {
            return Arrays.stream(
                            Class.forName("org.throughline.server." + parts[0]).getDeclaredMethods())
                    .anyMatch(method -> method.getName().equals(parts[1]) && method.isAnnotationPresent(Test.class));
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    @Test
    void givesEverybodyWhatIsTheirsAndNobodyWhatIsAnothers() throws Exception {
        walk("both walls", new SameWork(true));
    }

    @Test
    @AbuseCase(
            value = "A1",
            defence = "a framework that is not published is open to its owner's members",
            in = "org.throughline.server.frameworks.Framework",
            method = "isOpenTo",
            answer = "true")
    void holdsByTheCodeAloneWithoutTheDatabasesWall() throws Exception {
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
            walk("code alone", new SameWork(false));
        } finally {
            tables.forEach(table -> TestDatabase.ownersSql()
                    .sql("alter table " + table + " enable row level security")
                    .update());
        }
    }

    @Test
    @AbuseCase(
            value = "A1",
            defence = "PostgreSQL shows a need to its employer's members, whatever the code asks for",
            sql = "alter table talent.job_profile disable row level security",
            sqlBack = "alter table talent.job_profile enable row level security")
    void holdsByTheDatabaseAloneWithoutTheCodesWall() throws Exception {
        Findings findings = new Findings();
        world.asking = Caller.LEARNER;
        rows.forEach(row ->
                values(row).forEach(value -> value.get(false))); // what is made at the first asking is made by us
        List<String> before = world.fingerprint();
        try (CodeWithoutWalls _ = new CodeWithoutWalls()) {
            for (Row row : rows) {
                world.proveAnew();
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

    /** Every row by everybody; then the database must hold just those new entries that were noted where they are written. */
    private void walk(String walls, SameWork work) throws Exception {
        Findings findings = new Findings();
        long kept = entries();
        int noted = Leaves.count();
        Statements.note(true);
        try {
            for (Row row : rows) {
                world.proveAnew();
                for (Caller caller : Caller.values()) {
                    ask(row, caller, findings, work);
                }
            }
        } finally {
            Statements.note(false);
        }
        System.out.println(findings.table(walls, rows));
        System.out.println(work.line());
        assertThat(findings.all()).as(() -> String.join("\n", findings.all())).isEmpty();
        assertThat(entries() - kept)
                .as("entries that were written, against entries that were noted as they were written")
                .isEqualTo(Leaves.count() - noted);
    }

    /** Nothing of the other tenant's is seen; what comes instead (404, an empty page, a failure) is not looked at. */
    private void askWithoutCode(Row row, Caller caller, Findings findings) throws Exception {
        world.asking = caller;
        Map<Row.Value, String> values = new IdentityHashMap<>();
        values(row).forEach(value -> values.put(value, value.get(false)));
        HttpResponse<String> answer =
                world.asker(caller).ask(nextAsk(), row, value -> Objects.requireNonNull(values.get(value)));
        findings.count(row.expected.of(caller));
        leaks(row, caller, answer).forEach(leak -> findings.leak(row.words() + " by " + caller.words() + ": " + leak));
    }

    private void ask(Row row, Caller caller, Findings findings, SameWork work) throws Exception {
        Expected.Result wanted = row.expected.of(caller);
        boolean letIn = wanted == Expected.Result.OK;
        world.asking = caller;
        if (row.before != null && (letIn || wanted == Expected.Result.REFUSED)) {
            row.before.run();
        }
        Map<Row.Value, String> values = new IdentityHashMap<>();
        values(row).forEach(value -> values.put(value, value.get(letIn)));
        String ask = nextAsk();
        boolean nothingFirst =
                wanted == Expected.Result.MISSING && asked % 2 == 0; // so that neither is always the colder
        Optional<Unknown> before = nothingFirst ? Optional.of(askForNothing(row, caller)) : Optional.empty();
        int noted = Leaves.count();
        SameWork.Answered answered = asked(row, caller, ask, values);
        HttpResponse<String> answer = answered.answer();
        List<String> left = Leaves.of(noted, ask);
        findings.count(wanted);
        String who = row.words() + " by " + caller.words() + ": ";
        if (!is(wanted, row, answer)) {
            findings.add(who + "wanted " + wanted + ", got " + answer.statusCode() + " " + location(answer) + " "
                    + start(answer.body()));
        }
        if (left.size() != (letIn ? row.leaves() : 0) && !(letIn && row.toldOnceADay && left.size() == 1)) {
            findings.add(who + "wanted " + (letIn ? row.leaves() : 0) + " entries in the log, found " + left);
        }
        leaks(row, caller, answer).forEach(leak -> findings.leak(who + leak));
        if (wanted == Expected.Result.MISSING) {
            Unknown unknown = before.isPresent() ? before.get() : askForNothing(row, caller);
            whatTells(answer, values, unknown).ifPresent(tells -> findings.add(who + tells));
            work.took(answered, unknown.answered());
            whatItCosts(row, caller, values, answered, unknown, work)
                    .filter(costs -> work.isAsserted())
                    .ifPresent(costs -> findings.add(who + costs));
        }
        if (row.afterwards != null && (letIn || wanted == Expected.Result.NOTHING_TO_DO)) {
            row.afterwards.accept(caller);
        }
    }

    /** What was answered to whoever asked for something of the same form that never was. */
    private record Unknown(Map<Row.Value, String> never, SameWork.Answered answered) {}

    private Unknown askForNothing(Row row, Caller caller) throws Exception {
        Map<Row.Value, String> never = new IdentityHashMap<>();
        values(row).forEach(value -> never.put(value, value.missing()));
        return new Unknown(never, asked(row, caller, nextAsk(), never));
    }

    private SameWork.Answered asked(Row row, Caller caller, String ask, Map<Row.Value, String> values)
            throws Exception {
        return SameWork.answered(
                ask,
                number -> world.asker(caller).ask(number, row, value -> Objects.requireNonNull(values.get(value))));
    }

    /** Somebody else's object is answered like one that never was. */
    private static Optional<String> whatTells(
            HttpResponse<String> answer, Map<Row.Value, String> values, Unknown unknown) {
        String told = same(answer.body(), values);
        int status = unknown.answered().answer().statusCode();
        String toldOfNothing = same(unknown.answered().answer().body(), unknown.never());
        return answer.statusCode() == status && told.equals(toldOfNothing)
                ? Optional.empty()
                : Optional.of("tells that it exists: " + answer.statusCode() + " " + start(told) + " | of nothing: "
                        + status + " " + start(toldOfNothing));
    }

    /**
     * The statements for somebody else's object are those for nothing. What is known for a moment (who asks, a page's counts) is asked now and then,
     * whatever is asked for: only what differs three times in a row tells anything.
     */
    private Optional<String> whatItCosts(
            Row row,
            Caller caller,
            Map<Row.Value, String> values,
            SameWork.Answered answered,
            Unknown unknown,
            SameWork work)
            throws Exception {
        SameWork.Answered anothers = answered;
        SameWork.Answered nothing = unknown.answered();
        for (int i = 0; i < 2 && work.isAsserted() && !anothers.statements().equals(nothing.statements()); i++) {
            anothers = asked(row, caller, nextAsk(), values);
            nothing = askForNothing(row, caller).answered();
        }
        return work.difference(anothers, nothing);
    }

    private String nextAsk() {
        return Long.toString(++asked);
    }

    private static boolean is(Expected.Result wanted, Row row, HttpResponse<String> answer) {
        int status = answer.statusCode();
        boolean toSignIn = status / 100 == 3 && location(answer).startsWith("/sign-in");
        return switch (wanted) {
            case OK, NOTHING_TO_DO ->
                row.leadsTo.isEmpty()
                        ? status < 400 && !toSignIn
                        : status / 100 == 3 && location(answer).equals(row.leadsTo);
            case UNAUTHENTICATED -> status == 401;
            case FORBIDDEN -> status == 403;
            case MISSING -> status == 404;
            case REFUSED -> status / 100 == 4 || toSignIn;
        };
    }

    private static String location(HttpResponse<String> answer) {
        return answer.headers()
                .firstValue("Location")
                .map(address -> address.replaceFirst("^https?://[^/]+", ""))
                .orElse("");
    }

    /** What stands in an answer that must not. */
    private static List<String> leaks(Row row, Caller caller, HttpResponse<String> answer) {
        List<String> leaks = new ArrayList<>();
        String all = answer.body() + "\n" + answer.headers().map();
        String given = row.expected.of(caller) == Expected.Result.OK ? row.given : "";
        if (!caller.belongsToOwn() && caller != row.told && !given.equals(World.CANARY) && all.contains(World.CANARY)) {
            leaks.add("shows what is the other tenant's: " + around(all, World.CANARY));
        }
        boolean theirs = caller == Caller.LEARNER || caller.belongsToOwn();
        if (!theirs && !given.equals(World.RECORD) && all.contains(World.RECORD)) {
            leaks.add("shows what is the learner's: " + around(all, World.RECORD));
        }
        return leaks;
    }

    private static Stream<Row.Value> values(Row row) {
        return Stream.concat(
                Stream.concat(row.path.values().stream(), row.fields.stream().map(Row.Field::value)),
                Stream.concat(Stream.ofNullable(row.body).map(Row.Body::value), Stream.ofNullable(row.proof)));
    }

    /** An answer without the words by which it was asked for, and without the form's token, which is masked anew for every page. */
    private static String same(String body, Map<Row.Value, String> values) {
        String same = Asker.withoutToken(body);
        for (String value : values.values()) {
            same = value.isBlank() ? same : same.replace(value, "…");
        }
        return same;
    }

    private long entries() {
        return server.sql()
                .sql("select count(*) from audit.entry")
                .query(Long.class)
                .single();
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
