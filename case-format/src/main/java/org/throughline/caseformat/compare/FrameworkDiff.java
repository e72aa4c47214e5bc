package org.throughline.caseformat.compare;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.throughline.caseformat.model.CFAssociation;
import org.throughline.caseformat.model.CFItem;
import org.throughline.caseformat.model.CFPackage;

/**
 * What is different between two states of a framework, as people read it. Items are the same where their identifiers are. Not a
 * difference: the dates of last changes, the order in which a file happens to list things, numbers that leave the order as it was,
 * the identifiers of associations that say the same.
 *
 * @param document what the document says differently
 * @param added items that are new, in the order of the new tree
 * @param retired items that are gone, or that hold no longer since they got an end date, in the order of the old tree
 * @param replaced which item stands for which retired one from now on
 * @param reworded items that say something else, in the order of the new tree
 * @param moved items that stand elsewhere: under other parents, or elsewhere among those that were their siblings before
 * @param associations every other association that was added, removed or changed
 * @param definitions definitions and rubrics that were added, removed or changed
 * @param extensions what the package's own extensions say differently; null where they are the same
 */
public record FrameworkDiff(
        List<PropertyChange> document,
        List<CFItem> added,
        List<Retired> retired,
        List<Replaced> replaced,
        List<Reworded> reworded,
        List<Moved> moved,
        List<AssociationChange> associations,
        List<DefinitionChange> definitions,
        @Nullable PropertyChange extensions) {

    public FrameworkDiff {
        document = List.copyOf(document);
        added = List.copyOf(added);
        retired = List.copyOf(retired);
        replaced = List.copyOf(replaced);
        reworded = List.copyOf(reworded);
        moved = List.copyOf(moved);
        associations = List.copyOf(associations);
        definitions = List.copyOf(definitions);
    }

    /** The difference of these two; 10,000 items with 30,000 associations take a small part of a second. */
    public static FrameworkDiff between(CFPackage before, CFPackage after) {
        return new Comparison(before, after).diff();
    }

    /** Whether nothing that people would read is different. */
    public boolean isSame() {
        return differences() == 0;
    }

    /** How many differences there are in all. */
    public int differences() {
        return document.size()
                + added.size()
                + retired.size()
                + replaced.size()
                + reworded.size()
                + moved.size()
                + associations.size()
                + definitions.size()
                + (extensions == null ? 0 : 1);
    }

    /** How this item was reworded. */
    public Optional<Reworded> reworded(UUID item) {
        return reworded.stream()
                .filter(one -> one.after().identifier().equals(item))
                .findFirst();
    }

    /** Something added, taken away, or told differently. */
    public enum Change {
        ADDED,
        REMOVED,
        CHANGED
    }

    /**
     * An item that says something else than before.
     *
     * @param changes what, property by property, never empty
     */
    public record Reworded(CFItem before, CFItem after, List<PropertyChange> changes) {
        public Reworded {
            changes = List.copyOf(changes);
        }
    }

    /** How an item came to hold no longer. */
    public enum Way {
        /** It is not in the framework any more. */
        GONE,
        /** It is still there, with a last day ({@code statusEndDate}) that it did not have before. */
        ENDED
    }

    /**
     * An item that holds no longer.
     *
     * @param item the item as it last was
     */
    public record Retired(CFItem item, Way way) {}

    /**
     * A new {@code replacedBy}.
     *
     * @param association the association: its origin is the old item, its destination the new one
     * @param old the old item; null where it is of another framework
     * @param replacement the new item; null where it is of another framework
     */
    public record Replaced(
            CFAssociation association,
            @Nullable CFItem old,
            @Nullable CFItem replacement) {}

    /**
     * One of the places where an item stands.
     *
     * @param identifier the parent's identifier, which is the document's for top items
     * @param label what people call it
     */
    public record Place(String identifier, String label) {}

    /**
     * An item that stands elsewhere.
     *
     * @param item the item as it is now
     * @param from its parents before; the same as {@code to} where only its order among siblings is another
     * @param to its parents now
     * @param after the sibling right before it now, where it was moved among its siblings; null where it is the first
     */
    public record Moved(
            CFItem item,
            List<Place> from,
            List<Place> to,
            @Nullable CFItem after) {
        public Moved {
            from = List.copyOf(from);
            to = List.copyOf(to);
        }

        /** Whether it stands under the same parents, only elsewhere among their children. */
        public boolean amongSiblings() {
            return from.equals(to);
        }
    }

    /**
     * An association that is no branch of the tree.
     *
     * @param before as it was; null where it is new
     * @param after as it is; null where it is gone
     * @param changes what it says differently; empty unless it is there before and after
     */
    public record AssociationChange(
            Change change,
            @Nullable CFAssociation before,
            @Nullable CFAssociation after,
            List<PropertyChange> changes) {
        public AssociationChange {
            changes = List.copyOf(changes);
        }

        /** The association as it is, or as it last was. */
        public CFAssociation association() {
            if (after != null) {
                return after;
            }
            if (before == null) {
                throw new IllegalStateException("An association is there before or after");
            }
            return before;
        }
    }

    /**
     * A definition or a rubric.
     *
     * @param kind its class in the standard, such as {@code CFItemType}
     * @param title what it is called
     * @param changes what it says differently; empty unless it is there before and after
     */
    public record DefinitionChange(
            Change change, String kind, UUID identifier, String title, List<PropertyChange> changes) {
        public DefinitionChange {
            changes = List.copyOf(changes);
        }
    }
}
