package org.throughline.caseformat.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.throughline.caseformat.compare.Small.id;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.throughline.caseformat.graph.FrameworkTree;
import org.throughline.caseformat.model.AssociationType;
import org.throughline.caseformat.model.CFDocument;
import org.throughline.caseformat.model.CFItem;
import org.throughline.caseformat.model.CFPackage;
import org.throughline.caseformat.model.CaseIds;

class ThreeWayMergeTests {

    private static final Adoption OWN =
            Adoption.withOwnIdentifiers(identifier -> "https://local.example/uri/" + identifier);

    private final CFPackage base = Small.tree().pkg();

    @Test
    void takesWhatOnlyTheSourceChangedAndKeepsWhatOnlyTheVariantChanged() {
        ThreeWayMerge merge = ThreeWayMerge.of(
                base,
                Small.tree()
                        .says("a", "Plan a roof here")
                        .with("local", "Wear our helmet", "b", 1)
                        .pkg(),
                Small.tree()
                        .says("b", "Mount solar modules")
                        .changes("a", item -> item.notes("Note"))
                        .pkg());

        assertThat(merge.conflicts()).isEmpty();
        assertThat(statement(merge, "a")).isEqualTo("Plan a roof here");
        assertThat(item(merge, "a").notes()).isEqualTo("Note");
        assertThat(statement(merge, "b")).isEqualTo("Mount solar modules");
        assertThat(statement(merge, "local")).isEqualTo("Wear our helmet");
        assertThat(merge.taken().reworded()).hasSize(2);
        assertThat(merge.taken().differences()).isEqualTo(2);
    }

    @Test
    void explainsAWordingThatBothChangedAndAppliesEitherOrAThird() {
        ThreeWayMerge merge = ThreeWayMerge.of(
                base,
                Small.tree().says("b", "Mount modules safely").pkg(),
                Small.tree().says("b", "Mount solar modules").pkg());

        Conflict conflict = merge.conflicts().getFirst();
        assertThat(merge.conflicts()).hasSize(1);
        assertThat(conflict.kind()).isEqualTo(Conflict.Kind.CHANGED_BOTH_WAYS);
        assertThat(conflict.sentence())
                .isEqualTo(
                        "Both changed fullStatement of \"Mount modules safely\": it was \"Mount modules\", here it is"
                                + " \"Mount modules safely\", in the source \"Mount solar modules\".");
        assertThat(statement(merge, "b")).isEqualTo("Mount modules safely");
        assertThat(statement(merge.with(Map.of(conflict.key(), Choice.THEIRS)), "b"))
                .isEqualTo("Mount solar modules");
        ThreeWayMerge third = merge.with(Map.of(conflict.key(), new Choice.Text("Mount solar modules safely")));
        assertThat(statement(third, "b")).isEqualTo("Mount solar modules safely");
        assertThat(third.open()).isEmpty();
        assertThat(third.conflicts()).hasSize(1);
    }

    @Test
    void leavesOutWhatTheSourceLeftOutUnlessItWasChangedOrIsBuiltOnHere() {
        CFPackage without = Small.tree().without("b").pkg();

        assertThat(ThreeWayMerge.of(base, base, without).merged().items()).hasSize(4);
        ThreeWayMerge reworded =
                ThreeWayMerge.of(base, Small.tree().says("b", "Mount").pkg(), without);
        ThreeWayMerge builtOn = ThreeWayMerge.of(
                base, Small.tree().with("local", "Wear our helmet", "b", 1).pkg(), without);
        for (ThreeWayMerge merge : List.of(reworded, builtOn)) {
            Conflict conflict = merge.conflicts().getFirst();
            assertThat(conflict.kind()).isEqualTo(Conflict.Kind.CHANGED_HERE_DELETED_THERE);
            assertThat(has(merge, "b")).isTrue();
            assertThat(has(merge.with(Map.of(conflict.key(), Choice.THEIRS)), "b"))
                    .isFalse();
            assertThat(FrameworkTree.of(merge.with(Map.of(conflict.key(), Choice.THEIRS))
                                    .merged())
                            .orphans())
                    .isEmpty();
        }
        assertThat(builtOn.conflicts().getFirst().sentence()).contains("here it is built on (local isChildOf it)");
    }

    @Test
    void keepsLeftOutWhatTheSourceChangedUntilSomebodyWantsItBack() {
        ThreeWayMerge merge = ThreeWayMerge.of(
                base,
                Small.tree().without("b").pkg(),
                Small.tree().says("b", "Mount solar modules").pkg());

        Conflict conflict = merge.conflicts().getFirst();
        assertThat(conflict.kind()).isEqualTo(Conflict.Kind.DELETED_HERE_CHANGED_THERE);
        assertThat(has(merge, "b")).isFalse();
        ThreeWayMerge back = merge.with(Map.of(conflict.key(), Choice.THEIRS));
        assertThat(statement(back, "b")).isEqualTo("Mount solar modules");
        assertThat(FrameworkTree.of(back.merged()).roots())
                .extracting(CFItem::fullStatement)
                .contains("Mount solar modules");
        assertThat(ThreeWayMerge.of(base, Small.tree().without("b").pkg(), base).conflicts())
                .isEmpty();
    }

    @Test
    void explainsAMoveBothWays() {
        ThreeWayMerge merge = ThreeWayMerge.of(
                base,
                Small.tree().under("a2", "b", 1).pkg(),
                Small.tree().under("a2", "c", 1).pkg());

        Conflict conflict = merge.conflicts().getFirst();
        assertThat(conflict.kind()).isEqualTo(Conflict.Kind.MOVED_BOTH_WAYS);
        assertThat(conflict.sentence())
                .contains("it stood under \"Plan a roof\", here it stands under \"Mount modules\"");
        assertThat(parents(merge, "a2")).containsExactly("Mount modules");
        assertThat(parents(merge.with(Map.of(conflict.key(), Choice.THEIRS)), "a2"))
                .containsExactly("Hand over");
    }

    @Test
    void hangsWhatIsNewUnderSomethingLeftOutHereOneLevelUpAndBringsTheParentBackOnDemand() {
        CFPackage mine = Small.tree().without("a").without("a1").without("a2").pkg();
        ThreeWayMerge merge = ThreeWayMerge.of(
                base,
                mine,
                Small.tree().with("a3", "Ask the neighbours", "a", 3).pkg());

        Conflict conflict = merge.conflicts().getFirst();
        assertThat(conflict.kind()).isEqualTo(Conflict.Kind.PARENT_GONE);
        assertThat(FrameworkTree.of(merge.merged()).roots())
                .extracting(CFItem::fullStatement)
                .contains("Ask the neighbours");
        ThreeWayMerge back = merge.with(Map.of(conflict.key(), Choice.THEIRS));
        assertThat(parents(back, "a3")).containsExactly("Plan a roof");
        assertThat(FrameworkTree.of(back.merged()).orphans()).isEmpty();
    }

    @Test
    void keepsItsOwnPlacesWhereTwoMovesTogetherWouldCloseACircle() {
        ThreeWayMerge merge = ThreeWayMerge.of(
                base,
                Small.tree().under("a", "b", 1).pkg(),
                Small.tree().under("b", "a", 1).pkg());

        assertThat(merge.conflicts()).extracting(Conflict::kind).containsExactly(Conflict.Kind.CYCLE);
        assertThat(FrameworkTree.of(merge.merged()).cycle()).isEmpty();
        assertThat(parents(merge, "a")).containsExactly("Mount modules");
        ThreeWayMerge theirs = merge.with(Map.of(merge.conflicts().getFirst().key(), Choice.THEIRS));
        assertThat(parents(theirs, "b")).containsExactly("Plan a roof");
        assertThat(FrameworkTree.of(theirs.merged()).cycle()).isEmpty();
    }

    @Test
    void weavesInsertionsOfBothIntoOneOrder() {
        ThreeWayMerge merge = ThreeWayMerge.of(
                base,
                Small.tree()
                        .with("mine", "Mine", "document", 2)
                        .under("b", "document", 3)
                        .under("c", "document", 4)
                        .pkg(),
                Small.tree()
                        .with("theirs", "Theirs", "document", 3)
                        .under("c", "document", 4)
                        .pkg());

        assertThat(merge.conflicts()).isEmpty();
        assertThat(FrameworkTree.of(merge.merged()).roots())
                .extracting(CFItem::fullStatement)
                .containsExactly("Plan a roof", "Mine", "Mount modules", "Theirs", "Hand over");
    }

    @Test
    void knowsTheCounterpartsOfAVariantWithIdentifiersOfItsOwn() {
        CFPackage variant = ThreeWayMerge.variantOf(base, variantDocument(), OWN);
        assertThat(variant.items()).hasSize(5).allSatisfy(item -> {
            assertThat(base.items()).noneMatch(other -> other.identifier().equals(item.identifier()));
            assertThat(item.uri()).startsWith("https://local.example/uri/");
            assertThat(base.items())
                    .anyMatch(other -> other.identifier().toString().equals(ThreeWayMerge.sourceOf(item))
                            && item.extensions()
                                    .text("sourceItemURI")
                                    .orElse("")
                                    .equals(other.uri()));
            assertThat(CaseIds.accepts(item.identifier())).isTrue();
        });
        assertThat(FrameworkTree.of(variant).orphans()).isEmpty();

        CFPackage theirs = Small.tree()
                .says("b", "Mount solar modules")
                .with("d", "Clean up", "a", 3)
                .without("c")
                .document(document -> document.title("Solar 2").description("More"))
                .pkg();
        ThreeWayMerge merge = ThreeWayMerge.of(base, variant, theirs, OWN);

        assertThat(merge.conflicts()).isEmpty();
        assertThat(merge.merged().document().title()).isEqualTo("Solar, here");
        assertThat(merge.merged().document().description()).isEqualTo("More");
        assertThat(merge.merged().items())
                .extracting(CFItem::fullStatement)
                .containsExactly("Plan a roof", "Mount solar modules", "Measure the roof", "Draw the plan", "Clean up");
        assertThat(FrameworkTree.of(merge.merged()).orphans()).isEmpty();
        assertThat(ThreeWayMerge.of(theirs, merge.merged(), theirs, OWN).taken().isSame())
                .isTrue();
    }

    @Test
    void refusesAThirdWordingForWhatTakesNone() {
        ThreeWayMerge merge = ThreeWayMerge.of(
                base,
                Small.tree().under("a2", "b", 1).pkg(),
                Small.tree().under("a2", "c", 1).pkg());

        assertThatThrownBy(() -> merge.with(Map.of(merge.conflicts().getFirst().key(), new Choice.Text("x"))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Property(tries = 200)
    void changesNothingWhereNothingWasChanged(@ForAll("frameworks") CFPackage any) {
        ThreeWayMerge merge = ThreeWayMerge.of(any, any, any);

        assertThat(merge.merged()).isEqualTo(any);
        assertThat(merge.conflicts()).isEmpty();
        CFPackage variant = ThreeWayMerge.variantOf(any, variantDocument(), OWN);
        assertThat(ThreeWayMerge.of(any, variant, any, OWN).merged()).isEqualTo(variant);
    }

    @Property(tries = 300)
    void isTheSourceWhereOnlyTheSourceWasChangedAndTheVariantWhereOnlyThat(@ForAll("frameworks") CFPackage other) {
        ThreeWayMerge theirs = ThreeWayMerge.of(base, base, other);
        ThreeWayMerge mine = ThreeWayMerge.of(base, other, base);

        assertThat(theirs.conflicts()).isEmpty();
        assertThat(said(theirs.merged())).isEqualTo(said(other));
        assertThat(mine.conflicts()).isEmpty();
        assertThat(said(mine.merged())).isEqualTo(said(other));
    }

    @Property(tries = 1000)
    void isTheSameFromBothSidesWhereThereIsNoConflict(
            @ForAll("frameworks") CFPackage one, @ForAll("frameworks") CFPackage two) {
        ThreeWayMerge here = ThreeWayMerge.of(base, one, two);
        ThreeWayMerge there = ThreeWayMerge.of(base, two, one);

        assertThat(here.conflicts().isEmpty()).isEqualTo(there.conflicts().isEmpty());
        assertThat(FrameworkTree.of(here.merged()).cycle()).isEmpty();
        assertThat(here.conflicts().stream().map(Conflict::key).distinct()).hasSameSizeAs(here.conflicts());
        if (here.conflicts().isEmpty()) {
            assertThat(said(here.merged())).isEqualTo(said(there.merged()));
        }
    }

    /** One change of the small tree, by numbers. */
    private record Edit(int kind, int item, int other, int number) {}

    @Provide
    Arbitrary<CFPackage> frameworks() {
        Arbitrary<Integer> small = Arbitraries.integers().between(0, 6);
        return Combinators.combine(
                        Arbitraries.integers().between(0, 6),
                        small,
                        small,
                        Arbitraries.integers().between(1, 5))
                .as(Edit::new)
                .list()
                .ofMaxSize(5)
                .map(ThreeWayMergeTests::edited);
    }

    private static CFPackage edited(List<Edit> edits) {
        CFPackage pkg = Small.tree().pkg();
        String[] names = {"a", "b", "c", "a1", "a2", "x", "y"};
        for (Edit edit : edits) {
            Small small = Small.of(pkg);
            String name = names[edit.item()];
            boolean there = has(pkg, name);
            String parent = edit.other() == 5 || !has(pkg, names[edit.other()]) ? "document" : names[edit.other()];
            switch (edit.kind()) {
                case 0 -> small.says(name, "Statement " + edit.other());
                case 1 -> small.changes(name, item -> item.notes("Note " + edit.number()));
                case 2 ->
                    small = there
                            ? small.under(name, parent, edit.number())
                            : small.with(name, "New " + name, parent, edit.number());
                case 3 -> small.without(name);
                case 4 ->
                    small = there && !parent.equals("document")
                            ? small.with(Small.association(name, AssociationType.PRECEDES, parent))
                            : small;
                case 5 -> small.document(document -> document.version("v" + edit.number()));
                default -> small = there ? small.under(name, parentOf(pkg, name), edit.number()) : small;
            }
            CFPackage next = small.pkg();
            Set<String> seen = new HashSet<>();
            boolean twice = next.associations().stream().anyMatch(one -> !seen.add(Comparison.meaning(one)));
            if (FrameworkTree.of(next).cycle().isEmpty()
                    && FrameworkTree.of(next).orphans().isEmpty()
                    && !twice) {
                pkg = next;
            }
        }
        return pkg;
    }

    private static String parentOf(CFPackage pkg, String name) {
        return pkg.associations().stream()
                .filter(one -> one.associationType() == AssociationType.IS_CHILD_OF)
                .filter(one -> one.originNodeURI().identifier().equals(id(name).toString()))
                .map(one -> one.destinationNodeURI().title())
                .findFirst()
                .orElse("document");
    }

    private static boolean has(CFPackage pkg, String name) {
        return pkg.items().stream().anyMatch(item -> item.identifier().equals(id(name)));
    }

    private static boolean has(ThreeWayMerge merge, String name) {
        return has(merge.merged(), name);
    }

    /** What a package says, in lines that can be compared and read. */
    private static Set<String> said(CFPackage pkg) {
        Set<String> said = new TreeSet<>();
        said.add("document " + pkg.document().version());
        pkg.items().forEach(item -> said.add("item " + item.fullStatement() + " " + item.notes()));
        pkg.associations()
                .forEach(one -> said.add(one.originNodeURI().title() + " "
                        + one.associationType().wire() + " "
                        + one.destinationNodeURI().title() + " " + one.sequenceNumber()));
        return said;
    }

    private static CFItem item(ThreeWayMerge merge, String name) {
        return Objects.requireNonNull(merge.merged().items().stream()
                .filter(item -> item.identifier().equals(id(name)))
                .findFirst()
                .orElse(null));
    }

    private static String statement(ThreeWayMerge merge, String name) {
        return item(merge, name).fullStatement();
    }

    private static List<String> parents(ThreeWayMerge merge, String name) {
        UUID identifier = id(name);
        return FrameworkTree.of(merge.merged()).parents(identifier).stream()
                .map(CFItem::fullStatement)
                .toList();
    }

    private static CFDocument variantDocument() {
        return CFDocument.builder(id("variant"), "https://local.example/uri/variant", "Us", "Solar, here", Small.THEN)
                .build();
    }
}
