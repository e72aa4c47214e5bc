package org.throughline.server.frameworks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.throughline.server.database.Reach;
import org.throughline.server.organizations.Organization;
import org.throughline.server.organizations.OrganizationKind;
import org.throughline.server.organizations.Person;
import org.throughline.server.organizations.Role;
import org.throughline.server.support.ServerTest;

@ServerTest
class ItemSearchIT {
    private final FrameworkImport imports;
    private final Frameworks frameworks;
    private final Person editor;
    private final Organization owner;
    private final SmallFrameworks words = new SmallFrameworks("Words")
            .item("EPT.1", "Safety before all work")
            .item("EPT.1.2", "Isolate a circuit before work", "EPT.1")
            .item("EPT.10", "Ground the isolated circuit", "EPT.1")
            .item("ISO", "Name the norms for drawings")
            .item("JA.1", "回路を切り離して接地する")
            .item("ZH.1", "作业前断开电路并接地")
            .item("TH.1", "แยกวงจรก่อนทำงาน")
            .item("AR.1", "افصل الدائرة قبل العمل")
            .item("HE.1", "נתק את המעגל לפני העבודה");

    ItemSearchIT(FrameworkImport imports, Frameworks frameworks, Stage stage) {
        this.imports = imports;
        this.frameworks = frameworks;
        this.editor = stage.person("Editor");
        this.owner = stage.organization("Test College", OrganizationKind.EDUCATOR, editor, Role.EDITOR);
    }

    @BeforeEach
    void bringIn() {
        imports.importCase(owner.id(), words.json(), "words", FrameworkKind.OUTCOMES, false, editor.id());
    }

    private List<String> codes(String typed) {
        FrameworkId id = new FrameworkId(words.id());
        return frameworks.search(typed, id, Set.of(id), 0, 10).items().stream()
                .map(found -> String.valueOf(found.item().code()))
                .toList();
    }

    @Test
    void codesComeFirstTheWholeOneBeforeThoseThatBeginSo() {
        assertThat(codes("EPT.1")).containsExactly("EPT.1", "EPT.10", "EPT.1.2");
        assertThat(codes("ept.1.")).containsExactly("EPT.1.2");
        assertThat(codes("iso"))
                .as("a code, then what begins so, then what has it inside")
                .containsExactly("ISO", "EPT.1.2", "EPT.10");
    }

    @Test
    void wordsAreFoundByTheirBeginningsInEveryScript() {
        assertThat(codes("circ befo")).containsExactly("EPT.1.2");
        assertThat(codes("circuit befo")).containsExactly("EPT.1.2");
        assertThat(codes("接地")).containsExactlyInAnyOrder("JA.1", "ZH.1");
        assertThat(codes("切り離し")).containsExactly("JA.1");
        assertThat(codes("电")).containsExactly("ZH.1");
        assertThat(codes("วงจร")).containsExactly("TH.1");
        assertThat(codes("الدائ")).containsExactly("AR.1");
        assertThat(codes("המעגל לפנ")).containsExactly("HE.1");
        assertThat(codes("电接")).isEmpty();
        assertThat(codes("100%_\\ ' \" :* & !")).isEmpty();
    }

    @Test
    void everyFoundItemKnowsTheWayToIt() {
        FrameworkId id = new FrameworkId(words.id());

        assertThat(frameworks
                        .search("isolate", id, Set.of(id), 0, 1)
                        .items()
                        .getFirst()
                        .path())
                .extracting(FrameworkItem::code)
                .containsExactly("EPT.1");
        assertThat(frameworks.search("isol", id, Set.of(id), 1, 1).total()).isEqualTo(2);
    }

    @Test
    void whatIsNotPublishedIsFoundByNobodyElseWhateverTheyAskFor() {
        FrameworkId id = new FrameworkId(words.id());

        assertThat(Reach.as(
                        new Reach.Public(),
                        () -> frameworks
                                .search("isolate", id, Set.of(id), 0, 10)
                                .items()))
                .isEmpty();
        assertThat(Reach.as(
                        new Reach.Person(UUID.randomUUID(), Set.of(UUID.randomUUID())),
                        () -> frameworks.search("EPT.1", id, Set.of(id), 0, 10).items()))
                .isEmpty();
        assertThat(Reach.as(
                        new Reach.Person(editor.id().value(), Set.of(owner.id().value())),
                        () -> frameworks.search("EPT.1", id, Set.of(id), 0, 10).items()))
                .hasSize(3);
    }
}
