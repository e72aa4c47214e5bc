package org.throughline.server.portability;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.throughline.server.organizations.Organization;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.organizations.PersonId;

/** Archives of organizations as they come from other installations. */
public final class Archives {
    private Archives() {}

    /** The archive of an organization of ours, as if another installation had written it: another id, another short name. */
    public static byte[] elsewhere(OrganizationExport export, Organization organization) {
        String id = UUID.randomUUID().toString();
        return CraftedFile.of(of(export, organization.id()))
                .everywhere(text -> text.replace(organization.id().toString(), id)
                        .replace(organization.slug(), "from-" + id.substring(0, 8)))
                .bytes();
    }

    /** What an organization takes along. */
    static byte[] of(OrganizationExport export, OrganizationId organization) {
        return of(export, organization, ArchiveWriter.ROWS);
    }

    /** The same with so many rows to a piece. */
    static byte[] of(OrganizationExport export, OrganizationId organization, int rows) {
        try (PassingFile file = PassingFile.empty()) {
            export.write(organization, file.path(), step -> {}, rows);
            return Files.readAllBytes(file.path());
        } catch (IOException e) {
            throw new UncheckedIOException("a file that was just written can be read", e);
        }
    }

    /** Takes a file in. */
    static OrganizationImport.Outcome run(OrganizationImport imports, byte[] file, @Nullable String slug, PersonId by) {
        try (PassingFile passing = PassingFile.of(new ByteArrayInputStream(file))) {
            return imports.run(passing.path(), slug, by);
        }
    }

    /** Looks what would come of it. */
    static OrganizationImport.Outcome dryRun(
            OrganizationImport imports, byte[] file, @Nullable String slug, PersonId by) {
        try (PassingFile passing = PassingFile.of(new ByteArrayInputStream(file))) {
            return imports.dryRun(passing.path(), slug, by);
        }
    }

    /** Keeps a file for whoever looks it over. */
    public static UUID keep(IncomingFiles incoming, PersonId by, byte[] file) {
        try (PassingFile passing = PassingFile.of(new ByteArrayInputStream(file))) {
            return incoming.keep(by, null, passing.path());
        }
    }
}
