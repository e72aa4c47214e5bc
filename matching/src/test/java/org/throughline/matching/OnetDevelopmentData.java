package org.throughline.matching;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The question "to which Detailed Work Activities does this task belong?", answered by analysts of O*NET 18.1, where the data folder
 * stands beside the project.
 *
 * @param activities all candidates, under their intermediate activity and their work activity
 * @param occupations by what they are, without title or parents
 * @param titles of the occupations
 * @param folds per fold ({@code train}, {@code dev}) the tasks, each under its occupation, with the ids of the right activities
 */
record OnetDevelopmentData(
        List<Statement> activities,
        List<Statement> occupations,
        List<Statement> titles,
        Map<String, Map<Statement, Set<String>>> folds) {
    /** The folder, when there is one. */
    static Optional<Path> folder() {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            if (Files.isDirectory(at.resolve("safe-fetch")) && Files.exists(at.resolve("pom.xml"))) {
                return Optional.of(at.resolveSibling("shared").resolve("data/onet"))
                        .filter(Files::isDirectory);
            }
        }
        return Optional.empty();
    }

    static OnetDevelopmentData read(Path folder) throws IOException {
        Map<String, String> elements = column(folder.resolve("Content Model Reference.txt"), 0, 1);
        Map<String, String> intermediate = column(folder.resolve("IWA Reference.txt"), 1, 2);
        List<Statement> activities = new ArrayList<>();
        for (String[] row : rows(folder.resolve("DWA Reference.txt"))) {
            List<String> context = List.of(intermediate.getOrDefault(row[1], ""), elements.getOrDefault(row[0], ""));
            activities.add(new Statement(row[2], row[3], context, null, null, null));
        }
        Map<String, String> occupations = column(folder.resolve("Occupation Data.txt"), 0, 1);
        Map<String, String> tasks = new HashMap<>();
        for (String[] row : rows(folder.resolve("Task Statements.txt"))) {
            tasks.put(row[0] + " " + row[1], row[2]);
        }
        Map<String, Map<String, Set<String>>> answers = new TreeMap<>();
        for (String[] row : rows(folder.resolve("Tasks to DWAs (development part).txt"))) {
            answers.computeIfAbsent(row[5], fold -> new LinkedHashMap<>())
                    .computeIfAbsent(row[0] + " " + row[1], task -> new LinkedHashSet<>())
                    .add(row[2]);
        }
        Map<String, Map<Statement, Set<String>>> folds = new TreeMap<>();
        answers.forEach((fold, byTask) -> byTask.forEach((task, right) -> {
            String occupation = occupations.getOrDefault(task.split(" ")[0], "");
            Statement statement =
                    new Statement(task, tasks.getOrDefault(task, ""), List.of(occupation), null, null, null);
            folds.computeIfAbsent(fold, ignored -> new LinkedHashMap<>()).put(statement, right);
        }));
        List<Statement> all = new ArrayList<>();
        List<Statement> titles = new ArrayList<>();
        for (String[] row : rows(folder.resolve("Occupation Data.txt"))) {
            all.add(Statement.of(row[0], row[2]));
            titles.add(Statement.of(row[0] + " title", row[1]));
        }
        return new OnetDevelopmentData(activities, all, titles, folds);
    }

    /** A fold's tasks with their right answers. */
    Map<Statement, Set<String>> fold(String name) {
        return folds.getOrDefault(name, Map.of());
    }

    /** Another question, of statements without parents: to which occupation a fold's tasks belong, or its occupations' titles. */
    Map<Statement, Set<String>> belonging(String fold, boolean ofTitles) {
        Map<Statement, Set<String>> belonging = new LinkedHashMap<>();
        Set<String> codes = new LinkedHashSet<>();
        for (Statement task : fold(fold).keySet()) {
            String code = task.id().split(" ")[0];
            codes.add(code);
            if (!ofTitles) {
                belonging.put(Statement.of(task.id(), task.text()), Set.of(code));
            }
        }
        if (ofTitles) {
            titles.forEach(title -> {
                String code = title.id().split(" ")[0];
                if (codes.contains(code)) {
                    belonging.put(title, Set.of(code));
                }
            });
        }
        return belonging;
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
