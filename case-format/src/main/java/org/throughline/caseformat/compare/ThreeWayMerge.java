package org.throughline.caseformat.compare;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.throughline.caseformat.model.CFDefinitions;
import org.throughline.caseformat.model.CFDocument;
import org.throughline.caseformat.model.CFItem;
import org.throughline.caseformat.model.CFPackage;

/**
 * A local variant takes over what its source changed. Per item and property, per place in the tree, per association and definition:
 * what only the source changed is taken, what only the variant changed stays, what both changed alike is fine, and what both changed
 * differently is a {@link Conflict} in which the variant stays as it is until somebody chooses. So it is also with what one left out
 * and the other changed, with moves to two places, with parents that are gone, and with circles that two moves would make together.
 *
 * <p>An item of the variant is the counterpart of the source's item that its extension {@code sourceItemIdentifier} names (CASE 1.1
 * implementation guide 4.4), else of the one with the same identifier. A variant that is a framework of its own (its document has
 * another identifier) keeps its own title, creator, publisher, version, address, official source and status, whatever becomes of the
 * source's.
 *
 * <p>Merging is a pure function: the same three packages and choices always give the same package.
 */
public final class ThreeWayMerge {

    private final CFPackage base;
    private final CFPackage mine;
    private final CFPackage theirs;
    private final Adoption adoption;
    private final Map<String, Choice> choices;
    private final CFPackage merged;
    private final List<Conflict> conflicts;

    private ThreeWayMerge(
            CFPackage base, CFPackage mine, CFPackage theirs, Adoption adoption, Map<String, Choice> choices) {
        this.base = base;
        this.mine = mine;
        this.theirs = theirs;
        this.adoption = adoption;
        this.choices = Map.copyOf(choices);
        Merging merging = new Merging(base, mine, theirs, adoption, this.choices);
        this.merged = merging.merged();
        this.conflicts = List.copyOf(merging.conflicts());
    }

    /**
     * Merges two states of the same framework.
     *
     * @param base the source as it was when the variant last took over from it
     * @param mine the variant as it stands
     * @param theirs the source as it stands
     */
    public static ThreeWayMerge of(CFPackage base, CFPackage mine, CFPackage theirs) {
        return of(base, mine, theirs, Adoption.AS_THEY_ARE);
    }

    /**
     * Merges the changes of a source into a variant.
     *
     * @param adoption which identifiers new objects of the source get in the variant
     */
    public static ThreeWayMerge of(CFPackage base, CFPackage mine, CFPackage theirs, Adoption adoption) {
        return new ThreeWayMerge(base, mine, theirs, adoption, Map.of());
    }

    /**
     * A new variant: everything that the source has, under a document of its own.
     *
     * @param document the variant's document
     * @param adoption which identifiers its items get
     */
    public static CFPackage variantOf(CFPackage source, CFDocument document, Adoption adoption) {
        CFPackage nothing = new CFPackage(source.document(), List.of(), List.of(), CFDefinitions.NONE, List.of());
        CFPackage empty = new CFPackage(document, List.of(), List.of(), CFDefinitions.NONE, List.of());
        return of(nothing, empty, source, adoption).merged();
    }

    /** The identifier of the source's item that this item of a variant comes from; its own where it does not say. */
    public static String sourceOf(CFItem item) {
        return Counterparts.sourceOf(item);
    }

    /** The merged package, in the variant's identifiers. */
    public CFPackage merged() {
        return merged;
    }

    /** What the merge changes in the variant. */
    public FrameworkDiff taken() {
        return FrameworkDiff.between(mine, merged);
    }

    /** All conflicts, decided or not, in the order of the variant. */
    public List<Conflict> conflicts() {
        return conflicts;
    }

    /** The conflicts that nobody has decided yet. */
    public List<Conflict> open() {
        return conflicts.stream().filter(Conflict::isOpen).toList();
    }

    /**
     * The same merge with decisions about conflicts, beside those that were made before. A decision can bring up other conflicts, such
     * as when an item comes back.
     *
     * @param decisions the choice of each conflict by its key; keys of no conflict are without effect
     * @throws IllegalArgumentException where a wording is given for a conflict that takes none
     */
    public ThreeWayMerge with(Map<String, Choice> decisions) {
        conflicts.forEach(conflict -> {
            if (decisions.get(conflict.key()) instanceof Choice.Text && !conflict.takesText()) {
                throw new IllegalArgumentException("Expected mine or theirs for " + conflict.key() + ", found a text");
            }
        });
        Map<String, Choice> all = new LinkedHashMap<>(choices);
        all.putAll(decisions);
        return new ThreeWayMerge(base, mine, theirs, adoption, all);
    }
}
