package org.throughline.server.audit;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/** What the parts of one act would have recorded each by itself; whom a part concerns, the whole concerns. */
final class Parts {
    static final ScopedValue<Parts> OF_THE_ACT = ScopedValue.newInstance();

    private final ActWords words;
    private final List<AuditEntry> entries = new ArrayList<>();

    Parts(ActWords words) {
        this.words = words;
    }

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
        Set<UUID> concerned = new HashSet<>();
        entries.forEach(entry -> concerned.addAll(entry.concerns()));
        entries.stream()
                .filter(entry -> words.subjectIsPerson(entry.action()))
                .map(AuditEntry::subject)
                .filter(subject -> subject.matches(PersonKeys.UUID_FORM))
                .forEach(subject -> concerned.add(UUID.fromString(subject)));
        AuditEntry told = main.concerning(concerned.toArray(UUID[]::new));
        if (others.isEmpty()) {
            return Optional.of(told);
        }
        Map<String, String> details = new LinkedHashMap<>(main.details());
        details.put("included", String.join(" ", others));
        return Optional.of(new AuditEntry(
                told.action(), told.actor(), told.organization(), told.subject(), details, told.concerns()));
    }
}
