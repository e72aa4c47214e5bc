package org.throughline.server.partnerships;

import java.time.Instant;
import java.util.List;
import org.throughline.server.alignment.CrosswalkId;
import org.throughline.server.frameworks.FrameworkId;
import org.throughline.server.organizations.OrganizationId;

/**
 * A cohort of educators and employers that works on the same frameworks and crosswalks.
 *
 * @param charter what they agreed on, in their words
 * @param convener the organization that brought them together; one of the members
 * @param members who takes part, the convener first
 */
public record Partnership(
        PartnershipId id,
        String name,
        String charter,
        OrganizationId convener,
        List<OrganizationId> members,
        List<FrameworkId> frameworks,
        List<CrosswalkId> crosswalks,
        Instant foundedAt) {
    public Partnership {
        members = List.copyOf(members);
        frameworks = List.copyOf(frameworks);
        crosswalks = List.copyOf(crosswalks);
    }
}
