package org.throughline.server.partnerships;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.throughline.server.organizations.OrganizationId;

/**
 * What a partnership agreed on, in one version. Every change makes a new version, and asks everybody's signature again.
 *
 * @param version from 1
 * @param purpose what they want to reach together
 */
public record Charter(
        PartnershipId partnership,
        int version,
        String purpose,
        Sponsor sponsor,
        List<Commitment> commitments,
        List<Milestone> milestones,
        Instant writtenAt) {
    public Charter {
        commitments = List.copyOf(commitments);
        milestones = List.copyOf(milestones);
    }

    /** Who stands behind it; each part may be empty. */
    public record Sponsor(String name, String title, String organization) {
        public static final Sponsor NOBODY = new Sponsor("", "", "");

        public Sponsor {
            name = name.strip();
            title = title.strip();
            organization = organization.strip();
        }

        /** "Ruth Tallchief, executive director, High Plains Energy Coalition"; empty for nobody. */
        public String words() {
            return String.join(
                    ", ",
                    java.util.stream.Stream.of(name, title, organization)
                            .filter(s -> !s.isEmpty())
                            .toList());
        }
    }

    /**
     * What a member brings.
     *
     * @param hours how many hours it plans to spend, 0 or more
     */
    public record Commitment(OrganizationId organization, String text, BigDecimal hours) {
        public Commitment {
            text = text.strip();
        }
    }

    /** What is to be reached by when; {@code id} stays the same through versions. */
    public record Milestone(
            UUID id, String title, LocalDate due, @Nullable Instant reachedAt) {
        public Milestone {
            title = title.strip();
        }

        Milestone plan() {
            return new Milestone(id, title, due, null);
        }
    }

    /** What an owner of a member signed. */
    public record SignOff(
            OrganizationId organization, int version, org.throughline.server.organizations.PersonId by, Instant at) {}

    public Optional<Commitment> of(OrganizationId organization) {
        return commitments.stream()
                .filter(c -> c.organization().equals(organization))
                .findFirst();
    }

    public BigDecimal hoursPlanned() {
        return commitments.stream().map(Commitment::hours).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** Whether another text says the same, so that nobody needs to sign again. */
    boolean saysTheSameAs(Charter other) {
        return purpose.equals(other.purpose)
                && sponsor.equals(other.sponsor)
                && plain(commitments).equals(plain(other.commitments))
                && milestones.stream()
                        .map(Milestone::plan)
                        .toList()
                        .equals(other.milestones.stream().map(Milestone::plan).toList());
    }

    private static List<Commitment> plain(List<Commitment> commitments) {
        return commitments.stream()
                .map(c -> new Commitment(c.organization(), c.text(), c.hours().stripTrailingZeros()))
                .toList();
    }
}
