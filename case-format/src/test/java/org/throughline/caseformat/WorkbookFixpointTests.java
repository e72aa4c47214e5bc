package org.throughline.caseformat;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.throughline.caseformat.exchange.SheetForm;
import org.throughline.caseformat.exchange.SheetOutcome;
import org.throughline.caseformat.exchange.SheetReader;
import org.throughline.caseformat.exchange.SheetRequest;
import org.throughline.caseformat.exchange.WorkbookWriter;
import org.throughline.caseformat.model.AssociationType;
import org.throughline.caseformat.model.CFAssociation;
import org.throughline.caseformat.model.CFItem;
import org.throughline.caseformat.model.CFPackage;
import org.throughline.caseformat.model.CaseVersion;
import org.throughline.caseformat.model.Extensions;
import org.throughline.caseformat.model.LinkGenURI;
import org.throughline.caseformat.model.LinkURI;

/** What goes out as a workbook comes back as it was, in every property. */
class WorkbookFixpointTests {

    private static final Instant LATER = Instant.parse("2027-01-01T00:00:00Z");

    private final SheetReader reader = new SheetReader();
    private final WorkbookWriter writer = new WorkbookWriter();

    @Test
    void everyPropertyOfCaseComesBack() {
        assertComesBack(Everything.pkg());
    }

    @Test
    void theSamePackageAlwaysGivesTheSameBytes() {
        assertThat(writer.write(Everything.pkg())).isEqualTo(writer.write(Everything.pkg()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"MarkdownFramework.json", "SmartLevelFramework.json", "ccss-math-2010.json", "pack_01.json"})
    void otherSystemsFrameworksComeBack(String name) {
        byte[] bytes = ProjectFiles.bytes(ProjectFiles.shared("data/case").resolve(name));
        assertComesBack(((ReadOutcome.Read) new CaseReader().read(bytes, name)).pkg());
    }

    @Test
    void ourOwnSamplesComeBack() {
        for (Path file : ProjectFiles.in(ProjectFiles.project().resolve("samples/frameworks"), ".case.json")) {
            if (new CaseReader().read(ProjectFiles.bytes(file), file.toString()) instanceof ReadOutcome.Read read) {
                assertComesBack(read.pkg());
            }
        }
    }

    @Test
    void textsThatLookLikeSomethingElseStayTexts() {
        List<String> texts = List.of(
                "=1+1",
                "+cmd",
                "-2",
                "@SUM(A1)",
                "'=quoted",
                "_x000D_",
                "_x005F_x000D_",
                " \u00a0 blanks around \t",
                "line\nbreak\r\nand return\r",
                "007",
                "1.10",
                "2026-01-02",
                "TRUE",
                "\ufffe\uffff\u007f",
                "a <b> & \"c\"",
                "المهارة 電力 😀",
                "[\"not\", \"a list\"]",
                "none");
        List<CFItem> items = new ArrayList<>();
        List<CFAssociation> associations = new ArrayList<>();
        for (String text : texts) {
            CFItem item = Everything.item("item" + items.size()).toBuilder()
                    .fullStatement(text)
                    .notes(text)
                    .humanCodingScheme(text)
                    .CFItemType(text)
                    .conceptKeywords(List.of(text, "x,y", "a|b"))
                    .subject(List.of(text))
                    .educationLevel(texts)
                    .subjectURI(List.of(
                            Everything.link("subject"),
                            new LinkURI("a | b | c", Everything.id("subject"), Everything.uri("subject"))))
                    .CFItemTypeURI(items.size() % 2 == 0 ? null : Everything.link("type"))
                    .licenseURI(items.size() % 2 == 0 ? null : Everything.link("license"))
                    .extensions(new Extensions(java.util.Map.of(
                            "sheet:Teacher note", new Extensions.Text(text),
                            "sheet:notes", new Extensions.Text(text),
                            "x", new Extensions.Json("[ 1, \"" + "two" + "\" ]"))))
                    .build();
            items.add(item);
            associations.add(Everything.association(
                    "under" + items.size(),
                    AssociationType.IS_CHILD_OF,
                    LinkGenURI.to(item),
                    LinkGenURI.to(Everything.document())));
        }
        CFPackage pkg = Everything.pkg();
        assertComesBack(
                new CFPackage(pkg.document(), items, associations, pkg.definitions(), List.of(), pkg.extensions()));
    }

    @Test
    void textsLongerThanACellComeBack() {
        CFPackage pkg = Everything.pkg();
        CFItem longer = pkg.items().getFirst().toBuilder()
                .notes("𝄞long ".repeat(20_000))
                .fullStatement("s".repeat(40_000))
                .build();
        LinkGenURI end = LinkGenURI.to(longer);
        CFPackage changed = new CFPackage(
                pkg.document(),
                List.of(longer),
                List.of(Everything.association("a", AssociationType.IS_CHILD_OF, end, LinkGenURI.to(pkg.document()))),
                pkg.definitions(),
                List.of(),
                pkg.extensions());
        assertComesBack(changed);
    }

    @Test
    void severalParentsAndLinksTwiceComeBack() {
        CFPackage pkg = Everything.pkg();
        List<CFAssociation> more = new ArrayList<>(pkg.associations());
        LinkGenURI two = LinkGenURI.to(Everything.item("two"));
        more.add(Everything.association("e", AssociationType.IS_CHILD_OF, two, LinkGenURI.to(pkg.document())));
        more.addFirst(
                Everything.association("f", AssociationType.IS_CHILD_OF, two, LinkGenURI.to(Everything.item("one"))));
        more.add(Everything.association(
                        "g",
                        AssociationType.EXACT_MATCH_OF,
                        new LinkGenURI("Stale title", two.identifier(), "https://elsewhere.example/x", "ext:page"),
                        new LinkGenURI("Page", "a page | of no uuid", "https://elsewhere.example/y", null))
                .toBuilder()
                .sequenceNumber(null)
                .CFAssociationGroupingURI(new LinkURI("other words", Everything.id("grouping"), "urn:x:y"))
                .build());
        CFPackage several = new CFPackage(
                pkg.document(), pkg.items().reversed(), more, pkg.definitions(), pkg.rubrics(), pkg.extensions());
        assertComesBack(several);
    }

    @Test
    void aChainDeeperThanPlacesGoComesBack() {
        CFPackage pkg = Everything.pkg();
        List<CFItem> items = new ArrayList<>();
        List<CFAssociation> associations = new ArrayList<>();
        LinkGenURI above = LinkGenURI.to(pkg.document());
        for (int i = 0; i < 3000; i++) {
            CFItem item = Everything.item("deep" + i);
            items.add(item);
            associations.add(Everything.association("d" + i, AssociationType.IS_CHILD_OF, LinkGenURI.to(item), above));
            above = LinkGenURI.to(item);
        }
        assertComesBack(new CFPackage(pkg.document(), items, associations, pkg.definitions(), List.of()));
    }

    @Property(tries = 100)
    void whateverGoesOutComesBack(@ForAll("packages") CFPackage pkg) {
        assertComesBack(pkg);
    }

    /** The package as every reader hands it on: ends outside are marked, and words agree with what they are linked to. */
    private static CFPackage inOrder(CFPackage pkg) {
        ReadOutcome again = new CaseReader().read(new CaseWriter().write(pkg, CaseVersion.V1P1), "in order");
        return ((ReadOutcome.Read) again).pkg();
    }

    private void assertComesBack(CFPackage written) {
        CFPackage pkg = inOrder(written);
        SheetOutcome outcome = reader.read(writer.write(pkg), SheetRequest.of("again.xlsx", LATER));
        assertThat(outcome).isInstanceOf(SheetOutcome.Read.class);
        SheetOutcome.Read read = (SheetOutcome.Read) outcome;
        assertThat(read.form()).isEqualTo(SheetForm.WHOLE_WORKBOOK);
        assertThat(read.pkg().document()).isEqualTo(pkg.document());
        assertThat(read.pkg().items()).isEqualTo(pkg.items());
        assertThat(read.pkg().associations()).isEqualTo(pkg.associations());
        assertThat(read.pkg()).isEqualTo(pkg);
        assertThat(read.findings())
                .allSatisfy(finding ->
                        assertThat(finding.code()).isIn("dangling-end", "item-type-disagrees", "duplicate-code"));
        SheetOutcome updated = reader.read(
                writer.write(pkg), SheetRequest.of("again.xlsx", LATER).updating(pkg));
        assertThat(((SheetOutcome.Read) updated).pkg()).isEqualTo(pkg);
    }

    @Provide
    Arbitrary<CFPackage> packages() {
        Arbitrary<String> texts = Arbitraries.strings()
                .ofMinLength(1)
                .ofMaxLength(30)
                .filter(text -> !text.isBlank()
                        && text.codePoints()
                                .allMatch(c -> (c >= 0x20 || c == '\n' || c == '\r' || c == '\t')
                                        && Character.getType(c) != Character.SURROGATE));
        Arbitrary<List<Integer>> parents =
                Arbitraries.integers().between(-1, 30).list().ofMinSize(0).ofMaxSize(30);
        return Combinators.combine(texts, texts.list().ofSize(31), parents, Arbitraries.longs())
                .as(WorkbookFixpointTests::pkg);
    }

    /** Every item stands under an earlier one, or under the document; what else it says is chosen by the bits of a number. */
    private static CFPackage pkg(String title, List<String> texts, List<Integer> parents, long bits) {
        CFPackage base = Everything.pkg();
        List<CFItem> items = new ArrayList<>();
        List<CFAssociation> associations = new ArrayList<>();
        java.util.Random random = new java.util.Random(bits);
        for (int i = 0; i < parents.size(); i++) {
            String text = texts.get(i);
            CFItem item = Everything.item("item" + i).toBuilder()
                    .fullStatement(text)
                    .notes(random.nextBoolean() ? text : null)
                    .humanCodingScheme(random.nextBoolean() ? texts.get(random.nextInt(31)) : null)
                    .abbreviatedStatement(random.nextBoolean() ? texts.get(random.nextInt(31)) : null)
                    .listEnumeration(random.nextBoolean() ? texts.get(random.nextInt(31)) : null)
                    .CFItemType(random.nextBoolean() ? "type" : random.nextBoolean() ? text : null)
                    .CFItemTypeURI(random.nextBoolean() ? Everything.link("type") : null)
                    .conceptKeywords(texts.subList(0, random.nextInt(5)))
                    .subjectURI(random.nextBoolean() ? List.of() : List.of(Everything.link("subject")))
                    .statusStartDate(null)
                    .extensions(random.nextBoolean() ? Extensions.NONE : Extensions.NONE.withText(text, text))
                    .build();
            int parent = parents.get(i);
            items.add(item);
            associations.add(Everything.association(
                            "under" + i,
                            AssociationType.IS_CHILD_OF,
                            LinkGenURI.to(item),
                            parent >= 0 && parent < i
                                    ? LinkGenURI.to(items.get(parent))
                                    : LinkGenURI.to(base.document()))
                    .toBuilder()
                    .sequenceNumber(random.nextBoolean() ? random.nextInt(5) : null)
                    .notes(random.nextBoolean() ? text : null)
                    .build());
            if (random.nextInt(4) == 0) {
                associations.add(
                        random.nextInt(associations.size()),
                        Everything.association(
                                "link" + i,
                                random.nextBoolean() ? AssociationType.IS_CHILD_OF : AssociationType.PRECEDES,
                                LinkGenURI.to(item),
                                new LinkGenURI(text, text.strip() + "x", "urn:x:" + i, null)));
            }
        }
        return new CFPackage(
                base.document().toBuilder()
                        .title(title)
                        .subject(texts.subList(0, 3))
                        .build(),
                items,
                associations,
                base.definitions(),
                base.rubrics(),
                base.extensions());
    }
}
