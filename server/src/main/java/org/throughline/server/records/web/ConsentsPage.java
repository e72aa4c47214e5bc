package org.throughline.server.records.web;

import java.util.List;
import java.util.Optional;
import org.throughline.server.organizations.OrganizationId;

/**
 * Who may find the person.
 *
 * @param all whether every employer may
 * @param namedToAll whether every employer sees the name, where all may find them
 */
public record ConsentsPage(boolean all, boolean namedToAll, List<Employer> employers) {
    public ConsentsPage {
        employers = List.copyOf(employers);
    }

    /**
     * One employer.
     *
     * @param given whether the person named this employer itself
     * @param sees empty: they can't find the person; else whether they see the name
     */
    public record Employer(OrganizationId id, String name, boolean given, Optional<Boolean> sees) {
        public String words() {
            return sees.map(name -> name ? "Can find you and see your name" : "Can find you, without your name")
                    .orElse("Can't find you");
        }
    }

    /** Who can find the person now, in one sentence. */
    public String summary() {
        long finders = employers.stream().filter(e -> e.sees().isPresent()).count();
        if (all) {
            return "Every employer here can find you by what your credentials prove"
                    + (namedToAll ? ", and sees your name." : ", without your name.");
        }
        return finders == 0
                ? "Nobody can find you. Your credentials are yours alone, until you share one or name an employer below."
                : finders + (finders == 1 ? " employer" : " employers")
                        + " can find you by what your credentials prove.";
    }
}
