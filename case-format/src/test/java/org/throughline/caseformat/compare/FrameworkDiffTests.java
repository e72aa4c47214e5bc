package org.throughline.caseformat.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.throughline.caseformat.compare.Small.id;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.throughline.caseformat.compare.FrameworkDiff.Change;
import org.throughline.caseformat.compare.FrameworkDiff.Moved;
import org.throughline.caseformat.compare.FrameworkDiff.Way;
import org.throughline.caseformat.model.AssociationType;
import org.throughline.caseformat.model.CFDefinitions;
import org.throughline.caseformat.model.CFItem;
import org.throughline.caseformat.model.CFItemType;
import org.throughline.caseformat.model.CFPackage;
import org.throughline.caseformat.model.Extensions;

class FrameworkDiffTests {

    private final CFPackage before = Small.tree().pkg();

    @Test
    void isSameWhereOnlyDatesNumbersAndTheOrderOfTheFileAreOthers() {
        List<CFItem> items = new ArrayList<>(before.items());
        Collections.shuffle(items, new Random(1));
        Small other = Small.of(
                new CFPackage(before.document(), items, before.associations(), before.definitions(), before.rubrics()));
        other.under("a", "document", 10).under("b", "document", 20).under("c", "document", 30);
        other.changes("a", item -> item.lastChangeDateTime(Small.THEN.plusSeconds(9)));

        FrameworkDiff diff = FrameworkDiff.between(before, other.pkg());

        assertThat(diff.isSame()).isTrue();
        assertThat(diff.differences()).isZero();
    }

    @Test
    void tellsWhichPropertiesOfAnItemWereRewordedAndHow() {
        FrameworkDiff diff = FrameworkDiff.between(
                before,
                Small.tree()
                        .changes(
                                "b",
                                item -> item.fullStatement("Mount solar modules")
                                        .conceptKeywords(List.of("x", "y")))
                        .pkg());

        assertThat(diff.reworded())
                .singleElement()
                .satisfies(one -> assertThat(one.changes())
                        .containsExactly(
                                new PropertyChange("fullStatement", "Mount modules", "Mount solar modules"),
                                new PropertyChange("conceptKeywords", null, "x; y")));
        assertThat(diff.differences()).isEqualTo(1);
        assertThat(diff.reworded(id("b"))).isPresent();
    }

    @Test
    void tellsOfExtensionsThoseThatSayDifferently() {
        Extensions then =
                Extensions.NONE.withText("same", "kept").withText("word", "old").withText("gone", "away");
        Extensions now =
                Extensions.NONE.withText("same", "kept").withText("word", "new").withText("fresh", "come");
        Small was = Small.tree().changes("b", item -> item.extensions(then));
        Small is = Small.tree().changes("b", item -> item.extensions(now));

        FrameworkDiff diff = FrameworkDiff.between(withOwn(was.pkg(), then), withOwn(is.pkg(), now));

        PropertyChange told = new PropertyChange("extensions", "word: old; gone: away", "word: new; fresh: come");
        assertThat(diff.reworded())
                .singleElement()
                .satisfies(one -> assertThat(one.changes()).containsExactly(told));
        assertThat(diff.document()).containsExactly(told);
        assertThat(diff.extensions()).isEqualTo(told);
        assertThat(FrameworkDiff.between(was.pkg(), withOwn(was.pkg(), then)).extensions())
                .isEqualTo(new PropertyChange("extensions", null, "same: kept; word: old; gone: away"));
    }

    /** The same package with these extensions of its own and of its document. */
    private static CFPackage withOwn(CFPackage pkg, Extensions extensions) {
        return new CFPackage(
                pkg.document().toBuilder().extensions(extensions).build(),
                pkg.items(),
                pkg.associations(),
                pkg.definitions(),
                pkg.rubrics(),
                extensions);
    }

    @Test
    void doesNotCallLaterSiblingsMovedWhereOneIsInsertedOrTakenAway() {
        FrameworkDiff inserted = FrameworkDiff.between(
                before,
                Small.tree()
                        .with("new", "Check the site", "document", 1)
                        .under("a", "document", 2)
                        .under("b", "document", 3)
                        .under("c", "document", 4)
                        .pkg());
        FrameworkDiff taken = FrameworkDiff.between(
                before, Small.tree().without("b").under("c", "document", 2).pkg());

        assertThat(inserted.moved()).isEmpty();
        assertThat(inserted.added()).extracting(CFItem::fullStatement).containsExactly("Check the site");
        assertThat(taken.moved()).isEmpty();
        assertThat(taken.retired()).singleElement().satisfies(one -> {
            assertThat(one.item().fullStatement()).isEqualTo("Mount modules");
            assertThat(one.way()).isEqualTo(Way.GONE);
        });
    }

    @Test
    void tellsTheOneItemThatWasMovedAmongItsSiblings() {
        FrameworkDiff diff = FrameworkDiff.between(
                before,
                Small.tree()
                        .under("c", "document", 1)
                        .under("a", "document", 2)
                        .under("b", "document", 3)
                        .pkg());

        assertThat(diff.moved()).singleElement().satisfies(moved -> {
            assertThat(moved.item().identifier()).isEqualTo(id("c"));
            assertThat(moved.amongSiblings()).isTrue();
            assertThat(moved.after()).isNull();
        });
    }

    @Test
    void tellsFromWhichParentsToWhichAnItemWasMoved() {
        FrameworkDiff diff = FrameworkDiff.between(
                before, Small.tree().under("a2", "b", 1).under("c", "a", 3).pkg());

        assertThat(diff.moved())
                .extracting(moved -> moved.item().fullStatement())
                .containsExactly("Hand over", "Draw the plan");
        Moved first = diff.moved().getFirst();
        assertThat(first.from()).extracting(FrameworkDiff.Place::label).containsExactly("Solar");
        assertThat(first.to()).extracting(FrameworkDiff.Place::label).containsExactly("Plan a roof");
        assertThat(diff.differences()).isEqualTo(2);
    }

    @Test
    void tellsRetiredItemsAndWhatReplacesThem() {
        FrameworkDiff diff = FrameworkDiff.between(
                before,
                Small.tree()
                        .changes("b", item -> item.statusEndDate(LocalDate.of(2026, 6, 30)))
                        .with("b2", "Mount modules to the new code", "document", 4)
                        .with(Small.association("b", AssociationType.REPLACED_BY, "b2"))
                        .pkg());

        assertThat(diff.retired())
                .singleElement()
                .satisfies(one -> assertThat(one.way()).isEqualTo(Way.ENDED));
        assertThat(diff.replaced()).singleElement().satisfies(one -> {
            assertThat(one.old()).extracting(CFItem::fullStatement).isEqualTo("Mount modules");
            assertThat(one.replacement()).extracting(CFItem::fullStatement).isEqualTo("Mount modules to the new code");
        });
        assertThat(diff.reworded()).isEmpty();
        assertThat(diff.associations()).isEmpty();
    }

    @Test
    void tellsOtherAssociationsAndMatchesThemByWhatTheySay() {
        CFPackage one = Small.tree()
                .with(Small.association("a", AssociationType.IS_RELATED_TO, "b"))
                .with(Small.association("a", AssociationType.PRECEDES, "b"))
                .pkg();
        CFPackage two = Small.tree()
                .with(Small.association("a", AssociationType.IS_RELATED_TO, "b").toBuilder()
                        .identifier(id("another"))
                        .notes("Because")
                        .build())
                .with(Small.association("b", AssociationType.PRECEDES, "c"))
                .pkg();

        FrameworkDiff diff = FrameworkDiff.between(one, two);

        assertThat(diff.associations())
                .extracting(FrameworkDiff.AssociationChange::change)
                .containsExactlyInAnyOrder(Change.CHANGED, Change.ADDED, Change.REMOVED);
        assertThat(diff.associations())
                .filteredOn(change -> change.change() == Change.CHANGED)
                .flatExtracting(FrameworkDiff.AssociationChange::changes)
                .containsExactly(new PropertyChange("notes", null, "Because"));
    }

    @Test
    void tellsWhatTheDocumentAndTheDefinitionsSayDifferently() {
        CFPackage one = withType(before, "What somebody can do");
        CFPackage two = withType(
                Small.tree().document(document -> document.version("2")).pkg(), "What somebody knows");

        FrameworkDiff diff = FrameworkDiff.between(one, two);

        assertThat(diff.document()).containsExactly(new PropertyChange("version", null, "2"));
        assertThat(diff.definitions()).singleElement().satisfies(change -> {
            assertThat(change.kind()).isEqualTo("CFItemType");
            assertThat(change.changes())
                    .containsExactly(new PropertyChange("description", "What somebody can do", "What somebody knows"));
        });
    }

    @Test
    void comparesTenThousandItemsAndThirtyThousandAssociations() {
        CFPackage large = large("Statement ");

        FrameworkDiff diff = FrameworkDiff.between(large, large("Wording "));

        assertThat(diff.reworded()).hasSize(10_000);
        assertThat(diff.differences()).isEqualTo(10_000);
    }

    static CFPackage large(String words) {
        Small small = new Small();
        for (int i = 0; i < 10_000; i++) {
            small.with("n" + i, words + i, i < 10 ? "document" : "n" + i / 10, i % 10);
        }
        for (int i = 0; i < 10_000; i++) {
            small.with(Small.association("n" + i, AssociationType.IS_RELATED_TO, "n" + (i + 7) % 10_000));
            small.with(Small.association("n" + i, AssociationType.EXACT_MATCH_OF, "elsewhere" + i));
        }
        return small.pkg();
    }

    private static CFPackage withType(CFPackage pkg, String description) {
        CFItemType type = new CFItemType(
                id("type"), Small.uri("type"), "Skill", description, "1", Small.THEN, null, Extensions.NONE);
        return new CFPackage(
                pkg.document(),
                pkg.items(),
                pkg.associations(),
                new CFDefinitions(List.of(), List.of(), List.of(), List.of(type), List.of(), Extensions.NONE),
                List.of());
    }
}
