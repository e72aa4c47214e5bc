package org.throughline.server.cocreation;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.throughline.caseformat.model.AssociationType;
import org.throughline.caseformat.model.LinkGenURI;

/** One thing that somebody does to a draft. Several at once are one act, and are undone as one. */
public sealed interface DraftEdit {

    /**
     * A new item.
     *
     * @param identifier a version 4 UUID that is new here
     * @param parent the item above it, or the framework
     * @param after the sibling before it; null: the first
     */
    record Add(UUID identifier, UUID parent, @Nullable UUID after, DraftText text) implements DraftEdit {}

    /**
     * Another text for an item.
     *
     * @param seen the item's text revision that the editor saw; another one since is told as {@link EditOutcome.Stale}
     * @param meaning whether the meaning changed: then the old item is retired and replaced by a new one when it stands published already
     */
    record Reword(UUID item, long seen, DraftText text, boolean meaning) implements DraftEdit {}

    /**
     * Other places for items, which take along what stands below them.
     *
     * @param items in their order
     * @param parent the item above them from now on, or the framework
     * @param after the sibling before the first of them; null: they come first
     */
    record Move(List<UUID> items, UUID parent, @Nullable UUID after) implements DraftEdit {
        public Move {
            items = List.copyOf(items);
        }
    }

    /**
     * Items leave the framework with everything below them at the next publication. Until then they can be restored, those that were never
     * published too.
     *
     * @param seen the text revision of the one item that was seen when this was decided; another one since is told as {@link EditOutcome.Stale}.
     *     Null: it leaves whatever it says
     */
    record Retire(List<UUID> items, @Nullable Long seen) implements DraftEdit {
        public Retire {
            items = List.copyOf(items);
        }

        /** Whatever they say. */
        public Retire(List<UUID> items) {
            this(items, null);
        }
    }

    /** Items that were to leave stay. */
    record Restore(List<UUID> items) implements DraftEdit {
        public Restore {
            items = List.copyOf(items);
        }
    }

    /** A link from an item to another node that is not the tree's: a further parent, a translation, an item of another framework. */
    record Link(
            UUID identifier,
            UUID item,
            AssociationType type,
            LinkGenURI target,
            @Nullable String notes) implements DraftEdit {}

    /** A link is taken away. */
    record Unlink(UUID link) implements DraftEdit {}

    /**
     * Other words about the framework itself.
     *
     * @param seen the mark of the words that the editor saw; where others stand there now, nothing is written, and they are told. Null: whatever stands
     */
    record Describe(DocumentText text, @Nullable String seen) implements DraftEdit {
        /** Whatever stands there now. */
        public Describe(DocumentText text) {
            this(text, null);
        }
    }
}
