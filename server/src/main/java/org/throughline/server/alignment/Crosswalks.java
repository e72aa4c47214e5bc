package org.throughline.server.alignment;

import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.throughline.server.frameworks.FrameworkId;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.organizations.PersonId;
import org.throughline.server.shared.ItemUri;

/** Crosswalks and the decisions in them. */
@Component
public class Crosswalks {
    /** Opens a crosswalk and computes its suggestions; the same pair of frameworks of the same owner again returns the one that exists. */
    public Crosswalk open(
            OrganizationId owner, String title, FrameworkId requirements, FrameworkId outcomes, PersonId by) {
        throw new UnsupportedOperationException("not built yet");
    }

    public Optional<Crosswalk> find(CrosswalkId id) {
        throw new UnsupportedOperationException("not built yet");
    }

    /** All crosswalks, by title. */
    public List<Crosswalk> all() {
        throw new UnsupportedOperationException("not built yet");
    }

    /** Suggestions still undecided for one requirement, best first; with reasons in words. */
    public List<SuggestedAlignment> suggestions(CrosswalkId crosswalk, ItemUri requirement) {
        throw new UnsupportedOperationException("not built yet");
    }

    /**
     * Accepts a pair as a CFAssociation whose origin is the outcome and whose destination is the requirement.
     *
     * @param associationType CASE's word: {@code exactMatchOf}, {@code isPartOf}, {@code isRelatedTo}…
     * @param reason why; may be empty
     */
    public AlignmentStep accept(
            CrosswalkId crosswalk,
            ItemUri requirement,
            ItemUri outcome,
            String associationType,
            String reason,
            PersonId by) {
        throw new UnsupportedOperationException("not built yet");
    }

    /** Says that the pair does not belong together; it is not suggested again. */
    public void reject(CrosswalkId crosswalk, ItemUri requirement, ItemUri outcome, String reason, PersonId by) {
        throw new UnsupportedOperationException("not built yet");
    }

    /** Takes a decision back: the pair is open again. */
    public void undo(CrosswalkId crosswalk, ItemUri requirement, ItemUri outcome, PersonId by) {
        throw new UnsupportedOperationException("not built yet");
    }

    /** The accepted alignments of a crosswalk (from requirement, to outcome). */
    public List<AlignmentStep> accepted(CrosswalkId crosswalk) {
        throw new UnsupportedOperationException("not built yet");
    }

    /** How far the crosswalk covers its requirements. */
    public Coverage coverage(CrosswalkId crosswalk) {
        throw new UnsupportedOperationException("not built yet");
    }
}
