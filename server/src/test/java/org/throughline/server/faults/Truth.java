package org.throughline.server.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.throughline.credentials.status.StatusList;
import org.throughline.credentials.status.StatusListReading;
import org.throughline.server.database.DatabaseTrouble;

/** What stands in the database, asked as its superuser behind the server's back, and held against the ledger. */
final class Truth {
    private static final int LARGEST_LIST = 8 * 1024 * 1024;

    private static final int TRIES = 60;

    private final Address url;
    private final String user;
    private final String password;
    private final Map<String, String> ownersOfIndexes = new HashMap<>();

    private Truth(Address url, String user, String password) {
        this.url = url;
        this.user = user;
        this.password = password;
    }

    /** Where the database is now: a start may choose another port. */
    private interface Address {
        String url() throws IOException;
    }

    /** The embedded database of a data directory. */
    static Truth of(Path folder) throws IOException {
        Path postgresql = folder.resolve("postgresql");
        return new Truth(
                () -> "jdbc:postgresql://127.0.0.1:"
                        + Files.readString(postgresql.resolve("port")).strip() + "/throughline",
                "postgres",
                Machine.properties(postgresql.resolve("passwords")).getProperty("postgres"));
    }

    /** A database that somebody else runs. */
    static Truth of(String url, String user, String password) {
        return new Truth(() -> url, user, password);
    }

    /** Connects; a database that is just starting again is waited for. */
    Connection connect() throws SQLException {
        for (int i = 1; ; i++) {
            try {
                return DriverManager.getConnection(url.url(), user, password);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (SQLException e) {
                if (i == TRIES) {
                    throw e;
                }
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(500);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Asks; a database that dies under the question is asked again. */
    List<String> ask(String question) throws SQLException {
        for (int i = 1; ; i++) {
            try {
                return askOnce(question);
            } catch (SQLException e) {
                if (i == TRIES || DatabaseTrouble.in(e).isEmpty()) {
                    throw e;
                }
                pause();
            }
        }
    }

    private List<String> askOnce(String question) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(question)) {
            List<String> answers = new ArrayList<>();
            while (row.next()) {
                answers.add(String.valueOf(row.getString(1)));
            }
            return answers;
        }
    }

    void tell(String order) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(order);
        }
    }

    /** What is missing, and what is there twice. */
    record Difference(List<String> lost, List<String> twice) {
        static final Difference NONE = new Difference(List.of(), List.of());

        Difference {
            lost = List.copyOf(lost);
            twice = List.copyOf(twice);
        }

        Difference and(Difference other) {
            return new Difference(joined(lost, other.lost), joined(twice, other.twice));
        }

        private static List<String> joined(List<String> one, List<String> other) {
            List<String> all = new ArrayList<>(one);
            all.addAll(other);
            return all;
        }
    }

    /** Holds the database against what was acknowledged since this was asked last: quick, however much there is. */
    Difference againstNewest(Ledger ledger) throws IOException, SQLException {
        Map<String, Set<String>> acts = ledger.readNewest();
        List<String> lost = new ArrayList<>();
        List<String> twice = new ArrayList<>();
        once(lost, twice, "share", acts, "label", "records.share");
        once(lost, twice, "need", acts, "title", "talent.job_profile where latest and title");
        once(lost, twice, "batch", acts, "idempotency_key", "issuing.batch");
        once(lost, twice, "revoke", acts, "id", "issuing.credential where revoked_at is not null and id");
        once(lost, twice, "import", acts, "identifier", "frameworks.documents");
        return new Difference(lost, twice);
    }

    private void once(
            List<String> lost, List<String> twice, String kind, Map<String, Set<String>> acts, String key, String table)
            throws SQLException {
        Set<String> keys = acts.getOrDefault(kind, Set.of());
        if (keys.isEmpty()) {
            return;
        }
        String from = table.contains(" where ") ? table : table + " where " + key;
        Map<String, Integer> found = new HashMap<>();
        ask("select " + key + "::text from " + from + " in ('" + String.join("','", keys) + "')")
                .forEach(each -> found.merge(each, 1, Integer::sum));
        keys.stream().filter(each -> !found.containsKey(each)).forEach(each -> lost.add(kind + " " + each));
        found.forEach((each, times) -> {
            if (times > 1) {
                twice.add(kind + " " + each);
            }
        });
    }

    /** Holds the database against everything that was acknowledged. */
    Difference against(Ledger ledger) throws IOException, SQLException {
        Map<String, Set<String>> acts = ledger.read();
        List<String> lost = new ArrayList<>();
        lost(lost, "share", acts, "select label from records.share");
        lost(lost, "need", acts, "select title from talent.job_profile where latest");
        lost(lost, "batch", acts, "select idempotency_key from issuing.batch");
        lost(lost, "revoke", acts, "select id::text from issuing.credential where revoked_at is not null");
        lost(lost, "import", acts, """
                select d.identifier::text from frameworks.documents d
                where d.items = (select count(*) from frameworks.items i where i.framework = d.identifier)
                """);
        all(
                lost,
                "half a framework",
                "select d.identifier::text from frameworks.documents d where d.items <> "
                        + "(select count(*) from frameworks.items i where i.framework = d.identifier)");
        all(lost, "no audit entry for share", """
                select s.id::text from records.share s where s.label like 'ack-%' and not exists (
                    select from audit.entry e where e.action = 'share.created' and e.subject = s.id::text)
                """);
        lost.addAll(bitsThatDisagree());
        List<String> twice = new ArrayList<>();
        all(
                twice,
                "share",
                "select label from records.share where label like 'ack-%' group by label having count(*) > 1");
        all(twice, "need", """
                select title from talent.job_profile where latest and title like 'ack-%' group by title having count(*) > 1
                """);
        all(twice, "credential", """
                select batch || ' line ' || line || ' ' || kind from issuing.credential
                group by batch, line, kind, achievement having count(*) > 1
                """);
        all(twice, "status index", """
                select status_list || ' ' || status_index from issuing.credential
                group by status_list, status_index having count(*) > 1
                """);
        all(twice, "held credential", """
                select holder || ' ' || credential_id from records.held_credential
                group by holder, issuer_id, credential_id having count(*) > 1
                """);
        all(twice, "audit entry for issued credential", """
                select subject from audit.entry where action = 'credential.issued' group by subject having count(*) > 1
                """);
        twice.addAll(indexesThatChangedTheirOwner());
        return new Difference(lost, twice);
    }

    private void lost(List<String> lost, String kind, Map<String, Set<String>> acts, String question)
            throws SQLException {
        Set<String> missing = new HashSet<>(acts.getOrDefault(kind, Set.of()));
        ask(question).forEach(missing::remove);
        missing.forEach(key -> lost.add(kind + " " + key));
    }

    private void all(List<String> found, String what, String question) throws SQLException {
        ask(question).forEach(each -> found.add(what + " " + each));
    }

    /** I2: whoever has an index has it for good, also when everything was killed in between. */
    private List<String> indexesThatChangedTheirOwner() throws SQLException {
        List<String> changed = new ArrayList<>();
        Set<String> still = new HashSet<>();
        for (String line : ask("select status_list || ' ' || status_index || '=' || id from issuing.credential")) {
            String[] parts = line.split("=", 2);
            still.add(parts[0]);
            String before = ownersOfIndexes.put(parts[0], parts[1]);
            if (before != null && !before.equals(parts[1])) {
                changed.add("index " + parts[0] + " belonged to " + before);
            }
        }
        ownersOfIndexes.keySet().stream()
                .filter(index -> !still.contains(index))
                .forEach(index -> changed.add("index " + index + " lost its owner"));
        return changed;
    }

    /** I4: every bit of every list says what the rows say. */
    private List<String> bitsThatDisagree() throws SQLException {
        List<String> wrong = new ArrayList<>();
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        select l.id, l.encoded, array(select c.status_index from issuing.credential c
                            where c.status_list = l.id and c.revoked_at is not null)
                        from issuing.status_list l
                        """)) {
            while (row.next()) {
                BitSet expected = new BitSet();
                for (Integer index : (Integer[]) row.getArray(3).getArray()) {
                    expected.set(index);
                }
                BitSet found = new BitSet();
                if (StatusList.decode(row.getString(2), LARGEST_LIST) instanceof StatusListReading.Decoded decoded) {
                    for (int i = 0; i < decoded.list().size(); i++) {
                        found.set(i, decoded.list().get(i));
                    }
                }
                if (!expected.equals(found)) {
                    wrong.add("status list " + row.getString(1) + " shows " + found + " instead of " + expected);
                }
            }
        }
        return wrong;
    }

    /** The last consent: what was acknowledged, or what was asked for after it. */
    Difference consent(Ledger ledger, String wanted) throws IOException, SQLException {
        int newest = 0;
        String acknowledged = "";
        for (String act : ledger.read().getOrDefault("consent", Set.of())) {
            int number = Integer.parseInt(act.split(" ")[0]);
            if (number > newest) {
                newest = number;
                acknowledged = act;
            }
        }
        boolean given = !ask("select person from records.consent where employer is null and person = "
                        + "(select person from records.share where label like 'ack-%' limit 1)")
                .isEmpty();
        String now = given ? "given" : "withdrawn";
        boolean explained = acknowledged.isEmpty() || acknowledged.endsWith(now) || wanted.endsWith(now);
        return explained ? Difference.NONE : new Difference(List.of("consent " + acknowledged), List.of());
    }

    /** Whether every batch is through, and each of its rows delivered. */
    List<String> unfinished() throws SQLException {
        List<String> open = new ArrayList<>();
        all(open, "batch not through", "select idempotency_key from issuing.batch where finished_at is null");
        all(
                open,
                "credential not delivered",
                "select id || ' ' || state || ' ' || coalesce(failure, '') from issuing.credential "
                        + "where state <> 'delivered'");
        return open;
    }
}
