package org.throughline.server.frameworks;

import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.throughline.caseformat.Finding;
import org.throughline.caseformat.exchange.OnetFramework;
import org.throughline.caseformat.exchange.OnetOutcome;
import org.throughline.caseformat.exchange.OnetReader;
import org.throughline.caseformat.model.CFPackage;
import org.throughline.server.audit.AuditLog;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.organizations.PersonId;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;

/** Brings frameworks in: all or nothing, and the same file twice changes nothing. */
@Component
public class FrameworkImport {
    private static final int FIRST_ROWS = 40;

    private final IncomingPackages packages;
    private final PackageFetch fetch;
    private final Frameworks frameworks;
    private final Publication publication;
    private final FrameworkFiles files;
    private final Versions versions;
    private final AuditLog audit;

    FrameworkImport(
            IncomingPackages packages,
            PackageFetch fetch,
            Frameworks frameworks,
            Publication publication,
            FrameworkFiles files,
            Versions versions,
            AuditLog audit) {
        this.packages = packages;
        this.fetch = fetch;
        this.frameworks = frameworks;
        this.publication = publication;
        this.files = files;
        this.versions = versions;
        this.audit = audit;
    }

    /**
     * Imports one CASE package. A framework that stands here is brought up to the package: items come, change, and those that are gone are
     * retired, never deleted. Publication is never taken back by an import.
     *
     * @param sourceName the file's name or URL, for findings
     * @param publish whether anyone may read it at once
     * @return what came of it; a refused package, another organization's among them, throws {@code Problem CASE_INVALID} with its findings
     */
    @Transactional
    public FrameworkImportOutcome importCase(
            OrganizationId owner, byte[] json, String sourceName, FrameworkKind kind, boolean publish, PersonId by) {
        ReadPackages.ReadPackage read = ReadPackages.read(json, sourceName);
        return bringIn(
                owner,
                read.pkg(),
                read.findings(),
                sourceName,
                kind,
                publish,
                Publication.Way.IMPORT,
                Versions.Recorded.now(by, ""));
    }

    /**
     * Fetches a CASE package and imports it like {@link #importCase}.
     *
     * @param address the package's URL; one that may not be fetched or does not answer throws {@code Problem URL_NOT_ALLOWED}
     */
    @Transactional
    public FrameworkImportOutcome importUrl(
            OrganizationId owner, String address, FrameworkKind kind, boolean publish, PersonId by) {
        return importCase(owner, fetch(address), address, kind, publish, by);
    }

    /** The bytes of the package at an address, for a look before the import; problems as with {@link #importUrl}. */
    public byte[] fetch(String address) {
        return fetch.fetch(address);
    }

    /**
     * Imports O*NET occupations from a folder of the published text files, one framework each, all of them or none.
     *
     * @return one outcome per occupation, in the order they were asked for; what was noticed stands with the first
     */
    @Transactional
    public List<FrameworkImportOutcome> importOnet(
            OrganizationId owner, Path directory, List<String> occupations, boolean publish, PersonId by) {
        OnetOutcome read = new OnetReader().read(directory, occupations);
        List<String> findings = ReadPackages.lines(read.findings());
        if (read.hasErrors()) {
            throw new Problem(
                    ProblemType.CASE_INVALID, "Not every occupation could be read; nothing was changed.", findings);
        }
        return audit.one("framework.imported", () -> {
            List<FrameworkImportOutcome> outcomes = new ArrayList<>();
            for (OnetFramework occupation : read.frameworks()) {
                outcomes.add(bringIn(
                        owner,
                        occupation.pkg(),
                        outcomes.isEmpty() ? findings : List.of(),
                        "O*NET text files",
                        FrameworkKind.JOB_ROLE,
                        publish,
                        Publication.Way.IMPORT,
                        Versions.Recorded.now(by, "")));
            }
            return outcomes;
        });
    }

    /**
     * Looks at a file of any form before its import: what it is, what it would add, change and retire, and what was noticed. Nothing is
     * changed; whatever is wrong with the file is an answer.
     */
    @Transactional
    public ImportLook look(OrganizationId owner, byte[] bytes, IncomingForm how) {
        List<FrameworkFile> all = how.part() == null ? files.readAll(bytes, how) : List.of(files.read(bytes, how));
        if (all.size() > 1) {
            return several(all);
        }
        return switch (all.getFirst()) {
            case FrameworkFile.Refused refused -> new ImportLook.Refused(refused.findings());
            case FrameworkFile.Table table -> new ImportLook.Columns(table.columns(), table.findings());
            case FrameworkFile.Whole framework -> readable(owner, framework);
        };
    }

    private static ImportLook.Several several(List<FrameworkFile> all) {
        List<ImportLook.Part> parts = new ArrayList<>();
        List<Finding> findings = new ArrayList<>();
        for (FrameworkFile one : all) {
            boolean whole = one instanceof FrameworkFile.Whole;
            parts.add(new ImportLook.Part(
                    parts.size() + 1,
                    one instanceof FrameworkFile.Whole framework
                            ? framework.pkg().document().title()
                            : null));
            if (!whole) {
                findings.addAll(one.findings());
            }
        }
        return new ImportLook.Several(parts, findings);
    }

    private ImportLook.Readable readable(OrganizationId owner, FrameworkFile.Whole file) {
        CFPackage pkg = file.pkg();
        IncomingPackages.Prepared prepared = IncomingPackages.prepare(pkg);
        FrameworkId id = new FrameworkId(prepared.id());
        Optional<Framework> here = frameworks.find(id);
        List<UpstreamChange> changes = versions.newest(id)
                .flatMap(version -> versions.pkg(id, version.number()))
                .map(before -> UpstreamChanges.between(before, pkg).changes())
                .orElse(List.of());
        IncomingPackages.Difference difference = packages.difference(prepared);
        boolean others = here.isPresent() && !here.get().owner().equals(owner);
        return new ImportLook.Readable(
                new ImportPreview(
                        prepared.id(),
                        pkg.document().title(),
                        pkg.document().creator(),
                        pkg.items().size(),
                        pkg.associations().size(),
                        difference.added(),
                        difference.changed(),
                        difference.retired(),
                        here.isEmpty(),
                        publication
                                .refusal(owner, prepared, Publication.Way.IMPORT)
                                .orElse(""),
                        ReadPackages.lines(file.findings())),
                here.orElse(null),
                packages.standing(prepared.id())
                        .filter(standing -> standing.fingerprint().equals(prepared.fingerprint()))
                        .isPresent(),
                file.form(),
                file.mapping(),
                changes,
                prepared.tree().rows().stream()
                        .limit(FIRST_ROWS)
                        .map(row -> new ImportLook.Row(
                                row.depth() - 1,
                                row.item().humanCodingScheme(),
                                row.item().fullStatement()))
                        .toList(),
                others ? id : null,
                pkg.document().uri(),
                file.findings());
    }

    /**
     * Imports a file of any form, as it was looked at.
     *
     * @return what came of it; a file that can't come in throws {@code Problem CASE_INVALID} with its findings, and nothing has changed
     */
    @Transactional
    public FrameworkImportOutcome bring(
            OrganizationId owner, byte[] bytes, IncomingForm how, FrameworkKind kind, boolean publish, PersonId by) {
        return bring(owner, files.read(bytes, how), how, kind, publish, by);
    }

    /**
     * Imports every framework of a file, all of them or none; otherwise as {@link #bring}.
     *
     * @return one outcome per framework, in the order of the file
     */
    @Transactional
    public List<FrameworkImportOutcome> bringAll(
            OrganizationId owner, byte[] bytes, IncomingForm how, FrameworkKind kind, boolean publish, PersonId by) {
        List<FrameworkFile> all = files.readAll(bytes, how);
        return audit.one("framework.imported", () -> {
            List<FrameworkImportOutcome> outcomes = new ArrayList<>(all.size());
            for (FrameworkFile one : all) {
                outcomes.add(bring(owner, one, how, kind, publish, by));
            }
            return outcomes;
        });
    }

    private FrameworkImportOutcome bring(
            OrganizationId owner,
            FrameworkFile file,
            IncomingForm how,
            FrameworkKind kind,
            boolean publish,
            PersonId by) {
        return switch (file) {
            case FrameworkFile.Refused refused ->
                throw new Problem(
                        ProblemType.CASE_INVALID,
                        "%s was refused; nothing was changed.".formatted(how.sourceName()),
                        ReadPackages.lines(refused.findings()));
            case FrameworkFile.Table table -> throw FrameworkFiles.needsColumns(table.columns());
            case FrameworkFile.Whole framework -> {
                ImportProgress.tell("It is compared with what stands here.");
                yield bringIn(
                        owner,
                        framework.pkg(),
                        ReadPackages.lines(framework.findings()),
                        how.sourceName(),
                        kind,
                        publish,
                        Publication.Way.IMPORT,
                        Versions.Recorded.now(by, ""));
            }
        };
    }

    /** Says what an import would do, and changes nothing. An unreadable package is told as a preview that is not allowed. */
    @Transactional
    public ImportPreview preview(OrganizationId owner, byte[] json, String sourceName) {
        ReadPackages.ReadPackage read = ReadPackages.read(json, sourceName);
        CFPackage pkg = read.pkg();
        IncomingPackages.Prepared prepared = IncomingPackages.prepare(pkg);
        IncomingPackages.Difference difference = packages.difference(prepared);
        return new ImportPreview(
                prepared.id(),
                pkg.document().title(),
                pkg.document().creator(),
                pkg.items().size(),
                pkg.associations().size(),
                difference.added(),
                difference.changed(),
                difference.retired(),
                packages.standing(prepared.id()).isEmpty(),
                publication.refusal(owner, prepared, Publication.Way.IMPORT).orElse(""),
                read.findings());
    }

    /** Takes in what the source of a mirror says: the one way by which what stands here of it changes. */
    @Transactional(propagation = Propagation.MANDATORY)
    FrameworkImportOutcome takeFromSource(
            OrganizationId owner,
            CFPackage pkg,
            List<String> findings,
            String address,
            FrameworkKind kind,
            boolean open) {
        return bringIn(
                owner,
                pkg,
                findings,
                address,
                kind,
                open,
                Publication.Way.MIRROR,
                new Versions.Recorded(null, "Taken from its source, " + address, Optional.empty()));
    }

    /** Whether a framework stands here already. */
    public boolean isHere(FrameworkId framework) {
        return frameworks.find(framework).isPresent();
    }

    /**
     * Brings back a version that stood at another place before, under its own time and note: for an organization that moves here with its
     * frameworks. Versions come back in their order.
     */
    @Transactional
    public FrameworkImportOutcome bringBack(
            OrganizationId owner,
            byte[] json,
            String sourceName,
            FrameworkKind kind,
            boolean publish,
            PersonId by,
            String note,
            Instant recordedAt) {
        ReadPackages.ReadPackage read = ReadPackages.read(json, sourceName);
        return bringIn(
                owner,
                read.pkg(),
                read.findings(),
                sourceName,
                kind,
                publish,
                Publication.Way.IMPORT,
                new Versions.Recorded(by, note, Optional.of(recordedAt.atOffset(ZoneOffset.UTC))));
    }

    private FrameworkImportOutcome bringIn(
            OrganizationId owner,
            CFPackage pkg,
            List<String> findings,
            String sourceName,
            FrameworkKind kind,
            boolean publish,
            Publication.Way way,
            Versions.Recorded recorded) {
        Publication.Published published =
                publication.bringIn(owner, IncomingPackages.prepare(pkg), sourceName, kind, publish, way, recorded);
        Framework framework =
                frameworks.find(new FrameworkId(pkg.document().identifier())).orElseThrow();
        return new FrameworkImportOutcome(
                framework, pkg.items().size(), pkg.associations().size(), published.changed(), findings);
    }
}
