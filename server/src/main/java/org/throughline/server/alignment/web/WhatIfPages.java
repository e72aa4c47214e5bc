package org.throughline.server.alignment.web;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.util.UriComponentsBuilder;
import org.throughline.server.alignment.Coverage;
import org.throughline.server.alignment.CoverageStudy;
import org.throughline.server.alignment.Coverages;
import org.throughline.server.alignment.Crosswalk;
import org.throughline.server.alignment.Relation;
import org.throughline.server.alignment.SuggestedAlignment;
import org.throughline.server.alignment.WhatIf;
import org.throughline.server.face.Numbers;
import org.throughline.server.face.TableView;
import org.throughline.server.face.TableView.Cell;
import org.throughline.server.face.TableView.Column;
import org.throughline.server.frameworks.FrameworkItem;
import org.throughline.server.shared.ItemUri;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;

/** What coverage would be if more were taught or accepted. Nothing is kept: the address holds the choice. */
@Controller
class WhatIfPages {
    /** An address holds no more than this. */
    private static final int MOST_CHOSEN = 100;

    private static final int MOST_GAPS = 40;
    private static final int PROPOSALS = 3;
    private static final int LONGEST_COURSE = 80;
    private static final int BEST = 5;

    /** A suggestion that is likelier than this is worth a look before something new is taught; one that is less likely is not worth the time. */
    private static final double POSSIBLE = 0.2;

    /** What is less likely than this is not even offered for a choice. */
    private static final double CONCEIVABLE = 0.02;

    private final Coverages coverages;
    private final CrosswalkAccess access;

    WhatIfPages(Coverages coverages, CrosswalkAccess access) {
        this.coverages = coverages;
        this.access = access;
    }

    @GetMapping("/crosswalks/{id}/coverage/what-if")
    ModelAndView whatIf(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable List<String> taught,
            @RequestParam(required = false) @Nullable List<String> accepted,
            @RequestParam(defaultValue = "") String course,
            @RequestParam(required = false) @Nullable UUID group) {
        Crosswalk crosswalk = access.require(id);
        Set<String> teaching = new LinkedHashSet<>(taught == null ? List.of() : taught);
        Set<String> accepting = new LinkedHashSet<>(accepted == null ? List.of() : accepted);
        if (teaching.size() + accepting.size() > MOST_CHOSEN) {
            throw new Problem(
                    ProblemType.BAD_INPUT,
                    "An address holds at most %d items; this one names %d."
                            .formatted(MOST_CHOSEN, teaching.size() + accepting.size()));
        }
        Question question = new Question(
                coverages.of(crosswalk.id()),
                coverages.open(crosswalk.id()),
                "/crosswalks/" + id + "/coverage",
                course.strip()
                        .substring(0, Math.min(LONGEST_COURSE, course.strip().length())),
                group);
        question.choose(teaching, accepting);
        return new ModelAndView("alignment/whatif", Map.of("page", question.page(crosswalk.title())));
    }

    /** One question and its answer. */
    private static final class Question {
        private final CoverageStudy study;
        private final Map<ItemUri, List<SuggestedAlignment>> open;
        private final String coverage;
        private final String course;
        private final @Nullable UUID group;
        private final Map<String, FrameworkItem> taught = new LinkedHashMap<>();
        private final Map<String, SuggestedAlignment> accepted = new LinkedHashMap<>();
        private int left;

        Question(
                CoverageStudy study,
                Map<ItemUri, List<SuggestedAlignment>> open,
                String coverage,
                String course,
                @Nullable UUID group) {
            this.study = study;
            this.open = open;
            this.coverage = coverage;
            this.course = course;
            this.group = group;
        }

        void choose(Set<String> teaching, Set<String> accepting) {
            Map<ItemUri, Coverage.Row> rows = new HashMap<>();
            study.coverage()
                    .requirements()
                    .forEach(row -> rows.put(row.requirement().uri(), row));
            for (String one : teaching) {
                study.requirements()
                        .item(uuid(one))
                        .filter(item -> item.leaf()
                                && Optional.ofNullable(rows.get(item.uri()))
                                        .filter(Coverage.Row::isGap)
                                        .isPresent())
                        .ifPresentOrElse(item -> taught.put(one, item), () -> left++);
            }
            for (String one : accepting) {
                int dot = one.indexOf('_');
                Optional<SuggestedAlignment> found = dot < 0
                        ? Optional.empty()
                        : study.requirements().item(uuid(one.substring(0, dot))).stream()
                                .flatMap(item -> open.getOrDefault(item.uri(), List.of()).stream())
                                .filter(s -> one.equals(value(s)))
                                .findFirst();
                found.ifPresentOrElse(s -> accepted.put(one, s), () -> left++);
            }
        }

        /** Anything that is no identifier is one of nothing. */
        private static UUID uuid(String text) {
            try {
                return UUID.fromString(text);
            } catch (IllegalArgumentException e) {
                return new UUID(0, 0);
            }
        }

        private String value(SuggestedAlignment suggestion) {
            return study.requirements()
                            .item(suggestion.requirement())
                            .map(i -> i.identifier().toString())
                            .orElse("")
                    + "_"
                    + study.outcomes()
                            .item(suggestion.outcome())
                            .map(i -> i.identifier().toString())
                            .orElse("");
        }

        WhatIfPage page(String title) {
            WhatIf answer = WhatIf.of(
                    study, taught.values().stream().map(FrameworkItem::uri).toList(), accepted.values());
            boolean asked = !taught.isEmpty() || !accepted.isEmpty();
            List<Coverage.Group> withGaps = study.coverage().groups().stream()
                    .filter(one -> one.gaps() > 0)
                    .toList();
            @Nullable FrameworkItem shown = shown(withGaps);
            List<Coverage.Row> gaps = study.coverage().requirements().stream()
                    .filter(row -> row.isGap()
                            && (shown == null
                                    || study.requirements()
                                            .upwards(row.requirement().uri())
                                            .contains(shown.uri())))
                    .toList();
            List<WhatIfPage.Gap> listed =
                    gaps.stream().limit(MOST_GAPS).map(this::gap).toList();
            return new WhatIfPage(
                    title,
                    coverage,
                    coverage + "/what-if",
                    sentence(answer, asked),
                    left,
                    course,
                    List.of(
                            new WhatIfPage.Figure(
                                    "Covered",
                                    Numbers.percent(WhatIf.share(answer.before())),
                                    Numbers.percent(WhatIf.share(answer.after()))),
                            new WhatIfPage.Figure(
                                    "Requirements covered",
                                    Numbers.count(answer.before().covered()),
                                    Numbers.count(answer.after().covered())),
                            new WhatIfPage.Figure(
                                    "Mean strength",
                                    Words.strength(answer.before().strength()),
                                    Words.strength(answer.after().strength()))),
                    chosen(),
                    asked ? changed(answer) : null,
                    asked ? href(taught.keySet(), accepted.keySet(), group) : null,
                    raising(answer.after()),
                    teaching(answer.after()),
                    withGaps.stream()
                            .limit(60)
                            .map(one -> new WhatIfPage.Group(
                                    one.group().label(),
                                    one.gaps(),
                                    href(
                                                    taught.keySet(),
                                                    accepted.keySet(),
                                                    one.group().identifier()) + "#choose",
                                    one.group().equals(shown)))
                            .toList(),
                    shown == null ? "all requirements" : shown.label(),
                    shown == null ? null : shown.identifier().toString(),
                    listed,
                    gaps.size(),
                    kept(listed));
        }

        private @Nullable FrameworkItem shown(List<Coverage.Group> withGaps) {
            if (group != null) {
                return study.requirements().item(group).orElseThrow(Problem::notFound);
            }
            return study.coverage().widestGaps(1).stream()
                    .findFirst()
                    .map(Coverage.Group::group)
                    .orElse(null);
        }

        private String sentence(WhatIf answer, boolean asked) {
            if (!asked) {
                return "Choose what would be taught, or which suggestions would be accepted, and see what coverage would be. Nothing is kept.";
            }
            List<String> conditions = new ArrayList<>();
            if (!taught.isEmpty()) {
                conditions.add("%s taught %s"
                        .formatted(
                                course.isEmpty() ? "a course" : "“" + course + "”",
                                taught.size() == 1 ? "this item" : "these " + taught.size() + " items"));
            }
            if (!accepted.isEmpty()) {
                conditions.add(
                        accepted.size() == 1
                                ? "this suggestion were accepted"
                                : "these " + accepted.size() + " suggestions were accepted");
            }
            return "If %s, coverage would go from %s to %s."
                    .formatted(
                            String.join(" and ", conditions),
                            Numbers.percent(WhatIf.share(answer.before())),
                            Numbers.percent(WhatIf.share(answer.after())));
        }

        private List<WhatIfPage.Chosen> chosen() {
            List<WhatIfPage.Chosen> chosen = new ArrayList<>();
            taught.forEach((value, item) -> chosen.add(new WhatIfPage.Chosen(
                    item.label(),
                    "taught as it stands",
                    href(without(taught.keySet(), value), accepted.keySet(), group))));
            accepted.forEach((value, suggestion) -> chosen.add(new WhatIfPage.Chosen(
                    label(study.requirements().item(suggestion.requirement()), suggestion.requirement()),
                    "answered by %s (%s)"
                            .formatted(
                                    label(study.outcomes().item(suggestion.outcome()), suggestion.outcome()),
                                    proposal(suggestion)),
                    href(taught.keySet(), without(accepted.keySet(), value), group))));
            return chosen;
        }

        private TableView changed(WhatIf answer) {
            return new TableView(
                    "What would change",
                    List.of(
                            Column.of("Group"),
                            Column.number("Requirements"),
                            Column.number("Covered now"),
                            Column.number("Covered then"),
                            Column.number("Mean strength now"),
                            Column.number("Mean strength then")),
                    answer.changes().stream()
                            .limit(CoverageViews.MOST)
                            .map(change -> TableView.Row.of(
                                    Cell.text(change.before().group().label()),
                                    Cell.number(change.before().requirements()),
                                    Cell.number(change.before().covered()),
                                    Cell.number(change.after().covered()),
                                    Cell.text(Words.strength(change.before().strength())),
                                    Cell.text(Words.strength(change.after().strength()))))
                            .toList(),
                    null,
                    false);
        }

        private List<WhatIfPage.Raising> raising(Coverage after) {
            return WhatIf.raising(after, open, POSSIBLE, BEST).stream()
                    .filter(one -> study.outcomes().item(one.outcome()).isPresent())
                    .map(one -> {
                        Set<String> more = new LinkedHashSet<>(accepted.keySet());
                        one.closes().forEach(s -> more.add(value(s)));
                        return new WhatIfPage.Raising(
                                label(study.outcomes().item(one.outcome()), one.outcome()),
                                one.closes().size() == 1
                                        ? "Proposed for 1 gap"
                                        : "Proposed for %d gaps; about %.1f of these can be expected to hold"
                                                .formatted(one.closes().size(), one.expected()),
                                one.closes().stream()
                                        .map(s -> label(study.requirements().item(s.requirement()), s.requirement())
                                                + " (" + Numbers.percent(s.probability()) + ")")
                                        .toList(),
                                more.size() + taught.size() > MOST_CHOSEN ? "" : href(taught.keySet(), more, group));
                    })
                    .toList();
        }

        private List<WhatIfPage.Chosen> teaching(Coverage after) {
            return WhatIf.toTeach(after, open, POSSIBLE, BEST).stream()
                    .map(item -> {
                        Set<String> more = new LinkedHashSet<>(taught.keySet());
                        more.add(item.identifier().toString());
                        return new WhatIfPage.Chosen(
                                item.label(),
                                String.join(
                                        " › ",
                                        study.requirements().path(item).stream()
                                                .map(FrameworkItem::label)
                                                .toList()),
                                href(more, accepted.keySet(), group));
                    })
                    .toList();
        }

        private WhatIfPage.Gap gap(Coverage.Row row) {
            FrameworkItem item = row.requirement();
            String value = item.identifier().toString();
            return new WhatIfPage.Gap(
                    value,
                    item.label(),
                    taught.containsKey(value),
                    open.getOrDefault(item.uri(), List.of()).stream()
                            .filter(s -> study.outcomes().item(s.outcome()).isPresent())
                            .filter(s -> s.probability() >= CONCEIVABLE || accepted.containsKey(value(s)))
                            .limit(PROPOSALS)
                            .map(s -> new WhatIfPage.Proposal(
                                    value(s),
                                    label(study.outcomes().item(s.outcome()), s.outcome()),
                                    proposal(s),
                                    accepted.containsKey(value(s))))
                            .toList());
        }

        private static String proposal(SuggestedAlignment suggestion) {
            return Relation.ofWord(suggestion.associationType())
                            .map(Relation::words)
                            .orElse(suggestion.associationType())
                    + ", " + Words.probability(suggestion.probability()).toLowerCase(Locale.ROOT);
        }

        private List<WhatIfPage.Hidden> kept(List<WhatIfPage.Gap> listed) {
            Set<String> inForm = new LinkedHashSet<>();
            listed.forEach(gap -> {
                inForm.add(gap.value());
                gap.proposals().forEach(proposal -> inForm.add(proposal.value()));
            });
            List<WhatIfPage.Hidden> kept = new ArrayList<>();
            taught.keySet().stream()
                    .filter(value -> !inForm.contains(value))
                    .forEach(value -> kept.add(new WhatIfPage.Hidden("taught", value)));
            accepted.keySet().stream()
                    .filter(value -> !inForm.contains(value))
                    .forEach(value -> kept.add(new WhatIfPage.Hidden("accepted", value)));
            return kept;
        }

        private static Set<String> without(Set<String> values, String value) {
            Set<String> fewer = new LinkedHashSet<>(values);
            fewer.remove(value);
            return fewer;
        }

        private static String label(Optional<FrameworkItem> item, ItemUri uri) {
            return item.map(FrameworkItem::label).orElse(uri.value());
        }

        private String href(Set<String> teaching, Set<String> accepting, @Nullable UUID group) {
            UriComponentsBuilder href = UriComponentsBuilder.fromPath(coverage + "/what-if");
            Map<String, Object> values = new HashMap<>();
            if (!course.isEmpty()) {
                href.queryParam("course", "{course}");
                values.put("course", course);
            }
            teaching.forEach(value -> href.queryParam("taught", value));
            accepting.forEach(value -> href.queryParam("accepted", value));
            if (group != null) {
                href.queryParam("group", group);
            }
            return Objects.requireNonNull(
                    href.encode(StandardCharsets.UTF_8).buildAndExpand(values).toUriString());
        }
    }
}
