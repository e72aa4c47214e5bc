package org.throughline.server.portability;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.throughline.server.audit.AuditEntry;
import org.throughline.server.audit.AuditLog;
import org.throughline.server.database.DatabaseTrouble;
import org.throughline.server.database.Reach;
import org.throughline.server.frameworks.FrameworkId;
import org.throughline.server.frameworks.FrameworkImport;
import org.throughline.server.frameworks.FrameworkImportOutcome;
import org.throughline.server.frameworks.FrameworkKind;
import org.throughline.server.organizations.ArrivingFiles;
import org.throughline.server.organizations.Organization;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.organizations.OrganizationPart;
import org.throughline.server.organizations.OrganizationRows;
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
    /** The largest file that is taken; an export writes none that is larger. */
    public static final long MAX_FILE_BYTES = Archive.MAX_FILE_BYTES;

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
    public Outcome dryRun(Path file, @Nullable String slug, PersonId by) {
        return whole(file, slug, by, true);
    }

    /**
     * Imports the archive. One that is damaged, or meets something else here, is a {@code Problem} with findings, and nothing has changed.
     *
     * @param slug another short name than it had; null for the same
     */
    public Outcome run(Path file, @Nullable String slug, PersonId by) {
        return whole(file, slug, by, false);
    }

    private Outcome whole(Path file, @Nullable String slug, PersonId by, boolean dry) {
        try (Archive archive = Archive.open(file)) {
            return Reach.asHouse("an organization comes in with everything that it owns", () -> {
                List<String> onePerson = new ArrayList<>();
                try {
                    Outcome outcome = transactions.execute(status -> {
                        Outcome done = audit.one("organization.imported", () -> bringIn(archive, slug, by, onePerson));
                        if (dry) {
                            status.setRollbackOnly();
                        }
                        return done;
                    });
                    return java.util.Objects.requireNonNull(outcome);
                } catch (DataIntegrityViolationException e) {
                    throw UnfitRow.in(e).refusal(onePerson);
                } catch (DataAccessException | IllegalArgumentException e) {
                    if (DatabaseTrouble.in(e).isPresent()) {
                        throw e; // nothing is wrong with the file
                    }
                    throw refused("The rows of the file are not as we write them.", List.of());
                }
            });
        }
    }

    private Outcome bringIn(Archive archive, @Nullable String wantedSlug, PersonId by, List<String> onePerson) {
        checkWholeness(archive);
        String manifest = archive.text(OrganizationExport.MANIFEST);
        OrganizationId id = new OrganizationId(UUID.fromString(value(manifest, "{organization,id}")));
        String slug = wantedSlug == null ? value(manifest, "{slug}") : wantedSlug;
        byte[] fingerprint = Archive.sha256(archive.bytes(OrganizationExport.MANIFEST));
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
        Arriving arriving =
                new Arriving(archive, id, slug, addresses(manifest), Integer.parseInt(value(manifest, "{version}")));
        demandKnownTables(archive);
        onePerson.addAll(arriving.bringPeople());
        for (OrganizationPart part : parts) {
            if (part.order() > 0 && arriving.frameworksWait) {
                arriving.bringFrameworks(by);
            }
            int added = part.comeBack(arriving);
            arriving.tell("%s: %,d rows".formatted(part.name().replace('-', ' '), added));
        }
        List<String> lines = arriving.lines;
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
                Map.of("files", Integer.toString(archive.paths().size()))));
        if (!arriving.addresses().isEmpty()) {
            lines.add(
                    "Status lists stay below %s: what was issued before is revoked there. The guide “Move an organization” says what to keep up."
                            .formatted(String.join(" and ", arriving.addresses())));
        }
        lines.add(
                "Keys do not travel: what it issued before still verifies as it did; what it issues here is signed by new keys.");
        return new Outcome(organizations.find(id).map(Organization::name).orElse(slug), slug, true, lines);
    }

    /** Every file is listed and is what the manifest says; nothing else is there. */
    private void checkWholeness(Archive archive) {
        String manifest = archive.text(OrganizationExport.MANIFEST);
        if (!OrganizationExport.FORMAT.equals(value(manifest, "{format}"))
                || IntStream.rangeClosed(OrganizationExport.OLDEST, OrganizationExport.VERSION)
                        .mapToObj(Integer::toString)
                        .noneMatch(read -> read.equals(value(manifest, "{version}")))) {
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
                    Archive.hex(Archive.sha256(archive.bytes(path))).getBytes(StandardCharsets.US_ASCII),
                    sha256.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII))) {
                findings.add(path + " was changed after the export: its checksum does not agree.");
            }
        });
        archive.paths().stream()
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

    /** Rows of a table that no part takes would be left out in silence. */
    private void demandKnownTables(Archive archive) {
        Set<String> known = new LinkedHashSet<>(Set.of(OrganizationExport.PEOPLE, OrganizationExport.FRAMEWORKS));
        parts.forEach(part -> known.addAll(part.tables()));
        List<String> unknown = archive.paths("rows/").stream()
                .filter(path ->
                        !known.contains(path.replaceFirst("^rows/", "").replaceFirst("-[0-9]{4,}\\.jsonl$", "")))
                .limit(20)
                .toList();
        if (!unknown.isEmpty()) {
            throw refused("The file holds rows of tables that nothing here takes.", unknown);
        }
    }

    /** The file while it comes in: people by the ids that they have here, the short name that was chosen, and what there is to tell. */
    private final class Arriving implements ArrivingFiles {
        private final Archive archive;
        private final OrganizationId organization;
        private final String slug;
        private final List<String> addresses;
        private final int version;
        private final Set<String> listed = new HashSet<>();
        private final Map<String, String> others = new HashMap<>();
        private final Set<String> meant = new HashSet<>();
        private final List<String> lines = new ArrayList<>();
        private boolean frameworksWait = true;

        Arriving(Archive archive, OrganizationId organization, String slug, List<String> addresses, int version) {
            this.archive = archive;
            this.organization = organization;
            this.slug = slug;
            this.addresses = addresses;
            this.version = version;
        }

        @Override
        public OrganizationId organization() {
            return organization;
        }

        @Override
        public List<String> addresses() {
            return addresses;
        }

        @Override
        public int version() {
            return version;
        }

        @Override
        public void tell(String line) {
            lines.add(line);
        }

        @Override
        public byte[] bytes(String path) {
            return archive.bytes(path);
        }

        @Override
        public void rows(String table, Consumer<String> array) {
            pieces(table, (path, text) -> {
                String renamed = UUIDS.matcher(text)
                        .replaceAll(id -> others.getOrDefault(id.group().toLowerCase(Locale.ROOT), id.group()));
                demandNamed(path, renamed);
                array.accept(table.equals(OrganizationRows.ORGANIZATIONS) ? withSlug(renamed, slug) : renamed);
            });
        }

        private void pieces(String table, BiConsumer<String, String> piece) {
            archive.paths("rows/" + table + "-")
                    .forEach(path -> piece.accept(
                            path,
                            archive.text(path)
                                    .lines()
                                    .filter(line -> !line.isBlank())
                                    .collect(Collectors.joining(",", "[", "]"))));
        }

        /**
         * People are found by their e-mail address, or made under the id that they had.
         *
         * @return those of the file who are one person here, in words
         */
        List<String> bringPeople() {
            int[] made = {0};
            Map<PersonId, List<String>> here = new LinkedHashMap<>();
            pieces(
                    OrganizationExport.PEOPLE,
                    (path, text) -> jdbc.sql(
                                    "SELECT id, name, email FROM jsonb_to_recordset(:people::jsonb) AS p (id uuid, name text, email text)")
                            .param("people", text)
                            .query((row, number) -> new Person(
                                    new PersonId(row.getObject(1, UUID.class)), row.getString(2), row.getString(3)))
                            .list()
                            .forEach(person -> {
                                People.Brought brought =
                                        people.bring(person.id(), person.displayName(), person.email());
                                made[0] += brought.made() ? 1 : 0;
                                here.computeIfAbsent(brought.id(), _ -> new ArrayList<>())
                                        .add(named(person));
                                listed.add(person.id().toString());
                                meant.add(brought.id().toString());
                                if (!brought.id().equals(person.id())) {
                                    others.put(
                                            person.id().toString(), brought.id().toString());
                                }
                            }));
            tell("people: %,d new, %,d known here under another id".formatted(made[0], others.size()));
            return here.values().stream()
                    .filter(people -> people.size() > 1)
                    .map(people -> String.join(" and ", people))
                    .toList();
        }

        private static String named(Person person) {
            return person.email() == null
                    ? "“%s”".formatted(person.displayName())
                    : "“%s” (%s)".formatted(person.displayName(), person.email());
        }

        /**
         * Whoever the rows speak of stands in the list of people, and came in by an address. An id alone would make somebody of this installation a
         * recipient, member or delegate whom the sender never had to do with, and show them their name.
         */
        private void demandNamed(String path, String rows) {
            List<String> unnamed = unnamed(rows, listed, meant);
            if (!unnamed.isEmpty()) {
                throw refused(
                        "The file speaks of people here whom it does not list.",
                        unnamed.stream().map(id -> path + ", person " + id).toList());
            }
        }

        void bringFrameworks(PersonId by) {
            frameworksWait = false;
            pieces(
                    OrganizationExport.FRAMEWORKS,
                    (path, text) -> jdbc
                            .sql("""
                    SELECT f.path, f.kind, b.path, b.published, coalesce(b.note, ''), coalesce(b."recordedAt", '')
                      FROM ROWS FROM (jsonb_to_recordset(:index::jsonb) AS (path text, kind text, published boolean, note text,
                               "recordedAt" text, before jsonb)) WITH ORDINALITY AS f (path, kind, published, note, recorded_at, before, n),
                           jsonb_to_recordset(coalesce(f.before, '[]') || jsonb_build_array(jsonb_build_object('path', f.path,
                               'published', f.published, 'note', f.note, 'recordedAt', f.recorded_at)))
                               AS b (path text, published boolean, note text, "recordedAt" text)
                     ORDER BY f.n, f.path = b.path
                    """)
                            .param("index", text)
                            .query((row, number) -> new ComingVersion(
                                    row.getString(1),
                                    FrameworkKind.valueOf(row.getString(2)),
                                    row.getString(3),
                                    row.getBoolean(4),
                                    row.getString(5),
                                    row.getString(6)))
                            .list()
                            .stream()
                            .collect(Collectors.groupingBy(
                                    ComingVersion::framework, LinkedHashMap::new, Collectors.toList()))
                            .values()
                            .forEach(versions -> bringFramework(versions, by)));
        }

        /** All versions of a framework in their order; of one that is here already, the newest alone is compared with what stands. */
        private void bringFramework(List<ComingVersion> versions, PersonId by) {
            List<ComingVersion> coming = isHere(versions.getLast().path()) ? List.of(versions.getLast()) : versions;
            FrameworkImportOutcome outcome = null;
            for (ComingVersion version : coming) {
                outcome = frameworks.bringBack(
                        organization,
                        archive.bytes(version.path()),
                        version.path(),
                        version.kind(),
                        version.published(),
                        by,
                        version.note(),
                        recordedAt(version));
            }
            if (outcome != null) {
                tell("framework “%s”: %,d items%s"
                        .formatted(
                                outcome.framework().title(),
                                outcome.items(),
                                coming.size() == 1 ? "" : ", %,d versions".formatted(coming.size())));
            }
        }

        private boolean isHere(String path) {
            Matcher id = UUIDS.matcher(path);
            return id.find() && frameworks.isHere(new FrameworkId(UUID.fromString(id.group())));
        }

        /** When a version came to stand at its old place; never later than now. Files from before versions were kept do not say. */
        private Instant recordedAt(ComingVersion version) {
            Instant now = clock.instant();
            if (version.recordedAt().isEmpty()) {
                return now;
            }
            try {
                Instant then = Instant.parse(version.recordedAt());
                return then.isAfter(now) ? now : then;
            } catch (DateTimeParseException e) {
                throw refused("A version of a framework has no time.", List.of(version.path()));
            }
        }
    }

    /** One version of a framework in the file. */
    private record ComingVersion(
            String framework, FrameworkKind kind, String path, boolean published, String note, String recordedAt) {}

    private List<String> unnamed(String rows, Set<String> listed, Set<String> meant) {
        Set<PersonId> ids = new LinkedHashSet<>();
        UUIDS.matcher(rows)
                .results()
                .map(found -> found.group().toLowerCase(Locale.ROOT))
                .forEach(id -> {
                    if (!listed.contains(id) && !meant.contains(id)) {
                        ids.add(new PersonId(UUID.fromString(id)));
                    }
                });
        return people.find(ids).keySet().stream()
                .map(PersonId::toString)
                .sorted()
                .limit(20)
                .toList();
    }

    private void keepTheRest(Archive archive, OrganizationId id, List<String> lines) {
        List<String> paths = archive.paths().stream()
                .filter(path -> path.startsWith("record/") || path.startsWith("log/"))
                .toList();
        paths.forEach(path -> kept.keep(
                id, path.startsWith("record/") ? path.replace("record/", "record/before-") : path, archive.text(path)));
        if (archive.has(Archive.DID)) {
            kept.keep(id, "record/before-did.json", archive.text(Archive.DID));
        }
        lines.add("kept as they are, not rebuilt: " + String.join(", ", paths));
    }

    private String withSlug(String rows, String slug) {
        return jdbc.sql("SELECT jsonb_set(:rows::jsonb, '{0,slug}', to_jsonb(:slug::text))::text")
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

    private static Problem refused(String detail, List<String> findings) {
        return new Problem(ProblemType.ORGANIZATION_FILE, detail, findings);
    }
}
