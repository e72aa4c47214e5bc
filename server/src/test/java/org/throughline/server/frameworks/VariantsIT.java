package org.throughline.server.frameworks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.throughline.caseformat.compare.ThreeWayMerge;
import org.throughline.caseformat.model.CFItem;
import org.throughline.caseformat.model.CFPackage;
import org.throughline.caseformat.model.CFRubric;
import org.throughline.caseformat.model.CFRubricCriterion;
import org.throughline.caseformat.model.Extensions;
import org.throughline.caseformat.model.LinkURI;
import org.throughline.server.organizations.Organization;
import org.throughline.server.organizations.OrganizationKind;
import org.throughline.server.organizations.Person;
import org.throughline.server.organizations.Role;
import org.throughline.server.support.RunningServer;
import org.throughline.server.support.ServerTest;
import org.throughline.server.support.Visitor;

@ServerTest
class VariantsIT {
    private final Variants variants;
    private final FrameworkImport imports;
    private final Frameworks frameworks;
    private final Versions versions;
    private final Publication publication;
    private final RunningServer server;
    private final Person editor;
    private final Organization owner;
    private final Person author;
    private final Organization authors;
    private final SmallFrameworks source = new SmallFrameworks("State standards")
            .item("A", "Safety")
            .item("A.1", "Isolate a circuit before work", "A")
            .item("A.2", "Wear a helmet", "A")
            .item("B", "Climbing")
            .item("B.1", "Inspect a harness", "B");

    VariantsIT(
            Variants variants,
            FrameworkImport imports,
            Frameworks frameworks,
            Versions versions,
            Publication publication,
            RunningServer server,
            Stage stage) {
        this.variants = variants;
        this.imports = imports;
        this.frameworks = frameworks;
        this.versions = versions;
        this.publication = publication;
        this.server = server;
        this.editor = stage.person("Editor");
        this.owner = stage.organization("Variant College", OrganizationKind.EDUCATOR, editor, Role.EDITOR);
        this.author = stage.person("Author");
        this.authors = stage.organization("The State", OrganizationKind.EDUCATOR, author, Role.EDITOR);
    }

    @Test
    void aVariantHasItsOwnIdentifiersAndEveryItemNamesItsSource() {
        FrameworkId id = derived(Set.of());
        CFPackage variant = versions.pkg(id, 1).orElseThrow();

        assertThat(id.value()).isNotEqualTo(source.id());
        assertThat(variant.items()).hasSize(5).allSatisfy(item -> {
            assertThat(item.identifier().version()).isEqualTo(5);
            assertThat(item.uri()).endsWith("/uri/" + item.identifier());
            assertThat(item.extensions().text("sourceItemIdentifier")).isPresent();
            assertThat(item.extensions().text("sourceItemURI").orElse("")).startsWith("https://case.example.org/");
        });
        assertThat(variant.document().extensions().text("sourceDocumentIdentifier"))
                .contains(source.id().toString());
        assertThat(frameworks.find(id).orElseThrow().published()).isFalse();
        assertThat(frameworks.children(id, null, 0, 200).items()).hasSize(2);
        assertThat(frameworks.items(id).stream().map(FrameworkItem::label))
                .containsExactly(
                        "A Safety",
                        "A.1 Isolate a circuit before work",
                        "A.2 Wear a helmet",
                        "B Climbing",
                        "B.1 Inspect a harness");
    }

    @Test
    void aVariantOfABranchTakesNothingElse() {
        FrameworkId id = derived(Set.of(source.id("B")));
        assertThat(frameworks.items(id).stream().map(FrameworkItem::label))
                .containsExactly("B Climbing", "B.1 Inspect a harness");

        state(source.item("C", "Driving").item("B.2", "Descend", "B").item("B.1", "Inspect a harness", "A"));
        Variants.Sides sides = variants.sides(
                variants.of(id).orElseThrow(), versions.pkg(id, 1).orElseThrow());
        assertThat(sides.base().items())
                .extracting(CFItem::fullStatement)
                .containsExactly("Climbing", "Inspect a harness");
        assertThat(sides.theirs().items())
                .extracting(CFItem::fullStatement)
                .containsExactlyInAnyOrder("Climbing", "Inspect a harness", "Descend");
        assertThat(ThreeWayMerge.of(sides.base(), versions.pkg(id, 1).orElseThrow(), sides.theirs())
                        .taken())
                .satisfies(taken -> assertThat(taken.added())
                        .extracting(CFItem::fullStatement)
                        .containsExactly("Descend"))
                .satisfies(taken -> assertThat(taken.moved())
                        .as("what goes where the variant took nothing stays")
                        .isEmpty());
    }

    @Test
    void rubricsComeAlongWithTheVariantsIdentifiers() {
        CFPackage text = ReadPackages.stored(source.json());
        UUID rubric = UUID.randomUUID();
        UUID criterion = UUID.randomUUID();
        CFItem item = text.items().getFirst();
        CFPackage withRubric = new CFPackage(
                text.document(),
                text.items(),
                text.associations(),
                text.definitions(),
                List.of(new CFRubric(
                        rubric,
                        "https://case.example.org/" + rubric,
                        item.lastChangeDateTime(),
                        "How safe",
                        null,
                        List.of(new CFRubricCriterion(
                                criterion,
                                "https://case.example.org/" + criterion,
                                item.lastChangeDateTime(),
                                null,
                                "Works without being told",
                                new LinkURI(item.label(), item.identifier(), item.uri()),
                                null,
                                1,
                                rubric,
                                List.of(),
                                Extensions.NONE)),
                        Extensions.NONE)));
        publication.publish(authors.id(), withRubric, FrameworkKind.STANDARDS, true, "", author.id());
        CFPackage variant = versions.pkg(derive(Set.of()), 1).orElseThrow();

        assertThat(variant.rubrics()).singleElement().satisfies(copy -> {
            assertThat(copy.title()).isEqualTo("How safe");
            assertThat(copy.identifier()).isNotEqualTo(rubric);
            assertThat(copy.criteria()).singleElement().satisfies(one -> {
                assertThat(one.rubricId()).isEqualTo(copy.identifier());
                assertThat(one.CFItemURI())
                        .isNotNull()
                        .extracting(LinkURI::identifier)
                        .isEqualTo(variant.items().getFirst().identifier());
            });
        });
    }

    @Test
    void oneDerivesOnPages() throws Exception {
        state(source);
        Visitor visitor = new Visitor(server);
        visitor.signIn(String.valueOf(editor.email()), Stage.PASSWORD);
        visitor.get("/frameworks/" + source.id() + "/variants");
        Visitor.Seen made = visitor.post(
                "/frameworks/" + source.id() + "/variants",
                "organization",
                owner.id().toString(),
                "title",
                "Ours");
        assertThat(made.heading()).isEqualTo("Ours");
        assertThat(made.html().text()).contains("A local variant of State standards");
        state(source.item("C", "Driving"));
        assertThat(visitor.get(made.address().getPath()).html().text())
                .contains("Its source has had 1 new version since");
    }

    private FrameworkId derived(Set<UUID> branches) {
        state(source);
        return derive(branches);
    }

    private FrameworkId derive(Set<UUID> branches) {
        return variants.derive(
                frameworks.find(new FrameworkId(source.id())).orElseThrow(),
                owner.id(),
                "Variant College",
                "State standards at our college",
                branches,
                editor.id());
    }

    private void state(SmallFrameworks said) {
        imports.importCase(authors.id(), said.json(), "the state", FrameworkKind.STANDARDS, true, author.id());
    }
}
