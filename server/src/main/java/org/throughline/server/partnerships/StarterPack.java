package org.throughline.server.partnerships;

import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.throughline.server.alignment.CrosswalkId;
import org.throughline.server.frameworks.FrameworkId;
import org.throughline.server.organizations.OrganizationId;

/**
 * What a coalition starts partnerships from: for a job role, the frameworks to work with, a baseline, a charter and a plan whose days count
 * from the start.
 *
 * @param frameworks those of this server that every such partnership takes into scope
 */
public record StarterPack(
        UUID id,
        OrganizationId owner,
        String name,
        String jobRole,
        String purpose,
        Charter.Sponsor sponsor,
        Commitment educator,
        Commitment employer,
        List<FrameworkId> frameworks,
        List<PackCrosswalk> crosswalks,
        List<PackMilestone> milestones,
        List<PackRound> rounds) {
    public StarterPack {
        name = name.strip();
        jobRole = jobRole.strip();
        purpose = purpose.strip();
        frameworks = List.copyOf(frameworks);
        crosswalks = List.copyOf(crosswalks);
        milestones = List.copyOf(milestones);
        rounds = List.copyOf(rounds);
    }

    /** What everybody with a part brings. */
    public record Commitment(String text, BigDecimal hours) {
        public Commitment {
            text = text.strip();
        }
    }

    /**
     * A crosswalk to open.
     *
     * @param baseline whose decisions are copied where both crosswalks have the pair; null to start from suggestions alone
     */
    public record PackCrosswalk(
            String title,
            FrameworkId requirements,
            FrameworkId outcomes,
            @Nullable CrosswalkId baseline) {}

    /** What is to be reached, so many days after the start. */
    public record PackMilestone(String title, int days) {}

    /** A round that opens and is due so many days after the start. */
    public record PackRound(String name, String goal, int opensAfter, int dueAfter, List<PackTask> tasks) {
        public PackRound {
            tasks = List.copyOf(tasks);
        }
    }

    /**
     * Something asked of everybody with a part.
     *
     * @param crosswalk which of the pack's crosswalks it is about, from 0; null where none
     */
    public record PackTask(
            Part part, Round.TaskKind kind, @Nullable Integer crosswalk, String title) {}
}
