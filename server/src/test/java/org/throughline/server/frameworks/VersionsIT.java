package org.throughline.server.frameworks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.throughline.caseformat.model.CFItem;
import org.throughline.caseformat.model.CFPackage;
import org.throughline.server.database.Reach;
import org.throughline.server.organizations.Organization;
import org.throughline.server.organizations.OrganizationKind;
import org.throughline.server.organizations.Person;
import org.throughline.server.organizations.Role;
import org.throughline.server.shared.Invariant;
import org.throughline.server.shared.Problem;
import org.throughline.server.support.RunningServer;
import org.throughline.server.support.ServerTest;

@ServerTest
class VersionsIT {
    private final FrameworkImport imports;
    private final Publication publication;
    private final Versions versions;
    private final Frameworks frameworks;
    private final RunningServer server;
    private final JdbcClient sql;
    private final List<Invariant> invariants;
    private final Stage stage;
    private final Person editor;
    private final Organization owner;
    private final SmallFrameworks welding =
            new SmallFrameworks("Welding").item("A", "Safety").item("A.1", "Shield the arc", "A");

    VersionsIT(
            FrameworkImport imports,
            Publication publication,
            Versions versions,
            Frameworks frameworks,
            RunningServer server,
            JdbcClient sql,
            List<Invariant> invariants,
            Stage stage) {
        this.imports = imports;
        this.publication = publication;
        this.versions = versions;
        this.frameworks = frameworks;
        this.server = server;
        this.sql = sql;
        this.invariants = invariants;
        this.stage = stage;
        this.editor = stage.person("Editor");
        this.owner = stage.organization("Test College", OrganizationKind.EDUCATOR, editor, Role.EDITOR);
    }

    private FrameworkId id() {
        return new FrameworkId(welding.id());
    }

    private void bringIn(boolean open) {
        imports.importCase(owner.id(), welding.json(), "welding.json", FrameworkKind.JOB_ROLE, open, editor.id());
    }

    @Test
    void everyTextThatCameToStandIsKeptWholeUnderItsNumber() throws Exception {
        bringIn(true);
        welding.item("A.1", "Shield the arc and the bystanders", "A");
        bringIn(true);
        bringIn(true);

        assertThat(versions.of(id())).extracting(FrameworkVersion::number).containsExactly(2, 1);
        assertThat(versions.of(id())).allSatisfy(version -> {
            assertThat(version.by()).isEqualTo(editor.id());
            assertThat(version.published()).isTrue();
            assertThat(version.items()).isEqualTo(2);
        });
        assertThat(statements(1)).contains("Shield the arc").doesNotContain("Shield the arc and the bystanders");
        assertThat(statements(2)).contains("Shield the arc and the bystanders");
        assertThat(new String(versions.text(id(), 2).orElseThrow(), StandardCharsets.UTF_8))
                .isEqualTo(server.get("/ims/case/v1p1/CFPackages/" + id()).body());
        assertThat(versions.find(id(), 3)).isEmpty();
    }

    private List<String> statements(int version) {
        return versions.pkg(id(), version).orElseThrow().items().stream()
                .map(CFItem::fullStatement)
                .toList();
    }

    @Test
    void aDraftIsPublishedAsTheNextVersionWithItsNote() {
        bringIn(true);
        CFPackage standing = versions.pkg(id(), 1).orElseThrow();
        CFItem reworded = standing.items().getLast().toBuilder()
                .fullStatement("Shield the arc with screens")
                .build();
        CFPackage draft = new CFPackage(
                standing.document(),
                List.of(standing.items().getFirst(), reworded),
                standing.associations(),
                standing.definitions(),
                standing.rubrics(),
                standing.extensions());

        FrameworkVersion second = publication.publish(
                owner.id(), draft, FrameworkKind.JOB_ROLE, false, "Screens, not curtains.", editor.id());
        FrameworkVersion again =
                publication.publish(owner.id(), draft, FrameworkKind.JOB_ROLE, false, "Nothing is new.", editor.id());

        assertThat(second.number()).isEqualTo(2);
        assertThat(second.note()).isEqualTo("Screens, not curtains.");
        assertThat(second.published()).as("what was open stays open").isTrue();
        assertThat(again).isEqualTo(second);
        assertThat(frameworks.item(reworded.identifier()).orElseThrow().statement())
                .isEqualTo("Shield the arc with screens");
        assertThat(frameworks.find(id()).orElseThrow().published()).isTrue();
        assertThat(acts()).containsExactly("framework.imported", "framework.published");
    }

    private List<String> acts() {
        return server.sql()
                .sql("select action from audit.entry where subject = ? order by sequence")
                .param(id().toString())
                .query((row, _) -> row.getString("action"))
                .list();
    }

    @Test
    void openingAFrameworkOpensTheVersionThatStandsAndNoneBefore() {
        bringIn(false);
        welding.item("A.1", "Shield the arc and the bystanders", "A");
        bringIn(false);
        bringIn(true);

        assertThat(versions.of(id())).extracting(FrameworkVersion::published).containsExactly(true, false);
        assertThat(Reach.as(new Reach.Public(), () -> versions.of(id())))
                .extracting(FrameworkVersion::number)
                .containsExactly(2);
    }

    @Test
    void aVersionOfAClosedFrameworkIsNobodyElses() {
        bringIn(false);

        assertThat(Reach.as(new Reach.Public(), () -> versions.of(id()))).isEmpty();
        assertThat(versions.of(id())).hasSize(1);
    }

    @Test
    void nobodyChangesOrTakesAwayAVersion() {
        bringIn(true);

        for (String harm : List.of(
                "delete from frameworks.versions where framework = ?",
                "update frameworks.versions set note = 'another' where framework = ?",
                "update frameworks.versions set published = false where framework = ?",
                "update frameworks.versions set package = '' where framework = ?")) {
            assertThatThrownBy(() -> sql.sql(harm).param(welding.id()).update())
                    .as(harm)
                    .isInstanceOf(DataAccessException.class)
                    .hasStackTraceContaining("stays as it is");
        }
    }

    @Test
    void anotherOrganizationPublishesNothingUnderItsName() {
        bringIn(true);
        Person stranger = stage.person("Stranger");
        Organization other = stage.organization("Other Works", OrganizationKind.EMPLOYER, stranger, Role.EDITOR);
        CFPackage pkg = versions.pkg(id(), 1).orElseThrow();

        assertThatThrownBy(() -> publication.publish(other.id(), pkg, FrameworkKind.JOB_ROLE, true, "", stranger.id()))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.findings().getFirst()).endsWith("(another-owner)."));
        assertThat(versions.of(id())).hasSize(1);
    }

    @Test
    void theCheckOfTheHouseFindsAFrameworkThatDoesNotStandAsItsNewestVersion() {
        bringIn(true);
        Invariant newest = invariants.stream()
                .filter(invariant -> invariant.id().equals("I13"))
                .findFirst()
                .orElseThrow();
        assertThat(newest.check().findings()).noneMatch(found -> found.contains(id().toString()));

        sql.sql("update frameworks.documents set fingerprint = '' where identifier = ?")
                .param(welding.id())
                .update();

        assertThat(newest.check().findings()).anyMatch(found -> found.contains(id().toString()));
        UUID framework = welding.id();
        sql.sql("""
            update frameworks.documents d set fingerprint = v.fingerprint from frameworks.versions v
             where d.identifier = ? and v.framework = d.identifier and v.number = d.version
            """).param(framework).update();
    }
}
