package org.throughline.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.throughline.matching.Statement;

/**
 * Analysts' answers to the question "to which Detailed Work Activities does this job task belong?" (O*NET), in files as O*NET publishes them; the
 * last column of the answers names the fold.
 *
 * @param activities all candidates, under their intermediate activity and their work activity
 * @param tasks every task of every occupation, answered or not
 * @param folds per fold ({@code train}, {@code dev}) the tasks, each under its occupation and in its group of occupations, with the ids of the
 *     right activities
 */
record OnetAnswers(List<Statement> activities, List<Statement> tasks, Map<String, Map<Statement, Set<String>>> folds) {
    /** Of an occupation's code these letters name its group (SOC's minor group). */
    private static final int GROUP = 4;

    static OnetAnswers read(Path folder) throws IOException {
        Map<String, String> elements = column(folder.resolve("Content Model Reference.txt"), 0, 1);
        Map<String, String> intermediate = column(folder.resolve("IWA Reference.txt"), 1, 2);
        List<Statement> activities = new ArrayList<>();
        for (String[] row : rows(folder.resolve("DWA Reference.txt"))) {
            List<String> context = List.of(intermediate.getOrDefault(row[1], ""), elements.getOrDefault(row[0], ""));
            activities.add(new Statement(row[2], row[3], context, null, null, "en"));
        }
        Map<String, String> occupations = column(folder.resolve("Occupation Data.txt"), 0, 1);
        Map<String, Statement> tasks = new LinkedHashMap<>();
        for (String[] row : rows(folder.resolve("Task Statements.txt"))) {
            String id = row[0] + " " + row[1];
            List<String> context = List.of(occupations.getOrDefault(row[0], ""));
            tasks.put(id, new Statement(id, row[2], context, null, null, "en", row[0].substring(0, GROUP)));
        }
        Map<String, Map<Statement, Set<String>>> folds = new HashMap<>();
        for (String[] row : rows(folder.resolve("Tasks to DWAs (development part).txt"))) {
            Statement task = tasks.get(row[0] + " " + row[1]);
            if (task != null) {
                folds.computeIfAbsent(row[5], _ -> new LinkedHashMap<>())
                        .computeIfAbsent(task, _ -> new LinkedHashSet<>())
                        .add(row[2]);
            }
        }
        return new OnetAnswers(activities, List.copyOf(tasks.values()), folds);
    }

    /** A fold's tasks with their right answers. */
    Map<Statement, Set<String>> fold(String name) {
        return folds.getOrDefault(name, Map.of());
    }

    private static Map<String, String> column(Path file, int key, int value) throws IOException {
        Map<String, String> column = new HashMap<>();
        for (String[] row : rows(file)) {
            column.put(row[key], row[value]);
        }
        return column;
    }

    private static List<String[]> rows(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .skip(1)
                .map(line -> line.split("\t", -1))
                .toList();
    }
}
