package org.throughline.server.frameworks;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.throughline.caseformat.CaseReader;
import org.throughline.caseformat.model.CFItem;
import org.throughline.caseformat.model.CFPackage;
import org.throughline.server.audit.AuditEntry;
import org.throughline.server.audit.AuditLog;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.organizations.Organizations;
import org.throughline.server.organizations.PersonId;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;

/** The one door through which a text of a framework comes to stand: as its newest version, and as what other rooms read. */
@Component
public class Publication {
    /** By which doors a text comes, and what the log calls the first one and each that follows. */
    enum Way {
        IMPORT("framework.imported", "framework.updated"),
        DRAFT("framework.begun", "framework.published"),
        /** Its source says so: the only way by which what stands here of a mirror changes. */
        MIRROR("framework.imported", "framework.updated");

        private final String first;
        private final String again;

        Way(String first, String again) {
            this.first = first;
            this.again = again;
        }
    }

    /** What came of it: the version that stands now, and whether anything is other than before. */
    record Published(FrameworkVersion version, boolean changed) {}

    private final IncomingPackages packages;
    private final Versions versions;
    private final Organizations organizations;
    private final Mirrors mirrors;
    private final AuditLog audit;

    Publication(
            IncomingPackages packages,
            Versions versions,
            Organizations organizations,
            Mirrors mirrors,
            AuditLog audit) {
        this.packages = packages;
        this.versions = versions;
        this.organizations = organizations;
        this.mirrors = mirrors;
        this.audit = audit;
    }

    /**
     * Publishes a draft: the text becomes the framework's newest version, and items that are in it no longer are retired, never deleted. A
     * text that stands already is no new version.
     *
     * @param open whether anyone may read it; a framework that was open stays so
     * @param note what the publisher says of this version, or empty
     * @return the version that stands now; another organization's framework, a circle of items and a text beyond the limits are a
     *     {@code Problem CASE_INVALID}, and nothing has changed
     */
    @Transactional
    public FrameworkVersion publish(
            OrganizationId owner, CFPackage pkg, FrameworkKind kind, boolean open, String note, PersonId by) {
        return publish(owner, pkg, kind, open, note, by, Optional.empty());
    }

    /**
     * A version as it was read.
     *
     * @param number its number
     */
    public record Resting(int number, CFPackage pkg) {}

    /**
     * The same with the version on which the draft rests, for whoever has it at hand: where it is the one that stands, what both say is not
     * written again. What comes of it is the same.
     */
    @Transactional
    public FrameworkVersion publish(
            OrganizationId owner,
            CFPackage pkg,
            FrameworkKind kind,
            boolean open,
            String note,
            PersonId by,
            Optional<Resting> resting) {
        return bringIn(
                        owner,
                        IncomingPackages.prepare(pkg),
                        "a draft",
                        kind,
                        open,
                        Way.DRAFT,
                        Versions.Recorded.now(by, note),
                        resting)
                .version();
    }

    @Transactional(propagation = Propagation.MANDATORY)
    Published bringIn(
            OrganizationId owner,
            IncomingPackages.Prepared prepared,
            String source,
            FrameworkKind kind,
            boolean open,
            Way way,
            Versions.Recorded recorded) {
        return bringIn(owner, prepared, source, kind, open, way, recorded, Optional.empty());
    }

    private Published bringIn(
            OrganizationId owner,
            IncomingPackages.Prepared prepared,
            String source,
            FrameworkKind kind,
            boolean open,
            Way way,
            Versions.Recorded recorded,
            Optional<Resting> resting) {
        FrameworkId id = new FrameworkId(prepared.id());
        refusal(owner, prepared, way).ifPresent(reason -> {
            throw new Problem(ProblemType.CASE_INVALID, reason + " Nothing was changed.", List.of(reason));
        });
        Optional<IncomingPackages.Standing> standing = packages.standing(prepared.id());
        boolean sameText = standing.isPresent() && standing.get().fingerprint().equals(prepared.fingerprint());
        boolean changed = !sameText
                || standing.get().kind() != kind
                || (open && !standing.get().published());
        if (!sameText) {
            int newest = versions.newest(id).map(FrameworkVersion::number).orElse(0);
            Optional<CFPackage> before =
                    resting.filter(one -> one.number() == newest).map(Resting::pkg);
            packages.write(owner, prepared, source, kind, open, recorded, before);
        } else if (changed) {
            packages.amend(prepared.id(), kind, open);
        }
        FrameworkVersion version = versions.newest(id).orElseThrow();
        if (changed) {
            audit.record(new AuditEntry(
                    standing.isEmpty() ? way.first : way.again,
                    recorded.by() == null ? "system" : recorded.by().toString(),
                    owner.toString(),
                    id.toString(),
                    Map.of(
                            "version", Integer.toString(version.number()),
                            "items", Integer.toString(version.items()),
                            "associations", Integer.toString(version.associations()))));
        }
        return new Published(version, changed);
    }

    /** Why a readable package may not come to stand. */
    Optional<String> refusal(OrganizationId owner, IncomingPackages.Prepared prepared, Way way) {
        if (prepared.bytes() > CaseReader.MAX_BYTES) {
            return Optional.of("Written strictly, the package has %,d bytes; the limit is %,d (too-large)."
                    .formatted(prepared.bytes(), CaseReader.MAX_BYTES));
        }
        List<CFItem> circle = prepared.tree().cycle();
        if (!circle.isEmpty()) {
            return Optional.of("These items stand under each other in a circle: %s (cycle)."
                    .formatted(circle.stream()
                            .limit(10)
                            .map(item -> "“" + item.fullStatement() + "”")
                            .collect(Collectors.joining(", "))));
        }
        String title = prepared.pkg().document().title();
        Optional<Mirror> mirror = mirrors.as(new FrameworkId(prepared.id()));
        if (mirror.isPresent() && way != Way.MIRROR) {
            return mirror.map(Mirrors::onlyItsSource);
        }
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
