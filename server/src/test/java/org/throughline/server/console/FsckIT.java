package org.throughline.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.throughline.server.ThroughlineServer;
import org.throughline.server.custody.SealedSecrets;
import org.throughline.server.database.EmbeddedPostgres;
import org.throughline.server.database.Reach;
import org.throughline.server.organizations.PersonId;
import org.throughline.server.records.ShareId;
import org.throughline.server.records.Shares;
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
                .containsExactlyInAnyOrder(
                        "I1", "I2", "I3", "I4", "I5", "I6", "I7", "I8", "I9", "I10", "I11", "I12", "I13");
        assertThat(report.answers().stream()
                        .filter(a -> List.of("I1", "I2", "I3", "I4", "I6", "I7", "I9", "I11", "I12", "I13")
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
                losing("issuing.credential", "credential_status_list_status_index_fkey"),
                findingAgain("issuing.credential", "credential_status_list_status_index_fkey"));
        breaks(
                "I2",
                losing("issuing.endorsement", "endorsement_status_list_status_index_fkey"),
                findingAgain("issuing.endorsement", "endorsement_status_list_status_index_fkey"));
    }

    /** The place of one of these is not marked as taken any more. */
    private static String losing(String table, String key) {
        return """
                alter table %1$s drop constraint %2$s;
                create table house.lost as select i.* from issuing.status_index i
                    join %1$s t on t.status_list = i.list and t.status_index = i.index limit 1;
                delete from issuing.status_index i using house.lost l where i.list = l.list and i.index = l.index
                """.formatted(table, key);
    }

    private static String findingAgain(String table, String key) {
        return """
                insert into issuing.status_index select * from house.lost;
                drop table house.lost;
                alter table %s add constraint %s foreign key (status_list, status_index) references issuing.status_index
                """.formatted(table, key);
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
    void noticesAnEndorsementThatDoesNotVerifyAnyMore() throws Exception {
        breaks(
                "I3",
                "create table house.was as select id, document from issuing.endorsement limit 1;"
                        + " update issuing.endorsement e set document = convert_to(replace(convert_from(e.document, 'UTF8'),"
                        + " '\"endorsementComment\":\"', '\"endorsementComment\":\"Not '), 'UTF8') from house.was w where w.id = e.id",
                "update issuing.endorsement e set document = w.document from house.was w where w.id = e.id; drop table house.was");
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

    private record Silent(String which, String harm, String remedy) {}

    /** Of every kind of thing that has an owner: one that came to be, or changed, and no act says so. All at once, since one look asks after all. */
    @Test
    void noticesWhateverChangesWithoutItsAct() throws Exception {
        List<Silent> changes = List.of(
                new Silent(
                        "Every consent is what its person said last",
                        "create table house.silent as select id from organizations.person p where not exists (select from records.consent c"
                                + " where c.person = p.id) limit 1; insert into records.consent (person, employer, show_name, given_at)"
                                + " select id, null, false, now() from house.silent",
                        "delete from records.consent c using house.silent s where s.id = c.person; drop table house.silent"),
                new Silent(
                        "Every member has the roles that were set last",
                        "create table house.promoted as select m.* from organizations.membership m where not 'OWNER' = any (roles) limit 1;"
                                + " update organizations.membership m set roles = '{OWNER}' from house.promoted p where p.person = m.person"
                                + " and p.organization = m.organization",
                        "update organizations.membership m set roles = p.roles from house.promoted p where p.person = m.person and"
                                + " p.organization = m.organization; drop table house.promoted"),
                smuggled(
                        "Every issuer key",
                        "custody.issuer_key",
                        "id = gen_random_uuid(), multibase = 'smuggled', state = 'RETIRED'",
                        "multibase = 'smuggled'"),
                smuggled(
                        "Every framework ",
                        "frameworks.documents",
                        "identifier = gen_random_uuid(), uri = 'urn:smuggled', title = 'smuggled'",
                        "uri = 'urn:smuggled'"),
                smuggled(
                        "Every achievement ",
                        "programs.achievements",
                        "id = gen_random_uuid(), name = 'smuggled'",
                        "name = 'smuggled'"),
                smuggled(
                        "Every version of a talent need ",
                        "talent.job_profile",
                        "id = gen_random_uuid(), title = 'smuggled'",
                        "title = 'smuggled'"),
                new Silent(
                        "one act alignment.reopened",
                        "insert into alignment.decisions (crosswalk, requirement, outcome, verdict, reason, decided_by, decided_at) select"
                                + " crosswalk, requirement, outcome, 'REOPENED', 'smuggled', decided_by, now() from alignment.decisions limit 1",
                        "alter table alignment.decisions disable trigger user; delete from alignment.decisions where reason = 'smuggled';"
                                + " alter table alignment.decisions enable trigger user"),
                new Silent(
                        "Every grant of a program",
                        "insert into access.client (id, name, redirect_uris, grants, scopes, method, created_at) values ('smuggled', 'x', '{}',"
                                + " '{authorization_code}', '{}', 'none', now()); insert into access.grant_given (id, client, person, grant_type,"
                                + " scopes, asked_scopes, access_hash, created_at) select 'smuggled', 'smuggled', id, 'authorization_code', '{}',"
                                + " '{}', sha256('x'), now() from organizations.person limit 1",
                        "delete from access.client where id = 'smuggled'"),
                new Silent(
                        "Every key of a person ",
                        "insert into access.personal_key (id, person, name, scopes, hash, created_at, expires_at) select gen_random_uuid(), id,"
                                + " 'smuggled', '{x}', sha256('y'), now(), now() from organizations.person limit 1",
                        "delete from access.personal_key where name = 'smuggled'"),
                new Silent(
                        "No act of the log says",
                        "alter table audit.entry disable trigger user; create table house.named as select sequence, details from audit.entry order"
                                + " by sequence limit 2; update audit.entry e set details = jsonb_build_object('who', case when e.sequence = (select"
                                + " min(sequence) from house.named) then 'ana@example.org' else (select display_name from organizations.person"
                                + " where display_name like '% %' limit 1) end) from house.named s where s.sequence = e.sequence; alter table"
                                + " audit.entry enable trigger user",
                        "alter table audit.entry disable trigger user; update audit.entry e set details = s.details from house.named s where"
                                + " s.sequence = e.sequence; drop table house.named; alter table audit.entry enable trigger user"));
        for (Silent change : changes) {
            sql(change.harm());
        }
        List<Fsck.Answer> answers = server.getBean(Fsck.class).ask("I5"::equals);
        for (Silent change : changes) {
            sql(change.remedy());
        }
        for (Silent change : changes) {
            assertThat(answers)
                    .filteredOn(answer -> answer.title().contains(change.which().strip()) && !answer.ok())
                    .as(change.which())
                    .hasSize(1);
        }
        assertThat(broken("I5")).isEmpty();
    }

    /** A copy of a row, with other names: a thing that no act tells of. */
    private static Silent smuggled(String which, String table, String changes, String where) {
        return new Silent(
                which,
                "create table house.copied as select * from " + table + " limit 1; update house.copied set " + changes
                        + "; insert into " + table + " select * from house.copied; drop table house.copied",
                "delete from " + table + " where " + where);
    }

    @Test
    void noticesALinkThatIsOpenAgainAfterItsGiverRevokedIt() throws Exception {
        record Link(UUID id, UUID person) {}
        Link link = Reach.asHouse("a test looks", () -> {
            Link open = server.getBean(JdbcClient.class)
                    .sql("select id, person from records.share where revoked_at is null limit 1")
                    .query((row, n) -> new Link(row.getObject(1, UUID.class), row.getObject(2, UUID.class)))
                    .single();
            server.getBean(Shares.class).revoke(new PersonId(open.person()), new ShareId(open.id()));
            return open;
        });
        breaks(
                "I10",
                "update records.share set revoked_at = null where id = '" + link.id() + "'",
                "update records.share set revoked_at = now() where id = '" + link.id() + "'");
    }

    @Test
    void noticesAFileThatSomebodyBeganAndLeft() throws Exception {
        Path half = Files.writeString(data.resolve("something.new"), "half");
        assertThat(broken("I8")).as("it is being written").isEmpty();
        Files.setLastModifiedTime(half, FileTime.from(Instant.now().minus(Duration.ofHours(1))));
        assertThat(broken("I8")).contains("I8");
        Files.delete(half);
        assertThat(broken("I8")).isEmpty();
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

    /** A key in hexadecimal, a webhook's secret, the database's password, each in a file of its own: one look, since it reads everything. */
    @Test
    void noticesKeysAndSecretsThatLieAbout() throws Exception {
        Path place = data.resolveSibling(data.getFileName() + ".keys").resolve("master.key");
        assertThat(place)
                .as("a copy of the data directory is no copy of the master key")
                .exists();
        String hook = "whsec_" + UUID.randomUUID();
        SealedSecrets secrets = server.getBean(SealedSecrets.class);
        UUID kept = Reach.asHouse(
                "a test keeps a secret", () -> secrets.keep(null, "a test", hook.getBytes(StandardCharsets.UTF_8)));
        Map<String, String> leaks = Map.of(
                "key.log", HexFormat.of().formatHex(Files.readAllBytes(place)),
                "hook.log", hook,
                "password.log", server.getBean(EmbeddedPostgres.class).password());
        for (Map.Entry<String, String> leak : leaks.entrySet()) {
            Files.writeString(data.resolve(leak.getKey()), "it says " + leak.getValue());
        }
        assertThat(server.getBean(Fsck.class).ask("I12"::equals))
                .flatExtracting(Fsck.Answer::findings)
                .hasSameSizeAs(leaks.keySet())
                .allSatisfy(finding -> assertThat(leaks.keySet()).anyMatch(finding::endsWith));
        for (String leak : leaks.keySet()) {
            Files.delete(data.resolve(leak));
        }
        Reach.asHouse("a test ends", () -> secrets.destroy(kept));
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

    /** Nothing is lightened here, as for most tests: this server was started as it is shipped. */
    @Test
    void keepsPasswordsWithTheFiguresOfOwasp() throws Exception {
        EmbeddedPostgres postgres = server.getBean(EmbeddedPostgres.class);
        try (Connection connection =
                        DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "select count(*), count(*) filter (where password like '$argon2id$v=19$m=19456,t=2,p=1$%')"
                                + " from organizations.person where password is not null")) {
            row.next();
            assertThat(row.getInt(1)).isPositive().isEqualTo(row.getInt(2));
        }
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
