package org.throughline.server.portability;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
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
import org.throughline.credentials.log.LogReceipt;
import org.throughline.server.audit.AuditLog;
import org.throughline.server.audit.RecordedEntry;
import org.throughline.server.custody.IssuerKeys;
import org.throughline.server.frameworks.CaseLibrary;
import org.throughline.server.frameworks.Framework;
import org.throughline.server.frameworks.Frameworks;
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
    static final int VERSION = 1;
    static final String MANIFEST = "manifest.json";
    private static final int LOG_PAGE = 500;

    private final Organizations organizations;
    private final People people;
    private final Frameworks frameworks;
    private final CaseLibrary library;
    private final IssuerKeys keys;
    private final AuditLog log;
    private final KeptFiles kept;
    private final List<OrganizationPart> parts;
    private final PublicAddress address;
    private final Clock clock;

    OrganizationExport(
            Organizations organizations,
            People people,
            Frameworks frameworks,
            CaseLibrary library,
            IssuerKeys keys,
            AuditLog log,
            KeptFiles kept,
            List<OrganizationPart> parts,
            PublicAddress address,
            Clock clock) {
        this.organizations = organizations;
        this.people = people;
        this.frameworks = frameworks;
        this.library = library;
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
     * The archive.
     *
     * @param step is told what is written next
     */
    byte[] write(OrganizationId id, Consumer<String> step) {
        Organization organization = organizations.find(id).orElseThrow(Problem::notFound);
        Archive archive = Archive.empty();
        step.accept("who belongs to it");
        members(organization, archive);
        step.accept("frameworks");
        frameworks(organization, archive);
        for (OrganizationPart part : parts) {
            step.accept(part.name().replace('-', ' '));
            String folder = part.comesBack() ? "rows/" : "record/";
            archive.put(folder + part.name() + ".json", part.rows(id));
            part.documents(id).forEach(document -> archive.put(document.path(), document.text()));
        }
        step.accept("the log");
        log(id, archive);
        keys.didDocument(organization.slug())
                .ifPresent(did -> archive.put(Archive.DID, new String(did, StandardCharsets.UTF_8)));
        kept.of(id).forEach((path, text) -> {
            if (!archive.has(path)) {
                archive.put(path, text);
            }
        });
        archive.put("README.md", README);
        step.accept("checksums");
        archive.put(MANIFEST, manifest(organization, archive));
        return archive.bytes();
    }

    private void members(Organization organization, Archive archive) {
        List<Membership> members = organizations.members(organization.id());
        Set<PersonId> known = new LinkedHashSet<>();
        members.forEach(member -> known.add(member.person()));
        parts.forEach(part -> known.addAll(part.people(organization.id())));
        Map<String, Map<String, Object>> sorted = new TreeMap<>();
        Map<PersonId, Person> found = people.find(known);
        found.values().forEach(person -> {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("id", person.id().toString());
            row.put("name", person.displayName());
            row.put("email", person.email());
            sorted.put(person.id().toString(), row);
        });
        archive.put("rows/people.json", JsonText.of(sorted.values()));
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
        archive.put("members.csv", csv.toString());
        Map<String, Object> profile = new LinkedHashMap<>();
        profile.put("id", organization.id().toString());
        profile.put("slug", organization.slug());
        profile.put("name", organization.name());
        profile.put("kind", organization.kind().name());
        profile.put("url", organization.url());
        profile.put("description", organization.description());
        archive.put("organization.json", JsonText.of(profile));
    }

    /** A cell that a spreadsheet would run is no name. */
    private static String harmless(String text) {
        return !text.isEmpty() && "=+-@\t\r＝".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }

    private void frameworks(Organization organization, Archive archive) {
        List<Map<String, Object>> index = new ArrayList<>();
        frameworks.all().stream()
                .filter(framework -> framework.owner().equals(organization.id()))
                .sorted(Comparator.comparing(framework -> framework.id().toString()))
                .forEach(framework -> {
                    String path = "frameworks/" + framework.id() + ".case.json";
                    library.download(framework.id())
                            .ifPresent(text -> archive.put(path, new String(text, StandardCharsets.UTF_8)));
                    index.add(entry(framework, path));
                });
        archive.put("rows/frameworks.json", JsonText.of(index));
    }

    private static Map<String, Object> entry(Framework framework, String path) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("path", path);
        entry.put("kind", framework.kind().name());
        entry.put("published", framework.published());
        return entry;
    }

    /** One line for each act, the oldest first, with the receipt that proves it; a later import adds the log of before. */
    private void log(OrganizationId id, Archive archive) {
        List<RecordedEntry> entries = new ArrayList<>();
        int offset = 0;
        Page<RecordedEntry> page;
        do {
            page = log.of(id.toString(), offset, LOG_PAGE);
            entries.addAll(page.items());
            offset += LOG_PAGE;
        } while (page.hasNext());
        StringBuilder lines = new StringBuilder();
        for (RecordedEntry recorded : entries.reversed()) {
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("sequence", recorded.sequence());
            line.put("at", recorded.at().toString());
            line.put("action", recorded.entry().action());
            line.put("actor", recorded.entry().actor());
            line.put("subject", recorded.entry().subject());
            line.put("details", new TreeMap<>(recorded.entry().details()));
            Optional<LogReceipt> receipt = log.receiptFor(id.toString(), recorded.sequence());
            String text = JsonText.of(line);
            lines.append(receipt.map(r -> text.substring(0, text.length() - 1) + ",\"receipt\":"
                                    + r.json().replaceAll("\\s*\\R\\s*", "") + "}")
                            .orElse(text))
                    .append('\n');
        }
        archive.put(
                "log/" + address.base().getHost().replaceAll("[^A-Za-z0-9]", "-") + "-" + id + ".jsonl",
                lines.toString());
    }

    private String manifest(Organization organization, Archive archive) {
        List<Map<String, Object>> files = new ArrayList<>();
        archive.texts().forEach((path, text) -> {
            Map<String, Object> file = new LinkedHashMap<>();
            file.put("path", path);
            file.put("sha256", Archive.hex(Archive.sha256(text)));
            file.put("bytes", text.getBytes(StandardCharsets.UTF_8).length);
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

            manifest.json lists every file with its SHA-256. In open formats: organization.json; members.csv; frameworks/ and crosswalks/
            (CASE 1.1 packages); achievements/ (Open Badges 3.0 Achievement); credentials/ and status-lists/ (as they were signed, byte for
            byte); talent-needs/ (JobPosting with JDX terms); log/ (one act a line, with its receipt); did.json.

            rows/ holds the same losslessly, table by table, as `./throughline import organization FILE` reads it. record/ holds what belongs to
            several organizations, or must be made again elsewhere: it is kept, not rebuilt. Keys and secrets are not in it.
            """;
}
