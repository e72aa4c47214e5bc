package org.throughline.server.talent;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.throughline.matching.ranking.Accepted;
import org.throughline.matching.ranking.Holding;
import org.throughline.matching.ranking.Need;
import org.throughline.matching.ranking.Ranked;
import org.throughline.matching.ranking.Requirement;
import org.throughline.matching.ranking.RequirementGroup;
import org.throughline.matching.ranking.RequirementMatch;
import org.throughline.server.alignment.AlignmentStep;
import org.throughline.server.alignment.Equivalence;
import org.throughline.server.alignment.Equivalent;
import org.throughline.server.frameworks.FrameworkItem;
import org.throughline.server.frameworks.Frameworks;
import org.throughline.server.shared.ItemUri;

/** Turns job profiles into needs that the arithmetic understands, and its results back into lines that people can follow. */
@Component
class Explanations {
    private final Equivalence equivalence;
    private final Frameworks frameworks;

    Explanations(Equivalence equivalence, Frameworks frameworks) {
        this.equivalence = equivalence;
        this.frameworks = frameworks;
    }

    /** A profile with everything that is accepted for it. */
    record Compiled(JobProfile profile, Need need, Map<ItemUri, List<Equivalent>> accepted) {
        /** Every item that counts for any requirement. */
        Set<ItemUri> items() {
            Set<ItemUri> items = new LinkedHashSet<>();
            accepted.values().forEach(list -> list.forEach(e -> items.add(e.item())));
            return items;
        }
    }

    Compiled compile(JobProfile profile) {
        return compile(List.of(profile)).getFirst();
    }

    /** Several profiles with one question to the crosswalks. */
    List<Compiled> compile(List<JobProfile> profiles) {
        Set<ItemUri> asked = new LinkedHashSet<>();
        profiles.forEach(p -> p.requirements().forEach(r -> asked.add(r.item())));
        Map<ItemUri, List<Equivalent>> all = equivalence.of(asked);
        return profiles.stream()
                .map(profile -> {
                    Map<ItemUri, List<Equivalent>> accepted = new LinkedHashMap<>();
                    profile.requirements()
                            .forEach(r -> accepted.put(
                                    r.item(),
                                    all.getOrDefault(r.item(), List.of(new Equivalent(r.item(), 1, List.of())))));
                    List<RequirementGroup> groups = profile.groups().stream()
                            .map(g -> group(g, accepted))
                            .toList();
                    return new Compiled(profile, new Need(groups), accepted);
                })
                .toList();
    }

    private static RequirementGroup group(JobRequirementGroup group, Map<ItemUri, List<Equivalent>> accepted) {
        List<Requirement> requirements = group.requirements().stream()
                .map(r -> new Requirement(
                        r.id().toString(), r.importance(), r.required(), r.level(), accepted(r.item(), accepted)))
                .toList();
        return switch (group.rule()) {
            case SINGLE -> new RequirementGroup.Single(requirements.getFirst());
            case ALL_OF -> new RequirementGroup.AllOf(requirements);
            case ANY_OF -> new RequirementGroup.AnyOf(group.count(), requirements);
        };
    }

    private static List<Accepted> accepted(ItemUri item, Map<ItemUri, List<Equivalent>> accepted) {
        return accepted.getOrDefault(item, List.of()).stream()
                .filter(e -> e.strength() > 0)
                .map(e -> new Accepted(e.item().value(), e.strength()))
                .toList();
    }

    /** What the arithmetic reads of a person's holdings. The evidence names credential and item. */
    static List<Holding> holdings(Collection<Holdings.Holding> held) {
        return held.stream()
                .map(h -> new Holding(
                        h.item().value(), h.strength(), h.credential().toString()))
                .toList();
    }

    /** The match as people can follow it: labels, alignment paths, credentials. */
    Match explain(Compiled compiled, Ranked ranked, Collection<Holdings.Holding> held) {
        Map<String, JobRequirement> requirements = new HashMap<>();
        Map<String, @Nullable String> groupLabels = new HashMap<>();
        compiled.profile()
                .groups()
                .forEach(g -> g.requirements().forEach(r -> {
                    requirements.put(r.id().toString(), r);
                    groupLabels.put(r.id().toString(), g.label());
                }));
        Set<ItemUri> named = new LinkedHashSet<>(compiled.items());
        held.forEach(h -> named.add(h.item()));
        Map<ItemUri, FrameworkItem> items = frameworks.items(named);
        List<RequirementExplained> explained = new ArrayList<>();
        for (RequirementMatch match : ranked.requirements()) {
            JobRequirement requirement =
                    Optional.ofNullable(requirements.get(match.requirement())).orElseThrow();
            RequirementMatch.Path path = match.path();
            explained.add(new RequirementExplained(
                    requirement,
                    groupLabels.get(match.requirement()),
                    label(requirement.item(), items),
                    match.outcome(),
                    match.strength(),
                    match.points(),
                    path == null ? List.of() : steps(compiled, requirement, path),
                    path == null ? null : evidence(path, held, items)));
        }
        return new Match(ranked.score(), ranked.meetsAllRequired(), explained);
    }

    private static List<AlignmentStep> steps(
            Compiled compiled, JobRequirement requirement, RequirementMatch.Path path) {
        return compiled.accepted().getOrDefault(requirement.item(), List.of()).stream()
                .filter(e -> e.item().value().equals(path.accepted().item()))
                .findFirst()
                .map(Equivalent::path)
                .orElse(List.of());
    }

    private static Evidence evidence(
            RequirementMatch.Path path, Collection<Holdings.Holding> held, Map<ItemUri, FrameworkItem> items) {
        Holdings.Holding holding = held.stream()
                .filter(h -> h.item().value().equals(path.holding().item())
                        && h.credential().toString().equals(path.holding().evidence()))
                .findFirst()
                .orElseThrow();
        return new Evidence(
                holding.credential(),
                holding.item(),
                label(holding.item(), items),
                holding.strength(),
                holding.achievement(),
                holding.issuerId(),
                holding.issuerName(),
                holding.awarded());
    }

    static String label(ItemUri item, Map<ItemUri, FrameworkItem> items) {
        FrameworkItem known = items.get(item);
        return known == null ? item.value() : known.label();
    }
}
