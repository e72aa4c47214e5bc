package org.throughline.server.walls;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a walk through the matrix saw. */
final class Findings {
    private final Map<Expected.Result, Integer> calls = new EnumMap<>(Expected.Result.class);
    private final List<String> findings = new ArrayList<>();
    private final long began = System.nanoTime();
    private int leaks;

    void count(Expected.Result wanted) {
        calls.merge(wanted, 1, Integer::sum);
    }

    void add(String finding) {
        findings.add(finding);
    }

    void leak(String finding) {
        leaks++;
        findings.add(finding);
    }

    List<String> all() {
        return List.copyOf(findings);
    }

    /** The walk in one line: routes, callers, calls, leaks. */
    String table(String walls, List<Row> rows) {
        long routes =
                rows.stream().map(row -> row.method + row.pattern).distinct().count();
        return String.format(
                Locale.ROOT,
                "| %-22s | %4d routes | %4d rows | %2d callers | %5d calls | %3d leaks | %3d findings | %5.1f s |",
                walls,
                routes,
                rows.size(),
                Caller.values().length,
                calls.values().stream().mapToInt(Integer::intValue).sum(),
                leaks,
                findings.size(),
                (System.nanoTime() - began) / 1e9);
    }
}
