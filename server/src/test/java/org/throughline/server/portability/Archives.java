package org.throughline.server.portability;

import java.util.UUID;
import org.throughline.server.organizations.Organization;

/** Archives of organizations as they come from other installations. */
public final class Archives {
    private Archives() {}

    /** The archive of an organization of ours, as if another installation had written it: another id, another short name. */
    public static byte[] elsewhere(OrganizationExport export, Organization organization) {
        String id = UUID.randomUUID().toString();
        return CraftedFile.of(export.write(organization.id(), step -> {}))
                .everywhere(text -> text.replace(organization.id().toString(), id)
                        .replace(organization.slug(), "from-" + id.substring(0, 8)))
                .bytes();
    }
}
