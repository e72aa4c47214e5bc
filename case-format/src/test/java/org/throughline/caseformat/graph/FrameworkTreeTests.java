package org.throughline.caseformat.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.throughline.caseformat.model.AssociationType;
import org.throughline.caseformat.model.CFAssociation;
import org.throughline.caseformat.model.CFDefinitions;
import org.throughline.caseformat.model.CFDocument;
import org.throughline.caseformat.model.CFItem;
import org.throughline.caseformat.model.CFPackage;
import org.throughline.caseformat.model.CaseIds;
import org.throughline.caseformat.model.LinkGenURI;

class FrameworkTreeTests {

    private static final Instant CHANGED = Instant.parse("2026-11-23T00:00:00Z");
    private static final CFDocument DOCUMENT = CFDocument.builder(id("document"), "urn:document", "us", "Tree", CHANGED)
            .build();

    private final List<CFItem> items = new ArrayList<>();
    private final List<CFAssociation> associations = new ArrayList<>();

    @Test
    void ordersSiblingsByNumberThenByCodeAsPeopleCountThenByStatement() {
        CFItem tenth = item("tenth", "1.10");
        CFItem ninth = item("ninth", "1.9");
        CFItem uncoded = item("uncoded", null);
        CFItem numbered = item("numbered", "9");
        for (CFItem item : List.of(tenth, uncoded, ninth)) {
            under(item, null, null);
        }
        under(numbered, null, 1);

        assertThat(tree().roots()).containsExactly(numbered, ninth, tenth, uncoded);
    }

    @Test
    void showsAnItemUnderEachOfItsParentsAndWhatIsBelowItOnce() {
        CFItem left = item("left", "1");
        CFItem right = item("right", "2");
        CFItem both = item("both", "3");
        CFItem below = item("below", "4");
        under(left, null, null);
        under(right, null, null);
        under(both, left, null);
        under(both, right, null);
        under(below, both, null);

        assertThat(tree().rows())
                .extracting(row -> row.depth() + row.item().fullStatement() + (row.repeated() ? "*" : ""))
                .containsExactly("1left", "2both", "3below", "1right", "2both*");
        assertThat(tree().parents(both.identifier())).containsExactlyInAnyOrder(left, right);
        assertThat(tree().depth()).isEqualTo(3);
    }

    @Test
    void namesTheCircle() {
        CFItem a = item("a", "A");
        CFItem b = item("b", "B");
        CFItem c = item("c", "C");
        CFItem entrance = item("entrance", "E");
        under(entrance, a, null);
        under(a, b, null);
        under(b, c, null);
        under(c, a, null);

        assertThat(tree().cycle()).containsExactlyInAnyOrder(a, b, c);
        assertThat(tree().rows()).isEmpty();
    }

    @Test
    void findsNoCircleWhereAnItemIsReachedOnSeveralWays() {
        CFItem top = item("top", "1");
        CFItem left = item("left", "2");
        CFItem right = item("right", "3");
        CFItem low = item("low", "4");
        under(top, null, null);
        under(left, top, null);
        under(right, top, null);
        under(low, left, null);
        under(low, right, null);

        assertThat(tree().cycle()).isEmpty();
    }

    @Test
    void walksAChainOfFiftyThousandAndAStarOfFiftyThousand() {
        CFItem above = item("0", "0");
        under(above, null, null);
        for (int i = 1; i < 50_000; i++) {
            CFItem next = item(String.valueOf(i), null);
            under(next, above, null);
            above = next;
        }
        assertThat(tree().depth()).isEqualTo(50_000);
        assertThat(tree().cycle()).isEmpty();

        associations.clear();
        items.forEach(item -> under(item, null, null));
        assertThat(tree().roots()).hasSize(50_000);
        assertThat(tree().depth()).isEqualTo(1);
    }

    @Test
    void walksAFrameworkWhereEveryItemStandsUnderTwoInTimeThatGrowsWithItsSizeOnly() {
        CFItem left = item("l0", "1");
        CFItem right = item("r0", "2");
        under(left, null, null);
        under(right, null, null);
        for (int i = 1; i < 60; i++) {
            CFItem nextLeft = item("l" + i, "1");
            CFItem nextRight = item("r" + i, "2");
            for (CFItem parent : List.of(left, right)) {
                under(nextLeft, parent, null);
                under(nextRight, parent, null);
            }
            left = nextLeft;
            right = nextRight;
        }

        assertThat(tree().rows()).hasSize(2 + 59 * 4);
        assertThat(tree().depth()).isEqualTo(60);
    }

    private CFItem item(String statement, @Nullable String code) {
        CFItem item = CFItem.builder(id(statement), "urn:" + statement, statement, CHANGED)
                .humanCodingScheme(code)
                .build();
        items.add(item);
        return item;
    }

    private void under(CFItem child, @Nullable CFItem parent, @Nullable Integer number) {
        LinkGenURI destination = parent == null ? LinkGenURI.to(DOCUMENT) : LinkGenURI.to(parent);
        associations.add(CFAssociation.builder(
                        CaseIds.mint(),
                        "urn:association",
                        AssociationType.IS_CHILD_OF,
                        LinkGenURI.to(child),
                        destination,
                        CHANGED)
                .sequenceNumber(number)
                .build());
    }

    private FrameworkTree tree() {
        return FrameworkTree.of(
                new CFPackage(DOCUMENT, List.copyOf(items), associations, CFDefinitions.NONE, List.of()));
    }

    private static UUID id(String name) {
        return CaseIds.v5(CaseIds.URL_NAMESPACE, name);
    }
}
