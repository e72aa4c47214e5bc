package org.throughline.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.throughline.server.ThroughlineServer;
import org.throughline.server.database.EmbeddedPostgres;
import org.throughline.server.support.TestDatabase;

/** On an installation of its own, with the whole story in it: all is well; each thing that must hold is broken in turn, told, and mended. */
class FsckIT {
    private static Path data = Path.of("unset");

    @SuppressWarnings("NullAway.Init") // set before all
    private static ConfigurableApplicationContext server;

    @BeforeAll
    static void tellTheStory() {
        data = TestDatabase.freshFolder("fsck-" + ProcessHandle.current().pid());
        server = new SpringApplicationBuilder(ThroughlineServer.class)
                .run(
                        "--throughline.data-dir=" + data,
                        "--throughline.demo=true",
                        "--server.port=0",
                        "--server.address=127.0.0.1",
                        "--management.server.port=-1");
        server.getBean(DemoStory.class).tell(line -> {});
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void findsNothingAfterTheWholeStoryAndLooksAtEverything() {
        FsckReport report = new FsckReport(server.getBean(Fsck.class).ask());
        assertThat(report.text()).contains("Everything holds.");
        assertThat(report.answers())
                .allSatisfy(answer ->
                        assertThat(answer.findings()).as(answer.title()).isEmpty());
        assertThat(ids(report))
                .containsExactlyInAnyOrder("I1", "I2", "I3", "I4", "I5", "I6", "I7", "I8", "I9", "I10", "I11", "I12");
        assertThat(report.answers().stream()
                        .filter(a -> List.of("I1", "I2", "I3", "I4", "I6", "I7", "I9", "I11", "I12")
                                .contains(a.id())))
                .allSatisfy(answer ->
                        assertThat(answer.checked()).as(answer.title()).isPositive());
        assertThat(report.json()).startsWith("[{").contains("\"id\":\"I6\"", "\"findings\":[]");
    }

    @Test
    void noticesADocumentThatIsNotTheOneThatCame() throws Exception {
        breaks(
                "I1",
                "update records.held_credential set document = document || ' '::bytea where id = (select min(id::text)::uuid from"
                        + " records.held_credential)",
                "update records.held_credential set document = substr(document, 1, length(document) - 1) where sha256(document) <>"
                        + " sha256");
    }

    @Test
    void noticesAPlaceOnAStatusListThatCouldBeGivenAgain() throws Exception {
        breaks(
                "I2",
                "alter table issuing.credential drop constraint credential_status_list_status_index_fkey;"
                        + " create table house.lost as select * from issuing.status_index limit 1;"
                        + " delete from issuing.status_index i using house.lost l where i.list = l.list and i.index = l.index",
                "insert into issuing.status_index select * from house.lost; drop table house.lost;"
                        + " alter table issuing.credential add constraint credential_status_list_status_index_fkey"
                        + " foreign key (status_list, status_index) references issuing.status_index");
    }

    @Test
    void noticesACredentialThatDoesNotVerifyAnyMore() throws Exception {
        breaks(
                "I3",
                "create table house.was as select id, document from issuing.credential where document is not null limit 1;"
                        + " update issuing.credential c set document = convert_to(replace(convert_from(c.document, 'UTF8'), '\"name\":\"',"
                        + " '\"name\":\"Not '), 'UTF8') from house.was w where w.id = c.id",
                "update issuing.credential c set document = w.document from house.was w where w.id = c.id; drop table house.was");
    }

    @Test
    void noticesABitThatIsNotAsDecided() throws Exception {
        breaks(
                "I4",
                "create table house.decided as select id from issuing.credential where revoked_at is null limit 1;"
                        + " update issuing.credential c set revoked_at = now() from house.decided d where d.id = c.id",
                "update issuing.credential c set revoked_at = null from house.decided d where d.id = c.id; drop table house.decided");
    }

    @Test
    void noticesAThingThatCameToBeWithoutAnAct() throws Exception {
        breaks(
                "I5",
                "insert into records.share (id, person, label, token_sha256, created_at, expires_at) select gen_random_uuid(), id,"
                        + " 'smuggled', sha256('x'), now(), now() from organizations.person limit 1",
                "delete from records.share where label = 'smuggled'");
    }

    @Test
    void noticesAnActThatSaysSomethingElse() throws Exception {
        breaks(
                "I6",
                "alter table audit.entry disable trigger user; create table house.said as select sequence, details from audit.entry"
                        + " order by sequence limit 1; update audit.entry e set details = '{\"forged\": \"yes\"}' from house.said s where"
                        + " s.sequence = e.sequence; alter table audit.entry enable trigger user",
                "alter table audit.entry disable trigger user; update audit.entry e set details = s.details from house.said s where"
                        + " s.sequence = e.sequence; drop table house.said; alter table audit.entry enable trigger user");
    }

    @Test
    void noticesThatTheNewestActsAreGoneTogetherWithTheirTree() throws Exception {
        String triggers = "alter table audit.%1$s %2$s trigger user;";
        StringBuilder off = new StringBuilder();
        StringBuilder on = new StringBuilder();
        for (String table : List.of("entry", "leaf", "node", "checkpoint")) {
            off.append(triggers.formatted(table, "disable"));
            on.append(triggers.formatted(table, "enable"));
        }
        breaks(
                "I6",
                off + "create table house.gone_leaf as select * from audit.leaf order by index desc limit 3;"
                        + " create table house.gone_entry as select e.* from audit.entry e join house.gone_leaf l on l.entry = e.sequence;"
                        + " create table house.gone_node as select n.* from audit.node n where ((n.index + 1) << n.level) > (select"
                        + " min(index) from house.gone_leaf);"
                        + " create table house.gone_checkpoint as select * from audit.checkpoint where size > (select min(index) from"
                        + " house.gone_leaf);"
                        + " delete from audit.leaf where index in (select index from house.gone_leaf);"
                        + " delete from audit.entry where sequence in (select sequence from house.gone_entry);"
                        + " delete from audit.node n using house.gone_node g where g.level = n.level and g.index = n.index;"
                        + " delete from audit.checkpoint where number in (select number from house.gone_checkpoint);"
                        + on,
                off
                        + "insert into audit.entry overriding system value select * from house.gone_entry; insert into audit.leaf select *"
                        + " from house.gone_leaf; insert into audit.node select * from house.gone_node; insert into audit.checkpoint"
                        + " overriding system value select * from house.gone_checkpoint;"
                        + " drop table house.gone_leaf, house.gone_entry, house.gone_node, house.gone_checkpoint;"
                        + on);
    }

    @Test
    void noticesACompetencyWithoutItsCredential() throws Exception {
        breaks(
                "I7",
                "insert into talent.holding (person, credential, item_uri, strength, issuer_id, issuer_name, issuer_known, achievement)"
                        + " select id, gen_random_uuid(), 'urn:smuggled', 1, 'x', 'x', false, 'x' from organizations.person limit 1",
                "delete from talent.holding where item_uri = 'urn:smuggled'");
    }

    @Test
    void noticesAnIntentThatWasNeverCarriedOut() throws Exception {
        breaks(
                "I8",
                "create table house.meant as select id from issuing.credential where state = 'delivered' limit 1; update"
                        + " issuing.credential c set state = 'signed' from house.meant m where m.id = c.id",
                "update issuing.credential c set state = 'delivered' from house.meant m where m.id = c.id; drop table house.meant");
    }

    @Test
    void noticesARowOfNobody() throws Exception {
        breaks(
                "I9",
                "insert into talent.candidate (employer, person, ref) select gen_random_uuid(), id, 'smuggled' from"
                        + " organizations.person limit 1",
                "delete from talent.candidate where ref = 'smuggled'");
    }

    @Test
    void noticesSomebodyWhoCanBeFoundAndDidNotAgree() throws Exception {
        breaks(
                "I10",
                "create table house.hidden as select p.id from organizations.person p where not exists (select 1 from records.consent c"
                        + " where c.person = p.id) and not exists (select 1 from talent.visibility v where v.person = p.id) limit 1;"
                        + " insert into talent.visibility (person, employer) select id, null from house.hidden",
                "delete from talent.visibility v using house.hidden h where h.id = v.person; drop table house.hidden");
    }

    @Test
    void noticesABrokenPage() throws Exception {
        sql("create table house.page as select repeat('all is well ', 20) as words from generate_series(1, 200)");
        Path file = Path.of("unset");
        try (Connection connection = superuser();
                Statement statement = connection.createStatement()) {
            statement.execute("create extension if not exists pg_buffercache; checkpoint");
            try (ResultSet row = statement.executeQuery("select pg_relation_filepath('house.page')")) {
                row.next();
                file = data.resolve("postgresql").resolve("cluster").resolve(row.getString(1));
            }
            statement.execute("select pg_buffercache_evict_relation('house.page')");
        }
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.seek(8000);
            bytes.write(new byte[] {1, 2, 3, 4});
        }
        assertThat(broken("I11")).contains("I11");
        sql("drop table house.page");
        assertThat(broken("I11")).isEmpty();
    }

    @Test
    void noticesAKeyThatLiesAbout() throws Exception {
        byte[] master = Files.readAllBytes(data.resolve("keys").resolve("master.key"));
        Path leak = Files.writeString(
                data.resolve("debug.log"), "the key is " + HexFormat.of().formatHex(master));
        assertThat(broken("I12")).containsExactly("I12");
        Files.write(leak, master.clone());
        Files.write(leak, new byte[] {0}, java.nio.file.StandardOpenOption.APPEND);
        assertThat(broken("I12")).containsExactly("I12");
        Files.delete(leak);
        assertThat(broken("I12")).isEmpty();
    }

    private static void breaks(String id, String harm, String remedy) throws Exception {
        sql(harm);
        assertThat(broken(id)).contains(id);
        sql(remedy);
        assertThat(broken(id)).isEmpty();
    }

    /** Which of those with this id do not hold; asking all of them each time would verify every credential anew. */
    private static Set<String> broken(String id) {
        Set<String> broken = new TreeSet<>();
        server.getBean(Fsck.class).ask(id::equals).stream()
                .filter(answer -> !answer.ok())
                .forEach(answer -> broken.add(answer.id()));
        return broken;
    }

    private static Set<String> ids(FsckReport report) {
        Set<String> ids = new TreeSet<>();
        report.answers().forEach(answer -> ids.add(answer.id()));
        return ids;
    }

    private static void sql(String statements) throws Exception {
        EmbeddedPostgres postgres = server.getBean(EmbeddedPostgres.class);
        try (Connection connection =
                        DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
                Statement statement = connection.createStatement()) {
            statement.execute(statements);
        }
    }

    private static Connection superuser() throws Exception {
        Properties passwords = new Properties();
        passwords.load(new StringReader(read(data.resolve("postgresql").resolve("passwords"))));
        return DriverManager.getConnection(
                server.getBean(EmbeddedPostgres.class).jdbcUrl(), "postgres", passwords.getProperty("postgres"));
    }

    private static String read(Path file) throws IOException {
        return Files.readString(file);
    }
}
