package org.throughline.server.partnerships;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.throughline.server.alignment.CrosswalkId;
import org.throughline.server.frameworks.FrameworkId;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.programs.AchievementId;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;

/**
 * A cohort of educators and employers that works on the same frameworks and crosswalks.
 *
 * @param convener the organization that brought them together and leads; one of the members
 * @param members everybody who was asked, the convener first
 * @param programmes what the educators award for it
 * @param closedAt since when it is only read; null while it goes on
 */
public record Partnership(
        PartnershipId id,
        String name,
        OrganizationId convener,
        List<Member> members,
        List<FrameworkId> frameworks,
        List<CrosswalkId> crosswalks,
        List<AchievementId> programmes,
        Instant foundedAt,
        @Nullable Instant closedAt) {
    public Partnership {
        members = List.copyOf(members);
        frameworks = List.copyOf(frameworks);
        crosswalks = List.copyOf(crosswalks);
        programmes = List.copyOf(programmes);
    }

    public boolean closed() {
        return closedAt != null;
    }

    /** Itself, while it goes on; afterwards nothing in it changes any more ({@code CONFLICT}). */
    Partnership open() {
        if (closed()) {
            throw new Problem(
                    ProblemType.CONFLICT, "“" + name + "” is closed. It can be read, and nothing in it changes.");
        }
        return this;
    }

    public Optional<Member> member(OrganizationId organization) {
        return members.stream()
                .filter(m -> m.organization().equals(organization))
                .findFirst();
    }

    /** Those who take part. */
    public List<Member> joined() {
        return members.stream().filter(Member::joined).toList();
    }
}
