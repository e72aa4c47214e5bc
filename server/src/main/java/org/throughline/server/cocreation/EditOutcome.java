package org.throughline.server.cocreation;

import java.util.UUID;

/** What came of an edit. */
public sealed interface EditOutcome {

    /**
     * It is done and kept.
     *
     * @param act its number, for undo
     */
    record Done(long act, String summary) implements EditOutcome {}

    /**
     * Somebody else changed the item meanwhile. Nothing was changed.
     *
     * @param now the item as it stands
     * @param yours the text that was to be written; without a statement where the item was to leave
     */
    record Stale(DraftItem now, DraftText yours) implements EditOutcome {}

    /**
     * It can't be done, and nothing was changed.
     *
     * @param item the item that stands in the way
     * @param reason in a sentence: what was found, what was expected
     */
    record Refused(UUID item, String reason) implements EditOutcome {}
}
