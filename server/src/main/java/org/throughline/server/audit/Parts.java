package org.throughline.server.audit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** What the parts of one act would have recorded each by itself. */
final class Parts {
    static final ScopedValue<Parts> OF_THE_ACT = ScopedValue.newInstance();

    private final List<AuditEntry> entries = new ArrayList<>();

    void add(AuditEntry entry) {
        entries.add(entry);
    }

    /** The one entry that stands for all: that of the named action, else the last. */
    Optional<AuditEntry> as(String action) {
        if (entries.isEmpty()) {
            return Optional.empty();
        }
        AuditEntry main = entries.stream()
                .filter(entry -> entry.action().equals(action))
                .findFirst()
                .orElseGet(entries::getLast);
        TreeSet<String> others = new TreeSet<>();
        entries.stream()
                .map(AuditEntry::action)
                .filter(a -> !a.equals(main.action()))
                .forEach(others::add);
        if (others.isEmpty()) {
            return Optional.of(main);
        }
        Map<String, String> details = new LinkedHashMap<>(main.details());
        details.put("included", String.join(" ", others));
        return Optional.of(new AuditEntry(main.action(), main.actor(), main.organization(), main.subject(), details));
    }
}
