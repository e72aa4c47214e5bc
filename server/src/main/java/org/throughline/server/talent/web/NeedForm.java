package org.throughline.server.talent.web;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.throughline.server.face.Option;

/**
 * The form of a talent need.
 *
 * @param action where it posts to
 * @param frameworks whose competencies can be asked for
 * @param rows the competencies of the chosen framework, and those already asked for
 * @param findings what needs attention; empty at first
 */
public record NeedForm(
        String action,
        boolean existing,
        List<Option> employers,
        @Nullable String employer,
        List<Option> frameworks,
        @Nullable String framework,
        String title,
        String description,
        String location,
        int openings,
        boolean published,
        List<Row> rows,
        List<GroupRow> groups,
        List<String> findings) {
    public NeedForm {
        employers = List.copyOf(employers);
        frameworks = List.copyOf(frameworks);
        rows = List.copyOf(rows);
        groups = List.copyOf(groups);
        findings = List.copyOf(findings);
    }

    /** One competency: whether and how it is asked for. */
    public record Row(
            String item,
            String id,
            String label,
            @Nullable String heading,
            String ask,
            String importance,
            String level,
            String group) {}

    /** One of the groups A to D: its name and rule. */
    public record GroupRow(String letter, String label, String rule) {}

    static final List<Option> ASK = List.of(
            Option.of("no", "Not asked"), Option.of("preferred", "Preferred"), Option.of("required", "Required"));
    static final List<Option> IMPORTANCE = List.of(
            Option.of("5", "5 Essential"),
            Option.of("4", "4 Very important"),
            Option.of("3", "3 Important"),
            Option.of("2", "2 Useful"),
            Option.of("1", "1 Nice to have"));
    static final List<Option> LEVEL = List.of(
            Option.of("", "Any proof"), Option.of("0.5", "Developing or better"), Option.of("0.8", "Proficient"));
    static final List<Option> GROUP = List.of(
            Option.of("", "On its own"),
            Option.of("A", "Group A"),
            Option.of("B", "Group B"),
            Option.of("C", "Group C"),
            Option.of("D", "Group D"));
    static final List<Option> RULE = List.of(
            Option.of("all", "All of them"),
            Option.of("1", "Any one of them"),
            Option.of("2", "Any two of them"),
            Option.of("3", "Any three of them"));
    static final Set<String> LETTERS = Set.of("A", "B", "C", "D");

    public List<Option> askOptions() {
        return ASK;
    }

    public List<Option> importanceOptions() {
        return IMPORTANCE;
    }

    public List<Option> levelOptions() {
        return LEVEL;
    }

    public List<Option> groupOptions() {
        return GROUP;
    }

    public List<Option> ruleOptions() {
        return RULE;
    }
}
