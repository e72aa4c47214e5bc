package org.throughline.server.talent.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.util.MultiValueMap;
import org.throughline.server.face.Option;
import org.throughline.server.frameworks.Framework;
import org.throughline.server.frameworks.FrameworkId;
import org.throughline.server.frameworks.FrameworkItem;
import org.throughline.server.frameworks.FrameworkKind;
import org.throughline.server.frameworks.Frameworks;
import org.throughline.server.organizations.CurrentPerson;
import org.throughline.server.organizations.Membership;
import org.throughline.server.shared.ItemUri;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;
import org.throughline.server.talent.JobProfile;
import org.throughline.server.talent.JobProfileDraft;
import org.throughline.server.talent.JobRequirement;
import org.throughline.server.talent.JobRequirementGroup;

/** Between the form of a talent need and its draft, both ways. */
@Component
class NeedForms {
    private final Frameworks frameworks;
    private final CurrentPerson current;

    NeedForms(Frameworks frameworks, CurrentPerson current) {
        this.frameworks = frameworks;
        this.current = current;
    }

    private static final int MOST_ASKED_BEFORE = 200;
    private static final int USUAL_IMPORTANCE = 3;

    /** An empty form over the leaves of a framework, in which some competencies are asked for already. */
    NeedForm blank(List<Membership> employers, @Nullable FrameworkId framework, List<UUID> items) {
        List<JobRequirementGroup> asked = items.stream()
                .distinct()
                .limit(MOST_ASKED_BEFORE)
                .flatMap(item -> frameworks.item(item).stream())
                .filter(item -> frameworks
                        .find(item.framework())
                        .filter(f -> f.isOpenTo(current.find()))
                        .isPresent())
                .map(item -> JobRequirementGroup.single(
                        new JobRequirement(UUID.randomUUID(), item.uri(), USUAL_IMPORTANCE, true, null)))
                .toList();
        JobProfileDraft draft = new JobProfileDraft("", "", null, 1, false, asked);
        return filled("/needs", null, employers, framework, draft, List.of());
    }

    /**
     * The form of a draft.
     *
     * @param profile the need that is changed, or null for a new one
     */
    NeedForm filled(
            String action,
            @Nullable JobProfile profile,
            List<Membership> employers,
            @Nullable FrameworkId framework,
            JobProfileDraft draft,
            List<String> findings) {
        Map<ItemUri, Asked> asked = asked(draft.groups());
        Map<ItemUri, FrameworkItem> known = frameworks.items(asked.keySet());
        FrameworkId chosen = framework != null
                ? framework
                : known.values().stream()
                        .map(FrameworkItem::framework)
                        .findFirst()
                        .orElse(null);
        return new NeedForm(
                action,
                profile != null,
                employers.stream()
                        .map(m -> Option.of(
                                m.organization().slug(), m.organization().name()))
                        .toList(),
                employers.isEmpty() ? null : employers.getFirst().organization().slug(),
                jobRoles(),
                chosen == null ? null : chosen.toString(),
                draft.title(),
                draft.description(),
                Optional.ofNullable(draft.location()).orElse(""),
                draft.openings(),
                draft.published(),
                rows(chosen, asked, known),
                groupRows(draft.groups()),
                findings);
    }

    private List<Option> jobRoles() {
        List<Option> options = new ArrayList<>();
        options.add(Option.of("", "Choose a framework"));
        for (FrameworkKind kind : List.of(FrameworkKind.JOB_ROLE, FrameworkKind.STANDARDS, FrameworkKind.OUTCOMES)) {
            frameworks.all().stream()
                    .filter(f -> f.kind() == kind && f.isOpenTo(current.find()))
                    .sorted(java.util.Comparator.comparing(Framework::title))
                    .forEach(f -> options.add(Option.of(f.id().toString(), f.title())));
        }
        return options;
    }

    /** How an item is asked for in a draft. */
    private record Asked(JobRequirement requirement, String group) {}

    private static Map<ItemUri, Asked> asked(List<JobRequirementGroup> groups) {
        Map<ItemUri, Asked> asked = new LinkedHashMap<>();
        char letter = 'A';
        for (JobRequirementGroup group : groups) {
            boolean single = group.rule() == JobRequirementGroup.Rule.SINGLE;
            String name = single ? "" : String.valueOf(letter);
            group.requirements().forEach(r -> asked.put(r.item(), new Asked(r, name)));
            letter += (char) (single ? 0 : 1);
        }
        return asked;
    }

    private List<NeedForm.Row> rows(
            @Nullable FrameworkId chosen, Map<ItemUri, Asked> asked, Map<ItemUri, FrameworkItem> known) {
        List<NeedForm.Row> rows = new ArrayList<>();
        List<FrameworkItem> items = chosen == null ? List.of() : open(chosen);
        asked.forEach((item, how) -> {
            if (items.stream().noneMatch(i -> i.uri().equals(item))) {
                FrameworkItem elsewhere = known.get(item);
                rows.add(row(item, elsewhere == null ? item.value() : elsewhere.label(), "From other frameworks", how));
            }
        });
        String heading = null;
        for (FrameworkItem item : items) {
            if (item.leaf()) {
                rows.add(row(item.uri(), item.label(), heading, asked.get(item.uri())));
            } else {
                heading = item.label();
            }
        }
        return rows;
    }

    private List<FrameworkItem> open(FrameworkId framework) {
        return frameworks
                .find(framework)
                .filter(f -> f.isOpenTo(current.find()))
                .map(f -> frameworks.items(f.id()))
                .orElseThrow(Problem::notFound);
    }

    private static NeedForm.Row row(ItemUri item, String label, @Nullable String heading, @Nullable Asked how) {
        if (how == null) {
            return new NeedForm.Row(item.value(), UUID.randomUUID().toString(), label, heading, "no", "3", "", "");
        }
        JobRequirement r = how.requirement();
        return new NeedForm.Row(
                item.value(),
                r.id().toString(),
                label,
                heading,
                r.required() ? "required" : "preferred",
                Integer.toString(r.importance()),
                r.level() == null ? "" : r.level().toString(),
                how.group());
    }

    private static List<NeedForm.GroupRow> groupRows(List<JobRequirementGroup> groups) {
        List<NeedForm.GroupRow> rows = new ArrayList<>();
        for (JobRequirementGroup group : groups) {
            if (group.rule() != JobRequirementGroup.Rule.SINGLE && rows.size() < NeedForm.LETTERS.size()) {
                rows.add(new NeedForm.GroupRow(
                        String.valueOf((char) ('A' + rows.size())),
                        Optional.ofNullable(group.label()).orElse(""),
                        group.rule() == JobRequirementGroup.Rule.ALL_OF ? "all" : Integer.toString(group.count())));
            }
        }
        while (rows.size() < NeedForm.LETTERS.size()) {
            rows.add(new NeedForm.GroupRow(String.valueOf((char) ('A' + rows.size())), "", "all"));
        }
        return rows;
    }

    /** What was posted, as a draft. Values that the form can't have sent are a {@code Problem MALFORMED}. */
    JobProfileDraft draft(MultiValueMap<String, String> form) {
        Map<String, List<JobRequirement>> grouped = new LinkedHashMap<>();
        List<JobRequirementGroup> groups = new ArrayList<>();
        try {
            for (int n = 0; form.containsKey("item." + n); n++) {
                String ask = value(form, "ask." + n);
                if (ask.equals("no")) {
                    continue;
                }
                String level = value(form, "level." + n);
                JobRequirement requirement = new JobRequirement(
                        UUID.fromString(value(form, "id." + n)),
                        new ItemUri(value(form, "item." + n)),
                        Integer.parseInt(value(form, "importance." + n)),
                        ask.equals("required"),
                        level.isEmpty() ? null : Double.valueOf(level));
                String group = value(form, "group." + n);
                if (NeedForm.LETTERS.contains(group)) {
                    grouped.computeIfAbsent(group, g -> new ArrayList<>()).add(requirement);
                } else {
                    groups.add(JobRequirementGroup.single(requirement));
                }
            }
            grouped.forEach((letter, members) -> groups.add(
                    group(value(form, "group-label." + letter), value(form, "group-rule." + letter), letter, members)));
            return new JobProfileDraft(
                    value(form, "title"),
                    value(form, "description"),
                    value(form, "location").isBlank()
                            ? null
                            : value(form, "location").strip(),
                    Integer.parseInt(value(form, "openings").strip()),
                    form.containsKey("published"),
                    groups);
        } catch (IllegalArgumentException e) {
            throw new Problem(
                    ProblemType.MALFORMED, "The form holds a value that it can't have sent: " + e.getMessage());
        }
    }

    private static JobRequirementGroup group(String label, String rule, String letter, List<JobRequirement> members) {
        String name = label.isBlank() ? "Group " + letter : label.strip();
        return rule.equals("all")
                ? JobRequirementGroup.allOf(name, members)
                : JobRequirementGroup.anyOf(name, Math.min(Integer.parseInt(rule), members.size()), members);
    }

    private static String value(MultiValueMap<String, String> form, String name) {
        return Optional.ofNullable(form.getFirst(name)).orElse("");
    }
}
