package org.throughline.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.Set;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.throughline.server.ThroughlineServer;
import org.throughline.server.audit.AuditLog;
import org.throughline.server.audit.LogFilter;
import org.throughline.server.audit.RecordedEntry;
import org.throughline.server.database.DataDirectory;
import org.throughline.server.database.EmbeddedPostgres;
import org.throughline.server.database.Reach;
import org.throughline.server.shared.Page;
import org.throughline.server.support.TestDatabase;

/** A data directory as an earlier build left it, with people and acts in it, starts under this build; its acts come under the tree. */
class OlderDirectoryIT {
    private final Path data =
            TestDatabase.freshFolder("older-" + ProcessHandle.current().pid());
    private final UUID owner = UUID.randomUUID();
    private final UUID member = UUID.randomUUID();
    private final UUID college = UUID.randomUUID();

    @Test
    void startsAndTakesTheOlderActsIntoTheTree() throws Exception {
        leaveADirectoryOfAnEarlierBuild();

        try (ConfigurableApplicationContext server = new SpringApplicationBuilder(ThroughlineServer.class)
                .run(
                        "--throughline.data-dir=" + data,
                        "--server.port=0",
                        "--server.address=127.0.0.1",
                        "--management.server.port=-1")) {
            AuditLog log = server.getBean(AuditLog.class);
            Page<RecordedEntry> page = placed(log);
            assertThat(page.items())
                    .extracting(
                            e -> e.entry().action(),
                            e -> e.entry().actor(),
                            e -> e.entry().subject())
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple("roles.set", owner.toString(), member.toString()),
                            org.assertj.core.groups.Tuple.tuple(
                                    "organization.created", owner.toString(), college.toString()));
            assertThat(page.items().getFirst().entry().details()).containsEntry("a", "\u00fc");
            assertThat(Reach.asHouse(
                            "the test looks",
                            () -> log.concerning(member, LogFilter.ALL, 0, 10).items()))
                    .hasSize(1);

            Set<String> asked = Set.of("I5", "I6", "I9", "I11", "I12");
            assertThat(server.getBean(Fsck.class).ask(asked::contains))
                    .isNotEmpty()
                    .allSatisfy(answer ->
                            assertThat(answer.findings()).as(answer.title()).isEmpty());
            EmbeddedPostgres postgres = server.getBean(EmbeddedPostgres.class);
            try (Connection connection =
                            DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
                    Statement sql = connection.createStatement();
                    var row = sql.executeQuery("select count(*) from audit.entry e where e::text like '%" + owner
                            + "%' or e::text like '%" + member + "%'")) {
                row.next();
                assertThat(row.getInt(1)).isZero();
            }
        }
    }

    private Page<RecordedEntry> placed(AuditLog log) throws InterruptedException {
        for (int i = 0; i < 200; i++) {
            Page<RecordedEntry> page = Reach.asHouse("the test looks", () -> log.of(college.toString(), 0, 10));
            if (page.items().stream().allMatch(e -> e.proof() != null)) {
                return page;
            }
            Thread.sleep(100);
        }
        throw new AssertionError("the older acts found no place");
    }

    private void leaveADirectoryOfAnEarlierBuild() throws Exception {
        try (DataDirectory directory = DataDirectory.claim(data);
                EmbeddedPostgres postgres = EmbeddedPostgres.start(directory)) {
            Flyway.configure()
                    .dataSource(postgres.jdbcUrl(), postgres.user(), postgres.password())
                    .locations("classpath:db/migration")
                    .target("120")
                    .load()
                    .migrate();
            try (Connection connection =
                            DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
                    Statement sql = connection.createStatement()) {
                sql.execute("""
                        insert into organizations.person (id, display_name, email, email_key, created_at) values
                            ('%1$s', 'Olga', 'olga@example.org', 'olga@example.org', now()),
                            ('%2$s', 'Mia', 'mia@example.org', 'mia@example.org', now());
                        insert into organizations.organization (id, slug, name, kind, description, created_at)
                            values ('%3$s', 'college', 'College', 'EDUCATOR', '', now());
                        insert into organizations.membership values ('%3$s', '%1$s', '{OWNER}'), ('%3$s', '%2$s', '{EDITOR}');
                        insert into audit.entry (at, action, actor, organization, subject, details, leaf) values
                            ('2026-01-02 03:04:05.678901+00', 'organization.created', '%1$s', '%3$s', '%3$s', '{"included": "roles.set"}', sha256('old 1')),
                            ('1969-12-31 23:59:59.999999+00', 'roles.set', '%1$s', '%3$s', '%2$s', '{"roles": "EDITOR", "a": "\u00fc"}',
                             sha256('old 2')),
                            (now(), 'credential.verdict-changed', 'system', null, '%4$s', '{"from": "VALID", "to": "INVALID"}', sha256('old 3'));
                        """.formatted(owner, member, college, UUID.randomUUID()));
            }
        }
    }
}
