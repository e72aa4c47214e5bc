package org.throughline.server.frameworks;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.throughline.caseformat.CaseReader;
import org.throughline.caseformat.exchange.OnetFramework;
import org.throughline.caseformat.exchange.OnetOutcome;
import org.throughline.caseformat.exchange.OnetReader;
import org.throughline.caseformat.model.CFPackage;
import org.throughline.server.audit.AuditEntry;
import org.throughline.server.audit.AuditLog;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.organizations.Organizations;
import org.throughline.server.organizations.PersonId;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;

/** Brings frameworks in: all or nothing, and the same file twice changes nothing. */
@Component
public class FrameworkImport {
    private final IncomingPackages packages;
    private final PackageFetch fetch;
    private final Frameworks frameworks;
    private final Organizations organizations;
    private final AuditLog audit;

    FrameworkImport(
            IncomingPackages packages,
            PackageFetch fetch,
            Frameworks frameworks,
            Organizations organizations,
            AuditLog audit) {
        this.packages = packages;
        this.fetch = fetch;
        this.frameworks = frameworks;
        this.organizations = organizations;
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
        return bringIn(owner, read.pkg(), read.findings(), sourceName, kind, publish, by);
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
                        by));
            }
            return outcomes;
        });
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
                refusal(owner, prepared).orElse(""),
                read.findings());
    }

    private FrameworkImportOutcome bringIn(
            OrganizationId owner,
            CFPackage pkg,
            List<String> findings,
            String sourceName,
            FrameworkKind kind,
            boolean publish,
            PersonId by) {
        IncomingPackages.Prepared prepared = IncomingPackages.prepare(pkg);
        refusal(owner, prepared).ifPresent(reason -> {
            throw new Problem(ProblemType.CASE_INVALID, reason + " Nothing was changed.", List.of(reason));
        });
        Optional<IncomingPackages.Standing> standing = packages.standing(prepared.id());
        boolean sameText = standing.isPresent() && standing.get().fingerprint().equals(prepared.fingerprint());
        boolean changed = !sameText
                || standing.get().kind() != kind
                || (publish && !standing.get().published());
        if (!sameText) {
            packages.write(owner, prepared, sourceName, kind, publish);
        } else if (changed) {
            packages.amend(prepared.id(), kind, publish);
        }
        if (changed) {
            audit.record(new AuditEntry(
                    standing.isEmpty() ? "framework.imported" : "framework.updated",
                    by.toString(),
                    owner.toString(),
                    prepared.id().toString(),
                    Map.of(
                            "items", Integer.toString(pkg.items().size()),
                            "associations", Integer.toString(pkg.associations().size()))));
        }
        Framework framework = frameworks.find(new FrameworkId(prepared.id())).orElseThrow();
        return new FrameworkImportOutcome(
                framework, pkg.items().size(), pkg.associations().size(), changed, findings);
    }

    /** Why a readable package may not come in. */
    private Optional<String> refusal(OrganizationId owner, IncomingPackages.Prepared prepared) {
        if (prepared.text().getBytes(StandardCharsets.UTF_8).length > CaseReader.MAX_BYTES) {
            return Optional.of("Written strictly, the package is larger than 20 MiB (too-large).");
        }
        String title = prepared.pkg().document().title();
        return packages.standing(prepared.id())
                .map(IncomingPackages.Standing::owner)
                .filter(other -> !other.equals(owner))
                .or(() -> packages.otherOwnerOf(prepared.pkg().document().uri(), owner))
                .map(other -> "“%s” is the framework of %s here, and only they can change it (another-owner)."
                        .formatted(title, name(other)));
    }

    private String name(OrganizationId id) {
        return organizations.find(id).map(found -> found.name()).orElse("another organization");
    }
}
