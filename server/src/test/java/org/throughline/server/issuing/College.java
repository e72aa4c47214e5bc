package org.throughline.server.issuing;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.boot.test.context.TestComponent;
import org.throughline.server.frameworks.FrameworkImport;
import org.throughline.server.frameworks.FrameworkKind;
import org.throughline.server.organizations.Organization;
import org.throughline.server.organizations.OrganizationKind;
import org.throughline.server.organizations.Organizations;
import org.throughline.server.organizations.People;
import org.throughline.server.organizations.Person;
import org.throughline.server.organizations.Role;
import org.throughline.server.programs.AchievementDefinition;
import org.throughline.server.programs.Achievements;
import org.throughline.server.shared.ItemUri;

/** Makes colleges for tests: an organization with an issuer, a framework and two achievements, all under names of their own. */
@TestComponent
public final class College {
    private final Organizations organizations;
    private final People people;
    private final FrameworkImport frameworks;
    private final Achievements achievements;
    private final Issuance issuance;

    College(
            Organizations organizations,
            People people,
            FrameworkImport frameworks,
            Achievements achievements,
            Issuance issuance) {
        this.organizations = organizations;
        this.people = people;
        this.frameworks = frameworks;
        this.achievements = achievements;
        this.issuance = issuance;
    }

    /**
     * One college.
     *
     * @param mark what makes its names and addresses different from others'
     * @param password of its issuer
     */
    public record Campus(
            String mark,
            Organization organization,
            Person issuer,
            String password,
            List<ItemUri> items,
            AchievementDefinition safety,
            AchievementDefinition grid) {
        public String email(String name) {
            return name + "@" + mark + ".example";
        }

        public byte[] roster(String... rows) {
            return Stream.concat(Stream.of("name,email,achievements"), Stream.of(rows))
                    .reduce("", (a, b) -> a + b + "\r\n")
                    .getBytes(StandardCharsets.UTF_8);
        }
    }

    /** A new college. */
    public Campus open() {
        String mark = "c" + UUID.randomUUID().toString().substring(0, 8);
        String password = "correct horse battery staple";
        Person issuer = people.register("Ines Issuer", "ines@" + mark + ".example", password);
        Organization organization = organizations.create(
                mark,
                "Riverbend " + mark,
                OrganizationKind.EDUCATOR,
                "https://riverbend.example",
                "A college.",
                issuer.id());
        organizations.setRoles(organization.id(), issuer.id(), java.util.Set.of(Role.OWNER), issuer.id());
        List<ItemUri> items = framework(organization, issuer, mark);
        AchievementDefinition safety = achievements.define(
                organization.id(),
                "Circuit Safety",
                "Works on circuits without harm.",
                "Passed the practical examination.",
                "MicroCredential",
                "EP-101",
                null,
                items.subList(0, 2),
                issuer.id());
        AchievementDefinition grid = achievements.define(
                organization.id(),
                "Grid Operation",
                "Keeps a feeder in balance.",
                "Passed the simulator.",
                "MicroCredential",
                "EP-202",
                null,
                items.subList(1, 3),
                issuer.id());
        return new Campus(mark, organization, issuer, password, items, safety, grid);
    }

    /** Issues to a roster and waits until the batch is through. */
    public BatchProgress issue(Campus campus, byte[] roster, boolean withClr) throws InterruptedException {
        BatchId batch = issuance.start(
                campus.organization().id(),
                List.of(campus.safety().id(), campus.grid().id()),
                roster,
                withClr,
                UUID.randomUUID().toString(),
                campus.issuer().id());
        return await(batch);
    }

    /** Waits until a batch is through. */
    public BatchProgress await(BatchId batch) throws InterruptedException {
        Instant patience = Instant.now().plus(Duration.ofSeconds(60));
        BatchProgress progress = issuance.progress(batch);
        while (!progress.finished() && Instant.now().isBefore(patience)) {
            Thread.sleep(50);
            progress = issuance.progress(batch);
        }
        return progress;
    }

    private List<ItemUri> framework(Organization organization, Person by, String mark) {
        String base = "https://" + mark + ".example/uri/";
        List<UUID> ids = Stream.generate(UUID::randomUUID).limit(3).toList();
        UUID document = UUID.randomUUID();
        List<String> statements =
                List.of("Isolates a circuit before work", "Reads a single-line diagram", "Balances a feeder");
        StringBuilder items = new StringBuilder();
        StringBuilder associations = new StringBuilder();
        for (int i = 0; i < ids.size(); i++) {
            String separator = i == 0 ? "" : ",";
            items.append(separator).append(item(base, document, ids.get(i), "EP." + (i + 1), statements.get(i)));
            associations.append(separator).append(association(base, document, ids.get(i), statements.get(i)));
        }
        String json = """
                {"CFDocument": {"identifier": "%2$s", "uri": "%1$s%2$s", "creator": "Riverbend", "title": "Electric power %3$s",
                  "lastChangeDateTime": "2026-09-01T00:00:00+00:00", "CFPackageURI": {"title": "Electric power", "identifier": "%2$s", "uri": "%1$s%2$s"}},
                 "CFItems": [%4$s], "CFAssociations": [%5$s]}
                """.formatted(base, document, mark, items, associations);
        frameworks.importCase(
                organization.id(),
                json.getBytes(StandardCharsets.UTF_8),
                "test.json",
                FrameworkKind.OUTCOMES,
                true,
                by.id());
        return ids.stream().map(id -> new ItemUri(base + id)).toList();
    }

    private static String item(String base, UUID document, UUID id, String code, String statement) {
        return """
                {"identifier": "%2$s", "uri": "%1$s%2$s", "fullStatement": "%4$s", "humanCodingScheme": "%3$s",
                 "lastChangeDateTime": "2026-09-01T00:00:00+00:00",
                 "CFDocumentURI": {"title": "Electric power", "identifier": "%5$s", "uri": "%1$s%5$s"}}
                """.formatted(base, id, code, statement, document);
    }

    private static String association(String base, UUID document, UUID item, String statement) {
        UUID id = UUID.randomUUID();
        return """
                {"identifier": "%2$s", "uri": "%1$s%2$s", "associationType": "isChildOf", "lastChangeDateTime": "2026-09-01T00:00:00+00:00",
                 "originNodeURI": {"title": "%5$s", "identifier": "%3$s", "uri": "%1$s%3$s"},
                 "destinationNodeURI": {"title": "Electric power", "identifier": "%4$s", "uri": "%1$s%4$s"}}
                """.formatted(base, id, item, document, statement);
    }
}
