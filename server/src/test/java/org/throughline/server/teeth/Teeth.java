package org.throughline.server.teeth;

import static java.util.stream.Collectors.toCollection;

import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.platform.engine.discovery.ClassNameFilter;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TagFilter;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.throughline.server.support.TestDatabase;
import org.throughline.server.teeth.Answer.Unfit;

/**
 * The run with teeth: every test of an abuse case must be green, must go red when its defence is switched off, and must be green for its
 * reason: by an assertion. {@code ./throughline test --teeth [CASE...]}.
 */
final class Teeth {
    /** The cases of the safety note that this house must defend against. */
    static final List<String> REQUIRED =
            List.of("A1", "A2", "A3", "A4", "A5", "A6", "W1", "W2", "W3", "W4", "V9", "V10", "V11", "V12", "P4");

    private final Map<Method, Bite> untouched = new LinkedHashMap<>();

    private Teeth() {}

    public static void main(String[] cases) {
        List<Tooth> teeth = new Teeth().run(found("org.throughline.server", List.of(cases)));
        List<String> required = cases.length == 0 ? REQUIRED : List.of(cases);
        System.out.print(table(teeth, missing(teeth, required)));
        System.exit(
                teeth.stream().allMatch(Tooth::holds)
                                && missing(teeth, required).isEmpty()
                        ? 0
                        : 1);
    }

    /** Every abuse case that a test names, in the order of cases. */
    static List<Tooth> found(String place, List<String> cases) {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(DiscoverySelectors.selectPackage(place))
                .filters(
                        TagFilter.includeTags("abuse"),
                        ClassNameFilter.includeClassNamePatterns(place.endsWith(".samples") ? ".*" : ".*(Tests|IT)"))
                .build();
        TestPlan plan = LauncherFactory.create().discover(request);
        return plan.getRoots().stream()
                .flatMap(root -> plan.getDescendants(root).stream())
                .map(TestIdentifier::getSource)
                .flatMap(source -> source.stream())
                .filter(MethodSource.class::isInstance)
                .map(source -> ((MethodSource) source).getJavaMethod())
                .distinct()
                .flatMap(method -> Arrays.stream(method.getAnnotationsByType(AbuseCase.class))
                        .map(each -> new Tooth(each, method, "", "", "")))
                .filter(tooth -> cases.isEmpty() || cases.contains(tooth.abuse().value()))
                .sorted(Comparator.comparing(Tooth::sortedBy))
                .toList();
    }

    /** Runs them one after the other; each has its answer when this returns. */
    List<Tooth> run(List<Tooth> found) {
        List<Tooth> done = new ArrayList<>();
        for (Tooth tooth : found) {
            Tooth bitten = bite(tooth);
            System.out.println(bitten.line());
            done.add(bitten);
        }
        return done;
    }

    static List<Tooth> biteAll(List<Tooth> found) {
        return new Teeth().run(found);
    }

    private Tooth bite(Tooth tooth) {
        Bite whole = untouched.computeIfAbsent(tooth.test(), Bite::of);
        if (!whole.isGreen()) {
            return tooth.with("NO", "not tried", whole.words());
        }
        Bite bare;
        try {
            bare = withoutDefence(tooth);
        } catch (Unfit | SQLException e) {
            return tooth.with("yes", "NO", String.valueOf(e.getMessage()));
        }
        if (bare.isRed()) {
            return tooth.with("yes", "yes", "");
        }
        return tooth.with(
                "yes",
                "NO",
                bare.isGreen() ? "it passes without the defence" : "no assertion, but trouble: " + bare.words());
    }

    private static Bite withoutDefence(Tooth tooth) throws SQLException {
        AbuseCase abuse = tooth.abuse();
        if (abuse.sql().length > 0) {
            try {
                asOwner(abuse.sql());
                return Bite.of(tooth.test());
            } finally {
                asOwner(abuse.sqlBack());
            }
        }
        try (SwitchedOff _ = SwitchedOff.rewrite(abuse.in(), abuse.method(), Answer.of(abuse.answer()))) {
            return Bite.of(tooth.test());
        }
    }

    private static void asOwner(String[] statements) throws SQLException {
        var postgres = TestDatabase.postgres();
        try (Connection connection =
                        DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
                Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        }
    }

    static List<String> missing(List<Tooth> teeth, List<String> required) {
        TreeSet<String> missing = required.stream().collect(toCollection(TreeSet::new));
        teeth.forEach(tooth -> missing.remove(tooth.abuse().value()));
        return List.copyOf(missing);
    }

    static String table(List<Tooth> teeth, List<String> missing) {
        StringBuilder table = new StringBuilder("\n");
        List<List<String>> rows = Stream.concat(
                        Stream.of(List.of("case", "test", "defence", "green with it", "red without")),
                        teeth.stream().map(Tooth::cells))
                .toList();
        int columns = rows.getFirst().size();
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        for (List<String> row : rows) {
            for (int i = 0; i < columns; i++) {
                table.append(String.format("%-" + (widths[i] + 2) + "s", row.get(i)));
            }
            table.append("\n");
        }
        teeth.stream()
                .filter(tooth -> !tooth.holds())
                .forEach(tooth -> table.append("\n")
                        .append(tooth.name())
                        .append(": ")
                        .append(tooth.words())
                        .append("\n"));
        if (!missing.isEmpty()) {
            table.append("\nNo test names ").append(String.join(", ", missing)).append(".\n");
        }
        long cases =
                teeth.stream().map(tooth -> tooth.abuse().value()).distinct().count();
        long holding = teeth.stream().filter(Tooth::holds).count();
        return table.append("\n%d cases, %d defences, %d proven, %d not; %d cases missing\n"
                        .formatted(cases, teeth.size(), holding, teeth.size() - holding, missing.size()))
                .toString();
    }

    /**
     * One defence of one case, and whether its test would notice if it were gone.
     *
     * @param green whether the test passes with the defence
     * @param red whether it fails without
     * @param words what is wrong, if anything
     */
    record Tooth(AbuseCase abuse, Method test, String green, String red, String words) {
        Tooth with(String green, String red, String words) {
            return new Tooth(abuse, test, green, red, words);
        }

        boolean holds() {
            return green.equals("yes") && red.equals("yes");
        }

        String name() {
            return abuse.value() + " " + test.getDeclaringClass().getSimpleName() + "#" + test.getName();
        }

        private String defence() {
            return abuse.sql().length > 0
                    ? "sql: " + abuse.sql()[0].lines().findFirst().orElse("")
                    : abuse.in().substring(abuse.in().lastIndexOf('.') + 1) + "." + abuse.method();
        }

        String line() {
            return name() + " without " + defence() + ": " + (holds() ? "bites" : "DOES NOT BITE (" + words + ")");
        }

        List<String> cells() {
            return List.of(
                    abuse.value(),
                    test.getDeclaringClass().getSimpleName() + "#" + test.getName(),
                    defence(),
                    green,
                    red);
        }

        String sortedBy() {
            String number = abuse.value().substring(1);
            return abuse.value().substring(0, 1) + ("000" + number).substring(number.length()) + name();
        }
    }
}
