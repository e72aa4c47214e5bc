package org.throughline.server.alignment;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.throughline.server.frameworks.FrameworkItem;
import org.throughline.server.frameworks.Frameworks;
import org.throughline.server.shared.ItemUri;
import org.throughline.server.shared.Problem;

/** What crosswalks amount to. Who may see it is the question of the pages. */
@Component
public final class Coverages {
    private final Crosswalks crosswalks;
    private final Suggestions suggestions;
    private final Pairs pairs;
    private final Frameworks frameworks;

    Coverages(Crosswalks crosswalks, Suggestions suggestions, Pairs pairs, Frameworks frameworks) {
        this.crosswalks = crosswalks;
        this.suggestions = suggestions;
        this.pairs = pairs;
        this.frameworks = frameworks;
    }

    /** The coverage of a crosswalk by its accepted alignments, with both trees. */
    public CoverageStudy of(CrosswalkId id) {
        Crosswalk crosswalk = crosswalks.find(id).orElseThrow(Problem::notFound);
        List<FrameworkItem> asking = frameworks.items(crosswalk.requirements());
        return new CoverageStudy(
                Coverage.of(crosswalk, asking, crosswalks.accepted(id)),
                new ItemTree(asking),
                new ItemTree(frameworks.items(crosswalk.outcomes())));
    }

    /** The suggestions of a crosswalk that nobody has decided yet, per requirement, best first. */
    public Map<ItemUri, List<SuggestedAlignment>> open(CrosswalkId id) {
        Set<Map.Entry<ItemUri, ItemUri>> decided = pairs.of(id).stream()
                .map(pair -> Map.entry(pair.requirement(), pair.outcome()))
                .collect(Collectors.toSet());
        Map<ItemUri, List<SuggestedAlignment>> open = new HashMap<>();
        suggestions.of(id).forEach((requirement, proposed) -> {
            List<SuggestedAlignment> left = proposed.stream()
                    .filter(one -> !decided.contains(Map.entry(requirement, one.outcome())))
                    .map(Suggestions.Proposed::asSuggestion)
                    .toList();
            if (!left.isEmpty()) {
                open.put(requirement, left);
            }
        });
        return open;
    }
}
