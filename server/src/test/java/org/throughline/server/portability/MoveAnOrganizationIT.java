package org.throughline.server.portability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.throughline.credentials.CredentialVerifier;
import org.throughline.credentials.check.Verdict;
import org.throughline.server.ThroughlineServer;
import org.throughline.server.access.ApiClients;
import org.throughline.server.access.ClientMetadata;
import org.throughline.server.access.Webhooks;
import org.throughline.server.alignment.Crosswalks;
import org.throughline.server.database.DataDirectory;
import org.throughline.server.database.EmbeddedPostgres;
import org.throughline.server.database.Reach;
import org.throughline.server.frameworks.Framework;
import org.throughline.server.frameworks.FrameworkImport;
import org.throughline.server.frameworks.FrameworkItem;
import org.throughline.server.frameworks.FrameworkKind;
import org.throughline.server.frameworks.Frameworks;
import org.throughline.server.frameworks.SmallFrameworks;
import org.throughline.server.issuing.College;
import org.throughline.server.issuing.College.Campus;
import org.throughline.server.organizations.Brandings;
import org.throughline.server.organizations.Domains;
import org.throughline.server.organizations.InstitutionSignIns;
import org.throughline.server.organizations.Invitations;
import org.throughline.server.organizations.Organization;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.organizations.OrganizationKind;
import org.throughline.server.organizations.OrganizationPart;
import org.throughline.server.organizations.Organizations;
import org.throughline.server.organizations.People;
import org.throughline.server.organizations.Person;
import org.throughline.server.organizations.PersonId;
import org.throughline.server.organizations.Role;
import org.throughline.server.organizations.SafePicture;
import org.throughline.server.partnerships.Charter;
import org.throughline.server.partnerships.StarterPack;
import org.throughline.server.partnerships.StarterPacks;
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
    private final Brandings brandings;
    private final Domains domains;
    private final Invitations invitations;
    private final InstitutionSignIns providers;
    private final ApiClients clients;
    private final Webhooks webhooks;
    private final StarterPacks packs;
    private final List<OrganizationPart> parts;
    private final JdbcClient here;

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
            OrganizationImport imports,
            Brandings brandings,
            Domains domains,
            Invitations invitations,
            InstitutionSignIns providers,
            ApiClients clients,
            Webhooks webhooks,
            StarterPacks packs,
            List<OrganizationPart> parts,
            JdbcClient here) {
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
        this.brandings = brandings;
        this.domains = domains;
        this.invitations = invitations;
        this.providers = providers;
        this.clients = clients;
        this.webhooks = webhooks;
        this.packs = packs;
        this.parts = parts;
        this.here = here;
    }

    @Test
    void comesInWholeElsewhereAndLeavesThereTheSame() throws Exception {
        Campus campus = everything();
        Organization employer = employer(campus);
        byte[] first = Archives.of(export, campus.organization().id(), 2);
        byte[] need = Archives.of(export, employer.id());
        assertThat(CraftedFile.texts(first).keySet())
                .anyMatch(path -> path.matches("frameworks/[0-9a-f-]{36}\\.case\\.json"))
                .anyMatch(path -> path.matches("frameworks/[0-9a-f-]{36}\\.version-1\\.case\\.json"))
                .anyMatch(path -> path.startsWith("crosswalks/"))
                .anyMatch(path -> path.startsWith("credentials/"))
                .anyMatch(path -> path.startsWith("status-lists/"))
                .anyMatch(path -> path.startsWith("achievements/"))
                .anyMatch(path -> path.startsWith("log/"))
                .contains("manifest.json", "members.csv", "organization.json", "rows/issuing.credential-0001.jsonl");
        assertThat(CraftedFile.texts(need).keySet()).anyMatch(path -> path.startsWith("talent-needs/"));
        assertThat(first).isNotEmpty();
        assertThat(new String(first, StandardCharsets.ISO_8859_1)).doesNotContain("argon2");

        Path folder =
                TestDatabase.freshFolder("elsewhere-" + ProcessHandle.current().pid());
        try (EmbeddedPostgres postgres =
                        EmbeddedPostgres.start(DataDirectory.claim(folder.resolve("db")), TestDatabase.programs());
                ConfigurableApplicationContext elsewhere = start(postgres, folder)) {
            OrganizationImport there = elsewhere.getBean(OrganizationImport.class);
            JdbcClient sql = elsewhere.getBean(JdbcClient.class);

            Archives.dryRun(there, first, null, OPERATOR);
            assertThat(count(sql, "organizations.organization"))
                    .as("a dry run keeps nothing")
                    .isZero();

            OrganizationImport.Outcome outcome = Archives.run(there, first, null, OPERATOR);
            assertThat(outcome.changed()).isTrue();
            assertThat(String.join("\n", outcome.lines()))
                    .as("what needs a hand")
                    .contains("invite anew: nora@")
                    .contains("unproven")
                    .contains("waits for its secret")
                    .contains("new secret by an owner: Registry")
                    .contains("paused until")
                    .contains("revoked there");
            assertThat(one(sql, "SELECT state FROM access.webhook")).isEqualTo("PAUSED");
            assertThat(one(sql, "SELECT state FROM organizations.invitation")).isEqualTo("WITHDRAWN");
            assertThat(one(sql, "SELECT count(*)::text FROM access.client_secret"))
                    .isEqualTo("0");
            assertThat(
                            one(
                                    sql,
                                    "SELECT (verified_at IS NULL AND token LIKE 'throughline-verification=%')::text FROM organizations.domain"))
                    .isEqualTo("true");
            Archives.run(there, need, null, OPERATOR);
            long rows = count(sql, "issuing.credential");
            assertThat(rows).isEqualTo(2);
            assertThat(Archives.run(there, first, null, OPERATOR).changed())
                    .as("the same file again")
                    .isFalse();
            assertThat(count(sql, "issuing.credential")).isEqualTo(rows);

            OrganizationExport again = elsewhere.getBean(OrganizationExport.class);
            assertSame(
                    first,
                    Reach.asHouse(
                            "test",
                            () -> Archives.of(again, campus.organization().id(), 2)));
            assertSame(need, Reach.asHouse("test", () -> Archives.of(again, employer.id())));

            CredentialVerifier verifier = elsewhere.getBean(CredentialVerifier.class);
            CraftedFile.texts(first).forEach((path, text) -> {
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
    void aFileOfBeforeRunsOfSuggestionsWereKeptComesInAndWhatWasSuggestedIsTheFirstRun() {
        Campus campus = college.open();
        FrameworkItem outcome = frameworks.item(campus.items().getFirst()).orElseThrow();
        SmallFrameworks job = new SmallFrameworks("Lineworker").item("L.1", outcome.statement());
        Framework asking = bringJob(campus, new String(job.json(), StandardCharsets.UTF_8));
        crosswalks.open(
                campus.organization().id(),
                "Of before",
                asking.id(),
                outcome.framework(),
                campus.issuer().id());
        CraftedFile today = CraftedFile.of(
                        Archives.of(export, campus.organization().id()))
                .everywhere(text -> text.replace(campus.mark() + ".example/uri", "x" + campus.mark() + ".example/uri"))
                .renumbered();
        String suggestions = "rows/alignment.suggestions-0001.jsonl";
        CraftedFile before = today.copy()
                .without("rows/alignment.runs-0001.jsonl")
                .with("rows/alignment.crosswalks-0001.jsonl", text -> text.replaceAll("\"run\": \"[^\"]*\", ", ""))
                .with(
                        suggestions,
                        text -> text.replaceAll("\"run\": \"[^\"]*\", ", "")
                                .replaceAll("\"figures\": \\{.*?]}, ", "")
                                .replaceAll(", \"from_outcome\": \\w+", ""));
        assertThat(CraftedFile.texts(before.bytes()).get(suggestions))
                .contains("\"rank\"")
                .doesNotContain("\"run\"", "figures", "from_outcome");
        String slug = "before-" + campus.mark();

        for (int version : List.of(OrganizationExport.VERSION, 1, OrganizationExport.VERSION + 1)) {
            assertThatThrownBy(() -> Archives.run(
                            imports, before.copy().ofVersion(version).bytes(), slug, OPERATOR))
                    .as("as of version %d", version)
                    .isInstanceOf(Problem.class);
        }
        Archives.run(imports, before.copy().ofVersion(2).bytes(), slug, OPERATOR);

        assertThat(TestDatabase.ownersSql()
                        .sql("""
                        select r.place || ' ' || r.state || ' ' || count(*) from alignment.crosswalks c
                          join organizations.organization o on o.id = c.owner
                          join alignment.runs r on r.crosswalk = c.id and r.id = c.run
                          join alignment.suggestions s on s.run = r.id and not s.from_outcome
                         where o.slug = ? group by r.id
                        """)
                        .param(slug)
                        .query(String.class)
                        .single())
                .isEqualTo("1 DONE "
                        + Objects.requireNonNull(
                                        CraftedFile.texts(before.bytes()).get(suggestions))
                                .lines()
                                .count());
    }

    /** Not in every build: {@code -Dthroughline.large=20000} says how many credentials. */
    @Test
    @EnabledIfSystemProperty(named = "throughline.large", matches = "[0-9]+")
    void aCollegeWithThousandsOfCredentialsGoesOutAndComesIn() throws Exception {
        Campus campus = college.open();
        college.issue(campus, campus.roster("Ada Learner," + campus.email("ada") + ",EP-101"), false);
        many(campus, Integer.getInteger("throughline.large"));
        Path folder =
                TestDatabase.freshFolder("large-" + ProcessHandle.current().pid());
        Path file = folder.resolve("college.zip");
        Instant start = Instant.now();
        Reach.asHouse("test", () -> export.write(campus.organization().id(), file, step -> say(start, step)));
        say(start, "written, %,d kB".formatted(file.toFile().length() >> 10));
        try (EmbeddedPostgres postgres =
                        EmbeddedPostgres.start(DataDirectory.claim(folder.resolve("db")), TestDatabase.programs());
                ConfigurableApplicationContext elsewhere = start(postgres, folder)) {
            Instant there = Instant.now();
            OrganizationImport.Outcome outcome =
                    elsewhere.getBean(OrganizationImport.class).run(file, null, OPERATOR);
            say(there, "came in: " + outcome.lines());
            JdbcClient sql = elsewhere.getBean(JdbcClient.class);
            assertThat(count(sql, "issuing.credential")).isEqualTo(Integer.getInteger("throughline.large") + 1);
            Path second = folder.resolve("again.zip");
            OrganizationExport again = elsewhere.getBean(OrganizationExport.class);
            Reach.asHouse("test", () -> again.write(campus.organization().id(), second, step -> {}));
            say(there, "and out again, %,d kB".formatted(second.toFile().length() >> 10));
        }
    }

    private void many(Campus campus, int count) {
        UUID organization = campus.organization().id().value();
        here.sql("""
                INSERT INTO organizations.person (id, display_name, email, email_key, created_at)
                SELECT gen_random_uuid(), 'Learner ' || n, 'l' || n || :at, 'l' || n || :at, now() FROM generate_series(1, :count) n
                """)
                .param("at", "@" + campus.mark() + ".example")
                .param("count", count)
                .update();
        here.sql("""
                INSERT INTO issuing.status_index (list, index)
                SELECT l.id, n FROM issuing.status_list l, generate_series(0, :count + 1) n WHERE l.organization = :organization
                ON CONFLICT DO NOTHING
                """).param("count", count).param("organization", organization).update();
        here.sql("""
                INSERT INTO issuing.credential (id, batch, organization, recipient, line, kind, achievement, status_list, status_index,
                    subject_hash, subject_salt, valid_from, state, document, signed_at, delivered_at, signed_with)
                SELECT gen_random_uuid(), c.batch, c.organization, p.id, p.n, c.kind, c.achievement, c.status_list,
                    p.n + CASE WHEN p.n >= c.status_index THEN 1 ELSE 0 END,
                    c.subject_hash, c.subject_salt, c.valid_from, c.state, c.document, c.signed_at, c.delivered_at, c.signed_with
                FROM issuing.credential c,
                    (SELECT id, row_number() OVER () AS n FROM organizations.person WHERE email LIKE :at) p
                WHERE c.organization = :organization AND p.n <= :count
                """)
                .param("at", "l%@" + campus.mark() + ".example")
                .param("count", count)
                .param("organization", organization)
                .update();
    }

    private static void say(Instant since, String what) {
        Runtime machine = Runtime.getRuntime();
        System.out.printf(
                "%5d ms, %,d MB in use: %s%n",
                java.time.Duration.between(since, Instant.now()).toMillis(),
                (machine.totalMemory() - machine.freeMemory()) >> 20,
                what);
    }

    /** Tables of an organization that do not leave by their rows, and why. */
    private static final Map<String, String> STAY = Map.ofEntries(
            Map.entry("custody.", "keys and secrets do not travel: two houses would sign one list"),
            Map.entry("portability.", "what is under way here; what came along before leaves as files"),
            Map.entry("audit.", "leaves as log/, with its receipts"),
            Map.entry("frameworks.documents", "leaves as CASE packages, and comes back by the door of every import"),
            Map.entry("frameworks.pending_imports", "somebody is looking at it; nothing was taken in"),
            Map.entry("access.grant_given", "tokens end with the place that gave them"),
            Map.entry("records.consent", "a person's word, given here to an employer here"),
            Map.entry("talent.visibility", "follows from consent"),
            Map.entry("talent.candidate", "names by which people are shown to an employer who may see them here"),
            Map.entry("partnerships.reminder", "letters that were sent"),
            Map.entry("partnerships.look", "days on which letters were thought of"),
            Map.entry(
                    "partnerships.sponsor_request", "a letter under way, whose link leads here; asked anew elsewhere"));

    @Test
    void everyTableOfAnOrganizationLeavesOrSaysWhyNot() {
        java.util.Set<String> leaving = new TreeSet<>();
        parts.forEach(part -> leaving.addAll(part.tables()));
        List<String> theirs = here.sql("""
                SELECT DISTINCT n.nspname || '.' || c.relname FROM pg_attribute a
                    JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
                WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND NOT a.attisdropped
                    AND a.attname IN ('organization', 'owner', 'employer', 'convener', 'partnership', 'pack')
                    AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'
                """).query((row, n) -> row.getString(1)).list();
        assertThat(theirs).hasSizeGreaterThan(30);
        assertThat(theirs.stream()
                        .filter(table -> !leaving.contains(table))
                        .filter(table -> STAY.keySet().stream().noneMatch(table::startsWith)))
                .as("give each to a part, or say above why it stays")
                .isEmpty();
    }

    @Test
    void refusesWhatMeetsSomethingElseAndChangesNothing() throws Exception {
        Campus campus = college.open();
        byte[] file = Archives.of(export, campus.organization().id());
        assertThatThrownBy(() -> Archives.run(imports, file, null, OPERATOR))
                .isInstanceOfSatisfying(Problem.class, problem -> {
                    assertThat(problem.type()).isEqualTo(ProblemType.ORGANIZATION_FILE);
                    assertThat(problem.findings().toString()).contains("has the same id");
                });
        UUID otherId = UUID.randomUUID();
        byte[] stranger = CraftedFile.of(file)
                .everywhere(text -> text.replace(campus.organization().id().toString(), otherId.toString()))
                .bytes();
        assertThatThrownBy(() -> Archives.run(imports, stranger, null, OPERATOR))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.getMessage()).contains("short name is taken"));
        assertThatThrownBy(() -> Archives.run(imports, stranger, "moved-" + campus.mark(), OPERATOR))
                .as("its framework is the college's here")
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.findings() + problem.getMessage())
                                .contains("another-owner"));
        assertThat(organizations.bySlug("moved-" + campus.mark())).isEmpty();

        byte[] changed = rewrittenUnsigned(file, "members.csv", text -> text + "Eve,eve@example.org,OWNER\r\n");
        assertThatThrownBy(() -> Archives.run(imports, changed, null, OPERATOR))
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
            assertThatThrownBy(() -> Archives.dryRun(imports, file, null, OPERATOR))
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
            assertThatThrownBy(() -> Archives.dryRun(imports, file, null, OPERATOR))
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

    private Framework bringJob(Campus campus, String json) {
        return frameworkImport
                .importCase(
                        campus.organization().id(),
                        json.getBytes(StandardCharsets.UTF_8),
                        "job.json",
                        FrameworkKind.JOB_ROLE,
                        false,
                        campus.issuer().id())
                .framework();
    }

    /** A college with all that can be taken along: two frameworks, a crosswalk with decisions, credentials, a face, and what it set up. */
    private Campus everything() throws Exception {
        Campus campus = college.open();
        setUp(campus.organization().id(), campus);
        college.issue(campus, campus.roster("Ada Learner," + campus.email("ada") + ",EP-101"), true);
        String base = "https://" + campus.mark() + ".example/job/";
        UUID document = UUID.randomUUID();
        UUID item = UUID.randomUUID();
        String first = """
                {"CFDocument": {"identifier": "%2$s", "uri": "%1$s%2$s", "creator": "Harbor", "title": "Lineworker %3$s",
                  "lastChangeDateTime": "2026-09-01T00:00:00+00:00", "CFPackageURI": {"title": "L", "identifier": "%2$s", "uri": "%1$s%2$s"}},
                 "CFItems": [{"identifier": "%4$s", "uri": "%1$s%4$s", "fullStatement": "Makes a circuit safe",
                  "lastChangeDateTime": "2026-09-01T00:00:00+00:00", "CFDocumentURI": {"title": "L", "identifier": "%2$s", "uri": "%1$s%2$s"}}],
                 "CFAssociations": []}
                """.formatted(base, document, campus.mark(), item);
        bringJob(campus, first);
        Framework job = bringJob(campus, first.replace("circuit safe", "circuit safe before work"));
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

    private void setUp(OrganizationId id, Campus campus) throws Exception {
        PersonId by = campus.issuer().id();
        Person second = people.register("Rita Reviewer", campus.email("rita"), campus.password());
        organizations.setRoles(id, second.id(), java.util.Set.of(Role.REVIEWER, Role.VIEWER), by);
        brandings.paint(id, "#00796b", "Riverbend", by);
        java.io.ByteArrayOutputStream picture = new java.io.ByteArrayOutputStream();
        javax.imageio.ImageIO.write(
                new java.awt.image.BufferedImage(40, 20, java.awt.image.BufferedImage.TYPE_INT_RGB), "png", picture);
        brandings.hang(id, SafePicture.of(picture.toByteArray()), by);
        domains.add(id, campus.mark() + ".example.org", by);
        invitations.invite(id, "nora@" + campus.mark() + ".example", java.util.Set.of(Role.EDITOR), by);
        providers.setUp(id, "https://login." + campus.mark() + ".example", "throughline", "a client's secret", by);
        clients.make(
                id,
                ClientMetadata.of("Registry", java.util.Set.of(), java.util.Set.of("organization.read")),
                java.util.Set.of("client_credentials"),
                true,
                by);
        webhooks.make(id, "https://hooks." + campus.mark() + ".example/in", java.util.Set.of("*"), by.toString());
        packs.make(
                new StarterPack(
                        UUID.randomUUID(),
                        id,
                        "Lineworkers",
                        "Lineworker",
                        "To agree on what a lineworker can do.",
                        new Charter.Sponsor("", "", ""),
                        new StarterPack.Commitment("Reviews.", java.math.BigDecimal.TEN),
                        new StarterPack.Commitment("Decides.", java.math.BigDecimal.ONE),
                        List.of(),
                        List.of(),
                        List.of(new StarterPack.PackMilestone("A first look", 30)),
                        List.of()),
                by);
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
        Map<String, String> texts = new HashMap<>(CraftedFile.texts(file));
        texts.keySet()
                .removeIf(
                        path -> path.equals("manifest.json") || path.startsWith("log/") || path.startsWith("record/"));
        texts.replaceAll((path, text) -> text.replaceAll("http://localhost:(0|8080)", "HERE"));
        texts.computeIfPresent(
                "rows/organizations.invitation-0001.jsonl",
                (path, text) ->
                        text.replace("\"OPEN\"", "\"WITHDRAWN\"").replaceAll("\"settled_at\": (null|\"[^\"]*\")", ""));
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

    private static String one(JdbcClient sql, String query) {
        return Reach.asHouse("test", () -> sql.sql(query).query(String.class).single());
    }

    private static long count(JdbcClient sql, String table) {
        return Reach.asHouse(
                "test",
                () -> sql.sql("SELECT count(*) FROM " + table).query(Long.class).single());
    }

    private static byte[] rewrittenUnsigned(byte[] file, String path, UnaryOperator<String> change) throws Exception {
        Map<String, String> texts = new HashMap<>(CraftedFile.texts(file));
        texts.computeIfPresent(path, (name, text) -> change.apply(text));
        return CraftedFile.zip(texts);
    }
}
