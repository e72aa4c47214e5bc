package org.throughline.caseformat.compare;

import org.jspecify.annotations.Nullable;

/**
 * Something that the source and the variant changed in two ways, so that somebody has to choose. Until then the variant stays as it
 * is there.
 *
 * @param key names this conflict; the same in every merge of the same three packages
 * @param kind what sort of conflict it is
 * @param node the identifier of the item, association or definition in the variant; the document's where the document is meant
 * @param label what people call it
 * @param property the property in question, or {@code isChildOf} for the place in the tree; empty where the whole object is meant
 * @param base what the source said when the variant last took over from it; null for nothing
 * @param mine what the variant says; null for nothing
 * @param theirs what the source says now; null for nothing
 * @param sentence the conflict in a sentence
 * @param takesText whether a third wording can be given
 * @param choice what was decided; null while it is open
 */
public record Conflict(
        String key,
        Kind kind,
        String node,
        String label,
        String property,
        @Nullable String base,
        @Nullable String mine,
        @Nullable String theirs,
        String sentence,
        boolean takesText,
        @Nullable Choice choice) {

    /** Sorts of conflicts. */
    public enum Kind {
        /** Both changed the same property, differently. */
        CHANGED_BOTH_WAYS,
        /** The variant left it out, the source changed it. */
        DELETED_HERE_CHANGED_THERE,
        /** The source left it out, the variant changed it or builds on it. */
        CHANGED_HERE_DELETED_THERE,
        /** Both put the item under other parents, differently. */
        MOVED_BOTH_WAYS,
        /** Both put the children of one parent into another order. */
        REORDERED_BOTH_WAYS,
        /** The source put the item under one that the variant left out. */
        PARENT_GONE,
        /** The places that the source and the variant gave to items would let them stand under themselves. */
        CYCLE
    }

    /** Whether nobody has decided yet. */
    public boolean isOpen() {
        return choice == null;
    }

    /** The difference of the two wordings, word by word. */
    public TextDiff words() {
        return TextDiff.between(mine, theirs);
    }
}
