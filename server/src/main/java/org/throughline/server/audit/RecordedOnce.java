package org.throughline.server.audit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.throughline.server.shared.Invariant;

/**
 * That every thing of a kind came to be by exactly one act of the log, and that no act tells of a thing that is not there: a room names the
 * action and its own ids.
 */
public final class RecordedOnce implements Invariant {
    private final AuditLog log;
    private final String things;
    private final String action;
    private final Supplier<Collection<String>> ids;

    /**
     * @param things what they are called, for instance {@code issued credential}
     * @param action by which one comes to be; its subject is the thing's id
     * @param ids all that are there
     */
    public RecordedOnce(AuditLog log, String things, String action, Supplier<Collection<String>> ids) {
        this.log = log;
        this.things = things;
        this.action = action;
        this.ids = ids;
    }

    @Override
    public String id() {
        return "I5";
    }

    @Override
    public String title() {
        return "Every %s has exactly one act %s in the log, and every such act its %s"
                .formatted(things, action, things);
    }

    @Override
    public Found check() {
        Map<String, Integer> acts = log.tally(action);
        Set<String> there = new HashSet<>(ids.get());
        List<String> findings = new ArrayList<>();
        for (String id : there) {
            int times = acts.getOrDefault(id, 0);
            if (times != 1) {
                findings.add("The %s %s has %d acts %s instead of one".formatted(things, id, times, action));
            }
        }
        acts.keySet().stream()
                .filter(id -> !there.contains(id))
                .forEach(id -> findings.add("The act %s tells of %s, which is not there".formatted(action, id)));
        return new Found(there.size(), findings);
    }
}
