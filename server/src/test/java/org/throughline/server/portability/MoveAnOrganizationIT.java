package org.throughline.server.portability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.throughline.credentials.CredentialVerifier;
import org.throughline.credentials.check.Verdict;
import org.throughline.server.ThroughlineServer;
import org.throughline.server.alignment.Crosswalks;
import org.throughline.server.database.DataDirectory;
import org.throughline.server.database.EmbeddedPostgres;
import org.throughline.server.database.Reach;
import org.throughline.server.frameworks.Framework;
import org.throughline.server.frameworks.FrameworkImport;
import org.throughline.server.frameworks.FrameworkItem;
import org.throughline.server.frameworks.FrameworkKind;
import org.throughline.server.frameworks.Frameworks;
import org.throughline.server.issuing.College;
import org.throughline.server.issuing.College.Campus;
import org.throughline.server.organizations.Organization;
import org.throughline.server.organizations.OrganizationKind;
import org.throughline.server.organizations.Organizations;
import org.throughline.server.organizations.People;
import org.throughline.server.organizations.Person;
import org.throughline.server.organizations.PersonId;
import org.throughline.server.organizations.Role;
import org.throughline.server.shared.ItemUri;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;
import org.throughline.server.support.RunningServer;
import org.throughline.server.support.ServerTest;
import org.throughline.server.support.TestDatabase;
import org.throughline.server.support.Visitor;
import org.throughline.server.support.Visitor.Seen;
import org.throughline.server.talent.JobProfileDraft;
import org.throughline.server.talent.JobProfiles;
import org.throughline.server.talent.JobRequirement;
import org.throughline.server.talent.JobRequirementGroup;
import org.throughline.server.teeth.AbuseCase;

/** An organization leaves one installation and comes in at another, on a database of its own. */
@ServerTest
@Import(College.class)
class MoveAnOrganizationIT {
    private static final PersonId OPERATOR = new PersonId(new UUID(0, 0));

    private final RunningServer server;
    private final College college;
    private final People people;
    private final Organizations organizations;
    private final Frameworks frameworks;
    private final FrameworkImport frameworkImport;
    private final Crosswalks crosswalks;
    private final JobProfiles needs;
    private final OrganizationExport export;
    private final OrganizationImport imports;

    MoveAnOrganizationIT(
            RunningServer server,
            College college,
            People people,
            Organizations organizations,
            Frameworks frameworks,
            FrameworkImport frameworkImport,
            Crosswalks crosswalks,
            JobProfiles needs,
            OrganizationExport export,
            OrganizationImport imports) {
        this.server = server;
        this.college = college;
        this.people = people;
        this.organizations = organizations;
        this.frameworks = frameworks;
        this.frameworkImport = frameworkImport;
        this.crosswalks = crosswalks;
        this.needs = needs;
        this.export = export;
        this.imports = imports;
    }

    @Test
    void comesInWholeElsewhereAndLeavesThereTheSame() throws Exception {
        Campus campus = everything();
        Organization employer = employer(campus);
        byte[] first = export.write(campus.organization().id(), step -> {});
        byte[] need = export.write(employer.id(), step -> {});
        assertThat(Archive.read(first).texts().keySet())
                .anyMatch(path -> path.startsWith("frameworks/"))
                .anyMatch(path -> path.startsWith("crosswalks/"))
                .anyMatch(path -> path.startsWith("credentials/"))
                .anyMatch(path -> path.startsWith("status-lists/"))
                .anyMatch(path -> path.startsWith("achievements/"))
                .anyMatch(path -> path.startsWith("log/"))
                .contains("manifest.json", "members.csv", "organization.json", "rows/issued.json");
        assertThat(Archive.read(need).texts().keySet()).anyMatch(path -> path.startsWith("talent-needs/"));
        assertThat(first).isNotEmpty();
        assertThat(new String(first, StandardCharsets.ISO_8859_1)).doesNotContain("argon2");

        Path folder =
                TestDatabase.freshFolder("elsewhere-" + ProcessHandle.current().pid());
        try (EmbeddedPostgres postgres =
                        EmbeddedPostgres.start(DataDirectory.claim(folder.resolve("db")), TestDatabase.programs());
                ConfigurableApplicationContext elsewhere = start(postgres, folder)) {
            OrganizationImport there = elsewhere.getBean(OrganizationImport.class);
            JdbcClient sql = elsewhere.getBean(JdbcClient.class);

            there.dryRun(first, null, OPERATOR);
            assertThat(count(sql, "organizations.organization"))
                    .as("a dry run keeps nothing")
                    .isZero();

            OrganizationImport.Outcome outcome = there.run(first, null, OPERATOR);
            assertThat(outcome.changed()).isTrue();
            there.run(need, null, OPERATOR);
            long rows = count(sql, "issuing.credential");
            assertThat(rows).isEqualTo(2);
            assertThat(there.run(first, null, OPERATOR).changed())
                    .as("the same file again")
                    .isFalse();
            assertThat(count(sql, "issuing.credential")).isEqualTo(rows);

            OrganizationExport again = elsewhere.getBean(OrganizationExport.class);
            assertSame(
                    first,
                    Reach.asHouse(
                            "test", () -> again.write(campus.organization().id(), step -> {})));
            assertSame(need, Reach.asHouse("test", () -> again.write(employer.id(), step -> {})));

            CredentialVerifier verifier = elsewhere.getBean(CredentialVerifier.class);
            Archive.read(first).texts().forEach((path, text) -> {
                if (path.startsWith("credentials/")) {
                    assertThat(Reach.asHouse("test", () -> verifier.verify(text.getBytes(StandardCharsets.UTF_8)))
                                    .verdict())
                            .as("signed by the old keys, checked at the new place")
                            .isEqualTo(Verdict.VALID);
                }
            });
            Person known = Reach.asHouse(
                    "test",
                    () -> elsewhere
                            .getBean(People.class)
                            .byEmail(campus.email("ada"))
                            .orElseThrow());
            assertThat(known.displayName()).isEqualTo("Ada Learner");
        }
    }

    @Test
    void refusesWhatMeetsSomethingElseAndChangesNothing() throws Exception {
        Campus campus = college.open();
        byte[] file = export.write(campus.organization().id(), step -> {});
        assertThatThrownBy(() -> imports.run(file, null, OPERATOR)).isInstanceOfSatisfying(Problem.class, problem -> {
            assertThat(problem.type()).isEqualTo(ProblemType.ORGANIZATION_FILE);
            assertThat(problem.findings().toString()).contains("has the same id");
        });
        UUID otherId = UUID.randomUUID();
        byte[] stranger = CraftedFile.of(file)
                .everywhere(text -> text.replace(campus.organization().id().toString(), otherId.toString()))
                .bytes();
        assertThatThrownBy(() -> imports.run(stranger, null, OPERATOR))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.getMessage()).contains("short name is taken"));
        assertThatThrownBy(() -> imports.run(stranger, "moved-" + campus.mark(), OPERATOR))
                .as("its framework is the college's here")
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.findings() + problem.getMessage())
                                .contains("another-owner"));
        assertThat(organizations.bySlug("moved-" + campus.mark())).isEmpty();

        byte[] changed = rewrittenUnsigned(file, "members.csv", text -> text + "Eve,eve@example.org,OWNER\r\n");
        assertThatThrownBy(() -> imports.run(changed, null, OPERATOR))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.findings().toString()).contains("members.csv was changed"));
    }

    @Test
    @AbuseCase(
            value = "I5",
            defence = "names of an archive stay inside, in plain letters, and hold no further archive",
            in = "org.throughline.server.portability.Archive",
            method = "isSafe",
            answer = "true")
    void refusesArchivesThatAreNotHonest() throws Exception {
        for (String name : List.of(
                "../../etc/passwd.json",
                "/etc/passwd.json",
                "rows/../../x.json",
                "rows\\..\\x.json",
                "C:\\x.json",
                "more.zip",
                "rows/inner.zip",
                "a/b/c.json",
                "über.json",
                "link",
                "x.json\u0000.zip",
                "")) {
            byte[] file = CraftedFile.zip(Map.of(name, "{}"));
            assertThatThrownBy(() -> imports.dryRun(file, null, OPERATOR))
                    .as(name)
                    .isInstanceOfSatisfying(
                            Problem.class, problem -> assertThat(problem.type()).isEqualTo(ProblemType.ARCHIVE_UNSAFE));
        }
    }

    @Test
    void refusesArchivesThatUnpackToTooMuchOrAreNone() throws Exception {
        byte[] bomb = CraftedFile.zip(Map.of("rows/issued.json", "0".repeat(Archive.MAX_ENTRY_BYTES + 1)));
        assertThat(bomb.length).isLessThan(1 << 20);
        for (byte[] file : List.of(bomb, new byte[0], "PK no".getBytes(StandardCharsets.US_ASCII))) {
            assertThatThrownBy(() -> imports.dryRun(file, null, OPERATOR))
                    .isInstanceOfSatisfying(
                            Problem.class, problem -> assertThat(problem.type()).isEqualTo(ProblemType.ARCHIVE_UNSAFE));
        }
    }

    @Test
    void anOwnerTakesTheFileFromThePageAndNobodyElseDoes() throws Exception {
        Campus campus = college.open();
        Visitor owner = new Visitor(server);
        owner.signIn(campus.email("ines"), campus.password());
        String page = "/o/" + campus.organization().slug() + "/export";
        assertThat(owner.get(page).heading()).isEqualTo("Take everything with you");
        owner.post(page);
        Instant patience = Instant.now().plusSeconds(30);
        Seen seen = owner.get(page);
        while (seen.html().select("a[href$=/file]").isEmpty() && Instant.now().isBefore(patience)) {
            Thread.sleep(200);
            seen = owner.get(page);
        }
        String href = seen.html().select("a[href$=/file]").attr("href");
        assertThat(href).isNotEmpty();
        Seen file = owner.get(href);
        assertThat(file.header("Content-Type")).isEqualTo("application/zip");
        assertThat(file.header("Content-Disposition"))
                .contains(campus.organization().slug() + ".organization.zip");

        Person editor = people.register("Ed Editor", campus.email("ed"), campus.password());
        organizations.setRoles(
                campus.organization().id(),
                editor.id(),
                java.util.Set.of(Role.EDITOR),
                campus.issuer().id());
        Visitor ed = new Visitor(server);
        ed.signIn(campus.email("ed"), campus.password());
        assertThat(ed.get(page).status()).isEqualTo(403);
        assertThat(ed.get(href).status()).isEqualTo(403);
        people.register("Fay Foreign", campus.email("fay"), campus.password());
        Visitor foreign = new Visitor(server);
        foreign.signIn(campus.email("fay"), campus.password());
        assertThat(foreign.get(href).status()).isEqualTo(404);
        assertThat(foreign.get("/organizations/import").status()).isEqualTo(404);
    }

    /** A college with all that can be taken along: two frameworks, a crosswalk with decisions, credentials. */
    private Campus everything() throws Exception {
        Campus campus = college.open();
        college.issue(campus, campus.roster("Ada Learner," + campus.email("ada") + ",EP-101"), true);
        String base = "https://" + campus.mark() + ".example/job/";
        UUID document = UUID.randomUUID();
        UUID item = UUID.randomUUID();
        Framework job = frameworkImport
                .importCase(
                        campus.organization().id(),
                        """
                {"CFDocument": {"identifier": "%2$s", "uri": "%1$s%2$s", "creator": "Harbor", "title": "Lineworker %3$s",
                  "lastChangeDateTime": "2026-09-01T00:00:00+00:00", "CFPackageURI": {"title": "L", "identifier": "%2$s", "uri": "%1$s%2$s"}},
                 "CFItems": [{"identifier": "%4$s", "uri": "%1$s%4$s", "fullStatement": "Makes a circuit safe before work",
                  "lastChangeDateTime": "2026-09-01T00:00:00+00:00", "CFDocumentURI": {"title": "L", "identifier": "%2$s", "uri": "%1$s%2$s"}}],
                 "CFAssociations": []}
                """.formatted(base, document, campus.mark(), item).getBytes(StandardCharsets.UTF_8),
                        "job.json",
                        FrameworkKind.JOB_ROLE,
                        false,
                        campus.issuer().id())
                .framework();
        FrameworkItem outcome = frameworks.item(campus.items().getFirst()).orElseThrow();
        var crosswalk = crosswalks.open(
                campus.organization().id(),
                "Lineworker and us",
                job.id(),
                outcome.framework(),
                campus.issuer().id());
        crosswalks.reject(
                crosswalk.id(),
                new ItemUri(base + item),
                campus.items().get(1),
                "No.",
                campus.issuer().id());
        crosswalks.accept(
                crosswalk.id(),
                new ItemUri(base + item),
                campus.items().getFirst(),
                "exactMatchOf",
                "The same.",
                campus.issuer().id());
        crosswalks.publish(crosswalk.id(), campus.issuer().id());
        return campus;
    }

    private Organization employer(Campus campus) {
        Organization employer = organizations.create(
                "e" + campus.mark(),
                "Harbor " + campus.mark(),
                OrganizationKind.EMPLOYER,
                null,
                "",
                campus.issuer().id());
        organizations.setRoles(
                employer.id(),
                campus.issuer().id(),
                java.util.Set.of(Role.OWNER),
                campus.issuer().id());
        needs.state(
                employer.id(),
                new JobProfileDraft(
                        "Technician",
                        "Keeps the grid.",
                        "Harbor",
                        2,
                        true,
                        List.of(JobRequirementGroup.single(new JobRequirement(
                                UUID.randomUUID(), campus.items().getFirst(), 3, true, null)))),
                campus.issuer().id());
        return employer;
    }

    /** The same but for the log, which begins anew, what is kept of before, what the manifest says of time and place, and our own address. */
    private static void assertSame(byte[] before, byte[] after) {
        Map<String, String> then = essence(before);
        Map<String, String> now = essence(after);
        assertThat(new TreeSet<>(now.keySet())).isEqualTo(new TreeSet<>(then.keySet()));
        then.forEach((path, text) -> assertThat(now.get(path)).as(path).isEqualTo(text));
    }

    private static Map<String, String> essence(byte[] file) {
        Map<String, String> texts = new HashMap<>(Archive.read(file).texts());
        texts.keySet()
                .removeIf(
                        path -> path.equals("manifest.json") || path.startsWith("log/") || path.startsWith("record/"));
        texts.replaceAll((path, text) -> text.replaceAll("http://localhost:(0|8080)", "HERE"));
        return texts;
    }

    private static ConfigurableApplicationContext start(EmbeddedPostgres postgres, Path folder) {
        return new SpringApplicationBuilder(ThroughlineServer.class)
                .initializers(context -> TestPropertyValues.of(
                                "throughline.data-dir=" + folder.resolve("data"),
                                "throughline.master-key-file="
                                        + folder.resolve("keys").resolve("master.key"),
                                "throughline.database-url=" + postgres.jdbcUrl(),
                                "throughline.database-user=" + postgres.user(),
                                "throughline.database-password=" + postgres.password(),
                                "management.server.port=0")
                        .applyTo(context))
                .properties("server.port=0")
                .run();
    }

    private static long count(JdbcClient sql, String table) {
        return Reach.asHouse(
                "test",
                () -> sql.sql("SELECT count(*) FROM " + table).query(Long.class).single());
    }

    private static byte[] rewrittenUnsigned(byte[] file, String path, UnaryOperator<String> change) throws Exception {
        Map<String, String> texts = new HashMap<>(Archive.read(file).texts());
        texts.computeIfPresent(path, (name, text) -> change.apply(text));
        return CraftedFile.zip(texts);
    }
}
