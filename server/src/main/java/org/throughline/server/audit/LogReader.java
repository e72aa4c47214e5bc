package org.throughline.server.audit;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;
import org.throughline.credentials.log.LoggedAct;
import org.throughline.credentials.log.TreeHash;
import org.throughline.server.shared.Page;

/** Reads entries, and finds the people in them again. */
@Component
final class LogReader {

    /** An entry exactly as it is kept. */
    record Stored(long sequence, LoggedAct act, Set<String> concerned, RecordedEntry.@Nullable Proof proof) {

        /** Whether the person with these aliases acted, was acted upon, or is told of it for another reason. */
        boolean concerns(List<String> aliases) {
            return aliases.stream()
                    .anyMatch(alias ->
                            alias.equals(act.actor()) || alias.equals(act.subject()) || concerned.contains(alias));
        }
    }

    private static final String COLUMNS = """
            e.sequence, e.at, e.action, e.actor, e.organization, e.subject, e.concerns,
            ARRAY(SELECT key FROM jsonb_each_text(e.details) ORDER BY key) AS keys,
            ARRAY(SELECT value FROM jsonb_each_text(e.details) ORDER BY key) AS values,
            l.index AS place,
            (SELECT c.at FROM audit.checkpoint c WHERE c.size > l.index ORDER BY c.size LIMIT 1) AS signed_at
            """;
    private static final String FROM = "FROM audit.entry e LEFT JOIN audit.leaf l ON l.entry = e.sequence WHERE ";
    private static final String CONCERNS =
            "(e.actor = ANY (:whose::text[]) OR e.subject = ANY (:whose::text[]) OR (e.concerns <> '{}' AND e.concerns && :whose::text[]))";
    private static final String FILTER = """
             AND (:topic::text IS NULL OR split_part(e.action, '.', 1) = :topic)
             AND (:actor::text[] IS NULL OR e.actor = ANY (:actor::text[]))
             AND (:from::timestamptz IS NULL OR e.at >= :from)
             AND (:until::timestamptz IS NULL OR e.at < :until)
            """;

    private final JdbcClient jdbc;
    private final PersonKeys people;

    LogReader(JdbcClient jdbc, PersonKeys people) {
        this.jdbc = jdbc;
        this.people = people;
    }

    Page<RecordedEntry> ofOrganization(String organization, LogFilter filter, int offset, int limit) {
        return page("e.organization = :whose", organization, filter, offset, limit);
    }

    Page<RecordedEntry> ofPerson(UUID person, LogFilter filter, int offset, int limit) {
        String[] aliases = aliases(person);
        return aliases.length == 0
                ? new Page<>(List.of(), offset, limit, 0)
                : page(CONCERNS, aliases, filter, offset, limit);
    }

    /** The first words of the actions that stand in an organization's log. */
    List<String> topics(String organization) {
        return jdbc.sql("""
                SELECT DISTINCT split_part(action, '.', 1) AS topic FROM audit.entry WHERE organization = :organization ORDER BY topic
                """)
                .param("organization", organization)
                .query((row, number) -> row.getString("topic"))
                .list();
    }

    List<String> topicsConcerning(UUID person) {
        return jdbc.sql("""
                SELECT DISTINCT split_part(action, '.', 1) AS topic FROM audit.entry
                WHERE %s ORDER BY topic
                """.formatted(CONCERNS.replace("e.", "")))
                .param("whose", aliases(person))
                .query((row, number) -> row.getString("topic"))
                .list();
    }

    Optional<Stored> find(long sequence) {
        return jdbc.sql("SELECT " + COLUMNS + FROM + "e.sequence = :sequence")
                .param("sequence", sequence)
                .query((row, number) -> stored(row))
                .optional();
    }

    /** Entries from a place on, in the order of the log. */
    List<LoggedInOrder> inOrder(long from, int limit) {
        List<Stored> stored = jdbc.sql("SELECT " + COLUMNS + FROM + "l.index >= :from ORDER BY l.index LIMIT :limit")
                .param("from", from)
                .param("limit", limit)
                .query((row, number) -> stored(row))
                .list();
        return withPeople(stored).stream()
                .flatMap(entry -> Optional.ofNullable(entry.proof())
                        .map(proof -> new LoggedInOrder(proof.place(), entry.at(), entry.entry()))
                        .stream())
                .toList();
    }

    /** A leaf's hash and what it stands for, from this place on. */
    List<LogInspection.Leaf> leavesAfter(long index, int limit) {
        return jdbc.sql(
                        "SELECT l.index AS leaf_index, l.entry AS leaf_entry, l.hash AS leaf_hash, e.leaf AS entry_leaf, "
                                + COLUMNS
                                + "FROM audit.leaf l LEFT JOIN audit.entry e ON e.sequence = l.entry WHERE l.index > :index ORDER BY l.index LIMIT :limit")
                .param("index", index)
                .param("limit", limit)
                .query((row, number) -> new LogInspection.Leaf(
                        row.getLong("leaf_index"),
                        row.getLong("leaf_entry"),
                        TreeHash.stored(row.getBytes("leaf_hash")),
                        row.getString("action") == null ? null : stored(row).act(),
                        row.getBytes("entry_leaf") == null ? null : TreeHash.stored(row.getBytes("entry_leaf"))))
                .list();
    }

    /** An entry that waits for its place, with the leaf that was written with it. */
    record Waiting(long sequence, LoggedAct act, TreeHash leaf) {}

    List<Waiting> waiting() {
        return jdbc.sql("SELECT e.leaf AS entry_leaf, " + COLUMNS + FROM + "l.entry IS NULL ORDER BY e.sequence")
                .query((row, number) -> new Waiting(
                        row.getLong("sequence"), stored(row).act(), TreeHash.stored(row.getBytes("entry_leaf"))))
                .list();
    }

    /** Those of the people whom an act concerns who were told since then of the same act, by the same person, of the same thing. */
    Set<UUID> toldSince(Instant since, AuditEntry entry) {
        Map<String, UUID> aliases = new HashMap<>();
        entry.concerns().forEach(person -> people.find(person).ifPresent(alias -> aliases.put(alias, person)));
        return jdbc
                .sql("""
                SELECT DISTINCT told FROM audit.entry, unnest(concerns) AS told
                WHERE actor = :actor AND action = :action AND subject = :subject AND at > :since
                """)
                .param("actor", people.aliasIfKnown(entry.actor()))
                .param("action", entry.action())
                .param("subject", entry.subject())
                .param("since", moment(since), Types.TIMESTAMP_WITH_TIMEZONE)
                .query((row, number) -> Optional.ofNullable(aliases.get(row.getString("told"))))
                .list()
                .stream()
                .flatMap(Optional::stream)
                .collect(Collectors.toSet());
    }

    /** How often each subject stands under an action, by itself or as a part of another. */
    Map<String, Integer> tally(String action) {
        Map<String, Integer> tally = new HashMap<>();
        jdbc.sql("""
                SELECT subject, sum(times) AS times FROM (
                    SELECT subject, 1 AS times FROM audit.entry WHERE action = :action
                    UNION ALL
                    SELECT e.details ->> replace(d.key, '.action', '.subject'),
                           coalesce((e.details ->> replace(d.key, '.action', '.detail.times'))::int, 1)
                    FROM audit.entry e CROSS JOIN LATERAL jsonb_each_text(e.details) AS d (key, value)
                    WHERE jsonb_exists(e.details, 'with.1.action') AND d.key ~ '^with[.][0-9]+[.]action$' AND d.value = :action) AS acts
                GROUP BY subject
                """)
                .param("action", action)
                .query((row, number) -> Map.entry(row.getString("subject"), row.getInt("times")))
                .list()
                .forEach(entry -> tally.put(entry.getKey(), entry.getValue()));
        return tally;
    }

    /** Texts of subjects and details that are no id, no alias, no number and no hash. */
    Set<String> words() {
        return Set.copyOf(jdbc.sql("""
                SELECT DISTINCT said FROM (SELECT subject AS said FROM audit.entry
                    UNION SELECT d.value FROM audit.entry e, jsonb_each_text(e.details) d) texts
                WHERE said !~ '^(urn:uuid:|person:)?[0-9a-f-]*$'
                """).query(String.class).list());
    }

    /** Acts of these actions, also where they are parts of others; entries from before parts were kept as they are. Oldest first. */
    List<RecordedEntry> entries(Set<String> actions) {
        List<Stored> stored = jdbc.sql("SELECT " + COLUMNS + FROM + """
                e.action = ANY (:actions::text[])
                OR (jsonb_exists(e.details, 'with.1.action') AND EXISTS (SELECT FROM jsonb_each_text(e.details) AS d (key, value)
                    WHERE d.key ~ '^with[.][0-9]+[.]action$' AND d.value = ANY (:actions::text[])))
                OR string_to_array(e.details ->> 'included', ' ') && :actions::text[] ORDER BY e.sequence
                """)
                .param("actions", actions.toArray(String[]::new))
                .query((row, number) -> stored(row))
                .list();
        Map<String, UUID> concerned = people.behind(
                stored.stream().flatMap(s -> s.concerned().stream()).toList());
        List<RecordedEntry> found = withPeople(stored);
        List<RecordedEntry> all = new ArrayList<>();
        for (int i = 0; i < found.size(); i++) {
            RecordedEntry whole = found.get(i);
            UUID[] told = stored.get(i).concerned().stream()
                    .map(concerned::get)
                    .filter(Objects::nonNull)
                    .toArray(UUID[]::new);
            AuditEntry entry = whole.entry().concerning(told);
            Stream.concat(Stream.of(entry), entry.parts().stream())
                    .filter(act -> actions.contains(act.action())
                            || act == entry && entry.details().containsKey("included"))
                    .forEach(act -> all.add(new RecordedEntry(whole.sequence(), whole.at(), act, whole.proof())));
        }
        return all;
    }

    private String[] aliases(UUID person) {
        return people.allOf(person).toArray(String[]::new);
    }

    /** The names under which somebody who acts stands in the log: a person under each of theirs, anybody else as they are. */
    private String @Nullable [] actors(@Nullable String actor) {
        if (actor == null) {
            return null;
        }
        return actor.matches(PersonKeys.UUID_FORM) ? aliases(UUID.fromString(actor)) : new String[] {actor};
    }

    private Page<RecordedEntry> page(String which, Object whose, LogFilter filter, int offset, int limit) {
        String condition = FROM + which + FILTER;
        List<Stored> stored = filtered(
                        jdbc.sql("SELECT " + COLUMNS + condition
                                + "ORDER BY e.sequence DESC LIMIT :limit OFFSET :offset"),
                        whose,
                        filter)
                .param("limit", limit)
                .param("offset", offset)
                .query((row, number) -> stored(row))
                .list();
        long total = filtered(jdbc.sql("SELECT count(*) " + condition), whose, filter)
                .query(Long.class)
                .single();
        return new Page<>(withPeople(stored), offset, limit, total);
    }

    private StatementSpec filtered(StatementSpec sql, Object whose, LogFilter filter) {
        return sql.param("whose", whose)
                .param("topic", filter.topic(), Types.VARCHAR)
                .param("actor", actors(filter.actor()), Types.ARRAY)
                .param("from", moment(filter.from()), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("until", moment(filter.until()), Types.TIMESTAMP_WITH_TIMEZONE);
    }

    private List<RecordedEntry> withPeople(List<Stored> stored) {
        Map<String, UUID> behind = people.behind(stored.stream()
                .flatMap(s -> Stream.concat(
                        Stream.of(s.act().actor(), s.act().subject()), s.act().details().values().stream()))
                .toList());
        return stored.stream()
                .map(s -> new RecordedEntry(s.sequence(), s.act().at(), entry(s.act(), behind), s.proof()))
                .toList();
    }

    private static AuditEntry entry(LoggedAct act, Map<String, UUID> behind) {
        Map<String, String> details = new HashMap<>();
        act.details().forEach((key, value) -> details.put(key, named(value, behind)));
        return PartsInDetails.whole(new AuditEntry(
                act.action(), named(act.actor(), behind), act.organization(), named(act.subject(), behind), details));
    }

    private static String named(String text, Map<String, UUID> behind) {
        UUID person = behind.get(text);
        return person == null ? text : person.toString();
    }

    private static Stored stored(ResultSet row) throws SQLException {
        String[] keys = strings(row.getArray("keys"));
        String[] values = strings(row.getArray("values"));
        Map<String, String> details = new HashMap<>();
        for (int i = 0; i < keys.length; i++) {
            details.put(keys[i], values[i]);
        }
        OffsetDateTime signed = row.getObject("signed_at", OffsetDateTime.class);
        return new Stored(
                row.getLong("sequence"),
                new LoggedAct(
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        row.getString("action"),
                        row.getString("actor"),
                        row.getString("organization"),
                        row.getString("subject"),
                        details),
                Set.of(strings(row.getArray("concerns"))),
                signed == null ? null : new RecordedEntry.Proof(row.getLong("place"), signed.toInstant()));
    }

    private static @Nullable OffsetDateTime moment(@Nullable Instant at) {
        return at == null ? null : OffsetDateTime.ofInstant(at, ZoneOffset.UTC);
    }

    private static String[] strings(Array array) throws SQLException {
        return (String[]) array.getArray();
    }
}
