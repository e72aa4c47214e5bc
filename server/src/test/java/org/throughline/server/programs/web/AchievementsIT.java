package org.throughline.server.programs.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.throughline.server.frameworks.Citation;
import org.throughline.server.frameworks.FrameworkImport;
import org.throughline.server.frameworks.FrameworkKind;
import org.throughline.server.frameworks.Frameworks;
import org.throughline.server.frameworks.SmallFrameworks;
import org.throughline.server.frameworks.Stage;
import org.throughline.server.organizations.Organization;
import org.throughline.server.organizations.OrganizationKind;
import org.throughline.server.organizations.Person;
import org.throughline.server.organizations.Role;
import org.throughline.server.programs.AchievementDefinition;
import org.throughline.server.programs.Achievements;
import org.throughline.server.shared.ItemUri;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;
import org.throughline.server.support.RunningServer;
import org.throughline.server.support.ServerTest;
import org.throughline.server.support.Visitor;

@ServerTest
class AchievementsIT {
    private final Achievements achievements;
    private final Frameworks frameworks;
    private final FrameworkImport imports;
    private final RunningServer server;
    private final Person editor;
    private final Organization college;
    private final SmallFrameworks outcomes =
            new SmallFrameworks("Electric power").item("P", "Safety").item("P.1", "Isolate a circuit", "P");

    AchievementsIT(
            Achievements achievements,
            Frameworks frameworks,
            FrameworkImport imports,
            RunningServer server,
            Stage stage) {
        this.achievements = achievements;
        this.frameworks = frameworks;
        this.imports = imports;
        this.server = server;
        this.editor = stage.person("Editor");
        this.college = stage.organization("Test College", OrganizationKind.EDUCATOR, editor, Role.EDITOR);
    }

    @BeforeEach
    void bringIn() {
        imports.importCase(college.id(), outcomes.json(), "o", FrameworkKind.OUTCOMES, true, editor.id());
    }

    private AchievementDefinition define(String name, ItemUri... items) {
        return achievements.define(
                college.id(),
                name,
                "Isolates equipment.",
                "Pass the practical test.",
                "MicroCredential",
                "EPT-S1",
                "EPT 101",
                List.of(items),
                editor.id());
    }

    @Test
    void aDefinitionIsFoundByItsOrganizationAndByTheItemThatItProves() {
        AchievementDefinition defined = define("Safe isolation", outcomes.uri("P.1"));

        assertThat(achievements.find(defined.id())).hasValue(defined);
        assertThat(achievements.of(college.id())).containsExactly(defined);
        assertThat(achievements.proving(outcomes.uri("P.1"))).containsExactly(defined);
        assertThat(defined.uri()).endsWith("/achievements/" + defined.id());
        assertThat(frameworks.citations(outcomes.uri("P.1")))
                .extracting(Citation::label)
                .containsExactly("Safe isolation");
    }

    @Test
    void theSameNameAgainIsAConflictAndAnUnknownItemIsRefused() {
        define("Safe isolation");

        assertThatThrownBy(() -> define("Safe isolation"))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.type()).isEqualTo(ProblemType.CONFLICT));
        assertThatThrownBy(() -> define("Another", new ItemUri("https://elsewhere.example/item")))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.type()).isEqualTo(ProblemType.BAD_INPUT));
        assertThat(achievements.of(college.id())).hasSize(1);
    }

    @Test
    void peopleReadItAsAPageAndProgramsAsOpenBadgesJson() throws Exception {
        AchievementDefinition defined = define("Safe isolation", outcomes.uri("P.1"));

        Document page = new Visitor(server).get("/achievements/" + defined.id()).html();
        String json = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(server.at("/achievements/" + defined.id()))
                                .header("Accept", "application/json")
                                .build(),
                        BodyHandlers.ofString())
                .body();

        assertThat(page.selectXpath("//h1").text()).isEqualTo("Safe isolation");
        assertThat(page.text()).contains("Pass the practical test.", "P.1 Isolate a circuit", "Micro credential");
        assertThat(json)
                .contains(
                        "\"id\":\"" + defined.uri() + "\"",
                        "\"achievementType\":\"MicroCredential\"",
                        "\"targetUrl\":\"" + outcomes.uri("P.1") + "\"",
                        "\"targetType\":\"CFItem\"");
    }

    @Test
    void theFormKeepsWhatWasFilledInWhileStatementsAreSearched() throws Exception {
        Visitor visitor = new Visitor(server);
        visitor.signIn(String.valueOf(editor.email()), Stage.PASSWORD);
        visitor.get("/achievements/new");

        Document searched = visitor.post(
                        "/achievements",
                        "do",
                        "show",
                        "name",
                        "Safe isolation",
                        "type",
                        "Course",
                        "framework",
                        outcomes.id().toString(),
                        "find",
                        "circuit")
                .html();
        assertThat(searched.select("input[name=name]").attr("value")).isEqualTo("Safe isolation");
        assertThat(searched.select(".offered label").eachText()).containsExactly("P.1 Isolate a circuit");
        Visitor.Seen defined = visitor.post(
                "/achievements",
                "do",
                "define",
                "organization",
                college.id().toString(),
                "name",
                "Safe isolation",
                "description",
                "Isolates equipment.",
                "criteria",
                "Pass the test.",
                "type",
                "Course",
                "item",
                outcomes.uri("P.1").value());

        assertThat(defined.heading()).isEqualTo("Safe isolation");
        assertThat(achievements.of(college.id()).getFirst().alignment()).containsExactly(outcomes.uri("P.1"));
    }
}
