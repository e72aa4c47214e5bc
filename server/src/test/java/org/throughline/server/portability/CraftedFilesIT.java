package org.throughline.server.portability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.throughline.server.frameworks.FrameworkImport;
import org.throughline.server.frameworks.FrameworkKind;
import org.throughline.server.frameworks.SmallFrameworks;
import org.throughline.server.issuing.College;
import org.throughline.server.issuing.College.Campus;
import org.throughline.server.organizations.Membership;
import org.throughline.server.organizations.Organization;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.organizations.OrganizationKind;
import org.throughline.server.organizations.Organizations;
import org.throughline.server.organizations.People;
import org.throughline.server.organizations.Person;
import org.throughline.server.organizations.PersonId;
import org.throughline.server.organizations.Role;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;
import org.throughline.server.support.ServerTest;
import org.throughline.server.teeth.AbuseCase;

/** An organization's file is a stranger's: anybody writes one, with checksums that agree. It speaks for its own organization alone. */
@ServerTest
class CraftedFilesIT {
    private static final PersonId OPERATOR = new PersonId(new UUID(0, 0));

    private final College college;
    private final People people;
    private final Organizations organizations;
    private final FrameworkImport frameworks;
    private final OrganizationExport export;
    private final OrganizationImport imports;
    private final JdbcClient sql;

    CraftedFilesIT(
            College college,
            People people,
            Organizations organizations,
            FrameworkImport frameworks,
            OrganizationExport export,
            OrganizationImport imports,
            JdbcClient sql) {
        this.college = college;
        this.people = people;
        this.organizations = organizations;
        this.frameworks = frameworks;
        this.export = export;
        this.imports = imports;
        this.sql = sql;
    }

    private record Sender(Person owner, OrganizationId id, CraftedFile file, String slug) {}

    /** Somebody's honest little organization, as it would come from elsewhere. */
    private Sender sender() {
        String mark = UUID.randomUUID().toString().substring(0, 8);
        Person owner = people.register("Mallory", "mallory-" + mark + "@example.org", "a long enough password 1");
        Organization here =
                organizations.create("m" + mark, "Mallory's", OrganizationKind.EMPLOYER, null, "", owner.id());
        organizations.setRoles(here.id(), owner.id(), Set.of(Role.OWNER), owner.id());
        OrganizationId there = new OrganizationId(UUID.randomUUID());
        CraftedFile file = CraftedFile.of(Archives.of(export, here.id()))
                .everywhere(text -> text.replace(here.id().toString(), there.toString()));
        return new Sender(owner, there, file, "moved-" + mark);
    }

    @Test
    void anHonestFileOfThatShapeComesIn() {
        Sender sender = sender();
        assertThat(Archives.run(imports, sender.file().bytes(), sender.slug(), OPERATOR)
                        .changed())
                .isTrue();
    }

    @Test
    void saysWhichMembersAreOnePersonHere() {
        Sender sender = sender();
        String second = "second-" + sender.slug() + "@example.org";
        sql.sql(
                        "INSERT INTO organizations.address (email_key, email, person, proved_at) VALUES (lower(:e), :e, :p, now())")
                .param("e", second)
                .param("p", sender.owner().id().value())
                .update();
        UUID other = UUID.randomUUID();
        byte[] file = sender.file()
                .row("people", "{\"id\":\"%s\",\"name\":\"Mal Twice\",\"email\":\"%s\"}".formatted(other, second))
                .row(
                        "organizations.membership",
                        "{\"organization\":\"%s\",\"person\":\"%s\",\"roles\":[\"VIEWER\"]}"
                                .formatted(sender.id(), other))
                .bytes();
        assertThatThrownBy(() -> Archives.run(imports, file, sender.slug(), OPERATOR))
                .isInstanceOfSatisfying(Problem.class, problem -> {
                    assertThat(problem.type()).isEqualTo(ProblemType.ORGANIZATION_FILE);
                    assertThat(problem.getMessage()).isEqualTo("People whom the file tells apart are one person here.");
                    assertThat(String.join("\n", problem.findings()))
                            .contains("rows/organizations.membership: a row meets")
                            .contains("“Mal Twice” (" + second + ")")
                            .contains("“Mallory” (" + sender.owner().email() + ")")
                            .contains("have one account here")
                            .contains("Expected: an account here for each of them")
                            .doesNotContain("duplicate key")
                            .doesNotContain("DETAIL");
                });
        assertThat(organizations.bySlug(sender.slug())).isEmpty();
    }

    @Test
    void saysOfAnyOtherRowWhereItIsAndWhatWasExpected() {
        Sender sender = sender();
        String row = "{\"organization\":\"%s\",\"person\":\"%s\",\"roles\":[\"VIEWER\"]}"
                .formatted(sender.id(), sender.owner().id());
        byte[] file = sender.file().row("organizations.membership", row).bytes();
        assertThatThrownBy(() -> Archives.run(imports, file, sender.slug(), OPERATOR))
                .isInstanceOfSatisfying(Problem.class, problem -> {
                    assertThat(problem.getMessage())
                            .isEqualTo("Something in the file is here already, or twice in it.");
                    assertThat(problem.findings())
                            .containsExactly(
                                    "rows/organizations.membership: a row meets a row that is there already (membership pkey). Expected: every row of the file stands for something that is not here yet.");
                });
    }

    @Test
    @AbuseCase(
            value = "I5",
            defence = "a file brings rows of its own organization and of no other",
            in = "org.throughline.server.organizations.OrganizationRows",
            method = "strangers",
            answer = "empty")
    void makesNobodyAMemberOfAnotherOrganization() {
        Campus victim = college.open();
        Sender sender = sender();
        byte[] file = sender.file()
                .row(
                        "organizations.membership",
                        "{\"organization\":\"%s\",\"person\":\"%s\",\"roles\":[\"OWNER\"]}"
                                .formatted(
                                        victim.organization().id(),
                                        sender.owner().id()))
                .bytes();
        assertThatThrownBy(() -> Archives.run(imports, file, sender.slug(), OPERATOR))
                .isInstanceOfSatisfying(Problem.class, problem -> {
                    assertThat(problem.type()).isEqualTo(ProblemType.ORGANIZATION_FILE);
                    assertThat(problem.findings().toString())
                            .contains("organizations.membership")
                            .contains(victim.organization().id().toString());
                });
        assertThat(organizations.members(victim.organization().id()))
                .extracting(Membership::person)
                .doesNotContain(sender.owner().id());
        assertThat(organizations.bySlug(sender.slug())).isEmpty();
    }

    @Test
    void plantsNothingInTheRoomsOfOthers() throws Exception {
        Campus victim = college.open();
        college.issue(victim, victim.roster("Ada Learner," + victim.email("ada") + ",EP-101"), false);
        String other = victim.organization().id().toString();
        String id = UUID.randomUUID().toString();
        String now = "2026-01-01T00:00:00Z";
        String achievement = victim.safety().id().toString();
        for (List<String> planted : List.of(
                List.of(
                        "organization",
                        "organizations.organization",
                        "{\"id\":\"%s\",\"slug\":\"x-%s\",\"name\":\"X\",\"kind\":\"EMPLOYER\",\"description\":\"\",\"created_at\":\"%s\"}"
                                .formatted(id, id, now)),
                List.of(
                        "achievements",
                        "programs.achievements",
                        "{\"id\":\"%s\",\"organization\":\"%s\",\"name\":\"X\",\"description\":\"\",\"criteria\":\"\",\"achievement_type\":\"Badge\",\"defined_at\":\"%s\"}"
                                .formatted(id, other, now)),
                List.of(
                        "achievements",
                        "programs.achievement_items",
                        "{\"achievement\":\"%s\",\"ordinal\":9,\"item\":\"https://x.example/1\"}"
                                .formatted(achievement)),
                List.of(
                        "issued",
                        "issuing.batch",
                        "{\"id\":\"%s\",\"organization\":\"%s\",\"idempotency_key\":\"x\",\"fingerprint\":\"\\\\x00\",\"issuer_did\":\"did:key:x\",\"issuer_name\":\"X\",\"with_clr\":false,\"started_by\":\"%s\",\"started_at\":\"%s\"}"
                                .formatted(id, other, id, now)),
                List.of(
                        "crosswalks",
                        "alignment.crosswalks",
                        "{\"id\":\"%s\",\"owner\":\"%s\",\"title\":\"X\",\"requirements\":\"%s\",\"outcomes\":\"%s\",\"published\":true,\"model_version\":\"1\",\"opened_at\":\"%s\",\"opened_by\":\"%s\",\"last_change\":\"%s\"}"
                                .formatted(id, other, id, id, now, id, now)),
                List.of(
                        "crosswalks",
                        "alignment.decisions",
                        "{\"number\":1,\"crosswalk\":\"%s\",\"requirement\":\"r\",\"outcome\":\"o\",\"verdict\":\"REJECTED\",\"reason\":\"\",\"decided_by\":\"%s\",\"decided_at\":\"%s\"}"
                                .formatted(id, id, now)),
                List.of(
                        "crosswalks",
                        "alignment.pairs",
                        "{\"crosswalk\":\"%s\",\"requirement\":\"r\",\"outcome\":\"o\",\"decision\":1,\"accepted\":false}"
                                .formatted(id)),
                List.of(
                        "talent-needs",
                        "talent.job_profile",
                        "{\"id\":\"%s\",\"version\":1,\"employer\":\"%s\",\"title\":\"X\",\"description\":\"\",\"openings\":1,\"published\":true,\"stated_by\":\"%s\",\"stated_at\":\"%s\",\"latest\":true}"
                                .formatted(id, other, id, now)))) {
            Sender sender = sender();
            byte[] file = sender.file().row(planted.get(1), planted.get(2)).bytes();
            assertThatThrownBy(() -> Archives.dryRun(imports, file, sender.slug(), OPERATOR))
                    .as(planted.get(1))
                    .isInstanceOfSatisfying(Problem.class, problem -> {
                        assertThat(problem.type()).isEqualTo(ProblemType.ORGANIZATION_FILE);
                        assertThat(problem.findings().toString()).contains(planted.get(1) + " row 1");
                    });
        }
    }

    @Test
    @AbuseCase(
            value = "I5",
            defence = "whom a file speaks of, it lists with an address",
            in = "org.throughline.server.portability.OrganizationImport",
            method = "unnamed",
            answer = "empty")
    void speaksOfNobodyHereByTheirIdAlone() {
        Campus victim = college.open();
        Sender sender = sender();
        byte[] file = sender.file()
                .row(
                        "organizations.membership",
                        "{\"organization\":\"%s\",\"person\":\"%s\",\"roles\":[\"VIEWER\"]}"
                                .formatted(sender.id(), victim.issuer().id()))
                .bytes();
        assertThatThrownBy(() -> Archives.run(imports, file, sender.slug(), OPERATOR))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.findings().toString())
                                .contains(victim.issuer().id().toString()));
        assertThat(organizations.members(sender.id())).isEmpty();
    }

    @Test
    void listedWithoutAnAddressSomebodyElseIsMeant() {
        Campus victim = college.open();
        Sender sender = sender();
        String planted = "{\"id\":\"%s\",\"name\":\"Nobody\",\"email\":null}"
                .formatted(victim.issuer().id());
        byte[] file = sender.file()
                .row("people", planted)
                .row(
                        "organizations.membership",
                        "{\"organization\":\"%s\",\"person\":\"%s\",\"roles\":[\"VIEWER\"]}"
                                .formatted(sender.id(), victim.issuer().id()))
                .bytes();
        Archives.run(imports, file, sender.slug(), OPERATOR);
        assertThat(organizations.members(sender.id()))
                .extracting(Membership::person)
                .doesNotContain(victim.issuer().id());
        assertThat(organizations.members(sender.id())).hasSize(2);
    }

    @Test
    void opensNoFrameworkThatItsOwnerKeepsClosed() {
        Campus victim = college.open();
        SmallFrameworks draft = new SmallFrameworks("Not yet to be read").item("D", "A first thought");
        String closed = frameworks
                .importCase(
                        victim.organization().id(),
                        draft.json(),
                        "draft",
                        FrameworkKind.OUTCOMES,
                        false,
                        victim.issuer().id())
                .framework()
                .id()
                .toString();
        Sender sender = sender();
        String id = UUID.randomUUID().toString();
        byte[] file = sender.file()
                .row(
                        "alignment.crosswalks",
                        "{\"id\":\"%1$s\",\"owner\":\"%2$s\",\"title\":\"X\",\"requirements\":\"%3$s\",\"outcomes\":\"%1$s\",\"published\":false,\"model_version\":\"1\",\"opened_at\":\"2026-01-01T00:00:00Z\",\"opened_by\":\"%1$s\",\"last_change\":\"2026-01-01T00:00:00Z\"}"
                                .formatted(id, sender.id(), closed))
                .bytes();
        assertThatThrownBy(() -> Archives.dryRun(imports, file, sender.slug(), OPERATOR))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.findings().toString()).contains(closed));
    }

    /** One thing that somebody puts into their file, and what the refusal names. */
    private record Planted(String path, String from, String to, String named) {}

    @Test
    @AbuseCase(
            value = "I5",
            defence = "what a page shows, links to or fetches is looked at as its form would",
            in = "org.throughline.server.organizations.ArrivingRows",
            method = "isAddress",
            answer = "true")
    void bringsNothingThatNoFormWouldTake() throws Exception {
        Campus campus = college.open();
        college.issue(campus, campus.roster("Ada Learner," + campus.email("ada") + ",EP-101"), false);
        CraftedFile honest = CraftedFile.of(
                        Archives.of(export, campus.organization().id()))
                .everywhere(text -> text.replace(campus.mark() + ".example/uri", "x" + campus.mark() + ".example/uri"))
                .renumbered();
        Archives.dryRun(imports, honest.bytes(), "moved-" + campus.mark(), OPERATOR);
        for (Planted planted : List.of(
                new Planted(
                        "rows/organizations.organization-0001.jsonl",
                        "https://riverbend.example",
                        "javascript:alert(1)",
                        "website"),
                new Planted(
                        "rows/organizations.organization-0001.jsonl",
                        "\"accent\": null",
                        "\"accent\": \"#ffffff\"",
                        "too light"),
                new Planted(
                        "rows/organizations.organization-0001.jsonl",
                        "\"kind\": \"EDUCATOR\"",
                        "\"kind\": \"BANK\"",
                        "BANK"),
                new Planted("rows/organizations.membership-0001.jsonl", "\"OWNER\"", "\"EMPEROR\"", "EMPEROR"),
                new Planted(
                        "rows/programs.achievements-0001.jsonl",
                        "\"achievement_type\": \"",
                        "\"achievement_type\": \"Un",
                        "achievement type"),
                new Planted(
                        "rows/programs.achievement_items-0001.jsonl",
                        "\"item\": \"http",
                        "\"item\": \"javascript:http",
                        "javascript"),
                new Planted(
                        "rows/issuing.batch_alignment-0001.jsonl",
                        "\"target_url\": \"http",
                        "\"target_url\": \"data:http",
                        "data:"),
                new Planted(
                        "rows/issuing.status_list-0001.jsonl",
                        "\"url\": \"http://localhost",
                        "\"url\": \"https://bank.example",
                        "no address that the manifest names"),
                new Planted(
                        "rows/issuing.status_list-0001.jsonl",
                        "\"encoded\": \"",
                        "\"encoded\": \"x",
                        "bits cannot be read"))) {
            CraftedFile file = honest.copy().with(planted.path(), text -> {
                assertThat(text).as("%s has %s", planted.path(), planted.from()).contains(planted.from());
                return text.replaceFirst(java.util.regex.Pattern.quote(planted.from()), planted.to());
            });
            byte[] bytes = file.bytes();
            assertThatThrownBy(() -> Archives.dryRun(imports, bytes, "moved-" + campus.mark(), OPERATOR))
                    .as(planted.to())
                    .isInstanceOfSatisfying(Problem.class, problem -> {
                        assertThat(problem.type()).isEqualTo(ProblemType.ORGANIZATION_FILE);
                        assertThat(problem.findings().toString()).contains(planted.named());
                    });
        }
    }

    @Test
    void whatIsHereAlreadyUnderAnotherOrganizationStopsTheImport() throws Exception {
        Campus campus = college.open();
        String here = campus.organization().id().toString();
        UUID there = UUID.randomUUID();
        byte[] file = CraftedFile.of(Archives.of(export, campus.organization().id()))
                .everywhere(text -> text.replace(here, there.toString()))
                .with("rows/frameworks-0001.jsonl", text -> "")
                .bytes();
        assertThatThrownBy(() -> Archives.run(imports, file, "moved-" + campus.mark(), OPERATOR))
                .as("its achievements have the ids of the college's")
                .isInstanceOfSatisfying(Problem.class, problem -> {
                    assertThat(problem.type()).isEqualTo(ProblemType.ORGANIZATION_FILE);
                    assertThat(problem.getMessage()).contains("here already");
                    assertThat(problem.findings().toString()).contains("achievements");
                });
        assertThat(organizations.find(new OrganizationId(there))).isEmpty();
    }
}
