package org.throughline.server.audit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.throughline.credentials.log.Checkpoint;
import org.throughline.credentials.log.LogReceipt;
import org.throughline.credentials.log.LoggedAct;
import org.throughline.server.database.Reach;
import org.throughline.server.shared.Page;

/**
 * The log of what was done. An entry is written in the transaction of the act itself: both stand or neither does. People stand in it under an
 * alias, which is resolved for those who may read the entry until the person is forgotten.
 */
@Component
public class AuditLog {
    private final JdbcClient jdbc;
    private final Clock clock;
    private final PersonKeys people;
    private final LogReader reader;
    private final LogTree tree;
    private final CheckpointKeys keys;
    private final ActWords words;
    private final ErasureLedger erasures;
    private final ApplicationEventPublisher events;

    AuditLog(
            JdbcClient jdbc,
            Clock clock,
            PersonKeys people,
            LogReader reader,
            LogTree tree,
            CheckpointKeys keys,
            ActWords words,
            ErasureLedger erasures,
            ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.people = people;
        this.reader = reader;
        this.tree = tree;
        this.keys = keys;
        this.words = words;
        this.erasures = erasures;
        this.events = events;
    }

    /** Writes one entry. Must be called inside the act's transaction; without one it refuses, so that no act stands unrecorded. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void record(AuditEntry entry) {
        if (Parts.OF_THE_ACT.isBound()) {
            Parts.OF_THE_ACT.get().add(entry);
        } else {
            write(entry);
        }
    }

    /**
     * Does an act that is made of others as one: of all that they would record, only the entry of this action is written, with the others
     * as its parts. Where nothing of it was recorded, nothing is.
     *
     * @param action of the entry that stands for all
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public <T> T one(String action, Supplier<T> work) {
        Parts parts = new Parts(words);
        T answer = ScopedValue.where(Parts.OF_THE_ACT, parts).call(work::get);
        parts.as(action).ifPresent(whole -> Reach.as(whole.reach(), () -> record(whole.entry())));
        return answer;
    }

    private void write(AuditEntry entry) {
        LoggedAct act = withoutPeople(clock.instant(), entry);
        jdbc.sql("""
                INSERT INTO audit.entry (at, action, actor, organization, subject, details, leaf, concerns)
                VALUES (:at, :action, :actor, :organization, :subject, jsonb_object(:keys::text[], :values::text[]), :leaf, :concerns::text[])
                """)
                .param("at", OffsetDateTime.ofInstant(act.at(), ZoneOffset.UTC))
                .param("action", act.action())
                .param("actor", act.actor())
                .param("organization", act.organization())
                .param("subject", act.subject())
                .param("keys", act.details().keySet().toArray(String[]::new))
                .param("values", act.details().values().toArray(String[]::new))
                .param("leaf", act.leaf().bytes())
                .param("concerns", concerned(entry, act))
                .update();
    }

    /**
     * Writes an act that is done again and again, a look for instance, once within a day for each of the people whom it concerns: those who
     * were told of it are left out, and where nobody is left, nothing is written.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void recordOnceADay(AuditEntry entry) {
        Set<UUID> told = reader.toldSince(clock.instant().minus(Duration.ofDays(1)), entry);
        Set<UUID> fresh = new HashSet<>(entry.concerns());
        fresh.removeAll(told);
        if (!fresh.isEmpty()) {
            record(new AuditEntry(
                    entry.action(), entry.actor(), entry.organization(), entry.subject(), entry.details(), fresh));
        }
    }

    /** What was done on behalf of an organization, newest first: by the order of the log, not by the clocks of servers. */
    @Transactional(readOnly = true)
    public Page<RecordedEntry> of(String organization, int offset, int limit) {
        return of(organization, LogFilter.ALL, offset, limit);
    }

    /**
     * What was done on behalf of an organization, newest first.
     *
     * @param organization its id
     * @param offset how many newer entries to leave out
     * @param limit how many entries at most
     */
    @Transactional(readOnly = true)
    public Page<RecordedEntry> of(String organization, LogFilter filter, int offset, int limit) {
        return reader.ofOrganization(organization, filter, offset, limit);
    }

    /** The entries that concern a person: who acted, to whom it was done, or who is told of it for another reason; newest first. */
    @Transactional(readOnly = true)
    public Page<RecordedEntry> concerning(UUID person, LogFilter filter, int offset, int limit) {
        return reader.ofPerson(person, filter, offset, limit);
    }

    /**
     * All entries from a place on, in the order of the log, people found again where they were not forgotten: for the house's own errands,
     * which read on from where they were. What has no place yet comes later, and nothing comes before what was read.
     */
    @Transactional(readOnly = true)
    public List<LoggedInOrder> inOrder(long from, int limit) {
        return reader.inOrder(from, limit);
    }

    /** Of which things an organization's log tells: the first words of its actions. */
    @Transactional(readOnly = true)
    public List<String> topics(String organization) {
        return reader.topics(organization);
    }

    /** Of which things the entries tell in which a person stands. */
    @Transactional(readOnly = true)
    public List<String> topicsConcerning(UUID person) {
        return reader.topicsConcerning(person);
    }

    /** Whatever stands in the log beside ids, aliases and numbers, each once: for those who look whether it says what it must not. */
    @Transactional(readOnly = true)
    public Set<String> words() {
        return reader.words();
    }

    /** How often each subject stands in the log under this action: for those who compare the log with what is there. */
    @Transactional(readOnly = true)
    public Map<String, Integer> tally(String action) {
        return reader.tally(action);
    }

    /**
     * All acts of these actions, also those that were a part of another, oldest first: for those who compare the log with what is there. Before
     * parts were kept, an entry named no more than their actions: then it stands here itself, with everybody whom it concerns. Ask with the house's
     * reach.
     */
    @Transactional(readOnly = true)
    public List<RecordedEntry> entries(Set<String> actions) {
        return reader.entries(actions);
    }

    /** The proof of an entry of this organization; empty where there is no such entry, or none that is under a checkpoint yet. */
    @Transactional
    public Optional<LogReceipt> receiptFor(String organization, long sequence) {
        return reader.find(sequence)
                .filter(stored -> organization.equals(stored.act().organization()))
                .flatMap(this::receipt);
    }

    /** The proof of an entry that concerns this person; empty likewise. */
    @Transactional
    public Optional<LogReceipt> receiptFor(UUID person, long sequence) {
        List<String> aliases = people.allOf(person);
        return reader.find(sequence).filter(stored -> stored.concerns(aliases)).flatMap(this::receipt);
    }

    /** Two accounts turned out to be one person's: the entries of the one are the other's from now on. The house's errand. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void join(UUID one, UUID other) {
        people.join(one, other);
    }

    /**
     * Destroys what leads from a person to their entries. The entries and the tree stay as they are; nobody can tell any more whose they
     * were. Others hear of it by {@link PersonForgotten}, in the same transaction; last of all the person is written into the ledger outside.
     */
    @Transactional
    public void forget(UUID person) {
        destroy(person);
        erasures.add(person);
    }

    /** Forgets again whom an older backup still knows: those of these people of whom the ledger outside says so. Returns how many. */
    @Transactional(propagation = Propagation.MANDATORY)
    public int forgetAgain(Collection<UUID> known) {
        List<UUID> again = erasures.amongst(known);
        again.forEach(this::destroy);
        return again.size();
    }

    /** {@link #forgetAgain(Collection)} of everybody who stands in the log. */
    @Transactional(propagation = Propagation.MANDATORY)
    int forgetAgain() {
        return forgetAgain(people.all());
    }

    private void destroy(UUID person) {
        people.forget(person);
        events.publishEvent(new PersonForgotten(person));
    }

    private LoggedAct withoutPeople(Instant at, AuditEntry entry) {
        AuditEntry kept = PartsInDetails.flat(
                withoutPeople(entry, people.known(texts(entry).toList())));
        return new LoggedAct(at, kept.action(), kept.actor(), kept.organization(), kept.subject(), kept.details());
    }

    /** Who acted, and a subject that is a person, become aliases; so does every person whom the log already knows, wherever they stand. */
    private AuditEntry withoutPeople(AuditEntry entry, Map<String, String> known) {
        String subject = entry.subject().equals(entry.actor()) || words.subjectIsPerson(entry.action())
                ? known.computeIfAbsent(entry.subject(), people::alias)
                : known.getOrDefault(entry.subject(), entry.subject());
        Map<String, String> details = new TreeMap<>();
        entry.details().forEach((key, value) -> details.put(key, known.getOrDefault(value, value)));
        return new AuditEntry(
                entry.action(),
                known.computeIfAbsent(entry.actor(), people::alias),
                entry.organization(),
                subject,
                details,
                entry.concerns(),
                entry.parts().stream().map(part -> withoutPeople(part, known)).toList());
    }

    /** Where people may stand in an entry and in its parts. */
    private static Stream<String> texts(AuditEntry entry) {
        return Stream.concat(
                Stream.concat(Stream.of(entry.actor(), entry.subject()), entry.details().values().stream()),
                entry.parts().stream().flatMap(AuditLog::texts));
    }

    /** The aliases of further people: those whom the entry names as concerned, and those who stand in its details. */
    private String[] concerned(AuditEntry entry, LoggedAct act) {
        return Stream.concat(
                        entry.concerns().stream().map(person -> people.alias(person.toString())),
                        act.details().values().stream().filter(value -> value.startsWith(PersonKeys.PREFIX)))
                .filter(alias -> !alias.equals(act.actor()) && !alias.equals(act.subject()))
                .distinct()
                .sorted()
                .toArray(String[]::new);
    }

    private Optional<LogReceipt> receipt(LogReader.Stored stored) {
        RecordedEntry.Proof proof = stored.proof();
        if (proof == null) {
            return Optional.empty();
        }
        return tree.latest().map(latest -> {
            Checkpoint checkpoint = Checkpoint.parse(latest.note().text())
                    .orElseThrow(() -> new IllegalStateException("a stored checkpoint reads as one"));
            return new LogReceipt(
                    stored.act(),
                    proof.place(),
                    tree.reading().inclusion(proof.place(), checkpoint.size()),
                    latest.note(),
                    keys.all().stream()
                            .map(CheckpointKeys.LogKey::key)
                            .filter(key -> key.name().equals(checkpoint.origin()))
                            .findFirst()
                            .orElseThrow(() -> new IllegalStateException("the key of a stored checkpoint is known")));
        });
    }
}
