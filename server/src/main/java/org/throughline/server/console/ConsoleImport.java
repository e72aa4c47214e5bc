package org.throughline.server.console;

import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.throughline.server.audit.AuditLog;
import org.throughline.server.database.Reach;
import org.throughline.server.frameworks.FrameworkFiles;
import org.throughline.server.frameworks.FrameworkImport;
import org.throughline.server.frameworks.FrameworkImportOutcome;
import org.throughline.server.frameworks.FrameworkKind;
import org.throughline.server.frameworks.IncomingForm;
import org.throughline.server.frameworks.LargeFiles;
import org.throughline.server.organizations.Organization;
import org.throughline.server.organizations.OrganizationKind;
import org.throughline.server.organizations.Organizations;
import org.throughline.server.organizations.PersonId;
import org.throughline.server.portability.OrganizationImport;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;

/** Imports on the word of the machine's operator, and says in lines what came of it. */
@Component
public class ConsoleImport {

    /** The organization that owns what nobody else claims. */
    static final String USUAL_ORGANIZATION = "imports";

    /** Who acts at the console, where nobody is signed in: the nil UUID (RFC 9562 section 5.9). */
    private static final PersonId OPERATOR = new PersonId(new UUID(0, 0));

    private static final String OPERATORS_WORD = "whoever is at the machine imports for any organization";

    private final FrameworkImport imports;
    private final FrameworkFiles files;
    private final LargeFiles large;
    private final Clock clock;
    private final Organizations organizations;
    private final OrganizationImport organizationImport;
    private final TransactionTemplate transactions;
    private final AuditLog audit;

    ConsoleImport(
            FrameworkImport imports,
            FrameworkFiles files,
            LargeFiles large,
            Clock clock,
            Organizations organizations,
            OrganizationImport organizationImport,
            TransactionTemplate transactions,
            AuditLog audit) {
        this.transactions = transactions;
        this.audit = audit;
        this.organizationImport = organizationImport;
        this.imports = imports;
        this.files = files;
        this.large = large;
        this.clock = clock;
        this.organizations = organizations;
    }

    /**
     * Imports a file of any form with every framework in it; see {@link FrameworkImport#bringAll}.
     *
     * @param columns what the columns of a plain table mean, such as {@code statement=Skill}; see {@link FrameworkFiles#mapping}
     */
    public List<String> importCase(
            String organization,
            byte[] bytes,
            String sourceName,
            List<String> columns,
            FrameworkKind kind,
            boolean publish) {
        return large.waitingWithIt(
                bytes.length,
                () -> together(() -> {
                    Organization owner = owner(organization);
                    IncomingForm plain =
                            IncomingForm.of(sourceName, clock.instant().truncatedTo(ChronoUnit.SECONDS));
                    IncomingForm how = columns.isEmpty() ? plain : plain.with(files.mapping(bytes, plain, columns));
                    return lines(imports.bringAll(owner.id(), bytes, how, kind, publish, OPERATOR));
                }));
    }

    /** Imports O*NET occupations; see {@link FrameworkImport#importOnet}. */
    public List<String> importOnet(String organization, Path directory, List<String> occupations, boolean publish) {
        return together(() -> {
            Organization owner = owner(organization);
            return lines(imports.importOnet(owner.id(), directory, occupations, publish, OPERATOR));
        });
    }

    /** The frameworks and, where it was not there, the organization that owns them: all or nothing, and one act. */
    private List<String> together(Supplier<List<String>> work) {
        return Reach.asHouse(
                OPERATORS_WORD,
                () -> Objects.requireNonNull(transactions.execute(status -> audit.one("framework.imported", work))));
    }

    /** Takes an organization in; see {@link OrganizationImport}. An empty slug keeps the one that it had. */
    public List<String> importOrganization(Path file, String slug, boolean dryRun) {
        String other = slug.isBlank() ? null : slug;
        OrganizationImport.Outcome outcome = dryRun
                ? organizationImport.dryRun(file, other, OPERATOR)
                : organizationImport.run(file, other, OPERATOR);
        List<String> lines = new ArrayList<>();
        lines.add((dryRun ? "Would come in: " : outcome.changed() ? "Came in: " : "Is here already: ")
                + outcome.organization() + " (/o/" + outcome.slug() + ")");
        lines.addAll(outcome.lines());
        return lines;
    }

    private Organization owner(String slug) {
        return organizations.bySlug(slug).orElseGet(() -> {
            if (!slug.equals(USUAL_ORGANIZATION)) {
                List<String> known = organizations.all().stream()
                        .map(organization -> organization.slug() + "  " + organization.name())
                        .toList();
                throw new Problem(ProblemType.NOT_FOUND, "No organization has the short name " + slug + ".", known);
            }
            return organizations.create(
                    slug,
                    "Imported frameworks",
                    OrganizationKind.COALITION,
                    null,
                    "Frameworks that were brought in at the server's console.",
                    OPERATOR);
        });
    }

    private static List<String> lines(List<FrameworkImportOutcome> outcomes) {
        List<String> lines = new ArrayList<>();
        for (FrameworkImportOutcome outcome : outcomes) {
            lines.add("%s: %,d items, %,d associations%s"
                    .formatted(
                            outcome.framework().title(),
                            outcome.items(),
                            outcome.associations(),
                            outcome.changed() ? "" : " (here already, nothing changed)"));
            if (!outcome.framework().published()) {
                lines.add(
                        "  Members of its organization alone may read it; the same import with --publish opens it to everybody.");
            }
            lines.addAll(firstOfEachKind(outcome.findings()));
        }
        return lines;
    }

    /** One line per kind of finding, which stands in parentheses at its end; a package may repeat a slip thousands of times. */
    static List<String> firstOfEachKind(List<String> findings) {
        Map<String, List<String>> kinds = findings.stream()
                .collect(Collectors.groupingBy(
                        finding -> finding.substring(Math.max(0, finding.lastIndexOf(" (") + 1)),
                        LinkedHashMap::new,
                        Collectors.toList()));
        return kinds.values().stream()
                .map(kind ->
                        "  " + kind.getFirst() + (kind.size() == 1 ? "" : " and %,d more".formatted(kind.size() - 1)))
                .toList();
    }
}
