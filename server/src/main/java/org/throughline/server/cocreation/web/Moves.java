package org.throughline.server.cocreation.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.throughline.server.cocreation.DraftEdit;
import org.throughline.server.cocreation.DraftItem;
import org.throughline.server.cocreation.Drafts;
import org.throughline.server.frameworks.FrameworkId;

/** What somebody means who says up, down, in or out: as a move, from where the items stand now. */
@Component
class Moves {
    private final Drafts drafts;

    Moves(Drafts drafts) {
        this.drafts = drafts;
    }

    /** The move that a word means; empty where there is nowhere to go. */
    Optional<DraftEdit> of(FrameworkId framework, String word, List<UUID> items, @Nullable UUID target) {
        if (items.isEmpty()) {
            return Optional.empty();
        }
        return switch (word) {
            case "up" -> up(framework, items);
            case "down" -> down(framework, items);
            case "in" -> in(framework, items);
            case "out" -> out(framework, items);
            case "after" -> target == null ? Optional.empty() : after(framework, items, target);
            case "before" -> target == null ? Optional.empty() : before(framework, items, target);
            case "inside" -> target == null ? Optional.empty() : inside(framework, items, target);
            default -> Optional.empty();
        };
    }

    private Optional<DraftEdit> up(FrameworkId framework, List<UUID> items) {
        return drafts.before(framework, items.getFirst())
                .flatMap(previous -> parent(framework, items.getFirst())
                        .map(parent -> new DraftEdit.Move(
                                items,
                                parent,
                                drafts.before(framework, previous).orElse(null))));
    }

    private Optional<DraftEdit> down(FrameworkId framework, List<UUID> items) {
        return drafts.after(framework, items.getLast())
                .flatMap(next ->
                        parent(framework, items.getLast()).map(parent -> new DraftEdit.Move(items, parent, next)));
    }

    private Optional<DraftEdit> in(FrameworkId framework, List<UUID> items) {
        return drafts.before(framework, items.getFirst())
                .map(above -> new DraftEdit.Move(items, above, last(framework, above)));
    }

    private Optional<DraftEdit> out(FrameworkId framework, List<UUID> items) {
        return parent(framework, items.getFirst())
                .filter(parent -> !parent.equals(framework.value()))
                .flatMap(parent -> parent(framework, parent).map(above -> new DraftEdit.Move(items, above, parent)));
    }

    private Optional<DraftEdit> after(FrameworkId framework, List<UUID> items, UUID target) {
        return parent(framework, target).map(parent -> new DraftEdit.Move(items, parent, target));
    }

    private Optional<DraftEdit> before(FrameworkId framework, List<UUID> items, UUID target) {
        return parent(framework, target)
                .map(parent -> new DraftEdit.Move(
                        items, parent, drafts.before(framework, target).orElse(null)));
    }

    private Optional<DraftEdit> inside(FrameworkId framework, List<UUID> items, UUID target) {
        return Optional.of(new DraftEdit.Move(items, target, last(framework, target)));
    }

    private Optional<UUID> parent(FrameworkId framework, UUID item) {
        return drafts.item(framework, item).map(DraftItem::parent);
    }

    /** The last item below another, or below the framework; null where there is none. */
    @Nullable
    UUID last(FrameworkId framework, UUID parent) {
        int count = drafts.count(framework, parent);
        if (count == 0) {
            return null;
        }
        List<DraftItem> last = new ArrayList<>(drafts.children(framework, parent, count - 1, 1));
        return last.isEmpty() ? null : last.getFirst().identifier();
    }

    /** Where the focus goes when these leave: the next sibling, else the one before, else what stands above. */
    @Nullable
    UUID beside(FrameworkId framework, List<UUID> items) {
        if (items.isEmpty()) {
            return null;
        }
        return drafts.after(framework, items.getLast())
                .or(() -> drafts.before(framework, items.getFirst()))
                .or(() -> parent(framework, items.getFirst()).filter(parent -> !parent.equals(framework.value())))
                .orElse(null);
    }
}
