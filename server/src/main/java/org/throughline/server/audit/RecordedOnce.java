package org.throughline.server.audit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.throughline.server.shared.Invariant;

/**
 * That every thing of a kind came to be by exactly one act of the log, and that no act tells of a thing that is not there: a room names the
 * action and its own ids. What came in with an organization that moved here has the act of that move alone.
 */
public final class RecordedOnce implements Invariant {
    private static final String MOVED = "organization.imported";

    private final AuditLog log;
    private final String things;
    private final Set<String> actions;
    private final Supplier<Collection<Thing>> all;

    /**
     * One of them.
     *
     * @param id the subject of its act; where an act has several things (a decision of a crosswalk), one for each
     * @param organization whose it is; null where it can't have moved here with one
     */
    public record Thing(String id, @Nullable String organization) {}

    /**
     * @param things what they are called, for instance {@code issued credential}
     * @param action by which one comes to be; its subject is the thing's id
     * @param ids all that are there
     */
    public RecordedOnce(AuditLog log, String things, String action, Supplier<Collection<String>> ids) {
        this(
                log,
                things,
                Set.of(action),
                () -> ids.get().stream().map(id -> new Thing(id, null)).toList());
    }

    /**
     * @param actions by one of which a thing comes to be
     * @param all that are there, each with its organization
     */
    public RecordedOnce(AuditLog log, String things, Set<String> actions, Supplier<Collection<Thing>> all) {
        this.log = log;
        this.things = things;
        this.actions = Set.copyOf(actions);
        this.all = all;
    }

    @Override
    public String id() {
        return "I5";
    }

    @Override
    public String title() {
        return "Every %s has exactly one act %s in the log, and every such act its %s"
                .formatted(things, words(), things);
    }

    @Override
    public Found check() {
        Map<String, Integer> acts = new HashMap<>();
        actions.forEach(
                action -> log.tally(action).forEach((subject, times) -> acts.merge(subject, times, Integer::sum)));
        Set<String> moved = log.tally(MOVED).keySet();
        Map<String, Integer> there = new HashMap<>();
        Set<String> excused = new HashSet<>();
        for (Thing thing : all.get()) {
            there.merge(thing.id(), 1, Integer::sum);
            if (thing.organization() != null && moved.contains(thing.organization())) {
                excused.add(thing.id());
            }
        }
        List<String> findings = new ArrayList<>();
        there.forEach((id, wanted) -> {
            int times = acts.getOrDefault(id, 0);
            if (times != wanted && !(times < wanted && excused.contains(id))) {
                findings.add("The %s %s has %d acts %s instead of %s"
                        .formatted(things, id, times, words(), wanted == 1 ? "one" : wanted));
            }
        });
        acts.keySet().stream()
                .filter(id -> !there.containsKey(id))
                .forEach(id -> findings.add("The act %s tells of %s, which is not there".formatted(words(), id)));
        return new Found(there.size(), findings);
    }

    private String words() {
        return String.join(" or ", actions.stream().sorted().toList());
    }
}
