package org.throughline.caseformat.exchange;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVRecord;
import org.throughline.caseformat.Finding;
import org.throughline.caseformat.Severity;

/**
 * Turns the published text files of the O*NET database into frameworks, one per occupation: its tasks as items under the work
 * activities they are linked to. A task of several activities has several parents; a task of none stands under the document.
 * Identifiers are derived from the names O*NET uses, so that reading the same files again, or a later release, finds the same items.
 *
 * <p>Files: {@code Occupation Data.txt}, {@code Task Statements.txt}, {@code Tasks to DWAs.txt} (or
 * {@code Tasks to DWAs (development part).txt}), {@code DWA Reference.txt}, {@code IWA Reference.txt},
 * {@code Content Model Reference.txt}; {@code Read Me.txt} tells the release where it is there.
 *
 * @see <a href="https://www.onetcenter.org/database.html">O*NET database</a>
 */
public final class OnetReader {

    private static final String CODE = "O*NET-SOC Code";
    private static final Pattern RELEASE = Pattern.compile("O\\*NET\\s+([0-9]+(\\.[0-9]+)*)\\s+Database");
    private static final List<String> LINK_FILES = List.of("Tasks to DWAs.txt", "Tasks to DWAs (development part).txt");

    /**
     * The frameworks of these occupations.
     *
     * @param folder the folder with the O*NET text files
     * @param occupationCodes O*NET-SOC codes such as {@code 49-9051.00}; the ending {@code .00} may be left away
     */
    public OnetOutcome read(Path folder, List<String> occupationCodes) {
        List<Finding> findings = new ArrayList<>();
        Onet onet = new Onet();
        boolean readable = each(
                folder,
                "Occupation Data.txt",
                findings,
                List.of(CODE, "Title", "Description"),
                row -> onet.occupations.put(
                        row.get(CODE), new Onet.Occupation(row.get(CODE), row.get("Title"), row.get("Description"))));
        if (!readable) {
            return new OnetOutcome(List.of(), findings);
        }
        Set<String> codes = known(occupationCodes, onet, findings);
        if (codes.isEmpty() || !details(folder, codes, onet, findings)) {
            return new OnetOutcome(List.of(), findings);
        }
        onet.release = release(folder);
        List<OnetFramework> frameworks = new ArrayList<>();
        for (String code : codes) {
            if (onet.tasks.containsKey(code)) {
                frameworks.add(new OccupationTree(onet, code, findings).framework());
            } else {
                findings.add(new Finding(
                        Severity.ERROR,
                        "occupation-without-tasks",
                        "Task Statements.txt",
                        "O*NET lists no tasks for " + code + ", so there is nothing to make a framework of."));
            }
        }
        return new OnetOutcome(frameworks, findings);
    }

    private static Set<String> known(List<String> asked, Onet onet, List<Finding> findings) {
        Set<String> codes = new LinkedHashSet<>();
        for (String one : asked) {
            String code = one.strip();
            if (onet.occupations.containsKey(code)) {
                codes.add(code);
            } else if (onet.occupations.containsKey(code + ".00")) {
                codes.add(code + ".00");
            } else {
                findings.add(new Finding(
                        Severity.ERROR,
                        "unknown-occupation",
                        "Occupation Data.txt",
                        "O*NET knows no occupation \"" + code + "\". Near it: "
                                + String.join("; ", NearCodes.of(code, onet.occupations.values())) + "."));
            }
        }
        return codes;
    }

    private static boolean details(Path folder, Set<String> codes, Onet onet, List<Finding> findings) {
        return each(folder, "Task Statements.txt", findings, List.of(CODE, "Task ID", "Task", "Task Type"), row -> {
                    if (codes.contains(row.get(CODE))) {
                        onet.tasks
                                .computeIfAbsent(row.get(CODE), any -> new LinkedHashMap<>())
                                .put(
                                        row.get("Task ID"),
                                        new Onet.Task(
                                                row.get("Task ID"),
                                                row.get("Task"),
                                                row.get("Task Type"),
                                                row.isSet("Date") ? row.get("Date") : null));
                    }
                })
                && each(folder, linkFile(folder), findings, List.of(CODE, "Task ID", "DWA ID"), row -> {
                    if (codes.contains(row.get(CODE))) {
                        onet.links
                                .computeIfAbsent(row.get(CODE), any -> new LinkedHashMap<>())
                                .computeIfAbsent(row.get("Task ID"), any -> new LinkedHashSet<>())
                                .add(row.get("DWA ID"));
                    }
                })
                && each(
                        folder,
                        "DWA Reference.txt",
                        findings,
                        List.of("IWA ID", "DWA ID", "DWA Title"),
                        row -> onet.detailed.put(
                                row.get("DWA ID"),
                                new Onet.Activity(row.get("DWA ID"), row.get("DWA Title"), row.get("IWA ID"))))
                && each(
                        folder,
                        "IWA Reference.txt",
                        findings,
                        List.of("Element ID", "IWA ID", "IWA Title"),
                        row -> onet.intermediate.put(
                                row.get("IWA ID"),
                                new Onet.Activity(row.get("IWA ID"), row.get("IWA Title"), row.get("Element ID"))))
                && each(
                        folder,
                        "Content Model Reference.txt",
                        findings,
                        List.of("Element ID", "Element Name", "Description"),
                        row -> onet.elements.put(
                                row.get("Element ID"),
                                new Onet.Element(
                                        row.get("Element ID"), row.get("Element Name"), row.get("Description"))));
    }

    private static String linkFile(Path folder) {
        return LINK_FILES.stream()
                .filter(name -> Files.isRegularFile(folder.resolve(name)))
                .findFirst()
                .orElse(LINK_FILES.getFirst());
    }

    private static boolean each(
            Path folder, String name, List<Finding> findings, List<String> columns, Consumer<CSVRecord> line) {
        Path file = folder.resolve(name);
        if (!Files.isRegularFile(file)) {
            findings.add(new Finding(
                    Severity.ERROR,
                    "missing-file",
                    name,
                    "Expected the O*NET file \"" + name + "\" in " + folder.toAbsolutePath() + ", found none."));
            return false;
        }
        return new TabSeparatedFile(file, findings).forEach(columns, line);
    }

    private static String release(Path folder) {
        Path readMe = folder.resolve("Read Me.txt");
        if (!Files.isRegularFile(readMe)) {
            return "";
        }
        try {
            Matcher matcher = RELEASE.matcher(new String(Files.readAllBytes(readMe), StandardCharsets.UTF_8));
            return matcher.find() ? matcher.group(1) : "";
        } catch (IOException e) {
            return ""; // the release is a courtesy to readers, nothing depends on it
        }
    }
}
