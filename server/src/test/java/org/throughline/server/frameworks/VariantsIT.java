package org.throughline.server.frameworks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.throughline.caseformat.model.CFItem;
import org.throughline.caseformat.model.CFPackage;
import org.throughline.server.organizations.Organization;
import org.throughline.server.organizations.OrganizationKind;
import org.throughline.server.organizations.Person;
import org.throughline.server.organizations.Role;
import org.throughline.server.shared.Problem;
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

        state(source.item("C", "Driving").item("B.2", "Descend", "B"));
        Variants.Looked looked = variants.look(variants.of(id).orElseThrow());
        assertThat(looked.taken()).extracting(UpstreamChange::after).containsExactly("Descend");
    }

    @Test
    void takesAlongWhatOnlyTheSourceChangedAndAsksAboutTheRest() {
        FrameworkId id = derived(Set.of());
        reword(id, "Wear a helmet", "Wear a helmet and gloves at our sites");
        assertThat(variants.behind(variants.of(id).orElseThrow())).isZero();

        state(source.item("A.1", "Isolate and lock out a circuit before work", "A")
                .item("A.2", "Wear a tested helmet", "A")
                .item("B.1", "Inspect a harness", "A")
                .item("B.2", "Descend", "B")
                .item("C", "Driving"));
        Variant variant = variants.of(id).orElseThrow();
        assertThat(variants.behind(variant)).isEqualTo(1);
        Variants.Looked looked = variants.look(variant);

        assertThat(looked.taken())
                .extracting(UpstreamChange::kind)
                .containsExactlyInAnyOrder(
                        UpstreamChange.Kind.CHANGED,
                        UpstreamChange.Kind.MOVED,
                        UpstreamChange.Kind.ADDED,
                        UpstreamChange.Kind.ADDED);
        assertThat(looked.conflicts()).singleElement().satisfies(conflict -> {
            assertThat(conflict.base()).isEqualTo("Wear a helmet");
            assertThat(conflict.theirs()).isEqualTo("Wear a tested helmet");
            assertThat(conflict.ours()).isEqualTo("Wear a helmet and gloves at our sites");
        });
        assertThatThrownBy(() ->
                        variants.take(variant, looked.sourceVersion(), looked.ownVersion(), Map.of(), editor.id()))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("One conflict is not decided");
        assertThat(versions.newest(id).orElseThrow().number()).isEqualTo(2);

        variants.take(
                variant,
                looked.sourceVersion(),
                looked.ownVersion(),
                Map.of(
                        looked.conflicts().getFirst().key(),
                        new VariantMerge.Decision(
                                VariantMerge.Decision.Take.OWN, "Wear a tested helmet, and gloves at our sites")),
                editor.id());

        assertThat(frameworks.items(id).stream().map(FrameworkItem::label))
                .containsExactlyInAnyOrder(
                        "A Safety",
                        "A.1 Isolate and lock out a circuit before work",
                        "A.2 Wear a tested helmet, and gloves at our sites",
                        "B.1 Inspect a harness",
                        "B Climbing",
                        "B.2 Descend",
                        "C Driving");
        assertThat(versions.newest(id).orElseThrow().number()).isEqualTo(3);
        Variants.Looked after = variants.look(variants.of(id).orElseThrow());
        assertThat(after.taken()).isEmpty();
        assertThat(after.conflicts()).isEmpty();
    }

    @Test
    void retiresWhatTheSourceRetiredUnlessSomethingOfOursHangsOnIt() {
        FrameworkId id = derived(Set.of());
        reword(id, "Climbing", "Climbing at height");
        state(source.without("A.2").without("B.1").without("B"));
        Variants.Looked looked = variants.look(variants.of(id).orElseThrow());

        assertThat(looked.taken())
                .extracting(UpstreamChange::before)
                .containsExactlyInAnyOrder("Wear a helmet", "Inspect a harness");
        assertThat(looked.conflicts())
                .singleElement()
                .satisfies(conflict -> assertThat(conflict.kind()).isEqualTo(VariantMerge.Conflict.Kind.RETIRED));
        variants.take(
                variants.of(id).orElseThrow(),
                looked.sourceVersion(),
                looked.ownVersion(),
                Map.of(
                        looked.conflicts().getFirst().key(),
                        new VariantMerge.Decision(VariantMerge.Decision.Take.OURS, "")),
                editor.id());
        assertThat(frameworks.items(id).stream().map(FrameworkItem::label))
                .containsExactly("A Safety", "A.1 Isolate a circuit before work", "B Climbing at height");
    }

    @Test
    void oneDerivesAndTakesAlongOnPages() throws Exception {
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
        String path = made.address().getPath();
        reword(new FrameworkId(java.util.UUID.fromString(path.replaceFirst(".*/", ""))), "Safety", "Safety first");
        state(source.item("A", "Safety and health").item("C", "Driving"));

        assertThat(visitor.get(path).html().text()).contains("Its source has had 1 new version since");
        Visitor.Seen upstream = visitor.get(path + "/upstream");
        Document seen = upstream.html();
        seen.select(".hidden-words").remove(); // who hears the page is told what came and went
        assertThat(seen.text()).contains("Both changed the statement", "Safety first", "Safety and health");
        assertThat(upstream.html().select("ins").eachText()).contains("first", "and health");
        String key = upstream.html().select("input[value=theirs]").attr("name");
        visitor.post(
                path + "/upstream",
                "sourceVersion",
                upstream.html().select("input[name=sourceVersion]").val(),
                "ownVersion",
                upstream.html().select("input[name=ownVersion]").val(),
                key,
                "theirs");
        assertThat(visitor.get(path).html().text()).contains("everything that its source changed", "Safety and health");
    }

    private FrameworkId derived(Set<java.util.UUID> branches) {
        state(source);
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

    /** What an edit in a draft comes to. */
    private void reword(FrameworkId id, String from, String to) {
        CFPackage pkg =
                versions.pkg(id, versions.newest(id).orElseThrow().number()).orElseThrow();
        List<CFItem> items = pkg.items().stream()
                .map(item -> item.fullStatement().equals(from)
                        ? item.toBuilder().fullStatement(to).build()
                        : item)
                .toList();
        publication.publish(
                owner.id(),
                new CFPackage(pkg.document(), items, pkg.associations(), pkg.definitions(), pkg.rubrics()),
                FrameworkKind.STANDARDS,
                false,
                "",
                editor.id());
    }
}
