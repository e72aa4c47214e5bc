package org.throughline.server.audit;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.throughline.server.database.Reach;

/** What the parts of one act would have recorded each by itself; whom a part concerns, the whole concerns. */
final class Parts {
    static final ScopedValue<Parts> OF_THE_ACT = ScopedValue.newInstance();

    /** The detail that says how often the same was done. */
    static final String TIMES = "times";

    private final ActWords words;
    private final List<AuditEntry> entries = new ArrayList<>();
    private final Map<AuditEntry, Reach> reaches = new IdentityHashMap<>();

    Parts(ActWords words) {
        this.words = words;
    }

    void add(AuditEntry entry) {
        entries.add(entry);
        reaches.put(entry, Reach.now());
    }

    /** The entry of an act, and how far the work could see that recorded it: so far it may write it, too. */
    record Whole(AuditEntry entry, Reach reach) {}

    /** The one entry that stands for all and names them: that of the named action, else the last. */
    Optional<Whole> as(String action) {
        if (entries.isEmpty()) {
            return Optional.empty();
        }
        AuditEntry main = entries.stream()
                .filter(entry -> entry.action().equals(action))
                .findFirst()
                .orElseGet(entries::getLast);
        Map<AuditEntry, Integer> others = new LinkedHashMap<>();
        entries.stream()
                .flatMap(entry -> entry == main
                        ? entry.parts().stream()
                        : Stream.concat(Stream.of(alone(entry)), entry.parts().stream()))
                .forEach(part -> others.merge(part, 1, Integer::sum));
        Set<UUID> concerned = new HashSet<>();
        entries.forEach(entry -> concerned.addAll(entry.concerns()));
        entries.stream()
                .filter(entry -> words.subjectIsPerson(entry.action()))
                .map(AuditEntry::subject)
                .filter(subject -> subject.matches(PersonKeys.UUID_FORM))
                .forEach(subject -> concerned.add(UUID.fromString(subject)));
        AuditEntry told = main.concerning(concerned.toArray(UUID[]::new));
        AuditEntry whole = new AuditEntry(
                told.action(),
                told.actor(),
                told.organization(),
                told.subject(),
                told.details(),
                told.concerns(),
                others.entrySet().stream()
                        .map(part -> part.getValue() == 1 ? part.getKey() : times(part.getKey(), part.getValue()))
                        .toList());
        return Optional.of(new Whole(whole, Objects.requireNonNull(reaches.get(main))));
    }

    /** A part as it stands in the whole, which says whom it concerns. */
    private static AuditEntry alone(AuditEntry entry) {
        return new AuditEntry(entry.action(), entry.actor(), entry.organization(), entry.subject(), entry.details());
    }

    private static AuditEntry times(AuditEntry part, int times) {
        Map<String, String> details = new LinkedHashMap<>(part.details());
        details.put(TIMES, Integer.toString(times));
        return new AuditEntry(part.action(), part.actor(), part.organization(), part.subject(), details);
    }
}
