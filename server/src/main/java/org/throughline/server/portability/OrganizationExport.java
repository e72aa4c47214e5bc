package org.throughline.server.portability;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import org.throughline.credentials.log.LogReceipt;
import org.throughline.server.audit.AuditLog;
import org.throughline.server.audit.RecordedEntry;
import org.throughline.server.custody.IssuerKeys;
import org.throughline.server.frameworks.FrameworkVersion;
import org.throughline.server.frameworks.Frameworks;
import org.throughline.server.frameworks.Versions;
import org.throughline.server.organizations.Membership;
import org.throughline.server.organizations.Organization;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.organizations.OrganizationPart;
import org.throughline.server.organizations.Organizations;
import org.throughline.server.organizations.People;
import org.throughline.server.organizations.Person;
import org.throughline.server.organizations.PersonId;
import org.throughline.server.shared.Page;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.PublicAddress;

/**
 * Writes everything that an organization owns into one archive. {@code rows/} holds what an import needs, losslessly; everything else says the
 * same in the open formats of its field. Keys and secrets are not in it.
 */
@Component
public class OrganizationExport {
    static final String FORMAT = "throughline-organization";
    static final int VERSION = 3;

    /** The oldest that is still read: it knows no runs of suggestions. */
    static final int OLDEST = 2;

    static final String MANIFEST = "manifest.json";
    static final String PEOPLE = "people";
    static final String FRAMEWORKS = "frameworks";
    private static final int LOG_PAGE = 500;
    private static final int LOG_CHARACTERS = 8 << 20;

    private final Organizations organizations;
    private final People people;
    private final Frameworks frameworks;
    private final Versions versions;
    private final IssuerKeys keys;
    private final AuditLog log;
    private final KeptFiles kept;
    private final List<OrganizationPart> parts;
    private final TransactionTemplate oneMoment;
    private final PublicAddress address;
    private final Clock clock;

    OrganizationExport(
            Organizations organizations,
            People people,
            Frameworks frameworks,
            Versions versions,
            IssuerKeys keys,
            AuditLog log,
            KeptFiles kept,
            List<OrganizationPart> parts,
            PlatformTransactionManager transactions,
            PublicAddress address,
            Clock clock) {
        this.oneMoment = new TransactionTemplate(transactions);
        this.oneMoment.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        this.organizations = organizations;
        this.people = people;
        this.frameworks = frameworks;
        this.versions = versions;
        this.keys = keys;
        this.log = log;
        this.kept = kept;
        this.parts = parts.stream()
                .sorted(Comparator.comparingInt(OrganizationPart::order))
                .toList();
        this.address = address;
        this.clock = clock;
    }

    /** How many steps an export has. */
    int steps() {
        return parts.size() + 4;
    }

    /**
     * Writes the archive, as everything was at one moment; of rows and documents few are in memory at a time.
     *
     * @param step is told what is written next
     */
    void write(OrganizationId id, Path file, Consumer<String> step) {
        write(id, file, step, ArchiveWriter.ROWS);
    }

    /** @param rows how many rows of a table lie in one file */
    void write(OrganizationId id, Path file, Consumer<String> step, int rows) {
        oneMoment.executeWithoutResult(status -> {
            try (ArchiveWriter out = new ArchiveWriter(file, rows)) {
                write(id, out, step);
            } catch (IOException e) {
                throw new UncheckedIOException("the file of the export cannot be written", e);
            }
        });
    }

    private void write(OrganizationId id, ArchiveWriter out, Consumer<String> step) {
        Organization organization = organizations.find(id).orElseThrow(Problem::notFound);
        step.accept("who belongs to it");
        members(organization, out);
        step.accept("frameworks");
        frameworks(organization, out);
        for (OrganizationPart part : parts) {
            step.accept(part.name().replace('-', ' '));
            part.leave(id, out);
        }
        step.accept("the log");
        log(id, out, step);
        keys.didDocument(organization.slug()).ifPresent(did -> out.put(Archive.DID, did));
        kept.paths(id).stream().filter(path -> !out.has(path)).forEach(path -> out.put(path, kept.text(id, path)));
        out.put("README.md", README);
        step.accept("checksums");
        out.put(MANIFEST, manifest(organization, out));
    }

    private void members(Organization organization, ArchiveWriter out) {
        List<Membership> members = organizations.members(organization.id());
        Set<PersonId> known = new LinkedHashSet<>();
        members.forEach(member -> known.add(member.person()));
        parts.forEach(part -> known.addAll(part.people(organization.id())));
        Set<PersonId> withAddress = Set.copyOf(known);
        parts.forEach(part -> known.addAll(part.peopleByName(organization.id())));
        Map<PersonId, Person> found = people.find(known);
        found.values().stream()
                .sorted(Comparator.comparing(person -> person.id().toString()))
                .forEach(person -> {
                    Map<String, Object> row = new LinkedHashMap<>();
                    row.put("id", person.id().toString());
                    row.put("name", person.displayName());
                    row.put("email", withAddress.contains(person.id()) ? person.email() : null);
                    out.row(PEOPLE, JsonText.of(row));
                });
        StringBuilder csv = new StringBuilder();
        try (CSVPrinter printer = new CSVPrinter(
                csv,
                CSVFormat.RFC4180.builder().setHeader("name", "email", "roles").get())) {
            for (Membership member : members.stream()
                    .sorted(Comparator.comparing(m -> m.person().toString()))
                    .toList()) {
                Person person = found.get(member.person());
                if (person != null) {
                    printer.printRecord(
                            harmless(person.displayName()),
                            person.email(),
                            member.roles().stream().map(Enum::name).sorted().collect(Collectors.joining(" ")));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("memory is no device that fails", e);
        }
        out.put("members.csv", csv.toString());
        Map<String, Object> profile = new LinkedHashMap<>();
        profile.put("id", organization.id().toString());
        profile.put("slug", organization.slug());
        profile.put("name", organization.name());
        profile.put("kind", organization.kind().name());
        profile.put("url", organization.url());
        profile.put("description", organization.description());
        out.put("organization.json", JsonText.of(profile));
    }

    /** A cell that a spreadsheet would run is no name. */
    private static String harmless(String text) {
        return !text.isEmpty() && "=+-@\t\r＝".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }

    private void frameworks(Organization organization, ArchiveWriter out) {
        frameworks.all().stream()
                .filter(framework -> framework.owner().equals(organization.id()))
                .sorted(Comparator.comparing(framework -> framework.id().toString()))
                .forEach(framework -> {
                    List<FrameworkVersion> all = versions.of(framework.id());
                    String path = "frameworks/" + framework.id() + ".case.json";
                    Map<String, Object> entry = entry(all.getFirst(), path, out);
                    entry.put("kind", framework.kind().name());
                    entry.put("published", framework.published());
                    entry.put(
                            "before",
                            all.reversed().stream()
                                    .limit(all.size() - 1L)
                                    .map(version -> entry(
                                            version,
                                            "frameworks/%s.version-%d.case.json"
                                                    .formatted(framework.id(), version.number()),
                                            out))
                                    .toList());
                    out.row(FRAMEWORKS, JsonText.of(entry));
                });
    }

    /** Puts the text of a version into the file and says what else is known of it. */
    private Map<String, Object> entry(FrameworkVersion version, String path, ArchiveWriter out) {
        out.put(path, versions.text(version.framework(), version.number()).orElseThrow());
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("path", path);
        entry.put("published", version.published());
        entry.put("note", version.note());
        entry.put("recordedAt", version.recordedAt().toString());
        return entry;
    }

    /** One line for each act, the oldest first, with the receipt that proves it; a later import adds the log of before. */
    private void log(OrganizationId id, ArchiveWriter out, Consumer<String> step) {
        String name = "log/" + address.base().getHost().replaceAll("[^A-Za-z0-9]", "-") + "-" + id;
        int total = 0;
        for (boolean more = true; more; ) {
            Page<RecordedEntry> page = log.of(id.toString(), total, LOG_PAGE);
            total += page.items().size();
            more = page.hasNext();
        }
        int piece = 0;
        StringBuilder lines = new StringBuilder();
        for (int end = total; end > 0; end -= LOG_PAGE) {
            int from = Math.max(0, end - LOG_PAGE);
            step.accept("the log, %,d acts to go".formatted(end));
            for (RecordedEntry recorded :
                    log.of(id.toString(), from, end - from).items().reversed()) {
                lines.append(line(id, recorded)).append('\n');
            }
            if (lines.length() >= LOG_CHARACTERS && from > 0) {
                out.put("%s-%04d.jsonl".formatted(name, ++piece), lines.toString());
                lines.setLength(0);
            }
        }
        out.put(piece == 0 ? name + ".jsonl" : "%s-%04d.jsonl".formatted(name, ++piece), lines.toString());
    }

    private String line(OrganizationId id, RecordedEntry recorded) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("sequence", recorded.sequence());
        line.put("at", recorded.at().toString());
        line.put("action", recorded.entry().action());
        line.put("actor", recorded.entry().actor());
        line.put("subject", recorded.entry().subject());
        line.put("details", new TreeMap<>(recorded.entry().details()));
        Optional<LogReceipt> receipt = log.receiptFor(id.toString(), recorded.sequence());
        String text = JsonText.of(line);
        return receipt.map(r -> text.substring(0, text.length() - 1) + ",\"receipt\":"
                        + r.json().replaceAll("\\s*\\R\\s*", "") + "}")
                .orElse(text);
    }

    private String manifest(Organization organization, ArchiveWriter out) {
        List<Map<String, Object>> files = new ArrayList<>();
        out.written().forEach((path, written) -> {
            Map<String, Object> file = new LinkedHashMap<>();
            file.put("path", path);
            file.put("sha256", Archive.hex(written.sha256()));
            file.put("bytes", written.bytes());
            files.add(file);
        });
        Map<String, Object> manifest = new LinkedHashMap<>();
        manifest.put("format", FORMAT);
        manifest.put("version", VERSION);
        manifest.put("from", address.base().toString());
        manifest.put("addresses", addresses(organization.id()));
        manifest.put(
                "exportedAt", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
        manifest.put("organization", Map.of("id", organization.id().toString()));
        manifest.put("slug", organization.slug());
        manifest.put("files", files);
        return JsonText.of(manifest);
    }

    /** Ours, and those of before where something was published that came along. */
    private List<String> addresses(OrganizationId id) {
        Set<String> all = new java.util.TreeSet<>(Set.of(address.base().toString()));
        parts.forEach(part -> all.addAll(part.addresses(id)));
        return List.copyOf(all);
    }

    private static final String README = """
            # An organization, whole

            manifest.json lists every file with its SHA-256. In open formats: organization.json; members.csv; frameworks/ (with every
            version before, by its number) and crosswalks/ (CASE 1.1 packages); achievements/ (Open Badges 3.0 Achievement); credentials/ and status-lists/ (as they were signed, byte for
            byte); talent-needs/ (JobPosting with JDX terms); partnerships/ (charter and minutes in Markdown), and charters/, minutes/ and
            workshops/ (the documents that were signed); logo/; log/ (one act a line, with its receipt); did.json.

            rows/ holds the same losslessly, a row a line and a thousand rows a file, as `./throughline import organization FILE` reads it. record/ holds what belongs to
            several organizations, or must be made again elsewhere: it is kept, not rebuilt. Keys and secrets are not in it.
            """;
}
