package org.throughline.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.throughline.caseformat.model.AssociationType;
import org.throughline.cli.StatementList.UnusableFile;
import org.throughline.matching.Decision;
import org.throughline.matching.Statement;
import org.throughline.matching.SuggestedRelation;

/**
 * What was decided about pairs, from lines of {@code from id<TAB>to id<TAB>decision[<TAB>group]} under a header line. A decision is
 * {@code accepted}, {@code rejected}, or the CASE association type as which the pair was accepted.
 */
final class DecisionList {
    private DecisionList() {}

    /**
     * @param from the statements that were asked about, by id
     * @param to the candidates by id; what was decided about others is left out, since it can't be learned from
     */
    static List<Decision> read(Path file, Map<String, Statement> from, Map<String, Statement> to) throws UnusableFile {
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (IOException e) {
            throw new UnusableFile(file + " cannot be read as text: " + e.getMessage());
        }
        if (lines.isEmpty() || lines.getFirst().split("\t", -1).length < 3) {
            throw new UnusableFile(
                    file + " is no list of decisions: expected a header line from id<TAB>to id<TAB>decision");
        }
        List<Decision> decisions = new ArrayList<>();
        Set<String> pairs = new HashSet<>();
        for (int line = 1; line < lines.size(); line++) {
            if (lines.get(line).isBlank()) {
                continue;
            }
            String where = file + " line " + (line + 1) + ": ";
            String[] cells = lines.get(line).split("\t", -1);
            if (cells.length < 3) {
                throw new UnusableFile(where + "expected from id<TAB>to id<TAB>decision, found " + cells.length
                        + (cells.length == 1 ? " cell" : " cells"));
            }
            Statement asked = from.get(cells[0].strip());
            if (asked == null) {
                throw new UnusableFile(where + "there is no statement " + cells[0].strip()
                        + " in FROM nor in the file of --decided, so nobody can tell what was decided about");
            }
            if (!pairs.add(cells[0].strip() + "\t" + cells[1].strip())) {
                throw new UnusableFile(
                        where + "the pair " + cells[0].strip() + ", " + cells[1].strip() + " is decided twice");
            }
            if (to.containsKey(cells[1].strip())) {
                decisions.add(decision(asked, cells, where));
            }
        }
        return decisions;
    }

    private static Decision decision(Statement asked, String[] cells, String where) throws UnusableFile {
        String said = cells[2].strip();
        boolean rejected = said.equals("rejected");
        @Nullable String type = rejected || said.equals("accepted") ? null : said;
        if (type != null && AssociationType.ofWire(type).isEmpty()) {
            throw new UnusableFile(
                    where + "expected accepted, rejected or a CASE association type such as isPartOf, found " + said);
        }
        @Nullable String group = cells.length < 4 || cells[3].isBlank() ? asked.group() : cells[3].strip();
        return new Decision(
                asked.inGroup(group),
                cells[1].strip(),
                !rejected,
                type == null ? null : new SuggestedRelation(type, false));
    }
}
