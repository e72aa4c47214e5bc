package org.throughline.server.alignment.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.throughline.server.alignment.Coverage;
import org.throughline.server.alignment.CoverageStudy;
import org.throughline.server.alignment.ItemTree;
import org.throughline.server.face.BarsView;
import org.throughline.server.face.Numbers;
import org.throughline.server.face.TableView;
import org.throughline.server.face.TableView.Cell;
import org.throughline.server.face.TableView.Column;
import org.throughline.server.frameworks.FrameworkItem;
import org.throughline.server.shared.ItemUri;

/** The parts of a coverage as the page and the report show them. */
final class CoverageViews {
    /** So many rows of a table stand on a page; the files have all. */
    static final int MOST = 100;

    /** So many groups are drawn in the picture. */
    private static final int MOST_LINES = 60;

    private final CoverageStudy study;
    private final String address;
    private final List<FrameworkItem> idle;

    /** @param address the crosswalk */
    CoverageViews(CoverageStudy study, String address) {
        this.study = study;
        this.address = address;
        this.idle = study.idle();
    }

    int total() {
        return study.coverage().requirements().size();
    }

    double share() {
        return total() == 0 ? 0 : (double) study.coverage().covered() / total();
    }

    List<FrameworkItem> idle() {
        return idle;
    }

    List<CoveragePage.Figure> figures() {
        Coverage coverage = study.coverage();
        int leaves = study.outcomes().leaves().size();
        return List.of(
                new CoveragePage.Figure(
                        "Covered",
                        Numbers.percent(share()),
                        "%s of %s %s at least one accepted alignment."
                                .formatted(
                                        Numbers.count(coverage.covered()),
                                        Numbers.count(total(), "requirement", "requirements"),
                                        coverage.covered() == 1 ? "has" : "have")),
                new CoveragePage.Figure(
                        "Mean strength",
                        Words.strength(coverage.strength()),
                        "How much of what is asked the accepted alignments prove, all requirements counted alike; a gap counts as nothing."),
                new CoveragePage.Figure(
                        "Gaps",
                        Numbers.count(total() - coverage.covered()),
                        "Requirements that no accepted alignment answers."),
                new CoveragePage.Figure(
                        "Met many times",
                        Numbers.count(study.manyTimes().size()),
                        "Requirements with three accepted alignments or more. That is no fault; it may be more than is needed."),
                new CoveragePage.Figure(
                        "Outcomes that meet nothing",
                        Numbers.count(idle.size()),
                        "Of %s. They may serve other jobs; here nobody asks for them."
                                .formatted(Numbers.count(leaves, "outcome", "outcomes"))));
    }

    /** The picture: the groups on the level where a reader begins, or all requirements as one where there are no groups. */
    SquaresView picture(Matrices matrices) {
        ItemTree tree = study.requirements();
        List<FrameworkItem> groups = tree.below(tree.beginning()).stream()
                .filter(item -> !item.leaf())
                .toList();
        Map<ItemUri, List<Double>> strengths = new LinkedHashMap<>();
        groups.forEach(group -> strengths.put(group.uri(), new ArrayList<>()));
        List<Double> rest = new ArrayList<>();
        for (Coverage.Row row : study.coverage().requirements()) {
            boolean placed = false;
            for (ItemUri above : tree.upwards(row.requirement().uri())) {
                @Nullable List<Double> in = strengths.get(above);
                if (in != null) {
                    in.add(row.strength());
                    placed = true;
                }
            }
            if (!placed) {
                rest.add(row.strength());
            }
        }
        List<SquaresView.Line> lines = new ArrayList<>();
        for (FrameworkItem group : groups.subList(0, Math.min(MOST_LINES, groups.size()))) {
            lines.add(line(
                    group.label(), matrices.href(group, null, 0, 0), strengths.getOrDefault(group.uri(), List.of())));
        }
        if (!rest.isEmpty()) {
            lines.add(
                    line(groups.isEmpty() ? "All requirements" : "In no group", matrices.href(null, null, 0, 0), rest));
        }
        return new SquaresView(
                groups.size() > MOST_LINES
                        ? "One square for each requirement, the first " + MOST_LINES + " groups"
                        : "One square for each requirement",
                lines);
    }

    private static SquaresView.Line line(String label, String href, List<Double> strengths) {
        long covered = strengths.stream().filter(strength -> strength > 0).count();
        return new SquaresView.Line(
                label, href, Numbers.count(covered) + " of " + Numbers.count(strengths.size()), strengths);
    }

    BarsView times() {
        List<Integer> times = study.times();
        List<BarsView.Bar> bars = new ArrayList<>();
        for (int i = 0; i < times.size(); i++) {
            String label = switch (i) {
                case 0 -> "Not met";
                case 1 -> "Met once";
                case 2 -> "Met twice";
                default -> i == CoverageStudy.MANY ? "Met " + i + " times or more" : "Met " + i + " times";
            };
            bars.add(BarsView.Bar.of(label, times.get(i)));
        }
        return new BarsView("How often the requirements are met", "requirements", "Requirements", null, bars);
    }

    TableView groups(int most) {
        List<Coverage.Group> groups = study.coverage().groups();
        return new TableView(
                groups.size() > most ? "Coverage by group, the first " + most : "Coverage by group",
                List.of(
                        Column.of("Group"),
                        Column.number("Requirements"),
                        Column.number("Covered"),
                        Column.number("Share"),
                        Column.number("Gaps"),
                        Column.number("Mean strength")),
                groups.stream()
                        .limit(most)
                        .map(group -> TableView.Row.of(
                                Cell.link(
                                        group.group().label(),
                                        address + "/coverage?asks="
                                                + group.group().identifier() + "#matrix"),
                                Cell.number(group.requirements()),
                                Cell.number(group.covered()),
                                Cell.text(Numbers.percent((double) group.covered() / group.requirements())),
                                Cell.number(group.gaps()),
                                Cell.text(Words.strength(group.strength()))))
                        .toList(),
                null,
                false);
    }

    List<CoveragePage.Gap> gaps(int most) {
        return study.coverage().requirements().stream()
                .filter(Coverage.Row::isGap)
                .limit(most)
                .map(row -> new CoveragePage.Gap(row.requirement().label(), requirement(row.requirement())))
                .toList();
    }

    @Nullable
    TableView many(int most) {
        List<Coverage.Row> many = study.manyTimes();
        return many.isEmpty()
                ? null
                : new TableView(
                        many.size() > most
                                ? "Requirements met three times or more, the first " + most
                                : "Requirements met three times or more",
                        List.of(Column.of("Requirement"), Column.number("Times met"), Column.number("Strongest")),
                        many.stream()
                                .limit(most)
                                .map(row -> TableView.Row.of(
                                        Cell.link(row.requirement().label(), requirement(row.requirement())),
                                        Cell.number(row.accepted().size()),
                                        Cell.text(Words.strength(row.strength()))))
                                .toList(),
                        null,
                        false);
    }

    @Nullable
    TableView levels() {
        List<CoverageStudy.Level> levels = study.levels();
        return levels.isEmpty()
                ? null
                : new TableView(
                        "Coverage by level of the requirements",
                        List.of(
                                Column.of("Level"),
                                Column.number("Requirements"),
                                Column.number("Covered"),
                                Column.number("Share"),
                                Column.number("Mean strength")),
                        levels.stream()
                                .map(level -> TableView.Row.of(
                                        Cell.text(level.level()),
                                        Cell.number(level.requirements()),
                                        Cell.number(level.covered()),
                                        Cell.text(Numbers.percent((double) level.covered() / level.requirements())),
                                        Cell.text(Words.strength(level.strength()))))
                                .toList(),
                        null,
                        false);
    }

    @Nullable
    TableView idleGroups(int most) {
        List<CoverageStudy.IdleGroup> groups = study.idleGroups();
        return groups.isEmpty()
                ? null
                : new TableView(
                        groups.size() > most
                                ? "Outcomes that meet nothing asked, the first " + most + " groups"
                                : "Outcomes that meet nothing asked",
                        List.of(
                                Column.of("Group"),
                                Column.number("Outcomes"),
                                Column.number("Meet nothing"),
                                Column.of("Which")),
                        groups.stream()
                                .limit(most)
                                .map(group -> TableView.Row.of(
                                        Cell.link(
                                                group.group().label(),
                                                "/uri/" + group.group().identifier()),
                                        Cell.number(group.outcomes()),
                                        Cell.number(group.idle().size()),
                                        Cell.text(some(group.idle()))))
                                .toList(),
                        null,
                        false);
    }

    private static String some(List<FrameworkItem> items) {
        int shown = Math.min(3, items.size());
        String first = String.join(
                "; ",
                items.subList(0, shown).stream()
                        .map(item -> item.label().replaceFirst("[.]$", ""))
                        .toList());
        return items.size() > shown ? first + "; and " + Numbers.count(items.size() - shown) + " more" : first;
    }

    private String requirement(FrameworkItem item) {
        return address + "/requirements/" + item.identifier();
    }
}
