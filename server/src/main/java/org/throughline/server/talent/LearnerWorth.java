package org.throughline.server.talent;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.throughline.matching.ranking.Ranking;
import org.throughline.matching.ranking.RequirementMatch;
import org.throughline.server.alignment.Equivalent;
import org.throughline.server.organizations.PersonId;
import org.throughline.server.programs.AchievementDefinition;
import org.throughline.server.programs.Achievements;

/** What a person's record is worth: which published needs it meets, what is missing, and which achievement closes the gap. */
@Component
public class LearnerWorth {
    private final JobProfiles profiles;
    private final Holdings holdings;
    private final Explanations explanations;
    private final Achievements achievements;

    LearnerWorth(JobProfiles profiles, Holdings holdings, Explanations explanations, Achievements achievements) {
        this.profiles = profiles;
        this.holdings = holdings;
        this.explanations = explanations;
        this.achievements = achievements;
    }

    /**
     * One need from the learner's side.
     *
     * @param closing for each requirement that is not met, the achievements that would meet it, strongest first; none where nobody offers one
     */
    public record Worth(JobProfile need, Match match, Map<JobRequirement, List<AchievementDefinition>> closing) {
        public Worth {
            closing = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(closing));
        }
    }

    /** Every published need, nearest first. */
    public List<Worth> of(PersonId person) {
        List<Holdings.Holding> held = holdings.of(person);
        List<Worth> all = new ArrayList<>();
        for (Explanations.Compiled compiled : explanations.compile(profiles.published())) {
            Match match = explanations.explain(
                    compiled, Ranking.explain(compiled.need(), person.toString(), Explanations.holdings(held)), held);
            Map<JobRequirement, List<AchievementDefinition>> closing = new LinkedHashMap<>();
            for (RequirementExplained requirement : match.requirements()) {
                if (requirement.outcome() != RequirementMatch.Outcome.MET) {
                    closing.put(requirement.requirement(), closing(compiled, requirement.requirement()));
                }
            }
            all.add(new Worth(compiled.profile(), match, closing));
        }
        all.sort(Comparator.comparingDouble((Worth w) -> w.match().score())
                .reversed()
                .thenComparing(w -> w.need().title()));
        return all;
    }

    private List<AchievementDefinition> closing(Explanations.Compiled compiled, JobRequirement requirement) {
        return compiled.accepted().getOrDefault(requirement.item(), List.of()).stream()
                .sorted(Comparator.comparingDouble(Equivalent::strength).reversed())
                .flatMap(e -> achievements.proving(e.item()).stream())
                .distinct()
                .limit(3)
                .toList();
    }
}
