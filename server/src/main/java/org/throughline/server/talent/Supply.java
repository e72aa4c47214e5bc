package org.throughline.server.talent;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.throughline.server.alignment.Equivalent;
import org.throughline.server.shared.ItemUri;

/** How many people prove what is asked for. Counts only: nobody's name or consent is touched, and pages suppress small counts. */
@Component
public class Supply {
    private final JobProfiles profiles;
    private final Explanations explanations;
    private final Holdings holdings;

    Supply(JobProfiles profiles, Explanations explanations, Holdings holdings) {
        this.profiles = profiles;
        this.explanations = explanations;
        this.holdings = holdings;
    }

    /**
     * One competency that published needs ask for.
     *
     * @param needs the published needs that ask for it
     * @param openings the openings of those needs, summed
     * @param people how many people prove it or something accepted in its place, by credentials that are valid now
     */
    public record Balance(ItemUri item, List<JobProfile> needs, int openings, int people) {
        public Balance {
            needs = List.copyOf(needs);
        }
    }

    /** Supply and demand of every competency that published needs ask for, in the order in which the needs ask. */
    public List<Balance> balances() {
        Map<ItemUri, List<JobProfile>> askedBy = new LinkedHashMap<>();
        Map<ItemUri, List<Equivalent>> accepted = new LinkedHashMap<>();
        for (Explanations.Compiled compiled : explanations.compile(profiles.published())) {
            compiled.accepted().forEach((item, equivalents) -> {
                askedBy.computeIfAbsent(item, i -> new ArrayList<>()).add(compiled.profile());
                accepted.putIfAbsent(item, equivalents);
            });
        }
        return askedBy.entrySet().stream()
                .map(e -> new Balance(
                        e.getKey(),
                        e.getValue(),
                        e.getValue().stream().mapToInt(JobProfile::openings).sum(),
                        holdings.peopleHoldingAny(accepted.getOrDefault(e.getKey(), List.of()).stream()
                                .map(Equivalent::item)
                                .toList())))
                .toList();
    }
}
