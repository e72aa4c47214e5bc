package org.throughline.server.portability;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.throughline.server.audit.AuditEntry;
import org.throughline.server.audit.AuditLog;
import org.throughline.server.database.Reach;
import org.throughline.server.frameworks.FrameworkImport;
import org.throughline.server.frameworks.FrameworkImportOutcome;
import org.throughline.server.frameworks.FrameworkKind;
import org.throughline.server.organizations.Arrival;
import org.throughline.server.organizations.Organization;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.organizations.OrganizationPart;
import org.throughline.server.organizations.Organizations;
import org.throughline.server.organizations.People;
import org.throughline.server.organizations.Person;
import org.throughline.server.organizations.PersonId;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;

/**
 * Rebuilds an organization from its archive: everything or nothing, in one transaction. A dry run does the same and takes it back. Ids stay what
 * they were, so that what points at them goes on pointing; people who have an account here already are found by their e-mail address.
 */
@Component
public class OrganizationImport {
    private static final Pattern UUIDS =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", Pattern.CASE_INSENSITIVE);

    private static final Pattern ADDRESS = Pattern.compile("https?://[a-z0-9.-]{1,253}(:[0-9]{1,5})?");

    private final List<OrganizationPart> parts;
    private final JdbcClient jdbc;
    private final Organizations organizations;
    private final People people;
    private final FrameworkImport frameworks;
    private final KeptFiles kept;
    private final AuditLog audit;
    private final TransactionTemplate transactions;
    private final Clock clock;

    OrganizationImport(
            List<OrganizationPart> parts,
            JdbcClient jdbc,
            Organizations organizations,
            People people,
            FrameworkImport frameworks,
            KeptFiles kept,
            AuditLog audit,
            TransactionTemplate transactions,
            Clock clock) {
        this.parts = parts.stream()
                .sorted(Comparator.comparingInt(OrganizationPart::order))
                .toList();
        this.jdbc = jdbc;
        this.organizations = organizations;
        this.people = people;
        this.frameworks = frameworks;
        this.kept = kept;
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * What came of it, or would.
     *
     * @param changed false where this very file came in before
     * @param lines what was rebuilt, in words
     */
    public record Outcome(String organization, String slug, boolean changed, List<String> lines) {
        public Outcome {
            lines = List.copyOf(lines);
        }
    }

    /** Looks what would come of {@link #run}; nothing is kept. */
    public Outcome dryRun(byte[] file, @Nullable String slug, PersonId by) {
        return whole(file, slug, by, true);
    }

    /**
     * Imports the archive. One that is damaged, or meets something else here, is a {@code Problem} with findings, and nothing has changed.
     *
     * @param slug another short name than it had; null for the same
     */
    public Outcome run(byte[] file, @Nullable String slug, PersonId by) {
        return whole(file, slug, by, false);
    }

    private Outcome whole(byte[] file, @Nullable String slug, PersonId by, boolean dry) {
        Archive archive = Archive.read(file);
        return Reach.asHouse("an organization comes in with everything that it owns", () -> {
            try {
                Outcome outcome = transactions.execute(status -> {
                    Outcome done = audit.one("organization.imported", () -> bringIn(archive, slug, by));
                    if (dry) {
                        status.setRollbackOnly();
                    }
                    return done;
                });
                return java.util.Objects.requireNonNull(outcome);
            } catch (DataIntegrityViolationException e) {
                throw refused(
                        "Something in the file meets something else that is here already.",
                        List.of(String.valueOf(e.getMostSpecificCause().getMessage())
                                .lines()
                                .findFirst()
                                .orElse("")));
            } catch (DataAccessException e) {
                throw refused("The rows of the file are not as we write them.", List.of());
            }
        });
    }

    private Outcome bringIn(Archive archive, @Nullable String wantedSlug, PersonId by) {
        checkWholeness(archive);
        String manifest = archive.text(OrganizationExport.MANIFEST);
        OrganizationId id = new OrganizationId(UUID.fromString(value(manifest, "{organization,id}")));
        String slug = wantedSlug == null ? value(manifest, "{slug}") : wantedSlug;
        byte[] fingerprint = Archive.sha256(manifest);
        Optional<Organization> here = organizations.find(id);
        if (here.isPresent()) {
            if (cameBefore(id, fingerprint)) {
                return new Outcome(
                        here.get().name(),
                        here.get().slug(),
                        false,
                        List.of("This very file came in before; nothing changes."));
            }
            throw refused(
                    "This organization is here already.",
                    List.of("“%s” (/o/%s) has the same id. An import makes an organization; it does not change one."
                            .formatted(here.get().name(), here.get().slug())));
        }
        if (organizations.bySlug(slug).isPresent()) {
            throw refused(
                    "The short name is taken.",
                    List.of("Another organization here is called %s. Import it under another one: --as"
                            .formatted(slug)));
        }
        if (slug.length() > 60 || !slug.matches("[a-z0-9]+(-[a-z0-9]+)*")) {
            throw refused("A short name has lower-case letters, digits and single hyphens.", List.of(slug));
        }
        Arrival arrival = new Arrival(id, addresses(manifest));
        List<String> lines = new ArrayList<>();
        Map<String, String> others = broughtPeople(archive.text("rows/people.json"), lines);
        Map<String, String> rows = new LinkedHashMap<>();
        for (OrganizationPart part : parts) {
            if (part.comesBack()) {
                rows.put(part.name(), renamed(archive.text("rows/" + part.name() + ".json"), others));
            }
        }
        demandNamed(archive.text("rows/people.json"), rows, others);
        rows.computeIfPresent("organization", (name, text) -> withSlug(text, slug));
        boolean frameworksCame = false;
        for (OrganizationPart part : parts) {
            if (!frameworksCame && part.order() > 0) {
                bringFrameworks(archive, id, by, lines);
                frameworksCame = true;
            }
            String text = rows.get(part.name());
            if (text != null) {
                int added = part.restore(arrival, text);
                lines.add("%s: %,d rows".formatted(words(part), added));
            }
        }
        keepTheRest(archive, id, lines);
        jdbc.sql("INSERT INTO portability.import (organization, manifest, imported_at) VALUES (:id, :manifest, :now)")
                .param("id", id.value())
                .param("manifest", fingerprint)
                .param("now", OffsetDateTime.now(clock))
                .update();
        audit.record(new AuditEntry(
                "organization.imported",
                by.toString(),
                id.toString(),
                id.toString(),
                Map.of("files", Integer.toString(archive.texts().size()))));
        if (!arrival.addresses().isEmpty()) {
            lines.add(
                    "Status lists stay below %s: what was issued before is revoked there. The guide “Move an organization” says what to keep up."
                            .formatted(String.join(" and ", arrival.addresses())));
        }
        lines.add(
                "Keys do not travel: what it issued before still verifies as it did; what it issues here is signed by new keys.");
        return new Outcome(organizations.find(id).map(Organization::name).orElse(slug), slug, true, lines);
    }

    /** Every file is listed and is what the manifest says; nothing else is there. */
    private void checkWholeness(Archive archive) {
        String manifest = archive.text(OrganizationExport.MANIFEST);
        if (!OrganizationExport.FORMAT.equals(value(manifest, "{format}"))
                || !Integer.toString(OrganizationExport.VERSION).equals(value(manifest, "{version}"))) {
            throw refused("This is not an organization's file of a version that we read.", List.of());
        }
        Map<String, String> listed = new LinkedHashMap<>();
        jdbc.sql(
                        "SELECT path, sha256 FROM jsonb_to_recordset(:manifest::jsonb -> 'files') AS f (path text, sha256 text)")
                .param("manifest", manifest)
                .query((row, number) -> Map.entry(row.getString(1), row.getString(2)))
                .list()
                .forEach(file -> listed.put(file.getKey(), file.getValue()));
        List<String> findings = new ArrayList<>();
        listed.forEach((path, sha256) -> {
            if (!archive.has(path)) {
                findings.add(path + " is listed, but not there.");
            } else if (!MessageDigest.isEqual(
                    Archive.hex(Archive.sha256(archive.text(path))).getBytes(StandardCharsets.US_ASCII),
                    sha256.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII))) {
                findings.add(path + " was changed after the export: its checksum does not agree.");
            }
        });
        archive.texts().keySet().stream()
                .filter(path -> !path.equals(OrganizationExport.MANIFEST) && !listed.containsKey(path))
                .forEach(path -> findings.add(path + " is there, but not listed."));
        if (!findings.isEmpty()) {
            throw refused("The file is not as it was exported.", findings);
        }
    }

    /** Where it comes from: addresses of installations, without a path. What it published is below one of them. */
    private List<String> addresses(String manifest) {
        List<String> addresses = jdbc.sql("SELECT jsonb_array_elements_text(:manifest::jsonb -> 'addresses')")
                .param("manifest", manifest)
                .query((row, number) -> row.getString(1))
                .list();
        List<String> wrong = addresses.stream()
                .filter(address -> !ADDRESS.matcher(address).matches())
                .map(address -> "manifest.json, “" + address + "” is no address of an installation")
                .toList();
        if (!wrong.isEmpty()) {
            throw refused("The manifest names what is no address.", wrong);
        }
        return addresses;
    }

    private boolean cameBefore(OrganizationId id, byte[] fingerprint) {
        return jdbc.sql("SELECT manifest FROM portability.import WHERE organization = :id")
                .param("id", id.value())
                .query((row, number) -> MessageDigest.isEqual(row.getBytes(1), fingerprint))
                .optional()
                .orElse(false);
    }

    /** People are found by their e-mail address, or made under the id that they had; returns who has another id here. */
    private Map<String, String> broughtPeople(String json, List<String> lines) {
        Map<String, String> others = new LinkedHashMap<>();
        int[] made = {0};
        jdbc.sql("SELECT id, name, email FROM jsonb_to_recordset(:people::jsonb) AS p (id uuid, name text, email text)")
                .param("people", json)
                .query((row, number) ->
                        new Person(new PersonId(row.getObject(1, UUID.class)), row.getString(2), row.getString(3)))
                .list()
                .forEach(person -> {
                    People.Brought brought = people.bring(person.id(), person.displayName(), person.email());
                    made[0] += brought.made() ? 1 : 0;
                    if (!brought.id().equals(person.id())) {
                        others.put(person.id().toString(), brought.id().toString());
                    }
                });
        lines.add("people: %,d new, %,d known here under another id".formatted(made[0], others.size()));
        return others;
    }

    /**
     * Whoever the rows speak of stands in the list of people, and came in by an address. An id alone would make somebody of this installation a
     * recipient, member or delegate whom the sender never had to do with, and show them their name.
     */
    private void demandNamed(String listed, Map<String, String> rows, Map<String, String> others) {
        rows.forEach((part, text) -> {
            List<String> unnamed = unnamed(listed, text, others.values());
            if (!unnamed.isEmpty()) {
                throw refused(
                        "The file speaks of people here whom it does not list.",
                        unnamed.stream()
                                .map(id -> "rows/" + part + ".json, person " + id)
                                .toList());
            }
        });
    }

    private List<String> unnamed(String listed, String text, Collection<String> others) {
        Set<PersonId> ids = new LinkedHashSet<>();
        UUIDS.matcher(text).results().forEach(found -> {
            if (!listed.contains(found.group()) && !others.contains(found.group())) {
                ids.add(new PersonId(UUID.fromString(found.group())));
            }
        });
        return people.find(ids).keySet().stream()
                .map(PersonId::toString)
                .sorted()
                .limit(20)
                .toList();
    }

    private void bringFrameworks(Archive archive, OrganizationId id, PersonId by, List<String> lines) {
        jdbc.sql(
                        "SELECT path, kind, published FROM jsonb_to_recordset(:index::jsonb) AS f (path text, kind text, published boolean)")
                .param("index", archive.text("rows/frameworks.json"))
                .query((row, number) -> Map.entry(row.getString(1), Map.entry(row.getString(2), row.getBoolean(3))))
                .list()
                .forEach(entry -> {
                    FrameworkImportOutcome outcome = frameworks.importCase(
                            id,
                            archive.text(entry.getKey()).getBytes(StandardCharsets.UTF_8),
                            entry.getKey(),
                            FrameworkKind.valueOf(entry.getValue().getKey()),
                            entry.getValue().getValue(),
                            by);
                    lines.add("framework “%s”: %,d items"
                            .formatted(outcome.framework().title(), outcome.items()));
                });
    }

    private void keepTheRest(Archive archive, OrganizationId id, List<String> lines) {
        List<String> paths = archive.texts().keySet().stream()
                .filter(path -> path.startsWith("record/") || path.startsWith("log/"))
                .toList();
        paths.forEach(path -> kept.keep(
                id, path.startsWith("record/") ? path.replace("record/", "record/before-") : path, archive.text(path)));
        if (archive.has(Archive.DID)) {
            kept.keep(id, "record/before-did.json", archive.text(Archive.DID));
        }
        lines.add("kept as they are, not rebuilt: " + String.join(", ", paths));
    }

    private static String renamed(String text, Map<String, String> others) {
        String renamed = text;
        for (Map.Entry<String, String> other : others.entrySet()) {
            renamed = renamed.replace(other.getKey(), other.getValue());
        }
        return renamed;
    }

    private String withSlug(String rows, String slug) {
        return jdbc.sql(
                        "SELECT jsonb_set(:rows::jsonb, '{organizations.organization,0,slug}', to_jsonb(:slug::text))::text")
                .param("rows", rows)
                .param("slug", slug)
                .query((row, number) -> row.getString(1))
                .single();
    }

    private String value(String json, String path) {
        return jdbc.sql("SELECT coalesce(:json::jsonb #>> :path::text[], '')")
                .param("json", json)
                .param("path", path)
                .query((row, number) -> row.getString(1))
                .single();
    }

    private static String words(OrganizationPart part) {
        return part.name().replace('-', ' ');
    }

    private static Problem refused(String detail, List<String> findings) {
        return new Problem(ProblemType.ORGANIZATION_FILE, detail, findings);
    }
}
